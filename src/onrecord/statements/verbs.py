"""Statements introduced by a verb: said, denied, is accused of, refused to, called it a farce."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.model import Span
from onrecord.statements.draft import (
    Cues,
    Draft,
    is_negated,
    is_passive,
    rows_for_verb,
    source_tokens,
    spans_of,
    subject_of,
    verb_group,
)
from onrecord.text.quotes import Quotation

_NOT_HEADS = ("aux", "auxpass", "amod", "compound", "prt")
_CLAUSES = ("ccomp",)
_LATE = ("prep", "advcl", "npadvmod", "advmod", "dobj", "oprd", "acomp")
_SILENT_HEADS = ("decline", "refuse")
_SILENCES = ("comment", "statement", "response", "answer", "reply", "reaction", "explanation")


@dataclass(frozen=True, slots=True)
class Complement:
    """Where a verb's content stands: its tokens, the row and frame that found it, and who is addressed."""

    row: Cue
    frame: str
    tokens: tuple[int, ...]
    addressee: int | None = None
    cue_more: tuple[int, ...] = ()


def verb_drafts(parsed: Parsed, quotes: Sequence[Quotation], cues: Cues) -> Iterator[Draft]:
    """One draft for each verb that introduces content; drafts may nest."""
    for verb in range(len(parsed)):
        if parsed.poses[verb] not in ("VERB", "AUX") or parsed.deps[verb] in _NOT_HEADS:
            continue
        rows, particle = rows_for_verb(parsed, verb, cues)
        if not rows:
            continue
        draft = _draft(parsed, verb, rows, particle, quotes, cues)
        if draft:
            yield draft


def _draft(
    parsed: Parsed, verb: int, rows: Sequence[Cue], particle: tuple[int, ...], quotes: Sequence[Quotation], cues: Cues
) -> Draft | None:
    passive = is_passive(parsed, verb)
    subject = None if passive else subject_of(parsed, verb)
    agent = _agent(parsed, verb) if passive else None
    found = _complement(parsed, verb, rows, particle, quotes, cues, passive=passive)
    if found is None or _is_bare_infinitive(parsed, verb, found):
        return None
    cue = tuple(sorted({*verb_group(parsed, verb), *particle, *found.cue_more}))
    outer, stance_row = _outer_cue(parsed, verb, found, cues)
    cue = tuple(sorted({*cue, *outer}))
    head = subject if not passive else agent
    if head is not None and head in found.tokens and not _is_split(parsed, found.tokens, head):
        head = None
    source = source_tokens(parsed, head, exclude=(*cue, *found.tokens)) if head is not None else ()
    tokens = [t for t in found.tokens if t not in source and t not in cue]
    content = spans_of(parsed, tokens)
    if not content or (not source and not passive and not _may_lack_source(parsed, verb, found)):
        return None
    negated = is_negated(parsed, verb) or any(is_negated(parsed, o) for o in outer if parsed.poses[o] == "VERB")
    row = stance_row or found.row
    stance = (row.negated or row.stance) if negated and row is found.row else row.stance
    if stance == "none":
        return None
    adjuncts = [
        t
        for c in parsed.children[verb]
        if parsed.deps[c] in ("prep", "npadvmod", "advmod", "dobj", "dative", "advcl", "oprd")
        for t in parsed.subtree(c)
        if t not in tokens and t not in source and parsed.sentence_of(t) == parsed.sentence_of(verb)
    ]
    return Draft(
        rule=f"verb_cue:{found.row.id}/{found.frame}",
        stance=stance,
        source=source,
        cue=cue,
        content=content,
        hedged=found.row.hedged,
        negated=negated,
        addressee=found.addressee if found.addressee is not None else _addressee(parsed, verb, found, passive=passive),
        adjuncts=tuple(sorted(set(adjuncts))),
        score=0.95 if found.frame == "silence" else 0.9 if source else 0.6,
    )


