"""A statement while it is being put together, and the clause grammar that its rules share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.roles import roles_of
from onrecord.lexicon.rows import Cue
from onrecord.model import Span, Spans
from onrecord.statements.patterns import WITHIN, Expressions, Pattern

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_VERBS = ("VERB", "AUX")
_TRIMMED = frozenset(",;:–—-…")
_MEANS = ("use", "promise", "take", "hold", "need", "spend")
"""Verbs whose own subject does what stands behind their object: "used the letter to deny"."""

_RELATIVE = ("who", "which", "that", "whom", "whose")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Tokens and spans of a statement before its speaker, stance and id are settled.

    ``source`` and ``cue`` are token indices; ``addressee`` the head token of who is told or accused;
    ``adjuncts`` the tokens around the cue that may say through what and when. ``carries`` is set for a
    quotation whose speaker is the one of the statement before it.
    """

    rule: str
    stance: str
    cue: tuple[int, ...]
    content: Spans
    source: tuple[int, ...] = ()
    hedged: bool = False
    negated: bool = False
    addressee: int | None = None
    adjuncts: tuple[int, ...] = ()
    carries: bool = False
    score: float = 1.0


@dataclass(frozen=True)
class Cues:
    """The cue rows by lemma, for each part of speech."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    adverbs: Mapping[str, tuple[Cue, ...]]
    phrases: tuple[tuple[tuple[str, ...], Cue], ...]
    idioms: Mapping[str, Expressions]
    light: frozenset[str]
    answers: frozenset[str]
    media: frozenset[str]
    withholding: frozenset[str]
    ending: frozenset[str]
    carrying: frozenset[str]
    made_to: frozenset[str]
    seeming: frozenset[str]
    calendar: frozenset[str]
    bygone: frozenset[str]
    telling: frozenset[str]
    supposing: frozenset[str]
    meeting: frozenset[str]
    efforts: frozenset[str]
    foremost: frozenset[str]
    viewing: frozenset[str]
    nodding: frozenset[str]
    shaking: frozenset[str]
    turning: frozenset[str]
    rebutting: frozenset[str]
    oneself: frozenset[str]
    openers: frozenset[str]
    no_command: frozenset[str]
    anybody: frozenset[str]
    owned: frozenset[str]
    afterthoughts: frozenset[str]
    in_part: frozenset[str]
    documents: frozenset[str]
    inquiries: frozenset[str]
    labels: frozenset[str]
    people: frozenset[str]


@lru_cache(maxsize=4)
def cues_of(lexicon: Lexicon) -> Cues:
    """The cue rows of a lexicon by lemma, in the order of the file, and the word lists that rules on cues use."""

    def by_lemma(table: str) -> dict[str, tuple[Cue, ...]]:
        found: dict[str, tuple[Cue, ...]] = {}
        for row in lexicon.rows(table):
            for lemma in row.lemmas:
                found[lemma] = (*found.get(lemma, ()), row)
        return found

    return Cues(
        verbs=by_lemma("verb_cue"),
        nouns=by_lemma("noun_cue"),
        adjectives=by_lemma("adjective_cue"),
        adverbs=by_lemma("adverb_cue"),
        phrases=tuple((tuple(p.split()), row) for row in lexicon.rows("phrase_cue") for p in row.lemmas),
        idioms=_idioms(lexicon),
        light=lexicon.words("light_verb"),
        answers=lexicon.words("answer"),
        media=lexicon.words("medium"),
        withholding=lexicon.words("withholding"),
        ending=lexicon.words("ending"),
        carrying=lexicon.words("carrying"),
        made_to=lexicon.words("made_to"),
        seeming=lexicon.words("seeming"),
        calendar=lexicon.words("calendar"),
        bygone=lexicon.words("bygone"),
        telling=lexicon.words("telling"),
        supposing=lexicon.words("supposing"),
        meeting=lexicon.words("meeting"),
        efforts=lexicon.words("effort"),
        foremost=lexicon.words("foremost"),
        viewing=lexicon.words("viewing"),
        nodding=lexicon.words("nodding"),
        shaking=lexicon.words("shaking"),
        turning=lexicon.words("turning"),
        rebutting=lexicon.words("rebutting"),
        oneself=lexicon.words("oneself"),
        openers=lexicon.words("opener"),
        no_command=lexicon.words("no_command"),
        anybody=lexicon.words("anybody"),
        owned=lexicon.words("owned"),
        afterthoughts=lexicon.words("afterthought"),
        in_part=lexicon.words("in_part"),
        inquiries=lexicon.words("inquiry"),
        labels=lexicon.words("headline_label"),
        people=roles_of(lexicon).groups | frozenset(roles_of(lexicon).titles) | lexicon.words("human"),
        documents=frozenset(roles_of(lexicon).documents),
    )


def _idioms(lexicon: Lexicon) -> dict[str, Expressions]:
    """The patterns of fixed expressions by each lemma that may begin them."""
    found: dict[str, list[tuple[Pattern, Cue]]] = {}
    for row in lexicon.rows("idiom_cue"):
        for pattern in row.lemmas:
            for words in _spelled_out(pattern.split()):
                elements = tuple(frozenset((WITHIN, *word[1:].split("|")) if word[0] == WITHIN else word.split("|")) for word in words)
                for first in elements[0]:
                    found.setdefault(first, []).append((elements, row))
    return {first: Expressions.of(patterns) for first, patterns in found.items()}


def _spelled_out(words: Sequence[str]) -> list[list[str]]:
    """A pattern with and without each word that ends in "?"."""
    found: list[list[str]] = [[]]
    for word in words:
        with_it = [[*one, word.removesuffix("?")] for one in found]
        found = [*with_it, *found] if word.endswith("?") else with_it
    return found


def rows_for_verb(parsed: Parsed, verb: int, cues: Cues) -> tuple[tuple[Cue, ...], tuple[int, ...]]:
    """The cue rows of a verb and the tokens of its particle, if it has one."""
    lemma = parsed.lemmas[verb]
    for at in (parsed.child(verb, "prt"), verb + 1 if verb + 1 < len(parsed) else None):
        if at is not None and (rows := cues.verbs.get(f"{lemma} {parsed.words[at].lower()}")):
            return rows, (at,)
    if parsed.child(verb, "prt") is not None:
        return (), ()
    return cues.verbs.get(lemma, ()), ()


def verb_group(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and the adverbs between them; all of "neither confirmed nor denied"."""
    if (first := _neither(parsed, verb)) is not None:
        return tuple(range(first, verb + 1))
    left = [c for c in parsed.children[verb] if c < verb and parsed.deps[c] in ("aux", "auxpass", "neg", "advmod")]
    group, at = [verb], verb - 1
    while at in left or (at >= 0 and parsed.deps[at] in ("neg", "advmod") and parsed.heads[at] in left):
        if at in left or parsed.heads[at] in left:
            group.append(at)
        at -= 1
    return tuple(sorted(group))


