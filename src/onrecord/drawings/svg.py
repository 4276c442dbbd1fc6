"""The few SVG elements that pictures are made of, with whatever reports say as text and nothing else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from onrecord.text.controls import visible

STYLE = "drawing.css"
"""The file of this room that gives pictures their colours; pages serve it, stand-alone pictures carry it."""

Link = Callable[[str, str], str]
"""(kind, id) of a record to the address that opens it."""

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOST = "\ufffd"
_NARROW, _WIDE = frozenset("iljtfr.,:;'|!()[] "), frozenset("mwMW@%")


def said(words: str) -> str:
    """Words as text of an XML document, in one line; characters that turn or hide what stands around them are shown by number."""
    return escape(_fit(" ".join(words.split())))


def _fit(words: str) -> str:
    return _UNFIT.sub(_LOST, visible(words))


def element(name: str, *inside: str, **attributes: object) -> str:
    """An element. Names of attributes: ``class_`` is class, ``_`` is ``-``; numbers are cut to two places; None is left out."""
    told = "".join(f" {_attribute(key)}={quoteattr(_fit(_number(value)))}" for key, value in attributes.items() if value is not None)
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def _attribute(key: str) -> str:
    bare = key.rstrip("_")
    return bare if bare == "viewBox" else bare.replace("_", "-")


def _number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """Words with their baseline at (x, y)."""
    return element("text", said(words), x=x, y=y, **attributes)


def linked(inside: str, address: str | None, told: str) -> str:
    """What a click opens, with words for those who do not see it; without an address a group."""
    title = element("title", said(told))
    return element("a", title, inside, href=address) if address else element("g", title, inside)


def width_of(words: str, size: float = 12) -> float:
    """About how wide words are in a sans serif of ``size``."""
    return size * sum(0.3 if c in _NARROW else 0.9 if c in _WIDE else 0.68 if c.isupper() else 0.54 for c in words)


def fitted(words: str, room: float, size: float = 12) -> str:
    """Words cut so that they are no wider than ``room``."""
    flat = visible(" ".join(words.split()))
    if width_of(flat, size) <= room:
        return flat
    while flat and width_of(flat + "…", size) > room:
        flat = flat[:-1]
    return flat.rstrip(" ,;:") + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing: its size in its own units, a title and a description for those who do not see it, and its elements."""

    width: float
    height: float
    title: str
    about: str
    body: str

    def inside(self, name: str) -> str:
        """The picture as part of a page that has the style; ``name`` is unique on the page."""
        return self._svg(name, "")

    def alone(self) -> str:
        """The picture as a file of its own."""
        style = files("onrecord.drawings").joinpath(STYLE).read_text(encoding="utf-8")
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + self._svg("picture", element("style", escape(style))) + "\n"

    def _svg(self, name: str, style: str) -> str:
        linked_inside = "<a " in self.body
        return element(
            "svg", element("title", said(self.title), id=f"{name}-title"), element("desc", said(self.about), id=f"{name}-about"), style,
            self.body, xmlns="http://www.w3.org/2000/svg", class_="drawing", viewBox=f"0 0 {_number(self.width)} {_number(self.height)}",
            width=self.width, height=self.height, role="group" if linked_inside else "img", aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-about",
        )  # fmt: skip
