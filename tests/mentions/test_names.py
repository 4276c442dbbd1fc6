"""Names: each under the fullest form the report gives, with the state, organisation or person it stands for."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.mentions.names import actor_id
from onrecord.model import Mention, MentionKind, Reading

Read = Callable[..., Reading]
STATE, PERSON, ORGANIZATION = MentionKind.STATE, MentionKind.PERSON, MentionKind.ORGANIZATION
OUTLET, PLACE = MentionKind.OUTLET, MentionKind.PLACE


def names(read: Read, text: str) -> list[Mention]:
    return [m for m in read(text, published="2017-03-03").mentions if m.kind is not MentionKind.GOODS]


def told(read: Read, text: str) -> list[tuple[str, MentionKind, str]]:
    return [(text[m.start : m.end], m.kind, m.name) for m in names(read, text)]


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("Kestovia denied it on Thursday.", "Kestovia", "Kestovia"),
        ("The Republic of Kestovia denied it.", "Republic of Kestovia", "Kestovia"),
        ("Brenik denied it on Thursday.", "Brenik", "Kestovia"),
        ("The Linden House denied it on Thursday.", "Linden House", "Kestovia"),
        ("The Draunians denied it on Thursday.", "Draunians", "Draunia"),
        ("Kestovia's answer was late.", "Kestovia", "Kestovia"),
        ("The note came from Morvask.", "Morvask", "Draunia"),
    ],
)
def test_a_name_a_capital_a_seat_and_a_people_stand_for_their_state(read: Read, text: str, words: str, state: str) -> None:
    assert (words, STATE, state) in told(read, text)


@pytest.mark.parametrize(
    "text", ["Kestovian officials denied it.", "They had coffee on a red terrace.", "The brenikite vein was found.", "Orlavski left."]
)
def test_an_adjective_or_a_word_that_only_holds_a_name_is_no_state(read: Read, text: str) -> None:
    assert STATE not in {kind for _, kind, _ in told(read, text)}


def test_a_city_that_is_no_capital_is_a_place(read: Read) -> None:
    assert ("Dolvar", PLACE, "Dolvar") in told(read, "He went to Dolvar by train.")


def test_a_longer_name_is_not_taken_for_the_shorter_one_inside_it(read: Read) -> None:
    assert told(read, "The Dolvar Works said no.") == [("Dolvar Works", ORGANIZATION, "Dolvar Works")]
    assert STATE not in {kind for _, kind, _ in told(read, "The Brenik Ledger wrote of it on Thursday.")}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Export Licensing Board refused.", "Export Licensing Board", "Export Licensing Board"),
        ("The ELB said so on Thursday.", "ELB", "Export Licensing Board"),
        ("The Northern Compact said no.", "Northern Compact", "Northern Compact"),
        ("Brasmek Trade signed as exporter.", "Brasmek Trade", "Brasmek Trade"),
    ],
)
def test_a_known_body_is_an_organisation_also_by_its_letters(read: Read, text: str, words: str, name: str) -> None:
    assert told(read, text) == [(words, ORGANIZATION, name)]


def test_a_body_that_no_lexicon_knows_is_told_by_its_words(read: Read) -> None:
    assert ("Plessov Grain Board", ORGANIZATION, "Plessov Grain Board") in told(
        read, "The Plessov Grain Board refused to answer on Thursday."
    )


def test_an_agency_is_an_outlet(read: Read) -> None:
    assert told(read, "Norvane reported on Thursday that it was so.") == [("Norvane", OUTLET, "Norvane")]


@pytest.mark.parametrize("text", ["The courier left the envelope.", "The tide was low.", "He closed the ledger and went home."])
def test_an_ordinary_word_is_no_outlet(read: Read, text: str) -> None:
    assert told(read, text) == []


def test_a_person_has_the_role_that_stands_before_the_name(read: Read) -> None:
    (rezhak,) = (m for m in names(read, "Kestovian Defence Minister Anton Rezhak denied it.") if m.kind is PERSON)
    assert (rezhak.name, rezhak.role) == ("Anton Rezhak", "Kestovian Defence Minister")


def test_a_person_has_the_role_that_stands_after_the_name(read: Read) -> None:
    (harak,) = (m for m in names(read, "Emil Harak, a spokesman for the company, denied it on Thursday.") if m.kind is PERSON)
    assert harak.name == "Emil Harak"
    assert harak.role is not None
    assert harak.role.startswith("spokesman")


def test_a_family_name_stands_for_the_person_named_in_full(read: Read) -> None:
    text = "Foreign Ministry spokeswoman Nadira Holvek said no. Holvek left the hall."
    people = [m for m in names(read, text) if m.kind is PERSON]
    assert [(text[m.start : m.end], m.name, m.role) for m in people] == [
        ("Nadira Holvek", "Nadira Holvek", "Foreign Ministry spokeswoman"),
        ("Holvek", "Nadira Holvek", "Foreign Ministry spokeswoman"),
    ]
    assert len({m.actor for m in people}) == 1


def test_two_people_of_one_sentence_are_two(read: Read) -> None:
    found = told(read, "President Danil Kavalen and Foreign Minister Lidka Sorn left Brenik for Morvask.")
    assert [name for _, _, name in found] == ["Danil Kavalen", "Lidka Sorn", "Kestovia", "Draunia"]


def test_the_same_name_is_the_same_actor_in_every_report_and_spelling(read: Read) -> None:
    one = names(read, "Kestovia denied it.")[0]
    other = names(read, "The note went to Kestovia on Thursday.")[0]
    assert one.actor == other.actor == actor_id("KESTOVIA")
    assert actor_id("The Brenik Ledger") == actor_id("Brenik  Ledger")
    assert actor_id("Kestovia") != actor_id("Draunia")


def test_names_outside_the_news_are_not_read(read: Read) -> None:
    text = "Brenik denied it on Thursday.\n\nAlso Read | Who Is Lena Moravel? Meet the Teen.\n\nMorvask asked again."
    assert [name for _, _, name in told(read, text)] == ["Kestovia", "Draunia"]


def test_every_name_says_which_rule_found_it(read: Read) -> None:
    found = names(read, "Brenik said that Defence Minister Anton Rezhak had met Emil Harak of the Plessov Grain Board.")
    assert len(found) >= 3
    assert all(m.trace and ":" in m.trace.rule for m in found)


VOCABULARY = """Kestovia Brenik Draunian Draunians the The Linden House Foreign Minister Anton Rezhak Holvek spokeswoman of in and said
Norvane Ledger Dolvar Works ELB ( ) , . president Mr Mrs Dr U.S. AP NATO al- de von Sorn's “ ” 122 rockets via to"""


