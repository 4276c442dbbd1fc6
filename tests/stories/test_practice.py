"""The practice stories: their gold stands in their reports."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "bench" / "quality" / "gold" / "stories_practice"
STORIES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def places(gold: dict[str, Any]) -> Iterator[dict[str, str]]:
    for part in ("conflicts", "not_conflicts", "open"):
        for pair in gold[part]:
            for side in pair["sides"]:
                yield from (side, *side.get("also", ()))
    yield from gold["positions"]


@pytest.mark.parametrize("name", STORIES)
def test_every_piece_of_gold_stands_in_its_report(name: str) -> None:
    gold = json.loads((FOLDER / name / "gold.json").read_text(encoding="utf-8"))
    texts = {file.name: file.read_text(encoding="utf-8") for file in (FOLDER / name).glob("*.txt")}
    assert [place for place in places(gold) if place["words"] not in texts[place["report"]]] == []


@pytest.mark.parametrize("name", STORIES)
def test_every_report_has_its_row_in_the_manifest(name: str) -> None:
    rows = (FOLDER / name / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(row)["path"] for row in rows) == sorted(file.name for file in (FOLDER / name).glob("*.txt"))
