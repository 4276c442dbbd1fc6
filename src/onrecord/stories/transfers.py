"""Lays the transfers of many reports side by side: one record, rivals in every slot, positions of everyone who speaks of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Goods, Quantity, Reading, Stance, Statement, Transfer, Value, content_id
from onrecord.model.edtf import order_key
from onrecord.text.folding import is_proper, names_agree

_GENERAL = frozenset(("weapon", "military_aid", "cargo", "container"))
"""Classes of goods that say little: "arms" may be the rockets of another report."""

_ARMS = frozenset(("rocket", "missile", "shell", "ammunition", "artillery", "explosive", "small_arms", "drone", "tank", "armoured_vehicle"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One value of a slot, with the origins and statements it rests on."""

    value: Any
    origins: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an actor stood, when, in which statement."""

    actor: str
    stance: Stance
    on: str | None
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One alleged transfer across reports. ``slots`` maps a slot's name to its rivals, best supported first."""

    id: str
    title: str
    slots: Mapping[str, tuple[Rival, ...]]
    positions: tuple[Position, ...]
    transfers: tuple[str, ...]
    origins: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A report's transfer with its origin and the report's statements by id."""

    transfer: Transfer
    report: str
    origin: str
    published: str | None
    statements: Mapping[str, Statement]


def transfer_stories(readings: Iterable[Reading], origins: Mapping[str, str]) -> tuple[Story, ...]:
    """Transfers joined where supplier (or maker), recipient and kind of goods agree, best supported first.

    Values never decide: different quantities stand side by side as rivals. What names both parties makes the
    stories; what names one joins the only story that it fits, and stays apart when there are several.
    ``origins`` maps a report's id to the name of its origin.
    """
    told = [
        _Told(transfer, reading.report.id, origins.get(reading.report.id, reading.report.id), reading.report.published, by_id)
        for reading in readings
        for by_id in ({s.id: s for s in reading.statements},)
        for transfer in reading.transfers
    ]
    told.sort(key=lambda one: (-_named(one.transfer), one.transfer.goods.class_ in _GENERAL, order_key(one.published), one.transfer.id))
    groups: list[list[_Told]] = []
    for one in told:
        homes = [group for group in groups if _is_home(group, one.transfer)]
        whole = [group for group in homes if _named(group[0].transfer) == _BOTH]
        if len(whole or homes) == 1:
            (whole or homes)[0].append(one)
        else:
            groups.append([one])
    stories = [_story(group) for group in groups]
    return tuple(sorted(stories, key=lambda s: (-len(s.origins), -len(s.reports), -len(s.slots), s.id)))


def _parties(transfer: Transfer) -> tuple[tuple[str, ...], str | None]:
    """(who gives: supplier and maker, who gets), proper names only: a private trader may be anyone."""
    givers = tuple(name for name in (transfer.supplier, transfer.maker) if name and is_proper(name))
    return givers, transfer.recipient if transfer.recipient and is_proper(transfer.recipient) else None


_BOTH = 2


def _is_home(group: Sequence[_Told], transfer: Transfer) -> bool:
    """Whether a transfer contradicts none of a story and shares a party with one of it."""
    givers, taker = _parties(transfer)
    held = [_parties(told.transfer) for told in group]
    givers_held = {giver for known, _ in held for giver in known}
    if givers and givers_held and not any(names_agree(x, y) for x in givers for y in givers_held):
        return False
    if not all(names_agree(taker, other) for _, other in held):
        return False
    shared = any(names_agree(x, y) for x in givers for y in givers_held) or (taker is not None and any(other for _, other in held))
    return shared and all(_same_goods(told.transfer, transfer) for told in group)


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
        x.goods.class_ in _GENERAL and not x.quantity and not x.value and (y.goods.class_ in _GENERAL or y.goods.class_ in _ARMS)
        for x, y in ((a, b), (b, a))
    )


def _story(group: Sequence[_Told]) -> Story:
    slots: dict[str, tuple[Rival, ...]] = {}
    for slot in ("goods", "quantity", "value", "maker", "supplier", "via", "recipient", "period"):
        rivals = tuple(_rivals(group, slot))
        if rivals:
            slots[slot] = rivals
    positions = sorted(_positions(group), key=lambda p: (order_key(p.on), p.actor, p.statement))
    first = min(group, key=lambda told: (order_key(told.published), told.transfer.id))
    return Story(
        id=content_id("t", "story", *sorted(told.transfer.id for told in group)),
        title=title_of(first.transfer),
        slots=slots,
        positions=tuple(dict.fromkeys(positions)),
        transfers=tuple(told.transfer.id for told in group),
        origins=tuple(dict.fromkeys(told.origin for told in group)),
        reports=tuple(dict.fromkeys(told.report for told in group)),
    )


def _rivals(group: Sequence[_Told], slot: str) -> Iterator[Rival]:
    held: dict[Any, list[_Told]] = {}
    for told in group:
        value = getattr(told.transfer, slot)
        if value:
            held.setdefault(value, []).append(told)
    ranked = sorted(held.items(), key=lambda item: (-len({t.origin for t in item[1]}), shown(item[0])))
    for value, members in ranked:
        yield Rival(
            value=value,
            origins=tuple(dict.fromkeys(t.origin for t in members)),
            statements=tuple(dict.fromkeys(s for t in members for s in t.transfer.statements)),
        )


def _positions(group: Sequence[_Told]) -> Iterator[Position]:
    for told in group:
        for statement_id in told.transfer.statements:
            statement = told.statements.get(statement_id)
            if statement and statement.speaker:
                yield Position(
                    actor=statement.speaker.name, stance=statement.stance, on=statement.said_on or told.published, statement=statement.id
                )


def title_of(transfer: Transfer) -> str:
    """A transfer in one line: quantity, goods, and the way from hand to hand."""
    parts = []
    if transfer.quantity:
        parts.append(shown(transfer.quantity))
    parts.append(shown(transfer.goods))
    if transfer.value:
        parts.append("worth " + shown(transfer.value))
    way = [transfer.supplier or transfer.maker or "?", *transfer.via, transfer.recipient or "?"]
    return " ".join(parts) + "  " + " -> ".join(way)


def shown(value: Any) -> str:
    """A slot's value as people write it: ``about 3,500``, ``at least 908,000,000 USD``, ``Turkey, Slovakia``."""
    if isinstance(value, Quantity | Value):
        unit = value.currency if isinstance(value, Value) else ""
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
