"""Finds goods named by lexicon words or designations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import Good
from onrecord.model import Mention, MentionKind, Role, Segment, Span, Trace
from onrecord.text.forms import plural

_GOODS_ROLES = (Role.BODY, Role.CAPTION, Role.CORRECTION)
_WORD = re.compile(r"[A-Za-z0-9][\w.’'-]*")


def find_goods(text: str, segments: Sequence[Segment], parsed: Parsed, lexicon: Lexicon) -> Iterator[Mention]:
    """Goods in ``text``, longest form first.

    A word that is no noun here ("shells the town") is not goods; a general word ("equipment") is goods only in a
    sentence with a verb or noun of moving.
    """
    forms = goods_forms(lexicon)
    moving = _moving_words(lexicon)
    for segment in segments:
        if segment.role not in _GOODS_ROLES:
            continue
        end = segment.start
        for m in _WORD.finditer(text, segment.start, segment.end):
            if m.start() < end:
                continue
            for form, good, exact in forms.get(m.group().lower().rstrip(".'’"), ()):
                stop = m.start() + len(form)
                there = text[m.start() : stop]
                if (there == form or (not exact and there.lower() == form)) and not text[stop : stop + 1].isalnum():
                    if exact or (
                        _is_plain(text, m.start(), there, form)
                        and (" " in form or _is_noun(parsed, stop))
                        and (not good.general or _moves(parsed, m.start(), moving))
                    ):
                        yield Mention(start=m.start(), end=stop, kind=MentionKind.GOODS, name=good.name,
                                      trace=Trace(f"good:{good.id}", (Span(m.start(), stop),)))  # fmt: skip
                        end = stop
                    break


def _is_noun(parsed: Parsed, end: int) -> bool:
    token = parsed.token_at(end - 1)
    if token is not None and any(parsed.tags[c] == "MD" for c in parsed.children[token]):
        return False  # "prices will rocket", whatever the parser takes it for
    return token is None or parsed.poses[token] in ("NOUN", "PROPN", "ADJ") or parsed.deps[token] in ("dobj", "pobj", "compound")


def _is_plain(text: str, start: int, there: str, form: str) -> bool:
    """Written small, or capitalised only because a sentence begins: not a part of a name."""
    before = start
    while before and text[before - 1].isspace():
        before -= 1
    return there == form or not before or text[before - 1] in '.!?:"“-–—' or "\n" in text[before:start]


def _moves(parsed: Parsed, start: int, moving: frozenset[str]) -> bool:
    token = parsed.token_at(start)
    if token is None:
        return False
    first, stop = parsed.sentences[parsed.sentence_of(token)]
    return any(parsed.lemmas[t] in moving and t != token for t in range(first, stop))


@lru_cache(maxsize=4)
def _moving_words(lexicon: Lexicon) -> frozenset[str]:
    stopped = ("halted", "licensed", "agreed")
    rows = (
        row
        for row in lexicon.rows("transfer_frame")
        if not (row.governs or row.continues or row.status in stopped or row.object == "origin")
    )
    return frozenset(lemma for row in rows for lemma in row.lemmas)


@lru_cache(maxsize=4)
def goods_forms(lexicon: Lexicon) -> Mapping[str, tuple[tuple[str, Good, bool], ...]]:
    """First word, lower case, to (form, row, whether case counts), longest form first."""
    found: dict[str, list[tuple[str, Good, bool]]] = {}
    for row in lexicon.rows("good"):
        written = [f for w in row.words for f in (w, plural(w))] + [*row.plural]
        forms = [(f, f != f.lower()) for f in written] + [(f, True) for f in row.designations]
        for form, exact in forms:
            first = _WORD.match(form)
            if first:
                found.setdefault(first.group().lower(), []).append((form, row, exact))
    return {word: tuple(sorted(forms, key=lambda f: (-len(f[0]), f[0]))) for word, forms in found.items()}
