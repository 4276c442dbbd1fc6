"""What programs are told: the rows of a list as the records behind them, and every record by its id."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from onrecord.casework.actors import ActorShown
from onrecord.casework.case import RECORDS
from onrecord.casework.listing import ListRow, exchange, moment_plain, placed_plain, report_plain, transfer_plain
from onrecord.casework.lists import SIZE, Listing, number_of_page
from onrecord.casework.looking import Actor as Speaking
from onrecord.casework.looking import Looking, Said, Whole
from onrecord.casework.quoting import quote
from onrecord.casework.rows import Row
from onrecord.casework.showing import show
from onrecord.casework.standing import stood
from onrecord.codec import from_json, to_plain
from onrecord.model import BadInput, Problem, Refused, SpeakerKind, Statement
from onrecord.model.edtf import order_key
from onrecord.store import Derived
from onrecord.stories.actors import Actor, Held
from onrecord.stories.transfers import Story

Plain = dict[str, Any]
_TRIES = 3
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One page of rows as plain data, of ``total`` on ``pages`` pages; ``page`` counts from 1."""

    total: int
    page: int
    pages: int
    rows: Sequence[Plain]


class NotThere(BadInput):
    """A record that the case does not have."""


def rows_of(looking: Looking, one: Listing, query: Mapping[str, str]) -> Rows:
    """The page of a list that an address asks for, each row as the record behind it. Raises BadInput, or Refused."""

    def made() -> Rows:
        found = one.page(looking, query)
        return Rows(total=found.total, page=found.number, pages=found.pages, rows=_RECORDS_OF[one.name](looking, found.rows))

    return steady(looking, made)


