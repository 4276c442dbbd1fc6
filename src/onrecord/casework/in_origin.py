"""The origin that people ask for by its id, its name, or a part of that."""

import json
from collections.abc import Mapping, Sequence

from onrecord.casework.looking import Looking, Whole
from onrecord.model import Origin
from onrecord.text.folding import fold


def origins_asked(origins: Sequence[Origin], asked: str) -> list[Origin]:
    """The origin with this id or name, else those whose id begins so or whose name has these words in it."""
    exact = [o for o in origins if asked in (o.id, o.name)]
    return exact or [o for o in origins if fold(asked) in fold(o.name) or (asked.startswith("o_") and o.id.startswith(asked))]


def reports_of_origin(origins: Sequence[Origin], asked: str) -> list[str]:
    """The reports of the origins that are asked for."""
    return [report for origin in origins_asked(origins, asked) for report in origin.reports]


def by_report(looking: Looking, where: Mapping[str, str]) -> Mapping[str, str]:
    """What is asked of a list, with the reports of the origins in place of what was typed, as the store asks for it."""
    if "origin" not in where:
        return where
    return {**where, "origin": json.dumps(reports_of_origin(looking.ties().chain.origins, where["origin"]))}


def by_name(whole: Whole, where: Mapping[str, str]) -> Mapping[str, str]:
    """The same with the names of the origins, one on a line."""
    if "origin" not in where:
        return where
    return {**where, "origin": "\n".join(o.name for o in origins_asked(whole.ties.chain.origins, where["origin"]))}
