"""Joins the legs of one report that tell of the same transfer."""

from collections.abc import Iterator, Sequence

from onrecord.model import Bound, Goods, Quantity, Span, Trace, Transfer, Value, content_id
from onrecord.text.folding import fold_name, names_agree
from onrecord.transfers.slots import Leg, Slots

_REMEMBERED = 24
"""So many transfers, and clauses of one, back a clause may belong to."""

_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"rocket", "missile", "shell", "ammunition", "artillery", "explosive"}),
)  # fmt: skip
_GENERAL = frozenset({"weapon", "military_aid", "cargo", None})


def merge_legs(report: str, legs: Sequence[Leg], slots: Slots) -> Iterator[Transfer]:
    """Transfers in the order of their first leg.

    A leg joins the nearest earlier transfer that it fits: no party against another party, no quantity
    against another quantity, the same kind of goods, and either its goods only point back ("the missiles") or the
    same speaker tells it. A leg that only points back and fits none is left out.
    """
    groups: list[list[Leg]] = []
    for leg in legs:
        home = next((g for g in reversed(groups[-_REMEMBERED:]) if _fits(g[-_REMEMBERED:], leg)), None)
        if home is not None:
            home.append(leg)
        elif leg.goods.class_ is not None:
            groups.append([leg])
    for group in groups:
        yield _transfer(report, group, slots)


def _fits(group: Sequence[Leg], leg: Leg) -> bool:
    told_together = any(_same_teller(other, leg) for other in group)
    points_back = leg.definite
    if not (told_together or points_back):
        return False
    parties_agree = all(
        names_agree(getattr(other, slot), getattr(leg, slot)) for other in group for slot in ("recipient", "supplier", "maker")
    )
    amounts_agree = all(_is_vaguer(other.quantity, leg.quantity) or _is_vaguer(leg.quantity, other.quantity) for other in group)
    values_agree = all(other.value is None or leg.value is None or other.value == leg.value for other in group)
    return parties_agree and amounts_agree and values_agree and any(_same_goods(other.goods, leg.goods) for other in group)


def _same_teller(a: Leg, b: Leg) -> bool:
    """The same statement, or speakers one of whose names holds the other ("reports", "media reports")."""
    if set(a.statements) & set(b.statements):
        return True
    return any(fold_name(x) in fold_name(y) or fold_name(y) in fold_name(x) for x in a.speakers for y in b.speakers)


def _same_goods(a: Goods, b: Goods) -> bool:
    if a.caliber_mm and b.caliber_mm and a.caliber_mm != b.caliber_mm:
        return False
    if a.class_ == b.class_ or a.class_ in _GENERAL or b.class_ in _GENERAL:
        return True
    return any(a.class_ in family and b.class_ in family for family in _FAMILIES)


def _transfer(report: str, group: Sequence[Leg], slots: Slots) -> Transfer:
    quantity = _most_exact([leg.quantity for leg in group])
    value: Value | None = next((leg.value for leg in group if leg.value), None)
    goods = _fullest([leg.goods for leg in group])
    via = tuple(dict.fromkeys(stop for leg in group for stop in leg.via))
    spans: dict[str, tuple[Span, ...]] = {}
    for leg in group:
        for slot, found in leg.spans.items():
            spans[slot] = tuple(dict.fromkeys((*spans.get(slot, ()), *found)))
    words = tuple(slots.parsed.span(leg.at, leg.at) for leg in group)
    first = next((leg.supplier for leg in group if leg.supplier), None)
    return Transfer(
        id=content_id("t", report, words),
        goods=goods,
        quantity=quantity,
        value=value,
        maker=next((leg.maker for leg in group if leg.maker), None),
        supplier=first,
        via=via,
        recipient=next((leg.recipient for leg in group if leg.recipient), None),
        period=next((leg.period for leg in group if leg.period), None),
        spans=spans,
        statements=tuple(dict.fromkeys(s for leg in group for s in leg.statements)),
        trace=Trace("transfer_frame:" + group[0].frame.id, words, None, f"{len(group)} clauses" if len(group) > 1 else None),
    )


def _most_exact(quantities: Sequence[Quantity | None]) -> Quantity | None:
    known = [q for q in quantities if q]
    return next((q for q in known if not any(_is_vaguer(q, other) and q != other for other in known)), known[0] if known else None)


def _fullest(goods: Sequence[Goods]) -> Goods:
    named = [g for g in goods if g.class_] or list(goods)
    with_caliber = next((g for g in named if g.caliber_mm), None)
    special = next((g for g in named if g.class_ not in _GENERAL), named[0])
    return with_caliber or special


def _is_vaguer(a: Quantity | None, b: Quantity | None) -> bool:
    """Whether quantity ``a`` says less than ``b`` and does not contradict it."""
    if a is None or b is None:
        return a is None
    if a.bound is Bound.VAGUE and b.bound is not Bound.VAGUE:
        low = b.low if b.low is not None else b.high
        return low is not None and (a.low is None or a.low <= low) and (a.high is None or low <= a.high)
    return (a.low, a.high, a.bound) == (b.low, b.high, b.bound)
