"""Answers without words, short answers, and asides that name nobody."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, words_of

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "stance", "content"),
    [
        ("Asked about the invoices, the contractor hung up.", "declines_comment", "the invoices"),
        ("The vicar nodded when asked whether the bell had been sold.", "confirms", "whether the bell had been sold"),
        ("The trainer shook his head when asked if the mare was ill.", "denies", "if the mare was ill"),
        ("Asked whether the choir had mimed, the dean said it had not.", "denies", "whether the choir had mimed"),
        ("Asked whether the choir had mimed, the dean said yes.", "confirms", "whether the choir had mimed"),
        ("The clinic, it is claimed, turned people away.", "alleges", "The clinic turned people away"),
        ("The well is dry, it is feared.", "fears", "The well is dry"),
    ],
)
def test_answer_takes_the_question_for_its_content(read: Read, text: str, stance: str, content: str) -> None:
    found = {(s.stance.value, words_of(text, s.content, gap=" ")) for s in read(text).statements}
    assert (stance, content) in found


def test_answer_at_length_leaves_the_question_a_question(read: Read) -> None:
    text = "Asked whether the choir had mimed, the dean said it had sung in the rain for two hours."
    assert {s.stance.value for s in read(text).statements} == {"asks", "asserts"}
