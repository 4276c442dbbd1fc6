"""The commands that follow words from report to report."""

from onrecord.cli.options import CasePath, Json


def chain(case: CasePath, json: Json = False) -> None:
    """Who took what from whom: each origin with the reports that echo it, and passages lifted across origins."""
    from onrecord.casework.case import Case
    from onrecord.casework.tracing import chain_json, chain_tree
    from onrecord.cli import render

    with Case(case, readonly=True) as opened:
        print(chain_json(opened)) if json else render.tree(chain_tree(opened))
