"""Names what fills a slot with goods, amounts and times."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.demonyms import demonyms
from onrecord.lexicon.rows import Good
from onrecord.model import Figure, FigureKind, Goods, Mention, MentionKind, Quantity, Span, Statement, Value, When
from onrecord.text.near import Near

_POINTERS = ("them", "they", "it", "these", "those", "each", "all", "both", "some", "most")
_PARTS = ("part", "rest", "half", "most", "share", "third", "bulk", "some")
_NO_CLASS = ("cargo", "container")
_DEFINITE = ("the", "these", "those", "this", "that", "such", "its", "their")
_ANOTHER = ("another", "second", "third", "further", "more", "additional", "new", "other", "separate")
_LONGEST_GOODS_NAME = 60
_ENDING = re.compile(r"\b(?:by|until)(?: the (?:end|middle|start) of)?\s+$")
_NONE_OF = ("not", "no", "nor")
_EACH = ("each", "every")
_AMOUNTS = (FigureKind.MASS, FigureKind.VOLUME)
_MEASURED = (*_AMOUNTS, FigureKind.LENGTH, FigureKind.AREA)

Spans = dict[str, tuple[Span, ...]]
"""Slot name to the words that fill it; a naming that finds something adds its words."""


@dataclass(frozen=True, slots=True)
class Named:
    """The goods of a clause.

    ``points`` is set when they are only pointed at ("they", "the cargo", "25,000 tonnes"), ``definite`` when known
    goods are meant ("the rockets"), ``another`` when expressly others are, ``unlisted`` when no list knows them.
    """

    goods: Goods
    span: Span
    points: bool = False
    definite: bool = False
    another: bool = False
    unlisted: bool = False


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
    carriers: frozenset[str] = frozenset()
    """The last words of the names of ships and trains, see ``carriers_of``."""
    lands: frozenset[str] = frozenset()
    """Names of states and places, see ``lands_of``."""
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """Adjective to the land that it is made from: ``Lurnish`` to ``Lurn``."""
    cues: frozenset[Span] = frozenset()
    """The words that introduce the report's statements."""

    def named_in(self, tokens: Iterable[int], *kinds: MentionKind) -> list[Mention]:
        """The mentions of these kinds that reach into ``tokens``, in text order."""
        found = [m for m in self.mentions.over(*self.places_of(tokens)) if m.kind in kinds]
        return sorted(found, key=lambda m: m.start)

    def places_of(self, tokens: Iterable[int]) -> list[Span]:
        """The first character of each token."""
        return [Span(start, start + 1) for start in (self.parsed.starts[t] for t in tokens)]

    def told_at(self, token: int) -> list[Statement]:
        """The statements whose content holds ``token``, the innermost last."""
        start = self.parsed.starts[token]
        return sorted(self.statements.over(Span(start, start + 1)), key=lambda s: -sum(b - a for a, b in s.content))

    def has_goods(self, tokens: Iterable[int]) -> bool:
        """Whether goods are named among ``tokens``."""
        return bool(self.named_in(tokens, MentionKind.GOODS))

    def measured(self, token: int) -> bool:
        """Whether a figure or a time stands at ``token``."""
        place = self.places_of([token])
        return bool(self.figures.over(*place) or self.times.over(*place))

    def figures_in(self, tokens: Sequence[int]) -> list[Figure]:
        """The figures that reach into ``tokens``."""
        return self.figures.over(*self.places_of(tokens))

    def goods(self, tokens: Sequence[int], at: int, *, carried: bool = False, tangible: bool = False) -> Named | None:
        """The goods named by ``tokens``: class from the lexicon, name from the words, calibre from a length in mm.

        What is weighed is goods, also when the lexicon does not know it; so is what is counted where the frame word is
        ``tangible``. "The cargo" points back, and where goods are ``carried``, a ship or a lorry points to what it carries.
        """
        p = self.parsed
        if not tokens:
            return None
        head = self.head(tokens)
        another = any(p.words[t].lower() in _ANOTHER and p.words[t + 1 : t + 2] != ("than",) for t in tokens)
        found = self.named_in(tokens, MentionKind.GOODS)
        definite = p.words[tokens[0]].lower() in _DEFINITE or p.tags[tokens[0]] in ("PRP$", "WDT") or self._of_known(tokens)
        if self._points(tokens, head, carried=carried):
            return Named(Goods(name=self._words(tokens)), p.span(tokens[0], tokens[-1]), points=True, another=another)
        if not found:
            return self._weighed(tokens, definite=definite) or self._unlisted(tokens, head, tangible=tangible)
        rows = [self._row(m) for m in found]
        specific = next((n for n, row in enumerate(rows) if row and not row.general), 0)
        row, main = rows[specific], found[specific]
        if row is not None and row.class_ == "consumer" and head is not None and p.words[head] in _no_goods(self.lexicon):
            return None  # "new papers"
        if head is not None and self._is_topic(head, main):
            return None  # "an answer on drones"
        caliber = self._caliber(tokens)
        if row is not None and row.general and p.poses[at] == "NOUN" and not caliber:
            return None
        packed = specific and rows[0] is not None and rows[0].class_ in _NO_CLASS  # "a truckload of insulin" is insulin
        first = main if packed else found[0]
        inside = [t for t in tokens if p.starts[t] >= first.start and p.ends[t] <= found[-1].end]
        name = self.text[p.starts[inside[0]] : p.ends[inside[-1]]] if inside else main.name
        near = " ".join(name.split()) if len(name) <= _LONGEST_GOODS_NAME else main.name
        shown = f"{caliber:g} mm {near}" if caliber and "mm" not in near else near
        goods = Goods(name=shown, class_=row.class_ if row else None, caliber_mm=caliber)
        return Named(goods, Span(main.start, main.end), definite=definite, another=another)

    def _is_topic(self, head: int, goods: Mention) -> bool:
        """Whether goods are only what a word or a thought is about: "a report on rockets"."""
        p = self.parsed
        if not {p.lemmas[head].lower(), p.lowered[head]} & _no_goods(self.lexicon):
            return False
        leads = [c for c in p.children[head] if p.lowered[c] in ("on", "about", "over")]
        return any(p.starts[t] >= goods.start and p.ends[t] <= goods.end for c in leads for t in p.subtree(c))

    def _of_known(self, tokens: Sequence[int]) -> bool:
        """Whether a number of known goods is meant: "36 of the vehicles"."""
        p = self.parsed
        return any(p.words[a].lower() == "of" and p.words[b].lower() in _DEFINITE and self.measured(tokens[0])
                   for a, b in pairwise(tokens))  # fmt: skip

    def _points(self, tokens: Sequence[int], head: int | None, *, carried: bool) -> bool:
        """Whether the words stand for goods told before: a pronoun, a cargo, a carrier, a bare amount."""
        p, lexicon = self.parsed, self.lexicon
        if head is None:
            return False
        if len(tokens) == 1 and p.words[head].lower() in _POINTERS:
            return True
        of = p.child(head, "prep")
        part = self.measured(tokens[0]) or p.lemmas[head].lower() in _PARTS
        if of is not None and part and any(p.words[c].lower() in _POINTERS for c in p.children[of]):
            return True  # "28,000 tonnes of it", "600 more of them"
        lemma = p.lemmas[head].lower()
        if self.is_carrier(head) or (carried and lemma in lexicon.words("carrier") and not self._named_below(head, tokens)):
            return True
        if lemma in lexicon.words("carrier") or self._named_below(head, tokens, itself=True):
            return False
        bare = p.child(head, "prep") is None
        weighed = bare and any(f.kind in _AMOUNTS for f in self.figures_in([head]))
        counted = bare and lemma in lexicon.words("measure_noun") and p.child(head, "compound", "nmod") is None
        return weighed or counted or lemma in lexicon.words("cargo") or lemma in lexicon.words("amount_noun")

    def _named_below(self, head: int, tokens: Sequence[int], *, itself: bool = False) -> bool:
        """Whether the phrase names goods, not only a cargo or a box."""
        p = self.parsed
        below = [t for t in tokens if (itself or t != head) and p.lemmas[t].lower() not in self.lexicon.words("carrier")]
        rows = (self._row(m) for m in self.named_in(below, MentionKind.GOODS))
        return any(row is not None and row.class_ not in _NO_CLASS for row in rows)

    def is_carrier(self, token: int) -> bool:
        """Whether the token ends the name of a ship or train that the report names as one: "the freighter Vessa"."""
        return self.parsed.poses[token] == "PROPN" and self.parsed.words[token] in self.carriers

    def _weighed(self, tokens: Sequence[int], *, definite: bool) -> Named | None:
        """As in "40 tonnes of lentils": whatever the lexicon knows of lentils."""
        p = self.parsed
        for figure in self.figures_in(tokens):
            unit = p.token_at(figure.end - 1)
            if figure.kind not in _MEASURED or unit is None or unit + 2 >= len(p):
                continue
            after = next((t for t in (unit, unit + 1) if p.words[t].lower() == "of"), None)
            noun = next((k for k in p.children[after] if p.deps[k] == "pobj"), None) if after is not None else None
            if noun is not None and noun in tokens and p.poses[noun] == "NOUN":
                first, last = p.noun_phrase(noun)
                return Named(Goods(name=self._words(range(first, last + 1))), p.span(first, last), definite=definite)
        return None

    def _unlisted(self, tokens: Sequence[int], head: int | None, *, tangible: bool) -> Named | None:
        """Goods that no list knows: "6,000 memory modules" by their number; "the modules", "2,000 of the cards" point back."""
        p = self.parsed
        if head is not None and self.measured(head) and (of := p.child(head, "prep")) is not None and p.words[of] == "of":
            head = p.child(of, "pobj")  # "2,000 of the cards", "millions of pills"
        elif head is not None and p.poses[head] == "NUM" and p.poses[tokens[-1]] == "NOUN":
            head = tokens[-1]  # "3.4 million" parted from "malaria tablets"
        if head is None or p.tags[head] not in ("NN", "NNS") or not p.words[head].islower() or self.is_no_goods(head):
            return None
        first, last = p.noun_phrase(head)
        figures = [f for f in self.figures_in(range(tokens[0], last + 1)) if f.kind is FigureKind.COUNT]
        if p.words[first].lower() in _DEFINITE:
            return Named(Goods(name=self._words(range(first, last + 1))), p.span(first, last), points=True, unlisted=True)
        if not tangible or not figures or p.tags[head] != "NNS":
            return None
        begin = max((t for f in figures for t in p.tokens_in(f.span) if t >= first), default=first - 1) + 1
        if begin > last:
            return None
        return Named(Goods(name=self._words(range(begin, last + 1))), p.span(begin, last), unlisted=True)

    def bare_goods(self, tokens: Sequence[int]) -> Named | None:
        """As in "sold its spying software to the ministry": goods by their place alone, for a clause with both parties."""
        p, head = self.parsed, self.head(tokens)
        if head is None or p.tags[head] not in ("NN", "NNS") or not p.words[head].islower() or self.is_no_goods(head):
            return None
        first, last = p.noun_phrase(head)
        if self.figures_in(range(first, last + 1)):
            return None
        return Named(Goods(name=self._words(range(first, last + 1))), p.span(first, last), unlisted=True)

    def is_no_goods(self, head: int) -> bool:
        """Whether a noun stands for people, bodies, words, money or thoughts, which nobody ships."""
        p = self.parsed
        if not {p.lemmas[head].lower(), p.words[head].lower()}.isdisjoint(_no_goods(self.lexicon)):
            return True
        return bool(self.times.over(*self.places_of([head]))) or any(f.kind is not FigureKind.COUNT for f in self.figures_in([head]))

    def _row(self, mention: Mention) -> Good | None:
        row_id = mention.trace.rule.partition(":")[2] if mention.trace else ""
        return next((g for g in self.lexicon.rows("good") if g.id == row_id), None)

    def _caliber(self, tokens: Sequence[int]) -> float | None:
        for figure in self.figures_in(tokens):
            if figure.kind is FigureKind.LENGTH and figure.unit in ("millimetre", "mm") and figure.low:
                return figure.low
        return None

    def amounts(self, tokens: Sequence[int], spans: Spans) -> tuple[Quantity | None, Value | None]:
        """(how many, how much money) by the first figure of each kind; "not one rocket" is no quantity."""
        quantity: Quantity | None = None
        value: Value | None = None
        for f in self.figures_in(tokens):
            if f.kind is FigureKind.MONEY and f.per:
                continue  # "at 190 euros a tonne" is no price of the whole
            if f.kind is FigureKind.MONEY and value is None:
                value = Value(low=f.low, high=f.high, bound=f.bound, currency=f.unit)
                spans["value"] = (f.span,)
            elif f.kind in _MEASURED and f.of is None and f.kind not in _AMOUNTS:
                continue  # a calibre, a range
            elif (
                f.kind in (FigureKind.COUNT, *_MEASURED)
                and quantity is None
                and not self.is_no_sum(f)
                and not self._counts_carriers(f, tokens)
            ):
                unit = None if f.unit in _POINTERS else f.unit
                quantity = Quantity(low=f.low, high=f.high, bound=f.bound, unit=unit)
                spans["quantity"] = (f.span,)
        return quantity, value

    def _counts_carriers(self, figure: Figure, tokens: Sequence[int]) -> bool:
        """Whether the number counts ships or lorries, and another one, or none, what they carry: "nine ships with 300 tonnes of rye"."""
        carriers = self.lexicon.words("carrier")
        return (
            figure.unit is not None
            and figure.unit.split()[-1:] != []
            and figure.unit.split()[-1] in carriers
            and self._named_below(-1, tokens)
        )

    def is_no_sum(self, figure: Figure) -> bool:
        """Whether a number is not how many there were: "not ten", "has not sold one rocket", "each crate had held two"."""
        p, token = self.parsed, self.parsed.token_at(figure.start)
        if token is None or (token > 0 and p.words[token - 1].lower() in _NONE_OF):
            return token is not None
        verb = next((above for above in p.ancestors(token) if p.poses[above] in ("VERB", "AUX")), None)
        if verb is None:
            return False
        subject = p.child(verb, "nsubj", "nsubjpass")
        shared_out = subject is not None and p.lowered[p.subtree(subject)[0]] in _EACH
        return shared_out or (figure.low == figure.high == 1 and p.child(verb, "neg") is not None)

    def head(self, tokens: Sequence[int]) -> int | None:
        """The token that the others hang on."""
        inside = set(tokens)
        return next((t for t in tokens if self.parsed.heads[t] not in inside or self.parsed.heads[t] == t), None)

    def _words(self, tokens: Sequence[int] | range) -> str:
        return self.words(tokens) or self.parsed.words[tokens[0]].lower()

    def words(self, tokens: Sequence[int] | range) -> str:
        """Tokens as words, without the article before them."""
        p = self.parsed
        kept = list(tokens)
        while kept and (p.words[kept[0]].lower() in ("the", "a", "an", "its", "his", "their", "some") or not p.words[kept[0]][0].isalnum()):
            kept = kept[1:]
        return " ".join(self.text[p.starts[kept[0]] : p.ends[kept[-1]]].split()) if kept else ""

    def period(self, at: int, spans: Spans) -> str | None:
        """The time in the frame's own clause; "since" opens an interval."""
        p = self.parsed
        first, stop = p.sentences[p.sentence_of(at)]
        near = self.times.over(p.span(first, stop - 1))
        clause = {p.starts[t] for t in p.subtree(at)}
        own = [w for w in near if any(w.start <= s < w.end for s in clause) and not self._is_of_saying(w)]
        if not own:
            return None
        when = own[0]
        spans["period"] = (when.span,)
        head = p.token_at(when.start)
        since = self.text[max(0, when.start - 24) : when.start].lower()
        if _ENDING.search(since) and "/" not in when.edtf:
            return f"../{when.edtf}"  # "by the end of May"
        opened = "since" in since.split() or (head is not None and any(p.words[a].lower() == "since" for a in (*p.ancestors(head),)))
        opened = opened or any(
            p.words[c].lower() == "since" for a in (p.ancestors(head) if head is not None else ()) for c in p.children[a]
        )
        return f"{when.edtf}/.." if opened and "/" not in when.edtf else when.edtf

    def _is_of_saying(self, when: When) -> bool:
        """Whether the time hangs on the verb of a statement: "announced on Tuesday"."""
        p = self.parsed
        token = p.token_at(when.start)
        verb = next((a for a in p.ancestors(token) if p.poses[a] == "VERB"), None) if token is not None else None
        if verb is None:
            return False
        said = any(cue.start <= p.starts[verb] < cue.end for cue in self.cues)
        return said or p.lemmas[verb].lower() in _saying(self.lexicon)


