"""Mends attachments that the parser is known to get wrong around reporting verbs, before any rule looks."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.language.parsed import Parsed
from onrecord.statements.draft import SUBJECTS, Cues, is_negated

_SPOKEN = "quote"
_TOLD = "clause"
_NAMED = "object"
_FINITE = ("VBD", "VBZ", "VBP")
_CLAUSES = ("relcl", "acl", "advcl")
_REACH = 25
"""So many tokens after its verb a displaced clause may begin."""

_MANNERS = ("how", "why")
_CIRCUMSTANCES = ("when", "where")
_CLOSERS = (",", "”", '"', "''", "»")

Change = tuple[int, int, str]
"""A token, its new head, its new label."""


def mended(parsed: Parsed, cues: Cues) -> Parsed:
    """``parsed`` with the clauses around its verbs of saying hung where they belong."""
    cue_verbs = [verb for verb in range(len(parsed)) if parsed.poses[verb] in ("VERB", "AUX") and parsed.lemmas[verb] in cues.verbs]
    for repair in _REPAIRS:
        changes = [change for verb in cue_verbs for change in repair(parsed, verb, cues)]
        if changes:
            parsed = _changed(parsed, changes)
    return parsed


def _changed(parsed: Parsed, changes: list[Change]) -> Parsed:
    heads, deps = list(parsed.heads), list(parsed.deps)
    for token, head, dep in changes:
        heads[token], deps[token] = head, dep
    below: list[list[int]] = [[] for _ in heads]
    for at, head in enumerate(heads):
        if head != at:
            below[head].append(at)
    return replace(parsed, heads=tuple(heads), deps=tuple(deps), children=tuple(map(tuple, below)))


def _headless(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "The envoy called Marn a coward" the parser sometimes takes "called" for a participle of "envoy".

    A sentence whose head is a noun with a past form behind it is that verb's clause.
    """
    del cues
    noun = parsed.heads[verb]
    if parsed.deps[verb] != "acl" or parsed.deps[noun] != "ROOT" or parsed.tags[verb] not in ("VBD", "VBN") or verb < noun:
        return
    if not any(c > verb and parsed.deps[c] in ("dobj", "oprd", "ccomp", "xcomp") for c in parsed.children[verb]):
        return
    yield verb, verb, "ROOT"
    yield noun, verb, "nsubj"
    yield from ((c, verb, parsed.deps[c]) for c in parsed.children[noun] if c > verb)


