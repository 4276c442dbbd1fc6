"""Groups the clauses of one report by the transfer that they tell."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.parsed import Parsed
from onrecord.text.folding import fold_name, is_proper
from onrecord.transfers.alike import GENERAL, amounts_agree, far_apart, head_word, same_goods, same_time
from onrecord.transfers.leg import Leg
from onrecord.transfers.names import Names

_REMEMBERED = 24
"""So many transfers, and clauses of one, back a clause may belong to."""

_BEFORE = 4
"""So many sentences before the goods are named something may be told of "the ship"."""

_FAR = 8
"""So many sentences after the last clause about it "the cargo" may still point to a transfer."""


def group_legs(legs: Sequence[Leg], parsed: Parsed, names: Names) -> list[list[Leg]]:
    """The clauses of each transfer, in the order of their first clause.

    A clause joins the nearest earlier transfer that it fits: no party against another party, no amount against another
    amount, no time against another time. A clause whose goods are known to the reader ("the devices") and that fits none
    strictly goes on about the last transfer of such goods; a party who got the goods there and gives them here passed them
    on. A clause that only points back and fits none is left out; what is only supposed lends its statement, no slot.
    """
    groups: list[list[Leg]] = []
    waiting: list[Leg] = []
    held: list[Leg] = []
    for number, told in enumerate(legs):
        if told.earlier and told.parties and not told.stand.supposed and _is_about(told, legs[number + 1 :], parsed):
            held.append(told)
            continue
        leg = replace(_same_words(told, groups, parsed), passed_to=_passed_to(told, legs[number + 1 :], parsed, names))
        before, held = [one for one in held if parsed.sentence_of(one.at) == parsed.sentence_of(leg.at)], []
        near = sorted(groups[-_REMEMBERED:], key=lambda g: g[-1].at)
        home, joining = _home(near, leg, parsed, names)
        if home is not None:
            for other in _listed_with(home, joining, groups):
                other.append(replace(joining, quantity=None, value=None))
            home += [*before, joining]
        elif before and leg.continues:
            groups.append([*before, leg])
        elif not (leg.named.points or leg.continues or leg.stand.supposed):
            groups.append([leg, *before, *_fitting(waiting, leg, parsed, names)])
            waiting.clear()
        elif begun := _another_amount(leg, near, parsed, names) or _about_topic(leg):
            groups.append([begun, *_fitting(waiting, begun, parsed, names)])
        elif leg.named.unlisted and leg.parties and not leg.stand.supposed:
            begun = replace(leg, named=replace(leg.named, points=False), spans={**leg.spans, "goods": (leg.named.span,)})
            groups.append([begun, *_fitting(waiting, begun, parsed, names)])
        elif not leg.stand.supposed:
            waiting.append(leg)
    return groups


def _same_words(leg: Leg, groups: Sequence[Sequence[Leg]], parsed: Parsed) -> Leg:
    """The leg, its goods known when the words for them are those of a clause before: "wheat that left Lurn was landed in Mesk"."""
    if leg.named.points or leg.part:
        return leg
    sentence = parsed.sentence_of(leg.at)
    before = (one for g in groups[-2:] for one in g if parsed.sentence_of(one.at) == sentence and not one.named.points and not one.part)
    mine = leg.named.span
    if any(mine.start < one.named.span.end and one.named.span.start < mine.end for one in before):
        return replace(leg, again=True)
    return leg


def _listed_with(home: list[Leg], leg: Leg, groups: Sequence[list[Leg]]) -> list[list[Leg]]:
    """The other goods of a list right before a clause about them all: "rockets and shells were sent. The goods went through Lurn"."""
    if not leg.named.points or leg.named.unlisted or leg.about:
        return []
    last = home[-1].at
    return [g for g in groups if g is not home and g[-1].at == last and (g[-1].part or home[-1].part)]


def _is_about(leg: Leg, later: Sequence[Leg], parsed: Parsed) -> bool:
    """Whether another clause of the sentence tells what became of the goods that this one describes."""
    sentence = parsed.sentence_of(leg.at)
    same = (one for one in later if parsed.sentence_of(one.at) == sentence and not one.earlier)
    return any(not one.named.points and head_word(one.named.goods) == head_word(leg.named.goods) for one in same)


def _passed_to(leg: Leg, later: Sequence[Leg], parsed: Parsed, names: Names) -> str | None:
    """Who got known goods from the receiver of this clause right afterwards: "sold them to a dealer, who resold them to Lurn"."""
    sentence = parsed.sentence_of(leg.at)
    near = (one for one in later if parsed.sentence_of(one.at) - sentence <= 1 and _is_known(one) and one.recipient)
    return next((one.recipient for one in near if names.same(leg.recipient, one.supplier)), None)


def _fitting(waiting: Sequence[Leg], leg: Leg, parsed: Parsed, names: Names) -> list[Leg]:
    """What was told of a ship or a cargo right before its goods were named: "officers boarded the tanker, which carried crude"."""
    close = (one for one in waiting if 0 <= parsed.sentence_of(leg.at) - parsed.sentence_of(one.at) <= _BEFORE)
    return [one for one in close if _fits([leg], one, parsed, names, loosely=True)]


def _home(near: Sequence[list[Leg]], leg: Leg, parsed: Parsed, names: Names) -> tuple[list[Leg] | None, Leg]:
    """The nearest group that the leg fits, and the leg as it joins: "25,000 tonnes have arrived" of more lends no quantity."""
    part = leg.named.points and leg.quantity and not leg.parties
    if leg.named.definite and not leg.named.points:
        near = [g for g in near if any(head_word(one.named.goods) == head_word(leg.named.goods) for one in g)] or near
    near = [g for g in near if leg.about and any(names.same(leg.about, name) for one in g for name in one.parties)] or near
    for one in (leg, replace(leg, quantity=None)) if part else (leg,):
        for loosely in (False, True) if _is_known(leg) else (False,):
            fitting = (g for g in reversed(near) if _fits(g[-_REMEMBERED:], one, parsed, names, loosely=loosely))
            home = next(fitting, None)
            if home is not None:
                other = loosely and (one.quantity or one.value) and one.parties and not _parties_agree(home, one, names)
                return home, replace(one, quantity=None, value=None) if other else one  # some of them, somewhere else
    return None, leg


def _is_known(leg: Leg) -> bool:
    """Whether the reader is taken to know the goods already."""
    return leg.named.points or leg.named.definite or leg.continues or leg.again


def _another_amount(leg: Leg, near: Sequence[Sequence[Leg]], parsed: Parsed, names: Names) -> Leg | None:
    """As in "Torvia promised 200,000 tonnes of corn. Nandia has received 9,000 tonnes": the goods of the transfer before."""
    if not leg.quantity or not leg.parties or leg.stand.supposed or leg.continues:
        return None
    bare = replace(leg, quantity=None)
    home = next((g for g in reversed(near) if _fits(g, bare, parsed, names)), None)
    if home is None:
        return None
    goods = next((one.named.goods for one in home if not one.named.points), home[0].named.goods)
    return replace(leg, named=replace(leg.named, goods=goods, points=False), spans={**leg.spans, "goods": (leg.named.span,)})


def _about_topic(leg: Leg) -> Leg | None:
    """As in "A barge with 40 goats lay at Lurn. The animals were sold to Mesk": the goods named last, outside any clause of moving."""
    sure = leg.recipient or (leg.supplier and "supplier" not in leg.weak) or leg.maker
    if leg.topic is None or not sure or leg.stand.supposed or leg.continues:
        return None
    return replace(leg, named=leg.topic, spans={**leg.spans, "goods": (leg.topic.span,)})


def _fits(group: Sequence[Leg], leg: Leg, parsed: Parsed, names: Names, *, loosely: bool = False) -> bool:
    named = leg.named
    if leg.habitual or group[0].share or (group[0].habitual and not loosely) or (named.another and not named.points):
        return False
    points = named.points or leg.continues
    if points and parsed.sentence_of(leg.at) - parsed.sentence_of(group[-1].at) > _FAR:
        return False
    whole = leg.supplier and leg.recipient and not (_is_known(leg) or leg.stand.denied or leg.stand.supposed or leg.answers)
    if whole and any(_rivals(other, leg) for other in group if not _is_headline(other, parsed)):
        return False
    if _admits(group, leg):
        return False
    if not (loosely or _parties_agree(group, leg, names)):
        return False
    denies = leg.stand.denied or any(other.stand.denied for other in group)
    if not (denies or all(amounts_agree(o.quantity, leg.quantity) for o in group)):
        return False
    if not all(other.value is None or leg.value is None or other.value == leg.value for other in group):
        return False
    return _goods_agree(group, leg, loosely=loosely) and all(same_time(other, leg) for other in group)


def _is_headline(leg: Leg, parsed: Parsed) -> bool:
    """Whether the clause stands in a line above the text, which ends in no full stop."""
    number = parsed.sentence_of(leg.at)
    return number == 0 and parsed.words[parsed.sentences[0][1] - 1] not in (".", "!", "?", '"', "”")


def _admits(group: Sequence[Leg], leg: Leg) -> bool:
    """Whether somebody who denies one transfer tells of goods with a number of their own: what is owned up to is not what is denied."""
    if leg.stand.denied or leg.stand.supposed or _is_known(leg) or not (leg.quantity or leg.value):
        return False
    told = [other for other in group if other.parties and not other.continues]
    empty = bool(told) and all(other.stand.denied and not (other.quantity or other.value) for other in told)
    return empty and ((leg.answers and not leg.recipient) or any(set(other.speakers) & set(leg.speakers) for other in told))


def _goods_agree(group: Sequence[Leg], leg: Leg, *, loosely: bool) -> bool:
    """Whether the goods may be one; "the devices" may be whatever was told before, when nothing was told of devices."""
    if leg.named.points or (leg.continues and leg.named.goods.class_ in GENERAL):
        return True
    own = [other.named for other in group if not other.named.points]
    if leg.continues:
        return any(same_goods(other.goods, leg.named.goods) for other in own)  # drones are no chips
    if any(far_apart(other.goods, leg.named.goods) for other in own):
        return False
    if (leg.named.unlisted or (leg.named.goods.class_ is None and not _is_known(leg))) and not loosely:
        return any(head_word(other.goods) == head_word(leg.named.goods) for other in own)
    return loosely or any(same_goods(other.goods, leg.named.goods) for other in own)


def _parties_agree(group: Sequence[Leg], leg: Leg, names: Names) -> bool:
    passes_on = any(names.same(other.recipient, leg.supplier) for other in group)
    got_before = any(names.same(other.supplier, leg.recipient) for other in group)
    routed = leg.routed and _is_known(leg)
    for slot in ("recipient", "supplier", "maker"):
        mine = getattr(leg, slot)
        if mine is None or slot in leg.weak or (slot == "recipient" and routed):
            continue
        if (slot in ("recipient", "supplier") and passes_on) or (slot in ("recipient", "supplier") and got_before):
            continue
        if slot == "supplier" and names.is_trading(mine) and _is_known(leg) and any(other.supplier for other in group):
            continue  # "the rifles were delivered by Brasmek, a dealer": for whoever sold them
        if all(slot in other.weak or names.may_be_one(getattr(other, slot), mine) for other in group):
            continue
        if slot != "recipient" or not leg.passed_to or not all(names.may_be_one(other.recipient, leg.passed_to) for other in group):
            return False
    return True


def _rivals(a: Leg, b: Leg) -> bool:
    """Whether two different tellers are named, neither telling what the other says."""
    if set(a.statements) & set(b.statements) or any(leg.stand.denied or leg.answers for leg in (a, b)):
        return False
    one, other = ([s for s in leg.speakers if is_proper(s)] for leg in (a, b))
    if not one or not other:
        return False
    return not any(fold_name(x) in fold_name(y) or fold_name(y) in fold_name(x) for x in one for y in other)
