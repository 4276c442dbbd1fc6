"""Where a reporting verb keeps its content: one finder a frame, tried in a fixed order of trust."""

from collections.abc import Callable, Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.model import Span
from onrecord.statements.clause import DASHES, OPENERS, Clause, Complement, is_infinitive
from onrecord.statements.draft import SUBJECTS, Cues, is_negated, source_tokens, verb_group, withholds
from onrecord.statements.objects import CITES, attitude, named_object, object_as
from onrecord.statements.quoting import UTTERANCE

_LATE = ("prep", "advcl", "npadvmod", "advmod", "dobj", "oprd", "acomp")
_GROUNDS = ("because", "if", "unless", "although", "though", "provided")
_JOINED = (["and"], ["or"], ["but"])
_GIVES = ("make", "give", "offer", "issue", "have")
_LOOSE = ("parataxis", "ccomp", "advcl", "dep")
_STANDING = ("ROOT", "conj", "ccomp", "parataxis")
_STOOD_FOR = ("PRP", "WDT", "WP", "DT")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SAID_WITHIN = 6
_INTRODUCED_WITHIN = 12
_CLOSING = ("”", '"', "’", "''", "»")
_ASIDE, _ASIDE_WITH_AS = 14, 20
_PLACES = ("in", "at", "near", "outside", "inside", "from", "between")


def complement_of(clause: Clause) -> Complement | None:
    """The content of a reporting verb by the first frame that finds any."""
    if clause.row("aside") and (as_put := _aside(clause)):
        return as_put
    frames = _PASSIVE if clause.passive else _ACTIVE
    return next((found for find in frames if (found := find(clause))), None)


def _no_answer(clause: Clause) -> Complement | None:
    """As in "made no comment", "gave no answer"."""
    p, named = clause.parsed, clause.parsed.child(clause.verb, "dobj")
    if named is None or p.lemmas[clause.verb] not in _GIVES or p.lemmas[named] not in clause.cues.answers:
        return None
    first, last = p.noun_phrase(named)
    rows = clause.cues.verbs.get("comment", ())
    if not rows or p.words[first].lower() != "no":
        return None
    about = [t for c in p.children[named] if p.deps[c] == "prep" for k in p.children[c] for t in p.subtree(k)]
    return Complement(rows[-1], "silence", tuple(about or range(first, last + 1)))


def _silence(clause: Clause) -> Complement | None:
    """As in "declined to comment on", "did not respond to"."""
    p, verb, row = clause.parsed, clause.verb, clause.row("silence")
    if row is None:
        return None
    outer = p.heads[verb] if p.deps[verb] == "xcomp" else None
    declined = outer is not None and withholds(p, outer, clause.cues)
    if not declined and (not is_negated(p, verb) or p.lemmas[verb] == "speak"):
        return None
    tail = [t for c in p.children[verb] if c > verb and p.deps[c] in ("prep", "dobj") for t in p.subtree(c)]
    return Complement(row, "silence", tuple(tail) or (verb,))  # "did not respond": what was not done stands as content


def _that_clause(clause: Clause) -> Complement | None:
    """As in "said that the gate was open", "the gate was open, she said"."""
    p, verb, row = clause.parsed, clause.verb, clause.row("clause", "quote")
    if row is None:
        return None
    clauses = [c for base in clause.bases for c in p.children[base] if _is_clause(p, base, c) and not is_infinitive(p, c)]
    for c in sorted(clauses, key=lambda c: (c < verb) != _is_quoted_ahead(clause, c)):  # what stands behind the verb comes first
        told = p.child(verb, "nsubjpass")
        tokens = _past_citing(p, _clause_tokens(p, verb, c, clause))
        tokens = (*_said_around(clause, clauses, tokens[0]), *tokens) if c > verb and tokens else tokens
        if tokens and (not clause.passive or (c > verb and (told is None or p.words[told].lower() == "it"))):
            return Complement(row, "clause", tokens)
    return None


def _said_around(clause: Clause, clauses: Sequence[int], rest: int) -> tuple[int, ...]:
    """As in "Ten left, the guard said on Monday, two fewer than ...": what stands ahead, where only commas part it from the rest."""
    p, verb = clause.parsed, clause.verb
    subject = p.child(verb, "nsubj")
    ahead = next((c for c in clauses if subject is not None and c < subject), None)
    parted = subject is not None and p.words[rest - 1] == p.words[p.subtree(subject)[0] - 1] == ","
    return _clause_tokens(p, verb, ahead, clause) if ahead is not None and parted else ()