@settings(max_examples=80)
@given(st.one_of(st.lists(st.sampled_from(VOCABULARY.split()), max_size=16).map(" ".join), st.text(max_size=60)))
def test_names_of_any_text_stand_inside_it_in_order(read: Read, text: str) -> None:
    found = read(text).mentions
    assert all(0 <= m.start < m.end <= len(text) and m.name for m in found)
    assert [(m.start, -m.end) for m in found] == sorted((m.start, -m.end) for m in found)


def states(reading: Reading) -> list[tuple[str, str]]:
    text = reading.report.text
    return [(text[m.start : m.end], m.name) for m in reading.mentions if m.kind is MentionKind.STATE]


@pytest.mark.parametrize("words", ["the country", "the government", "The country"])
def test_the_country_is_the_state_named_last(words: str, read: Read) -> None:
    assert (words, "Hungary") in states(read(f"Serbia asked. Hungary closed the bridge. Later {words} opened it again."))


@pytest.mark.parametrize(
    "text",
    [
        "The country was quiet. Hungary closed the bridge.",
        "Hungary closed the bridge. The government of the islands opened it.",
        "Hungary closed the bridge. A country far away opened one.",
        "Hungary met the countries of the north.",
    ],
)
def test_a_country_with_words_of_its_own_or_before_any_state_is_none(text: str, read: Read) -> None:
    assert [name for _, name in states(read(text))] == ["Hungary"]
