"""Whether the words around a time speak of what is to come or of what is past."""

import re

from onrecord.model import Segment

_STOPS = (". ", "; ", "? ", "! ")
_AHEAD = re.compile(r"\b(?:will|shall|due|scheduled|set to|is to|are to|upcoming)\b", re.IGNORECASE)
_MAY = re.compile(
    r"\b(?:would|could|might|should|must|may|can)\b(?!\s+(?:not\s+)?have\b)(?!\s+not\b)"
    r"(?:(?!,\s|\b(?:and|but|who|which|that|after|because|when|while)\b)[^;:]){0,60}$"
)
"""A modal of the same clause, but for "would have gone" and "could not go"."""
_BY = re.compile(r"\b(?:by|until|till|before|ahead\s+of)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"(?:^|[.;]\s)(?:from|starting|beginning|effective|as\s+of)\s+(?:on\s+|from\s+)?$", re.IGNORECASE)
_STARTING = re.compile(r"\b(?:starting|beginning|effective)\s+(?:on\s+|from\s+)?$", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:(?:expected|plans?|planned|hopes?|intends?|(?:promis|agre|vow|pledg|prepar)\w+ to)\b[\w\s]{0,30}"
    r"|(?:set|called|planned|fixed|slated|booked|put\s+off|postponed|delayed|rescheduled|moved|adjourned)\s+(?:for|to|until|till)\s+)$",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:(?:takes?\s+effect|(?:comes?|enters?|goes|go)\s+(?:into\s+(?:force|effect)|on\s+sale)|begins?|starts|opens|ends|expires?|resumes?|meets"
    r"|votes|runs\s+out)(?:\s+(?!fire\b)\w+){0,2}\s+(?:on|in|from|at)?\s*|(?:is|are)\s+(?:on|in)?\s*)$",
    re.IGNORECASE,
)
"""A verb in the present tells what a calendar has fixed: "the fair opens on Monday"."""
_PAST_PERFECT = re.compile(r"\bhad\s+(?:\w+ly\s+)?\w+(?:ed|en|ne|nt|ld|ght|ached)\b")
_LASTED = re.compile(
    r"\b(?!(?:post|adjourn|suspend|extend|delay|clos|bann|barr|sentenc|remand|detain|order|wait)\w*ed\b)\w{3,}ed\s+(?:\w+\s+)?until\s+$"
)
_PAST = re.compile(r"\b(?:was|were|had|\w{3,}ed)\b")
_TO_COME = re.compile(r"\b(?:will|would|must|should|shall|can|may|is|are|has|have)\b")


def sentence_start(text: str, segment: Segment, at: int) -> int:
    """Where the sentence, or the part of it after a semicolon, that holds ``at`` begins."""
    return max(*(text.rfind(mark, segment.start, at) + 1 for mark in _STOPS), segment.start)


def looks_ahead(text: str, segment: Segment, start: int, end: int) -> bool:
    """Whether the words around the time expression at ``start`` to ``end``, within its sentence, speak of what is to come."""
    begin = sentence_start(text, segment, start)
    stop = min(found for mark in _STOPS if (found := text.find(mark, start, segment.end)) >= 0 or (found := segment.end))
    if _AHEAD.search(text, begin, start):
        return True
    near = text[max(begin, start - 80) : start]
    if _PRESENT.search(near) or _MAY.search(near):
        return True
    if _PAST_PERFECT.search(text, begin, stop):
        return False
    if _BY.search(near):
        opens = len(near.split()) <= _FEW and near.lstrip()[:2].lower() in ("by", "un", "ti", "be")  # at the head of its sentence
        past = opens and _PAST.search(text, end, stop) and not _TO_COME.search(text, end, stop)
        return not past and not _LASTED.search(near)
    if _FROM.search(near) or _STARTING.search(near):
        return text.startswith(",", end)
    return bool(_PLANNED.search(near))


_FEW = 5
