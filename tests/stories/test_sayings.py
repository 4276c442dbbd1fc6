"""What statements say: of whom, of which goods, and whether they affirm or deny."""

from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.stories.sayings import Saying, Teller
from onrecord.stories.voices import Voices
from onrecord.stories.wordings import wordings_of

Read = Callable[..., Reading]
Tell = Callable[..., list[Saying]]


@pytest.fixture
def tell(lexicon: Lexicon, read: Read) -> Tell:
    def told(*texts: str) -> list[Saying]:
        readings = [read(text) for text in texts]
        teller = Teller.of(readings, Voices.of(readings, lexicon), lexicon)
        return [saying for reading in readings for saying in teller.sayings(reading, "one")]

    return told


@pytest.mark.parametrize(
    "words",
    [
        "his country had ordered no such weapons", "it had never held a licence", "the vessel did not enter Port Marn",
        "nothing had been shipped there since the ban", "neither side had been armed", "not one shell had left the country",
    ],
)  # fmt: skip
def test_what_was_not_so_is_denied(words: str, lexicon: Lexicon) -> None:
    assert wordings_of(lexicon).negates(words)


@pytest.mark.parametrize(
    "words",
    [
        "no more than 600 tonnes had been shipped", "it had no reason to question the papers", "Tarsia would pay nothing",
        "the minister, who did not reply, sold the shells", "they have forests and no lathes", "the shells were sold",
        "a ship sailed through two states that it did not name",
    ],
)  # fmt: skip
def test_what_only_holds_a_negation_is_not(words: str, lexicon: Lexicon) -> None:
    assert not wordings_of(lexicon).negates(words)


@pytest.mark.parametrize(
    ("words", "belies"),
    [
        ("the bills are fake", True), ("the paper a forgery", True), ("“The memo is a crude forgery, and I regret it,”", True),
        ("a forgery was easily disproved", False), ("Tarsia of hiding behind false papers", False), ("it was not false", False),
    ],
)  # fmt: skip
def test_calling_a_thing_false_belies_it(words: str, lexicon: Lexicon, *, belies: bool) -> None:
    assert wordings_of(lexicon).belies(words) is belies


def test_of_a_longer_denial_only_the_sentence_that_denies_does(tell: Tell) -> None:
    said = tell(
        "Rockets\n\n“A trader does as he likes. Kestovia has not sold one rocket to Orlava,” Minister Anton Rezhak of Kestovia said."
    )
    assert [(s.words.startswith("“A trader"), s.pole) for s in said if "trader" in s.words or "rocket" in s.words][-1] == (False, -1)


def test_who_is_put_aside_is_not_named(tell: Tell) -> None:
    [said, aside] = tell("Rockets\n\nDraunia said that the rockets had come from Kestovia and not from Orlava.")
    assert "kestovia" in said.named
    assert "orlava" not in {*said.named, *aside.named}
    assert (said.pole, aside.pole) == (1, -1)


def test_such_goods_are_those_named_before(tell: Tell) -> None:
    said = tell("Rockets\n\nDraunia said that Kestovia had sold 40 rockets to Orlava. Orlava said it had ordered nothing of the kind.")
    assert said[-1].goods == said[0].goods


def test_a_reports_own_words_count_where_they_tell_who_had_which_part(tell: Tell) -> None:
    said = tell("Rockets\n\nThe consignee on the waybill was Brasmek Trade. It rained on the border.")
    assert [(s.statement, s.words) for s in said] == [(None, "The consignee on the waybill was Brasmek Trade.")]


def test_a_sentence_goes_on_with_the_paper_before_it(tell: Tell) -> None:
    said = tell("Rockets\n\nA waybill seen by the Karsk Post lists 40 rockets for Orlava. It puts the price at 3 million crowns.")
    assert [(s.paper, s.pole) for s in said if "price" in s.words] == [(True, 1)]


def test_a_negation_behind_what_somebody_said_is_still_that_ones(tell: Tell) -> None:
    said = tell("Ship\n\nThe ship carried 40 rockets to Orlava, Brasmek Trade said. It did not enter Port Marn “at any time”.")
    assert [(s.actor, s.pole) for s in said if "Port Marn" in s.words] == [("Brasmek Trade", -1)]


def test_goods_that_no_list_has_are_known_from_another_report(tell: Tell) -> None:
    said = tell(
        "Trackers\n\nOrlava received 48 star trackers from Brasmek Trade, the Karsk Post reported.",
        "Denial\n\nKestovia said that no star trackers had been sold.",
    )
    assert [s.explicit for s in said if s.pole < 0] == [True]


@pytest.mark.parametrize("words", ["the invoice is not ours", "the log had been altered", "the papers had been tampered with"])
def test_papers_are_belied_in_many_words(words: str, lexicon: Lexicon) -> None:
    assert wordings_of(lexicon).belies(words)
