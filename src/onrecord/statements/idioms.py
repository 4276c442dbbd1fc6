"""Statements introduced by a fixed expression: poured cold water on, would not be drawn on, left the door open to."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.statements.draft import (
    SUBJECTS,
    Cues,
    Draft,
    is_negated,
    is_passive,
    source_tokens,
    spans_of,
    subject_of,
    verb_group,
    without_afterthoughts,
)
from onrecord.statements.modality import Framing, frame_of
from onrecord.statements.patterns import GERUND, LISTENER, LONGEST_SLOT, MOST_SKIPPED, NUMBER, REFLEXIVE, SLOT, WITHIN

_SKIPPED_TAGS = ("DT", "PRP$", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "CD", "POS", "PDT")
_SKIPPED_ADJECTIVES = ("JJ", "JJR", "JJS")
_SKIPPED_DEPS = ("det", "poss", "case", "amod", "advmod", "nummod")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_NONE = ("no", "not", "n't", "little", "never", "few", "neither")
_QUESTIONS = ("whether", "if", "how", "why", "what", "who", "whom", "whose", "which", "when", "where")
_NOBODY = ("it", "there", "that", "which", "this")
_WILL = frozenset(("will", "would", "wo", "'ll", "’ll", "shall"))
_TO_COME = ("will", "'ll", "’ll")
_REACHING = ("asks", "demands")
_GROUNDS = frozenset(("because", "since", "although", "though", "unless", "until", "while", "so"))
"""Words that open a ground or a circumstance, never content."""

_STOPS = (".", "!", "?", ";", ":", ",", "–", "—")
_BELONGS = (
    "of", "about", "over", "for", "against", "to", "with", "without", "between", "in", "at", "from", "on", "near", "outside", "inside",
)  # fmt: skip
_FARTHEST = 3


@dataclass(frozen=True, slots=True)
class _Match:
    """Where a pattern stands: its own tokens, those of the slot and of the listener, and whether "no" stands between.

    ``told`` is the last token before content that the pattern only looks into.
    """

    cue: tuple[int, ...]
    slot: tuple[int, ...] = ()
    listener: tuple[int, ...] = ()
    denied: bool = False
    told: int | None = None

    @property
    def end(self) -> int:
        """The last token before what stands behind the expression."""
        return max((*self.cue, *self.slot)) if self.told is None else self.told


def idiom_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """One draft for each verb that begins a fixed expression, by the first pattern of its lemma that fits."""
    for verb in parsed.verbs:
        spelled = {parsed.lemmas[verb].lower(), parsed.lowered[verb]}  # "they lay the blame": the lemma may be that of "lie"
        begun = (cues.idioms[form] for form in sorted(spelled) if form in cues.idioms)
        patterns = (pattern for expressions in begun for pattern in expressions.among(_near(parsed, verb, expressions.reach)))
        if draft := next(filter(None, (_draft(parsed, verb, elements, row, cues) for elements, row in patterns)), None):
            yield draft


def _near(parsed: Parsed, verb: int, reach: int) -> set[str]:
    """Every form that a pattern may meet up to ``reach`` tokens behind ``verb``, or in the subject of a passive one."""
    subject, ahead = parsed.child(verb, "nsubjpass"), slice(verb + 1, verb + 1 + reach)
    told = () if subject is None else (parsed.lowered[subject], parsed.lemmas[subject])
    return {SLOT, LISTENER, REFLEXIVE, GERUND, NUMBER, *told, *parsed.lowered[ahead], *parsed.lemmas[ahead]}


def _draft(parsed: Parsed, verb: int, elements: Sequence[frozenset[str]], row: Cue, cues: Cues) -> Draft | None:
    passive = is_passive(parsed, verb)
    found = _passive_match(parsed, verb, elements) if passive and "active" not in row.frames else None
    by_subject = found is not None
    if found is None and not (passive and len(elements) == 1):
        found = _match(parsed, (verb,), elements[1:])
    if found is None:
        return None
    if _names_attitude(parsed, verb, cues):
        return None
    frame = frame_of(parsed, verb, cues)
    if frame is None or parsed.deps[verb] == "acl" or not _hangs_together(parsed, verb, found):
        return None
    stance = _stance(parsed, verb, elements, row, found, frame, cues)
    if stance == "none":
        return None
    cue = tuple(sorted({*frame.words, *verb_group(parsed, verb), *found.cue}))
    tail = _tail(parsed, elements, row, found, cues)
    if tail is None:
        return None
    said = parsed.heads[verb] if parsed.deps[verb] == "auxpass" else verb
    source = _agent(parsed, verb) if by_subject else _subject(parsed, verb, said if frame.head == verb else frame.head, cue)
    last = found.cue[-1:] if found.slot and tail else ()  # "them responsible for the flood": the words between belong to it
    content = [t for t in without_afterthoughts(parsed, (*found.slot, *last, *tail), cues.afterthoughts) if t not in source]
    spans = spans_of(parsed, content)
    bare = all(parsed.poses[t] in ("PRON", "DET", "NUM") for t in content)  # "stood up for them" puts nothing on record
    told = subject_of(parsed, verb)
    impersonal = "impersonal" in row.frames and told is not None and parsed.words[told].lower() == "it"
    if not spans or bare or not (source or by_subject or impersonal):
        return None
    return Draft(
        rule=f"idiom_cue:{row.id}",
        stance=stance,
        source=source,
        cue=tuple(t for t in cue if t not in content),
        content=spans,
        hedged=row.hedged or frame.hedged,
        negated=stance != "asserts",
        addressee=found.listener[-1] if found.listener else None,
        score=_trust(elements, row),
    )


def _stance(parsed: Parsed, verb: int, elements: Sequence[frozenset[str]], row: Cue, found: _Match, frame: Framing, cues: Cues) -> str:
    """The stance of the row or of its negation; "none" when what the row asks of the verb is not so."""
    said = parsed.heads[verb] if parsed.deps[verb] == "auxpass" else verb  # "could not be reached": "not" hangs on the participle
    negated = is_negated(parsed, said) != found.denied or (found.denied and "negated" in row.frames)
    negated = negated != frame.flips
    if "negated" in row.frames and (not negated or (frame.flips and len(elements) == 1)):
        return "none"
    if not negated and any(parsed.lemmas[c] in cues.supposing for c in parsed.children[verb] if parsed.deps[c] == "aux"):
        return "none"
    if "modal" in row.frames and not any(parsed.words[c].lower() in _WILL for c in parsed.children[verb]):
        return "none"
    told = (row.negated or row.stance) if negated and "negated" not in row.frames else row.stance
    to_come = any(parsed.lowered[c] in _TO_COME for c in parsed.children[verb] if parsed.deps[c] == "aux")
    return "intends" if to_come and told in _REACHING else told  # "will ban fireworks in May": meant, not yet ordered


def _tail(parsed: Parsed, elements: Sequence[frozenset[str]], row: Cue, found: _Match, cues: Cues) -> tuple[int, ...] | None:
    """The content behind the expression; its own words where it may stand alone; None when content is missing."""
    if "taken" in row.frames:
        return (found.cue[-1], *_phrase_after(parsed, found.end, cues.calendar))  # "the mast gone by Friday": how it is wanted is content
    if SLOT in elements[-1] or (found.slot and parsed.tags[found.cue[-1]] not in ("IN", "TO", "RP")):
        return ()
    tail = _phrase_after(parsed, found.end, cues.calendar)
    if tail and parsed.words[found.end].lower() in _QUESTIONS:
        return (found.end, *tail)  # "would not say why it left": the question is content
    if tail and not _opens_time(parsed, tail[0], cues) and parsed.words[tail[0]].lower() not in _GROUNDS:
        return tail
    if "whole" not in row.frames:
        return None
    return tuple(range(found.cue[1], found.cue[-1] + 1)) if len(found.cue) > 1 else found.cue


def _opens_time(parsed: Parsed, token: int, cues: Cues) -> bool:
    """As in "on Sunday", not "Sunday trading"."""
    return parsed.words[token].lower() in cues.calendar and parsed.deps[token] not in ("compound", "nmod", "poss")


def _names_attitude(parsed: Parsed, verb: int, cues: Cues) -> bool:
    """As in "raised concern about": the attitude is named, and is content."""
    rows, named = cues.verbs.get(parsed.lemmas[verb], ()), parsed.child(verb, "dobj")
    return named is not None and parsed.lemmas[named] in cues.nouns and any("attitude" in row.frames for row in rows)


def _trust(elements: Sequence[frozenset[str]], row: Cue) -> float:
    """Over the rules for single verbs when there are three words or a negation to go by, else under them."""
    if "fallback" in row.frames:
        return 0.5
    if "strong" in row.frames:
        return 0.96
    words = sum(not element & {SLOT, LISTENER} for element in elements)
    return 0.96 if words > 2 or "negated" in row.frames else 0.85  # noqa: PLR2004 - a verb and its preposition


def _hangs_together(parsed: Parsed, verb: int, found: _Match) -> bool:
    """Whether the preposition of a bare verb is the verb's own: "spoke for the crew", not "spoke of a plan for the crew"."""
    return len(found.cue) != 2 or bool(found.slot) or parsed.heads[found.cue[1]] == verb or parsed.deps[found.cue[1]] != "prep"  # noqa: PLR2004


