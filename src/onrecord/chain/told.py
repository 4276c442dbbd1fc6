"""What the chain needs to know of a report, and its words as far as they count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Spans
from onrecord.text.wordcodes import Words, code_words

HOUR = 3600.0
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report as the chain sees it.

    ``body`` are the spans whose words count, None for all. ``credited`` are the publishers, folded, that it names as
    where it comes from, the nearest first; ``whole`` those of them that all of it comes from; ``cited`` those named
    inside the text. ``first`` and ``last`` bound the moment it came out, in seconds since 1970, None where nothing
    tells. ``version_of`` is the address that its versions share, ``shown`` its outlet's name for people, ``day`` the
    EDTF day of its text; ``corrected`` says whether it has a correction note.
    """

    id: str
    text: str
    body: Spans | None = None
    outlet: str = ""
    credited: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    first: float | None = None
    last: float | None = None
    headline: str = ""
    version_of: str = ""
    shown: str = ""
    day: str | None = None
    corrected: bool = False


def counted(reports: Sequence[Told]) -> list[Words]:
    """The words of each report that count, places as in its whole text."""
    return [_under(words, one.body) for words, one in zip(code_words([r.text for r in reports]), reports, strict=True)]


def _under(words: Words, body: Spans | None) -> Words:
    """The words that stand in ``body``, whose spans are in text order."""
    if body is None:
        return words
    bounds = np.array([edge for span in body for edge in span], np.int32)
    inside = np.searchsorted(bounds, words.starts, side="right") % 2 == 1
    return Words(words.codes[inside], words.starts[inside], words.ends[inside])


_QUOTED = re.compile(r'“(?:[^“”\n]|“[^“”\n]*”)*(?:”|$)|"[^"\n]*"|^\W*"[^"\n]*$|«[^«»\n]*»', re.MULTILINE)
_NEXT_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(]?[^\W\d_]")


def quoted(one: Told, words: Words) -> NDArray[np.bool_]:
    """For each word whether it stands between double quotation marks; those that never close end with their line."""
    edges = np.array([edge for quote in _QUOTED.finditer(one.text) for edge in quote.span()], np.int32)
    found: NDArray[np.bool_] = np.searchsorted(edges, words.starts, side="right") % 2 == 1
    return found


def one_sentence(one: Told, words: Words, first: int, end: int) -> bool:
    """Whether words ``first`` to ``end`` hold no sentence end, but for one or two words at their edges."""
    if end - first <= 4:  # noqa: PLR2004 - two words at each edge
        return True
    return not _NEXT_SENTENCE.search(one.text, int(words.starts[first + 2]), int(words.starts[end - 2]) + 1)


def earlier(one: Told, other: Told, *, by: float = 0.0) -> bool:
    """Whether ``one`` surely came out before ``other``, by so many seconds or more."""
    return one.last is not None and other.first is not None and one.last + by < other.first
