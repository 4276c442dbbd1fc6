"""A quotation goes to who stands beside it, whatever the verb."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading

Read = Callable[..., Reading]

_BEFORE = "Pump-house keeper Ada Marn and the envoy Petr Holm met on Monday. Holm said the talks were short.\n\n"


def told(reading: Reading) -> list[tuple[str | None, str]]:
    return [(s.speaker.name if s.speaker else None, s.trace.rule if s.trace else "") for s in reading.statements][1:]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“We are late with the new pumps,” the senior diplomat specified.", "senior diplomat"),
        ("“We are late with the new pumps,” specified the senior diplomat.", "senior diplomat"),
        ("“The new pumps are on the way,” summarised Marn.", "Ada Marn"),
        ("“They knew, and they kept the gates shut,” Ada Marn, whose barn was flooded, charged.", "Ada Marn"),
        ("“We bear no guilt for the pumps”, - underlined the director of the water board Ada Marn.", "Ada Marn"),
        ("“Who will pay for the new pumps?” the union wondered aloud.", "union"),
        ("“The pumps are all we have,” she precised on Friday.", "Ada Marn"),
    ],
)
def test_a_person_or_body_and_any_verb_beside_a_quotation_say_it(sentence: str, speaker: str, read: Read) -> None:
    assert [name for name, _ in told(read(_BEFORE + sentence))] == [speaker]


@pytest.mark.parametrize(
    "sentence",
    [
        "“The Pumps of Varn” the minister opened on Friday.",
        "“The long road to the sea,” the minister left the room.",
        "“The gates are shut for good.” The minister clarified the rules of the levy.",
        "“The gates are shut for good now,” the painted board specified.",
    ],
)
def test_what_is_done_beside_quoted_words_is_not_saying_them(sentence: str, read: Read) -> None:
    assert "quotation:tagged" not in [rule for _, rule in told(read(_BEFORE + sentence))]
