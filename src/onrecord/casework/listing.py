"""The rows that list commands print: JSON as in contract.md, and the same as short text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.casework.actors import actors_of, known_readings
from onrecord.casework.case import Case
from onrecord.casework.in_origin import reports_of_origin
from onrecord.casework.standing import Standing
from onrecord.casework.together import brief_together
from onrecord.codec import to_plain
from onrecord.model import BadInput, Report, Segment, Stance, words_of
from onrecord.model.edtf import is_edtf
from onrecord.stories.brief import Brief
from onrecord.stories.rates import Converted, Rates
from onrecord.stories.timeline import Moment, timeline
from onrecord.stories.transfers import Rival, Story, shown
from onrecord.text.folding import fold, fold_name


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: ``plain`` is its JSON, ``cells`` its columns as text."""

    plain: dict[str, Any]
    cells: dict[str, str]


def brief_of_case(case: Case, *, full: bool = False) -> Brief:
    """The brief of everything in the case."""
    return brief_together(case, full=full)


def _origins(case: Case) -> dict[str, str]:
    """The name of each report's origin."""
    return {report: origin.name for origin in case.chain().origins for report in origin.reports}


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which reports are meant; None is all. ``report`` and ``origin`` may be the beginning of an id, ``origin`` a name or a part of it.

    ``first`` and ``last`` are days, months or years (EDTF), both included; ``since`` names a moment (see ``Intakes.moment``).
    """

    report: str | None = None
    outlet: str | None = None
    origin: str | None = None
    first: str | None = None
    last: str | None = None
    since: str | None = None

    def reports(self, case: Case) -> dict[str, Report]:
        """Those reports by id, in the order of their days. Raises BadInput."""
        for day in filter(None, (self.first, self.last)):
            if not is_edtf(day):
                raise BadInput(day, "is not a date", "write it as 2023-03-03, 2023-03 or 2023")
        wanted = case.resolve(self.report)[1] if self.report else None
        inside = set(reports_of_origin(case.chain().origins, self.origin)) if self.origin else None
        came = case.file.intakes.since(case.file.intakes.moment(self.since)) if self.since else None
        return {
            r.id: r
            for r in case.reports()
            if (wanted is None or r.id == wanted)
            and (not self.outlet or fold_name(r.outlet or "") == fold_name(self.outlet))
            and (inside is None or r.id in inside)
            and (came is None or r.id in came)
            and (not self.first or (r.published or "") >= self.first)
            and (not self.last or bool(r.published and r.published[: len(self.last)] <= self.last))
        }


def report_rows(case: Case, among: Among | None = None) -> Iterator[ListRow]:
    """``reports``: one row a report, by day. Raises BadInput."""
    wanted = among.reports(case) if among else None
    readings = [r for r in case.readings() if wanted is None or r.report.id in wanted]
    origins = _origins(case)
    problems = Counter(p.report for p in case.problems())
    for reading in readings:
        r = reading.report
        plain = report_plain(r, origins[r.id], reading.segments, len(reading.statements), problems[r.id])
        yield ListRow(plain, {k: "" if v is None else str(v) for k, v in plain.items()})


def report_plain(r: Report, origin: str, segments: Iterable[Segment], statements: int, problems: int) -> dict[str, Any]:
    """A report in a list: what is known of it, its segments counted by role, how many statements and problems it has."""
    return {
        "id": r.id, "path": r.path, "url": r.url, "outlet": r.outlet, "published": r.published, "title": r.title, "origin": origin,
        "segments": dict(Counter(s.role.value for s in segments)), "statements": statements, "problems": problems,
    }  # fmt: skip


def statement_rows(case: Case, among: Among | None = None, *, speaker: str | None = None, stance: str | None = None) -> Iterator[ListRow]:
    """``statements``: one row a statement of the reports meant, narrowed by speaker and stance. Raises BadInput."""
    if stance and stance not in set(Stance):
        raise BadInput(f"--stance {stance}", "no such stance", "use one of " + ", ".join(Stance))
    reports = (among or Among()).reports(case)
    origins = _origins(case)
    for report_id, s in case.statements():
        if r := reports.get(report_id):
            name = s.speaker.name if s.speaker else ""
            if (stance and s.stance != stance) or (speaker and fold(speaker) not in fold(name)):
                continue
            cells = {
                "said": s.said_on or r.published or "", "speaker": name or "(nobody named)", "stance": s.stance.value,
                "words": " ".join(words_of(r.text, s.content).split()), "id": s.id,
            }  # fmt: skip
            yield ListRow(placed_plain(r.id, origins[r.id], s), cells)


def placed_plain(report: str, origin: str, record: Any) -> dict[str, Any]:
    """A record of one report in a list: the report's id, the name of its origin, and the record."""
    return {"report": report, "origin": origin, **to_plain(record)}


