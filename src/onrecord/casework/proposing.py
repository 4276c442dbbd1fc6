"""What the machine proposes to those who judge in a joint inquiry: bearings and grades, with the rule; it never fills them in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.casework.listing import ListRow
from onrecord.casework.looking import Whole
from onrecord.codec import to_plain
from onrecord.model import BadInput, Inquiry
from onrecord.stories.claims import Claim
from onrecord.stories.proposals import Hearing, Proposal, credibility
from onrecord.stories.wordings import wordings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal and what it is for: (exhibit, hypothesis), or (claim,)."""

    subject: tuple[str, ...]
    words: tuple[str, ...]
    proposal: Proposal


class Proposing:
    """Proposals on one state of a case."""

    def __init__(self, whole: Whole) -> None:
        """Nothing is worked out before it is asked for."""
        self._whole = whole

    @cached_property
    def _hearing(self) -> Hearing:
        return Hearing(self._whole.readings, self._whole.conflicts, wordings_of(self._whole.lexicon))

    def bearing(self, record: str, hypothesis: str) -> Proposal:
        """How a record that was laid as an exhibit bears on the words of a hypothesis."""
        return self._hearing.bearing(self.statements_of(record), hypothesis)

    def bearings(self, state: Inquiry) -> Iterator[Proposed]:
        """A proposal for each exhibit and hypothesis."""
        for exhibit in state.exhibits:
            for hypothesis in state.hypotheses:
                words = (exhibit.words or exhibit.record, hypothesis.words)
                yield Proposed(subject=(exhibit.id, hypothesis.id), words=words, proposal=self.bearing(exhibit.record, hypothesis.words))

    def grade(self, claim: Claim) -> Proposal:
        """The credibility of a claim."""
        torn = {one.id: one for s in claim.statements for one in self._whole.conflicts_of.get(s, ())}
        return credibility(claim, torn.values())

    def grades(self) -> Iterator[Proposed]:
        """A proposal for each claim of the case."""
        for claim in self._whole.claims:
            yield Proposed(subject=(claim.id,), words=(claim.text,), proposal=self.grade(claim))

    def statements_of(self, record: str) -> tuple[str, ...]:
        """The statements in which a record of any kind speaks."""
        whole = self._whole
        if record in whole.said:
            return (record,)
        if record in whole.claim:
            return whole.claim[record].statements
        if record in whole.conflict:
            return tuple(s for side in whole.conflict[record].sides for s in side.statements)
        told = next((t for reading in whole.readings for t in reading.transfers if t.id == record), None)
        if told:
            return told.statements
        reports = {record, *(r for origin in whole.ties.chain.origins if origin.id == record for r in origin.reports)}
        return tuple(key for key, said in whole.said.items() if said.report.id in reports)


def proposal_rows(found: Iterator[Proposed]) -> Iterator[ListRow]:
    """Proposals as rows of a list."""
    for one in found:
        cells = {
            "for": " / ".join(" ".join(w.split()) for w in one.words), "proposed": one.proposal.value or "nothing",
            "why": f"{one.proposal.why} ({one.proposal.rule})", "id": " ".join(one.subject),
        }  # fmt: skip
        plain = {"subject": list(one.subject), "words": list(one.words), **to_plain(one.proposal)}
        yield ListRow(plain=plain, cells=cells)


PROPOSED = ("bearings", "grades")


def proposed(whole: Whole, state: Inquiry, what: str) -> Iterator[Proposed]:
    """Proposals of one kind. Raises BadInput when there is no such kind."""
    if what not in PROPOSED:
        raise BadInput(what, "is nothing that is proposed", "say " + " or ".join(PROPOSED))
    found = Proposing(whole)
    return found.bearings(state) if what == "bearings" else found.grades()
