"""The dossier as one HTML file that needs neither network nor script."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.drawings.looks import look_of
from onrecord.drawings.svg import STYLE
from onrecord.export.account import Account
from onrecord.text.controls import visible


def dossier_html(account: Account) -> str:
    """The page as text."""
    style = files("onrecord.export").joinpath("templates", "dossier.css").read_text(encoding="utf-8")
    drawing = files("onrecord.drawings").joinpath(STYLE).read_text(encoding="utf-8")
    return _environment().get_template("dossier.html").render(account=account, style=Markup(style + drawing))  # noqa: S704 - our own files


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
