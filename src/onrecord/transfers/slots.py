"""Fills the slots of one verb or noun of moving."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Frame
from onrecord.model import FigureKind, Goods, MentionKind, Quantity, Span, Value
from onrecord.text.folding import is_proper
from onrecord.transfers.arguments import Arguments
from onrecord.transfers.fillers import Fillers, Spans

_MAKERS = ("factory", "plant", "manufacturer", "maker", "producer", "arsenal", "foundry", "works")
_MADE = ("made", "built", "produced", "manufactured")


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


@dataclass(frozen=True, slots=True)
class Slots:
    """Reads legs: the grammar says which words, the fillers what they name."""

    fillers: Fillers

    @property
    def parsed(self) -> Parsed:
        """The parse that token numbers count."""
        return self.fillers.parsed

    @property
    def _arguments(self) -> Arguments:
        return Arguments(self.parsed, lambda tokens: bool(self.fillers.named_in(tokens, MentionKind.GOODS)))

    def leg(self, at: int, frame: Frame) -> Leg | None:
        """The leg that the frame word at token ``at`` tells, or None without goods or without a party."""
        args, fill = self._arguments.of(at, frame), self.fillers
        goods_tokens = args.get("goods", [])
        named = fill.goods(goods_tokens, at)
        if named is None or self._is_supposed(at):
            return None
        goods, definite, good_span = named
        spans: Spans = {"goods": (good_span,)}
        quantity, value = (None, None) if self._is_denied(at) else fill.amounts([*goods_tokens, *self._price(at)], spans)
        maker, supplier = self._giver(args, goods_tokens, spans, frame)
        via = fill.places(args.get("via", []), spans)
        recipient = fill.party(args.get("recipient", []), "recipient", spans)
        if recipient is not None and recipient == supplier:
            recipient = None
            spans.pop("recipient", None)
        parties = [name for name in (supplier, maker, recipient) if name]
        if not parties or (frame.status == "made" and not recipient):
            return None
        if goods.class_ in fill.lexicon.words("unnamed_goods") and not any(is_proper(name) for name in parties):
            return None
        told = fill.statements.over(Span(self.parsed.starts[at], self.parsed.starts[at] + 1))
        return Leg(
            at=at, frame=frame, goods=goods, definite=definite, quantity=quantity, value=value, maker=maker,
            supplier=supplier, via=via, recipient=recipient, period=fill.period(at, spans), spans=spans,
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

    def _price(self, at: int) -> list[int]:
        """The words after "for" or "worth" beside the frame word: "sold for $6 million"."""
        p = self.parsed
        return [t for c in self._arguments.prepositions(at) if p.words[c].lower() in ("for", "at") for t in p.subtree(c)
                if any(f.kind is FigureKind.MONEY for f in self.fillers.figures_in([t]))]  # fmt: skip

    def _giver(self, args: dict[str, list[int]], goods: Sequence[int], spans: Spans, frame: Frame) -> tuple[str | None, str | None]:
        """Maker and supplier: a factory makes, its state supplies; "Serbian-made" names the maker."""
        p, fill = self.parsed, self.fillers
        maker: str | None = None
        tokens = args.get("supplier", [])
        supplier = fill.party(tokens, "supplier", spans)
        head = fill.head(tokens)
        if head is not None and p.lemmas[head].lower() in _MAKERS:
            maker, spans["maker"] = fill.words(tokens), (p.span(tokens[0], tokens[-1]),)
            supplier = fill.state_of(tokens) or maker
            spans["supplier"] = spans["maker"]
        if args.get("maker"):
            maker = fill.party(args["maker"], "maker", spans) or maker
        for t in goods:
            if p.words[t].lower() in _MADE and (state := fill.state_of([k for k in goods if k < t])):
                maker, spans["maker"] = maker or state, (p.span(goods[0], t),)
        if frame.subject == "carrier" and not supplier and args.get("carrier"):
            supplier = fill.party(args["carrier"], "supplier", spans)
        return maker, supplier