def _joined_outside(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "acknowledged letters had arrived but said they were late" the parser often hangs "said" on "arrived".

    A verb of saying without a subject of its own, coordinated inside the content of another, belongs to the outer one.
    """
    if parsed.deps[verb] != "conj" or parsed.child(verb, *SUBJECTS) is not None:
        return
    if not _has_frame(parsed, verb, cues, _SPOKEN) or parsed.tags[verb] not in _FINITE:
        return
    inner = parsed.heads[verb]
    outer = parsed.heads[inner]
    joined = next((c for c in parsed.children[inner] if parsed.deps[c] == "cc" and inner < c < verb), None)
    if parsed.deps[inner] != "ccomp" or not outer < inner < verb or joined is None:
        return
    if parsed.poses[outer] == "VERB" and _has_frame(parsed, outer, cues, _SPOKEN) and _same_tense(parsed, outer, verb):
        yield verb, outer, "conj"
        yield joined, outer, "cc"


def _joined_inside(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "pledged to open the books and name the buyers" the parser often hangs "name" on "pledged".

    A bare infinitive, coordinated with a verb in another form, belongs to the infinitive that the verb governs.
    """
    del cues
    inner = next((c for c in parsed.children[verb] if c > verb and _is_bare(parsed, c) and parsed.deps[c] != "conj"), None)
    if inner is None or _is_bare(parsed, verb):
        return
    for other in parsed.children[verb]:
        if other > inner and parsed.deps[other] == "conj" and _is_bare(parsed, other) and parsed.child(other, *SUBJECTS) is None:
            yield other, inner, "conj"
            for c in parsed.children[verb]:
                if inner < c < other and parsed.deps[c] in ("cc", "punct", "advmod"):
                    yield c, inner, parsed.deps[c]


def _displaced(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "told a meeting of shipowners that few of them understood" the parser often hangs "understood" on "meeting".

    Likewise "have not said when they would vote", where it takes the content for a time.
    """
    if any(parsed.deps[c] == "ccomp" and c > verb for c in parsed.children[verb]) or not _has_frame(parsed, verb, cues, _TOLD):
        return
    stop = min(parsed.sentences[parsed.sentence_of(verb)][1], verb + _REACH)
    for mark in range(verb + 1, stop):
        clause, word = parsed.heads[mark], parsed.words[mark].lower()
        if parsed.deps[clause] not in _CLAUSES or parsed.deps[mark] not in ("mark", "advmod", "dep") or clause < mark:
            continue
        if parsed.child(clause, *SUBJECTS, "expl") is None or parsed.subtree(clause)[0] != mark or verb not in parsed.ancestors(clause):
            continue
        named = parsed.heads[clause] == mark - 1 and parsed.lemmas[mark - 1] in cues.nouns
        asked = mark == verb + 1 and (word in _MANNERS or (word in _CIRCUMSTANCES and is_negated(parsed, verb)))
        if (word == "that" and not named) or asked:
            yield clause, verb, "ccomp"
            if word == "that":
                yield mark, clause, "mark"
            return


def _two_subjects(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "Full panic mode,” said Ida Holm" the parser takes the end of the quotation for one more subject."""
    if not _has_frame(parsed, verb, cues, _SPOKEN):
        return
    subjects = [c for c in parsed.children[verb] if parsed.deps[c] in SUBJECTS]
    if len(subjects) > 1:
        for extra in subjects[:-1]:
            if extra < verb and any(parsed.words[t] in _CLOSERS for t in range(parsed.subtree(extra)[-1], verb)):
                yield extra, verb, "ccomp"


def _open_apposition(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "To see the real harbour, the pilot said, one must sail" the parser takes "the pilot" for an apposition.

    An apposition that no comma closes before the verb is the verb's subject.
    """
    del cues
    subject = parsed.child(verb, "nsubj")
    if subject is None or subject > verb:
        return
    beside = parsed.child(subject, "appos")
    if beside is None or parsed.subtree(beside)[-1] != verb - 1 or parsed.words[parsed.subtree(beside)[0] - 1] != ",":
        return
    if verb + 1 < len(parsed) and parsed.words[verb + 1] == "," and parsed.heads[verb] > verb:
        yield beside, verb, "nsubj"
        yield subject, parsed.heads[verb], "dep"


def _said_beside(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "said the bridge was safe, citing two surveys" the parser often hangs "citing" on the bridge.

    A participle of saying after a comma is what the outer speaker does besides, not part of what is said.
    """
    if parsed.tags[verb] != "VBG" or parsed.deps[verb] != "advcl" or parsed.child(verb, *SUBJECTS) is not None:
        return
    first = parsed.subtree(verb)[0]
    if not any(_has_frame(parsed, verb, cues, frame) for frame in (_TOLD, _SPOKEN, _NAMED)):
        return
    if verb - first > 1 or parsed.words[first - 1] != ",":
        return
    below = verb
    for above in parsed.ancestors(verb):
        if above > verb:
            return
        if parsed.deps[below] == "ccomp" and above < below and _has_frame(parsed, above, cues, _TOLD):
            yield verb, above, "advcl"
            return
        below = above


def _turned_round(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "'Where did it go?' asked a shareholder" the parser takes who asks for the object.

    What stands right behind a verb of saying that a quotation or a comma comes right before is its subject, when it has no other.
    """
    if verb == 0 or parsed.words[verb - 1] not in _CLOSERS or not _has_frame(parsed, verb, cues, _SPOKEN):
        return
    named = parsed.child(verb, "dobj", "npadvmod")
    if named is None or parsed.child(verb, *SUBJECTS) is not None or parsed.deps[verb] not in ("ROOT", "conj", "ccomp", "parataxis"):
        return
    told = any(parsed.deps[c] in ("ccomp", "dep", "parataxis", "advcl") and c < verb for c in parsed.children[verb])
    if told and parsed.subtree(named)[0] == verb + 1 and parsed.tags[verb] in _FINITE:
        yield named, verb, "nsubj"


_REPAIRS: tuple[Callable[[Parsed, int, Cues], Iterator[Change]], ...] = (
    _headless, _joined_outside, _joined_inside, _displaced, _two_subjects, _open_apposition, _said_beside,
    _turned_round,
)  # fmt: skip


def _has_frame(parsed: Parsed, verb: int, cues: Cues, frame: str) -> bool:
    return any(frame in row.frames for row in cues.verbs.get(parsed.lemmas[verb], ()))


def _is_bare(parsed: Parsed, verb: int) -> bool:
    """Whether the verb is in the bare form and no modal makes it finite."""
    return parsed.tags[verb] == "VB" and not any(parsed.tags[c] == "MD" for c in parsed.children[verb])


def _same_tense(parsed: Parsed, a: int, b: int) -> bool:
    """A simple past or present of both, or a perfect of the first beside a past of the second."""
    if parsed.tags[a] == parsed.tags[b]:
        return True
    return parsed.tags[a] == "VBN" and parsed.tags[b] == "VBD"
