"""Decides which tellings in many reports are of one alleged transfer, and says why the others stay apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.model import Reading, Statement, Transfer
from onrecord.model.edtf import days, order_key
from onrecord.text.folding import fold_name, is_proper, names_agree

GENERAL = frozenset(("weapon", "military_aid", "cargo", "container"))
"""Classes of goods that say little: "arms" may be the rockets of another report."""

ARMS = frozenset(("rocket", "missile", "shell", "ammunition", "artillery", "explosive", "small_arms", "drone", "tank", "armoured_vehicle"))
_BOTH = 2
_LONG = timedelta(days=400)
"""Tellings further apart than this are of one transfer only where the class of goods, the amount or the route is the same."""

_COMPARED = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report's transfer with its origin, its day, and the report's statements by id."""

    transfer: Transfer
    report: str
    origin: str
    published: str | None
    statements: Mapping[str, Statement]


@dataclass(slots=True)
class Group:
    """Tellings of one alleged transfer; ``distinct`` holds one of each wording, ``apart`` why near ones were kept out."""

    members: list[Told]
    distinct: list[Told] = field(default_factory=list)
    apart: dict[str, str] = field(default_factory=dict)


def tellings(readings: Iterable[Reading], origins: Mapping[str, str]) -> list[Told]:
    """Every transfer of every reading, the fullest first, then by day."""
    told = []
    for reading in readings:
        if not reading.transfers:
            continue
        by_id = {s.id: s for s in reading.statements}
        report = reading.report
        told += [
            Told(transfer=t, report=report.id, origin=origins.get(report.id, report.id), published=report.published, statements=by_id)
            for t in reading.transfers
        ]
    told.sort(key=lambda one: (-_named(one.transfer), one.transfer.goods.class_ in GENERAL, order_key(one.published), one.transfer.id))
    return told


def join(told: Sequence[Told]) -> list[Group]:
    """Groups in the order of their first telling.

    Supplier or maker, recipient and kind of goods must agree; amounts never decide, they stand side by side as
    rivals. Another supplier is a rival only where amount or route is the same. What names one party joins
    the only group that it fits, and stays apart when there are several.
    """
    groups: list[Group] = []
    by_word: dict[str, list[int]] = {}
    for one in told:
        near = sorted({n for word in _party_words(one.transfer) for n in by_word.get(word, ())})
        home = _home(one, near, groups)
        if home is None:
            home = len(groups)
            groups.append(Group([]))
        groups[home].members.append(one)
        if len(groups[home].distinct) < _COMPARED and not any(_same_wording(one, other) for other in groups[home].distinct):
            groups[home].distinct.append(one)
        for word in _party_words(one.transfer):
            listed = by_word.setdefault(word, [])
            if home not in listed:
                listed.append(home)
    return groups


def _home(one: Told, near: Sequence[int], groups: Sequence[Group]) -> int | None:
    """The number of the group that ``one`` belongs to, or None for a new one."""
    fitting: list[int] = []
    reasons: dict[int, str] = {}
    for number in near:
        reason = why_apart(one, groups[number].distinct)
        if reason:
            reasons[number] = reason
        elif reason is not None:
            fitting.append(number)
    whole = [n for n in fitting if _named(groups[n].distinct[0].transfer) == _BOTH]
    chosen = (whole or fitting)[0] if len(whole or fitting) == 1 else None
    if chosen is None:
        for number in fitting:
            reasons[number] = "it fits several transfers"
    for number, reason in reasons.items():
        if groups[number].distinct:
            groups[number].apart[one.transfer.id] = reason
    return chosen


