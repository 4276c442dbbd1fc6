"""Fits content to quotation marks, and gives quotations without a cue to who was speaking."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.parsed import Parsed
from onrecord.model import Mode, Span, Spans, overlap
from onrecord.statements.draft import Draft, words_within
from onrecord.text.near import Near
from onrecord.text.quotes import Quotation

UTTERANCE = 4
"""A quotation of fewer words is a quoted term, not an utterance of its own."""

_REACH = 2_000
"""Characters before a quotation in which its speaker was named; more is another matter."""

_GOES_ON = re.compile(r",\s*(?:but|and)(?:\s[a-z]+){0,2}$")
"""What may stand between “I like it,” he said, and “but not here”."""

_HALVES, _STRAY = 120, 3
"""Characters between the halves of an interrupted quotation, and words there besides speaker and cue."""

_MARKS = "\"“”'‘’«»„"
_CLAUSAL = ("/clause", "/quoted", "/parenthetical", "/object_as", "phrase_cue:")


def fit_to_quotes(parsed: Parsed, text: str, drafts: Sequence[Draft], quotes: Near[Quotation]) -> list[Draft]:
    """Content that reaches into a quotation takes all of it, unless the cue stands inside the quotation too."""
    fitted = []
    for draft in drafts:
        anchors = [parsed.span(t, t) for t in (*draft.cue, *draft.source)]
        spans: list[Span] = []
        for span in draft.content:
            start, end = span
            for q in quotes.over(span):
                whole = Span(q.start, q.end)
                inside = overlap(Span(start, end), whole)
                holds_anchor = any(overlap(a, whole) for a in anchors)
                if inside and not holds_anchor and _may_take(parsed, draft, whole, inside):
                    start, end = min(start, q.start), max(end, q.end)
            around = Span(max(0, start - 1), end + 3)
            spans.append(_with_marks(text, start, end, quotes.over(around)))
        fitted.append(replace(draft, content=_apart(spans, anchors)))
    return fitted


def _may_take(parsed: Parsed, draft: Draft, quote: Span, inside: int) -> bool:
    """A clause takes the rest of a quotation it is part of; an object only one it nearly covers."""
    return (
        any(mark in draft.rule for mark in _CLAUSAL)
        or inside >= 0.6 * (quote.end - quote.start)
        or words_within(parsed, quote) <= UTTERANCE
    )


def _with_marks(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> Span:
    """Take in a full stop or comma and the mark that close a quotation right at the end."""
    for q in quotes:
        if q.start <= end <= q.end <= end + 3 and not any(c.isalnum() for c in text[end : q.end]):
            end = q.end
        if start - 1 == q.start:
            start = q.start
    return Span(start, end)


def _apart(spans: Sequence[Span], anchors: Sequence[Span]) -> Spans:
    """Merged where they touch or overlap, cut where a cue or source stands between."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1 and not any(merged[-1].end <= a.start < span.start for a in anchors):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.end > span.start:
            merged.append(span)
    return tuple(merged)


def drop_inside_quotes(parsed: Parsed, drafts: Sequence[Draft], quotes: Near[Quotation]) -> list[Draft]:
    """Leave out what a quoted speaker says of saying ("I think", "we want"): it is part of the quotation."""
    kept = []
    for draft in drafts:
        at = parsed.starts[draft.cue[0] if draft.cue else (draft.source or (0,))[0]]
        over = quotes.over(Span(at, at + 1))
        inside = any(q.start < at and words_within(parsed, Span(q.start, q.end)) >= UTTERANCE for q in over)
        if not inside:
            kept.append(draft)
    return kept


def continue_quotes(parsed: Parsed, text: str, drafts: Sequence[Draft], quotes: Near[Quotation], body: Sequence[Span]) -> list[Draft]:
    """Give utterances that no draft covers to the speaker who was talking.

    In the same paragraph, right after that speaker's quoted words: more content of the same statement.
    At the start of the next paragraph, when the one before was the same speaker's: a statement of its
    own that carries the speaker on. A paragraph of speech that does not close belongs to the speaker of the next.
    """
    found = Near.under(drafts, lambda draft: draft.content)
    touched = Near.under(drafts, lambda draft: (*draft.content, *_anchors(parsed, draft)))
    _take_in_what_stands_ahead(parsed, text, found, touched, quotes, body)
    for quote in quotes:
        whole = Span(quote.start, quote.end)
        paragraph = _paragraph_of(body, quote.start)
        if paragraph is None or touched.over(whole) or not _begins_sentence(text, quote, body[paragraph]):
            continue
        if words_within(parsed, whole) < UTTERANCE and not _is_sentence(text, quote):
            continue
        here = found.numbers(Span(max(body[paragraph].start, quote.start - _REACH), quote.start))
        latest = sorted(here, key=lambda n: -found[n].content[-1].end)
        speaking = next((n for n in latest if _goes_on(text, parsed, found[n], quote, body[paragraph])), None)
        if speaking is not None:
            found.change(speaking, replace(found[speaking], content=(*found[speaking].content, whole)))
            found.put_again(speaking, whole)
            continue
        if words_within(parsed, whole) < UTTERANCE:
            continue
        before = body[paragraph - 1] if paragraph else None
        said = before and any(_spoken(text, d) for d in found.over(before))
        unclosed = before and any(not q.closed and before.start <= q.start for q in quotes.over(before))
        if quote.start == body[paragraph].start and (said or unclosed):
            found.put(Draft(rule="quotation:carried", stance="asserts", cue=(), content=(whole,), carries=True, score=0.5), whole)
    return list(found)


