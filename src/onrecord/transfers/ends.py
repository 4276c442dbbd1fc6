"""Who stands at the ends of a transfer and who between them, by all of its clauses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model import Span, Status
from onrecord.transfers.leg import Leg
from onrecord.transfers.names import Names

_SETTING_OUT = (":ship", ":leave", ":send", ":sail")

_ANYBODY = ("builders", "mills", "bakers", "buyers", "traders", "shops", "farmers", "importers", "customers", "dealers")
"""Receivers who are nobody in particular: a land that is told too says more."""

_FIRST = 8
"""So many clauses may come before the one that tells where the goods set out."""

PAPERWORK = (":buy", ":order")
"""Clauses in which goods change hands and need not move."""

Stop = tuple[Span, str, bool]
"""Words, name, and whether a party, of a stop on the way."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Who gave and who got in the clauses of one transfer: the first giver, the last taker, and who passed the goods on."""

    supplier: str | None
    recipient: str | None
    between: tuple[Stop, ...]


def port_left(legs: Sequence[Leg], chain: Chain, names: Names) -> tuple[Span, str] | None:
    """The land whose port the goods are said to have left, with the words for the port: "left the Lurnish port of Mesk"."""
    ports = (
        (span, names.home(stop))
        for leg in legs[:_FIRST]
        if leg.rule.endswith((":leave", ":load"))
        for span, stop, party in leg.via
        if not party
    )
    return next(((span, land) for span, land in ports if land and not names.lies_in(chain.recipient, land)), None)


def is_other(name: str | None, chain: Chain, names: Names) -> bool:
    """Whether a name surely is neither the giver nor the receiver."""
    return name is not None and not any(
        names.same(name, end) or names.lies_in(end, name) for end in (chain.supplier, chain.recipient) if end
    )


def with_before(chain: Chain, earlier: Sequence[Leg], legs: Sequence[Leg], names: Names) -> Chain:
    """The chain with what was before it: who gave the goods first, where nobody else surely gave them, and from whom they went on."""
    given = next((leg for leg in earlier if leg.supplier), None)
    taken = next((leg for leg in earlier if leg.recipient and not leg.supplier), None)
    if given is None and taken is not None and taken.recipient:
        if chain.recipient is None:
            return replace(chain, recipient=taken.recipient)
        if not taken.rule.endswith(PAPERWORK):
            stop = [(span, taken.recipient, names.is_body(taken.recipient)) for span in taken.spans.get("recipient", ())[:1]]
            turned_up = any(leg.turned_up for leg in legs) or not is_other(taken.recipient, chain, names)
            return chain if turned_up else replace(chain, between=(*chain.between, *stop))
        if is_other(taken.recipient, chain, names) and all("supplier" in leg.weak for leg in legs if leg.supplier):
            return replace(chain, supplier=taken.recipient)  # "insulin bought by a clinic was smuggled to Lurn"
    sure = chain.supplier is not None and any(leg.supplier == chain.supplier and "supplier" not in leg.weak for leg in legs)
    went_on = given is not None and chain.supplier is not None and names.lies_in(chain.supplier, given.recipient)
    if given is None or (sure and not went_on and not names.is_trading(chain.supplier or "")):
        return chain
    between = list(chain.between)
    if chain.supplier and not names.same(chain.supplier, given.supplier) and (went_on or names.is_body(chain.supplier)):
        between += [
            (span, chain.supplier, True) for leg in legs if leg.supplier == chain.supplier for span in leg.spans.get("supplier", ())[:1]
        ][:1]
    after = replace(chain, supplier=given.supplier, between=tuple(between))
    if not any(leg.turned_up for leg in legs) and given.recipient and is_other(given.recipient, after, names):
        between += [(span, given.recipient, names.is_body(given.recipient)) for span in given.spans.get("recipient", ())[:1]]
    return replace(after, between=tuple(between))


