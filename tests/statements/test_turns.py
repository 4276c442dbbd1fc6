"""Utterances that layout gives to their speaker."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, words_of

Read = Callable[..., Reading]


def said(reading: Reading) -> list[tuple[str | None, str]]:
    return [(s.speaker.name if s.speaker else None, words_of(reading.report.text, s.content)) for s in reading.statements]


@pytest.mark.parametrize("dash", ["—", "―", "–", "--"])
def test_a_dash_and_a_name_sign_a_quotation(dash: str, read: Read) -> None:
    reading = read(f"Readers wrote to us about the bridge.\n\n“The bridge is a joke on all of us.” {dash} Ada Marn\n\nMore came by post.")
    assert ("Ada Marn", "“The bridge is a joke on all of us.”") in said(reading)


def test_a_dash_and_a_clause_sign_nothing(read: Read) -> None:
    assert said(read("“The bridge is a joke on all of us” – That was painted on the wall of the town hall.")) == []


def test_names_in_capitals_take_turns(read: Read) -> None:
    text = "What follows is from the hearing.\n\nMARN: Who sold the pumps?\n\nLINDE: I do not know who sold them.\n\nThe hearing goes on."
    assert said(read(text)) == [("MARN", "Who sold the pumps?"), ("LINDE", "I do not know who sold them.")]


def test_one_line_with_a_colon_is_no_transcript(read: Read) -> None:
    assert said(read("The road is shut.\n\nNOTE: the ferry runs as usual.\n\nSnow fell on the pass.")) == []


def test_names_that_come_back_take_turns_in_an_interview(read: Read) -> None:
    turns = "Radio Marn: Who sold the pumps?\n\nLinde: I do not know.\n\nRadio Marn: Who does?\n\nLinde: The police should ask."
    reading = read(f"Ada Linde ran the water works. We asked her about the pumps.\n\n{turns}")
    assert [told for told in said(reading) if told[0] in ("Ada Linde", "Radio Marn")] == [
        ("Radio Marn", "Who sold the pumps?"),
        ("Ada Linde", "I do not know."),
        ("Radio Marn", "Who does?"),
        ("Ada Linde", "The police should ask."),
    ]


def test_a_turn_is_direct_speech_and_its_words_settle_the_stance(read: Read) -> None:
    reading = read(
        "From the hearing.\n\nMARN: Did you sell the pumps?\n\nLINDE: We never sold the pumps. That is a lie.\n\nThe hearing goes on."
    )
    assert [(s.mode, s.stance) for s in reading.statements] == [("direct", "asks"), ("direct", "denies")]


def test_a_heading_that_comes_back_is_no_interview(read: Read) -> None:
    assert said(read("Update: The road is shut.\n\nThe ferry runs.\n\nUpdate: The road is open.\n\nNote: The ferry is full.")) == []


def test_a_quotation_in_the_next_paragraph_belongs_to_the_colon_before_it(read: Read) -> None:
    reading = read("Ada Marn was angry. She said:\n\n“We have a road that nobody uses.”\n\nThe hall was full.")
    assert said(reading) == [("Ada Marn", "“We have a road that nobody uses.”")]


def test_a_block_without_marks_belongs_to_the_colon_before_it(read: Read) -> None:
    reading = read("The letter was read out. Ada Marn wrote:\n\nWe have a road that nobody uses.\n\nThe hall was full.")
    assert said(reading) == [("Ada Marn", "We have a road that nobody uses.")]


def test_a_list_after_a_colon_is_nobodys_statement(read: Read) -> None:
    assert said(read("Three roads are shut:\n\nThe pass road, the coast road and the mill road.\n\nSnow fell.")) == []


def test_labels_of_the_newsroom_take_no_turns(read: Read) -> None:
    text = "BREAKING: The mayor denied the charge.\n\nEXCLUSIVE: The union said the pumps were sold.\n\nSnow fell on the pass."
    assert said(read(text)) == [("mayor", "the charge"), ("union", "the pumps were sold")]
