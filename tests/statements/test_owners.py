"""Nouns of saying with their owner or content apart, views that open a sentence, and what a thing meets with."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, words_of

Read = Callable[..., Reading]


def told(reading: Reading) -> set[tuple[str, str, str]]:
    text = reading.report.text
    return {(words_of(text, s.source), s.stance.value, words_of(text, s.content)) for s in reading.statements}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fears voiced by the divers that the wreck would leak oil proved right.", ("the divers", "fears", "the wreck would leak oil")),
        ("A request by the choir for a larger hall is before the dean.", ("the choir", "asks", "a larger hall")),
        ("A deal between the mill and the guild to cut the week was signed.", ("the mill and the guild", "agrees", "to cut the week")),
        ("It is the wish of the islanders to stay neutral.", ("the islanders", "wants", "to stay neutral")),
        ("In the envoy's view, the bridge is unsafe.", ("the envoy", "asserts", "the bridge is unsafe")),
        ("On his account, the officers slept.", ("his", "alleges", "the officers slept")),
        ("The raid drew condemnation from the bishops.", ("the bishops", "condemns", "The raid")),
        ("The plan met with scepticism among pilots.", ("pilots", "doubts", "The plan")),
        ("A ban on nets has the backing of most trawlermen.", ("most trawlermen", "supports", "A ban on nets")),
    ],
)
def test_noun_finds_its_owner_and_its_content(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The raid drew a crowd from the villages.",
        "The raid could draw condemnation from the bishops.",
        "In the envoy's car, the radio was on.",
        "By the dean's order, the gate was shut.",
    ],
)
def test_other_nouns_and_mere_chances_tell_nothing(read: Read, text: str) -> None:
    assert not any(s.trace and (s.trace.rule.endswith("/met") or s.trace.rule.startswith("word_list:")) for s in read(text).statements)