def _neither(parsed: Parsed, verb: int) -> int | None:
    """The token of "neither" when ``verb`` stands behind its "nor"."""
    head = parsed.heads[verb]
    nor = any(parsed.words[c].lower() == "nor" and c < verb for c in parsed.children[head])
    return parsed.child(head, "preconj") if parsed.deps[verb] == "conj" and nor else None


def is_negated(parsed: Parsed, verb: int) -> bool:
    """Whether the verb or its auxiliaries are negated: not, never, no longer, or a subject of "nobody"."""
    if any(parsed.deps[c] == "neg" or parsed.words[c].lower() == "never" or _no_longer(parsed, c) for c in parsed.children[verb]):
        return True
    if _neither(parsed, verb) is not None or parsed.child(verb, "preconj") is not None:
        return True
    subject = parsed.child(verb, "nsubj")
    if subject is not None:
        first = parsed.subtree(subject)[0]
        return parsed.words[first].lower() in ("no", "nobody", "neither", "none", "nothing", "few")
    return False


def withholds(parsed: Parsed, verb: int, cues: Cues) -> bool:
    """Whether what stands below ``verb`` is not done, or not yet: "declined to say", "has yet to answer"."""
    lemma = parsed.lemmas[verb]
    return lemma in cues.withholding or (lemma in ("have", "be") and any(parsed.words[c].lower() == "yet" for c in parsed.children[verb]))


def _no_longer(parsed: Parsed, token: int) -> bool:
    """As in "no longer opposes", "can no longer claim"."""
    return parsed.words[token].lower() == "longer" and token > 0 and parsed.words[token - 1].lower() == "no"


def is_passive(parsed: Parsed, verb: int) -> bool:
    """Whether the verb is in the passive, also as a reduced relative ("the man accused of") or an opening ("Asked to speak, he ...")."""
    return parsed.child(verb, "auxpass", "nsubjpass") is not None or (
        parsed.tags[verb] == "VBN" and parsed.deps[verb] in ("acl", "advcl") and parsed.child(verb, "aux", *SUBJECTS) is None
    )


def subject_of(parsed: Parsed, verb: int, depth: int = 0) -> int | None:
    """The token that heads who does what ``verb`` says, through coordination, control and participles.

    For a relative clause it is the relative pronoun; for "a letter saying", the letter.
    """
    subjects = (c for base in (verb, *_auxiliaries(parsed, verb)) for c in parsed.children[base] if parsed.deps[c] in SUBJECTS)
    if (subject := next(subjects, None)) is not None:
        return subject if parsed.words[subject].lower() not in ("it", "there") or parsed.deps[subject] != "expl" else None
    head, dep = parsed.heads[verb], parsed.deps[verb]
    if head == verb or depth > 6:  # noqa: PLR2004 - no sane clause is deeper
        return None
    if dep == "acl" and parsed.tags[verb] == "VBG":
        return head
    if dep == "xcomp" and (moved := parsed.child(head, "dobj")) is not None and head < moved < verb and parsed.lemmas[head] not in _MEANS:
        return moved  # "led the crew to fear": the object does it
    if dep in ("conj", "xcomp", "advcl", "pcomp", "dep", "prep", "ccomp", "parataxis"):
        if dep in ("advcl", "pcomp") and parsed.tags[verb] not in ("VBG", "VBN") and parsed.child(verb, "aux") is None:
            return None
        if dep == "ccomp" and parsed.tags[verb] != "VBG":
            return None
        return subject_of(parsed, head, depth + 1)
    return None


