"""Utterances that layout gives to their speaker: signed quotations, turns of a transcript, a quotation after a colon."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.language.parsed import Parsed
from onrecord.model import Span
from onrecord.statements.draft import Cues, Draft, rows_for_verb, source_tokens, subject_of, verb_group, words_within
from onrecord.text.near import Near
from onrecord.text.quotes import Quotation

TURN = "layout:turn"
"""The rule of a turn: direct speech without quotation marks."""

_SIGNED = re.compile(r"\s*(?:[―—–]|--|(?<=\s)-)\s*(?P<name>[A-Z][^\n“\"”]{1,90}?)\s*(?=[“\"]|\n|\.?\s*$|\.\s)")
_TURN = re.compile(r"[\"“]?(?P<name>(?:[A-Z][A-Z.'’\-]+)(?: (?:[A-Z][A-Z.'’\-]*|DE|VAN)){0,3}|Q|A)(?: \([^)]{1,40}\))?:\s+(?=\S)")
_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){0,3}):\s+(?=\S)")
_SHORTEST, _LONGEST_NAME = 4, 9


def turn_drafts(text: str, parsed: Parsed, quotes: Near[Quotation], body: Sequence[Span], cues: Cues) -> Iterator[Draft]:
    """One draft for each signed quotation, each block quotation and each turn.

    A dash and a name right after a quotation sign it; "she added:" at the end of a paragraph gives the next one to her;
    a name in capitals and a colon at the start of a paragraph begin a turn, when the report has two or more; so does any
    capitalised name, when two such names take turns.
    """
    yield from _signed(text, parsed, quotes)
    for before, block in pairwise(body):
        if text[before.start : before.end].endswith(":"):
            quoted = quotes.over(Span(block.start, block.start + 1))
            yield from _named(parsed, before, block, cues) if quoted else _announced(parsed, before, block, cues)
    for paragraph, m in _turns(text, body, cues.labels):
        content = Span(m.end(), paragraph.end)
        if words_within(parsed, content):
            yield _draft(TURN, parsed, Span(*m.span("name")), content)


def without_labels(text: str, drafts: Sequence[Draft], body: Sequence[Span], labels: frozenset[str]) -> list[Draft]:
    """``drafts`` whose content does not begin with the newsroom's label of a paragraph: "WATCH: ..."."""
    found = {p.start: m.end() for p in body if (m := _LABEL.match(text, p.start, p.end)) and m["name"].lower() in labels}

    def cut(draft: Draft) -> Draft:
        first, *more = draft.content or (Span(-1, -1),)
        begins = found.get(first.start, 0)
        return replace(draft, content=(Span(begins, first.end), *more)) if first.start < begins < first.end else draft

    return [cut(draft) for draft in drafts]


def _turns(text: str, body: Sequence[Span], labels: frozenset[str]) -> list[tuple[Span, re.Match[str]]]:
    """The paragraphs that begin a turn, with the match of the name before their colon.

    In capitals two paragraphs are enough. "Note:" and "Update:" look like names in mixed case; what tells an interview from
    them is that two names come back, each at the head of two paragraphs or more. "EXCLUSIVE:" is a label of the newsroom's.
    """

    def matches(pattern: re.Pattern[str]) -> list[tuple[Span, re.Match[str]]]:
        found = ((paragraph, pattern.match(text, paragraph.start, paragraph.end)) for paragraph in body)
        return [(paragraph, m) for paragraph, m in found if m and m["name"].lower() not in labels]

    capitals, labelled = matches(_TURN), matches(_LABEL)
    often = Counter(m["name"] for _, m in labelled)
    coming_back = {name for name, times in often.items() if times > 1}
    mixed = [one for one in labelled if one[1]["name"] in coming_back] if len(coming_back) > 1 else []
    return max(capitals if len(capitals) > 1 else [], mixed, key=len)


def _signed(text: str, parsed: Parsed, quotes: Near[Quotation]) -> Iterator[Draft]:
    for quote in quotes:
        whole = Span(quote.start, quote.end)
        m = _SIGNED.match(text, quote.end) if quote.closed else None
        if m is None or words_within(parsed, whole) < _SHORTEST:
            continue
        name = Span(*m.span("name"))
        tokens = parsed.tokens_in(name)
        if 0 < len(tokens) <= _LONGEST_NAME and not any(parsed.poses[t] in ("VERB", "AUX") for t in tokens):
            yield _draft("layout:signed", parsed, name, whole)


def _announced(parsed: Parsed, before: Span, block: Span, cues: Cues) -> Iterator[Draft]:
    """A block that the last verb of saying in the paragraph before it announces, without quotation marks of its own."""
    for verb in reversed(parsed.tokens_in(before)):
        rows, particle = rows_for_verb(parsed, verb, cues)
        subject = subject_of(parsed, verb) if any("quote" in row.frames for row in rows) and parsed.poses[verb] == "VERB" else None
        if subject is None:
            continue
        row = next(row for row in rows if "quote" in row.frames)
        source = source_tokens(parsed, subject)
        if source and parsed.sentence_of(verb) == parsed.sentence_of(parsed.tokens_in(before)[-1]):
            cue = tuple(sorted({*verb_group(parsed, verb), *particle}))
            yield Draft(rule=f"verb_cue:{row.id}/block", stance=row.stance, source=source, cue=cue, content=(block,), score=0.97)
        return


def _named(parsed: Parsed, before: Span, block: Span, cues: Cues) -> Iterator[Draft]:
    """A quotation in a paragraph of its own that a noun of saying announces: "The clerk made the following remark:"."""
    for verb in reversed(parsed.tokens_in(before)):
        named = parsed.child(verb, "dobj") if parsed.lemmas[verb] in cues.light and parsed.poses[verb] == "VERB" else None
        rows = cues.nouns.get(parsed.lemmas[named], ()) if named is not None and named > verb else ()
        subject = subject_of(parsed, verb) if rows else None
        if named is not None and subject is not None and parsed.sentence_of(verb) == parsed.sentence_of(parsed.tokens_in(before)[-1]):
            cue = tuple(sorted({*verb_group(parsed, verb), *range(parsed.noun_phrase(named)[0], named + 1)}))
            source = source_tokens(parsed, subject)
            yield Draft(rule=f"noun_cue:{rows[0].id}/block", stance=rows[0].stance, source=source, cue=cue, content=(block,), score=0.97)
            return


def _draft(rule: str, parsed: Parsed, name: Span, content: Span) -> Draft:
    return Draft(rule=rule, stance="asserts", source=tuple(parsed.tokens_in(name)), cue=(), content=(content,), score=0.97)
