"""Makes one transfer of the clauses that tell of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.parsed import Parsed
from onrecord.model import Goods, Quantity, Span, Status, Trace, Transfer, content_id
from onrecord.text.folding import is_proper, names_agree
from onrecord.transfers.alike import GENERAL, head_word, is_vaguer
from onrecord.transfers.ends import PAPERWORK, Chain, Stop, best_of, chain_of, is_other, port_left, with_before
from onrecord.transfers.filling import Filling
from onrecord.transfers.grouping import group_legs
from onrecord.transfers.leg import Leg
from onrecord.transfers.names import Names

_RANK = (Status.SEIZED, Status.HALTED, Status.DELIVERED, Status.SHIPPED, Status.LICENSED, Status.AGREED, Status.ALLEGED)


def merge_legs(report: str, legs: Sequence[Leg], parsed: Parsed, names: Names, filling: Filling) -> Iterator[Transfer]:
    """Transfers in the order of their first leg."""
    groups = group_legs(legs, parsed, names)
    for number, group in enumerate(groups):
        told = [leg for leg in group if not leg.stand.supposed]
        if group[0].share and not any(leg.quantity for leg in group):
            continue
        if group[0].habitual and not _is_told(group):
            continue
        if any(_has_party(leg) for leg in told) and any(_is_whole(leg) for leg in told):
            others = [leg for n, other in enumerate(groups) if n != number for leg in other]
            yield _filled(_transfer(report, group, told, parsed, names), group, others, filling)


def _is_told(group: Sequence[Leg]) -> bool:
    """Whether what begins as a habit ("Lurn sells shells to Mesk") is more than general trade: both ends and something of its own."""
    parties = (group[0].supplier or group[0].maker or any(leg.maker for leg in group)) and group[0].recipient
    return bool(parties) and (len(group) > 1 or any((group[0].quantity, group[0].value, group[0].via, group[0].statements)))


def _filled(transfer: Transfer, group: Sequence[Leg], others: Sequence[Leg], filling: Filling) -> Transfer:
    """The transfer with the amount and the price that stand beside its clauses, where these have none."""
    if transfer.quantity is None and (amount := filling.quantity(group, others)):
        transfer = replace(transfer, quantity=amount[0], spans={**transfer.spans, "quantity": (amount[1],)})
    if transfer.value is None and (price := filling.value(group, others)):
        transfer = replace(transfer, value=price[0], spans={**transfer.spans, "value": (price[1],)})
    return transfer


def _has_party(leg: Leg) -> bool:
    """Whether a clause names a party; one that only describes goods has to name both."""
    if leg.continues and leg.stand.denied:
        return False  # "the plant had never made engines" moves nothing
    return bool(leg.recipient and leg.supplier) if leg.earlier else bool(leg.parties)


def _is_whole(leg: Leg) -> bool:
    """Whether goods so general as "equipment" or "aid" have a party that is named."""
    return leg.named.goods.class_ not in GENERAL - {"weapon"} or any(is_proper(name) for name in leg.parties)


def _transfer(report: str, group: Sequence[Leg], told: Sequence[Leg], parsed: Parsed, names: Names) -> Transfer:
    firm = [leg for leg in told if not leg.stand.denied]
    if not any(leg.parties for leg in firm):
        firm = list(told)
    spans: dict[str, tuple[Span, ...]] = {}
    for leg in told:
        for slot, found in leg.spans.items():
            spans[slot] = tuple(dict.fromkeys((*spans.get(slot, ()), *found)))
    words = tuple(parsed.span(leg.at, leg.at) for leg in group)
    earlier = [leg for leg in firm if leg.earlier]
    firm = [leg for leg in firm if not leg.earlier] or firm
    chain = chain_of(firm, [leg for leg in told if leg not in firm and not leg.earlier], names)
    chain = with_before(chain, earlier if earlier != firm else [], firm, names)
    first_users = [
        leg for leg in earlier if earlier != firm and any(one.turned_up for one in firm) and is_other(leg.recipient, chain, names)
    ]
    maker = best_of(firm, "maker", names)
    source = next((leg.source for leg in told if leg.source and leg.source[0] != chain.recipient), None)
    if source and not (maker or chain.supplier):
        maker, spans["maker"] = source[0], (source[1],)
    never_came = any(leg.stand.own and leg.rule.endswith((":end_up", ":reach")) for leg in told)
    if not (maker or chain.supplier) and (port := port_left(firm, chain, names)):
        chain, spans["supplier"] = replace(chain, supplier=port[1]), (port[0],)
    meant = [leg for leg in firm if _is_meant(leg, chain, names, never_came=never_came)]
    for leg in (*meant, *first_users):
        spans.setdefault("end_user_declared", leg.spans.get("recipient", ()))
    way = _way([leg for leg in firm if leg not in meant], chain, names) or _way(
        [leg for leg in told if leg.stand.denied and not leg.stand.own], chain, names
    )
    rules = dict.fromkeys(rule for leg in group for rule in (leg.rule, *(f"transfer_frame:{row.id}" for _, row in leg.stand.gates)))
    note = f"{len(group)} clauses: " * (len(group) > 1) + ", ".join(rules) if len(rules) > 1 else None
    first = next((leg for leg in group if not leg.named.points), group[0])
    spans |= {"via": tuple(span for span, _, _ in way), "intermediaries": tuple(span for span, _, party in way if party)}
    transfer = Transfer(
        id=content_id("t", report, words, *([part] if (part := first.part) else ())),
        goods=_fullest([leg.named.goods for leg in told if not leg.named.points] or [first.named.goods]),
        quantity=_most_exact([leg.quantity for leg in (*firm, *earlier)]),
        value=next((leg.value for leg in firm if leg.value), None),
        maker=maker,
        supplier=chain.supplier,
        via=tuple(dict.fromkeys(name for _, name, _ in way)),
        recipient=chain.recipient,
        period=next((leg.period for leg in firm if leg.period), None),
        intermediaries=tuple(dict.fromkeys(name for _, name, party in way if party)),
        end_user_declared=best_of([*firm, *earlier], "end_user_declared", names)
        or next((leg.recipient for leg in (*meant, *first_users)), None),
        end_user_alleged=best_of(firm, "end_user_alleged", names),
        licence=best_of(firm, "licence", names),
        status=_status(told, firm),
        spans=spans,
        statements=tuple(dict.fromkeys(s for leg in group for s in leg.statements)),
        trace=Trace(first.rule, words, None, note),
    )
    return replace(transfer, spans={slot: found for slot, found in spans.items() if found and getattr(transfer, slot)})


def _way(legs: Sequence[Leg], chain: Chain, names: Names) -> list[Stop]:
    """The stops of all legs in text order: those told as such, goals on the way, and who passed the goods on."""
    way: list[Stop] = []
    last = max((leg.at for leg in legs if _goes_on(leg, chain, names)), default=-1)
    onward = max((leg.at for leg in legs if (leg.routed and leg.recipient) or leg.there), default=-1)
    for number, leg in enumerate(legs):
        way += _where_it_was(legs[:number], chain, names) if leg.there else []
        way += (
            []
            if _is_arrival(leg, legs, chain, names)
            else [s for s in leg.via if chain.recipient is None or not names_agree(s[1], chain.recipient)]
        )
        final = leg.at >= last or leg.stand.status is Status.DELIVERED
        passed = any(one.onward and one.at > leg.at and not one.routed and names.same(one.recipient, chain.recipient) for one in legs)
        elsewhere = passed and leg.recipient in names.states and not names.lies_in(leg.recipient, chain.recipient)
        if (
            leg.routed
            and leg.recipient
            and chain.recipient
            and (
                elsewhere
                or (leg.at < onward and _is_harbour(leg, chain.recipient))
                or _is_elsewhere(leg.recipient, chain.recipient, names, surely=final)
            )
        ):
            way += [(span, leg.town or leg.recipient, False) for span in leg.spans.get("recipient", ())[:1]]
    way += chain.between
    return sorted(stop for stop in dict.fromkeys(way) if stop[1] != chain.supplier)


def _where_it_was(before: Sequence[Leg], chain: Chain, names: Names) -> list[Stop]:
    """Where the goods were after the last clause that says so, as a stop: "The lathes were declared for a firm in Lurn. There ..."."""
    last = next((leg for leg in reversed(before) if leg.recipient or leg.via or leg.end_user_declared), None)
    slot = "recipient" if last and last.recipient else "end_user_declared"
    name = last and (last.town or getattr(last, slot))
    if last is None or not name or names.same(name, chain.recipient):
        return []
    return [(span, name if names.is_name(name) else names.land(name) or name, False) for span in last.spans.get(slot, ())[:1]]


def _is_arrival(leg: Leg, legs: Sequence[Leg], chain: Chain, names: Names) -> bool:
    """Whether a place may be where the goods came to a receiver whose home nobody tells: where it bought them, or the last port."""
    if not chain.recipient or names.home(chain.recipient) or chain.recipient in names.lands or any(party for _, _, party in leg.via):
        return False
    if leg.rule.endswith(":buy"):
        places = {stop for _, stop, _ in leg.via}
        return names.same(leg.recipient, chain.recipient) and any(one.recipient in places for one in legs if one.routed)
    moving = [one for one in legs if one.routed and (one.via or one.recipient) and not one.onward]
    return leg.arrives and (leg is legs[-1] or (bool(moving) and leg is moving[-1]))


def _is_harbour(leg: Leg, recipient: str) -> bool:
    """Whether the goal is a port or a station by a name of its own: a stop also in the land of who gets the goods."""
    goal = leg.town or leg.recipient
    return leg.port and goal is not None and not names_agree(goal, recipient)


def _goes_on(leg: Leg, chain: Chain, names: Names) -> bool:
    """Whether the goods go on in a clause, to a goal or to the recipient: what was a goal before it was a stop."""
    there = leg.recipient is not None and names.same(leg.recipient, chain.recipient)
    return (leg.routed and (bool(leg.recipient) or leg.onward)) or (there and not leg.continues and not leg.rule.endswith(PAPERWORK))


def _is_meant(leg: Leg, chain: Chain, names: Names, *, never_came: bool) -> bool:
    """Whether somebody only states whom the goods are for: "the buyer declared that the chips were meant for Lurn"."""
    if leg.rule.endswith(":order") and leg.recipient and never_came and not names.lies_in(leg.recipient, chain.recipient):
        return chain.recipient is not None
    if leg.rule.endswith(":license") and leg.named.points and leg.recipient and chain.recipient and not leg.supplier:
        return not names.same(leg.recipient, chain.recipient) and not names.lies_in(leg.recipient, chain.recipient)
    if not (leg.rule.endswith((":bound", ":declare")) and leg.recipient and chain.recipient):
        return False
    if leg.meant and chain.recipient in names.lands and leg.recipient not in names.lands and leg.recipient != chain.recipient:
        return True  # "meant for the drone maker Brasmek" of goods on their way to its land
    if leg.meant and not names.same(leg.recipient, chain.recipient) and not names.may_be_one(leg.recipient, chain.recipient):
        return True
    return bool(leg.statements) and _is_elsewhere(leg.recipient, chain.recipient, names, surely=False)


def _is_elsewhere(goal: str, recipient: str, names: Names, *, surely: bool) -> bool:
    """Whether the goal of a leg is not the recipient's; ``surely`` asks that both lands are known."""
    if not surely and goal in names.lands and not names.is_name(recipient) and names.home(recipient) not in (None, goal, names.home(goal)):
        return True
    if names_agree(goal, recipient) or not is_proper(goal) or names.may_be_one(goal, recipient) or names.lies_in(goal, recipient):
        return False
    return not surely or (
        (names.land(goal) is not None or (goal in names.lands and names.home(recipient) is not None))
        and (names.land(recipient) is not None or recipient in names.lands)
    )


def _status(told: Sequence[Leg], firm: Sequence[Leg]) -> Status | None:
    """The furthest that the goods are said to have come; denied when nobody says that they moved."""
    spoken = [leg for leg in firm if leg.parties] or firm
    if all(leg.stand.denied for leg in spoken):
        return Status.DENIED
    held = {leg.stand.status for leg in told if not leg.stand.denied}
    return next((s for s in _RANK if s in held), None)


def _most_exact(quantities: Sequence[Quantity | None]) -> Quantity | None:
    known = [q for q in quantities if q]
    return next((q for q in known if not any(is_vaguer(q, other) and q != other for other in known)), known[0] if known else None)


def _fullest(goods: Sequence[Goods]) -> Goods:
    named = [g for g in goods if g.class_]
    if goods[0].class_ is None and not any(head_word(g) == head_word(goods[0]) for g in named):
        return goods[0]  # "malaria tablets", which no list has, are told of as "medicine" later
    with_caliber = next((g for g in named if g.caliber_mm), None)
    special = next((g for g in named if g.class_ not in GENERAL), None)
    return with_caliber or special or next((g for g in goods if g.class_ is None), named[0])
