"""Where a statement's words begin and end, and whose they are, where the parser or the writer makes it hard."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, words_of

Read = Callable[..., Reading]


def told(reading: Reading) -> list[tuple[str, str]]:
    """The words of source and content of each statement."""
    text = reading.report.text
    return [(words_of(text, s.source), words_of(text, s.content)) for s in reading.statements]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The mayor said the bridge was safe, and engineers said the road would hold.",
            "The mayor", "the bridge was safe",
        ),
        (
            "The mayor said the bridge was safe, and engineers said the road would hold.",
            "engineers", "the road would hold",
        ),
        (
            "The mayor said she wished to open the books and let people know who had paid.",
            "The mayor", "she wished to open the books and let people know who had paid",
        ),
        (
            "The guild condemned the raid as a sham and a “grave threat” to the town.",
            "The guild", "the raid as a sham and a “grave threat” to the town",
        ),
        (
            "The ministry dismissed as “fantasy” a report that visas were on sale.",
            "The ministry", "as “fantasy” a report that visas were on sale",
        ),
        ("The council called for the gates to be shut at night.", "The council", "the gates to be shut at night"),
        ("The guild campaign plans to hire forty pilots.", "The guild campaign", "to hire forty pilots"),
        ("In a poll of islanders, most wanted the bridge.", "a poll of islanders", "most wanted the bridge"),
        ("Pilots were angry about the mayor's remarks about the state of the harbour.", "the mayor", "the state of the harbour"),
    ],
)  # fmt: skip
def test_content_is_what_one_speaker_tells_and_no_more(read: Read, text: str, source: str, content: str) -> None:
    assert (source, content) in told(read(text))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor used the letter to deny that the crates were empty.", "The mayor"),
        ("Mayor Ada Holm issued a statement calling the raid a blunder.", "Mayor Ada Holm"),
        ("Protesters marching through the rain chanted “Open the gates!” and left.", "Protesters marching through the rain"),
    ],
)
def test_the_words_are_theirs_who_say_them(read: Read, text: str, source: str) -> None:
    assert source in [found for found, _ in told(read(text))]


def test_who_is_asked_does_not_ask(read: Read) -> None:
    [asked, said] = read("Asked about the raid, Holm said the guild was ready.").statements
    assert (asked.stance, asked.source) == ("asks", ())
    assert said.speaker is not None
    assert said.speaker.name == "Holm"


def test_a_quoted_word_beside_a_verb_is_not_what_it_says(read: Read) -> None:
    found = told(read("Demonstrators said they want “justice for Mira,” but pledged to remain calm."))
    assert ("Demonstrators", "to remain calm") in found
    assert ("Demonstrators", "“justice for Mira,”") not in found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“I would,” Holm said. “I would, Ada.”", "“I would,” … “I would, Ada.”"),
        (
            "“You know, I like the man,” Holm said, but “when it comes to boats, he knows nothing at all.”",
            "“You know, I like the man,” … “when it comes to boats, he knows nothing at all.”",
        ),
        ("The clerk made the following remark:\n\n“The books were open all the time.”", "“The books were open all the time.”"),
        (
            "\"We have always been insulted by the term 'harbour outreach,' \" Holm told the guests.",
            "\"We have always been insulted by the term 'harbour outreach,' \"",
        ),
    ],
)
def test_all_that_one_says_in_a_breath_is_one_statement(read: Read, text: str, content: str) -> None:
    assert content in [found for _, found in told(read(text))]


def test_a_later_sentence_is_not_the_first_half_of_the_next_quotation(read: Read) -> None:
    found = told(
        read("“It works,” Holm said. “What matters is what comes next year.” The clerk Petr Angel added: “We shall see about it.”")
    )
    assert ("The clerk Petr Angel", "“We shall see about it.”") in found


def test_a_headline_gives_no_words_of_its_page(read: Read) -> None:
    found = told(read("World News | Guild seeks answer from mayor over rockets\n\nThe guild met on Monday in the old hall."))
    assert all("|" not in source + content for source, content in found)


def test_a_headline_that_stands_twice_tells_once(read: Read) -> None:
    headline = "Guild demands new gates for the harbour"
    assert len(read(f"{headline}\n\n{headline}\n\nThe guild met on Monday in the old hall.").statements) <= 1
