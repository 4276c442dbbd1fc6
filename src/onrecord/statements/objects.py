"""Content that is named rather than told: the object of a reporting verb, and what the object is called."""

from collections.abc import Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.model import Span
from onrecord.statements.clause import DASHES, OPENERS, Clause, Complement
from onrecord.statements.draft import SUBJECTS

CITES = ("cite", "quote")
"""Verbs by which a speaker says from whom he has it."""

_BELONGS = ("of", "about", "over", "for", "against", "to", "with", "as", "from", "by", "in")
_SMALL = 25
"""So many tokens after its verb what a thing is called may begin."""

_NAMING = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD")
_MODIFIERS = ("det", "amod", "compound", "nmod", "nummod", "poss", "advmod", "npadvmod", "punct", "predet")


def object_as(clause: Clause) -> Complement | None:
    """As in "described the transfers as a betrayal", "called the vote a farce": from the object to the end."""
    p, verb, row = clause.parsed, clause.verb, clause.row("object_as")
    if row is None:
        return None
    named, links = p.child(verb, "dobj"), row.prepositions or ("as",)
    if named is not None and p.tags[named] == "WP":
        return None  # "what he called a pledge" names a thing in his words; it tells nothing of it
    if named is not None and p.tags[named] == "WDT" and not row.prepositions:
        return _of_antecedent(clause, row, named)
    late = _named_late(clause) if "as" in links else ()
    inside = () if late or named is None else _called_inside(clause, named, links)
    behind = () if late or inside or row.prepositions else _small_clause(clause)
    tokens = late or inside or behind or _called_apart(clause, named, links)
    return Complement(row, "object_as", tokens) if tokens else None


def _called_inside(clause: Clause, named: int, links: Sequence[str]) -> tuple[int, ...]:
    """What a thing is called, where the parser hung it on the thing."""
    p = clause.parsed
    tree = p.subtree(named)
    if any(p.deps[k] == "prep" and p.lemmas[k] in links for k in p.children[named]):
        return (*(t for t in tree if t > clause.verb), *_quoted_on(clause, tree[-1]))
    quoted = p.child(named, "appos")
    opens = quoted is not None and any(q.start == p.starts[named + 1] for q in clause.quotes.over(p.span(quoted, quoted)))
    if opens or any(_is_predicate(p, t) for t in tree if t > named):
        return tuple(t for t in tree if t > clause.verb)
    return ()


def _called_apart(clause: Clause, named: int | None, links: Sequence[str]) -> tuple[int, ...]:
    """What a thing is called, where the parser hung it on the verb."""
    p, verb = clause.parsed, clause.verb
    for c in p.children[verb]:
        named_as = (p.deps[c] == "prep" and p.lemmas[c] in links) or p.deps[c] == "oprd"
        if c > verb and named_as and named is not None:
            return (*p.subtree(named), *p.subtree(c), *_quoted_on(clause, p.subtree(c)[-1]))
        bare = p.deps[c] == "advmod" and p.tags[c] == "JJ" and named is not None and c == p.subtree(named)[-1] + 1
        if bare and named is not None and "as" in links:
            return (*(t for t in p.subtree(named) if t > verb), *p.subtree(c))  # "branded the report false"
        small_clause = p.deps[c] == "ccomp" and p.poses[c] in ("NOUN", "ADJ", "PROPN") and p.lemmas[verb] != "see"
        if c > verb and small_clause:
            return tuple(t for t in p.subtree(c) if t > verb)
    return ()


def _of_antecedent(clause: Clause, row: Cue, relative: int) -> Complement | None:
    """As in "a raid that he described as a blunder": the thing that the pronoun stands for, and what it is called."""
    p, verb = clause.parsed, clause.verb
    thing = p.heads[verb]
    called = [c for c in p.children[verb] if c > verb and (p.deps[c] == "oprd" or (p.deps[c] == "prep" and p.lemmas[c] == "as"))]
    if p.deps[verb] != "relcl" or thing > relative or not called:
        return None
    first, last = p.noun_phrase(thing)
    return Complement(row, "object_as", (*range(first, last + 1), *p.subtree(called[0])))


def _named_late(clause: Clause) -> tuple[int, ...]:
    """As in "dismissed as “fantasy” a report that ...": what it is called stands first, and the thing behind it."""
    p, verb = clause.parsed, clause.verb
    link = next((c for c in p.children[verb] if p.deps[c] == "prep" and p.lemmas[c] == "as" and c == verb + 1), None)
    if link is None or clause.passive:
        return ()
    called = p.child(link, "pobj", "pcomp")
    if called is None:
        return ()
    behind = [c for c in (*p.children[verb], *p.children[link], *p.children[called]) if c > called]
    opens = [p.subtree(c)[0] for c in behind if p.deps[c] in ("pobj", "dobj", "ccomp")]
    things = [first for first in opens if p.poses[first] in ("DET", "PRON") or p.tags[first] in ("WP", "PRP$")]
    return tuple(range(link, max(t for c in behind for t in p.subtree(c)) + 1)) if things else ()


def _quoted_on(clause: Clause, last: int) -> tuple[int, ...]:
    """A quotation that begins right after a token: described it as piracy "with a rubber stamp"."""
    p = clause.parsed
    start = p.ends[last] + 1
    quote = next((q for q in clause.quotes.over(Span(start, start + 1)) if q.start == start), None)
    return tuple(p.tokens_in(Span(quote.start, quote.end))) if quote else ()


