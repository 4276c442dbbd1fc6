"""Statements introduced by a verb: said, denied, is accused of, refused to, called it a farce."""

from collections.abc import Iterator

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.statements.answering import answered
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
_PLAIN = "asserts"
_TO_COME = ("will", "'ll", "’ll")
_FOND = ("like", "love")
_REACHING = ("asks", "demands")
_GRANTING = ("confirms", "acknowledges", "agrees")
_YET = ("but", "yet", "while", "although", "though")
_SHIFTED = ("fears", "objects")
"""Stances of attitudes that what is said of them may settle otherwise: concern is fear or objection."""

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
        if draft and (draft := answered(parsed, verb, draft, cues)):
            yield draft


def _draft(clause: Clause) -> Draft | None:
    parsed, verb = clause.parsed, clause.verb
    found = complement_of(clause)
    above = _above(clause, found) if found else None
    if found is None or (above is None and (_is_purpose(parsed, verb, found) or _is_asked_for(clause))):
        return None
    outer, outer_row, withheld = _outer_cue(clause, found)
    words = {*verb_group(parsed, verb), *clause.particle, *found.cue_more, *outer, *(above.words if above else ())}
    silent = found.tokens == (verb,) and not outer
    cue = tuple(sorted(words - {verb} if found.tokens == (verb,) and outer else words))
    source = _source(clause, found, cue, above)
    told = [t for t in _told_after(clause, found) or found.tokens if t not in source and t not in cue]
    tokens = list(cue) if silent else told  # "has not commented" is all there is
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
    stance = _settled(clause, found, stance, named=bool(source), negated=negated)
    return (
        None
        if stance == "none"
        else Draft(
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
    )


def _settled(clause: Clause, found: Complement, stance: str, *, named: bool, negated: bool) -> str:
    """The stance of the row, or what the words around the verb make of it; ``named`` when somebody is named who says it."""
    parsed, verb = clause.parsed, clause.verb
    if found.frame == "attitude" and stance == _PLAIN:
        return _named_stance(clause)
    if found.frame == "infinitive" and not negated and stance != "none" and _withholds_telling(clause):
        return _WITHHELD
    if stance == "denies" and (_grants_too(clause) or any(parsed.lowered[c] in clause.cues.in_part for c in parsed.children[verb])):
        return "partly_denies"
    if stance == "asks" and found.frame == "object" and any(parsed.lowered[c] in _TO_COME for c in parsed.children[verb]):
        return "intends"  # "will seek the maximum sentence"
    others = "of_others" in found.row.frames and found.frame == "clause" and stance == found.row.stance
    if others and not _of_oneself(clause, found):
        return "alleges"  # "claims the seal was forged"
    return "alleges" if stance == _PLAIN and found.frame == "passive" and not named else stance  # "is said to": by nobody in particular


def _above(clause: Clause, found: Complement) -> Framing | None:
    """The verb that carries this one on or takes it back: "continued to oppose", "refused to rule out", "stopped short of backing".

    To refuse to do what is no judgement of its content ("refused to back the bill") stays a refusal.
    """
    parsed, verb = clause.parsed, clause.verb
    given_up = parsed.deps[verb] == "pcomp" and found.row.negated not in ("", "none")  # "stopped short of denying that ..."
    hung = parsed.deps[verb] in ("acl", "relcl") or (parsed.deps[verb] == "advcl" and parsed.lemmas[parsed.heads[verb]] == "be")
    ranked = hung and is_infinitive(parsed, verb)  # "was the first to admit that ..."
    frame = frame_of(parsed, verb, clause.cues) if given_up or ranked or found.frame not in _WHOLE else None
    if frame is None or frame.head == verb:
        return None
    refused = parsed.lemmas[frame.head] in clause.cues.verbs  # "declined to back the bill" is read at "declined"
    taken_back = found.row.negated in _OPENED or (found.row.negated not in ("", "none") and not refused)
    return frame if not frame.flips or taken_back else None


def _grants_too(clause: Clause) -> bool:
    """As in "confirmed the visit but denied a deal", "While admitting it, he denied ...", "did not deny a visit but denied a gift"."""
    p, verb = clause.parsed, clause.verb
    above = p.heads[verb] if p.deps[verb] == "conj" else None
    joined = above is not None and any(above < c < verb and p.lowered[c] in _YET for c in p.children[above])
    beside = [c for c in p.children[verb] if p.deps[c] == "advcl" and any(p.lowered[k] in _YET for k in p.children[c] if k < c)]
    for other in (*((above,) if joined and above is not None else ()), *beside):
        rows = clause.cues.verbs.get(p.lemmas[other], ())
        stances = {(row.negated or row.stance) if is_negated(p, other) else row.stance for row in rows}
        if stances & {*_GRANTING} or (is_negated(p, other) and "leaves_open" in stances):
            return True
    return False


def _of_oneself(clause: Clause, found: Complement) -> bool:
    """Whether the content is about the one who tells it, by its first word: "claimed they had taken the town"."""
    return clause.parsed.lowered[found.tokens[0]] in clause.cues.oneself


def _named_stance(clause: Clause) -> str:
    """The stance of the attitude that is voiced: "raised the question of who pays" asks, "voiced unease" fears."""
    p, named = clause.parsed, clause.parsed.child(clause.verb, "dobj")
    rows = clause.cues.nouns.get(p.lemmas[named], ()) if named is not None else ()
    if named is not None and any(p.lowered[c] == "no" for c in p.children[named]) and any(row.stance == "wants" for row in rows):
        return "refuses"  # "has shown no willingness to pay"
    return next((row.stance for row in rows if "is_source" not in row.frames and row.stance not in _SHIFTED), _PLAIN)


def _told_after(clause: Clause, found: Complement) -> tuple[int, ...]:
    """As in "confirmed what divers had long feared: the reef is dying": a "what" that only points ahead to what follows the colon."""
    p, last = clause.parsed, found.tokens[-1] if found.tokens else -1
    stop = clause.sentence[1]
    if found.frame != "clause" or p.lowered[found.tokens[0]] != "what" or not clause.verb < last < stop - 2 or p.words[last + 1] != ":":
        return ()
    return tuple(range(last + 2, stop)) if p.words[last + 2][0].isalnum() else ()


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


def _is_asked_for(clause: Clause) -> bool:
    """As in "asked Brennia to explain how ...": what somebody else is asked to tell has not been told."""
    p, verb = clause.parsed, clause.verb
    asked = p.heads[verb]
    if (
        p.deps[verb] not in ("xcomp", "ccomp", "advcl")
        or asked > verb
        or not is_infinitive(p, verb)
        or p.child(asked, "dobj", "dative") is None
    ):
        return False
    return any("object_infinitive" in row.frames and row.stance in _REACHING for row in clause.cues.verbs.get(p.lemmas[asked], ()))


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
    above = clause.cues.verbs.get(parsed.lemmas[head], ())
    if parsed.tags[verb] == "VBG" and any("gerund" in r.frames for r in above):
        return (), None, False  # "denied knowing where ...": what is denied is the knowing
    fond = parsed.lemmas[head] in _FOND and not any(parsed.deps[c] == "aux" for c in parsed.children[head])  # "she likes to say"
    rows = [r for r in above if "infinitive" in r.frames and not fond]
    withheld = withholds(parsed, head, clause.cues)
    words = (*verb_group(parsed, head), *range(head + 1, verb))
    return words, rows[0] if rows and found.frame != "silence" else None, withheld
