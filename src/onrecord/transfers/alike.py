"""Whether two clauses may be about the same goods, amounts and time."""

from onrecord.model import Bound, Goods, Quantity
from onrecord.text.folding import fold_name
from onrecord.text.measures import PACKS, WEIGHTS
from onrecord.transfers.leg import Leg

_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"rocket", "missile"}),
    frozenset({"shell", "ammunition"}),
    frozenset({"vehicle", "armoured_vehicle", "tank"}),
)
_MUNITIONS = frozenset({"rocket", "missile", "shell", "ammunition", "artillery", "explosive"})
GENERAL = frozenset({"weapon", "military_aid", "cargo", "container", "aid", None})
"""Classes so general that they may stand for any other."""


_CIVIL = (
    frozenset({"food", "grain"}),
    frozenset({"fuel", "chemical"}),
    frozenset({"metal", "gold"}),
    frozenset({"medicine", "vaccine"}),
    frozenset({"timber"}),
    frozenset({"textile"}),
    frozenset({"narcotic"}),
    frozenset({"wildlife"}),
)
_TOOLS = frozenset({"machinery", "electronics", "consumer"})
_ARMS = frozenset({"weapon", "military_aid"})
"""Classes that may stand for whatever an army uses, and for no wheat."""


def far_apart(a: Goods, b: Goods) -> bool:
    """Whether no word for the one would be used of the other: flour and rockets, oil and insulin."""
    if not a.class_ or not b.class_ or head_word(a) == head_word(b):
        return False
    return _kind(a.class_) != _kind(b.class_) and not {a.class_, b.class_} & (GENERAL - _ARMS) and bool(_civil(a) or _civil(b))


def _civil(goods: Goods) -> bool:
    return any(goods.class_ in kind for kind in _CIVIL)


def _kind(class_: str) -> frozenset[str]:
    return next((kind for kind in _CIVIL if class_ in kind), frozenset())


def same_goods(a: Goods, b: Goods) -> bool:
    """Whether the goods may be one: by class, by calibre, by name where no class is known."""
    if a.caliber_mm and b.caliber_mm and a.caliber_mm != b.caliber_mm:
        return False
    if head_word(a) == head_word(b):
        return True
    if far_apart(a, b) or (_ARMS & {a.class_, b.class_} and {a.class_, b.class_} & _TOOLS):
        return False
    if a.class_ in GENERAL or b.class_ in GENERAL:
        return a.class_ is not None or b.class_ is not None
    if a.class_ == b.class_ or any(a.class_ in family and b.class_ in family for family in _FAMILIES):
        return True
    return "ammunition" in (a.class_, b.class_) and {a.class_, b.class_} <= _MUNITIONS


def head_word(goods: Goods) -> str:
    """The last word of the name, without a plural s."""
    words = fold_name(goods.name).split()
    return words[-1].removesuffix("s") if words else ""


def same_time(a: Leg, b: Leg) -> bool:
    """Whether the periods do not exclude each other, as far as both are stated and neither points back."""
    if not a.period or not b.period or b.named.points or b.named.definite or b.stand.denied or b.continues:
        return True
    one, other = a.period.split("/")[0], b.period.split("/")[0]
    return one.startswith(other) or other.startswith(one) or "/" in a.period + b.period


def is_vaguer(a: Quantity | None, b: Quantity | None) -> bool:
    """Whether quantity ``a`` says less than ``b`` and does not contradict it."""
    if a is None or b is None:
        return a is None
    if a.bound is Bound.VAGUE and b.bound is not Bound.VAGUE:
        low = b.low if b.low is not None else b.high
        return low is not None and (a.low is None or a.low <= low) and (a.high is None or low <= a.high)
    return (a.low, a.high, a.bound) == (b.low, b.high, b.bound)


def amounts_agree(a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two quantities do not contradict each other: "nine containers" and "210 tonnes" do not, nor "210 tonnes" and "900 sheets"."""
    if a and b and a.unit and b.unit and a.unit != b.unit and ({a.unit, b.unit} & PACKS or len({a.unit, b.unit} & WEIGHTS) == 1):
        return True
    return is_vaguer(a, b) or is_vaguer(b, a)
