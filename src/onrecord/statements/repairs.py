"""Mends attachments that the parser is known to get wrong around reporting verbs, before any rule looks."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.language.parsed import Change, Parsed
from onrecord.statements.draft import SUBJECTS, Cues, is_negated
from onrecord.statements.headline_verbs import with_headline_verbs
from onrecord.statements.said_last import for_the_first_time, goes_on_behind, said_last

_SPOKEN = "quote"
_TOLD = "clause"
_NAMED = "object"
_FINITE = ("VBD", "VBZ", "VBP")
_JOINED = ("conj", "dep")
_OF_NOUNS = ("det", "amod", "compound", "nmod", "poss", "nummod")
_CLAUSES = ("relcl", "acl", "advcl")
_TAGS = {"NNS": "VBZ", "NN": "VBP"}
_NOUNS = tuple(_TAGS)
_REACH = 25
"""So many tokens after its verb a displaced clause may begin."""

_MANNERS = ("how", "why")
_CIRCUMSTANCES = ("when", "where")
_CLOSERS = (",", "”", '"', "''", "»")


def mended(parsed: Parsed, cues: Cues) -> Parsed:
    """``parsed`` with the clauses around its verbs of saying hung where they belong."""
    parsed = with_headline_verbs(_retagged(parsed, cues), cues)
    cue_verbs = [verb for verb in parsed.verbs if parsed.lemmas[verb] in cues.verbs or parsed.lemmas[verb] in cues.idioms]
    for repair in _REPAIRS:
        changes = [change for verb in cue_verbs for change in repair(parsed, verb, cues)]
        if changes:
            parsed = parsed.rehung(changes)
    return parsed


def _retagged(parsed: Parsed, cues: Cues) -> Parsed:
    """In "The guild plans to sail" the tagger sometimes takes "plans" for a noun, though the clause around it is a verb's."""
    wrong = [t for t, dep in enumerate(parsed.deps) if dep == "ROOT" and parsed.tags[t] in _NOUNS and _is_verb_after_all(parsed, t, cues)]
    if not wrong:
        return parsed
    tags, poses, lemmas = list(parsed.tags), list(parsed.poses), list(parsed.lemmas)
    changes: list[Change] = []
    for verb in wrong:
        tags[verb], poses[verb], lemmas[verb] = _TAGS[tags[verb]], "VERB", _bare_form(parsed, verb)
        if parsed.child(verb, *SUBJECTS) is None:
            changes += ((c, verb - 1, parsed.deps[c]) for c in parsed.children[verb] if c < verb - 1 and parsed.deps[c] in _OF_NOUNS)
            changes.append((verb - 1, verb, "nsubj"))
        below = [c for c in parsed.children[verb] if c > verb]
        bare = [c for c in below if c > verb + 1 and parsed.tags[c - 1] == "TO" and parsed.heads[c - 1] == c]
        changes += ((c, verb, "xcomp") for c in bare if parsed.deps[c] in ("advcl", "relcl", "acl"))
        changes += ((c, verb, "dobj") for c in below if parsed.deps[c] == "appos" and parsed.tags[verb + 1] in ("DT", "PRP$"))
        changes += ((c, verb, "ccomp") for c in below if c not in bare and parsed.deps[c] in ("relcl", "acl"))
    return replace(parsed, tags=tuple(tags), poses=tuple(poses), lemmas=tuple(lemmas)).rehung(changes)


def _bare_form(parsed: Parsed, noun: int) -> str:
    """What the noun would be as a verb's bare form: "plans" is "plan", "calculate" itself."""
    word = parsed.lowered[noun]
    return word[:-1] if parsed.tags[noun] == "NNS" else word


