"""Parts a list of goods: each with a number of its own is a matter of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.transfers.clauses import Args, Clauses

_COUNTING = ("NUM", "ADV", "ADJ", "DET", "NOUN", "SYM", "ADP", "PROPN")
_LONGEST_COUNT = 8
"""So many words a number with its goods may have."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Finds numbered goods among the words of a clause. ``has_goods`` and ``measured`` are those of ``Arguments``."""

    parsed: Parsed
    has_goods: Callable[[Iterable[int]], bool]
    measured: Callable[[int], bool]

    def parted(self, at: int, args: Args) -> list[Args]:
        """The slots of each of several goods with numbers of their own: "bought 24 guns from Lurn and 900 shells from Mesk".

        What only one of them has after the goods goes with it, what stands elsewhere is shared.
        """
        items = self.numbered(at, args)
        if len(items) < 2:  # noqa: PLR2004 - one is the rule
            return [args]
        spans = [(first, items[n + 1][0] if n + 1 < len(items) else len(self.parsed)) for n, (first, _) in enumerate(items)]
        last = items[-1][0]
        parts: list[Args] = []
        for (first, stop), (_, head) in zip(spans, items, strict=True):
            own: Args = {}
            for slot, phrases in args.items():
                inside = [kept for phrase in phrases if (kept := [t for t in phrase if first <= t < stop])]
                behind = [phrase for phrase in phrases if phrase[0] >= items[0][0] and slot != "goods"]
                before_last = any(phrase[0] < last for phrase in behind)
                own[slot] = inside if slot == "goods" or (behind and before_last) else list(phrases)
            goods = [t for phrase in own.get("goods", []) for t in phrase]
            if not self.has_goods(goods):
                own["goods"] = [list(range(first, head + 1))]
            elif first != items[0][0] or stop <= last:
                own["goods"] = [[t for t in goods if t <= head or stop > last] or goods]
            parts.append({slot: phrases for slot, phrases in own.items() if phrases})
        return parts

    def numbered(self, at: int, args: Args) -> list[tuple[int, int]]:
        """(first token, noun) of each of the goods in a list that have a number: before a passive verb, or after the frame word."""
        p, (begin, stop) = self.parsed, Clauses(self.parsed).reach(at)
        goods = [t for phrase in args.get("goods", []) for t in phrase]
        lead = min(goods, default=at)
        first, stop = (lead, at) if goods and lead < at else (max(at + 1, begin), stop)
        found: list[tuple[int, int]] = []
        t = first
        while t < stop:
            head = self._counted_noun(t, stop)
            opens = t == first or p.lowered[t - 1] in ("and", ",") or not found
            if head is not None and opens:
                found.append((t, head))
                t = head
            t += 1
        return found

    def _counted_noun(self, first: int, stop: int) -> int | None:
        """The noun of goods that a number opening at ``first`` counts, or None: "some 300 engines", "tens of thousands of shells"."""
        p = self.parsed
        t, number = first, False
        while t < stop and t - first < _LONGEST_COUNT and (p.poses[t] in _COUNTING or p.tags[t] == "VBG"):
            if p.lowered[t] in ("from", "to", "for", "in", "by", "with", "through", "via"):
                return None
            number = number or (self.measured(t) and p.poses[t] in ("NUM", "NOUN"))
            ends = t + 1 >= stop or p.poses[t + 1] not in ("NOUN", "PROPN", "NUM") or p.heads[t] > t + 1
            if number and p.poses[t] == "NOUN" and ends and self.has_goods([t]) and not (t + 1 < stop and p.lowered[t + 1] == "of"):
                return t
            if t == first and not self.measured(t) and p.poses[t] not in ("ADV", "DET", "ADJ", "ADP"):
                return None
            t += 1
        return None
