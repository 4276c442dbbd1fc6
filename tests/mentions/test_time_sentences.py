"""Sentences of our own in reports of Friday, 3 March 2023, each with every time that a careful reader finds in it, as EDTF."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.intake.segments import find_segments
from onrecord.lexicon import load_lexicon
from onrecord.mentions.times import find_times
from onrecord.model import Report

SENTENCES = [json.loads(line) for line in Path(__file__).with_name("times.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s["text"])
def test_a_sentence_has_these_times_and_no_others(sentence: dict[str, Any]) -> None:
    lexicon = load_lexicon()
    report = Report(id="r", original="", path="r.txt", text=sentence["text"])
    found = find_times(report, segments=list(find_segments(report, (), lexicon)), published="2023-03-03", lexicon=lexicon)
    assert [[report.text[w.start : w.end], w.edtf] for w in found] == sentence["times"]
