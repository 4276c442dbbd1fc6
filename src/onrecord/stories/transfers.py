"""Lays the transfers of many reports side by side: one record, rivals in every slot, positions of everyone who speaks of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.lexicon import Lexicon
from onrecord.model import Goods, Quantity, Reading, Span, Stance, Statement, Transfer, Value, content_id
from onrecord.model.edtf import order_key
from onrecord.stories.bearing import bearing, spoken_beside
from onrecord.stories.goods import thing
from onrecord.stories.joining import Group, Told, join, tellings
from onrecord.stories.voices import Voices
from onrecord.text.folding import fold_name, is_proper, names_agree
from onrecord.text.forms import plural, singular
from onrecord.text.measures import PACKS, PORTIONS, WEIGHTS

SLOTS = ("goods", "quantity", "value", "maker", "supplier", "via", "intermediaries", "recipient", "period")
"""The slots that may have rivals, in the order of reading."""

_PARTIES = ("maker", "supplier", "recipient")


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a span of a report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One value of a slot, with the origins and statements it rests on, and the places where it is written."""

    value: Any
    origins: tuple[str, ...]
    statements: tuple[str, ...]
    places: tuple[Place, ...] = ()

    def first_told(self, published: Mapping[str, str | None]) -> str | None:
        """The day of the first report that gives the value; ``published`` maps reports to their days."""
        return min((day for place in self.places if (day := published.get(place.report))), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an actor stood, when, in which statement. ``voice`` is whom the actor speaks for: a state, or itself."""

    actor: str
    voice: str
    stance: Stance
    on: str | None
    statement: str
    report: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One alleged transfer across reports. ``slots`` maps a slot's name to its rivals, best supported first.

    ``apart`` maps the id of a report's transfer that came near to why it was not joined; ``kin`` maps a party's name to
    itself and the states that it belongs to.
    """

    id: str
    title: str
    slots: Mapping[str, tuple[Rival, ...]]
    positions: tuple[Position, ...]
    transfers: tuple[str, ...]
    origins: tuple[str, ...]
    reports: tuple[str, ...]
    apart: Mapping[str, str] = field(default_factory=dict)
    kin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def parties(self) -> tuple[str, ...]:
        """Everyone whom some telling names as maker, supplier or recipient."""
        return tuple(name for slot in _PARTIES for name in self.values(slot) if is_proper(name))

    def values(self, slot: str) -> tuple[Any, ...]:
        """The rival values of a slot, best supported first."""
        return tuple(rival.value for rival in self.slots.get(slot, ()))


def transfer_stories(
    readings: Iterable[Reading], origins: Mapping[str, str], lexicon: Lexicon, voices: Voices | None = None
) -> tuple[Story, ...]:
    """Transfers joined across reports (see ``joining.join``), best supported first.

    Values never decide: different quantities stand side by side as rivals. ``origins`` maps a report's id to
    the name of its origin. ``voices`` are those of the readings, where they are at hand.
    """
    listed = list(readings)
    voices = voices or Voices.of(listed, lexicon)
    speaking = {transfer: ids for reading in listed for transfer, ids in bearing(reading, lexicon).items()}
    stories = [_story(group, voices, speaking) for group in join(tellings(listed, origins, lexicon))]
    stories = _with_bystanders(stories, [r for r in listed if not r.transfers and r.statements], origins, voices, lexicon)
    return tuple(sorted(stories, key=lambda s: (-len(s.origins), -len(s.reports), -len(s.slots), s.id)))


def _with_bystanders(
    stories: Sequence[Story], readings: Sequence[Reading], origins: Mapping[str, str], voices: Voices, lexicon: Lexicon
) -> list[Story]:
    """The stories with the positions of reports that tell of no transfer but speak of the goods and parties of just one."""
    by_party: dict[str, list[int]] = {}
    for number, story in enumerate(stories):
        for name in story.parties():
            by_party.setdefault(fold_name(name), []).append(number)
    added: dict[int, list[Position]] = {}
    for reading in readings:
        names = {fold_name(m.name) for m in reading.mentions}
        met = Counter(number for name in names for number in by_party.get(name, ()))
        most = max(met.values(), default=0)
        near = {n: said for n, count in met.items() if count == most and (said := _spoken(stories[n], reading, lexicon))}
        if len(near) != 1:
            continue
        ((number, said),) = near.items()
        by_id = {s.id: s for s in reading.statements}
        added.setdefault(number, []).extend(
            _position(by_id[s], voices, reading.report.id, origins.get(reading.report.id, reading.report.id), reading.report.published)
            for s in said if by_id[s].speaker
        )  # fmt: skip
    return [replace(story, positions=_ordered((*story.positions, *added[n]))) if n in added else story for n, story in enumerate(stories)]


def _spoken(story: Story, reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    goods = story.values("goods")[0]
    return spoken_beside(reading, thing(goods.name, goods.class_, lexicon), story.parties(), lexicon)


def _ordered(positions: Iterable[Position]) -> tuple[Position, ...]:
    return tuple(dict.fromkeys(sorted(positions, key=lambda p: (order_key(p.on), p.actor, p.statement))))


def _position(statement: Statement, voices: Voices, report: str, origin: str, published: str | None) -> Position:
    speaker = statement.speaker
    return Position(
        actor=speaker.name if speaker else "", voice=voices.name(speaker) if speaker else "", stance=statement.stance,
        on=statement.said_on or published, statement=statement.id, report=report, origin=origin,
    )  # fmt: skip


def _story(group: Group, voices: Voices, speaking: Mapping[str, Sequence[str]]) -> Story:
    told = group.members
    slots = {slot: rivals for slot in SLOTS if (rivals := tuple(_rivals(told, slot)))}
    positions = _ordered(_positions(told, voices, speaking))
    first = min(told, key=lambda one: (order_key(one.published), one.transfer.id))
    return Story(
        id=content_id("t", "story", *sorted(one.transfer.id for one in told)),
        title=title_of(first.transfer),
        slots=slots,
        positions=positions,
        transfers=tuple(one.transfer.id for one in told),
        origins=tuple(dict.fromkeys(one.origin for one in told)),
        reports=tuple(dict.fromkeys(one.report for one in told)),
        apart=dict(sorted(group.apart.items())),
        kin=_kin(told),
    )


def _kin(told: Sequence[Told]) -> Mapping[str, tuple[str, ...]]:
    kin: dict[str, tuple[str, ...]] = {}
    for one in told:
        for name in (one.transfer.supplier, one.transfer.maker):
            if name:
                kin[name] = tuple(dict.fromkeys((*kin.get(name, ()), name, *one.givers)))
        if one.transfer.recipient:
            kin[one.transfer.recipient] = tuple(dict.fromkeys((*kin.get(one.transfer.recipient, ()), *one.takers)))
    return kin


def _rivals(told: Sequence[Told], slot: str) -> Iterator[Rival]:
    held: dict[Any, list[Told]] = {}
    for one in told:
        value = getattr(one.transfer, slot)
        if slot == "via":  # who deals with the goods stands in a slot of its own
            value = tuple(stop for stop in value if stop not in one.transfer.intermediaries)
        if value:
            held.setdefault(_known(value, slot, held), []).append(one)
    ranked = sorted(held.items(), key=lambda item: (-len({t.origin for t in item[1]}), shown(item[0])))
    for value, members in ranked:
        yield Rival(
            value=value,
            origins=tuple(dict.fromkeys(t.origin for t in members)),
            statements=tuple(dict.fromkeys(s for t in members for s in t.transfer.statements)),
            places=tuple(Place(t.report, Span(*span)) for t in members for span in t.spans.get(slot, ())),
        )


def _known(value: Any, slot: str, held: Mapping[Any, list[Told]]) -> Any:
    """The value already held that says the same, else ``value``: names that agree, routes and goods that fold alike."""
    if slot in _PARTIES:
        return next((other for other in held if names_agree(other, value)), value)
    key: Callable[[Any], object]
    if slot in ("via", "intermediaries"):
        key = lambda stops: tuple(map(fold_name, stops))  # noqa: E731 - one of three keys
    elif slot == "goods":
        key = lambda goods: (fold_name(goods.name).rstrip("s"), goods.caliber_mm)  # noqa: E731
    else:
        key = _amount
    return next((other for other in held if key(other) == key(value)), value)


def _amount(value: Any) -> object:
    """An amount without its unit's wording: "3,500 missiles" and "3,500 rockets" are one figure."""
    if isinstance(value, Quantity):
        return (value.low, value.high, value.bound)
    return value


def _positions(told: Sequence[Told], voices: Voices, speaking: Mapping[str, Sequence[str]]) -> Iterator[Position]:
    for one in told:
        for statement_id in speaking.get(one.transfer.id, one.transfer.statements):
            statement = one.statements.get(statement_id)
            if statement and statement.speaker:
                yield _position(statement, voices, one.report, one.origin, one.published)


def title_of(transfer: Transfer) -> str:
    """A transfer in one line: quantity, goods, and the way from hand to hand."""
    parts = [counted(transfer.quantity, transfer.goods) if transfer.quantity else shown(transfer.goods)]
    if transfer.value:
        parts.append("worth " + shown(transfer.value))
    way = [transfer.supplier or transfer.maker or "?", *transfer.via, transfer.recipient or "?"]
    return " ".join(parts) + "  " + " -> ".join(way)


def counted(quantity: Quantity, goods: Goods) -> str:
    """Goods with how many or how much there were: ``about 800 rockets``, ``12.4 tonnes of nickel``, ``36 vehicles (armoured cars)``."""
    measure = _measure(quantity)
    if not measure or _last(measure) in {singular(word) for word in fold_name(goods.name).split()}:
        return f"{_bounded(quantity)} {goods.name}"
    if quantity.unit in WEIGHTS | PACKS | PORTIONS:
        return f"{_bounded(quantity)} {measure} of {goods.name}"
    return f"{_bounded(quantity)} {measure} ({goods.name})"


def _measure(quantity: Quantity) -> str:
    """The unit as it is written after the number: ``tonnes``, ``rocket`` after one."""
    if not quantity.unit or quantity.unit == "piece":
        return ""
    return quantity.unit if quantity.low == quantity.high == 1 or quantity.unit.endswith("s") else plural(quantity.unit)


def _last(words: str) -> str:
    return singular(fold_name(words).rpartition(" ")[2])


def shown(value: Any) -> str:
    """A slot's value as people write it: ``about 3,500 missiles``, ``at least 908,000,000 USD``, ``Turkey, Slovakia``."""
    if isinstance(value, Quantity | Value):
        unit = value.currency if isinstance(value, Value) else _measure(value)
        return (_bounded(value) + (f" {unit}" if unit else "")).strip()
    if isinstance(value, Goods):
        return value.name
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _bounded(value: Quantity | Value) -> str:
    low, high = value.low, value.high
    number = f"{low:,.10g}" if low is not None else f"{high:,.10g}" if high is not None else "?"
    if value.bound == "range" and low is not None and high is not None:
        return f"{low:,.10g} to {high:,.10g}"
    words = {"about": "about ", "at_least": "at least ", "at_most": "at most ", "vague": "at least "}
    return words.get(value.bound, "") + number
