"""The invented stories: what is found in a whole case against what a careful reader finds in it.

A conflict of the gold counts as found when two sides of one found conflict stand, each with a word at least, in the words of
its two sides or in a copy of these. A found conflict is right when it holds one of the gold's; one that holds none but a pair on
which careful readers differ (``open``) does not count. Its kind is scored apart. A position of the gold counts as found when a
statement that bears on a transfer stands in its words and has one of its stances.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality.measures import Tally
from onrecord.casework.case import Case
from onrecord.casework.standing import Standing
from onrecord.stories.conflicts import Conflict

GOLD = Path(__file__).parent / "gold" / "stories"
PRACTICE = GOLD.parent / "stories_practice"
"""Further stories to practise on: they are in no half and have no floors."""

_DEV = 3
Plain = dict[str, Any]


def names() -> list[str]:
    """The stories by the SHA-256 of their names: the first three may be looked at."""
    return sorted((f.name for f in GOLD.iterdir() if f.is_dir()), key=lambda name: hashlib.sha256(name.encode()).hexdigest())


def across_digest() -> str:
    """A digest of the stories and their gold: floors hold for just these."""
    digest = hashlib.sha256()
    for file in sorted(f for f in GOLD.rglob("*") if f.suffix in (".txt", ".json", ".jsonl")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Told:
    """One story read: its standing, its gold, and the place of each piece of gold words."""

    standing: Standing
    gold: Plain
    reports: dict[str, tuple[str, str]]

    def place(self, words: Plain) -> Iterator[tuple[str, int, int]]:
        """Where the words of a side stand, and its copies."""
        for one in (words, *words.get("also", ())):
            report, text = self.reports[one["report"]]
            start = text.find(one["words"])
            if start >= 0:
                yield report, start, start + len(one["words"])


def read_story(name: str, gold: Path = GOLD) -> Told:
    """Read a story of the folder ``gold`` into a case of its own."""
    with tempfile.TemporaryDirectory() as folder, Case(Path(folder) / "story.case", create=True) as case:
        case.add([gold / name / "manifest.jsonl"])
        standing = Standing(case)
    reports = {Path(r.report.path).name: (r.report.id, r.report.text) for r in standing.readings}
    return Told(standing, json.loads((gold / name / "gold.json").read_text(encoding="utf-8")), reports)


def across_scores() -> dict[str, dict[str, Tally]]:
    """Measures on the ``dev`` and the ``held_out`` half."""
    scores: dict[str, dict[str, Tally]] = {}
    for number, name in enumerate(names()):
        tallies = scores.setdefault("dev" if number < _DEV else "held_out", {})
        for measure, counts in score_story(read_story(name)).items():
            tallies.setdefault(measure, Tally()).add(*counts)
    return scores


def score_story(told: Told) -> dict[str, tuple[int, int, int]]:
    """(found, gold, predicted) of conflicts, of their kinds and of positions."""
    gold, found = told.gold["conflicts"], told.standing.conflicts()
    hits = [[c for c in found if _holds(c, g["sides"], told)] for g in gold]
    right = {c.id for listed in hits for c in listed}
    doubtful = {c.id for c in found for g in told.gold.get("open", ()) if _holds(c, g["sides"], told)} - right
    counted = [c for c in found if c.id not in doubtful]
    kinds = sum(any(c.kind.value == g["kind"] for c in listed) for g, listed in zip(gold, hits, strict=True))
    held = list(_positions(told))
    return {
        "conflicts_found": (sum(map(bool, hits)), len(gold), len(gold)),
        "conflicts_right": (len(right), len(counted), len(counted)),
        "conflict_kinds": (kinds, sum(map(bool, hits)), sum(map(bool, hits))),
        "positions_found": (sum(held), len(held), len(held)),
    }


def _holds(conflict: Conflict, sides: list[Plain], told: Told) -> bool:
    """Whether two different sides of the conflict stand in the words of the two sides of the gold."""
    wanted = [list(told.place(side)) for side in sides]
    standing = [{n for n, side in enumerate(conflict.sides) if _touch(_places(side), places)} for places in wanted]
    return any(a != b for a in standing[0] for b in standing[1])


def _places(side: Any) -> list[tuple[str, int, int]]:
    return [(place.report, place.span.start, place.span.end) for place in side.places]


def _touch(a: Iterable[tuple[str, int, int]], b: list[tuple[str, int, int]]) -> bool:
    return any(r == q and s < f and t < e for r, s, e in a for q, t, f in b)


def _positions(told: Told) -> Iterator[bool]:
    by_id = {s.id: (s, r.report.id) for r in told.standing.readings for s in r.statements}
    bearing = [(p, by_id[p.statement]) for story in told.standing.stories for p in story.positions]
    for gold in told.gold["positions"]:
        wanted = list(told.place(gold))
        accepted = (gold["stance"], *_listed(gold.get("stance_or")))
        yield any(
            p.stance.value in accepted and _touch([(report, span.start, span.end) for span in (*s.content, *s.cue)], wanted)
            for p, (s, report) in bearing
        )


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
