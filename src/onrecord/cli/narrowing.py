"""The commands that show a case, or only the part of it that is asked for."""

from typing import Annotated

import typer

from onrecord.cli.options import CasePath, Json

Origin = Annotated[str | None, typer.Option(help="Only reports of this origin: its name, a part of it, or its id.", show_default=False)]
Carried = Annotated[str | None, typer.Option("--outlet", help="Only reports of this outlet.", show_default=False)]
First = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="Only reports from this day, month or year on.", show_default=False)
]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only reports up to this day, month or year.", show_default=False)]
Came = Annotated[
    str | None,
    typer.Option(
        metavar="MOMENT",
        help="Only reports that came into the case since: last (with the last intake), intake:3 (after the third), or a day in UTC.",
        show_default=False,
    ),
]
News = Annotated[
    str | None,
    typer.Option(
        metavar="MOMENT",
        help="What is new instead, since: last (what the last intake brought), intake:3 (after the third), or a day in UTC.",
        show_default=False,
    ),
]


def brief(
    case: CasePath,
    full: Annotated[bool, typer.Option("--full", help="Leave nothing out.")] = False,
    since: News = None,
    json: Json = False,
) -> None:
    """The case on one screen, or what is new in it; lines end in an id that `show` opens."""
    from onrecord.casework.case import Case
    from onrecord.casework.listing import brief_of_case
    from onrecord.casework.since import since_of_case
    from onrecord.cli import render
    from onrecord.codec import to_json
    from onrecord.stories.brief import Brief

    with Case(case, readonly=True) as opened:
        news = since_of_case(opened, since, full=full) if since else None
        found = Brief(heading=news.heading, sections=news.sections) if news else brief_of_case(opened, full=full)
    print(to_json(news or found)) if json else render.brief(found, str(case))


def reports(
    case: CasePath,
    outlet: Carried = None,
    origin: Origin = None,
    first: First = None,
    last: Last = None,
    since: Came = None,
    json: Json = False,
) -> None:
    """The reports, by day: outlet, origin, statements, problems."""
    from onrecord.casework.case import Case
    from onrecord.casework.listing import Among, report_rows
    from onrecord.cli import render

    among = Among(outlet=outlet, origin=origin, first=first, last=last, since=since)
    with Case(case, readonly=True) as opened:
        columns = ("published", "outlet", "origin", "statements", "problems", "path", "id")
        render.rows(report_rows(opened, among), columns, as_json=json)


def statements(
    case: CasePath,
    speaker: Annotated[str | None, typer.Option(help="Only speakers with these words in their name.", show_default=False)] = None,
    stance: Annotated[str | None, typer.Option(help="Only this stance, such as denies or leaves_open.", show_default=False)] = None,
    report: Annotated[str | None, typer.Option(help="Only the report whose id begins so.", show_default=False)] = None,
    outlet: Carried = None,
    origin: Origin = None,
    first: First = None,
    last: Last = None,
    since: Came = None,
    json: Json = False,
) -> None:
    """Who said what, with which stance, in order of the report's day."""
    from onrecord.casework.case import Case
    from onrecord.casework.listing import Among, statement_rows
    from onrecord.cli import render

    among = Among(report=report, outlet=outlet, origin=origin, first=first, last=last, since=since)
    with Case(case, readonly=True) as opened:
        rows = statement_rows(opened, among, speaker=speaker, stance=stance)
        render.rows(rows, ("said", "speaker", "stance", "words", "id"), as_json=json)