def _match(parsed: Parsed, taken: tuple[int, ...], elements: Sequence[frozenset[str]]) -> _Match | None:
    """The rest of a pattern behind the last of ``taken``, with articles, owners, adjectives and adverbs passed over."""
    if not elements:
        return _Match(taken)
    wanted, rest, at = elements[0], elements[1:], taken[-1] + 1
    if wanted & {SLOT, LISTENER}:
        return _match_slot(parsed, taken, rest, listener=LISTENER in wanted)
    within, denied = WITHIN in wanted, False
    for place in range(at, min(at + MOST_SKIPPED + 1, len(parsed))):
        if _is(parsed, place, wanted):
            if within:
                return _Match(taken, denied=denied, told=taken[-1])
            found = _match(parsed, (*taken, place), rest)
            if found is not None:
                return replace(found, denied=found.denied != denied)
        word = parsed.words[place].lower()
        if not _may_skip(parsed, place, be=parsed.lemmas[taken[-1]] == "be"):
            return None
        denied = denied or (word in _NONE and parsed.heads[place] != taken[0])  # the verb's own "not" counts once
    return None


def _may_skip(parsed: Parsed, token: int, *, be: bool) -> bool:
    """An article, an owner, an adjective or an adverb; after "be" an adverb only, since an adjective is what it says."""
    word, tag = parsed.words[token].lower(), parsed.tags[token]
    if be and (tag not in ("DT", *_SKIPPED_ADJECTIVES) or (tag != "DT" and parsed.tags[token - 1] not in ("DT", *_SKIPPED_ADJECTIVES))):
        return tag == "RB"  # "is a firm believer in": inside a noun phrase, adjectives are passed over
    return word not in _STOPS and (tag in _SKIPPED_TAGS or parsed.deps[token] in _SKIPPED_DEPS or word in "“”‘’\"'-")


