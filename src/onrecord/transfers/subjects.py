"""What a frame word is about: which of its phrases names the goods, and whether the clause tells a leg at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Frame
from onrecord.model import Goods, MentionKind, Span
from onrecord.transfers.clauses import Args, Clauses
from onrecord.transfers.fillers import Fillers, Named
from onrecord.transfers.standing import Standing

_SHARES = frozenset(
    ("most", "half", "third", "quarter", "tenths", "tenth", "percent", "bulk", "much", "majority", "all", "part", "share", "cent")
)
_TOPIC = 4
"""So many sentences back the goods of "they" may have been named outside any clause of moving."""

_GIVEN = ("supplier", "recipient", "origin", "carrier")
NOTHING = Named(Goods(name="goods"), Span(0, 0), points=True)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Asks the words of a clause what moved."""

    fillers: Fillers
    standing: Standing
    moving: frozenset[str] = field(default_factory=frozenset)
    """Lemmas of the nouns of moving."""
    handing: frozenset[str] = field(default_factory=frozenset)
    """Lemmas of the verbs of handing over."""

    @property
    def parsed(self) -> Parsed:
        """The parse that token numbers count."""
        return self.fillers.parsed

    def named(self, at: int, frame: Frame, args: Args, *, priced: bool) -> Named | None:
        """The goods of the clause; None when it tells no leg. ``priced``: money stands beside the frame word."""
        fill = self.fillers
        on_way = frame.subject in ("goods", "", "authority") and (frame.status != "halted" or frame.continues)
        phrases = [] if self._of_people(at, frame) else args.get("goods", [])
        found = [n for phrase in phrases if (n := fill.goods(phrase, at, carried=on_way, tangible=frame.tangible))]
        found.sort(key=lambda n: n.points or n.goods.class_ == "vehicle")  # "barges loaded with coal"
        named = next(iter(found), None)
        if named is None and (frame.tangible or frame.noun) and frame.status and self._has_parties(args, noun=frame.noun):
            named = next((n for phrase in phrases if (n := fill.bare_goods(phrase))), None)
        named = named or self._pointed(at, frame, args)
        if named is None and frame.continues and frame.subject in ("supplier", "recipient") and priced:
            named = NOTHING  # "the group paid $2 million"
        return named if named is not None and self._tells(at, frame, args, named, priced=priced) else None

    def _of_people(self, at: int, frame: Frame) -> bool:
        """Whether what the verb is about is somebody: "the clerk, who left"."""
        p = self.parsed
        moved = ("nsubj", "nsubjpass") if frame.subject == "goods" else ("nsubjpass",)
        return any(p.lowered[c] == "who" and p.deps[c] in moved for c in p.children[at])

    def _pointed(self, at: int, frame: Frame, args: Args) -> Named | None:
        phrases, p = args.get("goods", []), self.parsed
        if frame.noun and frame.continues and not phrases:
            return Named(Goods(name=p.words[at].lower()), p.span(at, at), points=True)
        if not (frame.continues or not phrases):
            return None
        return next((n for phrase in args.get("carrier", []) if (n := self.fillers.goods(phrase, at, carried=True)) and n.points), None)

    def _tells(self, at: int, frame: Frame, args: Args, named: Named, *, priced: bool) -> bool:
        """Whether the clause tells of the goods by itself, and means the frame word as the row has it."""
        if frame.id in ("pay", "earn") and (not priced or self._is_wage(at, args)):
            return False
        if not frame.continues and frame.status in ("halted", "licensed", "agreed") and self._is_governed(at):
            return False
        if not self._is_taken(at, frame, args):
            return False
        return not (named.unlisted and not named.points and not frame.noun and self.standing.is_habitual(at))

    def _has_parties(self, args: Args, *, noun: bool) -> bool:
        """Whether both parties of a verb, or one of a noun of moving, are named."""
        p = self.parsed
        named = [slot for slot in _GIVEN if any(p.poses[t] == "PROPN" for phrase in args.get(slot, []) for t in phrase)]
        return len(named) > (0 if noun else 1)

    def _is_wage(self, at: int, args: Args) -> bool:
        """Whether somebody is paid and not something: "the stewards had been paid 300 euros"."""
        return self.parsed.child(at, "nsubjpass") is not None and not any(t > at for phrase in args.get("goods", []) for t in phrase)

    def _is_governed(self, at: int) -> bool:
        """Whether the object is a noun of moving, which then tells the leg: "halted the sale"."""
        p = self.parsed
        return any(p.lemmas[c] in self.moving for c in p.children[at] if p.deps[c] in ("dobj", "nsubjpass"))

    def only_describes(self, at: int, frame: Frame) -> bool:
        """Whether the clause only says which goods another hand-over is about: "insulin that Lurn gave was sold to Mesk"."""
        p = self.parsed
        relative = p.deps[at] == "acl" or Clauses(p).is_relative(at)
        if frame.status not in ("delivered", "alleged", "shipped") or frame.subject in ("goods", "") or not relative:
            return False
        held = p.child(at, "dobj", "nsubjpass")
        if held is not None and p.lowered[held] not in ("that", "which", "whom", "who"):
            return False  # "was given to the guard, which sold it to Mesk"
        above = next((a for a in p.ancestors(p.heads[at]) if p.poses[a] in ("VERB", "AUX") or p.lemmas[a] in self.handing), None)
        if above is None:
            return False
        passed_on = frame.subject == "recipient" and p.lemmas[above] in self.fillers.lexicon.words("taking_away")
        return p.lemmas[above] in self.handing or passed_on or self.turns_up(above)

    def turns_up(self, verb: int) -> bool:
        """Whether the verb says with whom goods are, not that anybody gave them: "ended up with", "are in the hands of"."""
        p = self.parsed
        if p.lemmas[verb] == "be":
            return any(p.lowered[k] in ("hands", "possession") for c in p.children[verb] if p.deps[c] == "prep" for k in p.children[c])
        return p.lemmas[verb].lower() in self.fillers.lexicon.words("turning_up")

    def _is_taken(self, at: int, frame: Frame, args: Args) -> bool:
        """Whether "take" or "drive" is meant as its row has it: taken somewhere; what is crossed is named."""
        if frame.id == "stop_way" and self.parsed.child(at, "nsubjpass") is not None and args.get("via"):
            return True
        if frame.id in ("stop_way", "find_hidden"):
            officers = self.fillers.lexicon.words("authority")
            heads = [h for phrase in args.get("authority", []) if (h := self.fillers.head(phrase)) is not None]
            return any({self.parsed.lemmas[h].lower(), self.parsed.lowered[h]} & officers for h in heads)
        if frame.id == "go" and self.parsed.lemmas[at] == "roll" and self.parsed.child(at, "auxpass") is not None:
            return False  # "steel was rolled"
        if frame.id == "way_noun":
            before = self.parsed.lowered[max(0, at - 2) : at]
            return "on" in before or "en" in before  # "on its way", "en route"
        if frame.id == "cross":
            p = self.parsed
            if not any(p.poses[t] == "PROPN" for phrase in args.get("via", []) for t in phrase) and frame.object == "via":
                pointed = any(
                    p.lemmas[t].lower() in self.fillers.lexicon.words("state_noun") for phrase in args.get("via", []) for t in phrase
                )
                if not pointed:
                    return False
            past = any(p.deps[c] == "dobj" or p.lowered[c] in ("through", "via") for c in p.children[at] if c > at)
            return past and bool(args.get("via"))
        if frame.id != "ship" or self.parsed.lemmas[at] not in ("take", "drive"):
            return True
        return bool(args.keys() & {"via", "recipient"})

    def topic(self, at: int) -> Named | None:
        """The goods named last in the sentences before, when the clause only points back: what it may point to."""
        p, fill = self.parsed, self.fillers
        sentence = p.sentence_of(at)
        for number in range(sentence, max(-1, sentence - _TOPIC), -1):
            first, stop = p.sentences[number]
            for m in reversed(fill.named_in(range(first, min(stop, at)), MentionKind.GOODS)):
                token = p.token_at(m.end - 1)
                if token is not None and (named := fill.goods([t for t in p.subtree(token) if t <= token], token)) and not named.points:
                    return named
        return None

    def is_any(self, goods: Sequence[int]) -> bool:
        """As in "every rifle that comes here": no certain goods."""
        return len(goods) > 1 and self.parsed.words[goods[0]].lower() in ("every", "each", "any", "whatever", "such")

    def is_share(self, goods: Sequence[int]) -> bool:
        """As in "most of its wheat", "half of its coal": what somebody trades as a rule."""
        words = [self.parsed.words[t].lower() for t in goods]
        of = next((n for n, word in enumerate(words) if word == "of"), len(words))
        whole = words[of + 1 : of + 2] in (["its"], ["their"], ["his"], ["all"], ["the"])
        return whole and bool(_SHARES & set(words[:of]))
