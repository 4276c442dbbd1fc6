"""Which shared passages are news and which are background that a publisher puts under its reports for weeks."""

from onrecord.chain.relations import Relation, leads
from onrecord.chain.signs import of_the_day
from onrecord.chain.texts import Texts
from onrecord.chain.told import DAY, Told, earlier

_ANOTHER_DAY = 0.8 * DAY


def publishers(one: Told) -> frozenset[str]:
    """Who a report's text is from: its outlet and those whom it says all of it is from."""
    return frozenset(filter(None, (one.outlet, *one.whole)))


def background(relation: Relation, texts: Texts) -> bool:
    """Whether all that two reports share is standing text of one publisher.

    That is: the two came out on different days, neither's first words are shared, and in the older of the two
    nothing shared says that it happened these days. What was news in the older one is lifted by the other.
    """
    one, other = texts.told[relation.a], texts.told[relation.b]
    if not publishers(one) & publishers(other) or any(leads(relation)):
        return False
    if earlier(one, other, by=_ANOTHER_DAY):
        older = relation.a
    elif earlier(other, one, by=_ANOTHER_DAY):
        older = relation.b
    else:
        return False
    return not of_the_day(texts.told[older], texts.words(older), relation.stretches(older))
