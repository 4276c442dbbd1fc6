"""When two words for goods may mean the same goods."""

from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.text.folding import fold
from onrecord.text.forms import singular

GENERAL = frozenset(("weapon", "military_aid", "cargo", "container"))
"""Classes of goods that say little: "arms" may be the rockets of another report."""

ARMS = frozenset(("rocket", "missile", "shell", "ammunition", "artillery", "explosive", "small_arms", "drone", "tank", "armoured_vehicle"))
AMMUNITION = frozenset(("rocket", "missile", "shell", "ammunition", "explosive"))
"""What "ammunition" may mean."""

CARRIERS = frozenset(("vehicle", "ship", "cargo", "container"))
"""What only holds or bears the goods that a text is about."""

Thing = tuple[str, str]
"""Goods by folded name in the singular, and their class, which is the name again for goods that no list knows."""


def thing(name: str, class_: str | None, lexicon: Lexicon) -> Thing:
    """The goods called ``name``; their class is looked up where it is not given."""
    flat = fold(name)
    words = flat.split()
    one = " ".join((*words[:-1], singular(words[-1]))) if words else flat
    return (one, class_ or _classes(lexicon).get(one, one))


@lru_cache(maxsize=65_536)
def alike(a: Thing, b: Thing) -> bool:
    """Whether two goods may be the same: one name in the other, or one a word for the other's whole kind."""
    if a[0] == b[0] or f" {a[0]} " in f" {b[0]} " or f" {b[0]} " in f" {a[0]} ":
        return True
    if a[1] == b[1]:
        return a[1] in ARMS or a[1] in GENERAL or a[0] == a[1] or b[0] == b[1] or a[0].split()[-1:] == b[0].split()[-1:]
    classes = {a[1], b[1]}
    return (bool(classes & GENERAL) and bool(classes & (ARMS | GENERAL)) and classes <= ARMS | GENERAL) or (
        "ammunition" in classes and classes <= AMMUNITION
    )


@lru_cache(maxsize=65_536)
def any_alike(some: frozenset[Thing], others: frozenset[Thing]) -> bool:
    """Whether any of ``some`` may be any of ``others``."""
    return any(alike(a, b) for a in some for b in others)


def class_of(name: str, lexicon: Lexicon) -> str | None:
    """The class of the goods that the lexicon calls ``name``."""
    return _classes(lexicon).get(fold(name))


def says_little(one: Thing, lexicon: Lexicon) -> bool:
    """Whether goods are only what carries others, or so general that a text seldom is about them."""
    return one[1] in CARRIERS or one[0].split()[-1:] in _carriers(lexicon) or one[0] in _general(lexicon)


@lru_cache(maxsize=4)
def _carriers(lexicon: Lexicon) -> tuple[list[str], ...]:
    return tuple([word] for word in lexicon.words("carrier"))


@lru_cache(maxsize=4)
def _general(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(form) for row in lexicon.rows("good") if row.general for form in (row.name, *row.words))


@lru_cache(maxsize=4)
def _classes(lexicon: Lexicon) -> dict[str, str]:
    return {fold(row.name): row.class_ for row in lexicon.rows("good")}