def chain_of(legs: Sequence[Leg], denied: Sequence[Leg], names: Names) -> Chain:
    """Who stands at the ends, and who between them.

    Who got the goods in one clause and gave them in another stands between; so does a carrier, and a trader who got
    them when somebody else got them in the end. Who gives them where they are told first is the giver.
    Where nobody else is told, who denies it is who is said to have given or got them.
    """
    suppliers, recipients = _ranked(legs, "supplier", names), _ranked(legs, "recipient", names)
    passing = [
        name
        for name in suppliers
        if any(names.same(name, other) or (name in names.lands and names.home(other) == name) for other in recipients)
    ]
    leading = next(
        (n for leg in legs[:1] if (n := leg.supplier) and "supplier" not in leg.weak and (names.is_name(n) or names.home(n))), None
    )
    named = {leg.supplier for leg in legs if leg.rule.startswith("transfer_role")}
    giving = [n for n in suppliers if n not in passing and (n in named or not names.is_hauling(n))]
    if leading is None and passing and legs and legs[0].supplier and names.is_name(passing[0]):
        leading = passing[0]  # "a dealer smuggled rifles to Lurn. Strand bought them in Mesk"
    supplier = leading or next(iter((*giving, *suppliers, *_ranked(denied, "supplier", names))), None)
    ends = [n for n in recipients if not any(names.same(n, other) for other in (*passing, supplier))]
    if ends and names.is_trading(ends[0]):
        ends = [n for n in ends if not names.is_trading(n) and _comes_after(legs, n, ends[0])] or ends
    elif len(ends) > 1 and legs[0].recipient == ends[0] and legs[0].routed and legs[0].stand.status is not Status.DELIVERED:
        later = [
            n for n in ends[1:] if not names.is_trading(n) and any(leg.recipient == n and leg.onward and not leg.routed for leg in legs)
        ]
        ends = later + ends  # "gold was flown to Lurn and sold on to Mesk"
    passed_on = next((leg for leg in reversed(legs) if _passes_on(leg, passing, ends, legs, names)), None)
    if passed_on is not None:
        ends = [_last_taker(passed_on, legs, ends), *ends]
    if len(ends) > 1 and all(is_stage(leg) for leg in legs if leg.recipient in ends):
        ends = [_last_goal(legs, ends), *ends]
    recipient = next(iter((*ends, *_ranked(denied, "recipient", names))), None)
    if recipient is not None and names.same(recipient, supplier):
        recipient = None
    between = _between(legs, Chain(supplier, recipient, ()), passing, passed_on, names)
    return Chain(supplier, recipient, tuple(between))


def _between(legs: Sequence[Leg], ends: Chain, passing: Sequence[str], passed_on: Leg | None, names: Names) -> list[Stop]:
    """Who stood between the ends: carriers, traders, whoever got the goods and gave them on, and where they set out."""
    supplier, recipient = ends.supplier, ends.recipient
    named = {leg.supplier for leg in legs if leg.rule.startswith("transfer_role")}
    between: list[Stop] = []
    for leg in legs:
        for slot in ("supplier", "recipient"):
            name = getattr(leg, slot)
            if not name or not names.is_name(name) or any(names.same(name, end) for end in (supplier, recipient)):
                continue
            other = not any(names.may_be_one(name, end) for end in (supplier, recipient) if end)
            upstream = slot == "supplier" and names.same(leg.recipient, supplier)
            carries = (
                slot == "supplier"
                and name not in named
                and names.is_body(name)
                and (names.is_hauling(name) or (other and slot in leg.weak))
            )
            origin = slot == "supplier" and slot in leg.weak and leg.routed and not (names.is_body(name) or name in names.states)
            origin = origin and (other or _is_port(leg, name, supplier, names))
            traded = (
                slot == "recipient"
                and not leg.routed
                and recipient is not None
                and names.is_body(name)
                and (" " in name or names.is_trading(name))
            )
            elsewhere = traded and (other or names.is_trading(name))
            passed = any(names.same(name, other) for other in passing) and (names.is_body(name) or not names.may_be_one(supplier, name))
            hinted = slot in leg.weak or leg.named.points or leg.named.definite
            dealt = slot == "supplier" and hinted and names.is_trading(name) and names.is_body(name) and name not in named
            before = passed_on is not None and slot == "recipient" and leg.at < passed_on.at and other and not leg.routed
            if passed or elsewhere or carries or upstream or origin or dealt or before:
                between += [(span, name, names.is_body(name)) for span in leg.spans.get(slot, ())[:1]]
    return between