def _is_bare_infinitive(parsed: Parsed, verb: int, found: Complement) -> bool:
    """ "to raise the matter", "to publish the terms": what somebody means to say, not what is said."""
    return (
        found.frame not in ("clause", "quoted", "silence")
        and _is_infinitive(parsed, verb)
        and parsed.deps[verb] in ("advcl", "acl", "relcl", "xcomp", "ccomp")
    )


def _may_lack_source(parsed: Parsed, verb: int, found: Complement) -> bool:
    """A verb without a subject makes no statement, but for quotation and for "it is said"."""
    return found.frame == "quoted" and parsed.deps[verb] == "ROOT"


def _is_split(parsed: Parsed, tokens: Sequence[int], head: int) -> bool:
    return parsed.heads[head] not in tokens


def _agent(parsed: Parsed, verb: int) -> int | None:
    by = parsed.child(verb, "agent")
    return parsed.child(by, "pobj") if by is not None else None


def _addressee(parsed: Parsed, verb: int, found: Complement, *, passive: bool) -> int | None:
    """Who is told, asked or accused: the object of an active verb, the subject of a passive one."""
    if not found.row.addressee and found.frame != "object_infinitive":
        return None
    if passive:
        return parsed.child(verb, "nsubjpass")
    at = parsed.child(verb, "dative", "dobj")
    return at if at is not None and at not in found.tokens else None


def _outer_cue(parsed: Parsed, verb: int, found: Complement, cues: Cues) -> tuple[tuple[int, ...], Cue | None]:
    """For "declined to say whether": the words before the verb, and the row that gives the stance."""
    if parsed.deps[verb] != "xcomp" or found.frame not in ("clause", "quoted", "silence"):
        return (), None
    head = parsed.heads[verb]
    if not (head < verb and verb - head <= 4 and parsed.poses[head] == "VERB"):  # noqa: PLR2004 - "declined again to say"
        return (), None
    rows = [r for r in cues.verbs.get(parsed.lemmas[head], ()) if "infinitive" in r.frames]
    return (*verb_group(parsed, head), *range(head + 1, verb)), rows[0] if rows and found.frame != "silence" else None


def _complement(  # noqa: PLR0911, PLR0913, C901 - one return a frame, in the order of trust
    parsed: Parsed, verb: int, rows: Sequence[Cue], particle: tuple[int, ...], quotes: Sequence[Quotation], cues: Cues, *, passive: bool
) -> Complement | None:
    def row_with(frame: str) -> Cue | None:
        return next((r for r in rows if frame in r.frames), None)

    bases = (verb, *particle)
    sentence = parsed.sentences[parsed.sentence_of(verb)]
    if (silent := _says_nothing(parsed, verb)) and (row := cues.verbs.get("comment", ())[-1:]):
        return Complement(row[0], "silence", silent)
    if row := row_with("silence"):
        outer = parsed.heads[verb] if parsed.deps[verb] == "xcomp" else None
        if (outer is not None and parsed.lemmas[outer] in _SILENT_HEADS) or (
            is_negated(parsed, verb) and row.lemmas and parsed.lemmas[verb] != "speak"
        ):
            tail = [t for c in parsed.children[verb] if c > verb and parsed.deps[c] == "prep" for t in parsed.subtree(c)]
            return Complement(row, "silence", tuple(tail) or (verb,), None)
    if row := row_with("clause") or row_with("quote"):
        for base in bases:
            for c in parsed.children[base]:
                if parsed.deps[c] in _CLAUSES and not _is_infinitive(parsed, c):
                    tokens = _clause_tokens(parsed, verb, c, sentence)
                    if tokens and (not passive or (c > verb and parsed.child(verb, "nsubjpass") is None)):
                        return Complement(row, "clause", tokens)
                if base == verb and passive and parsed.deps[c] == "xcomp" and row_with("passive"):
                    break
    if passive:
        return _passive_complement(parsed, verb, rows)
    if row := row_with("quote"):
        tokens = _quoted_beside(parsed, verb, quotes, sentence)
        if tokens:
            return Complement(row, "quoted", tokens)
    for frame, finder in (
        ("object_infinitive", _object_infinitive),
        ("infinitive", _infinitive),
        ("gerund", _gerund),
        ("object_as", _object_as),
    ):
        if (row := row_with(frame)) and (tokens := finder(parsed, verb)):
            addressee = parsed.child(verb, "dobj") if frame == "object_infinitive" else None
            if frame == "object_infinitive" and addressee is None:
                inner = next((c for c in parsed.children[verb] if parsed.deps[c] == "ccomp"), None)
                addressee = parsed.child(inner, "nsubj") if inner is not None else None
            return Complement(row, frame, tokens, addressee)
    for row in rows:
        if row.prepositions and (tokens := _prepositional(parsed, verb, row)):
            direct = parsed.child(verb, "dobj", "dative") if row.addressee or row.stance == "asks" else None
            preposition = next(c for c in parsed.children[verb] if parsed.deps[c] == "prep" and parsed.lemmas[c] in row.prepositions)
            if row.stance == "accuses" and direct is not None:
                return Complement(row, "preposition", (*parsed.subtree(direct), preposition, *tokens), direct)
            return Complement(row, "preposition", tokens, direct, (preposition,))
    if (row := row_with("attitude")) and (tokens := _object(parsed, verb, bases)) and _names_attitude(parsed, verb, cues):
        return Complement(row, "attitude", tokens)
    if (row := row_with("object")) and (tokens := _object(parsed, verb, bases)):
        return Complement(row, "object", tokens)
    if (row := row_with("clause")) and (tokens := _parenthetical(parsed, verb, sentence)):
        return Complement(row, "parenthetical", tokens)
    return None


