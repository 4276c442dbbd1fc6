"""Decides which tellings in many reports are of one alleged transfer, and says why the others stay apart."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.model import Figure, Quantity, Reading, Span, Spans, Statement, Transfer, Value
from onrecord.model.edtf import days, order_key
from onrecord.stories.amounts import comparable, spread
from onrecord.stories.goods import ARMS, GENERAL, Thing, alike, thing
from onrecord.stories.surroundings import Surroundings
from onrecord.stories.voices import state_named_in
from onrecord.text.folding import fold_name, is_proper, names_agree

_BOTH = 2
_LONG = timedelta(days=400)
"""Tellings further apart than this are of one transfer only where the class of goods, the amount or the route is the same."""

_SUMMED = timedelta(days=200)
_COMPARED = 24
_NEAR = 60
"""So many groups with one word in common, the last told, are looked at."""

_FARTHEST = 10
"""Amounts further apart than so many times are not of one load."""


Kind = tuple[Thing, float | None, bool]
"""Of goods, what decides whether others may be the same: what they are, their calibre, and whether how many or how much is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report's transfer with its origin, its day, and the report's statements by id.

    ``thing`` is its goods with their class, ``spans`` where the slots stand, ``carriers`` the named ship that bore it.
    ``givers`` and ``takers`` are the proper names of who supplied or made and of who received, with the states that these
    belong to as far as any report tells: a private trader may be anyone, "the Orlavan army" is also Orlava.
    """

    transfer: Transfer
    spans: Mapping[str, Spans] = field(default_factory=dict)
    thing: Thing
    carriers: frozenset[str] = frozenset()
    givers: tuple[str, ...] = ()
    takers: tuple[str, ...] = ()
    report: str
    origin: str
    published: str | None
    statements: Mapping[str, Statement]


@dataclass(slots=True)
class Group:
    """Tellings of one alleged transfer; ``distinct`` holds one of each wording, ``apart`` why near ones were kept out.

    The others say in one what the distinct tellings name, each once and in their order: kinds of goods, givers, takers, ships,
    reports and origins.
    """

    members: list[Told] = field(default_factory=list)
    distinct: list[Told] = field(default_factory=list)
    apart: dict[str, str] = field(default_factory=dict)
    kinds: dict[Kind, None] = field(default_factory=dict)
    givers: dict[str, None] = field(default_factory=dict)
    takers: dict[str, None] = field(default_factory=dict)
    carriers: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)

    def take(self, one: Told) -> None:
        """Take in a telling."""
        self.members.append(one)
        if len(self.distinct) < _COMPARED and not any(_same_wording(one, other) for other in self.distinct):
            self.distinct.append(one)
            self.kinds[_kind(one)] = None
            self.givers |= dict.fromkeys(one.givers)
            self.takers |= dict.fromkeys(one.takers)
            self.carriers |= one.carriers
            self.reports.add(one.report)
            self.origins.add(one.origin)


def tellings(readings: Iterable[Reading], origins: Mapping[str, str], lexicon: Lexicon) -> list[Told]:
    """Every transfer of every reading, the fullest first, then by day."""
    listed = list(readings)
    around = Surroundings.of(listed, lexicon)
    owned = _owners((t for reading in listed for t in reading.transfers), around, lexicon)
    told = []
    for reading in listed:
        if not reading.transfers:
            continue
        by_id = {s.id: s for s in reading.statements}
        report = reading.report
        told += [
            Told(
                transfer=t, spans=_placed(t, reading), thing=thing(t.goods.name, t.goods.class_, lexicon),
                carriers=around.ships_of(reading, (Span(*s) for spans in t.spans.values() for s in spans)),
                report=report.id, origin=origins.get(report.id, report.id), published=report.published, statements=by_id,
                givers=_with_states((t.supplier, t.maker), around, lexicon, owned),
                takers=_with_states((t.recipient,), around, lexicon, {}),
            )
            for t in reading.transfers
        ]  # fmt: skip
    told.sort(key=lambda one: (-_named(one), one.thing[1] in GENERAL, -_filled(one.transfer), order_key(one.published), one.transfer.id))
    return told


def _placed(transfer: Transfer, reading: Reading) -> Mapping[str, Spans]:
    """The spans of the slots; an amount without one stands where the report's own figures say it."""
    spans = {slot: tuple(Span(*span) for span in held) for slot, held in transfer.spans.items()}
    for slot, amount in (("quantity", transfer.quantity), ("value", transfer.value)):
        if amount is not None and not spans.get(slot):
            spans[slot] = tuple(f.span for f in reading.figures if _says(f, amount))
    return spans


