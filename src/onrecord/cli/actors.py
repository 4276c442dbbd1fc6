"""The commands about who speaks: the actors of a case, and which names are one actor's."""

from typing import Annotated

import typer

from onrecord.cli.options import CasePath, Json, person

_Why = Annotated[str, typer.Option(help="What shows it; kept in the journal.", show_default=False)]


def actors(case: CasePath, json: Json = False) -> None:
    """Who speaks across all reports: names, roles with their days, statements, stances."""
    from onrecord.casework.case import Case
    from onrecord.casework.listing import actor_rows
    from onrecord.cli import render

    with Case(case, readonly=True) as opened:
        render.rows(actor_rows(opened), ("actor", "kind", "names", "roles", "said", "stances", "id"), as_json=json)


def merge(
    case: CasePath,
    a: Annotated[str, typer.Argument(metavar="A", help="An actor: its id, the beginning of it, or a name.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.", show_default=False)],
    why: _Why,
) -> None:
    """Decide that two actors are one. The journal keeps it, and it outlasts every new reading; split undoes it."""
    from onrecord.casework import actors as deciding
    from onrecord.casework.case import Case

    with Case(case) as opened:
        entry = deciding.merge(opened, a, b, why=why, person=person())
        known = deciding.find_actor(deciding.actors_of(opened), str(entry.about["a"][0]))  # type: ignore[index]
    print(f"{case}: journal entry {entry.sequence}; {known.name} is now {', '.join(known.names)}")


def split(
    case: CasePath,
    a: Annotated[str, typer.Argument(metavar="A", help="An actor: its id, the beginning of it, or a name.", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name that is somebody else's.", show_default=False)],
    why: _Why,
    report: Annotated[str | None, typer.Option(help="Only in the report whose id begins so.", show_default=False)] = None,
) -> None:
    """Decide that a name is not this actor's. The journal keeps it, and it outlasts every new reading; merge undoes it."""
    from onrecord.casework import actors as deciding
    from onrecord.casework.case import Case

    with Case(case) as opened:
        entry = deciding.split(opened, a, name, why=why, person=person(), report=report)
    print(f"{case}: journal entry {entry.sequence}; {name} stands apart")
