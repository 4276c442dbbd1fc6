"""Statements introduced by a verb: said, denied, is accused of, refused to, called it a farce."""

from collections.abc import Iterator

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.statements.clause import Clause, Complement, is_infinitive
from onrecord.statements.complements import complement_of
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
    withholds,
    without_afterthoughts,
)
from onrecord.statements.modality import Framing, frame_of
from onrecord.text.near import Near
from onrecord.text.quotes import Quotation

_NOT_HEADS = ("aux", "auxpass", "amod", "compound", "prt")
_ADJUNCTS = ("prep", "npadvmod", "advmod", "dobj", "dative", "advcl", "oprd")
_THINGS = ("infinitive", "object_infinitive", "gerund", "object")
_WITHHELD = "declines_comment"
_OPENED = ("leaves_open", "doubts", "denies", "declines_comment")
"""What refusing to deny, confirm or admit comes to."""

_WHOLE = ("clause", "quoted", "silence")
"""Frames whose content is a whole utterance, or none at all."""


def verb_drafts(parsed: Parsed, quotes: Near[Quotation], cues: Cues) -> Iterator[Draft]:
    """One draft for each verb that introduces content; drafts may nest."""
    for verb in parsed.verbs:
        if parsed.deps[verb] in _NOT_HEADS:
            continue
        rows, particle = rows_for_verb(parsed, verb, cues)
        if not rows:
            continue
        draft = _draft(Clause(parsed, verb, rows, particle, quotes, cues, is_passive(parsed, verb)))
        if draft:
            yield draft


def _draft(clause: Clause) -> Draft | None:
    parsed, verb = clause.parsed, clause.verb
    found = complement_of(clause)
    above = _above(clause, found) if found else None
    if found is None or (above is None and _is_purpose(parsed, verb, found)):
        return None
    outer, outer_row, withheld = _outer_cue(clause, found)
    words = {*verb_group(parsed, verb), *clause.particle, *found.cue_more, *outer, *(above.words if above else ())}
    silent = found.tokens == (verb,) and not outer
    cue = tuple(sorted(words - {verb} if found.tokens == (verb,) and outer else words))
    source = _source(clause, found, cue, above)
    tokens = list(cue) if silent else [t for t in found.tokens if t not in source and t not in cue]  # "has not commented" is all there is
    if found.frame in _THINGS:
        tokens = list(without_afterthoughts(parsed, tokens, clause.cues.afterthoughts))
    content = spans_of(parsed, tokens)
    quotes_itself = found.frame == "quoted" and parsed.deps[verb] == "ROOT"
    if not content or not (source or clause.passive or quotes_itself):
        return None
    negated = is_negated(parsed, verb) or any(is_negated(parsed, o) for o in outer if parsed.poses[o] == "VERB")
    negated = negated != bool(above and above.flips)
    row = outer_row or found.row
    stance = _WITHHELD if withheld else (row.negated or row.stance) if negated and row is found.row else row.stance
    if stance == "none":
        return None
    if found.frame == "infinitive" and not negated and _withholds_telling(clause):
        stance = _WITHHELD
    if stance == "denies" and any(parsed.words[c].lower() in clause.cues.in_part for c in parsed.children[verb]):
        stance = "partly_denies"
    if stance == "asserts" and found.frame == "passive" and not source:
        stance = "alleges"  # "is said to": told by nobody in particular, and not stood behind
    return Draft(
        rule=f"verb_cue:{found.row.id}/{found.frame}",
        stance=stance,
        source=source,
        cue=cue,
        content=content,
        hedged=found.row.hedged or bool(above and above.hedged),
        negated=negated or withheld,
        addressee=found.addressee if found.addressee is not None else _addressee(clause, found),
        adjuncts=_adjuncts(parsed, verb, {*tokens, *source}),
        score=0.95 if found.frame == "silence" or outer or above else 0.9 if source else 0.6,
    )


