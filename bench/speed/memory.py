"""Does memory stay flat over very many reports? Short invented ones stream by, each with words that no report before it had."""

import random
import resource
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.invented import texts
from onrecord.casework.case import Case
from onrecord.casework.reading import read_reports
from onrecord.language.parser import Parser
from onrecord.lexicon import load_lexicon
from onrecord.model import Report

_NEW = 6
"""So many words of each report are new: names in real text never stop being so."""

_SYLLABLES = ("ka", "mi", "tor", "ve", "lun", "dra", "se", "pol", "na", "rik", "go", "bel", "shu", "wen", "tal", "ist")
_MEGABYTE = 1 << 20


def memory_while_reading(count: int, steps: int = 5) -> list[tuple[int, float]]:
    """(reports read so far, megabytes resident then), at ``steps`` places of one stream of readings."""
    readings = read_reports(((report, ()) for report in _short(count)), load_lexicon(), Parser())
    held = []
    for step in range(1, steps + 1):
        for _ in islice(readings, count // steps):
            pass
        held.append((step * count // steps, _resident()))
    return held


def memory_while_adding(count: int, steps: int = 5) -> list[tuple[int, float]]:
    """The same, of a case to which the reports are added a part at a time."""
    held = []
    with tempfile.TemporaryDirectory() as folder:
        reports = _short(count)
        with Case(Path(folder) / "many.case", create=True) as case:
            for step in range(1, steps + 1):
                part = Path(folder) / str(step)
                part.mkdir()
                for report in islice(reports, count // steps):
                    (part / f"{report.path}").write_text(report.text, encoding="utf-8")
                case.add([part])
                held.append((step * count // steps, _resident()))
    return held


def _short(count: int) -> Iterator[Report]:
    draw = random.Random(7)  # noqa: S311 - not a secret
    for number, (fields, text) in enumerate(texts(count, seed=7)):
        head = text.partition("\n")[0]
        names = ", ".join("".join(draw.choices(_SYLLABLES, k=4)).title() for _ in range(_NEW))
        yield Report(
            id=f"r{number}",
            original="",
            path=fields["path"],
            text=f"{head}\n\nThe court denied that it had named {names} on {fields['published']}.",
            published=fields["published"],
        )


def _resident() -> float:
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / _MEGABYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