def _is(parsed: Parsed, token: int, wanted: frozenset[str]) -> bool:
    word = parsed.words[token].lower()
    if GERUND in wanted and parsed.tags[token] == "VBG" and parsed.poses[token] in ("VERB", "AUX"):
        return True
    if NUMBER in wanted and parsed.tags[token] == "CD":
        return True
    return word in wanted or parsed.lemmas[token].lower() in wanted or (REFLEXIVE in wanted and word.endswith(("self", "selves")))


def _match_slot(parsed: Parsed, taken: tuple[int, ...], rest: Sequence[frozenset[str]], *, listener: bool) -> _Match | None:
    """The shortest noun phrase behind ``taken`` that the rest of the pattern follows."""
    first = taken[-1] + 1
    if not rest or (first < len(parsed) and parsed.tags[first] in ("IN", "TO")):
        return None
    for end in range(first, min(first + LONGEST_SLOT, len(parsed) - 1)):
        if parsed.words[end] in _STOPS:
            return None
        if parsed.poses[end] not in _NOMINAL:
            continue
        found = _match(parsed, (*taken, end), rest)
        if found is not None:
            slot = tuple(range(first, end + 1))
            cue = tuple(t for t in found.cue if t != end)
            return replace(found, cue=cue, slot=found.slot if listener else slot, listener=slot if listener else found.listener)
    return None


