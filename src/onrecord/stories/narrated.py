"""The sentences of a report that nobody is said to say: which tell of goods that moved, and which go on with what was said before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import FigureKind, MentionKind, Reading, Role, Span, SpeakerKind, Stance, Statement
from onrecord.stories.marks import CaseWords
from onrecord.stories.wordings import MOVE, Wordings
from onrecord.text.folding import fold
from onrecord.text.near import Near
from onrecord.text.paragraphs import paragraphs
from onrecord.text.sentences import sentences

AFFIRMS = frozenset((Stance.ASSERTS, Stance.REPORTS, Stance.ALLEGES, Stance.ACCUSES, Stance.CONFIRMS, Stance.ACKNOWLEDGES))
"""Stances that say that something is so."""

_PARTIES = frozenset((MentionKind.STATE, MentionKind.ORGANIZATION, MentionKind.PERSON))
_NARRATED = frozenset((Role.BODY, Role.CORRECTION))
_QUOTED = re.compile(r"[“\"][^“”\"]{3,}[”\"]")
_FIRST = 3
"""A verb of showing stands within so many words after a pronoun that goes on: "They also give"."""


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence of a report's own. ``goes_on`` when it is still whose words stand in the sentence before it, or a paper's there."""

    span: Span
    goes_on: bool


def own_sentences(reading: Reading, rules: Wordings, known: CaseWords) -> Iterator[OwnSentence]:
    """Sentences in nobody's mouth that tell of goods that moved, who had which part in it, or what a paper shows."""
    text = reading.report.text
    said = Near.under(reading.statements, lambda s: (*s.content, *s.cue))
    told = Near(
        (Span(*span), True)
        for t in reading.transfers
        for slot in ("goods", "supplier", "recipient", "maker")
        for span in t.spans.get(slot, ())
    )
    figures = Near((f.span, f) for f in reading.figures)
    names = Near((m.span, m) for m in reading.mentions if m.kind in _PARTIES)
    body = [s.span for s in reading.segments if s.role in _NARRATED]
    lines = [p for p in paragraphs(text) if any(b.start <= p.start < b.end for b in body)]
    before = ""
    for line in lines:
        here: Statement | None = None
        for sentence in sentences(text, (line,)):
            if told_by := said.over(sentence):
                here = told_by[-1]
                before = "paper" if here.speaker and here.speaker.kind is SpeakerKind.DOCUMENT else "said"
                continue
            written = text[sentence.start : sentence.end]
            words = fold(written).split()
            if written.endswith("?") or not rules.spoken.isdisjoint(words):
                before, here = "", None
                continue
            paper = not rules.papers.isdisjoint(words)
            negated = not rules.negators.isdisjoint(words)
            counted = len(figures.numbers(sentence)) > 1 and rules.instead.search(text, sentence.start, sentence.end)
            named = names.numbers(sentence) or any(True for _ in known.names_in(written))
            moved = MOVE in rules.stems(written) and (named or figures.numbers(sentence))
            part = not rules.roles.isdisjoint(map(rules.stem, words))
            priced = any(f.kind == FigureKind.MONEY for f in figures.over(sentence)) and not rules.prices.isdisjoint(words)
            tells = bool(moved) or part or priced
            goes_on = bool(before) and _goes_on(words, rules)
            goes_on |= here is not None and (
                negated or bool(_QUOTED.search(written)) or (tells and here.stance in (*AFFIRMS, Stance.DECLARES))
            )
            goes_on |= before == "paper" and (tells or bool(figures.numbers(sentence)))
            if goes_on or counted or (paper and named) or tells or len(told.numbers(sentence)) > 1:
                yield OwnSentence(sentence, goes_on)
            shown = paper or not rules.research.isdisjoint(words)
            before = "paper" if shown or (before == "paper" and goes_on) else before if goes_on else ""
            here = here if goes_on else None


def _goes_on(words: list[str], rules: Wordings) -> bool:
    """Whether a pronoun and a verb of showing begin it: "They give Brasmek as sender", "It puts the price at 3 million"."""
    return words[:1] != [] and words[0] in rules.pronouns and any(rules.stem(w) in rules.showing for w in words[1 : 1 + _FIRST])
