"""Nouns of saying whose owner or content stands apart: fears voiced by divers that ..., the raid drew condemnation from ..."""

from collections.abc import Iterator

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.statements.draft import SUBJECTS, Cues, Draft, is_negated, is_passive, source_tokens, spans_of, verb_group

_BY = ("by", "from", "among", "amongst", "between", "within", "of")
_COMING = ("come", "emerge", "arrive", "surface", "emanate", "mount", "grow", "spread", "circulate", "swirl", "persist", "arise", "linger")
_JUDGING = frozenset(("condemns", "objects", "supports", "doubts", "denies", "fears", "refuses", "accuses", "agrees", "warns", "demands"))
"""Stances that a thing may meet with."""

_SIDING = ("supports", "agrees")
_FROM = ("from", "among", "amongst", "by")
_VIEWED = ("in", "by", "to", "on", "from")
_TOLD_SO = ("account", "telling", "version", "recollection")
_SAYING = ("say", "tell", "write", "add")
_LONGEST = 14
"""So many tokens a name between a noun and its content may have."""


def content_apart(parsed: Parsed, noun: int, row: Cue) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(content, owner) of a noun when its owner stands between them, or its verb does.

    As in "fears voiced by divers that ...", "a request by the choir for ...", "an accord between X and Y to ...",
    "allegations surfaced that ...", "it is her contention that ...".
    """
    for start, owner in _behind(parsed, noun):
        if found := _content_at(parsed, noun, start, owner, row):
            return found
    return (), ()


def _behind(parsed: Parsed, noun: int) -> Iterator[tuple[int, int | None]]:
    """Places behind the noun where its content may begin, each with the head of the owner that stands before it, if one does."""
    after = noun + 1
    verb = parsed.heads[noun]
    moved = parsed.deps[noun] in SUBJECTS and parsed.lemmas[verb] in _COMING
    it = parsed.child(verb, "nsubj", "expl") if parsed.deps[noun] == "attr" and parsed.lemmas[verb] == "be" else None
    if it is not None and parsed.lowered[it] == "it":
        yield after, None
    if moved:
        yield verb + 1, None
        after = verb + 1
    elif after < len(parsed) and parsed.tags[after] == "VBN" and parsed.heads[after] == noun and parsed.deps[after] == "acl":
        after += 1
    link = next((t for t in range(after, min(after + 2, len(parsed))) if parsed.lemmas[t] in _BY), None)
    head = parsed.child(link, "pobj") if link is not None else None
    if link is None or head is None or parsed.heads[link] not in (noun, verb, after - 1):
        return
    for at in range(head + 1, min(head + _LONGEST, parsed.sentences[parsed.sentence_of(noun)][1])):
        if parsed.poses[at] in ("VERB", "AUX") or parsed.words[at] in (";", ":", "."):
            return
        if parsed.poses[at - 1] in ("NOUN", "PROPN", "PRON", "ADJ"):
            yield at, head
        if parsed.deps[at] == "prep" and parsed.lemmas[at] not in ("of", "in", "at"):
            return  # "an explanation from its ally about reports that ...": what follows belongs to the reports


def _content_at(parsed: Parsed, noun: int, start: int, owner: int | None, row: Cue) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """(content, owner) when a clause with "that", an infinitive or a preposition of the row opens at ``start``."""
    if start >= len(parsed):
        return None
    word, head = parsed.lowered[start], parsed.heads[start]
    tree = tuple(parsed.subtree(head))
    source = () if owner is None else tuple(t for t in source_tokens(parsed, owner) if t < start)
    if word == "that" and parsed.tags[start] in ("IN", "WDT") and tree[0] == start and head > start:
        told = [c for c in parsed.children[head] if parsed.deps[c] in (*SUBJECTS, "expl", "csubj") and c != start]
        return (tree[1:], source) if told else None
    if word == "to" and parsed.tags[start] == "TO" and "infinitive" in row.frames and head > start:
        return tuple(t for t in tree if t >= start), source
    link = None if owner is None else parsed.child(noun, "prep", "agent")
    joined = parsed.deps[start] == "prep" and parsed.lemmas[start] in row.prepositions
    linked = joined and link is not None and parsed.lemmas[link] != parsed.lemmas[start]
    moved = parsed.deps[noun] in SUBJECTS and parsed.heads[start] == parsed.heads[noun] and parsed.lemmas[parsed.heads[noun]] in _COMING
    if linked or (moved and joined):
        if not moved and noun not in parsed.ancestors(start):
            return None
        last = parsed.subtree(start)[-1] if moved else max(parsed.subtree(start)[-1], parsed.subtree(noun)[-1])
        return tuple(range(start + 1, last + 1)), source
    return None


def view_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """As in "In the envoy's view, ...", "By her own account, ...": somebody's view opens a sentence, or stands between commas."""
    for noun in parsed.of_pos.get("NOUN", ()):
        link, owner = parsed.heads[noun], parsed.child(noun, "poss")
        if parsed.lowered[noun] not in cues.viewing or owner is None or parsed.lowered[link] not in _VIEWED or parsed.deps[noun] != "pobj":
            continue
        first, stop = parsed.sentences[parsed.sentence_of(noun)]
        end = noun + 1
        opens = link == first or parsed.words[link - 1] in ("“", '"') or (link == first + 1 and parsed.poses[first] == "CCONJ")
        closes = end < stop and parsed.words[end] == ","
        aside = link > first and parsed.words[link - 1] == "," and (closes or (end < stop and parsed.words[end] in ".!?"))
        if not ((opens and closes) or aside) or any(c > noun for c in parsed.children[noun]):
            continue
        own = any(parsed.lowered[c] == "own" for c in parsed.children[noun])
        stance = "alleges" if parsed.lowered[noun] in _TOLD_SO and not own else "asserts"
        source = tuple(t for t in source_tokens(parsed, owner) if parsed.words[t] not in ("'s", "’s", "’", "'", "own"))
        phrase = range(link, end)
        content = [t for t in range(end if opens else first, stop) if t not in phrase]
        telling = any(parsed.lemmas[t] in _SAYING for t in content)
        if (spans := spans_of(parsed, content)) and source and not telling:
            yield Draft(rule="word_list:viewing", stance=stance, source=source, cue=(link, noun), content=spans, score=0.85)