def _passive_match(parsed: Parsed, verb: int, elements: Sequence[frozenset[str]]) -> _Match | None:
    """As in "the deal was called into question", "cold water was poured on it": the subject fills the slot, or is a word of the pattern."""
    subject = parsed.child(verb, "nsubjpass")
    if subject is None or len(elements) < 2:  # noqa: PLR2004 - a verb alone is no fixed expression
        return None
    found = _match(parsed, (verb,), elements[2:])
    if found is None:
        return None
    named = tuple(t for t in source_tokens(parsed, subject) if t < verb)
    if SLOT in elements[1] and named:
        return replace(found, slot=(*named, *found.slot))
    if parsed.poses[subject] == "NOUN" and _is(parsed, subject, elements[1]):
        denied = bool(named) and parsed.words[named[0]].lower() in _NONE
        return replace(found, cue=(*named, *found.cue), denied=found.denied != denied)
    return None


def _phrase_after(parsed: Parsed, end: int, calendar: Collection[str]) -> tuple[int, ...]:
    """What follows ``end``: a noun phrase with what belongs to it, a clause without its "that", or all after a colon."""
    stop = parsed.sentences[parsed.sentence_of(end)][1]
    first = end + 1
    if first < stop and parsed.words[first] == ":":
        return tuple(range(first + 1, stop))
    tokens: list[int] = []
    while first < stop and (not tokens or _belongs(parsed, first, stop, calendar)):
        if not tokens and parsed.words[first] in _STOPS:
            return ()
        top = first
        while parsed.heads[top] > end and parsed.heads[top] != top:
            top = parsed.heads[top]
        below = [t for t in parsed.subtree(top) if t >= first]
        run = [t for n, t in enumerate(below) if t == first + n]
        if not run:
            break
        tokens += run
        first = run[-1] + 1
    return tuple(_without_opening(parsed, tokens))


def _belongs(parsed: Parsed, first: int, stop: int, calendar: Collection[str]) -> bool:
    """Whether a phrase with a preposition goes on at ``first`` that names no time."""
    if parsed.lowered[first] == "that" and parsed.poses[first - 1] == "NOUN":  # "scoffed at the idea that ...", hung on "scoffed"
        clause = parsed.heads[first]
        return parsed.subtree(clause)[0] == first and parsed.child(clause, *SUBJECTS, "expl") is not None
    dated = first + 1 < stop and (parsed.words[first + 1].lower() in calendar or parsed.tags[first + 1] == "CD")
    return parsed.lemmas[first] in _BELONGS and parsed.deps[first] == "prep" and not dated


def _without_opening(parsed: Parsed, tokens: list[int]) -> list[int]:
    """Without "that", or "the fact that", before a clause."""
    for at, token in enumerate(tokens[:_FARTHEST]):
        fact = all(parsed.lemmas[t] in ("the", "fact") for t in tokens[:at])
        if parsed.words[token].lower() == "that" and fact and parsed.deps[token] == "mark":
            return tokens[at + 1 :]
    return tokens


def _agent(parsed: Parsed, verb: int) -> tuple[int, ...]:
    by = parsed.child(verb, "agent")
    head = parsed.child(by, "pobj") if by is not None else None
    return source_tokens(parsed, head) if head is not None else ()


def _subject(parsed: Parsed, verb: int, head: int, cue: Sequence[int]) -> tuple[int, ...]:
    """The subject; where the parser has none, the noun phrase that ends right before the cue."""
    subject = subject_of(parsed, head)
    subject = subject_of(parsed, verb) if subject is None else subject
    if subject is not None and subject not in cue and subject < verb:
        return (
            ()
            if parsed.words[subject].lower() in _NOBODY or parsed.poses[subject] == "NUM"
            else source_tokens(parsed, subject, exclude=cue)
        )
    before = min(cue) - 1
    if before < 0 or parsed.poses[before] not in ("NOUN", "PROPN", "PRON") or parsed.sentence_of(before) != parsed.sentence_of(verb):
        return ()
    first, last = parsed.noun_phrase(before)
    return tuple(range(first, last + 1))