def _says_nothing(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """ "made no comment", "gave no answer"."""
    named = parsed.child(verb, "dobj")
    if named is None or parsed.lemmas[verb] not in ("make", "give", "offer", "issue", "have") or parsed.lemmas[named] not in _SILENCES:
        return ()
    first, last = parsed.noun_phrase(named)
    return tuple(range(first, last + 1)) if parsed.words[first].lower() == "no" else ()


def _is_infinitive(parsed: Parsed, verb: int) -> bool:
    return any(parsed.tags[c] == "TO" and parsed.deps[c] == "aux" for c in parsed.children[verb])


def _clause_tokens(parsed: Parsed, verb: int, clause: int, sentence: tuple[int, int]) -> tuple[int, ...]:
    """The tokens of a content clause, without "that", with what the parser hung on the verb after it."""
    tree = parsed.subtree(clause)
    if verb in tree:
        return ()
    if clause > verb:
        tree = [t for t in tree if t > verb]
        last = tree[-1] if tree else verb
        for c in sorted(parsed.children[verb]):
            if c > last and parsed.deps[c] in _LATE and parsed.subtree(c)[0] == last + 1 and parsed.words[last + 1] != ",":
                tree += parsed.subtree(c)
                last = tree[-1]
        if tree and parsed.words[tree[0]].lower() == "that" and parsed.deps[tree[0]] == "mark":
            tree = tree[1:]
        return tuple(tree)
    if any(parsed.deps[c] == "mark" and parsed.words[c].lower() != "as" for c in parsed.children[verb]):
        return ()
    subjects = [parsed.subtree(c)[0] for c in parsed.children[verb] if parsed.deps[c] in ("nsubj", "nsubjpass")]
    before = min([*verb_group(parsed, verb), *subjects])
    after_subject = next((c for c in parsed.children[verb] if parsed.deps[c] == "nsubj" and c > verb), None)
    edge = verb if after_subject is not None and verb < after_subject else before
    first = sentence[0] if parsed.deps[verb] == "ROOT" else tree[0]
    if any(
        parsed.deps[t] == "cc" and parsed.words[t].lower() in ("but", "and") and parsed.heads[t] in (clause, verb)
        for t in range(max(first, before - 2), before)
    ):
        return ()
    tokens = [t for t in range(first, sentence[1]) if t in set(tree) or (t < edge and first <= t)]
    return tuple(t for t in tokens if t < edge or t in tree)


def _quoted_beside(parsed: Parsed, verb: int, quotes: Sequence[Quotation], sentence: tuple[int, int]) -> tuple[int, ...]:
    """The quotation just before the speaker and the verb, or just after the verb."""
    group = verb_group(parsed, verb)
    subject = parsed.child(verb, "nsubj")
    block = [*group, *(parsed.subtree(subject) if subject is not None else ())]
    low, high = min(block), max(block)
    for quote in quotes:
        inside = parsed.tokens_in(Span(quote.start, quote.end))
        if not inside or quote.start <= parsed.starts[verb] < quote.end:
            continue
        gap_before = low - inside[-1] - 1
        if inside[-1] < low and gap_before <= 1 and inside[-1] >= sentence[0] - 1:
            return tuple(inside)
        between = range(high + 1, inside[0])
        introduced = inside[0] > high and inside[0] < sentence[1] and len(between) <= 12  # noqa: PLR2004 - "said late on Monday in a letter: ..."
        if introduced and (not between or parsed.words[between[-1]] in (",", ":", "that") or len(between) <= 1):
            return tuple(inside)
    return ()


def _object_infinitive(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """ "urged both armies to withdraw": object and infinitive."""
    for c in parsed.children[verb]:
        if parsed.deps[c] == "ccomp" and c > verb and _is_infinitive(parsed, c):
            return tuple(t for t in parsed.subtree(c) if t > verb)
        if parsed.deps[c] == "xcomp" and c > verb and _is_infinitive(parsed, c):
            named = parsed.child(verb, "dobj", "dative")
            if named is not None and named < c:
                return tuple([*parsed.subtree(named), *(t for t in parsed.subtree(c) if t > verb)])
    return ()


def _infinitive(parsed: Parsed, verb: int) -> tuple[int, ...]:
    for c in parsed.children[verb]:
        if parsed.deps[c] in ("xcomp", "advcl") and c > verb and _is_infinitive(parsed, c) and parsed.child(verb, "dobj") is None:
            tree = [t for t in parsed.subtree(c) if t > verb]
            if parsed.deps[c] == "xcomp" or tree[0] == verb + 1:
                return tuple(tree)
    return ()


def _gerund(parsed: Parsed, verb: int) -> tuple[int, ...]:
    for c in parsed.children[verb]:
        if c > verb and parsed.deps[c] in ("xcomp", "ccomp", "dobj") and parsed.tags[c] == "VBG":
            return tuple(t for t in parsed.subtree(c) if t > verb)
    return ()


def _object_as(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """ "described the transfers as a betrayal", "called the vote a farce": from the object to the end."""
    named = parsed.child(verb, "dobj")
    if named is not None and any(parsed.deps[k] == "prep" and parsed.lemmas[k] == "as" for k in parsed.children[named]):
        return tuple(t for t in parsed.subtree(named) if t > verb)
    for c in parsed.children[verb]:
        if c < verb:
            continue
        if parsed.deps[c] == "prep" and parsed.lemmas[c] == "as" and named is not None:
            return tuple([*parsed.subtree(named), *parsed.subtree(c)])
        if parsed.deps[c] == "oprd" and named is not None:
            return tuple([*parsed.subtree(named), *parsed.subtree(c)])
        if parsed.deps[c] == "ccomp" and parsed.poses[c] in ("NOUN", "ADJ", "PROPN") and parsed.lemmas[verb] != "see":
            return tuple(t for t in parsed.subtree(c) if t > verb)
    return ()


def _prepositional(parsed: Parsed, verb: int, row: Cue) -> tuple[int, ...]:
    for c in parsed.children[verb]:
        if parsed.deps[c] == "prep" and c > verb and parsed.lemmas[c] in row.prepositions:
            tokens = [t for k in parsed.children[c] if parsed.deps[k] in ("pobj", "pcomp") for t in parsed.subtree(k)]
            if not tokens or parsed.words[tokens[-1]].lower() == "anonymity" or any(parsed.lemmas[t] == "condition" for t in tokens[:2]):
                continue
            last = max(tokens)
            for k in parsed.children[verb]:
                if k > last and parsed.deps[k] in ("xcomp", "advcl") and _is_infinitive(parsed, k) and parsed.subtree(k)[0] == last + 1:
                    tokens += parsed.subtree(k)
            return tuple(t for t in tokens if t > c)
    return ()


def _object(parsed: Parsed, verb: int, bases: Sequence[int]) -> tuple[int, ...]:
    """The direct object with what belongs to it."""
    for base in bases:
        for c in parsed.children[base]:
            if (
                c <= verb
                or parsed.deps[c] not in ("dobj", "nsubj")
                or parsed.tags[c] in ("WP", "WDT", "EX")
                or parsed.words[c].lower().endswith(("self", "selves"))
            ):
                continue
            if parsed.deps[c] == "nsubj" and base == verb:
                continue
            tree = [t for t in parsed.subtree(c) if t > verb]
            last = tree[-1]
            for k in sorted(parsed.children[verb]):
                if (
                    k > last
                    and parsed.deps[k] == "prep"
                    and parsed.subtree(k)[0] == last + 1
                    and parsed.lemmas[k] in ("of", "about", "over", "for", "against", "to", "with")
                ):
                    tree += parsed.subtree(k)
                    last = tree[-1]
            return tuple(tree)
    return ()


def _names_attitude(parsed: Parsed, verb: int, cues: Cues) -> bool:
    """Whether the object is a feeling or a thing said: concern, support, a claim."""
    named = parsed.child(verb, "dobj")
    return named is not None and parsed.lemmas[named] in cues.nouns


def _passive_complement(parsed: Parsed, verb: int, rows: Sequence[Cue]) -> Complement | None:
    """ "is accused of passing", "was said to be ill", "was condemned by"."""
    for row in rows:
        if "passive" not in row.frames:
            continue
        if row.prepositions and (tokens := _prepositional(parsed, verb, row)):
            preposition = next(c for c in parsed.children[verb] if parsed.deps[c] == "prep" and parsed.lemmas[c] in row.prepositions)
            return Complement(row, "passive", tokens, parsed.child(verb, "nsubjpass"), (preposition,))
    row = next((r for r in rows if "passive" in r.frames), None)
    subject = parsed.child(verb, "nsubjpass")
    for c in parsed.children[verb]:
        if row and parsed.deps[c] == "xcomp" and c > verb:
            told = [t for t in parsed.subtree(c) if t > verb]
            return Complement(row, "passive", (*(source_tokens(parsed, subject) if subject is not None else ()), *told))
        if row and parsed.deps[c] == "prep" and parsed.lemmas[c] == "as" and subject is not None:
            return Complement(row, "passive", (*source_tokens(parsed, subject), *parsed.subtree(c)))
    if subject is not None and parsed.child(verb, "agent") is not None:
        row = next((r for r in rows if "object" in r.frames), None)
        if row:
            return Complement(row, "passive_object", source_tokens(parsed, subject))
    return None


def _parenthetical(parsed: Parsed, verb: int, sentence: tuple[int, int]) -> tuple[int, ...]:
    """ "The truth, the senator said, was that ..."; "No one knew, officials said."; "as the mayor put it"."""
    own = set(parsed.subtree(verb))
    rest = [t for t in range(*sentence) if t not in own]
    subject = parsed.child(verb, "nsubj")
    if subject is None or not rest or len(own) > 14:  # noqa: PLR2004 - an aside is short
        return ()
    low, high = min(own), max(own)
    begins = (low > sentence[0] and parsed.words[low - 1] in (",", "–", "—", "-")) or parsed.words[low] in (",", "–", "—")  # noqa: RUF001
    ends = high + 1 >= sentence[1] or parsed.words[high + 1] in (",", ".", "–", "—", "-") or parsed.words[high] in (",", ".")  # noqa: RUF001
    if parsed.deps[verb] in ("parataxis", "ccomp", "advcl", "ROOT", "dep") and begins and ends and parsed.heads[verb] != verb:
        return tuple(rest)
    return ()
