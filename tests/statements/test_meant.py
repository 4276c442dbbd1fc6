"""What is meant or chosen by auxiliaries alone, and headlines whose verb looks like a noun."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, words_of

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "stance", "content"),
    [
        ("Petra Yule is to run for the senate.", "intends", "run for the senate"),
        ("The widow would rather wait for spring.", "wants", "wait for spring"),
        ("Dorn to scrap visas for students", "intends", "scrap visas for students"),
        ("Brund snubs offer of talks", "refuses", "offer of talks"),
        ("Sarnia and Dorn agree truce", "agrees", "truce"),
        ("Orsk slams arrest of poet", "condemns", "arrest of poet"),
    ],
)
def test_auxiliaries_and_headlines_tell(read: Read, text: str, stance: str, content: str) -> None:
    assert (stance, content) in {(s.stance.value, words_of(text, s.content)) for s in read(text).statements}


@pytest.mark.parametrize(
    "text",
    [
        "The aim is to win the cup.",
        "The bell is to be heard for miles.",
        "How to mend a gate",
        "Harbour plans of the guild",
        "It was a goat rather than a ram.",
    ],
)
def test_aims_and_plain_headlines_tell_nothing(read: Read, text: str) -> None:
    assert read(text).statements == ()
