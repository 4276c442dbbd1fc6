"""Joins the legs of one report that tell of the same transfer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.language.parsed import Parsed
from onrecord.model import Bound, Goods, Quantity, Span, Status, Trace, Transfer, content_id
from onrecord.text.folding import fold_name, is_proper, names_agree
from onrecord.transfers.slots import Leg

_REMEMBERED = 24
"""So many transfers, and clauses of one, back a clause may belong to."""

_FAR = 8
"""So many sentences after the last clause about it "the cargo" may still point to a transfer."""

_FAMILIES: tuple[frozenset[str], ...] = (frozenset({"rocket", "missile"}), frozenset({"shell", "ammunition"}))
_MUNITIONS = frozenset({"rocket", "missile", "shell", "ammunition", "artillery", "explosive"})
_GENERAL = frozenset({"weapon", "military_aid", "cargo", "container", "aid", None})
_PARTIES = ("recipient", "supplier", "maker")
_SPECIFIC = ("quantity", "value")
_RANK = (Status.SEIZED, Status.HALTED, Status.DELIVERED, Status.SHIPPED, Status.LICENSED, Status.AGREED, Status.ALLEGED)


@dataclass(frozen=True, slots=True)
class Names:
    """``bodies``: folded names of firms, ministries and other bodies, not of states or places. ``adjectives``: to their land."""

    bodies: frozenset[str]
    adjectives: Mapping[str, str]

    def points(self, description: str, name: str) -> bool:
        """Whether a word of ``description`` is the adjective of ``name``: ``Lurnish army`` of ``Lurn``."""
        return any(self.adjectives.get(word) == name for word in description.replace("-", " ").split())


def merge_legs(report: str, legs: Sequence[Leg], parsed: Parsed, names: Names) -> Iterator[Transfer]:
    """Transfers in the order of their first leg.

    A leg joins the nearest earlier transfer that it fits: no party against another party, no amount against another
    amount, the same kind of goods, and no rival teller, unless its goods point back ("the missiles") or its speaker
    answers. A leg that only points back and fits none is left out; what is only supposed lends its statement, no slot.
    """
    groups: list[list[Leg]] = []
    for leg in legs:
        near = sorted(groups[-_REMEMBERED:], key=lambda g: g[-1].at)
        home, joining = _home(near, leg, parsed, names)
        if home is not None:
            home.append(joining)
        elif not (leg.named.points or leg.continues or leg.stand.supposed):
            groups.append([leg])
        elif begun := _another_amount(leg, near, parsed, names):
            groups.append([begun])
    for group in groups:
        told = [leg for leg in group if not leg.stand.supposed]
        if group[0].habitual and not (group[0].supplier and group[0].recipient):
            continue
        if any(leg.parties for leg in told) and any(_is_whole(leg) for leg in told):
            yield _transfer(report, group, told, parsed, names)


def _home(near: Sequence[list[Leg]], leg: Leg, parsed: Parsed, names: Names) -> tuple[list[Leg] | None, Leg]:
    """The nearest group that the leg fits, and the leg as it joins: "25,000 tonnes have arrived" of more lends no quantity."""
    part = leg.named.points and leg.quantity and not leg.parties
    for one in (leg, replace(leg, quantity=None)) if part else (leg,):
        home = next((g for g in reversed(near) if _fits(g[-_REMEMBERED:], one, parsed, names)), None)
        if home is not None:
            return home, one
    return None, leg


def _is_whole(leg: Leg) -> bool:
    """Whether goods so general as "equipment" or "aid" have a party that is named."""
    return leg.named.goods.class_ not in _GENERAL - {"weapon"} or any(is_proper(name) for name in leg.parties)


def _another_amount(leg: Leg, near: Sequence[Sequence[Leg]], parsed: Parsed, names: Names) -> Leg | None:
    """As in "Torvia promised 200,000 tonnes of corn. Nandia has received 9,000 tonnes": the goods of the transfer before."""
    if not leg.quantity or not leg.parties or leg.stand.supposed or leg.continues:
        return None
    bare = replace(leg, quantity=None)
    home = next((g for g in reversed(near) if _fits(g, bare, parsed, names)), None)
    if home is None:
        return None
    goods = _fullest([one.named.goods for one in home if not one.named.points])
    return replace(leg, named=replace(leg.named, goods=goods, points=False), spans={**leg.spans, "goods": (leg.named.span,)})


def _fits(group: Sequence[Leg], leg: Leg, parsed: Parsed, names: Names) -> bool:
    named = leg.named
    if leg.habitual or group[0].habitual:
        return False
    if named.another and not named.points:
        return False
    points = named.points or leg.continues
    if points and parsed.sentence_of(leg.at) - parsed.sentence_of(group[-1].at) > _FAR:
        return False
    if not (points or named.definite or leg.stand.denied or leg.stand.supposed or leg.answers) and all(_rivals(o, leg) for o in group):
        return False
    slots = _PARTIES[1:] if leg.routed and (points or named.definite) else _PARTIES
    parties_agree = all(
        may_be_one(getattr(other, slot), getattr(leg, slot), names)
        for other in group for slot in slots if slot not in leg.weak | other.weak
    )  # fmt: skip
    denies = leg.stand.denied or any(other.stand.denied for other in group)
    amounts_agree = denies or all(_is_vaguer(o.quantity, leg.quantity) or _is_vaguer(leg.quantity, o.quantity) for o in group)
    values_agree = all(other.value is None or leg.value is None or other.value == leg.value for other in group)
    goods_agree = points or any(_same_goods(other.named.goods, named.goods) for other in group)
    return parties_agree and amounts_agree and values_agree and goods_agree and all(_same_time(other, leg) for other in group)


def may_be_one(a: str | None, b: str | None, names: Names) -> bool:
    """Whether two names may stand for one party: a firm or a ministry may be its state's, "Zarumian army" is of Zarumia.

    What has no capital letter ("a private trader") may be anyone.
    """
    if a is None or b is None or names_agree(a, b):
        return True
    if not is_proper(a) and not is_proper(b):
        return a.split()[-1] == b.split()[-1]  # a company is not the rebels
    if not (is_proper(a) and is_proper(b)):
        return True
    if names.points(a, b) or names.points(b, a):
        return True
    return (fold_name(a) in names.bodies) != (fold_name(b) in names.bodies)


def _rivals(a: Leg, b: Leg) -> bool:
    """Whether two different tellers are named, neither telling what the other says."""
    if set(a.statements) & set(b.statements) or any(leg.stand.denied or leg.answers for leg in (a, b)):
        return False
    one, other = ([s for s in leg.speakers if is_proper(s)] for leg in (a, b))
    if not one or not other:
        return False
    return not any(fold_name(x) in fold_name(y) or fold_name(y) in fold_name(x) for x in one for y in other)


def _same_time(a: Leg, b: Leg) -> bool:
    """Whether the periods do not exclude each other, as far as both are stated and neither points back."""
    if not a.period or not b.period or b.named.points or b.named.definite or b.stand.denied or b.continues:
        return True
    one, other = a.period.split("/")[0], b.period.split("/")[0]
    return one.startswith(other) or other.startswith(one) or "/" in a.period + b.period


def _same_goods(a: Goods, b: Goods) -> bool:
    if a.caliber_mm and b.caliber_mm and a.caliber_mm != b.caliber_mm:
        return False
    if a.class_ in _GENERAL or b.class_ in _GENERAL:
        return a.class_ is not None or b.class_ is not None or fold_name(a.name) == fold_name(b.name)
    if a.class_ == b.class_ or any(a.class_ in family and b.class_ in family for family in _FAMILIES):
        return True
    return "ammunition" in (a.class_, b.class_) and {a.class_, b.class_} <= _MUNITIONS


def _transfer(report: str, group: Sequence[Leg], told: Sequence[Leg], parsed: Parsed, names: Names) -> Transfer:
    firm = [leg for leg in told if not leg.stand.denied]
    if not any(leg.parties for leg in firm):
        firm = list(told)
    spans: dict[str, tuple[Span, ...]] = {}
    for leg in firm:
        for slot, found in leg.spans.items():
            spans[slot] = tuple(dict.fromkeys((*spans.get(slot, ()), *found)))
    words = tuple(parsed.span(leg.at, leg.at) for leg in group)
    recipient = _best(firm, "recipient")
    way = _way(firm, recipient, names)
    rules = dict.fromkeys(rule for leg in group for rule in (leg.rule, *(f"transfer_frame:{row.id}" for _, row in leg.stand.gates)))
    note = f"{len(group)} clauses: " * (len(group) > 1) + ", ".join(rules) if len(rules) > 1 else None
    first = next(leg for leg in group if not leg.named.points)
    if any(leg.stand.denied for leg in firm):
        spans = {slot: found for slot, found in spans.items() if slot not in _SPECIFIC}
    spans |= {"via": tuple(span for span, _, _ in way), "intermediaries": tuple(span for span, _, party in way if party)}
    transfer = Transfer(
        id=content_id("t", report, words),
        goods=_fullest([leg.named.goods for leg in told if not leg.named.points] or [first.named.goods]),
        quantity=_most_exact([leg.quantity for leg in firm]),
        value=next((leg.value for leg in firm if leg.value), None),
        maker=_best(firm, "maker"),
        supplier=_best(firm, "supplier"),
        via=tuple(dict.fromkeys(name for _, name, _ in way)),
        recipient=recipient,
        period=next((leg.period for leg in firm if leg.period), None),
        intermediaries=tuple(dict.fromkeys(name for _, name, party in way if party)),
        end_user_declared=_best(firm, "end_user_declared"),
        end_user_alleged=_best(firm, "end_user_alleged"),
        licence=_best(firm, "licence"),
        status=_status(told, firm),
        spans=spans,
        statements=tuple(dict.fromkeys(s for leg in group for s in leg.statements)),
        trace=Trace(first.rule, words, None, note),
    )
    return replace(transfer, spans={slot: found for slot, found in spans.items() if found and getattr(transfer, slot)})


def _best(legs: Sequence[Leg], slot: str) -> str | None:
    """The first name of a slot: one that is surely meant before one that is hinted at, a proper name before a description."""
    ranked = sorted(
        (slot in leg.weak or (slot == "recipient" and leg.routed), n, getattr(leg, slot))
        for n, leg in enumerate(legs)
        if getattr(leg, slot)
    )
    proper = next((name for weak, _, name in ranked if is_proper(name) and (not weak or slot == "recipient")), None)
    return proper or (ranked[0][2] if ranked else None)


def _way(legs: Sequence[Leg], recipient: str | None, names: Names) -> list[tuple[Span, str, bool]]:
    """The stops of all legs in order; where a leg goes somewhere else than to the recipient, it stops there."""
    way: list[tuple[Span, str, bool]] = []
    last = max((leg.at for leg in legs if leg.routed), default=-1)
    for leg in legs:
        way += leg.via
        if leg.routed and leg.at != last and leg.stand.status is not Status.DELIVERED and _is_elsewhere(leg.recipient, recipient, names):
            way += [(span, leg.recipient or "", False) for span in leg.spans.get("recipient", ())[:1]]
    return [stop for stop in way if stop[1] != recipient]


def _is_elsewhere(goal: str | None, recipient: str | None, names: Names) -> bool:
    """Whether the goal of a leg is surely not the recipient's."""
    if goal is None or recipient is None or names_agree(goal, recipient) or not is_proper(goal):
        return False
    return not (names.points(recipient, goal) or names.points(goal, recipient))


def _status(told: Sequence[Leg], firm: Sequence[Leg]) -> Status | None:
    """The furthest that the goods are said to have come; denied when nobody says that they moved."""
    if all(leg.stand.denied for leg in firm if leg.parties):
        return Status.DENIED
    held = {leg.stand.status for leg in told if not leg.stand.denied}
    return next((s for s in _RANK if s in held), None)


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
