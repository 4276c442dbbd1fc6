"""How a case came to hold what it holds: which parts of the machine read it, and what people decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from onrecord.casework.case import Case
from onrecord.casework.correcting import TAKEN_BACK
from onrecord.casework.enforcing import outcomes
from onrecord.casework.listing import ListRow
from onrecord.casework.stages import STAGES
from onrecord.casework.subjects import missing
from onrecord.codec import to_plain
from onrecord.corrections.ledger import UNDO, in_force, rulings
from onrecord.corrections.telling import reason, told
from onrecord.model import Entry
from onrecord.store import first_break

if TYPE_CHECKING:
    from onrecord.casework.looking import Whole


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Journaled:
    """An entry of the journal for people: ``what`` was decided, ``why``, and in ``state`` what became of it, empty while it holds.

    ``open`` says whether it can be taken back.
    """

    entry: int
    at: str
    person: str
    decision: str
    what: str
    why: str
    state: str
    open: bool


def journal_of(case: Case, whole: "Whole | None" = None) -> list[Journaled]:
    """The whole journal; of notes on what the case tells as a whole it is known only with ``whole`` whether that is still told."""
    entries = case.file.journal()
    by_hash = {entry.hash: entry for entry in entries}
    living = {entry.hash for entry in in_force(entries)}
    undone = {str(e.about.get("hash")): e.sequence for e in entries if e.decision == UNDO and e.hash in living}
    held = rulings(entries)
    fates = outcomes(case.file, held)
    gone = missing(case, held, whole)
    found = []
    for e in entries:
        fate = fates.get(e.sequence)
        state = f"taken back by entry {undone[e.hash]}" if e.hash in undone else (fate.told if fate else gone.get(e.sequence, ""))
        found.append(
            Journaled(
                entry=e.sequence, at=e.at, person=e.person, decision=e.decision, what=told(e, by_hash), why=reason(e), state=state,
                open=e.hash in living and e.decision in TAKEN_BACK,
            )
        )  # fmt: skip
    return found


def journal_rows(case: Case) -> Iterator[ListRow]:
    """``journal``: one row an entry; JSON has what it is about just as it was signed."""
    about = {entry.sequence: dict(entry.about) for entry in case.file.journal()}
    for one in journal_of(case):
        plain = to_plain(one) | {"about": about[one.entry]}
        yield ListRow(plain, {name: str(value) for name, value in plain.items()})


def entry_told(case: Case, entry: Entry) -> str:
    """One entry in a line."""
    return told(entry, {e.hash: e for e in case.file.journal()})


def decisions(case: Case, whole: "Whole | None" = None) -> list[tuple[str, str, str]]:
    """(when, who, what) of every entry of the journal, and a last row when the journal does not hold together."""
    rows = [
        (one.at, one.person or "unnamed", "; ".join(filter(None, (one.what, one.why and f"because {one.why}", one.state))))
        for one in journal_of(case, whole)
    ]
    broken = first_break(case.file.journal())
    return rows if broken is None else [*rows, ("", "", f"entry {broken} does not follow from the one before it")]
