"""Transfers of short invented reports about all kinds of goods, each read on its own and scored as the stories are.

``gold/transfers_practice.jsonl`` has a report a line with its gold: every slot lists its rivals, a name its right forms.
Rules are tuned on it, and on ``gold/transfers_aside.jsonl`` and ``gold/transfers_fresh.jsonl``, which had been put aside before.
``gold/transfers_blind.jsonl`` and ``gold/transfers_unseen.jsonl`` are put aside now: their scores alone are looked at.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.quality.measures import Tally
from bench.quality.stories import SLOTS, Plain, Told, score_report
from onrecord.casework.case import read_files
from onrecord.codec import to_plain
from onrecord.model import Reading

GOLD = Path(__file__).parent / "gold"
_NAMES = ("maker", "supplier", "via", "recipient", "end_user")
_FIGURES = ("quantity", "value")
_HALVES = ("practice", "aside", "fresh", "blind", "unseen")


def practice_digest(half: str) -> str:
    """A digest of the reports and their gold: floors hold for just these."""
    return hashlib.sha256((GOLD / f"transfers_{half}.jsonl").read_bytes()).hexdigest()[:16]


def practice_halves() -> dict[str, list[Plain]]:
    """The reports for ``practice``, those once put ``aside`` and the ``fresh`` ones, ``blind`` and ``unseen`` those put aside now."""
    lines = {half: (GOLD / f"transfers_{half}.jsonl").read_text(encoding="utf-8").splitlines() for half in _HALVES}
    return {half: [json.loads(line) for line in held] for half, held in lines.items()}


def practice_scores(rows: Iterable[Plain]) -> dict[str, Tally]:
    """``transfers``, and one measure a slot, over ``rows``."""
    tallies = {name: Tally() for name in ("transfers", *SLOTS)}
    for told, read in read_practice(rows):
        score_report(told, read, tallies)
    return tallies


def read_practice(rows: Iterable[Plain]) -> Iterator[tuple[list[Told], list[Plain]]]:
    """(gold, transfers as plain records) of each report."""
    rows = list(rows)
    with TemporaryDirectory() as folder:
        manifest = Path(folder) / "manifest.jsonl"
        lines = ({"path": f"{row['id']}.txt", "outlet": row["outlet"], "published": row["published"]} for row in rows)
        manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        for row in rows:
            (Path(folder) / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
        paths = [Path(folder) / f"{row['id']}.txt" for row in rows]
        for row, reading in zip(rows, read_files(paths, manifest=manifest), strict=True):
            if isinstance(reading, Reading):
                told = [Told(_full(gold, row["id"]), row["id"], row["text"]) for gold in row["transfers"]]
                yield told, [to_plain(t) for t in reading.transfers]


def _full(gold: Plain, report: str) -> Plain:
    """The gold in the stories' form: each entry with the report that tells it."""
    full: dict[str, Any] = dict(gold)
    for slot in _NAMES:
        full[slot] = [{"is": names[0], "also": names[1:], "report": report} for names in gold.get(slot, ())]
    for slot in _FIGURES:
        full[slot] = [{**figure, "report": report} for figure in gold.get(slot, ())]
    return full