def _is_verb_after_all(parsed: Parsed, noun: int, cues: Cues) -> bool:
    """Whether a plural that is no noun's head has a subject, or a clause for its content, and a noun right before it."""
    base = _bare_form(parsed, noun)
    if base not in cues.verbs:
        return base in cues.idioms and parsed.heads[noun - 1] == noun and _wants_verb(parsed, noun, cues)
    if (subject := parsed.child(noun, "nsubj")) is not None and subject < noun:
        return any(c > noun and parsed.deps[c] in ("xcomp", "ccomp", "dobj") for c in parsed.children[noun])
    named = noun > 0 and (parsed.poses[noun - 1] in ("NOUN", "PROPN") or parsed.words[noun - 1][0].isupper())
    before = named and parsed.heads[noun - 1] == noun
    after = (c for c in parsed.children[noun] if c > noun and parsed.deps[c] in ("relcl", "ccomp"))
    asked = any(parsed.tags[parsed.subtree(c)[0]] in ("WRB", "IN") and parsed.subtree(c)[0] == noun + 1 for c in after)
    said = any(c < noun and parsed.deps[c] == "ccomp" for c in parsed.children[noun])
    return before and (asked or said or _wants_verb(parsed, noun, cues))


def _wants_verb(parsed: Parsed, noun: int, cues: Cues) -> bool:
    """Whether a sentence without another finite verb goes on as the verb's would: "The widow longs for rest"."""
    first, stop = parsed.sentences[parsed.sentence_of(noun)]
    if noun + 1 >= stop or parsed.words[stop - 1] not in ".!?" or any(parsed.tags[t] in (*_FINITE, "MD") for t in range(first, noun)):
        return False
    rows = cues.verbs.get(_bare_form(parsed, noun), ())
    if not rows:
        return parsed.tags[noun + 1] in ("TO", "IN")
    if parsed.tags[noun + 1] == "TO":
        return any("infinitive" in row.frames for row in rows)
    if parsed.tags[noun + 1] in ("DT", "PRP$"):
        return parsed.tags[noun] == "NNS" and any("object" in row.frames for row in rows)
    return parsed.tags[noun + 1] == "IN" and any(parsed.lemmas[noun + 1] in row.prepositions for row in rows)


