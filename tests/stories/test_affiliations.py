"""On whose behalf agents, officials and generic names speak."""

from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.stories.affiliations import Affiliations
from onrecord.stories.voices import Voices

Read = Callable[..., Reading]


def bodies(reading: Reading, lexicon: Lexicon) -> dict[str, str]:
    told = Affiliations(reading, frozenset(("kestovia", "orlava", "draunia")), lexicon)
    return {s.speaker.name: told.of(s) for s in reading.statements if s.speaker}


@pytest.mark.parametrize(
    ("text", "speaker", "body"),
    [
        ("Dolvar Works denied the sale. “Our name was misused,” its lawyer said.", "Dolvar Works’ lawyer", "dolvar works"),
        ("Dolvar Works sold shells in May. The company said that it had bought them in Orlava.", "company", "dolvar works"),
    ],
)
def test_who_speaks_for_a_firm_is_the_firm(text: str, speaker: str, body: str, read: Read, lexicon: Lexicon) -> None:
    assert bodies(read(f"Shells\n\n{text}"), lexicon).get(speaker) == body


def test_a_minister_first_named_by_office_is_of_the_same_state(read: Read, lexicon: Lexicon) -> None:
    reading = read("Shells\n\nOrlava's food minister denied the sale. “We bought nothing,” Minister Ado Ferrin said.")
    voices = Voices.of([reading], lexicon)
    assert {voices.name(s.speaker) for s in reading.statements if s.speaker} == {"Orlava"}


def test_a_short_name_speaks_for_the_state_of_the_full_one(read: Read, lexicon: Lexicon) -> None:
    readings = [
        read("Shells\n\nKestovian Defence Minister Anton Rezhak denied the sale."),
        read("Shells\n\n“We sold nothing,” Rezhak said on Monday in Orlava."),
    ]
    voices = Voices.of(readings, lexicon)
    assert [voices.name(s.speaker) for s in readings[1].statements if s.speaker] == ["Kestovia"]


def test_the_president_of_a_union_is_no_head_of_state(read: Read, lexicon: Lexicon) -> None:
    reading = read("Shells\n\nOrlava sold shells, union president Ado Ferrin said.")
    voices = Voices.of([reading], lexicon)
    assert [voices.name(s.speaker) for s in reading.statements if s.speaker] == ["Ado Ferrin"]
