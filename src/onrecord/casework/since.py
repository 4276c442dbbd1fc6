"""What is new in a case since a moment: what came in, what rests on it, and what people decided meanwhile."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.casework.case import Case
from onrecord.casework.looking import Whole
from onrecord.casework.news import Arrived, Known, arrived, news_of
from onrecord.casework.standing import Standing
from onrecord.corrections.telling import reason, told
from onrecord.model.dates_in_words import in_words
from onrecord.store import LAST, Intake, Moment
from onrecord.stories.brief import Line, Section, count

_ROOM = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is new: the ``moment``, what ``arrived`` since, whether that is ``everything``, and the sections; ``heading`` has it in a line.

    ``intakes`` are all intakes of the case, the first one first.
    """

    heading: str
    moment: Moment
    intakes: tuple[Intake, ...]
    arrived: Arrived
    everything: bool
    sections: tuple[Section, ...]

    @property
    def when(self) -> str:
        """The moment in words."""
        return in_time(self.moment)


def in_time(moment: Moment) -> str:
    """A moment in words, such as "with the last intake, 3 Mar 2023, 10:12 UTC"."""
    at = f"{in_words(moment.at)} UTC"
    if moment.asked == LAST:
        return f"with the last intake, {at}"
    return f"since intake {moment.after}, {at}" if moment.asked.startswith("intake:") else f"since {at}"


def since_of_case(case: Case, asked: str, *, full: bool = False) -> Since:
    """What is new in ``case`` since the moment that ``asked`` names (see ``Intakes.moment``). Raises BadInput."""
    moment = case.file.intakes.moment(asked)
    standing, chain = Standing(case), case.chain()
    known = Known(readings=standing.readings, stories=standing.stories, conflicts=standing.conflicts(), claims=standing.claims(),
                  origins=chain.origins)  # fmt: skip
    return _since(case, known, moment, _straight, full=full)


def since_of_whole(case: Case, whole: Whole, asked: str, *, full: bool = False) -> Since:
    """The same of a case that is worked out already. Raises BadInput."""
    known = Known(readings=whole.readings, stories=whole.stories, conflicts=whole.conflicts, claims=whole.claims,
                  origins=whole.ties.chain.origins)  # fmt: skip
    return _since(case, known, case.file.intakes.moment(asked), whole.once, full=full)


Once = Callable[[Hashable, Callable[[], tuple[Section, ...]]], tuple[Section, ...]]


def _straight(_key: Hashable, make: Callable[[], tuple[Section, ...]]) -> tuple[Section, ...]:
    return make()


def _since(case: Case, known: Known, moment: Moment, once: Once, *, full: bool) -> Since:
    fresh = case.file.intakes.since(moment)
    everything = all(reading.report.id in fresh for reading in known.readings)
    made = partial(news_of, known, fresh, asked=moment.asked, full=full)
    found = () if everything or not fresh else once(("news", moment.after, moment.asked, full), made)
    others = (_problems(case, fresh) if not everything else None, _decided(case, moment, full=full), _signed(case, moment))
    intakes, came = tuple(case.file.intakes.listed()), arrived(known.origins, fresh)
    heading = f"{'all of the case: ' if everything else ''}{came.told}, {in_time(moment)}"
    if not came.reports:
        heading = f"no report came in {in_time(moment)}; the last one came on {in_words(intakes[-1].at)} UTC"
    return Since(
        heading=heading, moment=moment, intakes=intakes, arrived=came, everything=everything,
        sections=(*found, *(one for one in others if one and one.lines)),
    )  # fmt: skip


def _problems(case: Case, fresh: set[str]) -> Section | None:
    found = [p for p in case.problems() if p.report in fresh]
    line = Line(words=f"{count(len(found), 'problem')} recorded with these reports", id=found[0].report) if found else None
    return Section(title="not known", lines=(line,), where="problems") if line else None


def _decided(case: Case, moment: Moment, *, full: bool) -> Section:
    """The entries of the journal that were made since, the latest first."""
    entries = case.file.journal()
    by_hash = {entry.hash: entry for entry in entries}
    lines = []
    for entry in reversed(entries):
        if entry.at >= moment.at:
            subject = entry.about.get("subject")
            opens = str(subject.get("id") or "") if isinstance(subject, dict) else ""
            why = reason(entry)
            who = f"{entry.person or 'somebody'}, {in_words(entry.at)}"
            lines.append(Line(words=who, detail=told(entry, by_hash) + (f": {why}" if why else ""), id=opens))
    room = len(lines) if full else _ROOM
    return Section(title="what people decided", lines=tuple(lines[:room]), more=max(0, len(lines) - room), where="journal")


def _signed(case: Case, moment: Moment) -> Section:
    """How much each party of the joint inquiry signed since; what stays in one copy is not counted."""
    return Section(title="what was signed in the joint inquiry", lines=tuple(_by_party(case, moment)), where="inquiry journal")


def _by_party(case: Case, moment: Moment) -> Iterator[Line]:
    held: dict[str, list[str]] = {}
    for entry in case.file.signed():
        if entry.at >= moment.at and not entry.private:
            held.setdefault(entry.party, []).append(entry.decision)
    for party, decisions in sorted(held.items()):
        yield Line(words=party, detail=_tally(decisions))


def _tally(decisions: Sequence[str]) -> str:
    return ", ".join(f"{decisions.count(one)} {one.replace('_', ' ')}" for one in dict.fromkeys(decisions))
