"""Print the measures, and fail when one is below its floor.

    python -m bench.quality              measure and hold the gate
    python -m bench.quality --raise      lift the floors to what was measured, where that is higher
    python -m bench.quality --lower      set the floors to what was measured, also where that is lower
    python -m bench.quality --own        the project's own gold only
    python -m bench.quality --rows       precision and recall of statements by phenomenon and by lexicon row

Floors stand in ``floors.json``, each set with the digest of the gold that it was measured on; when the gold has changed,
the gate says so and wants new floors.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.quality.across import across_digest, across_scores
from bench.quality.gold import own_digest, own_scores, shared_scores
from bench.quality.measures import Tally
from bench.quality.phenomena import score_by_row
from bench.quality.practice import practice_digest, practice_halves, practice_scores
from bench.quality.rewrites import GOLD as REWRITES
from bench.quality.rewrites import pair_halves, pairs_digest, rewrite_scores
from bench.quality.stances import FRESH, GOLD, PRACTICE, stance_digest, stance_scores
from bench.quality.stories import stories_digest, story_halves, story_scores
from bench.quality.wires import GOLD as WIRES
from bench.quality.wires import wire_scores
from onrecord.language.parser import Parser
from onrecord.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections import Counter

FLOORS = Path(__file__).parent / "floors.json"
_SLACK = 0.004
"""One statement more or less, by another processor's arithmetic in the parse, is no change of quality."""
_RATES = ("speaker", "stance", "mode")


def main() -> int:
    """Measure, print, compare with the floors. 0 when all hold, 1 when not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors where the measures are higher")
    parser.add_argument("--lower", action="store_true", help="set the floors to the measures, also where lower")
    parser.add_argument("--own", action="store_true", help="leave the shared gold alone")
    parser.add_argument("--confused", action="store_true", help="print which stance was read for which, on the half that is tuned on")
    parser.add_argument("--rows", action="store_true", help="print precision and recall by phenomenon and by lexicon row, no gate")
    args = parser.parse_args()
    if args.rows:
        for line in score_by_row(load_lexicon(), Parser()).lines():
            print(line)
        return 0
    measured = _measured(own=args.own, confused=args.confused)
    for name, found in measured.items():
        print(f"{name}  (gold {found['digest']})")
        for measure, value in found["measures"].items():
            print(f"  {measure:28}{value:8.3f}")
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    if args.lift or args.lower:
        for name, found in measured.items():
            floors[name] = {"digest": found["digest"], "floors": _new_floors(floors.get(name), found, lower=args.lower)}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
        print(f"floors written to {FLOORS.name}")
        return 0
    return _gate(floors, measured)


def _measured(*, own: bool, confused: bool) -> dict[str, dict[str, Any]]:
    """Name of a gold to its digest and measures: what is ours, and the shared gold unless ``own``."""
    measured = {**_of_statements(confused=confused), **_of_stories()}
    for name, gold, scored in (("rewrites", REWRITES, rewrite_scores), ("wires", WIRES, wire_scores)):
        for half, rows in pair_halves(gold).items():
            measured[f"{name}_{half}"] = {"digest": pairs_digest(gold), "measures": _flat(scored(rows))}
    for name, digest, measures in () if own else shared_scores():
        measured[name] = {"digest": digest, "measures": measures}
    return measured


def _of_statements(*, confused: bool) -> dict[str, dict[str, Any]]:
    """The halves of our own reports and of the sentences on stance; with ``confused`` prints which stance was read for which."""
    measured: dict[str, dict[str, Any]] = {}
    for half, tallies in own_scores().items():
        measured[f"own_{half}"] = {"digest": own_digest(), "measures": _flat(tallies)}
    read: dict[str, Counter[str]] = {}
    for name, gold in (("stances", GOLD), ("stances_practice", PRACTICE), ("stances_fresh", FRESH)):
        scores, found = stance_scores(gold)
        read = read or found
        for half, tallies in scores.items():
            measured[f"{name}_{half}"] = {"digest": stance_digest(gold), "measures": {n: round(t.recall, 4) for n, t in tallies.items()}}
    for stance, got in read.items() if confused else ():
        print(f"{stance:18}" + ", ".join(f"{name} {n}" for name, n in got.most_common()))
    return measured


def _of_stories() -> dict[str, dict[str, Any]]:
    """The transfers of single reports, and what the stories tell as a whole."""
    measured: dict[str, dict[str, Any]] = {}
    for half, folders in story_halves().items():
        if folders:
            measured[f"told_{half}"] = {"digest": stories_digest(folders), "measures": _flat(story_scores(folders))}
    for half, rows in practice_halves().items():
        measured[f"told_{half}"] = {"digest": practice_digest(half), "measures": _flat(practice_scores(rows))}
    for half, tallies in across_scores().items():
        measured[f"stories_{half}"] = {"digest": across_digest(), "measures": {n: round(t.recall, 4) for n, t in tallies.items()}}
    return measured


def _flat(tallies: dict[str, Tally]) -> dict[str, float]:
    flat: dict[str, float] = {}
    for name, tally in tallies.items():
        if name in _RATES:
            flat[f"{name}.rate"] = round(tally.recall, 4)
        else:
            flat |= {f"{name}.precision": round(tally.precision, 4), f"{name}.recall": round(tally.recall, 4)}
    return flat


def _new_floors(old: dict[str, Any] | None, found: dict[str, Any], *, lower: bool) -> dict[str, float]:
    same_gold = old is not None and old["digest"] == found["digest"]
    if lower or not same_gold or old is None:
        return dict(found["measures"])
    return {name: max(value, old["floors"].get(name, 0.0)) for name, value in found["measures"].items()}


def _gate(floors: dict[str, Any], measured: dict[str, dict[str, Any]]) -> int:
    failed = 0
    for name, found in measured.items():
        held = floors.get(name)
        if held is None or held["digest"] != found["digest"]:
            print(f"GATE {name}: the gold is not the one that the floors were measured on; run with --raise after reading the change")
            failed += 1
            continue
        for measure, floor in held["floors"].items():
            value = found["measures"].get(measure, 0.0)
            if value < floor - _SLACK:
                print(f"GATE {name}: {measure} {value:.3f} is below its floor {floor:.3f}")
                failed += 1
    print("quality gate: " + ("holds" if not failed else f"{failed} broken"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
