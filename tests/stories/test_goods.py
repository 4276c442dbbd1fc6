"""When two words for goods may mean the same."""

import pytest

from onrecord.lexicon import Lexicon
from onrecord.stories.goods import alike, says_little, thing


@pytest.mark.parametrize(
    ("one", "other"),
    [("wheat", "grain"), ("122 mm rockets", "rockets"), ("rockets", "ammunition"), ("shells", "weapons"), ("guided rockets", "rocket")],
)
def test_a_kind_and_what_is_of_it_are_alike(one: str, other: str, lexicon: Lexicon) -> None:
    classes = {"wheat": "grain", "grain": "grain", "weapons": "weapon", "ammunition": "ammunition", "shells": "shell"}
    a, b = (thing(name, classes.get(name, "rocket"), lexicon) for name in (one, other))
    assert alike(a, b)
    assert alike(b, a)


@pytest.mark.parametrize(("one", "other", "kind"), [("wheat", "barley", "grain"), ("insulin", "malaria tablets", "medicine")])
def test_two_of_one_kind_are_two(one: str, other: str, kind: str, lexicon: Lexicon) -> None:
    assert not alike(thing(one, kind, lexicon), thing(other, kind, lexicon))


def test_weapons_are_no_wheat(lexicon: Lexicon) -> None:
    assert not alike(thing("weapons", "weapon", lexicon), thing("wheat", "grain", lexicon))


def test_what_carries_goods_says_little_of_them(lexicon: Lexicon) -> None:
    assert says_little(thing("cargo planes", "aircraft", lexicon), lexicon)
    assert not says_little(thing("rockets", "rocket", lexicon), lexicon)
