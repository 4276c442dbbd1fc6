"""Names of persons: other spellings of one name, and other names that only look alike."""

import pytest

from onrecord.stories.likeness import damaged, one_edit, parts, romanised, shortened, slipped


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sergey Malkin", "Sergei Malkin"),
        ("Volodymyr Zelenko", "Wolodymyr Zelenko"),
        ("Dmitry Orlovskiy", "Dmitri Orlovsky"),
        ("Yelena Khart", "Elena Hart"),
        ("Miloš Varčić", "Milos Varcic"),
    ],
)
def test_a_name_is_one_in_every_romanisation(a: str, b: str) -> None:
    assert romanised(parts(a)) == romanised(parts(b))


@pytest.mark.parametrize(
    ("a", "b"), [("Ivan Petrov", "Ivan Petrova"), ("Joan Lurk", "John Lurk"), ("Li Wen", "Lee Wen"), ("Ana", "Anna B")]
)
def test_another_name_stays_another(a: str, b: str) -> None:
    assert romanised(parts(a)) != romanised(parts(b))


@pytest.mark.parametrize(
    ("short", "full", "is_short"),
    [
        ("M. Varcic", "Milos Varcic", True),
        ("Ana Lurk", "Ana Maria Lurk", True),
        ("Milos Varcic", "Milos Varcic", False),
        ("B. Varcic", "Milos Varcic", False),
        ("Petra Varcic", "Milos Varcic", False),
        ("Varcic", "Milos Varcic", False),
    ],
)
def test_initials_and_middle_names_may_be_left_out(short: str, full: str, is_short: bool) -> None:  # noqa: FBT001 - what is expected
    assert shortened(parts(short), parts(full)) is is_short


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [
        ("dorvek", "dorvik", 1),
        ("dorvek", "drvek", 1),
        ("dorvek", "dorevk", 1),
        ("dorvek", "dorvek", 0),
        ("dorvek", "drvik", 2),
        ("ab", "ba", 1),
    ],
)
def test_one_edit_is_one_letter_or_two_neighbours(a: str, b: str, edits: int) -> None:
    assert one_edit(a, b) is (edits == 1)
    assert one_edit(b, a) is (edits == 1)


def test_a_slip_is_in_one_long_word_only() -> None:
    assert slipped(("ilan", "dorvek"), ("ilan", "dorvik"))
    assert not slipped(("joan", "lurk"), ("john", "lurk"))
    assert not slipped(("ilan", "dorvek"), ("ilena", "dorvik"))


def test_a_damaged_name_has_lost_letters_but_not_its_first() -> None:
    assert damaged("vui", "vucic")
    assert not damaged("ucic", "vucic")
    assert not damaged("vuk", "vucic")
    assert not damaged("vi", "vucic")