def _take_in_what_stands_ahead(
    parsed: Parsed, text: str, found: Near[Draft], touched: Near[Draft], quotes: Near[Quotation], body: Sequence[Span]
) -> None:
    """Give a paragraph of speech that does not close to who is named in the next one, which goes on with the speech.

    Likewise the first half of “Now that it is over,” she told the guests, “we can rest.”
    """
    for quote in reversed(list(quotes)):
        whole, number = Span(quote.start, quote.end), _paragraph_of(body, quote.start)
        halves = (
            found.numbers(Span(quote.end, quote.end + _HALVES)) if number is not None and quote.closed and not touched.over(whole) else ()
        )
        for at in halves:
            if not _is_over(text, quote) and _is_first_half(parsed, quote, found[at], quotes):
                found.change(at, replace(found[at], content=(whole, *found[at].content)))
                found.put_again(at, whole)
                touched.put(found[at], whole)
                break
        if quote.closed or number is None or number + 1 >= len(body) or whole != body[number] or touched.over(whole):
            continue
        goes_on = body[number + 1].start
        for at in found.numbers(Span(goes_on, goes_on + 1)):
            draft = found[at]
            if draft.content[0].start in (goes_on, goes_on + 1) and words_within(parsed, whole) >= UTTERANCE:
                found.change(at, replace(draft, content=(whole, *draft.content)))
                found.put_again(at, whole)
                touched.put(draft, whole)
                break


def _is_first_half(parsed: Parsed, quote: Quotation, draft: Draft, quotes: Near[Quotation]) -> bool:
    """Whether only a draft's source and cue, and a word or two, stand between a quotation and the draft's quoted words."""
    starts = draft.content[0].start
    if not draft.cue or not any(q.start == starts for q in quotes.over(Span(starts, starts + 1))):
        return False
    between = parsed.tokens_in(Span(quote.end, starts))
    anchors = {*draft.cue, *draft.source}
    words = [t for t in between if parsed.words[t][0].isalnum() and t not in anchors]
    inside = all(t in between for t in anchors) and len({parsed.sentence_of(t) for t in between}) == 1
    return inside and len(words) <= _STRAY and bool(between) and not any(parsed.words[t] in ".!?;:" for t in between)


def _paragraph_of(body: Sequence[Span], at: int) -> int | None:
    """The number of the paragraph that holds the character at ``at``."""
    number = bisect_right(body, at, key=lambda p: p.start) - 1
    return number if number >= 0 and at < body[number].end else None


def _goes_on(text: str, parsed: Parsed, draft: Draft, quote: Quotation, paragraph: Span) -> bool:
    """Whether a quotation goes on with what ``draft`` says: in its paragraph, after it, nothing of the writer's between."""
    after = draft.content[-1].end <= quote.start and paragraph.start <= draft.content[0].start
    return after and _spoken(text, draft) and _only_cue_between(parsed, draft, quote)


def _anchors(parsed: Parsed, draft: Draft) -> list[Span]:
    return [parsed.span(t, t) for t in (*draft.cue, *draft.source)]


def _begins_sentence(text: str, quote: Quotation, paragraph: Span) -> bool:
    before = text[paragraph.start : quote.start].rstrip()
    return not before or before[-1] in '.!?:,”"' or _GOES_ON.search(before) is not None


def _is_sentence(text: str, quote: Quotation) -> bool:
    """Whether a quotation is a sentence of its own: “I would, Ada.”"""
    return quote.closed and text[quote.inner.start].isupper() and _is_over(text, quote)


def _is_over(text: str, quote: Quotation) -> bool:
    """Whether a sentence ends with the quotation."""
    return text[quote.inner.start : quote.inner.end].rstrip()[-1:] in (".", "!", "?", "…")


def _spoken(text: str, draft: Draft) -> bool:
    return any(text[s.start] in _MARKS or text[s.end - 1] in _MARKS for s in draft.content)


def _only_cue_between(parsed: Parsed, draft: Draft, quote: Quotation) -> bool:
    """Whether no sentence of the writer's own stands between the speaker's words and the quotation."""
    last = max(s.end for s in draft.content)
    cue_ends = max((parsed.ends[t] for t in (*draft.cue, *draft.source)), default=last)
    between = parsed.tokens_in(Span(max(last, cue_ends), quote.start))
    sentences = {parsed.sentence_of(t) for t in between if parsed.words[t][0].isalnum()}
    cue_sentence = {parsed.sentence_of(t) for t in (*draft.cue, *draft.source)}
    return sentences <= cue_sentence


def mode_of(text: str, content: Spans, quotes: Near[Quotation]) -> Mode:
    """Direct when every word of the content stands in quotation marks, mixed when some do."""
    over = quotes.over(*content)
    if not over:
        return Mode.INDIRECT
    letters = sum(_letters(text, span) for span in content)
    quoted = sum(_letters(text, Span(max(span.start, q.start + 1), min(span.end, q.end))) for span in content for q in over)
    if quoted == 0:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted == letters else Mode.MIXED


def _letters(text: str, span: Span) -> int:
    """How many letters and digits stand in ``span``."""
    return sum(map(str.isalnum, text[span.start : span.end]))
