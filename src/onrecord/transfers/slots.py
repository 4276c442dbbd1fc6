"""Fills the slots of one verb or noun of moving."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Frame
from onrecord.model import FigureKind, Span, Status
from onrecord.transfers.arguments import Arguments
from onrecord.transfers.clauses import Args
from onrecord.transfers.fillers import Fillers, Named, Spans
from onrecord.transfers.leg import Leg
from onrecord.transfers.papers import Papers
from onrecord.transfers.parties import Parties
from onrecord.transfers.standing import Stand, Standing
from onrecord.transfers.subjects import NOTHING, Subjects

_MADE = ("made", "built", "produced", "manufactured")
_ONWARD = ("then", "on", "onward", "onwards", "later", "instead", "subsequently", "finally", "eventually", "afterwards", "back")


_ARRIVING = ("berth", "dock", "moor")
_MEANT = ("mean", "intend", "destine", "earmark")
_ROUTED = (Status.SHIPPED,)


@dataclass(frozen=True, slots=True)
class Slots:
    """Reads legs: the grammar says which words, the fillers what they name."""

    fillers: Fillers
    standing: Standing
    papers: Papers
    handing: frozenset[str] = frozenset()
    """Lemmas of the verbs of handing over."""
    moving: frozenset[str] = frozenset()
    """Lemmas of the nouns of moving."""

    @property
    def parsed(self) -> Parsed:
        """The parse that token numbers count."""
        return self.fillers.parsed

    @property
    def parties(self) -> Parties:
        """Who is who."""
        return Parties(self.fillers)

    @property
    def _arguments(self) -> Arguments:
        fill = self.fillers
        return Arguments(self.parsed, fill.has_goods, fill.measured, fill.lexicon.words("on_the_way"))

    @property
    def _subjects(self) -> Subjects:
        return Subjects(self.fillers, self.standing, self.moving, self.handing)

    def legs(self, at: int, frame: Frame) -> list[Leg]:
        """The legs that the frame word at token ``at`` tells: one for each of the goods that it numbers, none when it names none."""
        args = self._arguments.of(at, frame)
        parts = self._arguments.listed.parted(at, args)
        return [replace(leg, part=n) for n, one in enumerate(parts) if (leg := self._leg(at, frame, one))]

    def _leg(self, at: int, frame: Frame, args: Args) -> Leg | None:
        fill, subjects = self.fillers, self._subjects
        price = self._price(at, args)
        named = subjects.named(at, frame, args, priced=bool(price))
        if named is None:
            return None
        goods_tokens = next(iter(args.get("goods", [])), [])
        stand = Stand(None, supposed=True) if subjects.is_any(goods_tokens) else self.standing.of(at, frame)
        if frame.id == "way_noun" and not stand.denied:
            stand = replace(stand, status=Status.SHIPPED)  # "stopped on its way"
        if stand.denied and frame.id == "find":
            return None  # "had found no trace of the shells"
        spans: Spans = {"goods": (named.span,)} if not named.points else {}
        amounts = [t for phrase in args.get("goods", []) for t in phrase]
        quantity, value = (None, None) if stand.denied and stand.own else fill.amounts([*amounts, *price], spans)
        if named.points and quantity and self._counts_carriers(goods_tokens):
            quantity = None  # "were flown in two aircraft"
            spans.pop("quantity", None)
        args = self._without_officers(args, named, frame)
        if frame.status == "licensed" and any(self._is_authority(phrase) for phrase in args.get("supplier", [])):
            args = {**args, "authority": args["supplier"], "supplier": []}  # "customs in Lurn cleared them"
        maker, supplier, weak = self._givers(args, goods_tokens, spans, frame, stand, named)
        supplier, recipient = self._ends(args, frame, supplier, weak, spans)
        if recipient is None and not named.points and (for_whom := self._receiver(goods_tokens, spans)):
            recipient = for_whom
            weak.add("recipient")
        made = frame.status == "made" and not recipient and not named.definite and not named.points
        if made and not maker:
            return None
        way = self._way(args, spans, self._carriers(at, frame))
        stops = (*way, *(() if any(not party for _, _, party in way) else self._authority(args, stand, (recipient, supplier))))
        told, habitual = fill.told_at(at), self.standing.is_habitual(at)
        share = subjects.is_share(goods_tokens)
        return Leg(
            at=at, rule="transfer_frame:" + frame.id, named=named, stand=stand, quantity=quantity, value=value, maker=maker,
            supplier=supplier, via=tuple(dict.fromkeys(stops)), recipient=recipient, period=fill.period(at, spans), spans=spans,
            end_user_alleged=recipient if frame.id == "in_hands" else self._first_party(args, "end_user_alleged", spans),
            licence=self._licence(at, stand, spans),
            end_user_declared=self._first_party(args, "end_user_declared", spans) or self._meant_user(args, spans),
            routed=frame.goal or (frame.status in _ROUTED and frame.subject != "supplier") or frame.subject in ("goods", "carrier"),
            continues=frame.continues or made, weak=frozenset(weak),
            statements=tuple(s.id for s in told), speakers=tuple(s.speaker.name for s in told if s.speaker),
            habitual=frame.subject in ("supplier", "recipient") and not frame.noun and habitual and (not told or share), share=share,
            meant=self.parsed.lemmas[at].lower() in _MEANT,
            onward=any(self.parsed.lowered[c] in _ONWARD for c in self._beside(at)),
            earlier=subjects.only_describes(at, frame), turned_up=subjects.turns_up(at), port=self._is_port(args),
            arrives=frame.id == "sail" and self.parsed.lemmas[at].lower() in _ARRIVING, there=self._is_there(at),
            about=self._about(goods_tokens) if named.points or named.definite else None,
            town=next((town for phrase in args.get("recipient", []) if (town := self.parties.town(phrase))), None),
            source=None if named.points else self._origin(goods_tokens),
            topic=subjects.topic(at) if named.points and not frame.continues else None,
            answers=any(s.stance.value in ("acknowledges", "confirms", "denies", "partly_denies") for s in told),
        )  # fmt: skip

    def _about(self, goods: Sequence[int]) -> str | None:
        """Whose goods or whose contract is meant: "the contract with Lurn", "the drones for Lurn", "Lurn's order"."""
        p = self.parsed
        head = self.fillers.head(goods) if goods else None
        if head is None:
            return None
        leads = [c for c in p.children[head] if p.deps[c] == "prep" and p.lowered[c] in ("with", "for", "to", "from")]
        phrases = [self._arguments.clauses.tree(k) for c in leads for k in p.children[c] if p.deps[k] == "pobj"]
        phrases += [p.subtree(c) for c in p.children[head] if p.deps[c] == "poss" and p.poses[c] == "PROPN"]
        named = (self.parties.party(phrase, "about", {}) for phrase in phrases if any(p.poses[t] == "PROPN" for t in phrase))
        return next((name for name in named if name and name[:1].isupper()), None)

    def _beside(self, at: int) -> list[int]:
        """The words below a verb, and below the one that it is joined to: "there it was rolled and shipped to Mesk"."""
        p = self.parsed
        joined = p.children[p.heads[at]] if p.deps[at] == "conj" and p.child(at, "nsubj", "nsubjpass") is None else []
        return [*p.children[at], *(c for c in joined if p.deps[c] == "advmod" and c < p.heads[at])]

    def _is_there(self, at: int) -> bool:
        """As in "there they were reloaded", "was shipped from there"."""
        p = self.parsed
        below = [*self._beside(at), *(k for c in p.children[at] if p.deps[c] == "prep" and p.lowered[c] == "from" for k in p.children[c])]
        from_where = any(p.lowered[t] == "where" and p.lowered[t - 1] == "from" for t in below if t)
        return from_where or any(p.lowered[t] == "there" and p.deps[t] != "expl" for t in below)

    def _meant_user(self, args: Args, spans: Spans) -> str | None:
        """Whom the goods were for, beside who got them, where it is somebody who uses goods."""
        people = self.fillers.lexicon.words("people_user")
        users = (tokens for phrase in args.get("for", []) if (tokens := self.papers.user(phrase))
                 and not any(self.parsed.lemmas[t].lower() in people for t in tokens))  # fmt: skip
        return next((name for tokens in users if (name := self.parties.party(tokens, "end_user_declared", spans))), None)

    def _counts_carriers(self, goods: Sequence[int]) -> bool:
        head = self.fillers.head(goods) if goods else None
        return head is not None and self.parsed.lemmas[head].lower() in self.fillers.lexicon.words("carrier")

    def _is_port(self, args: Args) -> bool:
        heads = [head for phrase in args.get("recipient", [])[:1] if (head := self.fillers.head(phrase)) is not None]
        return any(self.parsed.lemmas[t].lower() in self.fillers.lexicon.words("port_noun") for t in heads)

    def _without_officers(self, args: Args, named: Named, frame: Frame) -> Args:
        """As in "the coast guard took the ship to Lurn": who takes known goods for the law gives none, and Lurn is a stop."""
        givers = [phrase for slot in ("carrier", "supplier") for phrase in args.get(slot, [])]
        if frame.subject != "carrier" or not (named.points or named.definite) or not any(self._is_authority(phrase) for phrase in givers):
            return args
        kept = {slot: found for slot, found in args.items() if slot not in ("carrier", "supplier", "recipient")}
        return {**kept, "via": [*args.get("via", []), *args.get("recipient", [])]}

    def _ends(self, args: Args, frame: Frame, supplier: str | None, weak: set[str], spans: Spans) -> tuple[str | None, str | None]:
        """(supplier, recipient), which are not one: the surer one stays."""
        recipient = self._first_party(args, "recipient", spans)
        if recipient is None:
            hinted: Spans = {}
            place = self._first_party({"recipient": args.get("place", [])}, "recipient", hinted)
            if place in self.fillers.lands:  # "was sold in Lurn"
                recipient = place
                spans |= hinted
        if frame.status == "halted" and recipient is None:
            return None, None  # "banned 14 tankers": nobody's goods
        if recipient is None or recipient != supplier:
            return supplier, recipient
        if "supplier" in weak:
            return None, recipient
        spans.pop("recipient", None)
        return supplier, None

    def _origin(self, goods: Sequence[int]) -> tuple[str, Span] | None:
        """The land after which goods are called: "Lurnish crude", "Lurn's crude"."""
        head = self.fillers.head(goods) if goods else None
        before = [t for t in goods if self.parsed.poses[t] in ("ADJ", "PROPN", "NOUN") and not self.fillers.has_goods([t]) and t != head]
        land = self.parties.state_of(before) if before else None
        return (land, self.parsed.span(goods[0], goods[-1])) if land else None

    def paper_legs(self) -> list[Leg]:
        """The legs of nouns that say who played which part ("names Orlava as buyer")."""
        legs = []
        for at, slot, row, tokens in self.papers.parts():
            spans: Spans = {}
            stand = self.standing.of(at, _PLAIN)
            told = self.fillers.told_at(at)
            common = {"at": at, "rule": "transfer_role:" + row, "named": NOTHING, "stand": stand, "continues": True,
                      "statements": tuple(s.id for s in told), "speakers": tuple(s.speaker.name for s in told if s.speaker)}  # fmt: skip
            if slot == "intermediary":
                stops = tuple((span, name, True) for span, name, _ in self.parties.stops(tokens)[:1])
                legs.append(Leg(**common, via=stops, spans={"via": tuple(s for s, _, _ in stops)}))  # type: ignore[arg-type]
            elif name := self.parties.party(tokens, slot, spans):
                legs.append(Leg(**common, spans=spans, **{slot: name}))  # type: ignore[arg-type]
        return legs

    def _first_party(self, args: Args, slot: str, spans: Spans) -> str | None:
        return next((name for phrase in args.get(slot, []) if (name := self.parties.party(phrase, slot, spans))), None)

    def _carriers(self, at: int, frame: Frame) -> list[tuple[Span, str, bool]]:
        """Whose ships, planes or lorries carried the goods: "on flights of Brasmek", "in lorries of the firm Orth"."""
        p, clauses = self.parsed, self._arguments.clauses
        nouns = self.fillers.lexicon.words("carrier") | {"flight", "coach", "bus"}
        _, stop = clauses.reach(at)
        found: list[tuple[Span, str, bool]] = []
        if frame.status != "shipped" and frame.subject not in ("goods", "carrier"):
            return []
        for t in range(at + 1, stop - 2):
            if p.lemmas[t].lower() in nouns and p.lowered[t + 1] == "of" and p.poses[t] == "NOUN":
                phrase = [x for k in p.children[t + 1] if p.deps[k] == "pobj" for x in clauses.tree(k)]
                spans: Spans = {}
                name = self.parties.party(phrase, "via", spans) if any(p.poses[x] == "PROPN" for x in phrase) else None
                if name and name[:1].isupper() and name not in self.fillers.lands:
                    found.append((spans["via"][0], name, True))
        return found

    def _way(self, args: Args, spans: Spans, carried: Sequence[tuple[Span, str, bool]] = ()) -> tuple[tuple[Span, str, bool], ...]:
        """Stops in text order; whoever is named as agent stands among them."""
        found = [stop for phrase in args.get("via", []) for stop in self.parties.stops(phrase)]
        for phrase in args.get("intermediary", []):
            found += [(span, name, True) for span, name, _ in self.parties.stops(phrase)]
        found = sorted(dict.fromkeys([*found, *carried]))
        if found:
            spans["via"] = tuple(span for span, _, _ in found)
        return tuple(found)

    def _authority(self, args: Args, stand: Stand, parties: Sequence[str | None]) -> tuple[tuple[Span, str, bool], ...]:
        """Where the goods were stopped, by who stopped them: "Slovak customs", "officers at the port of Lurn"."""
        clauses = self._arguments.clauses
        phrases = list(args.get("authority", []))
        if stand.status in (Status.HALTED, Status.SEIZED):
            subjects = (clauses.subject(gate) for gate, _ in stand.gates)
            phrases += [*args.get("supplier", []), *(clauses.tree(t) for t in subjects if t is not None)]
        for phrase in phrases:
            if not self._is_authority(phrase):
                continue
            places = [stop for stop in self.parties.stops(phrase) if not stop[2] and stop[1] not in parties]
            land = self.parties.state_of(phrase)
            if places or (land and land not in parties):
                return tuple(places) or ((self.parsed.span(phrase[0], phrase[-1]), land or "", False),)
        return ()

    def _is_authority(self, phrase: Sequence[int]) -> bool:
        head, p = self.fillers.head(phrase), self.parsed
        return head is not None and bool({p.lemmas[head].lower(), p.words[head].lower()} & self.fillers.lexicon.words("authority"))

    def _price(self, at: int, args: Args) -> list[int]:
        """The words of money beside the frame word: "sold for $6 million", "in a deal worth $6 million"."""
        held = {t for slot, phrases in args.items() if slot != "goods" for phrase in phrases for t in phrase}
        first, stop = self._arguments.clauses.reach(at)
        return [t for t in range(at, stop) if t >= first and any(
            f.kind is FigureKind.MONEY and (t not in held or self._is_price(t)) for f in self.fillers.figures_in([t]))]  # fmt: skip

    def _is_price(self, t: int) -> bool:
        p = self.parsed
        return any(p.words[a].lower() in ("for", "at", "worth") for a in p.ancestors(t))

    def _licence(self, at: int, stand: Stand, spans: Spans) -> str | None:
        """The words of a licence that the clause stands under or is told with: "an export licence", "a brokering permit"."""
        p, nouns = self.parsed, self.fillers.lexicon.words("licence")
        first, stop = p.sentences[p.sentence_of(at)]
        if not nouns & {p.lemmas[t].lower() for t in range(first, stop)}:
            return None
        under = [g for g, _ in stand.gates if p.lemmas[g].lower() in nouns and p.poses[g] == "NOUN"]
        near = under or [t for t in range(first, stop) if p.lemmas[t].lower() in nouns and p.poses[t] == "NOUN" and not stand.denied]
        if not near:
            return None
        span = p.span(*p.noun_phrase(near[0]))
        spans["licence"] = (span,)
        start, end = p.noun_phrase(near[0])
        return self.fillers.words(range(start, end + 1)) or None

    def _givers(
        self, args: Args, goods: Sequence[int], spans: Spans, frame: Frame, stand: Stand, named: Named
    ) -> tuple[str | None, str | None, set[str]]:
        """(maker, supplier, weak slots): a factory makes, its state supplies; "Serbian-made" names the maker."""
        p, fill, who = self.parsed, self.fillers, self.parties
        weak: set[str] = set()
        giving = ((name, phrase) for phrase in args.get("supplier", []) or args.get("carrier", [])
                 if (name := who.party(phrase, "supplier", spans)))  # fmt: skip
        supplier, tokens = next(giving, (None, []))
        if supplier is None or "origin" in args:
            supplier, tokens, hinted = self._from_origin(args, supplier, tokens, spans)
            weak |= hinted
        if supplier and (frame.status == "halted" or (frame.subject == "carrier" and (named.points or named.definite))):
            weak.add("supplier")
        maker: str | None = None
        head = fill.head(tokens) if tokens else None
        if head is not None and supplier and p.lemmas[head].lower() in fill.lexicon.words("maker_noun"):
            maker, spans["maker"] = supplier, spans["supplier"]
            supplier = who.state_of([t for t in tokens if p.deps[t] != "compound" or p.poses[t] != "PROPN"]) or supplier
        maker = self._made_by(args, goods, spans) or maker
        if supplier is None and (supplier := self._hinted(goods, frame, stand, spans)):
            weak.add("supplier")
        return maker, supplier, weak

    def _from_origin(self, args: Args, supplier: str | None, tokens: list[int], spans: Spans) -> tuple[str | None, list[int], set[str]]:
        """Where the goods came from: a stop when the giver is known or the words are of a port, else who gave them."""
        p, fill = self.parsed, self.fillers
        weak: set[str] = set()
        for phrase in args.pop("origin", []):
            head = fill.head(phrase)
            place = head is not None and p.lemmas[head].lower() in fill.lexicon.words("place_noun")
            after = phrase[-1] + 2
            if place and after < len(p) and p.words[after - 1].lower() in ("at", "in", "near") and p.poses[after] == "PROPN":
                phrase.extend((after - 1, after))  # the parser hangs "at Lurn" on the verb: "left the depot at Lurn"
            if supplier and not self._is_named(tokens) and (stops := self.parties.stops(phrase)):
                (spans["supplier"], supplier), tokens = (
                    ((stops[0][0],), stops[0][1]),
                    phrase,
                )  # "traders have moved barley from farms in Lurn": who gave it is at home there
                weak.add("supplier")
            elif supplier or place:
                args["via"] = [*([phrase] if any(p.poses[t] == "PROPN" for t in phrase) else []), *args.get("via", [])]
            elif name := self.parties.party(phrase, "supplier", spans):
                supplier, tokens = name, phrase
                weak.add("supplier")
        return supplier, tokens, weak

    def _is_named(self, tokens: Sequence[int]) -> bool:
        return any(self.parsed.poses[t] == "PROPN" for t in tokens) or bool(self.parties.state_of(tokens))

    def _made_by(self, args: Args, goods: Sequence[int], spans: Spans) -> str | None:
        """Who is said to have made the goods: beside a verb of making, or "Serbian-made"."""
        p = self.parsed
        if args.get("maker") and (named := self._first_party(args, "maker", spans)):
            return named
        for t in goods:
            made = [c for c in p.children[t] if p.deps[c] == "acl" and p.words[c].lower() in _MADE]
            places = (k for c in made for lead in p.children[c] if p.words[lead].lower() in ("at", "by", "in") for k in p.children[lead])
            tokens = next((self._arguments.clauses.tree(k) for k in places if p.deps[k] == "pobj"), [])
            if tokens and (named := self.parties.party(tokens, "maker", spans)):
                return named
            if p.words[t].lower() in _MADE and (state := self.parties.state_of([k for k in goods if k < t])):
                spans["maker"] = (p.span(goods[0], t),)
                return state
        return None

    def _receiver(self, goods: Sequence[int], spans: Spans) -> str | None:
        """Whom the goods are for, inside their own phrase: "barley for Lurn"."""
        p = self.parsed
        leads = [t for t in goods if p.lowered[t] == "for" and self.fillers.has_goods([p.heads[t]])]
        phrases = [self._arguments.clauses.tree(k) for t in leads for k in p.children[t] if p.deps[k] == "pobj"]
        named = (self.parties.party(phrase, "recipient", spans) for phrase in phrases if any(p.poses[t] == "PROPN" for t in phrase))
        return next((name for name in named if name), None)

    def _hinted(self, goods: Sequence[int], frame: Frame, stand: Stand, spans: Spans) -> str | None:
        """The giver that only stands near: above a noun of moving, or in the phrase of the goods."""
        above = self._above(stand, spans) if frame.noun else None
        source = [] if above else self._source(goods)
        return above or (self.parties.party(source, "supplier", spans) if source else None)

    def _source(self, goods: Sequence[int]) -> list[int]:
        """Whom the goods are from, inside their own phrase: "shells from the Dolvar Works"."""
        p = self.parsed
        leads = (t for t in goods if p.words[t].lower() == "from" and p.poses[p.heads[t]] in ("NOUN", "PROPN"))
        return next((self._arguments.clauses.tree(k) for t in leads for k in p.children[t] if p.deps[k] == "pobj"), [])

    def _above(self, stand: Stand, spans: Spans) -> str | None:
        """The giver that a governing verb names: "Kestovia halted its sale of rockets"."""
        clauses = self._arguments.clauses
        for gate, row in stand.gates:
            subject = clauses.subject(gate) if row.subject == "supplier" and not row.noun else None
            if subject is not None and self.parsed.deps[subject] != "nsubjpass":
                return self.parties.party(clauses.tree(subject), "supplier", spans)
        return None


_PLAIN = Frame(id="", reason="", lemmas=(), subject="", status="", prepositions={}, noun=True)