def _headless(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "The envoy called Marn a coward" the parser sometimes takes "called" for a participle of "envoy".

    A sentence whose head is a noun with a past form behind it is that verb's clause.
    """
    del cues
    noun = parsed.heads[verb]
    if parsed.deps[verb] != "acl" or parsed.deps[noun] != "ROOT" or parsed.tags[verb] not in ("VBD", "VBN") or verb < noun:
        return
    first, stop = parsed.sentences[parsed.sentence_of(verb)]  # "Two members dissented from the ruling." has no other verb
    whole = parsed.words[stop - 1] == "." and not any(parsed.tags[t] in (*_FINITE, "MD") and t != verb for t in range(first, stop))
    behind = ("dobj", "oprd", "ccomp", "xcomp", *(("prep",) if whole else ()))
    if not any(c > verb and parsed.deps[c] in behind for c in parsed.children[verb]):
        return
    yield verb, verb, "ROOT"
    yield noun, verb, "nsubj"
    yield from ((c, verb, parsed.deps[c]) for c in parsed.children[noun] if c > verb)


def _said_first(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "Added Holm: “I was there.”" the parser sometimes takes "Added" for a part of the name."""
    name = parsed.heads[verb]
    if (
        parsed.deps[verb] != "compound"
        or name < verb
        or parsed.tags[verb] not in _FINITE
        or verb != parsed.sentences[parsed.sentence_of(verb)][0]
    ):
        return
    if not _has_frame(parsed, verb, cues, _SPOKEN) or name + 1 >= len(parsed) or parsed.words[name + 1] not in (":", ","):
        return
    yield verb, (verb if parsed.heads[name] == name else parsed.heads[name]), parsed.deps[name]
    yield name, verb, "nsubj"
    yield from ((c, verb, "ccomp") for c in parsed.children[name] if c > name + 1 and parsed.poses[c] in ("VERB", "AUX"))


def _after_participle(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "Pilots marching in the rain chanted" the parser sometimes makes "marching" the head of the sentence."""
    del cues
    wrong = parsed.heads[verb]
    if (
        parsed.deps[verb] not in ("advcl", "ccomp", "conj", "dep")
        or wrong > verb
        or parsed.deps[wrong] != "ROOT"
        or parsed.tags[wrong] != "VBG"
    ):
        return
    if (
        parsed.tags[verb] not in _FINITE
        or parsed.child(verb, *SUBJECTS, "mark", "advmod") is not None
        or parsed.child(wrong, "aux") is not None
    ):
        return
    subject = parsed.child(wrong, "nsubj")
    if subject is None or any(parsed.deps[c] == "cc" and c < verb for c in parsed.children[wrong]) or parsed.words[verb - 1] in (",", ":"):
        return
    yield verb, verb, "ROOT"
    yield wrong, subject, "acl"
    yield subject, verb, "nsubj"
    yield from ((c, verb, parsed.deps[c]) for c in parsed.children[wrong] if c > verb)


def _joined_outside(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "acknowledged letters had arrived but said they were late" the parser often hangs "said" on "arrived".

    A verb of saying without a subject of its own, coordinated inside the content of another, belongs to the outer one.
    """
    if parsed.deps[verb] != "conj" or parsed.child(verb, *SUBJECTS) is not None:
        return
    if not any(_has_frame(parsed, verb, cues, f) for f in (_SPOKEN, "object_infinitive", "object_as")) or parsed.tags[verb] not in _FINITE:
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
    """In "said they wished to open the books and name the buyers" the parser often hangs "name" on "said".

    A bare infinitive or a participle, coordinated with a verb in another form, belongs to its like below that verb.
    """
    del cues
    for other in parsed.children[verb]:
        if other < verb or parsed.deps[other] not in _JOINED or parsed.child(other, *SUBJECTS) is not None:
            continue
        if parsed.poses[other] not in ("VERB", "AUX"):
            continue
        alike = _alike(parsed, verb, other)
        inner = next((t for t in range(other - 1, verb, -1) if alike and alike(parsed, t) and verb in parsed.ancestors(t)), None)
        if inner is not None:
            yield other, inner, "conj"
            for c in parsed.children[verb]:
                if inner < c < other and parsed.deps[c] in ("cc", "punct", "advmod"):
                    yield c, inner, parsed.deps[c]


def _alike(parsed: Parsed, verb: int, other: int) -> Callable[[Parsed, int], bool] | None:
    """What a verb must be to share the form of ``other``, which is not that of ``verb``; None when the form tells nothing."""
    if _is_bare(parsed, other) or (parsed.tags[other] == "VBP" and parsed.tags[verb] in ("VBD", "VBZ", "VBN", "VBG")):
        return None if _is_bare(parsed, verb) else _is_bare
    if parsed.tags[other] == "VBG" and parsed.tags[verb] != "VBG" and parsed.child(other, "aux") is None:
        return _is_gerund
    return None


def _is_gerund(parsed: Parsed, token: int) -> bool:
    return parsed.tags[token] == "VBG" and parsed.deps[token] in ("xcomp", "pcomp", "ccomp", "dobj")


def _things_joined(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "stressed thrift, and a need to save" the parser sometimes hangs "need" on "stressed".

    Likewise "condemned it as a sham and a threat".
    """
    del cues
    children = parsed.children[verb]
    for other in children:
        if other < verb or parsed.deps[other] not in ("conj", "dobj") or parsed.poses[other] not in ("NOUN", "PROPN"):
            continue
        named = next((c for c in children if parsed.deps[c] == "dobj" and verb < c < other), None)
        joined = [c for c in children if named is not None and named < c < other and parsed.deps[c] in ("cc", "punct")]
        if named is None or not any(parsed.words[c].lower() in ("and", "or") for c in joined):
            continue
        link = next((c for c in children if named < c < joined[0] and parsed.lemmas[c] == "as" and parsed.deps[c] == "prep"), named)
        yield other, link, "conj"
        yield from ((c, link, parsed.deps[c]) for c in joined)


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
    _headless, _said_first, _after_participle, _joined_outside, _joined_inside, _things_joined, _displaced,
    _two_subjects, _open_apposition, _said_beside, _turned_round, for_the_first_time, said_last, goes_on_behind,
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
