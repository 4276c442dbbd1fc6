"""Sentences of our own over all stances: is the statement found, and does it get its stance?

``stances.jsonl`` is the measure; nobody looks at its held-out half. ``stances_practice.jsonl`` may be looked at, both halves: it was
written before the rules that it tests, in wording of its own, and shows what to mend. Rules are tuned on its first half alone, so that its
second says, without spending the real held-out half, whether they generalise. ``stances_fresh.jsonl`` was written in the same way before
a later round of rules was begun.
"""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from bench.quality.measures import Tally
from onrecord.casework.reading import read_reports
from onrecord.language.parser import Parser
from onrecord.lexicon import load_lexicon
from onrecord.model import Reading, Report, Stance, Statement, words_of

GOLD = Path(__file__).parent / "gold" / "stances.jsonl"
PRACTICE = GOLD.with_name("stances_practice.jsonl")
FRESH = GOLD.with_name("stances_fresh.jsonl")
_HALF = 0.5


def stance_rows(gold: Path = GOLD) -> list[dict[str, Any]]:
    """The gold rows: text, speaker, stance, content, and other stances that a careful reader accepts."""
    return [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]


def stance_digest(gold: Path = GOLD) -> str:
    """A digest of the gold: floors hold for just this."""
    return hashlib.sha256(gold.read_bytes()).hexdigest()[:16]


def is_held_out(text: str) -> bool:
    """Whether a sentence belongs to the half that nobody tunes on: decided by a hash of it."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def stance_scores(gold: Path = GOLD) -> tuple[dict[str, dict[str, Tally]], dict[str, Counter[str]]]:
    """(measures of each half, for each gold stance of the dev half how often each stance was read; "-" for nothing)."""
    rows = stance_rows(gold)
    reports = [Report(id=f"r_{n}", original="", path=f"{n}.txt", text=row["text"]) for n, row in enumerate(rows)]
    scores: dict[str, dict[str, Tally]] = {half: {name: Tally() for name in ("read", "stance", "both")} for half in ("dev", "held_out")}
    confused: dict[str, Counter[str]] = {stance.value: Counter() for stance in Stance}
    for row, reading in zip(rows, read_reports([(r, ()) for r in reports], load_lexicon(), Parser(), batch=64), strict=True):
        held = is_held_out(row["text"])
        tallies, got = scores["held_out" if held else "dev"], _stance_read(row, reading)
        right = got in (row["stance"], *row.get("stance_or", ()))
        tallies["read"].add(int(got is not None), 1, 1)
        tallies["both"].add(int(right), 1, 1)
        if got is not None:
            tallies["stance"].add(int(right), 1, 1)
        if not held:
            confused[row["stance"]][got or "-"] += 1
    return scores, confused


def _stance_read(row: dict[str, Any], reading: Reading) -> str | None:
    """The stance of that statement."""
    found = statement_read(row, reading)
    return found.stance.value if found else None


def statement_read(row: dict[str, Any], reading: Reading) -> Statement | None:
    """The statement whose content shares most words with the gold, when that is half of both."""
    gold: Counter[str] = Counter(row["content"].lower().split())
    best, most = None, 0.0
    for statement in reading.statements:
        found: Counter[str] = Counter(words_of(reading.report.text, statement.content, gap=" ").lower().split())
        both, either = (gold & found).total(), (gold | found).total()
        if both >= _HALF * gold.total() and both >= _HALF * found.total() and both / either > most:
            best, most = statement, both / either
    return best
