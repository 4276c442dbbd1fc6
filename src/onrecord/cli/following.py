"""The commands that follow words from report to report."""

from onrecord.cli.options import CasePath, Json, opened_to_read


def chain(case: CasePath, json: Json = False) -> None:
    """Who took what from whom: each origin with the reports that echo it, and passages lifted across origins."""
    from onrecord.casework.tracing import chain_json, chain_tree
    from onrecord.cli import render

    with opened_to_read(case) as opened:
        print(chain_json(opened)) if json else render.tree(chain_tree(opened))
