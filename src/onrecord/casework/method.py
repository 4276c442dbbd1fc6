"""How a case came to hold what it holds: which parts of the machine read it, and what people decided."""

from importlib.metadata import PackageNotFoundError, version

from onrecord.casework.case import Case
from onrecord.casework.stages import STAGES
from onrecord.codec import canonical
from onrecord.store import first_break


def made_by(case: Case) -> list[tuple[str, str]]:
    """(part, which) of everything that the readings depend on."""
    try:
        own = version("onrecord")
    except PackageNotFoundError:
        own = "not installed"
    readings = sorted({made.partition("/")[0] for _, made in case.file.read_by()})
    return [
        ("onrecord", own),
        ("lexicon", case.lexicon.digest),
        ("stages", ", ".join(f"{stage.name} {stage.version}" for stage in STAGES)),
        ("readings made by", ", ".join(readings)),
    ]


def decisions(case: Case) -> list[tuple[str, str, str]]:
    """(when, who, what) of every entry of the journal, and a last row when the journal does not hold together."""
    entries = case.file.journal()
    rows = [(e.at, e.person or "unnamed", f"{e.decision} {canonical(e.about).decode()}") for e in entries]
    broken = first_break(entries)
    return rows if broken is None else [*rows, ("", "", f"entry {broken} does not follow from the one before it")]
