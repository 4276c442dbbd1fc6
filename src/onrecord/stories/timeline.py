"""What happened, what was said and what was published, in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Reading, words_of
from onrecord.model.edtf import order_key
from onrecord.stories.transfers import title_of

_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One entry. ``kind``: event (a transfer's time), statement, publication. One of ``statement`` and ``report`` is set."""

    when: str | None
    what: str
    kind: str
    actors: tuple[str, ...]
    statement: str | None = None
    report: str | None = None
    transfer: str | None = None


def timeline(readings: Iterable[Reading]) -> tuple[Moment, ...]:
    """Every moment of ``readings``; unknown times last.

    A statement stands at the time it was made when the report tells it, else at the day of the report.
    """
    found: list[Moment] = []
    for reading in readings:
        report = reading.report
        title = report.title or next((report.text[s.start : s.end] for s in reading.segments if s.role == "headline"), report.path)
        found.append(
            Moment(
                when=report.published,
                what=_short(title),
                kind="publication",
                actors=(report.outlet,) if report.outlet else (),
                report=report.id,
            )
        )
        for s in reading.statements:
            if s.within or not s.speaker:
                continue
            what = f"{s.stance.value.replace('_', ' ')}: {_short(words_of(report.text, s.content))}"
            found.append(Moment(when=s.said_on or report.published, what=what, kind="statement", actors=(s.speaker.name,), statement=s.id))
        for t in reading.transfers:
            if t.period:
                actors = tuple(a for a in (t.supplier, t.recipient) if a)
                found.append(Moment(when=t.period, what=title_of(t), kind="event", actors=actors, report=report.id, transfer=t.id))
    order = {"event": 0, "statement": 1, "publication": 2}
    found.sort(key=lambda m: (order_key(m.when), order[m.kind], m.what, m.statement or m.report or ""))
    return tuple(found)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
