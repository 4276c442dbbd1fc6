"""The tellings of one alleged transfer, laid side by side."""

from collections.abc import Callable

from onrecord.lexicon import load_lexicon
from onrecord.model import Reading
from onrecord.stories.transfers import Story, transfer_stories

Read = Callable[..., Reading]


def stories(*readings: Reading) -> tuple[Story, ...]:
    return transfer_stories(readings, {r.report.id: r.report.outlet or "" for r in readings}, load_lexicon())


def values(story: Story, slot: str) -> list[object]:
    return [getattr(rival.value, "low", rival.value) for rival in story.slots.get(slot, ())]


def test_rival_quantities_stand_side_by_side(read: Read) -> None:
    (story,) = stories(
        read("Kestovia sold 2,400 rockets to Orlava, officials said.", outlet="Karsk Post"),
        read("Kestovia sold 800 rockets to Orlava, the ministry said.", outlet="Oru Times"),
    )
    assert sorted(values(story, "quantity")) == [800.0, 2400.0]  # type: ignore[type-var]
    assert set(story.origins) == {"Karsk Post", "Oru Times"}


def test_the_better_supported_rival_comes_first_and_none_is_dropped(read: Read) -> None:
    (story,) = stories(
        read("Kestovia sold 800 rockets to Orlava, the ministry said.", outlet="Karsk Post"),
        read("Kestovia sold 2,400 rockets to Orlava, officials said.", outlet="Oru Times"),
        read("Officials said that Kestovia sold 2,400 rockets to Orlava.", outlet="Velm Post"),
    )
    assert values(story, "quantity") == [2400.0, 800.0]


def test_other_parties_or_other_goods_are_another_transfer(read: Read) -> None:
    told = stories(
        read("Kestovia sold 2,400 rockets to Orlava, officials said."),
        read("Draunia sold 700 rockets to Orlava, officials said."),
        read("Kestovia sold 40 lathes to Orlava, officials said."),
    )
    assert len(told) == 3


def test_another_supplier_of_the_same_load_is_a_rival(read: Read) -> None:
    (story,) = stories(
        read("Kestovia sold 2,400 rockets to Orlava, officials said."), read("Draunia sold 2,400 rockets to Orlava, officials said.")
    )
    assert set(values(story, "supplier")) == {"Kestovia", "Draunia"}


def test_other_periods_are_other_transfers_and_the_reason_is_kept(read: Read) -> None:
    one, other = stories(
        read("Kestovia sold 2,400 rockets to Orlava in March 2017, officials said.", published="2017-06-01"),
        read("Kestovia sold 2,400 rockets to Orlava in May 2017, officials said.", published="2017-06-02"),
    )
    assert [*one.apart.values(), *other.apart.values()] in (
        ["periods differ: 2017-05 against 2017-03"], ["periods differ: 2017-03 against 2017-05"],
    )  # fmt: skip


def test_what_names_one_party_joins_the_only_transfer_that_it_fits(read: Read) -> None:
    (story,) = stories(
        read("Kestovia sold 2,400 rockets to Orlava, officials said."), read("Some 800 rockets reached Orlava, the minister said.")
    )
    assert len(story.transfers) == 2


def test_what_fits_two_transfers_stays_apart(read: Read) -> None:
    told = stories(
        read("Kestovia sold 2,400 rockets to Orlava, officials said."),
        read("Draunia sold 300 rockets to Orlava, officials said."),
        read("Some 800 rockets reached Orlava, the minister said."),
    )
    assert len(told) == 3


def test_everybody_who_speaks_of_it_has_a_position(read: Read) -> None:
    (story,) = stories(
        read("Officials said that Kestovia sold 2,400 rockets to Orlava.", published="2017-03-03"),
        read("Brenik denied that Kestovia sold rockets to Orlava.", published="2017-03-04"),
    )
    assert [(p.actor.lower(), p.stance.value, p.on) for p in story.positions] == [
        ("officials", "asserts", "2017-03-03"),
        ("kestovia", "denies", "2017-03-04"),
    ]


def test_a_denied_sale_states_no_quantity(read: Read) -> None:
    (story,) = stories(read("The minister said that Kestovia has not sold one rocket to Orlava."))
    assert "quantity" not in story.slots


def test_one_ship_carries_one_load_whoever_is_named(read: Read) -> None:
    (story,) = stories(
        read("The freighter Nora Lind carried 900 rockets to Orlava, officials said.", outlet="Karsk Post", published="2017-03-03"),
        read("Kestovia sent 700 rockets aboard the freighter Nora Lind, a clerk said.", outlet="Oru Times", published="2017-03-05"),
    )
    assert sorted(values(story, "quantity")) == [700.0, 900.0]  # type: ignore[type-var]


def test_a_sum_over_years_is_no_load(read: Read) -> None:
    one, other = stories(
        read("Kestovia sold 2,400 rockets to Orlava in March 2017, officials said.", outlet="Karsk Post", published="2017-06-01"),
        read("Kestovia has sold 9,000 rockets to Orlava since 2012, a panel said.", outlet="Oru Times", published="2017-06-02"),
    )
    assert "one is a total over a longer time" in {*one.apart.values(), *other.apart.values()}


def test_a_report_without_a_transfer_that_speaks_of_one_has_positions(read: Read) -> None:
    (story,) = stories(
        read("Kestovia sold 2,400 rockets to Orlava, officials said.", outlet="Karsk Post", published="2017-06-01"),
        read("Orlava welcomed an inquiry into the rockets.", outlet="Oru Times", published="2017-06-02"),
    )
    assert ("Orlava", "supports") in {(p.actor, p.stance.value) for p in story.positions}
