"""Builds the demo case from the reports shipped in the package."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.casework.case import Case, Progress, quiet
from onrecord.demo import STORY, as_file
from onrecord.model import BadInput, Refused
from onrecord.store import is_case


@contextmanager
def build(path: Path, progress: Progress = quiet) -> Iterator[Case]:
    """The demo case at ``path``, built or brought up to date, open.

    Raises BadInput when something else is there.
    """
    if path.exists() and not is_case(path):
        raise BadInput(str(path), "is there already and is not a case", "name another file: onrecord demo my.case")
    with as_file(STORY) as story, Case(path, create=True) as case:
        if case.file.report_count() and case.file.setting("demo") is None:
            raise Refused(str(path), "is a case of your own", "name another file: onrecord demo my.case")
        with case.file.transaction():
            case.file.set("demo", "1")
        case.lay_over((story / "lexicon.toml").read_text(encoding="utf-8"), "the demo's lexicon", "onrecord demo")
        case.add([story / "manifest.jsonl"], progress=progress)
        yield case