def _is_clause(parsed: Parsed, verb: int, token: int) -> bool:
    """Whether a clause is content by its label, or by the "that" right behind the verb: "accepted that he had been speeding"."""
    first = parsed.subtree(token)[0]
    marked = first == verb + 1 and parsed.lowered[first] == "that" and parsed.deps[first] == "mark"
    return parsed.deps[token] == "ccomp" or (parsed.deps[token] == "xcomp" and marked)


def _past_citing(parsed: Parsed, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Content without from whom the speaker has it, where that stands ahead: "said, citing two traders, that ..."."""
    first = next((t for t in tokens if parsed.words[t] not in DASHES), None)
    if first is None or parsed.tags[first] != "VBG" or parsed.lemmas[first] not in CITES:
        return tokens
    that = next((n for n, t in enumerate(tokens) if n and parsed.words[t].lower() == "that" and parsed.words[t - 1] == ","), None)
    return tokens if that is None else tokens[that + 1 :]


def _is_quoted_ahead(clause: Clause, content: int) -> bool:
    """Whether a clause ahead of the verb ends with a quotation right before who speaks: “Come,” she told him, after ...."""
    p, verb = clause.parsed, clause.verb
    subject = p.child(verb, *SUBJECTS)
    first = min(verb, p.subtree(subject)[0] if subject is not None else verb)
    return content < first and first > 0 and p.words[first - 1] in _CLOSING


def _clause_tokens(parsed: Parsed, verb: int, content: int, clause: Clause) -> tuple[int, ...]:
    """The tokens of a content clause, without "that", with what the parser hung on the verb after it."""
    tree = parsed.subtree(content)
    if verb in tree:
        return ()
    return _clause_after(parsed, verb, tree, clause.cues) if content > verb else _clause_before(parsed, verb, content, clause.sentence)


def _clause_after(parsed: Parsed, verb: int, tree: Sequence[int], cues: Cues) -> tuple[int, ...]:
    tokens = [t for t in tree if t > verb]
    while tokens and parsed.words[tokens[-1]] in DASHES:
        tokens.pop()
    last = tokens[-1] if tokens else verb
    for c in sorted(parsed.children[verb]):
        below = parsed.subtree(c)
        if c > last and parsed.deps[c] == "ccomp" and not is_infinitive(parsed, c) and not _tells(parsed, c, cues):
            tokens += range(last + 1, below[-1] + 1)  # a second clause of content, which the parser did not join to the first
            last = tokens[-1]
            continue
        between = [parsed.words[t].lower() for t in range(last + 1, below[0]) if parsed.words[t] not in OPENERS]
        late = parsed.deps[c] in _LATE and not between and parsed.words[below[0]] != ","
        because = parsed.deps[c] in ("advcl", "prep") and between in ([], [","]) and parsed.words[below[0]].lower() in _GROUNDS
        goes_on = parsed.deps[c] == "conj" and between in _JOINED and parsed.child(c, *SUBJECTS) is not None
        if c > last and (late or because or goes_on):
            tokens += range(last + 1, below[-1] + 1)
            last = tokens[-1]
    marked = tokens and parsed.words[tokens[0]].lower() == "that" and parsed.deps[tokens[0]] == "mark"
    return _before_next_teller(parsed, tokens[1:] if marked else tokens, verb, cues)


def _before_next_teller(parsed: Parsed, tokens: Sequence[int], verb: int, cues: Cues) -> tuple[int, ...]:
    """Content ends where, after a comma, a clause begins in which somebody says something else.

    As in ", though she acknowledged ...", ", and the pilots said ...", ", which he said ...".
    """
    for at in range(1, len(tokens)):
        mark, clause = tokens[at], parsed.heads[tokens[at]]
        if parsed.words[tokens[at - 1]] not in DASHES:
            continue
        if parsed.deps[mark] == "cc" and _others_tell(parsed, tokens[at:], verb, cues):
            return tuple(tokens[: at - 1])
        if parsed.tags[mark] == "WDT" and _says_of_it(parsed, mark, cues):
            return tuple(tokens[: at - 1])
        if parsed.deps[mark] not in ("mark", "advmod", "nsubj", "nsubjpass") or clause < mark:
            continue
        loose = parsed.deps[clause] in ("advcl", "relcl") and parsed.subtree(clause)[0] == mark
        if loose and _tells(parsed, clause, cues):
            return tuple(tokens[: at - 1])
    return tuple(tokens)


def _others_tell(parsed: Parsed, rest: Sequence[int], verb: int, cues: Cues) -> bool:
    """Whether a joined clause has a named subject that says something, in the tense of ``verb``."""
    clause = next((c for c in parsed.children[parsed.heads[rest[0]]] if c > rest[0] and parsed.deps[c] == "conj"), None)
    if clause is None or parsed.tags[clause] != parsed.tags[verb] or parsed.tags[verb] not in _FINITE:
        return False
    subject = parsed.child(clause, "nsubj")
    if subject is None or parsed.subtree(subject)[0] != rest[0] + 1 or parsed.poses[subject] == "PRON":
        return False
    linked = any(_linked(parsed, clause, row)[0] is not None for row in cues.verbs.get(parsed.lemmas[clause], ()))
    return linked or _tells(parsed, clause, cues)


def _says_of_it(parsed: Parsed, relative: int, cues: Cues) -> bool:
    """Whether a verb of saying with a subject stands right behind a relative pronoun: "which she said was late"."""
    verb = next((t for t in range(relative + 1, min(relative + _SAID_WITHIN, len(parsed))) if parsed.tags[t] in _FINITE), None)
    if verb is None or not any({"clause", "quote"} <= set(row.frames) for row in cues.verbs.get(parsed.lemmas[verb], ())):
        return False
    subject = parsed.child(verb, "nsubj")
    return subject is not None and relative < subject < verb and verb + 1 < len(parsed) and parsed.tags[verb + 1] in _FINITE


def _tells(parsed: Parsed, verb: int, cues: Cues) -> bool:
    """Whether a verb of saying has content of its own."""
    return parsed.child(verb, "ccomp") is not None and any("clause" in row.frames for row in cues.verbs.get(parsed.lemmas[verb], ()))


def _clause_before(parsed: Parsed, verb: int, clause: int, sentence: tuple[int, int]) -> tuple[int, ...]:
    """The clause that ends before "she said", unless "but she said" makes it the writer's own."""
    if any(parsed.deps[c] == "mark" and parsed.words[c].lower() != "as" for c in parsed.children[verb]):
        return ()
    tree = set(parsed.subtree(clause))
    subjects = [parsed.subtree(c)[0] for c in parsed.children[verb] if parsed.deps[c] in ("nsubj", "nsubjpass")]
    before = min([*verb_group(parsed, verb), *subjects])
    inverted = any(parsed.deps[c] == "nsubj" and c > verb for c in parsed.children[verb])
    edge = verb if inverted else before
    first = sentence[0] if parsed.deps[verb] == "ROOT" else min(tree)
    joined = (t for t in range(max(first, before - 2), before) if parsed.deps[t] == "cc" and parsed.heads[t] in (clause, verb))
    if any(parsed.words[t].lower() in ("but", "and") for t in joined):
        return ()
    return tuple(t for t in range(first, sentence[1]) if t in tree or t < edge)


def _quoted(clause: Clause) -> Complement | None:
    """The quotation just before the speaker and the verb, just after the verb, or in the next paragraph after "she said:"."""
    p, verb, row = clause.parsed, clause.verb, clause.row("quote")
    if row is None:
        return None
    sentence, subject = clause.sentence, p.child(verb, "nsubj")
    block = [*verb_group(p, verb), *(p.subtree(subject) if subject is not None else ())]
    low, high = min(block), max(block)
    reach = Span(p.starts[max(0, sentence[0] - 2)], p.ends[min(len(p), sentence[1] + 1) - 1])
    for quote in clause.quotes.over(reach):
        inside = p.tokens_in(Span(quote.start, quote.end))
        if not inside or quote.start <= p.starts[verb] < quote.end:
            continue
        first, last = inside[0], inside[-1]
        whole = last < sentence[0] and _ends_sentence(p, inside)
        paused = high + 1 < len(p) and p.words[high + 1] == ":" and sentence[1] == high + 2 == first
        ahead = last < low and last >= sentence[0] - 1 and not whole and all(_is_mark(p, t) for t in range(last + 1, low))
        between = range(high + 1, first)
        near = high < first < sentence[1] and len(between) <= _INTRODUCED_WITHIN and not any(p.tags[t] in _FINITE for t in between)
        if near and _is_mere_term(p, inside, sentence[1]):
            near = False
        if ahead or paused or (near and (len(between) <= 1 or p.words[between[-1]] in (",", ":", "that"))):
            return Complement(row, "quoted", tuple(inside))
    return None


def _is_mark(parsed: Parsed, token: int) -> bool:
    return not parsed.words[token][0].isalnum()


def _is_mere_term(parsed: Parsed, quoted: Sequence[int], stop: int) -> bool:
    """Whether a quotation is a word or two of a phrase that goes on behind it: promoting “magic” pills."""
    after = quoted[-1] + 1
    words = [t for t in quoted if parsed.words[t][0].isalnum()]
    said = words and any(parsed.words[t] in ".!?," for t in quoted if t > words[-1])
    return len(words) < UTTERANCE and not said and after < stop and not _is_mark(parsed, after)


def _ends_sentence(parsed: Parsed, quoted: Sequence[int]) -> bool:
    """Whether quoted words end in a full stop: what follows the closing mark is a sentence of its own."""
    last = next((t for t in reversed(quoted) if parsed.words[t].strip("\"“”'‘’«»")), None)
    return last is not None and parsed.words[last] in (".", "...", "…")


def _object_infinitive(clause: Clause) -> Complement | None:
    """As in "urged both armies to withdraw": object and infinitive."""
    p, verb, row = clause.parsed, clause.verb, clause.row("object_infinitive")
    if row is None:
        return None
    for c in p.children[verb]:
        if c < verb or not is_infinitive(p, c):
            continue
        tokens = tuple(t for t in p.subtree(c) if t > verb)
        if p.deps[c] == "ccomp":
            return Complement(row, "object_infinitive", tokens, p.child(c, "nsubj"))
        named = p.child(verb, "dobj", "dative")
        far = p.deps[c] == "advcl" and named is not None and p.subtree(c)[0] > named + 1  # "told the crew at noon to sail"
        if (p.deps[c] == "xcomp" or far) and named is not None and named < c:
            return Complement(row, "object_infinitive", (*p.subtree(named), *tokens), p.child(verb, "dobj"))
    return None


def _infinitive(clause: Clause) -> Complement | None:
    """As in "plans to sell"."""
    p, verb, row = clause.parsed, clause.verb, clause.row("infinitive")
    if row is None or p.child(verb, "dobj") is not None:
        return None
    for c in p.children[verb]:
        if p.deps[c] in ("xcomp", "advcl") and c > verb and is_infinitive(p, c):
            tokens = tuple(t for t in p.subtree(c) if t > verb)
            if p.deps[c] == "xcomp" or tokens[0] == verb + 1:
                return Complement(row, "infinitive", tokens)
    return None


def _gerund(clause: Clause) -> Complement | None:
    """As in "denied selling", "denied having sold"."""
    p, verb, row = clause.parsed, clause.verb, clause.row("gerund")
    for c in p.children[verb] if row else ():
        perfect = p.tags[c] == "VBN" and any(p.tags[k] == "VBG" for k in p.children[c] if p.deps[k] in ("aux", "auxpass"))
        if row and c > verb and p.deps[c] in ("xcomp", "ccomp", "dobj") and (p.tags[c] == "VBG" or perfect):
            return Complement(row, "gerund", tuple(t for t in p.subtree(c) if t > verb))
    return None


def _preposition(clause: Clause) -> Complement | None:
    """As in "accused the firm of lying", "warned of a shortage"."""
    p, verb = clause.parsed, clause.verb
    for row in clause.rows:
        link, tokens = _linked(p, verb, row)
        if link is None or "silence" in row.frames:
            continue
        told = p.child(verb, "dobj", "dative") if row.addressee or row.stance == "asks" else None
        if row.stance == "accuses" and told is not None:
            return Complement(row, "preposition", (*p.subtree(told), link, *tokens), told)
        return Complement(row, "preposition", tokens, told, (link,))
    return None


def _linked(parsed: Parsed, verb: int, row: Cue) -> tuple[int | None, tuple[int, ...]]:
    """The preposition of ``row`` that hangs on the verb, and what stands behind it."""
    for c in parsed.children[verb]:
        if parsed.deps[c] != "prep" or c < verb or parsed.lemmas[c] not in row.prepositions:
            continue
        tokens = [t for k in parsed.children[c] if parsed.deps[k] in ("pobj", "pcomp") for t in parsed.subtree(k)]
        anonymous = tokens and (parsed.words[tokens[-1]].lower() == "anonymity" or "condition" in [parsed.lemmas[t] for t in tokens[:2]])
        if not tokens and (wanted := _wanted_after(parsed, verb, c)):
            return c, wanted
        if not tokens or anonymous:
            continue
        last = max(tokens)
        for k in parsed.children[verb]:
            place = k == last + 1 and parsed.deps[k] == "prep" and parsed.lemmas[k] in _PLACES
            if place and (at := parsed.child(k, "pobj")) is not None and parsed.child(at, "det", "poss") is not None:
                tokens += parsed.subtree(k)  # "warned of gales in the strait"
                last = max(tokens)
            if k > last and parsed.deps[k] in ("xcomp", "advcl") and is_infinitive(parsed, k) and parsed.subtree(k)[0] == last + 1:
                tokens += parsed.subtree(k)
        return c, tuple(t for t in tokens if t > c)
    return None, ()


def _wanted_after(parsed: Parsed, verb: int, link: int) -> tuple[int, ...]:
    """As in "called for the gates to be shut": an infinitive with a subject of its own right behind the preposition."""
    for c in parsed.children[verb]:
        tree = parsed.subtree(c) if parsed.deps[c] == "ccomp" and is_infinitive(parsed, c) else []
        if tree and tree[0] == link + 1:
            return tuple(tree)
    return ()


def _aside(clause: Clause) -> Complement | None:
    """As in "The truth, the senator said, was that ..."; "No one knew, officials said."; "as the mayor put it"."""
    p, verb, row, sentence = clause.parsed, clause.verb, clause.row("aside", "clause"), clause.sentence
    subject = p.child(verb, "nsubj")
    if row is None or subject is None:
        return None
    marks = [c for c in p.children[verb] if p.deps[c] == "mark"]
    if any(p.words[c].lower() != "as" for c in marks):
        return None
    low, high = min(p.subtree(subject)[0], verb, *marks), max(p.subtree(subject)[-1], verb)
    while high + 1 < sentence[1] and p.words[high + 1] not in (*DASHES, ".") and high - low < (_ASIDE_WITH_AS if marks else _ASIDE):
        high += 1
    begins = (low > sentence[0] and p.words[low - 1] in DASHES) or (low == sentence[0] and bool(marks))
    ends = high + 1 >= sentence[1] or p.words[high + 1] in (*DASHES, ".")
    if any(p.poses[t] == "VERB" for t in range(verb + 1, high + 1) if t > p.subtree(subject)[-1]):
        return None
    if (p.deps[verb] not in _LOOSE or p.heads[verb] == verb) and not _goes_on_after(p, high + 1, sentence[1]):
        return None
    rest = tuple(t for t in range(*sentence) if not low <= t <= high)
    return Complement(row, "parenthetical", rest, cue_more=clause.particle) if rest and begins and ends else None


def _goes_on_after(parsed: Parsed, mark: int, stop: int) -> bool:
    """Whether the words behind a mark go on with a clause begun before: "The crew, the pilot said at noon, were tired"."""
    first = next((t for t in range(mark + 1, stop) if parsed.poses[t] != "ADV"), None)
    return first is not None and parsed.tags[first] in _FINITE


def _accused(clause: Clause) -> Complement | None:
    """As in "is accused of passing"."""
    p, verb = clause.parsed, clause.verb
    for row in clause.rows:
        link, tokens = _linked(p, verb, row) if "passive" in row.frames else (None, ())
        if link is not None:
            return Complement(row, "passive", tokens, p.child(verb, "nsubjpass"), (link,))
    return None


def _said_to(clause: Clause) -> Complement | None:
    """As in "was said to be ill", "was described as a success"; the subject is part of what is said."""
    p, verb, row = clause.parsed, clause.verb, clause.row("passive")
    subject = p.child(verb, "nsubjpass")
    named = source_tokens(p, subject) if subject is not None else ()
    for c in p.children[verb]:
        if row and c > verb and (p.deps[c] == "xcomp" or (p.deps[c] == "oprd" and named)):
            return Complement(row, "passive", (*named, *(t for t in p.subtree(c) if t > verb)))
        if row and p.deps[c] == "prep" and p.lemmas[c] == "as" and named:
            return Complement(row, "passive", (*named, *p.subtree(c)))
    return None


def _done_by(clause: Clause) -> Complement | None:
    """As in "was condemned by the union"; without anybody named only where the row says so: "has been denied"."""
    p, verb, row = clause.parsed, clause.verb, clause.row("object", "agentless")
    subject = p.child(verb, "nsubjpass")
    if row is None or subject is None or p.child(verb, "auxpass") is None:
        return None
    if p.child(verb, "agent") is None and ("agentless" not in row.frames or p.deps[verb] not in _STANDING or p.tags[subject] in _STOOD_FOR):
        return None
    return Complement(row, "passive_object", source_tokens(p, subject))


_ACTIVE: tuple[Callable[[Clause], Complement | None], ...] = (
    _no_answer, _silence, _that_clause, _quoted, _object_infinitive, _infinitive, _gerund, object_as, _preposition, attitude,
    named_object, _aside,
)  # fmt: skip
_PASSIVE: tuple[Callable[[Clause], Complement | None], ...] = (_no_answer, _silence, _that_clause, _accused, _said_to, _done_by)