def met_drafts(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """As in "the raid drew condemnation from bishops", "the plan met with scepticism among pilots", "the ban has the backing of clerks"."""
    for noun in parsed.of_pos.get("NOUN", ()):
        rows = [row for row in cues.nouns.get(parsed.lemmas[noun], ()) if row.stance in _JUDGING]
        verb = _met_by(parsed, noun, cues) if rows else None
        if verb is None or is_negated(parsed, verb) or any(parsed.lemmas[c] in cues.supposing for c in parsed.children[verb]):
            continue
        thing = parsed.child(verb, *SUBJECTS)
        article = parsed.child(noun, "det")
        definite = article is not None and parsed.lowered[article] == "the"
        judge = _judge(parsed, verb, noun, siding=definite and rows[0].stance in _SIDING)
        if thing is None or not judge or parsed.poses[thing] == "PROPN" or parsed.poses[thing] == "PRON":
            continue
        content = spans_of(parsed, source_tokens(parsed, thing))
        cue = tuple(sorted({*verb_group(parsed, verb), noun, *(t for t in (parsed.heads[noun],) if parsed.deps[noun] == "pobj")}))
        if content:
            yield Draft(rule=f"noun_cue:{rows[0].id}/met", stance=rows[0].stance, source=judge, cue=cue, content=content, score=0.92)


def _met_by(parsed: Parsed, noun: int, cues: Cues) -> int | None:
    """The verb whose subject meets with the noun: its object, or what stands behind its "with"."""
    verb = parsed.heads[noun]
    if parsed.deps[noun] == "pobj" and parsed.lemmas[verb] in ("with", "by", "under"):
        verb = parsed.heads[verb]
        met = parsed.lemmas[verb] in ("meet", "greet", "receive", "come")
        return verb if met and (is_passive(parsed, verb) or parsed.lemmas[verb] in ("meet", "come")) else None
    return verb if parsed.deps[noun] == "dobj" and parsed.lemmas[verb] in cues.meeting and not is_passive(parsed, verb) else None


def _judge(parsed: Parsed, verb: int, noun: int, *, siding: bool) -> tuple[int, ...]:
    """Who judges: behind "from" or "among", behind "of" where it is support that a thing has, or the noun's owner."""
    owner = parsed.child(noun, "poss")
    if owner is not None and parsed.poses[owner] != "PRON":
        return tuple(t for t in source_tokens(parsed, owner) if parsed.words[t] not in ("'s", "’s", "’", "'"))
    links = (*_FROM, "of") if siding else _FROM
    for c in (*parsed.children[noun], *parsed.children[verb]):
        head = parsed.child(c, "pobj") if c > noun and parsed.deps[c] in ("prep", "agent") and parsed.lemmas[c] in links else None
        named = (
            head is not None and parsed.poses[head] == "PROPN" and parsed.lemmas[c] != "of"
        )  # "has the support of Marn" may be his to give
        if head is not None and (parsed.poses[head] == "NOUN" or named):
            return source_tokens(parsed, head)
    return ()
