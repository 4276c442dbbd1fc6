"""Turns templates into pages; whatever a report says comes out as text and as nothing else."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord.casework.layout import Run
from onrecord.drawings.looks import FAMILIES, look_of
from onrecord.model import words_of
from onrecord.model.dates_in_words import in_words
from onrecord.text import controls

_PATHS = {
    "report": "reports", "statement": "statements", "transfer": "transfers", "claim": "claims", "conflict": "conflicts", "actor": "actors",
    "origin": "origins", "figure": "records", "time": "records", "mention": "records", "credit": "records", "segment": "records",
}  # fmt: skip


def visible(value: Any) -> Any:
    """``value`` for a page: unseen controls in what is plain text are shown by their number; None becomes nothing."""
    if value is None:
        return ""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return controls.visible(value)


def href(kind: str, key: str) -> str:
    """The address of a record's page."""
    return f"/{_PATHS[kind]}/{key}"


_BEGINNINGS = {"r": "report", "s": "statement", "t": "transfer", "k": "claim", "c": "conflict", "a": "actor", "o": "origin"}


def address(key: str) -> str:
    """The address of the record with this id; empty when the id does not tell of what kind it is."""
    kind = _BEGINNINGS.get(key.partition("_")[0])
    return href(kind, key) if kind else ""


def outward(url: str | None) -> str:
    """An address that a report names, when it is one of the web; nothing for any other."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def flat(words: str) -> str:
    """Words in one line."""
    return " ".join(words.split())


def cut(words: str, room: int) -> str:
    """Words in one line, at most ``room`` characters of them, ended at a space."""
    one = flat(words)
    return one if len(one) <= room else one[: room - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def arrows(title: str) -> str:
    """A transfer's title with drawn arrows."""
    return flat(title).replace("->", "→")


def snippet(words: str) -> Markup:
    """What a search found, the words that matched (in square brackets) marked."""
    parts = re.split(r"\[([^\[\]]*)\]", words)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(visible(part)) if at % 2 else escape(visible(part)) for at, part in enumerate(parts)
    )


def date(value: str | None) -> str:
    """A day as people write it."""
    return in_words(value) if value else "no date"


def plain(word: str) -> str:
    """A word of the records as people write it."""
    return word.replace("_", " ")


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    many = "es" if noun.endswith("o") else "s"
    shown = f"{noun[:-1]}ies" if noun.endswith("y") and number != 1 else noun + ("" if number == 1 else many)
    return f"{number:,} {shown}"


def classes(run: Run, stances: Mapping[str, str], bright: str) -> str:
    """The classes of a run: what is marked on it, and the family of its innermost statement's stance."""
    found = []
    depth = 0
    family = ""
    for mark in run.marks:
        if mark.kind == "statement":
            found.append(f"m-{mark.use}")
            if mark.use == "content":
                depth += 1
            family = look_of(stances.get(mark.id, "")).family
        elif mark.kind in ("shared", "transfer"):
            found.append(f"m-{mark.kind}")
        elif mark.kind == "segment":
            found.append(f"role-{mark.use}")
        else:
            found.append(f"m-{mark.kind}")
    if family:
        found.append(f"fam-{family}")
    if depth > 1:
        found.append("m-inner")
    if bright and any(mark.id == bright for mark in run.marks):
        found.append("m-bright")
    return " ".join(dict.fromkeys(found))


def begins(run: Run, stances: Mapping[str, str]) -> str:
    """The sign of the stance whose words begin at a run; nothing where none begin."""
    starting = [m for m in run.marks if m.kind == "statement" and m.use == "content" and m.start == run.start]
    return look_of(stances.get(starting[-1].id, "")).sign if starting else ""


def opens(run: Run) -> str:
    """The address of the narrowest record on a run; nothing where there is none."""
    placed = [mark for mark in run.marks if mark.id]
    return href(placed[-1].kind, placed[-1].id) if placed else ""


def ids(run: Run) -> str:
    """The ids of all records on a run."""
    return " ".join(dict.fromkeys(mark.id for mark in run.marks if mark.id))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates and what they call."""
    made = Environment(
        loader=PackageLoader("onrecord.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=visible, auto_reload=False,
    )  # fmt: skip
    made.filters |= {
        "flat": flat,
        "arrows": arrows,
        "snippet": snippet,
        "cut": cut,
        "plain": plain,
        "outward": outward,
        "count": count,
        "date": date,
    }
    made.globals |= {
        "href": href, "address": address, "look": look_of, "families": FAMILIES, "words_of": words_of, "classes": classes, "opens": opens,
        "begins": begins, "ids": ids, "query_string": urlencode,
    }  # fmt: skip
    return made


def page(request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
    """A page made of ``template``."""
    held = {"case_name": request.app.state.name, "here": request.url.path, "query": dict(request.query_params),
            "person_in": getattr(request.state, "person", ""), **given}  # fmt: skip
    return HTMLResponse(environment().get_template(template).render(held), status_code=status)
