"""Names what fills a slot: goods, amounts, parties, stops on the way, the time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import Good
from onrecord.model import (
    Figure,
    FigureKind,
    Goods,
    Mention,
    MentionKind,
    Quantity,
    Span,
    SpeakerKind,
    Statement,
    Value,
    When,
    overlap,
)
from onrecord.text.near import Near

_PARTIES = (MentionKind.STATE, MentionKind.ORGANIZATION, MentionKind.PERSON, MentionKind.PLACE, MentionKind.OUTLET)
_STOPS = (MentionKind.STATE, MentionKind.PLACE)
_PRONOUNS = ("PRP", "WDT", "WP", "DT")
_DEFINITE = ("the", "these", "those", "this", "that", "such", "its", "their")
_LONGEST_GOODS_NAME = 60
_NONE_OF = ("not", "no", "nor")

Spans = dict[str, tuple[Span, ...]]
"""Slot name to the words that fill it; a naming that finds something adds its words."""


@dataclass(frozen=True, slots=True)
class Fillers:
    """What a report's stages found, asked what words name."""

    text: str
    parsed: Parsed
    mentions: Near[Mention]
    figures: Near[Figure]
    times: Near[When]
    statements: Near[Statement]
    lexicon: Lexicon

    def named_in(self, tokens: Iterable[int], *kinds: MentionKind) -> list[Mention]:
        """The mentions of these kinds that reach into ``tokens``."""
        return [m for m in self.mentions.over(*self._places_of(tokens)) if m.kind in kinds]

    def _places_of(self, tokens: Iterable[int]) -> list[Span]:
        """The first character of each token."""
        return [Span(start, start + 1) for start in (self.parsed.starts[t] for t in tokens)]

    def goods(self, tokens: Sequence[int], at: int) -> tuple[Goods, bool, Span] | None:
        """The goods named by ``tokens``: class from the lexicon, name from the words, calibre from a length in mm."""
        p = self.parsed
        if not tokens:
            return None
        found = self.named_in(tokens, MentionKind.GOODS)
        if not found:
            head = tokens[0]
            if len(tokens) == 1 and p.tags[head] in _PRONOUNS and p.words[head].lower() in ("them", "they", "it", "these", "those"):
                return Goods(name=p.words[head].lower()), True, p.span(head, head)
            return None
        rows = [self._row(m) for m in found]
        specific = next((n for n, row in enumerate(rows) if row and not row.general), 0)
        row, main = rows[specific], found[specific]
        if row is not None and row.general and p.poses[at] == "NOUN" and not self._caliber(tokens):
            return None
        caliber = self._caliber(tokens)
        words = [t for t in tokens if p.starts[t] >= min(m.start for m in found) and p.ends[t] <= max(m.end for m in found)]
        name = self.text[p.starts[words[0]] : p.ends[words[-1]]] if words else main.name
        near = " ".join(name.split()) if len(name) <= _LONGEST_GOODS_NAME else main.name
        shown = f"{caliber:g} mm {near}" if caliber and "mm" not in near else near
        definite = p.words[tokens[0]].lower() in _DEFINITE
        return Goods(name=shown, class_=row.class_ if row else None, caliber_mm=caliber), definite, Span(main.start, main.end)

    def _row(self, mention: Mention) -> Good | None:
        row_id = mention.trace.rule.partition(":")[2] if mention.trace else ""
        return next((g for g in self.lexicon.rows("good") if g.id == row_id), None)

    def _caliber(self, tokens: Sequence[int]) -> float | None:
        for figure in self.figures_in(tokens):
            if figure.kind is FigureKind.LENGTH and figure.unit in ("millimetre", "mm") and figure.low:
                return figure.low
        return None

    def figures_in(self, tokens: Sequence[int]) -> list[Figure]:
        """The figures that reach into ``tokens``."""
        return self.figures.over(*self._places_of(tokens))

    def amounts(self, tokens: Sequence[int], spans: Spans) -> tuple[Quantity | None, Value | None]:
        """(how many, how much money) by the first figure of each kind; "not one rocket" is no quantity."""
        quantity: Quantity | None = None
        value: Value | None = None
        for f in self.figures_in(tokens):
            if f.kind is FigureKind.MONEY and value is None:
                value = Value(low=f.low, high=f.high, bound=f.bound, currency=f.unit)
                spans["value"] = (f.span,)
            elif f.kind in (FigureKind.COUNT, FigureKind.MASS, FigureKind.VOLUME) and quantity is None and not self._negated(f):
                quantity = Quantity(low=f.low, high=f.high, bound=f.bound, unit=f.unit)
                spans["quantity"] = (f.span,)
        return quantity, value

    def _negated(self, figure: Figure) -> bool:
        token = self.parsed.token_at(figure.start)
        return token is not None and token > 0 and self.parsed.words[token - 1].lower() in _NONE_OF

    def party(self, tokens: Sequence[int], slot: str, spans: Spans) -> str | None:
        """The party named by a noun phrase: its head's name, else its words; None for pronouns that point nowhere."""
        p = self.parsed
        head = self.head(tokens)
        if head is None or self.times.over(*self._places_of([head])):
            return None
        at_head = self.named_in([head], *_PARTIES)
        country = self._state_behind(tokens, head)
        if country:
            name: str | None = country
        elif at_head:
            name = at_head[0].name
        elif p.tags[head] in (*_PRONOUNS, "EX", "WRB"):
            name = None
        elif (
            p.poses[head] == "PROPN"
            or p.lemmas[head].lower() in self.lexicon.words("party")
            or p.words[head].lower() in self.lexicon.words("party")
        ):
            name = self.words([t for t in tokens if t <= head])
        else:
            name = None
        if name:
            spans[slot] = (p.span(tokens[0], tokens[-1]),)
        return name

    def _state_behind(self, tokens: Sequence[int], head: int) -> str | None:
        """As in "his country", or "the country" in an official's mouth: his own; "the territory of X": X."""
        p = self.parsed
        if p.lemmas[head] not in self.lexicon.words("state_noun"):
            return None
        pointed = p.words[tokens[0]].lower() == "the" and tokens[0] == head - 1
        if (p.tags[tokens[0]] == "PRP$" or pointed) and (own := self._state_of_speaker(p.starts[head])):
            return own
        inner = self.named_in([t for t in tokens if t > head], MentionKind.STATE)
        return inner[0].name if inner else None

    def _state_of_speaker(self, at: int) -> str | None:
        """The state that the role of whoever speaks at offset ``at`` points to: "his country" of a Serbian minister."""
        for speaker in (s.speaker for s in self.statements.over(Span(at, at + 1)) if s.speaker):
            if speaker.kind is SpeakerKind.STATE:
                return speaker.name
            for _, named in self.lexicon.names.find(speaker.role or ""):
                if state := next((one.name for one in named if one.kind == "state"), None):
                    return state
        return None

    def state_of(self, tokens: Sequence[int]) -> str | None:
        """The state that a name or an adjective among ``tokens`` points to."""
        words = self.text[self.parsed.starts[tokens[0]] : self.parsed.ends[tokens[-1]]] if tokens else ""
        for _, named in self.lexicon.names.find(words):
            for one in named:
                if one.kind == "state":
                    return one.name
        return None

    def places(self, tokens: Sequence[int], spans: Spans) -> tuple[str, ...]:
        """The stops of a route in order: each state or place named, and groups of unnamed states."""
        p = self.parsed
        found: list[tuple[Span, str]] = [(m.span, m.name) for m in self.named_in(tokens, *_STOPS)]
        for t in tokens:
            grouped = p.lemmas[t] in self.lexicon.words("place_group") and p.tags[t] in ("NNS", "NN")
            named = self.named_in(p.subtree(t), *_STOPS)
            if grouped and not (named and p.child(t, "prep") is not None):
                first, last = p.noun_phrase(t)
                words = self.words(range(first, last + 1))
                if words and not any(overlap(p.span(first, last), s) for s, _ in found):
                    found.append((p.span(first, last), words))
        if not found and tokens:
            head = self.head(tokens)
            if head is not None and (p.poses[head] == "PROPN" or p.lemmas[head].lower() in self.lexicon.words("place_group")):
                found = [(p.span(tokens[0], tokens[-1]), self.words(tokens))]
        found.sort()
        if found:
            spans["via"] = tuple(s for s, _ in found)
        return tuple(dict.fromkeys(name for _, name in found))

    def head(self, tokens: Sequence[int]) -> int | None:
        """The token that the others hang on."""
        inside = set(tokens)
        return next((t for t in tokens if self.parsed.heads[t] not in inside or self.parsed.heads[t] == t), None)

    def words(self, tokens: Sequence[int] | range) -> str:
        """Tokens as words, without the article before them."""
        p = self.parsed
        kept = list(tokens)
        while kept and (p.words[kept[0]].lower() in ("the", "a", "an", "its", "his", "their", "some") or not p.words[kept[0]][0].isalnum()):
            kept = kept[1:]
        return " ".join(self.text[p.starts[kept[0]] : p.ends[kept[-1]]].split()) if kept else ""

    def period(self, at: int, spans: Spans) -> str | None:
        """The time in the frame's own sentence; "since" opens an interval."""
        p = self.parsed
        first, stop = p.sentences[p.sentence_of(at)]
        near = self.times.over(p.span(first, stop - 1))
        clause = {p.starts[t] for t in p.subtree(at)}
        own = [w for w in near if any(w.start <= s < w.end for s in clause)]
        if not own:
            return None
        when = own[0]
        spans["period"] = (when.span,)
        head = p.token_at(when.start)
        since = self.text[max(0, when.start - 24) : when.start].lower()
        opened = "since" in since.split() or (head is not None and any(p.words[a].lower() == "since" for a in (*p.ancestors(head),)))
        opened = opened or any(
            p.words[c].lower() == "since" for a in (p.ancestors(head) if head is not None else ()) for c in p.children[a]
        )
        return f"{when.edtf}/.." if opened and "/" not in when.edtf else when.edtf
