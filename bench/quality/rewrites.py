"""Pairs of reports on one event: which are told anew from the other, and which stand on their own feet?

All pairs of a half go into one case, with outlet and day. A pair counts as found when both reports are in one origin or a
link that is no citation joins them. Rewrites and translations should be found and independent reports should not; ``strangers``
is how many reports are in no origin and no link with a report of another pair.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.quality.measures import Tally
from onrecord.casework.case import Case
from onrecord.casework.chaining import Chain
from onrecord.model import LinkKind

GOLD = Path(__file__).parent / "gold" / "rewrites.jsonl"
Plain = dict[str, Any]


def pair_halves(gold: Path) -> dict[str, list[Plain]]:
    """The pairs of ``gold`` that may be looked at, ``dev``, and those held out: by the first byte of the SHA-256 of their ids."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    odd = [hashlib.sha256(row["id"].encode()).digest()[0] % 2 for row in rows]
    return {name: [row for row, is_odd in zip(rows, odd, strict=True) if is_odd == which] for which, name in enumerate(("dev", "held_out"))}


def pairs_digest(gold: Path) -> str:
    """A digest of the pairs: floors hold for just these."""
    return hashlib.sha256(gold.read_bytes()).hexdigest()[:16]


def chain_of_pairs(rows: Iterable[Plain]) -> tuple[Chain, dict[str, str]]:
    """The chain of a case that holds both reports of each row; the id of each report by ``ROW.a`` and ``ROW.b``."""
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for row in rows:
            for side in "ab":
                name = f"{row['id']}.{side}.txt"
                Path(folder, name).write_text(row[side]["text"], encoding="utf-8")
                lines.append(json.dumps({"path": name, "outlet": row[side]["outlet"], "published": row[side]["published"]}))
        manifest = Path(folder, "manifest.jsonl")
        manifest.write_text("\n".join(lines), encoding="utf-8")
        with Case(Path(folder, "pairs.case"), create=True) as case:
            case.add([manifest])
            return case.chain(), {Path(r.path).stem: r.id for r in case.reports()}


def linked(chain: Chain, a: str, b: str) -> set[LinkKind]:
    """The kinds of the links between two reports, whichever way."""
    return {link.kind for link in chain.links if {link.child, link.parent} == {a, b}}


def one_origin(chain: Chain, a: str, b: str) -> bool:
    """Whether two reports count as one source."""
    return any(a in origin.reports and b in origin.reports for origin in chain.origins)


def rewrite_scores(rows: list[Plain]) -> dict[str, Tally]:
    """Rewrites found among all pairs, by kind, and reports that are joined with no stranger."""
    chain, ids = chain_of_pairs(rows)
    tallies = {"rewrites": Tally(), "strangers": Tally()}
    for row in rows:
        a, b = (ids[f"{row['id']}.{side}"] for side in "ab")
        found = one_origin(chain, a, b) or bool(linked(chain, a, b) - {LinkKind.CITES})
        told = row["kind"] != "independent"
        tallies["rewrites"].add(int(found and told), int(told), int(found))
    pair = {report: name.rpartition(".")[0] for name, report in ids.items()}
    strange = {r for link in chain.links if pair[link.child] != pair[link.parent] for r in (link.child, link.parent)}
    strange |= {r for origin in chain.origins if len({pair[o] for o in origin.reports}) > 1 for r in origin.reports}
    tallies["strangers"].add(len(pair) - len(strange), len(pair), len(pair))
    return tallies
