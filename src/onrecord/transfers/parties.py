"""Names who stands in a slot: givers, takers, those between them and the stops on the way."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Mention, MentionKind, Span, Speaker, SpeakerKind, overlap
from onrecord.text.folding import fold_name
from onrecord.transfers.fillers import Fillers, Spans
from onrecord.transfers.homes import called, is_town

_PARTIES = (MentionKind.STATE, MentionKind.ORGANIZATION, MentionKind.PERSON, MentionKind.PLACE, MentionKind.OUTLET)
_STOPS = (MentionKind.STATE, MentionKind.PLACE)
_PRONOUNS = ("PRP", "PRP$", "WDT", "WP", "DT", "EX", "WRB")
_SELF = ("it", "its", "he", "his", "she", "her", "we", "our", "i", "they", "their")
_ELSEWHERE = ("another", "other", "any", "every", "each", "no")
_OTHER_LANDS = ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "upper", "lower", "greater",
                "port", "central")  # fmt: skip
_EDGES = ("border", "waters", "coast", "territory", "airspace", "soil", "port", "harbour", "harbor", "airport", "frontier")
_HELD = ("owned", "linked", "backed", "flagged", "controlled", "financed")
_REMEMBERED = 6_000
"""So many characters back "the country" may point."""
_CLOSE = 500
"""So many characters back "it" may point outside a statement."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Resolves noun phrases to parties and places."""

    fillers: Fillers

    def party(self, tokens: Sequence[int], slot: str, spans: Spans) -> str | None:
        """The party named by a noun phrase: its head's name, else its words; None for words that name nobody."""
        fill = self.fillers
        head = fill.head(tokens)
        if head is not None and fill.parsed.lemmas[head].lower() in ("hand", "possession", "custody"):
            held = [t for t in tokens if t > head + 1]  # "in the hands of a gang"
            tokens, head = (held, fill.head(held)) if held and fill.parsed.lowered[head + 1] == "of" else (tokens, head)
        if head is None or fill.measured(head):
            return None
        noun = slot.startswith("end_user") and fill.parsed.poses[head] == "NOUN" and fill.parsed.words[head].islower()
        own = list(range(fill.parsed.noun_phrase(head)[0], head + 1))
        name = fill.words(own + self._of_land(head, tokens)) if noun else self._name(tokens, head)
        if name:
            spans[slot] = (fill.parsed.span(tokens[0], tokens[-1]),)
        return name

    def _name(self, tokens: Sequence[int], head: int) -> str | None:
        p, fill = self.fillers.parsed, self.fillers
        if fill.is_carrier(head):
            return None
        if state := self._state_behind(tokens, head):
            return state
        if at_head := fill.named_in([head], *_PARTIES):
            return self._plain(at_head[0].name)
        if p.tags[head] in _PRONOUNS:
            return self._meant_by_pronoun(head)
        if (
            (p.poses[head] == "PROPN" and not p.words[head].islower())
            or (p.words[head][:1].isupper() and head > p.sentences[p.sentence_of(head)][0] and not p.words[head].isupper())
            or (p.words[head][:1].isupper() and any(m.name == p.words[head] for m in fill.mentions))
        ):
            first = p.noun_phrase(head)[0]
            while first < head and not p.words[first][:1].isupper():
                first += 1
            return self._plain(fill.words(range(first, head + 1)))
        return (
            self._place_behind(tokens, head) or self._staffed(tokens, head) or self._described(tokens, head) or self._land_of(tokens, head)
        )

    def _plain(self, name: str) -> str:
        """The land in "Neutral Lurn", which a headline writes like a name; "South Lurn" is another land."""
        body, _, user = name.partition(" for ")
        if user in self.fillers.lands:
            return body  # "were sold to Brasmek Trading for Lurn"
        first, _, land = name.partition(" ")
        return land if land in self.fillers.lands and first.lower() not in _OTHER_LANDS else name

    def _land_of(self, tokens: Sequence[int], head: int) -> str | None:
        """As in "pharmacies in Orlava", "Orlavan builders": the land, when the noun names no goods and nothing else."""
        p, fill = self.fillers.parsed, self.fillers
        homes = ("flat", "house", "apartment", "villa", "building", "home", "office", "address")
        unshipped = p.lemmas[head].lower() in fill.lexicon.words("no_goods") and p.lemmas[head].lower() not in homes
        if p.poses[head] not in ("NOUN", "PROPN") or fill.has_goods([head]) or unshipped:
            return None
        leads = [c for c in p.children[head] if p.words[c].lower() in ("in", "of", "at") and c in tokens]
        after = [t for c in leads for t in p.subtree(c) if t in tokens]
        last = tokens[-1]
        if not after and last + 2 < len(p) and p.words[last + 1].lower() in ("in", "at"):
            after = [last + 2]  # the parser may hang "in Orlava" on the verb
        lands = [m for m in fill.named_in(after, *_PARTIES) if m.name in fill.lands or m.kind is MentionKind.STATE]
        return lands[0].name if lands else self.state_of([t for t in tokens if t < head])

    def _place_behind(self, tokens: Sequence[int], head: int) -> str | None:
        """As in "the port of Mesk": Mesk."""
        fill = self.fillers
        if fill.parsed.lemmas[head].lower() not in fill.lexicon.words("place_noun"):
            return None
        after = [t for t in tokens if t > head]
        runs = (fill.words(range(first, last + 1)) for first, last in self._runs(after))
        return next((m.name for m in fill.named_in(after, *_PARTIES)), None) or next(runs, None)

    def _staffed(self, tokens: Sequence[int], head: int) -> str | None:
        """As in "two managers of the builder Brasmek", "Brasmek's subsidiary": Brasmek."""
        p, fill = self.fillers.parsed, self.fillers
        if p.lemmas[head].lower() not in fill.lexicon.words("staff"):
            return None
        bodies = (m.name for m in fill.named_in(tokens, *_PARTIES) if m.kind in (MentionKind.ORGANIZATION, MentionKind.PERSON))
        runs = (fill.words(range(first, last + 1)) for first, last in self._runs([t for t in tokens if t > head]))
        return next(bodies, None) or next(runs, None)

    def _described(self, tokens: Sequence[int], head: int) -> str | None:
        """A party without a name of its own: the name beside it, whom it points back to, or its words."""
        p, fill = self.fillers.parsed, self.fillers
        if not {p.lemmas[head].lower(), p.words[head].lower()} & fill.lexicon.words("party"):
            return None
        beside = [t for t in tokens if t > head and p.deps[t] in ("appos", "nmod", "compound")]
        apart = head + 1 < len(p) and (p.heads[head + 1] == p.heads[head] or p.sentence_of(head + 1) != p.sentence_of(head))
        if apart and p.poses[head + 1] == "PROPN" and head + 1 not in beside:
            beside = [head + 1]  # two subjects, or two sentences, for the parser: "the builder Brasmek bought"
        if (name := head + 2) < len(p) and p.lowered[head + 1] in ("named", "called") and p.poses[name] == "PROPN":
            beside = [name]
        if named := fill.named_in(beside, *_PARTIES):
            return named[0].name
        if run := next(self._runs(beside), None):
            return fill.words(range(run[0], run[1] + 1))
        first = p.noun_phrase(head)[0]
        own = [t for t in tokens if first <= t <= head]
        if p.tags[head] == "NNS" and p.lemmas[head].lower() in fill.lexicon.words("unnamed_party"):
            return fill.words(own + land) if (land := self._of_land(head, tokens)) or self.state_of(own) else None
        back = p.words[own[0]].lower() in ("the", "its", "his", "their", "our", "her", "my")
        if p.lemmas[head].lower() in fill.lexicon.words("state_noun") and not self._of_land(head, tokens):
            lands = [m.name for m in fill.named_in(own, *_STOPS)] or [p.words[t] for t in own if p.poses[t] == "PROPN"]
            return (
                lands[0] if lands else (None if back and p.lowered[own[0]] != "the" else self.state_of(own))
            )  # "a friendly country": nobody says which
        if back and (meant := self._pointed_at(own, head)):
            return meant
        words = own + self._of_land(head, tokens)
        nobody = len(words) == 2 and p.words[own[0]].lower() == "the" and p.lowered[head] in ("firm", "company", "group")  # noqa: PLR2004
        return None if nobody else fill.words(words)

    def _of_land(self, head: int, tokens: Sequence[int]) -> list[int]:
        """The words "of Orlava" after "the army"."""
        p = self.fillers.parsed
        if tokens[-1] < head or head + 2 >= len(p) or p.words[head + 1].lower() not in ("of", "in"):
            return []
        land = head + 2 + (p.words[head + 2].lower() == "the")
        named = [
            m for m in self.fillers.named_in([land] if land < len(p) else [], *_PARTIES) if m.kind in _STOPS or m.name in self.fillers.lands
        ]
        if named:
            return list(range(head + 1, p.tokens_in(named[0].span)[-1] + 1))
        unknown = land < len(p) and p.poses[land] == "PROPN" and not self.fillers.named_in([land], *_PARTIES)
        return list(range(head + 1, land + 1)) if unknown and not self.fillers.measured(land) else []

    def _pointed_at(self, own: Sequence[int], head: int) -> str | None:
        """Who "the factory" or "the Lurnish firm" is: the body named last that is called so, or any for a bare noun."""
        p, fill = self.fillers.parsed, self.fillers
        noun = p.words[head].lower()
        kinds = (MentionKind.ORGANIZATION, MentionKind.PERSON, MentionKind.PLACE)
        before = [m for m in self._before(p.starts[own[0]]) if m.kind in kinds and not m.role]
        makers = fill.lexicon.words("maker_noun")
        alike = makers if noun in makers else {noun}
        called = next((m for m in before if fold_name(m.name).split()[-1] in alike or self._is_called(m, alike)), None)
        if called is not None:
            return called.name
        bare = len(own) == 2  # noqa: PLR2004 - an article and the noun
        if p.words[own[0]].lower() != "the" and (own_body := self._speaker_body(head, SpeakerKind.ORGANIZATION)):
            return own_body
        bodies = fill.lexicon.words("body_noun") | makers
        before = [m for m in before if m.kind is MentionKind.ORGANIZATION or "&" in m.name or self._is_called(m, bodies)]
        return before[0].name if bare and before and noun in fill.lexicon.words("body_noun") else None

    def _is_called(self, mention: Mention, nouns: Collection[str]) -> bool:
        """Whether the words around a name call it so: "the trader Brasmek", "Brasmek, a trader"."""
        return not called(mention, self.fillers.parsed).isdisjoint(nouns)

    def _before(self, offset: int) -> Iterator[Mention] | list[Mention]:
        """The mentions before ``offset``, the nearest first."""
        if not offset:
            return []
        return sorted(self.fillers.mentions.over(Span(max(0, offset - _REMEMBERED), offset)), key=lambda m: -m.start)

    def _meant_by_pronoun(self, head: int) -> str | None:
        """Who "it" or "he" is: whoever speaks, else the subject before it."""
        p, fill = self.fillers.parsed, self.fillers
        if p.words[head].lower() not in _SELF:
            return None
        for statement in reversed(fill.told_at(head)):
            if statement.speaker:
                own = self._body_of(statement.speaker)
                if own is None and p.words[head].lower() in ("it", "its") and statement.speaker.kind is SpeakerKind.PERSON:
                    return statement.speaker.name  # who is "it" is no person
                return own
        person = p.words[head].lower() in ("he", "his", "she", "her")
        for m in self._before(p.starts[head]):
            if p.starts[head] - m.end > _CLOSE:
                break
            token = p.token_at(m.end - 1)
            if token is not None and m.kind in _PARTIES and p.deps[token] in ("nsubj", "nsubjpass") and not fill.is_carrier(token):
                return m.name if person or m.kind is not MentionKind.PERSON else None
        return None

    def _body_of(self, speaker: Speaker) -> str | None:
        """Whom a speaker speaks for: a state or a firm for itself, an officer for the body in the role."""
        fill = self.fillers
        if speaker.kind in (SpeakerKind.STATE, SpeakerKind.ORGANIZATION):
            return speaker.name
        if speaker.kind is not SpeakerKind.PERSON:
            return None
        role = f"{speaker.role or ''} {speaker.name}"
        named = [
            (span.start, one.name) for span, ones in fill.lexicon.names.find(role) for one in ones if one.kind in ("state", "organization")
        ]
        known = {m.name for m in fill.mentions if m.kind in (MentionKind.STATE, MentionKind.PLACE, MentionKind.ORGANIZATION)}
        named += [(at, name) for name in known if (at := role.find(name)) >= 0 and name != speaker.name]
        if not named:
            named = [(at, fill.adjectives[word]) for at, word in enumerate(role.split()) if word in fill.adjectives]
        return min(named, key=lambda found: (found[0], -len(found[1])))[1] if named else None

    def _speaker_body(self, head: int, kind: SpeakerKind) -> str | None:
        for statement in reversed(self.fillers.told_at(head)):
            if statement.speaker and (statement.speaker.kind is kind or statement.speaker.kind is SpeakerKind.PERSON):
                return self._body_of(statement.speaker)
        return None

    def _state_behind(self, tokens: Sequence[int], head: int) -> str | None:
        """As in "his country", or "the country" in an official's mouth: his own; "the territory of X": X."""
        p, fill = self.fillers.parsed, self.fillers
        if p.lemmas[head] not in fill.lexicon.words("state_noun"):
            return None
        pointed = p.words[tokens[0]].lower() == "the" and tokens[0] == head - 1
        if p.tags[tokens[0]] == "PRP$" or pointed:
            for statement in reversed(fill.told_at(head)):
                if statement.speaker and (own := self._land_of_speaker(statement.speaker)):
                    return own
        inner = fill.named_in([t for t in tokens if t > head], MentionKind.STATE)
        if inner or not pointed or p.lemmas[head] in ("government", "state"):
            return inner[0].name if inner else None
        first, _ = p.sentences[p.sentence_of(head)]
        before = {m.name for m in fill.named_in(range(first, head), *_PARTIES) if self._is_state(m.name) or m.kind is MentionKind.STATE}
        return next(iter(before)) if len(before) == 1 else None  # "prosecutors in Lurn say that gold left the country"

    def _land_of_speaker(self, speaker: Speaker) -> str | None:
        """The land for which somebody speaks: "Lurn's food minister"; a bare minister's is that of a ministry named before."""
        if (own := self._body_of(speaker)) and self._is_state(own):
            return own
        owner, _, post = speaker.name.partition(" ")
        if post and owner.endswith(("'s", "’s")) and owner[:1].isupper():
            return owner[:-2]
        if speaker.kind is SpeakerKind.ORGANIZATION and (own := self._state_in(speaker.name)):
            return own
        if speaker.kind is not SpeakerKind.PERSON or "minister" not in f"{speaker.role} {speaker.name}".lower():
            return None
        lands = {
            own for s in self.fillers.statements if s.speaker and "ministry" in s.speaker.name and (own := self._state_in(s.speaker.name))
        }
        return next(iter(lands)) if len(lands) == 1 else None

    def _state_in(self, words: str) -> str | None:
        """The one land named in ``words``."""
        found = {land for land in self.fillers.lands if land in words} | {
            land for adjective, land in self.fillers.adjectives.items() if adjective in words.split()
        }
        return next(iter(found)) if len(found) == 1 else None

    def _is_state(self, name: str) -> bool:
        return name in self.fillers.lands

    def state_of(self, tokens: Sequence[int]) -> str | None:
        """The state that a name or an adjective among ``tokens`` points to; an unknown adjective to a name that it is made from."""
        fill, p = self.fillers, self.fillers.parsed
        owned = next((t for t in tokens if p.lowered[t] in _HELD and p.words[t - 1] == "-"), None)
        tokens = [t for t in tokens if owned is None or t > owned]  # a Lurn-owned firm is not Lurn's
        words = fill.text[p.starts[tokens[0]] : p.ends[tokens[-1]]] if tokens else ""
        for _, named in fill.lexicon.names.find(words):
            for one in named:
                if one.kind == "state":
                    return one.name
        own = (
            fill.adjectives.get(p.words[t]) or (p.words[t] if p.words[t] in fill.lands and p.poses[t] == "PROPN" else None) for t in tokens
        )
        return next((land for land in own if land), None)

    def stops(self, tokens: Sequence[int]) -> list[tuple[Span, str, bool]]:
        """(words, name, whether a party) of each stop of a phrase: states and places named, firms, groups of unnamed states."""
        p, fill = self.fillers.parsed, self.fillers
        found: list[tuple[Span, str, bool]] = []
        if named := self._named_after(tokens):
            return [named]
        for m in fill.named_in(tokens, *_PARTIES):
            last = max((t for t in p.tokens_in(m.span)), default=tokens[0])
            if fill.times.over(m.span) or fill.is_carrier(last):
                continue
            if not self._modifies(last):
                found.append((m.span, self._own_name(m), m.kind not in _STOPS and not (self._is_place(m.name) or m.name in fill.lands)))
        for first, last in self._runs(tokens):
            span = p.span(first, last)
            if not any(overlap(span, s) for s, _, _ in found):
                found.append((span, fill.words(range(first, last + 1)), False))
        if not found:
            found += self._edges(tokens)
        found += self._unnamed(tokens, found)
        found = sorted(dict.fromkeys(found))
        return [stop for stop in found if not self._holds_another(stop[0], tokens)] or found

    def town(self, tokens: Sequence[int]) -> str | None:
        """The town at the head of a phrase by its own name, where its mention is called after the land: a capital."""
        head = self.fillers.head(tokens) if tokens else None
        return next((self._own_name(m) for m in self.fillers.named_in([head] if head is not None else [], *_STOPS) if is_town(m)), None)

    def _own_name(self, mention: Mention) -> str:
        """The name of a stop: a town's own, not its land's."""
        return " ".join(self.fillers.text[mention.start : mention.end].split()) if is_town(mention) else mention.name

    def _named_after(self, tokens: Sequence[int]) -> tuple[Span, str, bool] | None:
        """The firm, not its town, in "a front company in Lurn called Brasmek"."""
        p, head = self.fillers.parsed, self.fillers.head(tokens)
        if head is None or p.lemmas[head].lower() not in self.fillers.lexicon.words("body_noun"):
            return None
        after = next((t for t in range(tokens[-1] + 1, min(tokens[-1] + 3, len(p) - 1)) if p.lowered[t] in ("called", "named")), None)
        last = after
        while last is not None and last + 1 < len(p) and p.poses[last + 1] == "PROPN":
            last += 1
        if after is None or last is None or last == after:
            return None
        return p.span(after + 1, last), self.fillers.words(range(after + 1, last + 1)), True

    def _edges(self, tokens: Sequence[int]) -> Iterator[tuple[Span, str, bool]]:
        """The land of a border or a coast: "the Lurnish border"; the words where no land is known."""
        p = self.fillers.parsed
        for t in tokens:
            if p.lemmas[t].lower() not in _EDGES:
                continue
            first, last = p.noun_phrase(t)
            if land := self.state_of(list(range(first, t))):
                yield p.span(first, last), land, False
            elif p.poses[t - 1] == "PROPN" and t - 1 in tokens:
                yield p.span(first, last), self.fillers.words(range(first, t + 1)), False

    def _unnamed(self, tokens: Sequence[int], found: Sequence[tuple[Span, str, bool]]) -> Iterator[tuple[Span, str, bool]]:
        """Firms and groups of states without a name, beside what is ``found``; "an airport" or "another country" is no stop."""
        p, words = self.fillers.parsed, self.fillers.lexicon.words
        for t in tokens:
            if p.lemmas[t] not in words("place_group") | words("body_noun") or p.tags[t] not in ("NNS", "NN"):
                continue
            below = {k for k in p.subtree(t) if k in tokens}
            if any(overlap(p.span(k, k), s) for k in below for s, _, _ in found) and not self._joined(t, below):
                continue
            name = t + 1 + (p.words[t + 1] == ",") if t + 1 < len(p) else t
            if name in tokens and any(s.start == p.starts[name] for s, _, _ in found):
                continue  # "the dealer Brasmek", "a dealer, Brasmek"
            if p.lemmas[t] in words("place_noun") and p.tags[t] == "NN":
                continue
            first, last = p.noun_phrase(t)
            named = self.fillers.words(range(first, last + 1))
            if named and named.split()[0].lower() not in _ELSEWHERE:
                yield p.span(first, last), named, p.lemmas[t] in words("body_noun")

    def _is_place(self, name: str) -> bool:
        return any(word.lower() in self.fillers.lexicon.words("place_noun") for word in name.split())

    def _holds_another(self, span: Span, tokens: Sequence[int]) -> bool:
        """Whether a place only says where another stop is: "Port Salis in Lurn", "Gelm, a harbour in Lurn"."""
        p = self.fillers.parsed
        at = next((t for t in tokens if p.starts[t] <= span.start < p.ends[t]), None)
        if at is None:
            return False
        chain = [at, *(a for a in p.ancestors(at) if a in tokens)]
        lead = next((a for a in chain if p.deps[a] == "prep" and p.words[a].lower() in ("in", "on", "near", "off")), None)
        return lead is not None and p.heads[lead] in tokens and p.poses[p.heads[lead]] in ("NOUN", "PROPN")

    def _modifies(self, last: int) -> bool:
        """Whether a name only describes the noun after it: "NATO-linked states", "a Lurn trading firm"."""
        p = self.fillers.parsed
        if last + 1 < len(p) and p.words[last + 1] == "-" and p.ends[last] == p.starts[last + 1]:
            return True
        return p.deps[last] in ("compound", "amod", "nmod") and p.heads[last] > last and p.poses[p.heads[last]] == "NOUN"

    def _joined(self, noun: int, below: set[int]) -> bool:
        """Whether what is named below a noun of a group is only joined to it: "unnamed states and Lurn"."""
        p = self.fillers.parsed
        named = [k for k in below if p.poses[k] == "PROPN"]
        return bool(named) and all(p.deps[k] == "conj" and p.heads[k] == noun for k in named)

    def _runs(self, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
        """First and last token of each run of capitalised nouns."""
        p = self.fillers.parsed
        officers = self.fillers.lexicon.words("authority")
        names = [t for t in tokens if p.poses[t] == "PROPN" and not self.fillers.measured(t) and p.lowered[t] not in officers]
        names = [t for t in names if not self._modifies(t)]
        start = 0
        for n, t in enumerate(names):
            if n + 1 == len(names) or names[n + 1] != t + 1:
                if not self.fillers.is_carrier(t):
                    yield names[start], t
                start = n + 1
