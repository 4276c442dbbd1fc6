"""Finds the verb of a headline that the parser took for a noun: "Brund snubs offer of talks", "Kalvor summons envoy"."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.language.parsed import Change, Parsed
from onrecord.statements.draft import Cues

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_FEWEST, _MOST = 4, 16
_LATEST = 6
"""The verb of a headline is among its first words."""

_NAMING = ("NN", "NNS", "NNP", "NNPS", "JJ", "CC")
_OBJECT_OPENS = ("NN", "NNS", "NNP", "NNPS", "JJ", "CD", "VBN", "VBG", "JJR", "JJS", "RBR")
_FRAMES = frozenset(("object", "clause", "infinitive", "object_as"))
_HUNG = ("compound", "nmod", "nsubj")
_NOUNS_TOO = frozenset((
    "cut", "start", "rise", "fall", "vote", "bid", "plan", "offer", "deal", "strike", "ban", "move", "call", "raid", "attack", "change",
    "sale", "delay", "rule", "hike", "talks", "return", "arrest", "bar", "toll", "fight", "claim",
))  # fmt: skip
_CLOSING = (".", "!", "?", ":", ";", "”", '"', ",")


def with_headline_verbs(parsed: Parsed, cues: Cues) -> Parsed:
    """``parsed`` with the noun that must be the verb of a line without a finite verb, and without a full stop, as that verb."""
    found = [(verb, span) for span in parsed.sentences if (verb := _verb_of(parsed, span, cues)) is not None]
    if not found:
        return parsed
    tags, poses, lemmas = list(parsed.tags), list(parsed.poses), list(parsed.lemmas)
    changes: list[Change] = []
    for verb, (first, stop) in found:
        ends = parsed.tags[verb] in ("NNS", "VBZ")
        tags[verb], poses[verb] = "VBZ" if ends else "VBP", "VERB"
        lemmas[verb] = parsed.lowered[verb][:-1] if ends else parsed.lowered[verb]
        changes += _rehung(parsed, verb, first, stop)
    return replace(parsed, tags=tuple(tags), poses=tuple(poses), lemmas=tuple(lemmas)).rehung(changes)


def is_headline(parsed: Parsed, first: int, stop: int) -> bool:
    """Whether a sentence is a line without a finite verb, without a full stop, as headlines are; "cut" and its like count as nouns."""
    finite = any(
        parsed.tags[t] in _FINITE and parsed.lowered[t] not in _NOUNS_TOO and parsed.deps[t] not in _HUNG[:2] for t in range(first, stop)
    )
    return _FEWEST <= stop - first <= _MOST and parsed.words[stop - 1] not in _CLOSING and not finite


def _verb_of(parsed: Parsed, sentence: tuple[int, int], cues: Cues) -> int | None:
    """The plural that is the headline's verb: only names and nouns before it, a thing named right behind it."""
    first, stop = sentence
    if not is_headline(parsed, first, stop):
        return None
    for at in range(first + 1, min(first + _LATEST, stop - 1)):
        if parsed.tags[at - 1] not in _NAMING:
            return None
        base = parsed.lowered[at][:-1]
        rows = cues.verbs.get(base, ())
        several = parsed.tags[at - 1] in ("NNS", "NNPS", "NNP") or any(parsed.tags[t] == "CC" for t in range(first, at))
        if several and parsed.tags[at] in ("NN", "JJ") and parsed.lowered[at] in cues.verbs and parsed.lowered[at] not in cues.nouns:
            base, rows = parsed.lowered[at], cues.verbs[parsed.lowered[at]]  # "Sarnia and Dorn agree truce"
        elif parsed.tags[at] not in ("NNS", "VBZ") or not parsed.lowered[at].endswith("s") or parsed.deps[at] not in (*_HUNG, "ROOT"):
            continue
        if parsed.tags[at + 1] == "IN" and any(parsed.lowered[at + 1] in row.prepositions for row in rows):
            return at  # "Vosk hopes for early end to strike"
        if parsed.tags[at + 1] in _OBJECT_OPENS and any(_FRAMES & {*row.frames} for row in rows):
            return at
    return None


def _rehung(parsed: Parsed, verb: int, first: int, stop: int) -> Iterator[Change]:
    """The words before the verb below the last of them, its subject; the noun phrase behind it as its object."""
    subject = verb - 1
    top = next((t for t in range(first, stop) if parsed.heads[t] == t), verb)
    yield verb, verb, "ROOT"
    yield subject, verb, "nsubj"
    yield from ((t, subject, "compound") for t in range(first, subject) if not first <= parsed.heads[t] <= subject)
    if top > verb:
        yield top, verb, "dobj"
    yield from ((c, max(top, verb), parsed.deps[c]) for c in parsed.children[verb] if c > verb and c != top)