def _above(clause: Clause, found: Complement) -> Framing | None:
    """The verb that carries this one on or takes it back: "continued to oppose", "refused to rule out", "stopped short of backing".

    To refuse to do what is no judgement of its content ("refused to back the bill") stays a refusal.
    """
    parsed, verb = clause.parsed, clause.verb
    given_up = parsed.deps[verb] == "pcomp" and found.row.negated in _OPENED  # "stopped short of denying that ..."
    frame = frame_of(parsed, verb, clause.cues) if given_up or found.frame not in _WHOLE else None
    if frame is None or frame.head == verb:
        return None
    return frame if not frame.flips or found.row.negated in _OPENED else None


def _withholds_telling(clause: Clause) -> bool:
    """As in "refused to discuss the sale"."""
    p = clause.parsed
    below = (p.lemmas[c] for c in p.children[clause.verb] if p.deps[c] == "xcomp")
    return p.lemmas[clause.verb] in clause.cues.withholding and any(lemma in clause.cues.telling for lemma in below)


def _source(clause: Clause, found: Complement, cue: tuple[int, ...], above: Framing | None) -> tuple[int, ...]:
    """The subject, or a passive's agent; nobody when it is itself part of the content."""
    parsed, verb = clause.parsed, clause.verb
    head = _agent(parsed, verb) if clause.passive else subject_of(parsed, verb)
    head = subject_of(parsed, above.head) if head is None and above and not clause.passive else head
    if head is not None and (issuer := _issuer(clause, head)) is not None:
        head = issuer
    if head is None or (head in found.tokens and parsed.heads[head] in found.tokens):
        return ()
    return source_tokens(parsed, head, exclude=(*cue, *found.tokens))


def _issuer(clause: Clause, paper: int) -> int | None:
    """Whose words "issued a statement calling for ..." gives: the subject of what is done with a statement, a letter, a speech."""
    p, verb = clause.parsed, clause.verb
    if p.deps[verb] != "acl" or p.heads[verb] != paper or p.lemmas[paper] not in clause.cues.media or p.deps[paper] != "dobj":
        return None
    above = p.heads[paper]
    return subject_of(p, above) if p.lemmas[above] in clause.cues.light and not is_passive(p, above) else None


def _is_purpose(parsed: Parsed, verb: int, found: Complement) -> bool:
    """As in "to raise the matter", "to publish the terms": what somebody means to say, not what is said."""
    loose = parsed.deps[verb] in ("advcl", "acl", "relcl", "xcomp", "ccomp")
    return found.frame not in _WHOLE and loose and is_infinitive(parsed, verb)


def _agent(parsed: Parsed, verb: int) -> int | None:
    by = parsed.child(verb, "agent")
    return parsed.child(by, "pobj") if by is not None else None


def _addressee(clause: Clause, found: Complement) -> int | None:
    """Who is told, asked or accused: the object of an active verb, the subject of a passive one."""
    if not found.row.addressee and found.frame != "object_infinitive":
        return None
    if clause.passive:
        return clause.parsed.child(clause.verb, "nsubjpass")
    at = clause.parsed.child(clause.verb, "dative", "dobj")
    return at if at is not None and at not in found.tokens else None


def _adjuncts(parsed: Parsed, verb: int, taken: set[int]) -> tuple[int, ...]:
    """What else hangs on the verb in its sentence: when, where, through what."""
    below = (t for c in parsed.children[verb] if parsed.deps[c] in _ADJUNCTS for t in parsed.subtree(c))
    return tuple(sorted({t for t in below if t not in taken and parsed.sentence_of(t) == parsed.sentence_of(verb)}))


def _outer_cue(clause: Clause, found: Complement) -> tuple[tuple[int, ...], Cue | None, bool]:
    """For "hopes to prove that": the words before the verb, the row that gives the stance; whether "declined to say" withholds it."""
    parsed, verb = clause.parsed, clause.verb
    if parsed.deps[verb] != "xcomp" or found.frame not in _WHOLE:
        return (), None, False
    head = parsed.heads[verb]
    if not (head < verb and verb - head <= 4 and parsed.poses[head] in ("VERB", "AUX")):  # noqa: PLR2004 - "declined again to say"
        return (), None, False
    rows = [r for r in clause.cues.verbs.get(parsed.lemmas[head], ()) if "infinitive" in r.frames]
    withheld = withholds(parsed, head, clause.cues)
    words = (*verb_group(parsed, head), *range(head + 1, verb))
    return words, rows[0] if rows and found.frame != "silence" else None, withheld
