"""Where a report's goods, names and figures stand, also those that only another report of the case makes known."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.model import Figure, Mention, MentionKind, Reading, Role, Span, Spans
from onrecord.stories.goods import CARRIERS, GENERAL, Thing, class_of, says_little, thing
from onrecord.text.folding import fold, fold_name, is_proper
from onrecord.text.forms import singular
from onrecord.text.near import Near

_NAMED = frozenset((MentionKind.STATE, MentionKind.ORGANIZATION, MentionKind.PERSON, MentionKind.OUTLET, MentionKind.PLACE))
_KNOWN = frozenset((MentionKind.STATE, MentionKind.ORGANIZATION, MentionKind.PERSON))
_WORD = re.compile(r"\w[\w’'-]*")
_MOST = 4
"""Words of a name that are looked up together."""

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What the reports of a case make known: goods that no list has, by the folded last word of their name, and folded proper names."""

    goods: Mapping[str, frozenset[Thing]]
    names: frozenset[str]
    parties: frozenset[str]
    moved: frozenset[str]

    @classmethod
    def of(cls, readings: Iterable[Reading], lexicon: Lexicon) -> "CaseWords":
        """The goods of transfers and the names of those who act or speak, over all ``readings``."""
        goods: dict[str, set[Thing]] = {}
        names: set[str] = set()
        parties: set[str] = set()
        moved: set[str] = set()
        little = lexicon.words("carrier") | lexicon.words("cargo") | lexicon.words("stand_in")
        for reading in readings:
            for one in (thing(t.goods.name, t.goods.class_, lexicon) for t in reading.transfers):
                last = one[0].split()[-1:]
                if one[1] not in CARRIERS and last and last[0] not in little:
                    moved.update((one[0], last[0]))
                if one[1] != one[0]:
                    continue
                if last and last[0] not in little and not says_little(one, lexicon):
                    goods.setdefault(last[0], set()).add(one)
            named = (n for t in reading.transfers for n in (t.supplier, t.maker, t.recipient, *t.intermediaries))
            parties |= {fold_name(n) for n in named if n and is_proper(n)}
            names |= {fold_name(m.name) for m in reading.mentions if m.kind in _KNOWN and is_proper(m.name)}
            names |= {fold_name(s.speaker.name) for s in reading.statements if s.speaker and is_proper(s.speaker.name)}
        names |= parties
        return cls(
            {last: frozenset(held) for last, held in goods.items()}, frozenset(n for n in names if len(n) >= _SHORTEST), frozenset(parties),
            frozenset(moved),
        )  # fmt: skip

    def goods_in(self, text: str) -> list[tuple[Span, Thing]]:
        """Where the text has goods that no list knows."""
        if not self.goods:
            return []
        words = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
        found = []
        for number, (_, end, word) in enumerate(words):
            for one in self.goods.get(singular(word), ()):
                length = len(one[0].split())
                held = words[max(0, number + 1 - length) : number + 1]
                if " ".join((*(w for _, _, w in held[:-1]), singular(word))) == one[0]:
                    found.append((Span(held[0][0], end), one))
        return found

    def names_in(self, words: str) -> Iterable[tuple[int, str]]:
        """(offset, folded name) of every known name in ``words``, the longest at each place."""
        listed = [(m.start(), m.end()) for m in _WORD.finditer(words)]
        number = 0
        while number < len(listed):
            start = listed[number][0]
            step = 1
            if words[start].isupper():
                for length in range(min(_MOST, len(listed) - number), 0, -1):
                    name = fold_name(words[start : listed[number + length - 1][1]])
                    if name in self.names:
                        yield start, name
                        step = length
                        break
            number += step


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a report's goods, names and figures stand. ``starts`` and ``things`` are of the goods that say much."""

    text: str
    names: Near[Mention]
    goods: Near[Thing]
    figures: Near[Figure]
    starts: tuple[int, ...]
    things: tuple[Thing, ...]
    headlines: tuple[Span, ...]
    known: CaseWords

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon, known: CaseWords) -> "Marks":
        """The marks of ``reading``; ``known`` is what the case makes known."""
        text = reading.report.text
        placed = [
            (m.span, thing(text[m.start : m.end], class_of(m.name, lexicon), lexicon))
            for m in reading.mentions
            if m.kind is MentionKind.GOODS
        ]
        placed += [
            (Span(*span), thing(t.goods.name, t.goods.class_, lexicon)) for t in reading.transfers for span in t.spans.get("goods", ())
        ]
        placed += known.goods_in(text)
        instead = lexicon.words("stand_in")
        papers = lexicon.words("paper_noun")  # "the harbour log" is no timber
        placed = [
            (span, one) for span, one in placed
            if (one[0] in known.moved or not says_little(one, lexicon)) and one[0] not in instead and one[0] not in papers
        ]  # fmt: skip
        telling = sorted((span.start, one) for span, one in placed if one[1] not in GENERAL)
        return cls(
            text=text,
            names=Near((m.span, m) for m in reading.mentions if m.kind in _NAMED),
            goods=Near(placed),
            figures=Near((f.span, f) for f in reading.figures),
            starts=tuple(start for start, _ in telling),
            things=tuple(one for _, one in telling),
            headlines=tuple(s.span for s in reading.segments if s.role is Role.HEADLINE),
            known=known,
        )

    def goods_of(self, content: Spans) -> frozenset[Thing]:
        """The goods that the content names, else those named last before it, else the report's first."""
        said = frozenset(self.goods.over(*content))
        before = self.things[: bisect_right(self.starts, content[0].start)] or self.things[:1]
        if not said:
            return frozenset(before[-1:])
        said = frozenset(one for one in said if one[1] not in GENERAL) or said
        return frozenset(next((b for b in reversed(before) if b[1] == one[1]), one) if one[0] == one[1] else one for one in said)

    def told_of(self) -> frozenset[Thing]:
        """Every kind of goods that the report names."""
        return frozenset(self.things)

    def in_headline(self, at: int) -> bool:
        """Whether the place is in a headline."""
        return any(span.start <= at < span.end for span in self.headlines)


def capitals(words: str) -> frozenset[str]:
    """The folded words of ``words`` with a capital that do not begin a sentence: names, whoever or wherever they are."""
    found = set()
    for m in _WORD.finditer(words):
        if m.group()[0].isupper() and (words[: m.start()].rstrip(" “\"'‘(")[-1:] not in ("", ".", "!", "?", "”", "\n")):
            found.add(fold(m.group()))
    return frozenset(found)


def nothing_known(_readings: Sequence[Reading] = ()) -> CaseWords:
    """No words of a case."""
    return CaseWords({}, frozenset(), frozenset(), frozenset())