@lru_cache(maxsize=4)
def _saying(lexicon: Lexicon) -> frozenset[str]:
    """Lemmas of the verbs by which somebody is quoted."""
    return frozenset(lemma for row in lexicon.rows("verb_cue") if "quote" in row.frames for lemma in row.lemmas)


@lru_cache(maxsize=4)
def _no_goods(lexicon: Lexicon) -> frozenset[str]:
    lists = ("no_goods", "party", "state_noun", "place_noun", "carrier", "licence")
    return frozenset(word for name in lists for word in lexicon.words(name))


def carriers_of(parsed: Parsed, nouns: frozenset[str]) -> frozenset[str]:
    """The last word of each capitalised name that follows a carrier's noun ("the bulk carrier Halden Star")."""
    found: set[str] = set()
    for t in range(len(parsed) - 1):
        if parsed.lemmas[t].lower() not in nouns or not parsed.words[t].islower():
            continue
        first = t + 2 if parsed.words[t + 1 : t + 3] == (",", "the") else t  # "a second tanker, the Halden Star"
        last = first
        while last + 1 < len(parsed) and parsed.poses[last + 1] == "PROPN" and parsed.words[last + 1][:1].isupper():
            last += 1
        if last > first:
            found.add(parsed.words[last])
    return frozenset(found)


def lands_of(mentions: Iterable[Mention], parsed: Parsed, lexicon: Lexicon) -> tuple[frozenset[str], dict[str, str]]:
    """(names that stand for a state or place, their adjectives): known ones, and single words with an adjective in the text."""
    words = frozenset(parsed.words)
    held = sorted({(m.name, _is_land(m, parsed)) for m in mentions if m.kind is not MentionKind.GOODS})
    used = {name: demonyms(name, lexicon) & words if " " not in name else frozenset[str]() for name, _ in held}
    lands = frozenset(name for name, known in held if known or used[name])
    return lands, {adjective: name for name in sorted(lands) for adjective in sorted(used[name])}


def _is_land(mention: Mention, parsed: Parsed) -> bool:
    """Whether a mention names a state or a place, also one taken for a person of one name: "stolen from Lurn"."""
    if mention.kind is not MentionKind.PERSON or mention.role or " " in mention.name:
        return mention.kind in (MentionKind.STATE, MentionKind.PLACE)
    token = parsed.token_at(mention.start)
    if not token or parsed.words[token] != mention.name:
        return False
    return parsed.words[token - 1].lower() in ("from", "in", "into", "through", "via")
