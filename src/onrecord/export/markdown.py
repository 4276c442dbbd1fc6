"""The dossier as Markdown with numbered footnotes; pictures are told in words."""

import re
from collections.abc import Iterator

from onrecord.export.account import Account
from onrecord.export.pieces import Drawn, Heading, Line, Piece, Quote, Sides, Table
from onrecord.text.controls import visible

_LIVE = re.compile(r"([\\`*_{}\[\]()#+!|<>~^&-])")


def dossier_markdown(account: Account) -> str:
    """The text; whatever a report says is escaped, so that it stays words."""
    lines = [
        f"# {_plain(account.title)}",
        _plain(account.summary),
        "Who says what, and where each report took it from. Nothing here says what is true.",
    ]
    for piece in account.pieces:
        lines += _lines(piece)
    lines += ["## Sources", _table(account.sources), "## Method"]
    for piece in account.method:
        lines += _lines(piece)
    notes = [
        f"[^{n.number}]: “{_plain(n.words)}” {_plain(n.outlet)}, {_plain(n.day)}, `{n.report}`, characters {n.at}.{_after(n.ruled)}"
        for n in account.notes
    ]
    return "\n\n".join((*lines, "\n".join(notes))) + "\n"


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(level=level, words=words):
            yield f"{'#' * level} {_plain(words)}"
        case Line(words=words, notes=notes):
            yield _plain(words) + _refs(notes)
        case Quote():
            who = f"**{_plain(piece.speaker)}** {piece.stance}, {_plain(piece.on)}"
            yield f"> {who}: {_plain(piece.words)}{_refs((piece.note, *piece.others))}"
        case Sides(sides=sides):
            for number, side in enumerate(sides):
                if number:
                    yield "against"
                for one in side:
                    yield from _lines(one)
        case Drawn(picture=picture):
            yield f"*{_plain(picture.title)}. {_plain(picture.about)}*"
        case Table():
            yield _table(piece)


def _table(table: Table) -> str:
    rows = [table.head, tuple("---" for _ in table.head), *(tuple(map(_plain, row)) for row in table.rows)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _refs(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{n}]" for n in notes)


def _after(words: str) -> str:
    """A further sentence; nothing for none."""
    return f" {_plain(words)}" if words else ""


def _plain(words: str) -> str:
    """Words in one line in which nothing is a mark."""
    return _LIVE.sub(r"\\\1", visible(" ".join(words.split())))
