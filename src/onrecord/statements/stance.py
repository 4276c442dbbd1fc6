"""Settles the stance of a statement from its cue's row, the words of its content, and who says it to whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import StanceShift
from onrecord.model import Span, SpeakerKind, Stance
from onrecord.statements.draft import SUBJECTS, Cues, Draft
from onrecord.text.folding import squeeze
from onrecord.text.near import Near
from onrecord.text.sieve import Sieve, needed

NO_STATEMENT = "none"
_SENTENCE = re.compile(r"\W{0,40}[^.!?…]{3,}?(?:[.!?…]+[”\"’']*|[”\"])(?=\s)")
_PLAIN = "asserts"
_I = ("i", "we")
_AWAY = ("out", "off", "away", "back", "rid", "lost")
_TO_COME = frozenset(("will", "would", "'ll", "’ll", "shall", "'d", "’d"))
_NOT = frozenset(("not", "no", "never", "nothing", "nobody", "none", "neither", "n't", "n’t"))
_OPENING = 5
_ANSWERED_WITHIN = 2
"""A charge so many sentences before may still be answered."""

_SHARED = 2
"""So many nouns a headline shares with the charge that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What settles a stance: what the cue's row says, the words, and how and by whom they are said.

    ``settled`` keeps the row's stance (a negated cue has had its say), unless it is no statement at all; ``direct`` is
    quoted speech; ``commands`` when its main verb is an imperative; ``answers`` when a charge stands right before it.
    """

    first: str
    content: str
    source: str = ""
    kind: SpeakerKind | None = None
    settled: bool = False
    direct: bool = False
    commands: bool = False
    answers: bool = False


def stance_of(told: Told, lexicon: Lexicon) -> tuple[Stance | None, str | None]:
    """The stance, and the id of the ``stance_shift`` row that changed it, if one did.

    The stance is None when the row says that this is no statement at all.
    """
    rows = _by_first(lexicon).get(told.first)
    if rows:
        source, content = squeeze(told.source), squeeze(told.content)
        content = _first_sentence(content) if told.direct else content
        for row, words, by in rows.within(content):
            if (not told.settled or row.stance == NO_STATEMENT) and _holds(row, told) and by.search(source) and words.search(content):
                return None if row.stance == NO_STATEMENT else Stance(row.stance), row.id
    return Stance(told.first), None


def _first_sentence(quoted: str) -> str:
    """What a quotation does, its first sentence does; what follows it explains."""
    first = _SENTENCE.match(quoted)
    return first[0] if first else quoted


def _holds(row: StanceShift, told: Told) -> bool:
    """Whether what the row asks of the circumstances is so."""
    if row.speakers and (told.kind is None or told.kind.value not in row.speakers):
        return False
    return (told.direct or not row.direct) and (told.commands or not row.command) and (told.answers or not row.answer)


Shift = tuple[StanceShift, re.Pattern[str], re.Pattern[str]]
"""A row with its expressions for the content and for the source."""


@lru_cache(maxsize=4)
def shifts(lexicon: Lexicon) -> tuple[Shift, ...]:
    """The shift rows in the order of the file, with the patterns of content and source compiled."""
    return tuple(
        (row, re.compile(row.pattern, re.IGNORECASE), re.compile(row.source, re.IGNORECASE)) for row in lexicon.rows("stance_shift")
    )


@lru_cache(maxsize=4)
def _by_first(lexicon: Lexicon) -> Mapping[str, Sieve[Shift]]:
    """Stance of a cue to the rows that may change it, sieved by content."""
    stances = {first for row, _, _ in shifts(lexicon) for first in row.when}
    return {first: Sieve((shift, needed(shift[1])) for shift in shifts(lexicon) if first in shift[0].when) for first in stances}


class Surroundings:
    """What stands around a draft's words: a statement its speaker makes of himself in them, a charge before them, a command in them."""

    def __init__(
        self, parsed: Parsed, drafts: Sequence[Draft], kept: Sequence[Draft], cues: Cues, *, headlines: Sequence[Span] = ()
    ) -> None:
        """Take all drafts, also those inside quotations, and those that are ``kept``; and where headlines stand."""
        self._headlines = headlines
        self._parsed, self._cues = parsed, cues
        own = [d for d in drafts if d.stance != _PLAIN and not d.hedged and self._is_own(d)]
        self._own = Near((parsed.span(d.source[0], d.source[0]), d) for d in own)
        charges = (d for d in kept if d.stance in ("accuses", "alleges") and (d.cue or d.source))
        self._charges = {parsed.sentence_of(min((*d.cue, *d.source))): d for d in charges}

    def _is_own(self, draft: Draft) -> bool:
        """Whether the source is a personal pronoun: "we", or a "he" who may be the one who is speaking."""
        return len(draft.source) == 1 and bool(draft.cue) and self._parsed.words[draft.source[0]].lower() in self._cues.oneself

    def of_oneself(self, draft: Draft, *, direct: bool) -> str:
        """The stance of "she feared for the harvest" in "said she feared for the harvest": what speakers say they do, they do."""
        if draft.stance != _PLAIN or not draft.content or draft.negated:
            return draft.stance
        first = next((t for t in self._words(draft.content[0])), None)
        if first is None or (self._parsed.words[first].lower() in _I) != direct:
            return draft.stance
        own = self._own.over(self._parsed.span(first, first))
        found = [d for d in own if d.source[0] == first and self._heads(d, draft) and not self._is_past(d)]
        if not found or (found[0].stance == "objects" and any(self._parsed.words[t].lower() in _TO_COME for t in found[0].cue)):
            return draft.stance  # "said she would appeal against the fine" tells of what she means to do
        return found[0].stance

    def _named(self, draft: Draft) -> frozenset[str]:
        """The nouns of a draft's content, and of its source: whom it concerns."""
        p = self._parsed
        tokens = [*draft.source, *(t for span in draft.content for t in p.tokens_in(span))]
        return frozenset(p.lemmas[t].lower() for t in tokens if p.poses[t] in ("NOUN", "PROPN"))

    def _is_past(self, draft: Draft) -> bool:
        """Whether the cue tells of what was done or could not be done before: "had ordered", "could not agree"."""
        return any(self._parsed.words[t].lower() in self._cues.bygone for t in draft.cue)

    def _heads(self, inner: Draft, outer: Draft) -> bool:
        """Whether the inner cue stands in the first clause of what the outer one gives."""
        p = self._parsed
        content = outer.content[0]
        return all(content.start <= p.starts[t] < content.end for t in inner.cue) and p.sentence_of(inner.cue[0]) == p.sentence_of(
            inner.source[0],
        )

    def _words(self, span: Span) -> Iterator[int]:
        """The words of ``span``, past marks and what only opens a sentence: "But we ..."."""
        p = self._parsed
        return (t for t in p.tokens_in(span) if p.words[t][0].isalnum() and p.words[t].lower() not in self._cues.openers)

    def _opens_with_no(self, draft: Draft) -> bool:
        """Whether the content begins with a negation, or with one of what the speaker did: "not a coin was missing", "he never sold it"."""
        p = self._parsed
        within = p.tokens_in(draft.content[0]) if draft.content else ()
        tokens = [t for t in within if p.words[t][0].isalnum() or p.lowered[t] in ("n't", "n’t")]
        words = [] if any(p.lowered[t] in _TO_COME for t in tokens[: 2 * _OPENING]) else [p.lowered[t] for t in tokens[:_OPENING]]
        if words[:1] == ["that"]:
            words = words[1:]
        oneself = bool(words) and words[0] in self._cues.oneself and bool(_NOT & {*words[1:]})
        return oneself or bool(words and (words[0] in _NOT or words[:2] == ["at", "no"]))

    def commands(self, draft: Draft) -> bool:
        """Whether the first verb of the words is an imperative: "Release the tapes"."""
        p = self._parsed
        for first in self._words(draft.content[0]) if draft.content else ():
            lowered = p.words[first].lower()
            if lowered in ("do", "don’t", "don't", "never", "not", "n't", "n’t", "please", "just", "always", "immediately"):
                continue
            bare = p.tags[first] in ("VB", "VBP") and p.poses[first] in ("VERB", "AUX") and p.lemmas[first] == lowered
            moves = lowered == "get" and first + 1 < len(p) and p.words[first + 1].lower() in _AWAY  # "Get out of our valley"
            return bare and p.child(first, *SUBJECTS) is None and (moves or lowered not in self._cues.no_command)
        return False

    def answers(self, draft: Draft) -> bool:
        """Whether somebody else's charge stands in the sentence or the two sentences before it.

        A headline answers what the text below it tells of: a charge that names what the headline names.
        """
        if not (draft.cue or draft.source):
            return False
        if any(self._parsed.lemmas[t] in self._cues.rebutting for t in draft.cue) and self._opens_with_no(draft):
            return True  # who insists that nothing was hidden has been told that something was
        at = self._parsed.starts[min((*draft.cue, *draft.source))]
        if any(h.start <= at < h.end for h in self._headlines):
            named = self._named(draft)
            return any(d is not draft and d.source and len(named & self._named(d)) >= _SHARED for d in self._charges.values())
        here = self._parsed.sentence_of(min((*draft.cue, *draft.source)))
        charges = [self._charges.get(n) for n in range(here - _ANSWERED_WITHIN, here + 1)]
        return any(d is not None and d is not draft and d.source != draft.source for d in charges)
