"""Pairs of agency reports as they come in real life: is this reuse, of which kind, and one origin or two?

``phenomenon`` of a row says what makes it hard: background that an agency repeats for weeks, forms filled in with new figures,
standing lines about other deaths, follow-ups over old copy, text that flows both ways, a flash and the evening account,
corrections of one character. All pairs of a half go into one case. ``reuse`` is found when a link that is no citation joins
the two or they are in one origin.
"""

from pathlib import Path

from bench.quality.measures import Tally
from bench.quality.rewrites import Plain, chain_of_pairs, linked, one_origin
from onrecord.model import LinkKind

GOLD = Path(__file__).parent / "gold" / "wires.jsonl"


def wire_scores(rows: list[Plain]) -> dict[str, Tally]:
    """Reuse found, origins joined, reports joined with a report of another pair."""
    chain, ids = chain_of_pairs(rows)
    tallies = {"reuse": Tally(), "one_origin": Tally(), "strangers": Tally()}
    for row in rows:
        a, b = (ids[f"{row['id']}.{side}"] for side in "ab")
        joined = one_origin(chain, a, b)
        found = joined or bool(linked(chain, a, b) - {LinkKind.CITES})
        tallies["reuse"].add(int(found and row["reuse"]), int(row["reuse"]), int(found))
        tallies["one_origin"].add(int(joined and row["one_origin"]), int(row["one_origin"]), int(joined))
    pair = {report: name.rpartition(".")[0] for name, report in ids.items()}
    strange = {r for link in chain.links if pair[link.child] != pair[link.parent] for r in (link.child, link.parent)}
    strange |= {r for origin in chain.origins if len({pair[o] for o in origin.reports}) > 1 for r in origin.reports}
    tallies["strangers"].add(len(pair) - len(strange), len(pair), len(pair))
    return tallies