def why_apart(one: Told, group: Sequence[Told]) -> str | None:
    """What keeps a telling out of a group: a reason, empty when nothing does, None when they have nothing to do with each other."""
    if not any(_same_goods(one.transfer, other.transfer) for other in group):
        return None
    if any(other.report == one.report and _told_apart(one.transfer, other.transfer) for other in group):
        return "one report tells them apart"
    givers, taker = _parties(one.transfer)
    held = [_parties(other.transfer) for other in group]
    held_givers = [giver for known, _ in held for giver in known]
    same_giver = any(names_agree(x, y) for x in givers for y in held_givers)
    takers = [other for _, other in held if other]
    if taker and any(not names_agree(taker, other) for other in takers):
        return f"recipients differ: {taker} against {takers[0]}" if same_giver else None
    if givers and held_givers and not same_giver:
        if not (taker and takers):
            return None
        if not any(_same_load(one.transfer, other.transfer) for other in group):
            return f"suppliers differ: {givers[0]} against {held_givers[0]}"
    elif not (same_giver or (taker and takers)):
        return None
    if not all(_same_goods(one.transfer, other.transfer) for other in group):
        return f"goods differ: {one.transfer.goods.name} against {group[0].transfer.goods.name}"
    return next((reason for other in group if (reason := _other_time(one, other))), "")


def _other_time(one: Told, other: Told) -> str:
    """A reason when the two are told of different times."""
    a, b = one.transfer.period, other.transfer.period
    if a and b:
        x, y = days(a), days(b)
        if (x.last and y.first and x.last < y.first) or (y.last and x.first and y.last < x.first):
            return f"periods differ: {a} against {b}"
        return ""
    gap = _days_between(one.published, other.published)
    if gap and gap > _LONG and not (_one_class(one.transfer, other.transfer) or _same_load(one.transfer, other.transfer)):
        return f"told {gap.days} days apart, one of them of {one.transfer.goods.name}, one of {other.transfer.goods.name}"
    return ""


def _days_between(a: str | None, b: str | None) -> timedelta | None:
    first, second = _day(a), _day(b)
    return abs(first - second) if first and second else None


def _day(published: str | None) -> date | None:
    return days(published).first if published else None


def _told_apart(a: Transfer, b: Transfer) -> bool:
    """Whether a report that tells both means two.

    Each names both parties, they have neither amount nor route in common, and their goods are not of one class that
    says much: two numbers of rockets are rivals, "weapons" here and "arms" there are two matters.
    """
    return _named(a) == _BOTH == _named(b) and not _same_load(a, b) and not _one_class(a, b)


def _one_class(a: Transfer, b: Transfer) -> bool:
    """Whether the goods are of one class, and one that says much."""
    return a.goods.class_ is not None and a.goods.class_ == b.goods.class_ and a.goods.class_ not in GENERAL


def _same_load(a: Transfer, b: Transfer) -> bool:
    """The same amount, or the same route: whoever sent it, it is the same load."""
    return bool((a.quantity and a.quantity == b.quantity) or (a.value and a.value == b.value) or (a.via and a.via == b.via))


def _same_wording(a: Told, b: Told) -> bool:
    slots = ("goods", "quantity", "value", "maker", "supplier", "via", "recipient", "period")
    return a.report == b.report or all(getattr(a.transfer, slot) == getattr(b.transfer, slot) for slot in slots)


def _parties(transfer: Transfer) -> tuple[tuple[str, ...], str | None]:
    """(who gives: supplier and maker, who gets), proper names only: a private trader may be anyone."""
    givers = tuple(name for name in (transfer.supplier, transfer.maker) if name and is_proper(name))
    return givers, transfer.recipient if transfer.recipient and is_proper(transfer.recipient) else None


def _party_words(transfer: Transfer) -> Iterator[str]:
    givers, taker = _parties(transfer)
    for name in (*givers, *((taker,) if taker else ())):
        yield from fold_name(name).split()


def _named(transfer: Transfer) -> int:
    givers, taker = _parties(transfer)
    return bool(givers) + bool(taker)


def _same_goods(a: Transfer, b: Transfer) -> bool:
    one, other = a.goods, b.goods
    if one.caliber_mm and other.caliber_mm and one.caliber_mm != other.caliber_mm:
        return False
    if (one.class_ or one.name) == (other.class_ or other.name):
        return True
    return any(
        x.goods.class_ in GENERAL and not x.quantity and not x.value and (y.goods.class_ in GENERAL or y.goods.class_ in ARMS)
        for x, y in ((a, b), (b, a))
    )
