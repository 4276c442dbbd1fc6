"""A joint inquiry held for looking: what follows from its journal is worked out once for each state of the file."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.casework.inquiring import KEEPS
from onrecord.casework.inquiry_listing import Waiting, waiting
from onrecord.casework.looking import Looking, Stamp, Whole
from onrecord.casework.proposing import Proposing
from onrecord.casework.resting import Resting, told_by
from onrecord.inquiry.competing import Matrix, matrix
from onrecord.inquiry.fold import fold
from onrecord.inquiry.membership import joining, membership
from onrecord.model import Exhibit, Finding, Hypothesis, Inquiry, SignedEntry, words_of
from onrecord.model.dates_in_words import in_words

_KINDS = {"r_": "report", "s_": "statement", "t_": "transfer", "c_": "conflict", "k_": "claim", "o_": "origin"}


@dataclass(frozen=True, slots=True)
class Described:
    """A record in words: its kind, whose page shows it, and a line. ``here`` tells whether this copy holds it."""

    id: str
    kind: str
    words: str
    here: bool = True


class Joint:
    """The inquiry of a case at one state of its file."""

    def __init__(self, looking: Looking) -> None:
        """Read the journal and fold it."""
        self._looking = looking
        with looking.case() as case:
            self.entries: Sequence[SignedEntry] = case.file.signed()
        self.state: Inquiry = fold(self.entries)
        self.private: frozenset[str] = frozenset(e.hash for e in self.entries if e.private)
        self.by_hash: Mapping[str, SignedEntry] = {e.hash: e for e in self.entries}

    @cached_property
    def whole(self) -> Whole:
        """What the reports tell."""
        return self._looking.whole()

    @cached_property
    def waiting(self) -> Sequence[Waiting]:
        """What waits for whom."""
        return waiting(self.entries)

    @cached_property
    def asking(self) -> Sequence[SignedEntry]:
        """The entries by which keys ask to be let in."""
        return joining(self.entries, membership(self.entries))

    @cached_property
    def told(self) -> Mapping[str, frozenset[str]]:
        """Conflict or claim id to the reports that it rests on."""
        whole = self.whole
        return told_by(whole.conflicts, whole.claims, {key: said.report.id for key, said in whole.said.items()})

    @cached_property
    def origins(self) -> Mapping[str, tuple[str, str]]:
        """Exhibit id to the id and name of the one origin that it rests on."""
        found = {}
        with self._looking.case() as case:
            resting = Resting(case, self.told)
            for exhibit in self.state.exhibits:
                if origin := resting.origin(exhibit.record):
                    found[exhibit.id] = (origin, resting.origin_name(origin))
        return found

    @cached_property
    def exhibits(self) -> Mapping[str, Exhibit]:
        """Exhibits by id."""
        return {x.id: x for x in self.state.exhibits}

    @cached_property
    def hypotheses(self) -> Mapping[str, Hypothesis]:
        """Hypotheses by id."""
        return {h.id: h for h in self.state.hypotheses}

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Findings by id."""
        return {f.id: f for f in self.state.findings}

    def matrix(self, party: str | None = None) -> Matrix:
        """Hypotheses against exhibits, as a party judges or all together."""
        return matrix(self.state, {x: origin for x, (origin, _) in self.origins.items()}, party)

    @cached_property
    def proposing(self) -> Proposing:
        """What the machine proposes on this state of the case."""
        return Proposing(self.whole)

    def own_grades(self, key: str) -> Mapping[str, str]:
        """Of the sealed grades that ``key`` signed on this copy, entry to grade."""
        kept = (e for e in self.entries if e.decision == KEEPS and e.key == key)
        return {str(e.about.get("entry")): str(e.about.get("grade")) for e in kept}

    def described(self, record: str) -> Described:
        """A record of the case in one line."""
        whole, kind = self.whole, _KINDS.get(record[:2], "record")
        if record in whole.said:
            said = whole.said[record]
            speaker = said.statement.speaker.name if said.statement.speaker else "nobody named"
            words = words_of(said.report.text, said.statement.content)
            return Described(record, kind, f"{speaker} {said.statement.stance.value.replace('_', ' ')}: {words}")
        if record in whole.reports:
            report = whole.reports[record]
            told = (report.outlet or report.path, in_words(report.published) if report.published else "no date", report.title)
            return Described(record, kind, ", ".join(part for part in told if part))
        if record in whole.story_of:
            return Described(record, kind, whole.story_of[record].title)
        if record in whole.conflict:
            return Described(record, kind, whole.conflict[record].why)
        if record in whole.claim:
            return Described(record, kind, whole.claim[record].text)
        name = next((o.name for o in whole.ties.chain.origins if o.id == record), None)
        if name:
            return Described(record, kind, name)
        with self._looking.case() as case:
            here = any(found == record for _, found in case.file.find(record)) if len(record) > _SHORTEST else False
        return Described(record, kind, record, here)


_SHORTEST = 12


class InquiryLooking:
    """The inquiry of a case for many readers at once."""

    def __init__(self, looking: Looking) -> None:
        """Nothing is read before it is asked for."""
        self._looking = looking
        self._lock = threading.Lock()
        self._held: tuple[Stamp, Joint] | None = None

    def now(self) -> Joint:
        """The inquiry as it is now; worked out at the first call and after each change of the file."""
        stamp = self._looking.stamp()
        with self._lock:
            if self._held is None or self._held[0] != stamp:
                self._held = (stamp, Joint(self._looking))
            return self._held[1]
