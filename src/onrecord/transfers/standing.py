"""Tells how a clause stands: said to have happened, agreed, licensed, halted, denied, or only supposed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.lexicon.rows import Frame
from onrecord.model import Stance, Statement, Status
from onrecord.transfers.clauses import Clauses
from onrecord.transfers.fillers import Fillers

_DENYING = (Stance.DENIES, Stance.PARTLY_DENIES)
_SUPPOSING = (Stance.ASKS, Stance.LEAVES_OPEN, Stance.DOUBTS, Stance.DEMANDS, Stance.WANTS, Stance.FEARS)
_TO_COME = {Stance.AGREES: Status.AGREED, Stance.PROMISES: Status.AGREED, Stance.INTENDS: Status.AGREED, Stance.REFUSES: Status.HALTED}
_ALLEGING = (Stance.ALLEGES, Stance.ACCUSES)
_CONDITIONS = ("if", "unless", "whether")
_MAYBE = ("could", "might", "may", "can")
_LATER = ("will", "shall", "would", "'ll", "’ll")
_NOBODY = ("nobody", "no", "not", "nothing", "none", "never", "n't", "nor", "neither", "n’t")
_CLAIMED = ("allegedly", "reportedly", "alleged", "purported", "suspected", "supposedly", "apparently", "said", "believed", "thought")
_UP = 6


@dataclass(frozen=True, slots=True)
class Stand:
    """How a clause stands. ``supposed``: nothing is said to have moved. ``gates`` are the governing words with their frames."""

    status: Status | None
    denied: bool = False
    supposed: bool = False
    own: bool = False
    gates: tuple[tuple[int, Frame], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Reads the words above and around a frame word. ``governing`` maps lemmas to the rows that govern."""

    fillers: Fillers
    governing: Mapping[str, tuple[Frame, ...]]

    def of(self, at: int, frame: Frame) -> Stand:
        """How the clause of the frame word at ``at`` stands."""
        fill = self.fillers
        told = fill.told_at(at)
        gates = tuple(self._gates(at, frame))
        chain = [at, *(g for g, _ in gates)]
        if any(self._is_maybe(t) for t in chain) or any(s.stance in _SUPPOSING for s in told[-1:]):
            return Stand(None, supposed=True)
        if any(row.status == "halted" and not row.noun and self.is_habitual(gate) for gate, row in gates):
            return Stand(None, supposed=True)  # "Lurn bans all exports of oil to Mesk"
        if any(self._is_over(t) for t in chain):
            return Stand(Status.HALTED, gates=gates)
        own = sum(self._is_negated(t) for t in chain)
        if (own + sum(s.stance in _DENYING for s in told)) % 2:
            return Stand(Status.DENIED, denied=True, own=bool(own), gates=gates)
        return Stand(self._status(at, frame, told, chain, gates), gates=gates)

    def _status(
        self, at: int, frame: Frame, told: list[Statement], chain: list[int], gates: tuple[tuple[int, Frame], ...]
    ) -> Status | None:
        p = self.fillers.parsed
        ends = [g.status for _, g in gates if g.status]
        for status in (Status.SEIZED, Status.HALTED, Status.LICENSED, Status.AGREED):
            if status in ends or frame.status == status:
                return status
        promised = next((_TO_COME[s.stance] for s in reversed(told) if s.stance in _TO_COME), None)
        later = any(p.words[c].lower() in _LATER for t in chain for c in p.children[t] if p.deps[c] == "aux")
        to_be = any(
            p.lemmas[t] == "be" and p.deps[t] != "auxpass" and any(p.deps[c] == "xcomp" for c in p.children[t]) for t in p.ancestors(at)
        )
        if promised or later or to_be:
            return promised or Status.AGREED
        claimed = any(p.words[c].lower() in _CLAIMED for t in chain for c in (t, *p.children[t]))
        if claimed or any(s.stance in _ALLEGING or s.hedged for s in told):
            return Status.ALLEGED
        if frame.subject == "goods" and self.is_habitual(at):
            return None
        return Status(frame.status) if frame.status in set(Status) else None

    def _gates(self, at: int, frame: Frame) -> Iterator[tuple[int, Frame]]:
        """The governing words above: "agreed to sell", "halted the sale", "a licence for the sale", "the sale was blocked"."""
        p = self.fillers.parsed
        below, noun = at, frame.noun
        for _ in range(_UP):
            above = p.heads[below]
            if above == below:
                return
            reaches = p.deps[below] in ("xcomp", "pcomp", "dobj", "nsubjpass", "pobj", "prep", "acl", "ccomp", "compound", "relcl", "conj")
            if not reaches or (p.deps[below] in ("relcl", "conj") and p.poses[above] == "VERB"):
                return
            rows = self.governing.get(p.lemmas[above].lower(), ()) if p.poses[above] in ("VERB", "NOUN", "AUX", "ADJ") else ()
            row = next((r for r in rows if r.noun == (p.poses[above] == "NOUN")), None)
            if row is not None:
                yield above, row
            elif p.deps[below] in ("acl", "relcl") and p.lemmas[above].lower() in self.fillers.lexicon.words("bearer"):
                pass  # "police arrested two men who were carrying gold"
            elif not (p.poses[above] == "ADP" or p.deps[below] == "xcomp") and not (noun and p.poses[above] == "NOUN"):
                return
            below, noun = above, p.poses[above] == "NOUN"

    def _is_maybe(self, at: int) -> bool:
        p = self.fillers.parsed
        if any(p.words[c].lower() in _MAYBE and p.deps[c] == "aux" for c in p.children[at]):
            return True
        first, stop = p.sentences[p.sentence_of(at)]
        if p.words[stop - 1] == "?" and not self.fillers.told_at(at):
            return True
        for t in (at, *p.ancestors(at)):
            if p.deps[t] in ("advcl", "ccomp", "pcomp") and any(
                p.words[c].lower() in _CONDITIONS and c >= first for c in p.children[t] if p.deps[c] == "mark"
            ):
                return True
            if t != at and p.deps[t] == "ROOT" and any(self._conditional(c) for c in p.children[t] if c != at):
                return at == t
        return any(self._conditional(c) for c in p.children[at])

    def _conditional(self, clause: int) -> bool:
        """Whether a clause below is the condition of what it hangs on: "would sell if"."""
        p = self.fillers.parsed
        return p.deps[clause] == "advcl" and any(p.deps[c] == "mark" and p.words[c].lower() in ("if", "unless") for c in p.children[clause])

    def _is_over(self, at: int) -> bool:
        """As in "will buy no more wheat", "no longer sells"."""
        p = self.fillers.parsed
        near = {at, *p.children[at], *(k for c in p.children[at] if p.deps[c] in ("dobj", "advmod") for k in p.children[c])}
        return any(p.words[t].lower() == "no" and t + 1 < len(p) and p.words[t + 1].lower() in ("more", "longer")
                   and (t + 2 >= len(p) or p.words[t + 2].lower() != "than") for t in near)  # fmt: skip

    def is_habitual(self, at: int) -> bool:
        """Whether the word tells what somebody does as a rule: "imports most of its wheat", "are traded every day"."""
        p = self.fillers.parsed
        aux = [c for c in p.children[at] if p.deps[c] in ("aux", "auxpass")]
        if p.deps[at] == "xcomp" and p.words[p.heads[at]].lower() == "used":
            return True  # "used to sell"
        if not aux:
            return p.tags[at] in ("VBZ", "VBP") and p.poses[at] == "VERB"
        return len(aux) == 1 and p.deps[aux[0]] == "auxpass" and p.tags[aux[0]] in ("VBZ", "VBP")

    def _is_negated(self, at: int) -> bool:
        """Whether "not" or "no" stands at the word, its subject or its object; "not through X but through Y" denies a route only."""
        p = self.fillers.parsed
        grammar = Clauses(p)
        for c in p.children[at]:
            if p.deps[c] == "neg" and p.words[c].lower() in _NOBODY:
                return grammar.contrast(at, *grammar.reach(at)) is None
        near = [c for c in p.children[at] if p.deps[c] in ("nsubj", "nsubjpass", "dobj", "det")]
        near += [k for c in near for k in p.children[c] if p.deps[k] in ("det", "neg", "nummod", "predet", "preconj")]
        if any(p.words[k].lower() in _NOBODY for k in near):
            return True
        return p.words[max(0, at - 1)].lower() in ("no", "without", "never") and at > 0
