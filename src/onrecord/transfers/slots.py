"""Fills the slots of one verb or noun of moving from the grammar around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import Frame, Good
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
from onrecord.text.folding import is_proper

_PARTIES = (MentionKind.STATE, MentionKind.ORGANIZATION, MentionKind.PERSON, MentionKind.PLACE)
_MAKERS = ("factory", "plant", "manufacturer", "maker", "producer", "arsenal", "foundry", "works")
_PRONOUNS = ("PRP", "WDT", "WP", "DT")
_SUBJECTS = ("nsubj", "nsubjpass")
_DEFINITE = ("the", "these", "those", "this", "that", "such", "its", "their")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One clause that moves goods: parties as names, with the spans they rest on.

    ``definite`` is set when the goods are only pointed back at ("the missiles", "them").
    """

    at: int
    frame: Frame
    goods: Goods
    definite: bool
    quantity: Quantity | None = None
    value: Value | None = None
    maker: str | None = None
    supplier: str | None = None
    via: tuple[str, ...] = ()
    recipient: str | None = None
    period: str | None = None
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slots:
    """What a report's stages found, ready to be asked what stands in a slot."""

    text: str
    parsed: Parsed
    mentions: Sequence[Mention]
    figures: Sequence[Figure]
    times: Sequence[When]
    statements: Sequence[Statement]
    lexicon: Lexicon

    def leg(self, at: int, frame: Frame) -> Leg | None:
        """The leg that the frame word at token ``at`` tells, or None without goods or without a party."""
        args = self._arguments(at, frame)
        goods_tokens = args.get("goods", [])
        named = self._goods(goods_tokens, at)
        if named is None or self._is_supposed(at):
            return None
        goods, definite, good_span = named
        spans: dict[str, tuple[Span, ...]] = {"goods": (good_span,)}
        quantity, value = (None, None) if self._is_denied(at) else self._amounts([*goods_tokens, *self._price(at)], spans)
        maker, supplier = self._giver(args, goods_tokens, spans, frame)
        via = self._places(args.get("via", []), spans)
        recipient = self._party(args.get("recipient", []), "recipient", spans)
        if recipient is not None and recipient == supplier:
            recipient = None
            spans.pop("recipient", None)
        parties = [name for name in (supplier, maker, recipient) if name]
        if not parties or (frame.status == "made" and not recipient):
            return None
        if goods.class_ in self.lexicon.words("unnamed_goods") and not any(is_proper(name) for name in parties):
            return None
        told = [s for s in self.statements if any(c.start <= self.parsed.starts[at] < c.end for c in s.content)]
        return Leg(
            at=at, frame=frame, goods=goods, definite=definite, quantity=quantity, value=value, maker=maker,
            supplier=supplier, via=via, recipient=recipient, period=self._period(at, spans), spans=spans,
            statements=tuple(s.id for s in told), speakers=tuple(s.speaker.name for s in told if s.speaker),
        )  # fmt: skip

    def _is_supposed(self, at: int) -> bool:
        """Whether the frame word stands under "if" or "unless": nothing is said to have moved."""
        p = self.parsed
        clauses = (t for t in (at, *p.ancestors(at)) if p.deps[t] == "advcl")
        return any(p.deps[c] == "mark" and p.words[c].lower() in ("if", "unless") for t in clauses for c in p.children[t])

    def _is_denied(self, at: int) -> bool:
        """Whether the frame word is negated: "has not sold one rocket" states no quantity."""
        return self.parsed.child(at, "neg") is not None

    def _arguments(self, at: int, frame: Frame) -> dict[str, list[int]]:
        """Slot name to the tokens of what fills it."""
        p = self.parsed
        args: dict[str, list[int]] = {}
        passive = p.child(at, "nsubjpass", "auxpass") is not None or (p.tags[at] == "VBN" and p.deps[at] == "acl")
        if frame.noun:
            self._noun_arguments(at, frame, args)
        else:
            self._verb_arguments(at, frame, args, passive=passive)
        for c in self._prepositions(at):
            slot = frame.prepositions.get(p.words[c].lower())
            if slot and not (p.words[c].lower() == "with" and self._mentions(args.get(slot, ()), MentionKind.GOODS)):
                args.setdefault(slot, [])
                args[slot] += [t for k in p.children[c] if p.deps[k] in ("pobj", "pcomp") for t in p.subtree(k)]
        return args

    def _prepositions(self, at: int) -> Iterable[int]:
        """Prepositions of the verb or noun and of its object, in order; those of a light verb above a noun too."""
        p = self.parsed
        bases = [at, *(c for c in p.children[at] if p.deps[c] in ("dobj", "prep", "prt", "dative") and p.lemmas[c] != "accord")]
        if p.poses[at] == "NOUN" and p.deps[at] in ("dobj", "nsubjpass"):
            bases.append(p.heads[at])
        bases += [k for b in bases[1:] for k in p.children[b] if p.deps[k] == "pobj"]
        return sorted({c for b in bases for c in p.children[b] if p.deps[c] in ("prep", "agent", "dative") and p.poses[c] == "ADP"})

    def _verb_arguments(self, at: int, frame: Frame, args: dict[str, list[int]], *, passive: bool) -> None:
        p = self.parsed
        subject = self._subject(at)
        objects = [c for c in p.children[at] if p.deps[c] in ("dobj", "dative") and p.poses[c] != "ADP"]
        if frame.subject == "goods":
            args["goods"] = self._tree(subject)
            if objects:
                args["recipient"] = self._tree(objects[0])
            return
        if passive:
            self._passive_arguments(at, frame, args, objects)
            return
        if subject is not None:
            args[frame.subject] = self._tree(subject)
        first = self._tree(objects[0]) if objects else []
        if self._takes_with(at, frame) and not self._mentions(first, MentionKind.GOODS):
            args["recipient"] = first
        elif len(objects) > 1 and frame.indirect_object:
            args["recipient"], args["goods"] = first, self._tree(objects[1])
        elif objects:
            args["goods"] = first

    def _passive_arguments(self, at: int, frame: Frame, args: dict[str, list[int]], objects: Sequence[int]) -> None:
        p = self.parsed
        args["goods"] = self._tree(self._subject(at)) if p.deps[at] != "acl" else self._tree(p.heads[at], before=at)
        agent = p.child(at, "agent")
        if agent is not None:
            args[frame.subject] = [t for k in p.children[agent] for t in p.subtree(k)]
        if self._takes_with(at, frame) and not self._mentions(args["goods"], MentionKind.GOODS):
            args["recipient"] = args.pop("goods")
        elif frame.indirect_object and objects:
            args["recipient"], args["goods"] = args["goods"], self._tree(objects[-1])

    def _takes_with(self, at: int, frame: Frame) -> bool:
        """Whether goods follow "with": "supplied the army with rockets"."""
        return frame.prepositions.get("with") == "goods" and any(self.parsed.words[c].lower() == "with" for c in self._prepositions(at))

    def _noun_arguments(self, at: int, frame: Frame, args: dict[str, list[int]]) -> None:
        p = self.parsed
        for c in p.children[at]:
            if p.deps[c] == "poss":
                args[frame.subject] = self._tree(c)
            elif p.deps[c] in ("compound", "amod", "nmod"):
                args.setdefault("goods", []).extend(p.subtree(c))

    def _subject(self, verb: int, depth: int = 0) -> int | None:
        """The subject through coordination, control and gerunds; a relative pronoun gives its antecedent."""
        p = self.parsed
        found = p.child(verb, *_SUBJECTS)
        if found is not None:
            if p.tags[found] in ("WDT", "WP") and p.deps[verb] == "relcl":
                return p.heads[verb]
            return found
        if p.deps[verb] == "acl" and p.tags[verb] == "VBG":
            return p.heads[verb]
        if depth < 5 and p.heads[verb] != verb and p.deps[verb] in ("conj", "xcomp", "pcomp", "prep", "advcl"):  # noqa: PLR2004
            return self._subject(p.heads[verb], depth + 1)
        return None

    def _tree(self, token: int | None, before: int | None = None) -> list[int]:
        """A noun phrase without its loose clauses."""
        if token is None:
            return []
        p = self.parsed
        clauses = {t for c in p.children[token] if p.deps[c] in ("relcl", "advcl", "parataxis") for t in p.subtree(c)}
        return [t for t in p.subtree(token) if t not in clauses and (before is None or t < before)]

    def _mentions(self, tokens: Iterable[int], *kinds: MentionKind) -> list[Mention]:
        starts = {self.parsed.starts[t] for t in tokens}
        return [m for m in self.mentions if m.kind in kinds and any(m.start <= s < m.end for s in starts)]

    def _goods(self, tokens: Sequence[int], at: int) -> tuple[Goods, bool, Span] | None:
        """The goods named by ``tokens``: class from the lexicon, name from the words, calibre from a length in mm."""
        p = self.parsed
        if not tokens:
            return None
        found = self._mentions(tokens, MentionKind.GOODS)
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
        for figure in self._figures(tokens):
            if figure.kind is FigureKind.LENGTH and figure.unit in ("millimetre", "mm") and figure.low:
                return figure.low
        return None

    def _figures(self, tokens: Sequence[int]) -> list[Figure]:
        p = self.parsed
        return [f for f in self.figures if any(f.start <= p.starts[t] < f.end for t in tokens)]

    def _price(self, at: int) -> list[int]:
        """The words after "for" or "worth" beside the frame word: "sold for $6 million"."""
        p = self.parsed
        return [t for c in self._prepositions(at) if p.words[c].lower() in ("for", "at") for t in p.subtree(c)
                if any(f.kind is FigureKind.MONEY for f in self._figures([t]))]  # fmt: skip

    def _amounts(self, tokens: Sequence[int], spans: dict[str, tuple[Span, ...]]) -> tuple[Quantity | None, Value | None]:
        quantity: Quantity | None = None
        value: Value | None = None
        for f in self._figures(tokens):
            if f.kind is FigureKind.MONEY and value is None:
                value = Value(low=f.low, high=f.high, bound=f.bound, currency=f.unit)
                spans["value"] = (f.span,)
            elif f.kind in (FigureKind.COUNT, FigureKind.MASS, FigureKind.VOLUME) and quantity is None:
                quantity = Quantity(low=f.low, high=f.high, bound=f.bound, unit=f.unit)
                spans["quantity"] = (f.span,)
        return quantity, value

    def _giver(
        self, args: dict[str, list[int]], goods: Sequence[int], spans: dict[str, tuple[Span, ...]], frame: Frame
    ) -> tuple[str | None, str | None]:
        """Maker and supplier: a factory makes, its state supplies; "Serbian-made" names the maker."""
        p = self.parsed
        maker: str | None = None
        tokens = args.get("supplier", [])
        supplier = self._party(tokens, "supplier", spans)
        head = self._head(tokens)
        if head is not None and p.lemmas[head].lower() in _MAKERS:
            maker, spans["maker"] = self._words(tokens), (p.span(tokens[0], tokens[-1]),)
            supplier = self._state_of(tokens) or maker
            spans["supplier"] = spans["maker"]
        if args.get("maker"):
            maker = self._party(args["maker"], "maker", spans) or maker
        for t in goods:
            if p.words[t].lower() in ("made", "built", "produced", "manufactured") and (
                state := self._state_of([k for k in goods if k < t])
            ):
                maker, spans["maker"] = maker or state, (p.span(goods[0], t),)
        if frame.subject == "carrier" and not supplier and args.get("carrier"):
            supplier = self._party(args["carrier"], "supplier", spans)
        return maker, supplier

    def _party(self, tokens: Sequence[int], slot: str, spans: dict[str, tuple[Span, ...]]) -> str | None:
        """The party named by a noun phrase: its head's name, else its words; None for pronouns that point nowhere."""
        p = self.parsed
        head = self._head(tokens)
        if head is None or any(w.start <= p.starts[head] < w.end for w in self.times):
            return None
        at_head = list(self._mentions([head], *_PARTIES, MentionKind.OUTLET))
        country = self._state_behind(tokens, head)
        if at_head:
            name: str | None = at_head[0].name
        elif country:
            name = country
        elif p.tags[head] in (*_PRONOUNS, "EX", "WRB"):
            name = None
        elif (
            p.poses[head] == "PROPN"
            or p.lemmas[head].lower() in self.lexicon.words("party")
            or p.words[head].lower() in self.lexicon.words("party")
        ):
            name = self._words([t for t in tokens if t <= head])
        else:
            name = None
        if name:
            spans[slot] = (p.span(tokens[0], tokens[-1]),)
        return name

    def _state_behind(self, tokens: Sequence[int], head: int) -> str | None:
        """As in "the country": the state named last before it or, in an official's mouth, his own; "the territory of X": X."""
        p = self.parsed
        if p.lemmas[head] not in self.lexicon.words("state_noun"):
            return None
        pointed = p.words[tokens[0]].lower() == "the" and tokens[0] == head - 1
        if (p.tags[tokens[0]] == "PRP$" or pointed) and (own := self._state_of_speaker(p.starts[head])):
            return own
        inner = self._mentions([t for t in tokens if t > head], MentionKind.STATE)
        if inner:
            return inner[0].name
        before = [m for m in self.mentions if m.kind is MentionKind.STATE and m.end <= p.starts[tokens[0]]]
        return before[-1].name if before and pointed else None

    def _state_of_speaker(self, at: int) -> str | None:
        """The state that the role of whoever speaks at offset ``at`` points to: "his country" of a Serbian minister."""
        speakers = [s.speaker for s in self.statements if s.speaker and any(c.start <= at < c.end for c in s.content)]
        for speaker in speakers:
            if speaker.kind is SpeakerKind.STATE:
                return speaker.name
            for _, named in self.lexicon.names.find(speaker.role or ""):
                if state := next((one.name for one in named if one.kind == "state"), None):
                    return state
        return None

    def _state_of(self, tokens: Sequence[int]) -> str | None:
        """The state that a name or an adjective among ``tokens`` points to."""
        words = self.text[self.parsed.starts[tokens[0]] : self.parsed.ends[tokens[-1]]] if tokens else ""
        for _, named in self.lexicon.names.find(words):
            for one in named:
                if one.kind == "state":
                    return one.name
        return None

    def _places(self, tokens: Sequence[int], spans: dict[str, tuple[Span, ...]]) -> tuple[str, ...]:
        """The stops of a route in order: each state or place named, and groups of unnamed states."""
        p = self.parsed
        found: list[tuple[Span, str]] = [(m.span, m.name) for m in self._mentions(tokens, MentionKind.STATE, MentionKind.PLACE)]
        for t in tokens:
            grouped = p.lemmas[t] in self.lexicon.words("place_group") and p.tags[t] in ("NNS", "NN")
            named = any(
                m.kind in (MentionKind.STATE, MentionKind.PLACE) for m in self._mentions(p.subtree(t), MentionKind.STATE, MentionKind.PLACE)
            )
            if grouped and not (named and p.child(t, "prep") is not None):
                first, last = p.noun_phrase(t)
                words = self._words(range(first, last + 1))
                if words and not any(overlap(p.span(first, last), s) for s, _ in found):
                    found.append((p.span(first, last), words))
        if not found and tokens:
            head = self._head(tokens)
            if head is not None and p.lemmas[head].lower() in self.lexicon.words("place_group"):
                found = [(p.span(tokens[0], tokens[-1]), self._words(tokens))]
        found.sort()
        if found:
            spans["via"] = tuple(s for s, _ in found)
        return tuple(dict.fromkeys(name for _, name in found))

    def _head(self, tokens: Sequence[int]) -> int | None:
        inside = set(tokens)
        return next((t for t in tokens if self.parsed.heads[t] not in inside or self.parsed.heads[t] == t), None)

    def _words(self, tokens: Sequence[int] | range) -> str:
        p = self.parsed
        kept = list(tokens)
        while kept and (p.words[kept[0]].lower() in ("the", "a", "an", "its", "his", "their", "some") or not p.words[kept[0]][0].isalnum()):
            kept = kept[1:]
        return " ".join(self.text[p.starts[kept[0]] : p.ends[kept[-1]]].split()) if kept else ""

    def _period(self, at: int, spans: dict[str, tuple[Span, ...]]) -> str | None:
        """The time in the frame's own sentence; "since" opens an interval."""
        p = self.parsed
        first, stop = p.sentences[p.sentence_of(at)]
        near = [w for w in self.times if p.starts[first] <= w.start < p.ends[stop - 1]]
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


_LONGEST_GOODS_NAME = 60
