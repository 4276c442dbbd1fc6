"""The gold of the stories stands on the reports' own words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

STORIES = Path(__file__).parents[1] / "bench" / "quality" / "gold" / "stories"


def anchors(gold: object) -> Iterator[dict[str, Any]]:
    """Everything in the gold that quotes a report."""
    if isinstance(gold, dict):
        if "words" in gold:
            yield gold
        for part in gold.values():
            yield from anchors(part)
    elif isinstance(gold, list):
        for part in gold:
            yield from anchors(part)


@pytest.mark.parametrize("story", sorted(p for p in STORIES.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_a_story_s_gold_quotes_its_reports_and_groups_them_all(story: Path) -> None:
    gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    texts = {file.name: file.read_text(encoding="utf-8") for file in story.glob("*.txt")}
    assert [a for a in anchors(gold) if a["words"] not in texts[a["report"]]] == []
    assert sorted(report for origin in gold["origins"] for report in origin) == sorted(texts)
    rows = [json.loads(line) for line in (story / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["path"]: row["title"] for row in rows} == {name: text.split("\n", 1)[0] for name, text in texts.items()}
    assert {position["transfer"] for position in gold["positions"]} <= {transfer["id"] for transfer in gold["transfers"]}