def _auxiliaries(parsed: Parsed, verb: int) -> list[int]:
    """The auxiliaries of a verb: in "The critics are not convinced" the parser may hang the subject on "are"."""
    return [c for c in parsed.children[verb] if parsed.deps[c] in ("aux", "auxpass")]


def source_tokens(parsed: Parsed, head: int, exclude: Iterable[int] = ()) -> tuple[int, ...]:
    """The noun phrase of ``head``, with appositions, without loose clauses and the words in ``exclude``."""
    banned = set(exclude)
    tree = [t for t in parsed.subtree(head) if t not in banned]
    for t in list(tree):
        if t > head and parsed.deps[t] in ("relcl", "advcl", "ccomp", "parataxis", "conj") and t in tree:
            first = parsed.subtree(t)[0]
            loose = first > 0 and parsed.words[first - 1] == ","
            clause = parsed.poses[t] in _VERBS
            if clause and loose and parsed.words[first].lower() != "who":
                tree = [k for k in tree if k < first]
    run = _run_around(tree, head)
    marks = [n for n, t in enumerate(run) if parsed.words[t] in ('"', "“", "”", "''", "``")]
    if len(marks) % 2 and run.index(head) > marks[-1] > 0:
        run = run[marks[-1] + 1 :]  # called "a farce" the firm's denial: half of a quotation is no part of a name
    while run and (parsed.words[run[-1]] in (",", "–", "—", "-", ":", '"', "”") or parsed.deps[run[-1]] == "cc"):
        run = run[:-1]
    while run and parsed.words[run[0]] in (",", "–", "—", ":", '"', "“", "”"):
        run = run[1:]
    return tuple(run)


def _run_around(tokens: list[int], center: int) -> list[int]:
    """The unbroken run of ``tokens`` that holds ``center``."""
    if center not in tokens:
        return []
    at = tokens.index(center)
    low = high = at
    while low and tokens[low - 1] == tokens[low] - 1:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1] == tokens[high] + 1:
        high += 1
    return tokens[low : high + 1]


def spans_of(parsed: Parsed, tokens: Iterable[int]) -> Spans:
    """Tokens as spans: one a run, trimmed of commas and dashes at its ends, runs without a word left out."""
    words, found = parsed.words, []
    for first, last in _runs(parsed, sorted(set(tokens))):
        low, high = first, last
        while low <= high and words[low] in _TRIMMED:
            low += 1
        while high >= low and (words[high] in _TRIMMED or words[high] in ".!?"):
            high -= 1
        if any(words[t][0].isalnum() for t in range(low, high + 1)):
            found.append(parsed.span(low, high))
    return tuple(found)


def _runs(parsed: Parsed, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each unbroken run of ``tokens``, which are in order; a run ends with its sentence."""
    at = 0
    while at < len(tokens):
        first, stop = tokens[at], parsed.sentences[parsed.sentence_of(tokens[at])][1]
        last = at
        while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1 < stop:
            last += 1
        yield first, tokens[last]
        at = last + 1


def without_afterthoughts(parsed: Parsed, tokens: Sequence[int], afterthoughts: frozenset[str]) -> tuple[int, ...]:
    """A thing wanted, refused or named, without the circumstances that the writer adds at its end: "after ...", "despite ...".

    ``tokens`` must be in order; a clause that somebody is said to have said keeps its circumstances.
    """
    kept = list(tokens)
    for at in range(len(kept) - 1, 1, -1):
        token = kept[at]
        word, dep = parsed.words[token].lower(), parsed.deps[token]
        if word not in afterthoughts or dep not in ("prep", "mark", "advmod") or (word == "as" and dep == "prep"):
            continue
        clause = parsed.heads[token] if parsed.deps[token] in ("mark", "advmod") else token
        below = parsed.subtree(clause)
        if below[0] == token and below[-1] >= kept[-1]:
            kept = kept[:at]
    while kept and parsed.words[kept[-1]] in _TRIMMED:
        kept.pop()
    return tuple(kept)


def is_relative(parsed: Parsed, token: int) -> bool:
    """Whether the token is a relative pronoun."""
    return parsed.words[token].lower() in _RELATIVE and parsed.tags[token] in ("WP", "WDT", "WP$")


def words_within(parsed: Parsed, span: Span) -> int:
    """How many words begin inside ``span``."""
    return sum(parsed.words[t][0].isalnum() for t in parsed.tokens_in(span))