def transfer_rows(case: Case) -> Iterator[ListRow]:
    """``transfers``: one row an alleged transfer across reports, each slot a list of rivals.

    Sums in several currencies are also told in each other's when the case has rates of the day: the report's.
    """
    standing = Standing(case)
    rates, on = case.rates, {r.report.id: r.report.published for r in standing.readings}
    for story in standing.stories:
        exchanged = exchange(story.slots.get("value", ()), rates, on) if rates else {}
        plain = transfer_plain(story, exchanged)
        cells = {slot: " / ".join(shown(r.value) for r in rivals) for slot, rivals in story.slots.items()}
        if exchanged:
            told = (shown(r.value) + "".join(_at_rate(c) for c in exchanged.get(n, ())) for n, r in enumerate(story.slots["value"]))
            cells["value"] = " / ".join(told)
        yield ListRow(plain, {**cells, "origins": str(len(story.origins)), "echoes": str(_echoes(story)), "id": story.transfers[0]})


def transfer_plain(story: Story, exchanged: Mapping[int, Sequence[Converted]]) -> dict[str, Any]:
    """An alleged transfer across reports, each slot a list of rivals; ``exchanged`` is what ``exchange`` made of its sums."""
    slots = {slot: [_rival(r) for r in rivals] for slot, rivals in story.slots.items()}
    for number, found in exchanged.items():
        slots["value"][number]["at_rate"] = [to_plain(one) for one in found]
    return {"id": story.transfers[0], "title": story.title, **slots, "positions": to_plain(list(story.positions)),
            "transfers": list(story.transfers), "origins": list(story.origins), "echoes": _echoes(story),
            "reports": list(story.reports), "apart": dict(story.apart)}  # fmt: skip


def exchange(rivals: Sequence[Rival], rates: Rates, on: Mapping[str, str | None]) -> dict[int, list[Converted]]:
    """The place of each rival sum to what it is in the other rivals' currencies, as far as ``rates`` tell.

    The day is that of the first report that gives the sum; ``on`` maps reports to days.
    """
    currencies = dict.fromkeys(r.value.currency for r in rivals if r.value.currency)
    found: dict[int, list[Converted]] = {}
    for number, rival in enumerate(rivals):
        day = rival.first_told(on)
        others = (rates.convert(rival.value, c, day) for c in currencies if c != rival.value.currency)
        if made := [one for one in others if one]:
            found[number] = made
    return found


def _at_rate(found: Converted) -> str:
    amount = found.low if found.low is not None else found.high
    return f" (= {amount:,.4g} {found.currency} at {found.rate:.6g}, {found.on})" if amount is not None else ""


def _echoes(story: Story) -> int:
    """The reports that only repeat an origin that is counted already."""
    return len(story.reports) - len(story.origins)


def conflict_rows(case: Case) -> Iterator[ListRow]:
    """``conflicts``: one row a conflict, those on most origins first."""
    for conflict in Standing(case).conflicts():
        cells = {"kind": conflict.kind.value, "why": conflict.why, "id": conflict.id}
        yield ListRow(to_plain(conflict), cells)


def claim_rows(case: Case) -> Iterator[ListRow]:
    """``claims``: one row a proposition, transfers first, with every position on it."""
    for claim in Standing(case).claims():
        stances = Counter(p.stance.value.replace("_", " ") for p in claim.positions)
        cells = {
            "claim": claim.text, "origins": str(len(claim.origins)), "echoes": str(claim.echoes),
            "positions": ", ".join(f"{n} {stance}" for stance, n in stances.most_common()), "warning": claim.warning or "", "id": claim.id,
        }  # fmt: skip
        yield ListRow(to_plain(claim), cells)


def actor_rows(case: Case) -> Iterator[ListRow]:
    """``actors``: one row an actor, those with most statements first."""
    for actor in actors_of(case).listed:
        roles = (f"{h.role} ({span_of(h.first, h.last)})" for h in actor.roles)
        cells = {
            "actor": actor.name, "kind": actor.kind.value, "names": ", ".join(actor.names[1:]), "roles": "; ".join(roles),
            "said": str(len(actor.statements)), "stances": ", ".join(f"{n} {s.replace('_', ' ')}" for s, n in actor.stances.items()),
            "id": actor.id,
        }  # fmt: skip
        yield ListRow(to_plain(actor), cells)


def span_of(first: str | None, last: str | None) -> str:
    """Two days as one range of days; one when they are the same."""
    return "day unknown" if first is None else first if first == last else f"{first} to {last}"


def _rival(rival: Rival) -> dict[str, Any]:
    return {"value": to_plain(rival.value), "origins": list(rival.origins), "statements": list(rival.statements)}


def timeline_rows(case: Case) -> Iterator[ListRow]:
    """``timeline``: events, statements, publications in order of time."""
    for m in timeline(known_readings(case)):
        plain = moment_plain(m)
        cells = {"when": m.when or "unknown", "kind": m.kind, "actors": ", ".join(m.actors), "what": m.what,
                 "id": m.statement or m.transfer or m.report or ""}  # fmt: skip
        yield ListRow(plain, cells)


def moment_plain(m: Moment) -> dict[str, Any]:
    """An entry of the timeline; of ``statement``, ``report`` and ``transfer`` those that it has."""
    return {k: v for k, v in to_plain(m).items() if v is not None or k == "when"}


def problem_rows(case: Case) -> Iterator[ListRow]:
    """``problems``: what could not be read, or not surely."""
    for p in case.problems():
        plain = to_plain(p)
        yield ListRow(plain, {k: str(v) for k, v in plain.items()})