def _small_clause(clause: Clause) -> tuple[int, ...]:
    """As in "called the raid a blunder", by its words: a thing named and, with no comma or preposition between, what it is called."""
    p, verb = clause.parsed, clause.verb
    stop = clause.sentence[1]
    for at in range(verb + 2, min(stop, verb + _SMALL)):
        before = at - 1
        if p.words[before] in DASHES or p.tags[before].startswith("V"):
            return ()
        quoted = any(q.start == p.starts[at] for q in clause.quotes.over(p.span(at, at)))
        opens = p.words[at].lower() in ("a", "an") or quoted
        if not opens or p.tags[before] not in _NAMING:
            continue
        head = at + quoted
        while head + 1 < stop and p.deps[head] in _MODIFIERS and p.heads[head] > head:
            head = p.heads[head]
        last = max(p.subtree(head))
        for k in sorted(p.children[verb]):
            if k > last and p.deps[k] == "prep" and p.subtree(k)[0] == last + 1:
                last = p.subtree(k)[-1]
        return tuple(range(verb + 1, last + 1))
    return ()


def _is_predicate(parsed: Parsed, token: int) -> bool:
    """Whether the parser took "a ploy" in "called the demand a ploy" for an apposition: an article, and no comma before it."""
    first = parsed.subtree(token)[0]
    return parsed.deps[token] == "appos" and parsed.words[first].lower() in ("a", "an") and parsed.words[first - 1] not in (*DASHES, "(")


def attitude(clause: Clause) -> Complement | None:
    """As in "expressed concern": the object is a feeling or a thing said."""
    p, row, named = clause.parsed, clause.row("attitude"), clause.parsed.child(clause.verb, "dobj")
    if row is None or named is None or p.lemmas[named] not in clause.cues.nouns:
        return None
    tokens = _object_tokens(clause, (*_BELONGS, "at", "towards", "toward", "that"))
    return Complement(row, "attitude", tokens) if tokens else None


def named_object(clause: Clause) -> Complement | None:
    """As in "denied the charge"."""
    if _names_its_sources(clause):
        return None
    row = clause.row("object") or (clause.row("document_object") if _is_document(clause) else None)
    tokens = _without_asides(clause.parsed, _object_tokens(clause)) if row else ()
    return Complement(row, "object", tokens) if row and tokens else None


def _names_its_sources(clause: Clause) -> bool:
    """As in "citing two people familiar with the matter": from whom somebody has it is nothing said."""
    p, named = clause.parsed, clause.parsed.child(clause.verb, "dobj")
    if named is None or p.lemmas[clause.verb] not in CITES or p.tags[clause.verb] != "VBG":
        return False
    head = p.child(p.child(named, "prep") or named, "pobj") if p.tags[named] == "CD" else named
    return head is not None and bool({p.words[head].lower(), p.lemmas[head]} & clause.cues.people)


def _is_document(clause: Clause) -> bool:
    """Whether a document, a poll or a recording is what shows or finds."""
    subject = clause.parsed.child(clause.verb, *SUBJECTS)
    named = clause.parsed.child(clause.verb, "dobj")
    numbered = named is not None and clause.parsed.tags[named] == "CD"
    return subject is not None and clause.parsed.lemmas[subject] in clause.cues.documents and not numbered


def _object_tokens(clause: Clause, belongs: tuple[str, ...] = _BELONGS) -> tuple[int, ...]:
    """The direct object with the prepositions that belong to it."""
    p, verb = clause.parsed, clause.verb
    for base in clause.bases:
        for c in p.children[base]:
            if c <= verb or p.deps[c] not in ("dobj", "nsubj") or (p.deps[c] == "nsubj" and base == verb):
                continue
            if p.tags[c] in ("WP", "WDT", "EX") or p.words[c].lower().endswith(("self", "selves")):
                continue
            tree = [t for t in p.subtree(c) if t > verb]
            for k in sorted(p.children[verb]):
                if k > tree[-1] and p.deps[k] == "prep" and p.lemmas[k] in belongs and _follows(p, p.subtree(k)[0], tree[-1]):
                    tree += range(tree[-1] + 1, p.subtree(k)[-1] + 1)
                if k == tree[-1] + 2 and p.tags[k - 1] == "TO" and p.deps[k] in ("xcomp", "advcl") and p.lemmas[c] in clause.cues.nouns:
                    tree += p.subtree(k)  # "resisted calls to step down"
            return tuple(tree)
    return ()


def _follows(parsed: Parsed, first: int, last: int) -> bool:
    """Whether ``first`` stands right after ``last``, an opening quotation mark aside."""
    return last < first and all(parsed.words[t] in OPENERS for t in range(last + 1, first))


def _without_asides(parsed: Parsed, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """A thing named without what the writer explains about it after a comma or dash: ", which ...", ", the latest ..."."""
    for at in range(1, len(tokens)):
        token = tokens[at]
        begun = parsed.words[tokens[at - 1]] in (*DASHES, "--")
        above = next((a for a in (token, *parsed.ancestors(token)) if parsed.deps[a] in ("relcl", "appos")), None) if begun else None
        if above is not None and above in tokens and parsed.subtree(above)[0] == token:
            return tokens[: at - 1]
    return tokens
