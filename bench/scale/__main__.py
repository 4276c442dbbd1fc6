"""``python -m bench.scale``: what ``add`` and then ``brief`` of 10,000 reports take beyond reading and chain, as a share of reading.

Each verb runs in a process of its own, so that each has its own peak of memory and nothing is at hand; processor time, of the process
and those that it started. Reading is what ``Case.read`` takes (stages, and keeping what they found), the chain what ``Case.chain`` takes
after it; beyond is all the rest of ``add``, and the whole of ``brief`` from the start of its process. Then the same ``brief`` again, on
the case as it is; and one report more, which has everything that is told together worked out anew. Exit status 1 when the share is above
the bound. A case that was measured before is taken with ``--case``: then only what comes after ``add`` is measured.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.invented import texts, write

BOUND = 0.15
"""What is beyond reading and chain, as a share of reading, at most."""

_TIMES = """
import json, os, resource, sys
from pathlib import Path
def spent():
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system
def say(**told):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**told, "whole": spent(), "peak": peak}))
"""
_ADD = """
from onrecord.casework.case import Case
held = dict(read=0.0, chain=0.0)
class Timed(Case):
    def read(self, **given):
        begun = spent()
        found = super().read(**given)
        held["read"] += spent() - begun
        return found
    def chain(self):
        begun = spent()
        found = super().chain()
        held["chain"] += spent() - begun
        return found
with Timed(Path(sys.argv[1]), create=True) as case:
    added = case.add([Path(sys.argv[2])])
say(**held, new=added.new)
"""
_BRIEF = """
from onrecord.casework.case import Case
from onrecord.casework.listing import brief_of_case
with Case(Path(sys.argv[1]), readonly=True) as case:
    brief_of_case(case)
say()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds of processor time of one process, ``read`` and ``chain`` those of the two parts, and its peak of memory in megabytes."""

    whole: float
    peak: float
    read: float = 0.0
    chain: float = 0.0
    new: int = 0


def _run(code: str, *given: Path) -> Spent:
    done = subprocess.run([sys.executable, "-c", _TIMES + code, *map(str, given)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return Spent(**json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--case", type=Path, help="where to make the case; one that is there already is not made again")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = given.case or Path(folder) / "many.case"
        added = None if case.exists() else _run(_ADD, case, write(Path(folder) / "reports", given.reports))
        if added:
            rest = added.whole - added.read - added.chain
            print(f"add: {added.new:,} reports, {added.whole:.0f} s of processor time, at most {added.peak:,.0f} MB")
            part = added.chain / added.read
            print(f"  reading {added.read:.0f} s, chain {added.chain:.1f} s ({part:.3f} of reading), the rest {rest:.1f} s")
        first = _run(_BRIEF, case)
        print(f"brief: {first.whole:.1f} s, at most {first.peak:,.0f} MB", flush=True)
        again = _run(_BRIEF, case)
        print(
            f"brief of the same case again: {again.whole:.1f} s ({again.whole / first.whole:.3f} of the first), {again.peak:,.0f} MB",
            flush=True,
        )
        fields, text = next(texts(1, seed=77))
        one = Path(folder) / "one.txt"
        one.write_text(text + f"\n\nOne report more, of {fields['published']}.", encoding="utf-8")
        more, anew = _run(_ADD, case, one), _run(_BRIEF, case)
        print(f"one report more: add {more.whole:.1f} s (of it chain {more.chain:.1f} s), brief {anew.whole:.1f} s")
        if added is None:
            return 0
        share = (rest + first.whole) / added.read
        print(f"beyond reading and chain: {share:.3f} of reading (bound {BOUND})")
    return int(share > BOUND)


if __name__ == "__main__":
    raise SystemExit(main())
