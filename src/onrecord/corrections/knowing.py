"""Knows a statement again in a new reading: by its exact words, its cue, and where it stood."""

import re
from collections.abc import Iterable, Sequence

from onrecord.model import Report, Span, Spans, Statement, Subject, overlap

_NEAR = 0.5
"""A statement of which this share of all characters of both is common is the same one read with other bounds."""


def stretches(text: str, words: Sequence[str], near: Sequence[tuple[int, int]] = ()) -> Spans | None:
    """Where the exact ``words`` stand in ``text``, one span a stretch, in order; None when one of them stands nowhere.

    White space may differ. Words stand at the place of ``near`` when they are there, else, as whole words, at the place that is
    nearest to it.
    """
    found: list[Span] = []
    for at, one in enumerate(words):
        wanted = near[min(at, len(near) - 1)] if near else (0, 0)
        if text[slice(*wanted)].split() == one.split() != []:
            found.append(Span(*wanted))
            continue
        places = [place for place in _places(text, one) if not found or place.start >= found[-1].end]
        if not places:
            return None
        found.append(min(places, key=lambda place: (abs(place.start - wanted[0]), place.start)))
    return tuple(found) if found else None


def _places(text: str, words: str) -> list[Span]:
    """Every place of ``words``, not inside of a longer word."""
    parts = words.split()
    if not parts:
        return []
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    pattern = before + r"\s+".join(map(re.escape, parts)) + after
    return [Span(*m.span(1)) for m in re.finditer(f"(?=({pattern}))", text)]


def find_again(subject: Subject, spans: Spans, text: str, statements: Iterable[Statement]) -> tuple[Statement | None, bool]:
    """The statement that ``subject`` is about, whose words stand at ``spans`` now, and whether its words are exactly these.

    Of several the one with the same cue is taken, then the nearest; one that has most of the words and a cue at the same place
    counts as the same, read with other bounds.
    """
    listed = list(statements)
    exact = [s for s in listed if _same(text, s.content, spans)]
    if exact:
        return min(exact, key=lambda s: (not _cued(text, s, subject), abs(_start(s) - _at(subject, spans)), s.id)), True
    near = [(share, s) for s in listed if (share := _common(s.content, spans)) >= _NEAR and _cued(text, s, subject)]
    return (max(near, key=lambda pair: (pair[0], pair[1].id))[1], False) if near else (None, False)


def beside(a: Subject, b: Subject) -> bool:
    """Whether two records of one kind lie on most of the same characters of one report: one record, read twice."""
    return bool(a.at and b.at) and a.kind == b.kind and a.report == b.report and _common(a.at, b.at) >= _NEAR


def subject_of(statement: Statement, report: Report) -> Subject:
    """What a decision on a statement, as the machine read it, is about."""
    text = report.text
    speaker = statement.speaker.name if statement.speaker else "nobody named"
    return Subject(
        kind="statement", id=statement.id, name=f"{speaker} {statement.stance.value.replace('_', ' ')}", report=report.id,
        original=report.original, words=tuple(text[a:b] for a, b in statement.content), cue=tuple(text[a:b] for a, b in statement.cue),
        at=statement.content,
    )  # fmt: skip


def _same(text: str, content: Spans, spans: Spans) -> bool:
    """Whether two groups of spans cover the same words; white space at their edges does not count."""
    if len(content) != len(spans):
        return False
    return all(_trimmed(text, a) == _trimmed(text, b) for a, b in zip(content, spans, strict=True))


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    words = text[span.start : span.end]
    return span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip())


def _cued(text: str, statement: Statement, subject: Subject) -> bool:
    """Whether a statement hangs on the same words of saying."""
    return [text[a:b].split() for a, b in statement.cue] == [one.split() for one in subject.cue]


def _common(content: Spans, spans: Spans) -> float:
    both = sum(overlap(Span(*a), Span(*b)) for a in content for b in spans)
    every = sum(b - a for a, b in (*content, *spans)) - both
    return both / every if every else 0.0


def _start(statement: Statement) -> int:
    return statement.content[0].start


def _at(subject: Subject, spans: Spans) -> int:
    return subject.at[0].start if subject.at else spans[0].start
