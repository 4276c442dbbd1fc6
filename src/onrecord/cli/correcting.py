"""The commands by which people overrule the machine; each is an entry of the journal, with person, time and reason."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from onrecord.cli.options import CasePath, Json, example, person

_WHY = "What shows it; kept in the journal."
_Why = Annotated[str, typer.Option(help=_WHY, show_default=False)]
_Statement = Annotated[str, typer.Argument(metavar="ID", help="A statement: its id, or the beginning of one.", show_default=False)]
_Record = Annotated[str, typer.Argument(metavar="ID", help="Any record's id, or the beginning of one.", show_default=False)]
_Child = Annotated[str, typer.Argument(metavar="CHILD", help="The report that took from the other.", show_default=False)]
_Parent = Annotated[str, typer.Argument(metavar="PARENT", help="The report that it took from.", show_default=False)]
_Echoes = Annotated[bool, typer.Option("--echoes", help="Also where other reports of its origin carry it in the same words.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the program."""
    app.command(epilog=example("onrecord review story.case", "onrecord review story.case --json"))(review)
    app.command(epilog=example('onrecord accept story.case s_k3 --why "read against the page"'))(accept)
    app.command(epilog=example('onrecord reject story.case s_k3 --why "a caption, nobody says it"'))(reject)
    app.command(
        epilog=example(
            'onrecord edit story.case s_k3 --speaker "Mara Linde" --why "she is named above"',
            'onrecord edit story.case s_k3 --stance doubts --words "the invoice is genuine" --why "he asks whether it is"',
        )
    )(edit)
    app.command(epilog=example('onrecord attach story.case r_jp4b r_xgeb --kind edits --why "the editor told us"'))(attach)
    app.command(epilog=example('onrecord detach story.case r_jp4b r_xgeb --why "both were at the briefing"'))(detach)
    app.command(epilog=example('onrecord note story.case s_k3 "ask the ministry for the tape"'))(note)
    app.command(epilog=example('onrecord flag story.case s_k3 --why "who is she?"'))(flag)
    app.command(epilog=example('onrecord undo story.case 12 --why "the tape says otherwise"'))(undo)
    app.command(epilog=example("onrecord journal story.case", "onrecord journal story.case --json"))(journal)


def review(
    case: CasePath,
    most: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    json: Json = False,
) -> None:
    """What is worth looking at first: flagged, then what is least certain and carries most."""
    from onrecord.casework.case import Case
    from onrecord.casework.looking import Ties, Whole
    from onrecord.casework.reviewing import review_of, review_rows
    from onrecord.cli import render

    with Case(case, readonly=True) as opened:
        whole = Whole(opened, Ties(opened.chain()))
        found = review_of(opened, whole)
    for line in () if json else found.unsettled:
        print(f"look again: entry {line.entry}, {line.what}: {line.state}")
    render.rows(review_rows(found, whole, most), ("points", "why", "speaker", "stance", "words", "id"), as_json=json)
    if not json and len(found.rows) > most:
        print(f"… {len(found.rows) - most} more: onrecord review {case} --most {len(found.rows)}")


def accept(case: CasePath, record: _Statement, why: _Why, echoes: _Echoes = False) -> None:
    """Decide that a statement was read right. It leaves the review; undo takes the decision back."""
    from onrecord.casework import correcting

    _each(case, record, echoes, lambda opened, one: correcting.accept(opened, one, why=why, person=person()))


def reject(case: CasePath, record: _Statement, why: _Why, echoes: _Echoes = False) -> None:
    """Decide that nobody said this: the statement is taken out of all that the case tells. What the machine read is kept."""
    from onrecord.casework import correcting

    _each(case, record, echoes, lambda opened, one: correcting.reject(opened, one, why=why, person=person()))


