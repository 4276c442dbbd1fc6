"""Which reports a record of a case rests on, and on which origin."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property

from onrecord.casework.case import Case
from onrecord.casework.standing import PREFIXES, Standing
from onrecord.model import BadInput
from onrecord.stories.claims import Claim
from onrecord.stories.conflicts import Conflict

_ID = re.compile(r"[a-z]{1,2}_[a-z2-7]{12}")


class Resting:
    """Looks up what records rest on; the case as a whole is worked out at the first conflict or claim, unless it is given."""

    def __init__(self, case: Case, told: Mapping[str, frozenset[str]] | None = None) -> None:
        """``told``: conflict or claim id to its reports, where that is at hand."""
        self.case = case
        self._given = told

    @cached_property
    def told(self) -> Mapping[str, frozenset[str]]:
        """Conflict or claim id to the reports that it rests on."""
        if self._given is not None:
            return self._given
        standing = Standing(self.case)
        return told_by(standing.conflicts(), standing.claims(), {s.id: r.report.id for r in standing.readings for s in r.statements})

    @cached_property
    def _origins(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """Origin id to its name and reports."""
        return {origin.id: (origin.name, origin.reports) for origin in self.case.chain().origins}

    def record(self, prefix: str) -> str:
        """The full id of a record of the case that begins with ``prefix``. Raises BadInput when there is none or several."""
        if prefix[:2] in PREFIXES:
            return _one(prefix, self.told, PREFIXES[prefix[:2]])
        if prefix.startswith("o_"):
            return _one(prefix, self._origins, "origin")
        return self.case.resolve(prefix)[1]

    def reports_of(self, records: Iterable[str]) -> list[str]:
        """The reports that records of any kind rest on, those that are in this case, in order of their ids.

        What is no record's id, or is of a record that this case does not hold, rests on none.
        """
        found: set[str] = set()
        for record in sorted({one for one in records if _ID.fullmatch(one)}):
            if record[:2] in PREFIXES:
                found |= self.told.get(record, frozenset())
            elif record.startswith("o_"):
                found |= set(self._origins[record][1]) if record in self._origins else set()
            else:
                with suppress(BadInput):
                    found.add(self.case.file.report(record).id if record.startswith("r_") else self.case.file.record(record)[0])
        return sorted(found)

    def origin(self, record: str) -> str | None:
        """The id of the origin that a record rests on, when it is one."""
        reports = set(self.reports_of([record]))
        found = {key for key, (_, held) in self._origins.items() if reports & set(held)}
        return found.pop() if len(found) == 1 else None

    def origin_name(self, origin: str) -> str:
        """The name of an origin; the id itself when it is none of this case."""
        return self._origins[origin][0] if origin in self._origins else origin


def told_by(conflicts: Iterable[Conflict], claims: Iterable[Claim], report_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Conflict or claim id to the reports that it rests on. ``report_of``: statement id to report id."""
    found = {claim.id: frozenset((*claim.reports, *(report_of[s] for s in claim.statements if s in report_of))) for claim in claims}
    for one in conflicts:
        said = {report_of[s] for side in one.sides for s in side.statements if s in report_of}
        found[one.id] = frozenset(said | {place.report for side in one.sides for place in side.places})
    return found


def _one(prefix: str, ids: Iterable[str], what: str) -> str:
    found = [one for one in ids if one.startswith(prefix)]
    if not found:
        raise BadInput(prefix, f"no {what} with this id", f"onrecord {what}s lists them")
    if len(found) > 1:
        raise BadInput(prefix, "fits more than one id", "give more of it: " + ", ".join(found[:4]))
    return found[0]
