"""Puts the rules together: every statement of a report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.model import (
    Mention,
    MentionKind,
    Report,
    Role,
    Segment,
    Span,
    Spans,
    Statement,
    Trace,
    When,
    content_id,
    overlap,
    words_of,
)
from onrecord.statements.draft import Draft, cues_of, spans_of
from onrecord.statements.nouns import all_drafts
from onrecord.statements.quoting import continue_quotes, drop_inside_quotes, fit_to_quotes, mode_of
from onrecord.statements.repairs import mended
from onrecord.statements.speakers import Speakers
from onrecord.statements.stance import stance_of
from onrecord.statements.verbs import verb_drafts
from onrecord.text.quotes import quotations

_SPOKEN_ROLES = (Role.BODY,)
_MOST_WORDS = 400
_MOST = 0.8


def find_statements(
    report: Report,
    *,
    segments: Sequence[Segment],
    parsed: Parsed,
    mentions: Sequence[Mention],
    times: Sequence[When],
    lexicon: Lexicon,
) -> tuple[Statement, ...]:
    """The statements of ``report``, in text order, nested ones after what holds them.

    Works on body segments only: a promo, a credit or a disclaimer makes no statement.
    """
    text = report.text
    body = tuple(s.span for s in segments if s.role in _SPOKEN_ROLES)
    quotes = quotations(text, body)
    cues = cues_of(lexicon)
    parsed = mended(parsed, cues)
    drafts: list[Draft] = all_drafts(parsed, cues, list(verb_drafts(parsed, quotes, cues)))
    drafts = drop_inside_quotes(parsed, drafts, quotes)
    drafts = fit_to_quotes(parsed, text, drafts, quotes)
    drafts = [d for d in drafts if d.content and _sane(text, d)]
    drafts = _without_doubles(parsed, drafts)
    drafts = continue_quotes(parsed, text, drafts, quotes, body)
    drafts.sort(key=lambda d: (_at(parsed, d), d.rule))
    speakers = Speakers(text, parsed, mentions, lexicon)
    statements = []
    for draft in drafts:
        speaker = speakers.of(draft)
        content = words_of(text, draft.content, gap=" ")
        stance, shift = stance_of(draft.stance, content, lexicon, settled=draft.negated)
        if stance is None:
            continue
        source, cue = spans_of(parsed, draft.source), spans_of(parsed, draft.cue)
        addressee = speakers.named(draft.addressee) if draft.addressee is not None else None
        statements.append(
            Statement(
                id=content_id("s", report.id, source, cue, draft.content),
                speaker=speaker,
                source=source,
                cue=cue,
                content=draft.content,
                mode=mode_of(text, draft.content, quotes),
                stance=stance,
                hedged=draft.hedged,
                to=(addressee,) if addressee else _told(parsed, draft, mentions),
                via=_via(text, parsed, draft, times, cues.media),
                said_on=_said_on(parsed, draft, times, _contents_beside(parsed, draft, drafts)),
                trace=Trace(draft.rule, cue or source, draft.score, f"stance by {shift}" if shift else None),
            )
        )
    return _nested(statements)


def _at(parsed: Parsed, draft: Draft) -> int:
    """Where a draft counts as standing in the text: its source, else its cue, else its content."""
    token = min((*draft.source, *draft.cue), default=None)
    return draft.content[0].start if token is None else parsed.starts[token]


def _sane(text: str, draft: Draft) -> bool:
    return sum(len(text[s.start : s.end].split()) for s in draft.content) <= _MOST_WORDS


def _without_doubles(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """One statement for one piece of content: the better draft stays.

    An agentless "is accused of" gives its stance to the "according to the agency" that it stands in.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.score, _at(parsed, d))):
        twin = next((n for n, other in enumerate(kept) if _is_double(parsed, draft, other)), None)
        if twin is None:
            kept.append(draft)
        elif draft.stance == "accuses" and _is_agentless(draft, kept[twin]):
            kept[twin] = replace(kept[twin], stance="accuses", addressee=draft.addressee)
    return kept


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


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def _shared(a: Spans, b: Spans) -> int:
    return sum(overlap(x, y) for x in a for y in b)


def _told(parsed: Parsed, draft: Draft, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Names after "told" or "to" beside the cue."""
    if not draft.cue or parsed.lemmas[draft.cue[-1]] != "tell":
        return ()
    inside = [m for m in mentions if any(m.start <= parsed.starts[t] < m.end for t in draft.adjuncts) and m.kind is not MentionKind.GOODS]
    return tuple(dict.fromkeys(m.name for m in inside))[:1]


def _via(text: str, parsed: Parsed, draft: Draft, times: Iterable[When], media: frozenset[str]) -> str | None:
    """The medium named beside the cue: "in a statement on the ministry's website"."""
    for t in draft.adjuncts:
        if parsed.lemmas[t] in media and parsed.poses[t] == "NOUN" and parsed.deps[t] == "pobj":
            first, _ = parsed.noun_phrase(t)
            timed = {k for when in times for k in parsed.tokens_in(when.span)}
            tail = [k for k in parsed.subtree(t) if k in draft.adjuncts and k >= t]
            last = tail[0]
            for k in tail:
                if k in timed or k > last + 1:
                    break
                last = k
            while parsed.poses[last] in ("ADP", "ADV", "PUNCT", "DET"):
                last -= 1
            words = text[parsed.starts[first] : parsed.ends[last]].split()
            return " ".join(words[1:] if words[0].lower() in ("a", "an", "the") else words)
    return None


def _said_on(parsed: Parsed, draft: Draft, times: Iterable[When], others: Sequence[Span]) -> str | None:
    """The time beside the cue or in the source, outside the content and what ``others`` said."""
    if not draft.cue:
        return None
    near = {*draft.adjuncts, *draft.source}
    sentence = parsed.sentences[parsed.sentence_of(draft.cue[0])]
    for when in times:
        tokens = [t for t in parsed.tokens_in(when.span) if sentence[0] <= t < sentence[1]]
        inside = any(overlap(when.span, s) for s in (*draft.content, *others))
        if tokens and not inside and (set(tokens) & near or min(abs(t - c) for t in tokens for c in (*draft.cue, *draft.source)) <= 3):  # noqa: PLR2004
            return when.edtf
    return None


def _contents_beside(parsed: Parsed, draft: Draft, drafts: Iterable[Draft]) -> list[Span]:
    """The contents of other statements that do not hold this one's cue."""
    at = _at(parsed, draft)
    return [s for d in drafts if d is not draft and not any(c.start <= at < c.end for c in d.content) for s in d.content]


def _nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Set ``within``: the smallest content that holds all of another statement's words."""
    found = []
    for inner in statements:
        own = (*inner.content, *inner.cue, *inner.source)
        holders = [o for o in statements if o.id != inner.id and _holds(o.content, own) and _size(o.content) > _size(inner.content)]
        outer = min(holders, key=lambda o: (_size(o.content), o.id), default=None)
        found.append(replace(inner, within=outer.id) if outer else inner)
    return tuple(found)


def _holds(outer: Spans, inner: Iterable[Span]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)
