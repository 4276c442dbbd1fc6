"""The chain on families of reports with known truth, and beside rensa's MinHash in the same run.

    python -m bench.chain FAMILIES                     quality, as score_families.py wants it, into FAMILIES/chain.json
    python -m bench.chain FAMILIES --peer              time and memory a report beside rensa (pip install rensa, MIT)

FAMILIES is a folder that the family maker wrote without --files. Reports are told to the chain as they are, without
parts by role, so that what is timed is the chain and not the reading. Times on a shared machine are noise; the
ratio of two parts timed in turn is not.
"""

import argparse
import datetime as dt
import json
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.chain.candidates import candidates
from onrecord.chain.prints import prints_of
from onrecord.chain.told import Told, counted
from onrecord.chain.weave import Woven, weave
from onrecord.codec import to_plain
from onrecord.text.folding import fold_name
from onrecord.text.wordcodes import Codes, code_words

_BATCH = 128
_PEER_THRESHOLD, _PEER_PERMUTATIONS = 0.2, 256
_WORD = re.compile(r"\w+")
_LEADING = re.compile(r"^\W*\(([^()]{2,40})\) - ")
_CLOSING = re.compile(r"^(.{2,40}) contributed to this report\.$", re.MULTILINE)


def main() -> int:
    """Write the chain of a folder of families, or print ratios."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("families", type=Path, help="folder written by the family maker")
    options.add_argument("--first", type=int, default=None, help="only so many reports")
    options.add_argument("--peer", action="store_true", help="time and memory beside rensa")
    options.add_argument("--rounds", type=int, default=3, help="how often each part is timed (default 3)")
    asked = options.parse_args()
    with (asked.families / "docs.jsonl").open(encoding="utf-8") as lines:
        told = [told_from(json.loads(line)) for line in islice(lines, asked.first)]
    if asked.peer:
        print(json.dumps(beside_peer(told, asked.rounds), indent=1))
        return 0
    woven = weave(told, printed(told))
    families: dict[str, list[str]] = {}
    for report, root in woven.root.items():
        families.setdefault(root, []).append(report)
    origins = [{"id": root, "name": root, "root": root, "reports": members} for root, members in families.items()]
    chain = {"links": [to_plain(link) for link in woven.links], "origins": origins}
    (asked.families / "chain.json").write_text(json.dumps(chain), encoding="utf-8")
    rows = (json.dumps({"id": one.id, "path": f"{one.id}.txt"}) for one in told)
    (asked.families / "reports.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"wrote {asked.families / 'chain.json'} and reports.jsonl: {len(woven.links)} links, {len(origins)} origins")
    return 0


def told_from(row: dict[str, Any]) -> Told:
    """A line of docs.jsonl as the chain wants it; credits by the two forms that the families have."""
    text, names = str(row["text"]), []
    rest = text
    while found := _LEADING.match(rest):
        names.append(found[1])
        rest = rest[found.end() :]
    names += reversed(_CLOSING.findall(text))
    at = dt.datetime.fromisoformat(row["published"]).timestamp() if row["published"] else None
    credited = tuple(dict.fromkeys(map(fold_name, names)))
    return Told(
        id=row["id"], text=text, outlet=fold_name(row["outlet"]), credited=credited, first=at, last=at, headline=fold_name(row["title"]),
        shown=row["outlet"],
    )  # fmt: skip


def printed(told: Sequence[Told]) -> list[Codes]:
    """The fingerprints of all reports."""
    return [codes for at in range(0, len(told), _BATCH) for codes in prints_of(counted(told[at : at + _BATCH]))]


def beside_peer(told: Sequence[Told], rounds: int) -> dict[str, Any]:
    """Speeds of candidates and of the whole chain as ratios to rensa's (above 1 is faster), and memory a report in kB."""
    code_words(["warm"])
    jobs: dict[str, Callable[[], object]] = {
        "candidates": lambda: candidates(printed(told)),
        "whole chain": lambda: _chain(told),
        "rensa": lambda: _peer(told),
    }
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    memory = {}
    for turn in range(rounds):
        for name, job in jobs.items():
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            begun = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - begun)
            if not turn:
                memory[name] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / len(told)
    ratios = {name: round(statistics.median(p / s for p, s in zip(seconds["rensa"], seconds[name], strict=True)), 2) for name in jobs}
    return {
        "reports": len(told), "ratio of speed to rensa": ratios,
        "microseconds a report": {name: round(statistics.median(s) / len(told) * 1e6) for name, s in seconds.items()},
        "kB a report that each adds to the peak": {name: round(kb, 1) for name, kb in memory.items()},
    }  # fmt: skip


def _chain(told: Sequence[Told]) -> Woven:
    return weave(told, printed(told))


def _peer(told: Sequence[Told]) -> int:
    """How many reports rensa finds a like one for: MinHash of words, LSH at its threshold."""
    rensa = import_module("rensa")
    bands = 64
    index = rensa.RMinHashLSH(threshold=_PEER_THRESHOLD, num_perm=_PEER_PERMUTATIONS, num_bands=bands)
    made = []
    for number, one in enumerate(told):
        words = _WORD.findall(one.text.lower())
        sketch = rensa.RMinHash(num_perm=_PEER_PERMUTATIONS, seed=1)
        sketch.update([" ".join(words[at : at + 3]) for at in range(len(words) - 2)])
        index.insert(number, sketch)
        made.append(sketch)
    return sum(len(index.query(sketch)) > 1 for sketch in made)


if __name__ == "__main__":
    sys.exit(main())
