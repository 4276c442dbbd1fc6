"""What a decision of a joint inquiry may name, looked up by kind: the cost is that of so many of the kind, however long the journal."""

from collections.abc import Sequence

from onrecord.inquiry.fold import EXHIBIT, FINDING, HYPOTHESIS, WITHDRAWS
from onrecord.inquiry.membership import ADMITS, FOUNDS, JOINS, REVOKES, membership
from onrecord.model import BadInput, Party, SignedEntry, content_id
from onrecord.store import CaseFile

_MEMBERSHIP = (FOUNDS, JOINS, ADMITS, REVOKES)


class Named:
    """The hypotheses, exhibits, findings and parties that stand in the inquiry of a case file, private ones of this copy included."""

    def __init__(self, file: CaseFile) -> None:
        """Nothing is read before it is asked for."""
        self._file = file

    def hypothesis(self, prefix: str) -> str:
        """The id of the hypothesis that begins so. Raises BadInput when there is none or several."""
        return one_of(prefix, [f"h_{entry.hash[:12]}" for entry in self._standing(HYPOTHESIS)], "hypothesis")

    def exhibit(self, prefix: str) -> str:
        """The id of the exhibit that begins so. Raises BadInput when there is none or several."""
        return one_of(prefix, [content_id("x", str(entry.about.get("record", ""))) for entry in self._standing(EXHIBIT)], "exhibit")

    def finding(self, prefix: str) -> str:
        """The id of the finding that begins so, and was not withdrawn. Raises BadInput when there is none or several."""
        return one_of(prefix, [f"f_{entry.hash[:12]}" for entry in self._standing(FINDING)], "finding")

    def entry(self, prefix: str, party: str) -> str:
        """The hash of the entry of ``party`` that begins so. Raises BadInput when there is none or several."""
        return one_of(prefix, [entry.hash for entry in self._file.entries.beginning(prefix) if entry.party == party], "entry of your party")

    def parties(self) -> tuple[Party, ...]:
        """Who takes part."""
        return membership(self._file.entries.of(*_MEMBERSHIP)).parties

    def _standing(self, decision: str) -> Sequence[SignedEntry]:
        """The entries of one decision that count and that their party did not withdraw."""
        entries = self._file.entries.of(*_MEMBERSHIP, WITHDRAWS, decision)
        void = membership(entries).void
        back = {(entry.party, str(entry.about.get("entry"))) for entry in entries if entry.decision == WITHDRAWS and entry.hash not in void}
        return [e for e in entries if e.decision == decision and e.hash not in void and (e.party, e.hash) not in back]


def one_of(prefix: str, ids: Sequence[str], what: str) -> str:
    """The one id that begins with ``prefix``. Raises BadInput."""
    found = {one for one in ids if one.startswith(prefix)}
    if len(found) != 1:
        raise BadInput(prefix, f"fits {'more than one' if found else 'no'} {what}", "onrecord inquiry CASE status lists them")
    return found.pop()