def paged(rows: Sequence[ListRow], query: Mapping[str, str]) -> Rows:
    """The page that an address asks for of rows that are all there. Raises BadInput."""
    number = number_of_page(query)
    shown = rows[(number - 1) * SIZE : number * SIZE]
    return Rows(total=len(rows), page=number, pages=max(1, -(-len(rows) // SIZE)), rows=[row.plain for row in shown])


def steady(looking: Looking, make: Callable[[], Made]) -> Made:
    """What ``make`` gives of one state of the file, also while others write to it. Raises Refused when they do not stop."""
    for _ in range(_TRIES):
        stamp = looking.stamp()
        try:
            made = make()
        except (LookupError, BadInput):
            if looking.stamp() == stamp:
                raise
            continue
        if looking.stamp() == stamp:
            return made
    raise Refused("the case", "is being changed just now", "ask again in a moment")


def record_of(looking: Looking, kind: str, key: str) -> Plain:
    """A record of a list's kind by its id; of kind ``record`` any that ``show`` opens. Raises NotThere."""
    if kind in _HELD:
        return steady(looking, lambda: _HELD[kind](looking, key))
    with looking.case() as case:
        try:
            found = show(case, key)
        except BadInput as error:
            raise _absent(kind, key) from error
    if kind not in ("record", found.kind):
        raise _absent(kind, key)
    return _plain(found)


def _absent(kind: str, key: str) -> NotThere:
    return NotThere(key, f"there is no {kind} with this id in the case", "take an id from one of the lists")


def _plain(record: Any) -> Plain:
    found: Plain = to_plain(record)
    return found


def _reports(looking: Looking, rows: Sequence[Row]) -> list[Plain]:
    ties = looking.ties()
    with looking.case() as case:
        problems = Counter(p.report for p in case.problems())
        return [
            report_plain(case.file.report(key), ties.name(key), case.segments(key), int(row["statements"]), problems[key])
            for row in rows
            for key in (row["id"],)
        ]


def _placed(kind: Derived) -> Callable[[Looking, Sequence[Row]], list[Plain]]:
    """Records of one report each; ``id`` also where a reading gives them none."""

    def made(looking: Looking, rows: Sequence[Row]) -> list[Plain]:
        ties = looking.ties()
        with looking.case() as case:
            found = [(row["id"], *case.file.record(row["id"])) for row in rows]
        return [placed_plain(report, ties.name(report), from_json(RECORDS[kind], json)) | {"id": key} for key, report, json in found]

    return made


def _told(whole: Whole, story: Story) -> Plain:
    rates, values = whole.rates, story.slots.get("value", ())
    on = {report: whole.reports[report].published for report in story.reports} if rates else {}
    return transfer_plain(story, exchange(values, rates, on) if rates else {})


def _moments(looking: Looking, rows: Sequence[Row]) -> list[Plain]:
    moments = looking.whole().moments
    return [moment_plain(moments[int(row["at"])]) for row in rows]


def _problems(_looking: Looking, rows: Sequence[Row]) -> list[Plain]:
    return [_plain(Problem(report=row["of"], stage=row["stage"], what=row["what"], detail=row["detail"])) for row in rows]


def _each(find: Callable[[Whole, str], Any]) -> Callable[[Looking, Sequence[Row]], list[Plain]]:
    return lambda looking, rows: [_plain(find(whole, row["id"])) for whole in (looking.whole(),) for row in rows]


_RECORDS_OF: Mapping[str, Callable[[Looking, Sequence[Row]], list[Plain]]] = {
    "reports": _reports,
    "statements": _placed(Derived.STATEMENT),
    "figures": _placed(Derived.FIGURE),
    "times": _placed(Derived.TIME),
    "names": _placed(Derived.MENTION),
    "transfers": _each(lambda whole, key: _told(whole, whole.story_of[key])),
    "claims": _each(lambda whole, key: whole.claim[key]),
    "conflicts": _each(lambda whole, key: whole.conflict[key]),
    "actors": _each(lambda whole, key: _known(whole, whole.actors[key])),
    "origins": _each(lambda whole, key: whole.origin[key]),
    "timeline": _moments,
    "problems": _problems,
}
"""What stands behind the rows of each list."""


def _transfer(looking: Looking, key: str) -> Plain:
    whole = looking.whole()
    return _told(whole, _found(whole.story_of, "transfer", key))


def _stood(kind: str) -> Callable[[Looking, str], Plain]:
    def made(looking: Looking, key: str) -> Plain:
        whole = looking.whole()
        held: Mapping[str, Any] = whole.conflict if kind == "conflict" else whole.claim
        return _plain(stood(_found(held, kind, key), whole.readings))

    return made


def _known(whole: Whole, actor: Speaking) -> Actor:
    """An actor as the rules know it; of those who are kept nameless, and so are joined with nobody, what their reports say."""
    if actor.id in whole.known:
        return whole.known[actor.id]
    held: dict[str, list[Said]] = defaultdict(list)
    for said in actor.said:
        if said.statement.speaker and said.statement.speaker.role:
            held[said.statement.speaker.role].append(said)
    return Actor(
        id=actor.id, kind=SpeakerKind(actor.kind), name=actor.name, names=actor.names,
        roles=tuple(_role(role, said) for role, said in held.items()), statements=tuple(sorted(s.statement.id for s in actor.said)),
        stances=dict(Counter(s.statement.stance.value for s in actor.said).most_common()),
        reports=tuple(sorted({s.report.id for s in actor.said})),
    )  # fmt: skip


def _role(role: str, said: Sequence[Said]) -> Held:
    days = sorted((s.report.published for s in said if s.report.published), key=order_key)
    return Held(role=role, first=days[0] if days else None, last=days[-1] if days else None, reports=len({s.report.id for s in said}))


def _actor(looking: Looking, key: str) -> Plain:
    """An actor and what it is on record saying, each statement under the name that its report gives."""
    whole = looking.whole()
    actor = _known(whole, _found(whole.actors, "actor", looking.actor_of(key)))
    with looking.case() as case:
        said = [(case.file.record(s)[1], whole.said[s].report) for s in _in_order(whole, actor.statements)]
    return _plain(ActorShown(actor=actor, said=tuple(quote(from_json(Statement, json), report) for json, report in said)))


def _in_order(whole: Whole, statements: Sequence[str]) -> list[str]:
    wanted = set(statements)
    return [key for key in whole.said if key in wanted]


def _origin(looking: Looking, key: str) -> Plain:
    return _plain(_found(looking.whole().origin, "origin", key))


def _found(held: Mapping[str, Made], kind: str, key: str) -> Made:
    if key not in held:
        raise _absent(kind, key)
    return held[key]


_HELD: Mapping[str, Callable[[Looking, str], Plain]] = {
    "transfer": _transfer, "conflict": _stood("conflict"), "claim": _stood("claim"), "actor": _actor, "origin": _origin,
}  # fmt: skip
"""What the case tells as a whole, by id."""
