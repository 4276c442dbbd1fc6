"""Mends attributions that close a sentence, or stand inside it between commas, where the parser lost what they belong to."""

from collections.abc import Iterator

from onrecord.language.parsed import Change, Parsed
from onrecord.statements.draft import SUBJECTS, Cues

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LATE = ("prep", "npadvmod", "advmod", "punct", "advcl", "prt", "dative")
_LONGEST = 14
"""So many tokens the name of who says it has at most."""

_LOOSE = ("advcl", "prep", "npadvmod", "advmod")
_NO_NAME = ("VERB", "AUX", "SCONJ", "CCONJ")
_TIMES = ("time", "once")


def said_last(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "The guards found no rifles in the store of Dorn & Sons, the mayor said" the parser sometimes loses who says it, or what.

    Where only circumstances follow a verb of saying, a clause and a comma stand before the words right before it, and nothing
    else is its content, those words are its subject and the clause is what is said.
    """
    first, stop = parsed.sentences[parsed.sentence_of(verb)]
    comma = _comma_before(parsed, verb, first) if _closes(parsed, verb, stop, cues) and _has(parsed, verb, cues, "quote") else None
    if comma is None or not _is_said_ahead(parsed, verb, first, comma):
        return
    content, *beside = _heads(parsed, first, comma) or [verb]
    head = _name_before(parsed, verb, comma)
    if content == verb or head is None or any(parsed.deps[t] not in _LOOSE for t in beside):
        return
    if parsed.poses[content] in ("VERB", "AUX") and parsed.child(content, *SUBJECTS, "expl") is None:
        return  # "Asked if he would go, the minister laughed."
    if parsed.heads[content] == content or content in parsed.ancestors(verb):
        yield verb, verb, "ROOT"
    yield head, verb, "nsubj"
    yield content, verb, "ccomp"
    yield from ((other, content, parsed.deps[other]) for other in beside)


def _closes(parsed: Parsed, verb: int, stop: int, cues: Cues) -> bool:
    """Whether a finite verb has nothing behind it but circumstances, to the end of its sentence."""
    has = parsed.tags[verb] == "VBN" and any(parsed.lowered[c] in ("has", "have") for c in parsed.children[verb])
    if not (has or parsed.tags[verb] in ("VBD", "VBZ")) or parsed.deps[verb] not in ("ROOT", "conj", "ccomp", "parataxis"):
        return False
    if any(parsed.tags[t] in _FINITE or parsed.words[t] in ("“", '"', ":") for t in range(verb + 1, stop)):
        return False
    told = ("dobj",) if any(row.addressee for row in cues.verbs.get(parsed.lemmas[verb], ())) else ()
    return all(c < verb or parsed.deps[c] in (*_LATE, *told) for c in parsed.children[verb])


def _comma_before(parsed: Parsed, verb: int, first: int) -> int | None:
    """The comma before a verb that only a name parts from it; None where the verb has its clause and subject already."""
    commas = [t for t in range(verb - 1, max(first, verb - _LONGEST), -1) if parsed.words[t] == ","]
    if commas[:1] == [verb - 1]:
        commas = commas[2:]  # "its spokesman, Pavo Lind, said"
    comma = commas[0] if commas else None
    if comma is None or comma + 1 == verb or parsed.child(verb, "mark", "cc") is not None:
        return None
    auxiliary = {c for c in parsed.children[verb] if parsed.deps[c] == "aux"}
    if not all(
        t in auxiliary or (parsed.poses[t] not in _NO_NAME and parsed.tags[t] not in ("TO", "WDT", "WP")) for t in range(comma + 1, verb)
    ):
        return None
    told = any(parsed.deps[c] in ("ccomp", "parataxis") and c < verb for c in parsed.children[verb])
    return None if told and parsed.child(verb, *SUBJECTS) is not None else comma


def _is_said_ahead(parsed: Parsed, verb: int, first: int, comma: int) -> bool:
    """Whether a clause that no quotation marks hold stands before the comma."""
    if parsed.lowered[first] in ("but", "and") or any(parsed.words[t] in '“”"' for t in range(first, verb)):
        return False
    return any(parsed.tags[t] in (*_FINITE, "VBN") for t in range(first, comma))


def _name_before(parsed: Parsed, verb: int, comma: int) -> int | None:
    """The head of the name between the comma and the verb."""
    nouns = (t for t in range(verb - 1, comma, -1) if parsed.poses[t] in ("NOUN", "PROPN", "PRON"))
    return next((t for t in nouns if not _below_name(parsed, t, comma)), None)


def for_the_first_time(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "admitted for the first time that rifles had gone there" the parser takes the content for a clause about the time."""
    if not _has(parsed, verb, cues, "clause"):
        return
    for preposition in parsed.children[verb]:
        time = parsed.child(preposition, "pobj") if preposition > verb and parsed.deps[preposition] == "prep" else None
        if time is None or parsed.lemmas[time] not in _TIMES:
            continue
        for clause in parsed.children[time]:
            if parsed.deps[clause] in ("relcl", "acl", "ccomp") and parsed.lowered[time + 1] == "that":
                yield clause, verb, "ccomp"
                if parsed.deps[time + 1] != "mark":
                    yield time + 1, clause, "mark"


def goes_on_behind(parsed: Parsed, verb: int, cues: Cues) -> Iterator[Change]:
    """In "The gate was open, the guard said on Monday, and two lorries had left" the last clause is still the guard's."""
    subject = parsed.child(verb, "nsubj")
    if subject is None or not _has(parsed, verb, cues, "quote") or parsed.words[parsed.subtree(subject)[0] - 1] != ",":
        return
    ahead = [c for c in parsed.children[verb] if parsed.deps[c] == "ccomp" and c < subject]
    for clause in parsed.children[verb]:
        joined = parsed.deps[clause] == "conj" and clause > verb and parsed.tags[clause] in (*_FINITE, "VBN")
        own = parsed.child(clause, *SUBJECTS) if joined else None
        if not (ahead and own is not None and verb < own) or parsed.lemmas[clause] in cues.verbs:
            continue
        begins = parsed.subtree(own)[0]
        if parsed.lowered[begins - 1] == "and" and parsed.words[begins - 2] == "," and parsed.poses[own] != "PRON":
            yield clause, ahead[0], "conj"


def _heads(parsed: Parsed, first: int, comma: int) -> list[int]:
    """The tokens before the comma on which all hangs that stands there, the one that is most likely said first."""
    loose = (t for t in range(first, comma) if not first <= parsed.heads[t] < comma or parsed.heads[t] == t)
    heads = [t for t in loose if parsed.deps[t] not in ("punct", "cc")]
    return sorted(heads, key=lambda t: (parsed.deps[t] not in ("ccomp", "ROOT"), t))


def _below_name(parsed: Parsed, token: int, comma: int) -> bool:
    """Whether a noun belongs to another one before it and after the comma: "the ministry in Bratislava"."""
    above = parsed.heads[token]
    while comma < above < token:
        if parsed.poses[above] in ("NOUN", "PROPN"):
            return True
        if parsed.heads[above] == above:
            break
        above = parsed.heads[above]
    return False


def _has(parsed: Parsed, verb: int, cues: Cues, frame: str) -> bool:
    return any(frame in row.frames for row in cues.verbs.get(parsed.lemmas[verb], ()))
