"""The commands that follow words from report to report."""

from typing import Annotated

import typer

from onrecord.cli.options import CasePath, Json


def chain(case: CasePath, json: Json = False) -> None:
    """Who took what from whom: each origin with the reports that echo it, and passages lifted across origins."""
    from onrecord.casework.case import Case
    from onrecord.casework.tracing import chain_json, chain_tree
    from onrecord.cli import render

    with Case(case, readonly=True) as opened:
        print(chain_json(opened)) if json else render.tree(chain_tree(opened))


def compare(
    case: CasePath,
    a: Annotated[str, typer.Argument(metavar="A", help="A report's id, or the beginning of one.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="Another's.", show_default=False)],
    json: Json = False,
) -> None:
    """Two reports side by side: what both have, what changed on the way, what only one has."""
    from onrecord.casework.case import Case
    from onrecord.casework.comparing import compare_reports
    from onrecord.cli import render
    from onrecord.codec import to_json

    with Case(case, readonly=True) as opened:
        found = compare_reports(opened, a, b)
    print(to_json(found)) if json else render.comparison(found)
