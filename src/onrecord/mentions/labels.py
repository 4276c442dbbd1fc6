"""Finds the stretches of a text whose numbers are labels and count nothing: telephone numbers, places on the globe, tallies of a vote."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span

_TELEPHONE = r"(?:\+\d{1,3}|(?<![\d.,])\(?0\d{1,4}\)?)(?:[ .-]\(?\d{2,5}\)?){2,5}(?!\d)"
_DIALLED = r"\b(?:call|calls|called|dial|phone|telephone|tel|fax)\b\.?:?\s(?:\w+\s){0,2}?(?P<dialled>\d{3}[ -]\d{3,4}(?:[ -]\d{4})?)(?!\d)"
_ON_THE_GLOBE = r"(?<![\d.])\d{1,3}(?:\.\d+)?\s?(?:°\s?[NSEW]\b|°?\s?[NS],?\s\d{1,3}(?:\.\d+)?\s?°?\s?[EW]\b)"
_OF_A_GROUP = r"\bGroup\sof\s\d+"
_TALLY = (
    r"\b(?:vot(?:e|es|ed|ing)|w[io]n|wins|beat|lost|defeated|passed|approved|rejected|ruled)\b[^.;:\d]{0,30}"
    r"(?P<tally>(?P<most>\d{1,3})\sto\s(?P<least>\d{1,3}))\b(?!\s?(?:%|per\s?cent|percent|[mb]illion|thousand))"
)
_DIGIT = re.compile(r"\d")
_LABELS = re.compile(f"{_TELEPHONE}|{_DIALLED}|{_ON_THE_GLOBE}|{_OF_A_GROUP}|{_TALLY}")


class Labels:
    """Stretches in text order, for asking whether a place lies inside one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Of stretches that do not overlap, in order."""
        self._spans = spans
        self._starts = [span.start for span in spans]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Labels":
        """Those of ``text`` between two offsets."""
        if not _DIGIT.search(text, start, end):
            return cls(())
        return cls([_span(m) for m in _LABELS.finditer(text, start, end) if _counts_nothing(m)])

    def hold(self, offset: int) -> bool:
        """Whether ``offset`` lies inside one."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._spans[at].end


def _counts_nothing(m: re.Match[str]) -> bool:
    """The winner's side of a tally comes first; "lost 12 to 15 tanks" is a range."""
    return m["tally"] is None or int(m["most"]) > int(m["least"])


def _span(m: re.Match[str]) -> Span:
    name = "tally" if m["tally"] else "dialled" if m["dialled"] else 0
    return Span(*m.span(name))
