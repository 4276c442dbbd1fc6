"""One statement for one piece of content, and statements inside statements."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.language.parsed import Parsed
from onrecord.model import Span, Spans, Statement, overlap
from onrecord.statements.circumstances import standing_at
from onrecord.statements.draft import Draft
from onrecord.text.near import Near

_MOST = 0.8
_DENIAL = "verb_cue:deny/"


def without_doubles(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts that say the same, the better one.

    An agentless "is accused of" gives its stance to the "according to the agency" that it stands in.
    """
    kept: Near[Draft] = Near()
    for draft in sorted(drafts, key=lambda d: (-d.score, standing_at(parsed, d))):
        places = (*draft.content, *(parsed.span(t, t) for t in draft.cue))
        twin = next((n for n in kept.numbers(*places) if _is_double(parsed, draft, kept[n])), None)
        if twin is None:
            kept.put(draft, *places)
        elif draft.stance == "accuses" and _is_agentless(draft, kept[twin]):
            kept.change(twin, replace(kept[twin], stance="accuses", addressee=draft.addressee))
    return list(kept)


def without_denied(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what somebody denies having said, known or admitted: "denied it had known where the crates came from"."""
    denials = Near.under([d for d in drafts if d.stance == "denies" and d.rule.startswith(_DENIAL)], lambda d: d.content)
    return [d for d in drafts if not (_stands_for_someone(parsed, d) and any(o is not d for o in denials.over(_place(parsed, d))))]


def _stands_for_someone(parsed: Parsed, draft: Draft) -> bool:
    """Whether the source is a bare personal pronoun, which in a denial is the one who denies."""
    return len(draft.source) == 1 and bool(draft.cue) and parsed.tags[draft.source[0]] == "PRP"


def _place(parsed: Parsed, draft: Draft) -> Span:
    return parsed.span(draft.source[0], draft.source[0])


def _is_double(parsed: Parsed, draft: Draft, other: Draft) -> bool:
    """Whether ``draft`` says again what ``other``, the better one, says: four fifths of the characters are shared."""
    shared = _shared(draft.content, other.content)
    within = shared >= _MOST * min(_size(draft.content), _size(other.content))
    if set(draft.cue) & set(other.cue):
        return within
    if shared >= _MOST * max(_size(draft.content), _size(other.content)) and draft.source in ((), other.source):
        return True
    if not within or not draft.cue or not other.cue or parsed.sentence_of(draft.cue[0]) != parsed.sentence_of(other.cue[0]):
        return False
    opener = other.rule.startswith("phrase_cue")
    return (
        _is_agentless(draft, other)
        or (draft.rule.startswith("adverb_cue") and bool(other.source))  # the "allegedly" in what somebody says
        or (draft.rule.startswith("noun_cue") and other.rule.endswith("/attitude") and draft.source == other.source)
        or (opener and _covers(parsed, draft, other.cue))  # "According to the note, ..., the note said"
    )


def _is_agentless(draft: Draft, other: Draft) -> bool:
    """As in "the firm is accused of lying, according to the agency"."""
    return not draft.source and draft.rule.endswith("/passive") and other.rule.startswith("phrase_cue")


def _covers(parsed: Parsed, draft: Draft, tokens: Iterable[int]) -> bool:
    """Whether the content of a draft takes in ``tokens``."""
    return any(s.start <= parsed.starts[t] < s.end for t in tokens for s in draft.content)


def nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Set ``within``: the smallest content that holds all of another statement's words."""
    contents = Near.under(statements, lambda statement: statement.content)
    found = []
    for inner in statements:
        own = (*inner.content, *inner.cue, *inner.source)
        holders = [o for o in contents.over(*inner.content) if _size(o.content) > _size(inner.content) and _holds(o.content, own)]
        outer = min(holders, key=lambda o: (_size(o.content), o.id), default=None)
        found.append(replace(inner, within=outer.id) if outer else inner)
    return tuple(found)


def _holds(outer: Spans, inner: Iterable[Span]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def _shared(a: Spans, b: Spans) -> int:
    return sum(overlap(x, y) for x in a for y in b)