def _says(figure: Figure, amount: Quantity | Value) -> bool:
    money = isinstance(amount, Value)
    return (figure.low, figure.high) == (amount.low, amount.high) and (figure.kind == "money") == money


def _filled(transfer: Transfer) -> int:
    """How many slots beside the parties are told."""
    return sum(bool(slot) for slot in (transfer.quantity, transfer.value, transfer.via, transfer.intermediaries, transfer.period))


def _owners(transfers: Iterable[Transfer], around: Surroundings, lexicon: Lexicon) -> Mapping[str, str]:
    """Folded name of a maker to the state that some report names as the supplier of what it made, or in its own name."""
    found: dict[str, str] = {}
    for transfer in transfers:
        if transfer.maker and is_proper(transfer.maker):
            state = state_named_in(f"{transfer.maker} {transfer.supplier or ''}", lexicon, around.unlisted)
            if state:
                found.setdefault(fold_name(transfer.maker), state)
    return found


def _with_states(names: Iterable[str | None], around: Surroundings, lexicon: Lexicon, owned: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        if name and is_proper(name):
            owner = next((state for firm, state in owned.items() if names_agree(firm, name)), None)
            found += [name, *(state for state in (around.state_of(name, lexicon), owner) if state)]
    return tuple(dict.fromkeys(found))


def join(told: Sequence[Told]) -> list[Group]:
    """Groups in the order of their first telling.

    Supplier or maker, recipient and kind of goods must agree; amounts never decide, they stand side by side as
    rivals. Another supplier is a rival only where amount or route is the same. What names one party joins
    the only group that it fits; of several, the one that alone has its amount or route, else it stays apart.
    """
    groups: list[Group] = []
    by_word: dict[str, list[int]] = {}
    known: set[tuple[str, int]] = set()
    for one in told:
        near = sorted({n for word in _party_words(one) for n in by_word.get(word, ())[-_NEAR:]})
        home = _home(one, near, groups)
        if home is None:
            home = len(groups)
            groups.append(Group())
        groups[home].take(one)
        for word in _party_words(one):
            if (word, home) not in known:
                known.add((word, home))
                by_word.setdefault(word, []).append(home)
    return groups


def _home(one: Told, near: Sequence[int], groups: Sequence[Group]) -> int | None:
    """The number of the group that ``one`` belongs to, or None for a new one."""
    fitting: list[int] = []
    reasons: dict[int, str] = {}
    for number in near:
        reason = why_apart(one, groups[number])
        if reason:
            reasons[number] = reason
        elif reason is not None:
            fitting.append(number)
    whole = [n for n in fitting if _named(groups[n].distinct[0]) == _BOTH]
    chosen = _likest(one, whole or fitting, groups)
    for number in fitting:
        if chosen is None:
            reasons[number] = "it fits several transfers"
    for number, reason in reasons.items():
        if groups[number].distinct:
            groups[number].apart[one.transfer.id] = reason
    return chosen


def _likest(one: Told, fitting: Sequence[int], groups: Sequence[Group]) -> int | None:
    """The only group of ``fitting``, or of several the one that alone tells of the same amount or route, or of a rival one."""
    if len(fitting) > 1:
        aboard = [n for n in fitting if any(one.carriers & other.carriers for other in groups[n].distinct)]
        fitting = aboard or fitting
    if len(fitting) > 1:
        loads = [n for n in fitting if any(_same_load(one.transfer, other.transfer) for other in groups[n].distinct)]
        fitting = loads or [n for n in fitting if any(_rival_counts(one, other) for other in groups[n].distinct)]
    return fitting[0] if len(fitting) == 1 else None


def _rival_counts(one: Told, other: Told) -> bool:
    """Whether both give a number of one thing from one giver to one taker: rivals in one matter, not two."""
    a, b = one.transfer.quantity, other.transfer.quantity
    same = _any_agree(one.givers, other.givers) and _any_agree(one.takers, other.takers)
    return same and a is not None and b is not None and comparable(a, b)


def why_apart(one: Told, group: Group) -> str | None:
    """What keeps a telling out of a group: a reason, empty when nothing does, None when they have nothing to do with each other."""
    kind = _kind(one)
    if not any(_goods_fit(kind, other) for other in group.kinds):
        return None
    if one.origin in group.origins and any(_is_copy(one, other) for other in group.distinct):
        return ""
    if one.report in group.reports and any(other.report == one.report and _told_apart(one, other) for other in group.distinct):
        return "one report tells them apart"
    same_giver = _any_agree(one.givers, group.givers)
    same_taker = _any_agree(one.takers, group.takers)
    one_ship = not one.carriers.isdisjoint(group.carriers)
    if one.takers and group.takers and not same_taker:
        return f"recipients differ: {one.takers[0]} against {next(iter(group.takers))}" if same_giver or one_ship else None
    if one.givers and group.givers and not same_giver:
        if not (same_taker or one_ship):
            return None
        if not (one_ship or any(_same_load(one.transfer, other.transfer) or _passes_on(one, other) for other in group.distinct)):
            return f"suppliers differ: {one.givers[0]} against {next(iter(group.givers))}"
    elif not (same_giver or same_taker or one_ship):
        return None
    return _why_other(one, group, known=same_taker or one_ship)


def _why_other(one: Told, group: Group, *, known: bool) -> str:
    """What keeps a telling out of a group with a party in common; ``known``: the receiver, or the ship, is one of them."""
    if not known and _other_count(one, group.distinct):
        return "it names no recipient and another amount"
    kind = _kind(one)
    if not all(_goods_fit(kind, other) for other in group.kinds):
        return f"goods differ: {one.transfer.goods.name} against {group.distinct[0].transfer.goods.name}"
    return next((reason for other in group.distinct if (reason := _other_load(one, other))), "")


def _other_count(one: Told, group: Sequence[Told]) -> bool:
    """Whether a telling numbers its goods as no telling of the group does: without its receiver it may be any other load."""
    counts = [
        (a, b)
        for other in group
        for slot in ("quantity", "value")
        if (a := getattr(one.transfer, slot)) and (b := getattr(other.transfer, slot))
    ]
    return bool(counts) and all(comparable(a, b) and _times(a, b) > 1 for a, b in counts)


def _is_copy(one: Told, other: Told) -> bool:
    """Whether two reports of one origin tell it with the same amount: what they read of the parties does not matter."""
    same = one.transfer.period == other.transfer.period and _same_load(one.transfer, other.transfer)
    return same and one.report != other.report and one.origin == other.origin


def _passes_on(one: Told, other: Told) -> bool:
    """Whether the supplier of one is told as a stop of the other: who sold may be either."""
    return any(
        names_agree(giver, stop) for a, b in ((one, other), (other, one)) for giver in a.givers
        for stop in (*b.transfer.via, *b.transfer.intermediaries) if is_proper(stop)
    )  # fmt: skip


def _other_load(one: Told, other: Told) -> str:
    """A reason when the two are told of different times, or of amounts that no rivals of one load have."""
    if _is_total(one.transfer.period) != _is_total(other.transfer.period) and _counted(one.transfer) and _counted(other.transfer):
        return "one is a total over a longer time"
    if _far_apart(one.transfer, other.transfer):
        return f"amounts more than {_FARTHEST} times apart"
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


def _counted(transfer: Transfer) -> bool:
    return transfer.quantity is not None or transfer.value is not None


def _is_total(period: str | None) -> bool:
    """Whether a period is so long, or without an end, that what is told of it is a sum of loads; "by May" only says when they had come."""
    if not period or "/" not in period or period.startswith("../"):
        return False
    span = days(period)
    return span.first is None or span.last is None or span.last - span.first > _SUMMED


def _far_apart(a: Transfer, b: Transfer) -> bool:
    """Whether amounts of one unit differ so much that one is a part, or a total, of the other."""
    pairs = ((a.quantity, b.quantity), (a.value, b.value))
    return any(x is not None and y is not None and comparable(x, y) and _times(x, y) > _FARTHEST for x, y in pairs)


def _times(a: Quantity | Value, b: Quantity | Value) -> float:
    """How many times the nearest ends of two amounts differ; 1 when they overlap."""
    one, other = sorted((spread(a), spread(b)))
    return other.low / one.high if one.high and other.low > one.high else 1.0


def _days_between(a: str | None, b: str | None) -> timedelta | None:
    first, second = _day(a), _day(b)
    return abs(first - second) if first and second else None


@lru_cache(maxsize=16_384)
def _day(published: str | None) -> date | None:
    return days(published).first if published else None


def _told_apart(a: Told, b: Told) -> bool:
    """Whether a report that tells both means two.

    Each names both parties, they have neither amount nor route in common, and their goods are not of one class that
    says much: two numbers of rockets are rivals, "weapons" here and "arms" there are two matters.
    """
    both = _named(a) == _BOTH == _named(b)
    return both and not _same_load(a.transfer, b.transfer) and not _one_class(a.transfer, b.transfer)


def _one_class(a: Transfer, b: Transfer) -> bool:
    """Whether the goods are of one class, and one that says much."""
    return a.goods.class_ is not None and a.goods.class_ == b.goods.class_ and a.goods.class_ not in GENERAL


def _same_load(a: Transfer, b: Transfer) -> bool:
    """The same amount, or the same route: whoever sent it, it is the same load."""
    one, other = a.quantity, b.quantity
    counted = one is not None and other is not None and (one.low, one.high) == (other.low, other.high)
    return counted or bool((a.value and a.value == b.value) or (a.via and a.via == b.via))


def _same_wording(a: Told, b: Told) -> bool:
    slots = ("goods", "quantity", "value", "maker", "supplier", "via", "recipient", "period")
    return a.report == b.report or all(getattr(a.transfer, slot) == getattr(b.transfer, slot) for slot in slots)


def _any_agree(one: Iterable[str], other: Collection[str]) -> bool:
    return any(names_agree(x, y) for x in one for y in other)


def _party_words(told: Told) -> Iterator[str]:
    """What near tellings share: a word of a party's name, or a ship, with the kind of goods; or the origin."""
    kind = "arms" if told.thing[1] in ARMS | GENERAL else told.thing[1]
    for name in (*told.givers, *told.takers, *told.carriers):
        for word in fold_name(name).split():
            yield f"{word} {kind}"
    if told.transfer.quantity or told.transfer.value:  # copies are found whatever was read of their parties
        yield f"<{told.origin}>"


def _named(told: Told) -> int:
    """How many of both parties are named."""
    return bool(told.givers) + bool(told.takers)


def _kind(told: Told) -> Kind:
    return told.thing, told.transfer.goods.caliber_mm, _counted(told.transfer)


@lru_cache(maxsize=65_536)
def _goods_fit(a: Kind, b: Kind) -> bool:
    """Whether two tellings may be of the same goods."""
    (one, caliber, counted), (other, other_caliber, other_counted) = a, b
    if caliber and other_caliber and caliber != other_caliber:
        return False
    if GENERAL & {one[1], other[1]} and one[1] != other[1]:
        loose = ((one, counted, other), (other, other_counted, one))
        return any(x[1] in GENERAL and not told and y[1] in GENERAL | ARMS for x, told, y in loose)
    return alike(one, other)