def edit(
    case: CasePath,
    record: _Statement,
    why: _Why,
    speaker: Annotated[str | None, typer.Option(help="Who says it.", show_default=False)] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="The report names nobody.")] = False,
    role: Annotated[str | None, typer.Option(help="The speaker's role.", show_default=False)] = None,
    kind: Annotated[str | None, typer.Option(help="What the speaker is: person, state, organization ...", show_default=False)] = None,
    stance: Annotated[str | None, typer.Option(help="The stance, such as denies or leaves_open.", show_default=False)] = None,
    words: Annotated[
        str | None, typer.Option(help="What is said: exact words of the report; … stands between parts.", show_default=False)
    ] = None,
    echoes: _Echoes = False,
) -> None:
    """Correct the speaker, the stance or the words of a statement; what is not named stays as it is."""
    from onrecord.casework import correcting

    wanted = correcting.Wanted(speaker="" if nobody else speaker, role=role, kind=kind, stance=stance, words=words)
    _each(case, record, echoes, lambda opened, one: correcting.edit(opened, one, wanted, why=why, person=person()))


def attach(
    case: CasePath,
    child: _Child,
    parent: _Parent,
    why: _Why,
    kind: Annotated[str, typer.Option(help="What it did: republishes, trims, edits, lifts, cites, credits.")] = "edits",
) -> None:
    """Decide that one report took from another. All kinds but lifts and cites make them one origin."""
    from onrecord.casework import correcting
    from onrecord.casework.case import Case

    with Case(case) as opened:
        _kept(case, opened, correcting.attach(opened, child, parent, kind=kind, why=why, person=person()))


def detach(case: CasePath, child: _Child, parent: _Parent, why: _Why) -> None:
    """Decide that neither of two reports took from the other."""
    from onrecord.casework import correcting
    from onrecord.casework.case import Case

    with Case(case) as opened:
        _kept(case, opened, correcting.detach(opened, child, parent, why=why, person=person()))


def note(
    case: CasePath, record: _Record, words: Annotated[str, typer.Argument(metavar="WORDS", help="The note.", show_default=False)]
) -> None:
    """Write a note on any record: a report, statement, figure, transfer, actor, claim, conflict or origin."""
    from onrecord.casework import correcting
    from onrecord.casework.case import Case

    with Case(case) as opened:
        _kept(case, opened, correcting.note(opened, record, words, person=person()))


def flag(case: CasePath, record: _Record, why: _Why) -> None:
    """Ask for any record to be looked at again; it stands first in the review."""
    from onrecord.casework import correcting
    from onrecord.casework.case import Case

    with Case(case) as opened:
        _kept(case, opened, correcting.flag(opened, record, why=why, person=person()))


def undo(
    case: CasePath,
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help="The number of an entry of the journal.", show_default=False)],
    why: _Why,
) -> None:
    """Take back a decision. That too is an entry of the journal, and can be taken back."""
    from onrecord.casework import correcting
    from onrecord.casework.case import Case

    with Case(case) as opened:
        _kept(case, opened, correcting.undo(opened, entry, why=why, person=person()))


def journal(case: CasePath, json: Json = False) -> None:
    """What people decided, in order: entry, time, person, decision, reason, and what became of it."""
    from onrecord.casework.case import Case
    from onrecord.casework.method import journal_rows
    from onrecord.cli import render

    with Case(case, readonly=True) as opened:
        found = list(journal_rows(opened))
    render.rows(found, ("entry", "at", "person", "what", "why", "state"), as_json=json)


def _each(case: CasePath, record: str, echoes: bool, decide: Callable[[Any, str], Any]) -> None:  # noqa: FBT001 - the option as it is
    """Decide on a statement, and on those that carry the same words when asked."""
    from onrecord.casework.case import Case
    from onrecord.casework.correcting import echoes_of, look

    with Case(case) as opened:
        first = look(opened, record)
        for one in [first.id, *(echoes_of(opened, first) if echoes else ())]:
            _kept(case, opened, decide(opened, one))


def _kept(case: CasePath, opened: Any, entry: Any) -> None:
    from onrecord.casework.method import entry_told
    from onrecord.text.controls import visible

    print(visible(f"{case}: journal entry {entry.sequence}; {entry_told(opened, entry)}"))
