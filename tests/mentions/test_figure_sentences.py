"""Sentences of our own, each with every figure that a careful reader finds in it, and traps that hold none."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.casework.reading import read_reports
from onrecord.language.parser import Parser
from onrecord.lexicon import load_lexicon
from onrecord.model import Figure, FigureKind, Reading, Report

Read = Callable[..., Reading]

SENTENCES = [json.loads(line) for line in Path(__file__).with_name("figures.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def readings(parser: Parser) -> dict[str, Reading]:
    """Each sentence as a report of its own, read together."""
    reports = [Report(id=f"r_{n}", original="", path="r.txt", text=s["text"], published="2023-03-03") for n, s in enumerate(SENTENCES)]
    return {r.report.text: r for r in read_reports([(report, ()) for report in reports], load_lexicon(), parser, batch=256)}


def plain(text: str, figure: Figure) -> dict[str, Any]:
    ends = [None if end is None else pytest.approx(end) for end in (figure.low, figure.high)]
    words = text[figure.start : figure.end]
    return {"words": words, "low": ends[0], "high": ends[1], "bound": figure.bound, "kind": figure.kind, "unit": figure.unit}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s["text"])
def test_a_sentence_has_these_figures_and_no_others(readings: dict[str, Reading], sentence: dict[str, Any]) -> None:
    text = sentence["text"]
    found = [plain(text, f) for f in readings[text].figures if f.kind is not FigureKind.ORDINAL]
    assert sentence["figures"] == found
