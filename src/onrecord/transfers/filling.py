"""Finds the amount and the price of a transfer in sentences that tell of its goods without a word of moving."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Figure, FigureKind, Quantity, Span, Value
from onrecord.text.forms import singular
from onrecord.text.measures import WEIGHTS
from onrecord.transfers.alike import GENERAL, head_word
from onrecord.transfers.fillers import Fillers
from onrecord.transfers.leg import Leg

_BEFORE, _AFTER = 2, 3
"""So many sentences before the first and after the last clause of a transfer an amount of it may stand."""

_COUNTED = (FigureKind.COUNT, FigureKind.MASS, FigureKind.VOLUME)


@dataclass(frozen=True, slots=True)
class Filling:
    """Amounts near the clauses of one transfer, away from those of the others."""

    fillers: Fillers

    def quantity(self, group: Sequence[Leg], others: Sequence[Leg]) -> tuple[Quantity, Span] | None:
        """The first number of the goods, by their own noun or by a bare measure: "210 tonnes", "350 launchers"."""
        heads = {head_word(leg.named.goods) for leg in group if not leg.continues}
        measures = WEIGHTS | self.fillers.lexicon.words("measure_noun")
        for figure in self._near(group, others):
            if figure.kind not in _COUNTED or figure.per or self._is_denied(figure):
                continue
            noun = singular((figure.of if figure.kind is not FigureKind.COUNT else figure.unit) or "")
            bare = (figure.unit in measures and not figure.of) or noun in measures
            if (noun and noun.removesuffix("s") in heads) or bare or self._is_kind(figure, group):
                return Quantity(low=figure.low, high=figure.high, bound=figure.bound, unit=figure.unit), figure.span
        return None

    def value(self, group: Sequence[Leg], others: Sequence[Leg]) -> tuple[Value, Span] | None:
        """The first sum of money beside a word of price: "the contract has a volume of 132 million euros"."""
        p, words = self.fillers.parsed, self.fillers.lexicon.words
        for figure in self._near(group, others):
            token = p.token_at(figure.start)
            if figure.kind is not FigureKind.MONEY or figure.per or token is None:
                continue
            first, stop = p.sentences[p.sentence_of(token)]
            lemmas = {p.lemmas[t].lower() for t in range(first, stop)}
            if not self._is_wage(token) and lemmas & words("price") and not lemmas & words("other_sum"):
                return Value(low=figure.low, high=figure.high, bound=figure.bound, currency=figure.unit), figure.span
        return None

    def _is_wage(self, money: int) -> bool:
        """Whether people without a name were paid: "the drivers had been paid 300 euros"."""
        p = self.fillers.parsed
        verb = next((a for a in p.ancestors(money) if p.poses[a] == "VERB"), None)
        if verb is None or p.lemmas[verb] != "pay":
            return False
        paid = p.child(verb, "nsubjpass")
        return paid is not None and p.poses[paid] != "PROPN" and not self.fillers.measured(paid)

    def _is_kind(self, figure: Figure, group: Sequence[Leg]) -> bool:
        """Whether the number counts goods by a word for their class: "25 vehicles" of lorries."""
        last = max(self.fillers.parsed.tokens_in(figure.span), default=None)
        named = self.fillers.goods([last, last + 1], last) if last is not None and last + 1 < len(self.fillers.parsed) else None
        classes = {leg.named.goods.class_ for leg in group if not leg.named.points}
        return named is not None and not named.points and named.goods.class_ in classes - GENERAL

    def _near(self, group: Sequence[Leg], others: Sequence[Leg]) -> Iterator[Figure]:
        """The figures in sentences near the clauses of the transfer that hold no clause of another one, in text order."""
        p = self.fillers.parsed
        own = {p.sentence_of(leg.at) for leg in group}
        foreign = {p.sentence_of(leg.at) for leg in others} - own
        first, last = max(0, min(own) - _BEFORE), min(len(p.sentences) - 1, max(own) + _AFTER)
        reach = [n for n in range(first, last + 1) if n not in foreign]
        spans = [p.span(p.sentences[n][0], p.sentences[n][1] - 1) for n in reach]
        yield from sorted(self.fillers.figures.over(*spans), key=lambda f: f.start)

    def _is_denied(self, figure: Figure) -> bool:
        p = self.fillers.parsed
        token = p.token_at(figure.start)
        others = token is not None and token > 0 and p.words[token - 1].lower() in ("further", "another", "other")
        tokens = p.tokens_in(figure.span)
        after = tokens[-1] + 1 if tokens else 0
        part = p.lowered[after : after + 2] in (("of", "the"), ("of", "them"), ("of", "these"))
        occasion = token is not None and token > 0 and p.lowered[token - 1] == "in" and figure.low == figure.high == 1  # "in one case"
        return others or part or occasion or self.fillers.is_no_sum(figure)
