"""The dossier as one HTML file that needs neither network nor script."""

from base64 import b64encode
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.drawings.looks import look_of
from onrecord.drawings.svg import STYLE
from onrecord.export.account import Account
from onrecord.text.controls import visible


def dossier_html(account: Account, *, carries: bool = True) -> str:
    """The page as text. Where it ``carries`` them, a reader takes the journal of a joint inquiry and its verifier out of the page."""
    style = files("onrecord.export").joinpath("templates", "dossier.css").read_text(encoding="utf-8")
    drawing = files("onrecord.drawings").joinpath(STYLE).read_text(encoding="utf-8")
    held = {name: b64encode(data).decode() for name, data in _files(account)} if carries else {}
    style = Markup(style + drawing)  # noqa: S704 - our own files
    return _environment().get_template("dossier.html").render(account=account, style=style, files=held)


def _files(account: Account) -> list[tuple[str, bytes]]:
    """What a reader can take out of the page: the journal of a joint inquiry and its verifier."""
    journal = account.journal
    return [("entries.jsonl", journal.entries), ("verify.py", journal.verifier)] if journal else []


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("onrecord.export"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_shown, auto_reload=False,
    )  # fmt: skip
    made.globals |= {"look": lambda stance: look_of(stance.replace(" ", "_"))}
    made.filters |= {"kind": lambda piece: type(piece).__name__}
    return made


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
