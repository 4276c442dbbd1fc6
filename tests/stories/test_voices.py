"""On whose behalf people and bodies speak."""

from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.stories.voices import Voices

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("subject", "voice"),
    [
        ("Serbian Defence Minister Ivo Marn", "Serbia"),
        ("Ivo Marn, the president of Serbia,", "Serbia"),
        ("President Ivo Marn of Serbia", "Serbia"),
        ("Belgrade", "Serbia"),
        ("The Serbian Foreign Ministry", "Serbia"),
        ("Serbian striker Ivo Marn", "Ivo Marn"),
        ("The harbour guild", "harbour guild"),
    ],
)
def test_an_office_is_the_voice_of_its_state_and_anybody_else_of_itself(read: Read, lexicon: Lexicon, subject: str, voice: str) -> None:
    reading = read(f"Bridge\n\n{subject} said the bridge was shut.")
    [statement] = reading.statements
    assert statement.speaker is not None
    assert Voices.of([reading], lexicon).name(statement.speaker) == voice
