"""States that no list knows."""

import re
from collections.abc import Callable

import pytest

from onrecord.model import MentionKind, Reading

Read = Callable[..., Reading]


def states(reading: Reading) -> set[str]:
    return {m.name for m in reading.mentions if m.kind is MentionKind.STATE}


@pytest.mark.parametrize(
    "text",
    [
        "The Velmorian army shelled the bridge. Velmoria said nothing.",
        "The guild wrote to Velmoria. Velmoria's foreign minister did not answer.",
        "The government of Velmoria closed the port, and ships for Velmoria turned back.",
    ],
)
def test_a_name_with_a_people_or_an_organ_of_state_is_a_state_wherever_it_stands(read: Read, text: str) -> None:
    reading = read(f"Bridge\n\n{text}")
    assert "Velmoria" in states(reading)
    places = [m for m in reading.mentions if m.name == "Velmoria"]
    assert len(places) == len(re.findall(r"\bVelmoria\b", text))


@pytest.mark.parametrize(
    "text",
    [
        "Orwell wrote of an Orwellian ministry. George Orwell said so.",
        "Velmoria said the bridge was shut.",
        "Tom Reck's army of helpers cleared the beach, and Reck thanked them.",
    ],
)
def test_a_family_name_or_a_bare_name_is_none(read: Read, text: str) -> None:
    assert not states(read(f"Bridge\n\n{text}")) & {"Orwell", "Velmoria", "Reck"}
