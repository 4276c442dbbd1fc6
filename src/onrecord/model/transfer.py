"""An alleged movement of goods, each field tied to its own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.model.mention import Bound
from onrecord.model.span import Spans
from onrecord.model.trace import Trace


class Status(StrEnum):
    """How far the goods are said to have come; ``denied`` when nobody in the report says that they moved."""

    ALLEGED = "alleged"
    AGREED = "agreed"
    LICENSED = "licensed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    HALTED = "halted"
    SEIZED = "seized"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What is alleged to have moved. ``class_`` is the lexicon's class (``class`` in JSON)."""

    name: str
    class_: str | None = None
    caliber_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How much of it; ``unit`` is the thing counted or the measure."""

    low: float | None
    high: float | None
    bound: Bound
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What it is said to be worth, in ``currency`` (ISO 4217)."""

    low: float | None
    high: float | None
    bound: Bound
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One alleged movement of goods as one report tells it.

    ``via`` is the way in order: states, ports and whoever passes the goods on; ``intermediaries`` are those of it,
    and brokers beside it, that are parties. ``end_user_declared`` is who the papers say the goods are for,
    ``end_user_alleged`` who is said to use them, where that is not the recipient. ``spans`` maps a slot's name to
    the words it rests on; ``statements`` are the ids of the statements of the same report that carry it or answer it.
    """

    id: str
    goods: Goods
    quantity: Quantity | None = None
    value: Value | None = None
    maker: str | None = None
    supplier: str | None = None
    via: tuple[str, ...] = ()
    recipient: str | None = None
    period: str | None = None
    intermediaries: tuple[str, ...] = ()
    end_user_declared: str | None = None
    end_user_alleged: str | None = None
    licence: str | None = None
    status: Status | None = None
    spans: Mapping[str, Spans] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    trace: Trace | None = None