def _last_taker(passed_on: Leg, legs: Sequence[Leg], ends: Sequence[str]) -> str:
    """Who got the goods after they were passed on: whoever bought them there, else where they went."""
    later = (leg for leg in legs if leg.at > passed_on.at and not (leg.routed or leg.meant))
    buyers = (leg.recipient for leg in later if leg.recipient in ends and leg.recipient not in _ANYBODY)
    return next(buyers, None) or passed_on.recipient or ends[0]


def _last_goal(legs: Sequence[Leg], ends: Sequence[str]) -> str:
    """The goal of a way told in stages: where the goods were bound for, else the last: "was put ashore at Mesk and went on to Lurn"."""
    bound = (leg.recipient for leg in legs if leg.recipient in ends and leg.rule.endswith(":bound") and not leg.meant)
    last = (leg.recipient for leg in reversed(legs) if leg.recipient in ends)
    return next(bound, None) or next(last, None) or ends[0]


def _passes_on(leg: Leg, passing: Sequence[str], ends: Sequence[str], legs: Sequence[Leg], names: Names) -> bool:
    """Whether the last who got the goods passed them on: "was sold to a buyer in Lurn. The buyer, Brasmek, moved them to Mesk"."""
    moved = leg.routed and "supplier" in leg.weak and leg.supplier in names.lands  # "from Lurn they were smuggled to Mesk"
    if (
        not leg.recipient
        or leg.recipient not in ends
        or not (leg.onward or leg.there or moved)
        or leg.meant
        or not (leg.named.points or leg.named.definite)
    ):
        return False
    dealt = (
        leg.onward
        and leg.routed
        and any(one.recipient and names.is_trading(one.recipient) and one.at < leg.at and one.rule.endswith(PAPERWORK) for one in legs)
    )  # "a trading firm bought the ore. It was then shipped to Lurn"
    return (leg.there or dealt or any(names.same(leg.supplier, name) for name in passing)) and all(
        one.at <= leg.at for one in legs if one.recipient in ends and one.routed
    )


def is_stage(leg: Leg) -> bool:
    """Whether the clause only tells a stage of the way of known goods."""
    return leg.routed and (leg.named.points or leg.named.definite)


def _is_port(leg: Leg, name: str, supplier: str | None, names: Names) -> bool:
    """Whether goods that ``supplier`` gave are said to have set out from a place of another name."""
    if supplier is None or name not in names.lands or not leg.rule.endswith(_SETTING_OUT):
        return False
    return not names.may_be_one(name, supplier) or (" " not in supplier and names.home(supplier) is None)


def _comes_after(legs: Sequence[Leg], name: str, trader: str) -> bool:
    """Whether a trader may have passed the goods on to ``name``: no mere goal on a way that is told before."""
    at = min(leg.at for leg in legs if leg.recipient == trader)
    return any(leg.recipient == name and (leg.at > at or not leg.routed) for leg in legs)


def _ranked(legs: Sequence[Leg], slot: str, names: Names) -> list[str]:
    """The names of a slot: one that is surely meant before one that is hinted at, a name before a description."""
    ranked = sorted(
        (
            slot in leg.weak
            or (slot == "recipient" and (is_stage(leg) or leg.meant or leg.stand.status is Status.LICENSED or name in _ANYBODY)),
            not (names.is_name(name) or names.land(name)),
            n,
            name,
        )
        for n, leg in enumerate(legs)
        if (name := getattr(leg, slot))
    )
    return list(dict.fromkeys(name for _, _, _, name in ranked))


def best_of(legs: Sequence[Leg], slot: str, names: Names) -> str | None:
    """The name that fills a slot best, see ``_ranked``; None when no clause fills it."""
    return next(iter(_ranked(legs, slot, names)), None)
