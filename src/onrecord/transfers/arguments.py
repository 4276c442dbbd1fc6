"""The grammar around a verb or noun of moving: which words stand in which slot.

The parser often hangs "to Orlava" on the money or the goods before it, so the prepositions of a clause are taken from
its surface, and the tree only says which of them belong to something else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Frame
from onrecord.transfers.clauses import Args, Clauses, Tokens
from onrecord.transfers.listed import Listed

_LISTS_ON = ("as", "well")
_ONWARD = ("there", "then", "onward", "onwards")
_TOWARD = ("to", "into", "for", "toward", "towards", "onto")

_ALWAYS = ("via", "through", "off")
"""Prepositions of a route, whatever noun the parser hangs them on."""

_NAMED = ("recipient", "supplier", "via", "origin", "place", "maker", "carrier")
"""Slots in which a time or an amount cannot stand."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """Finds the slots of frame words in one parse.

    ``has_goods`` tells whether goods stand among tokens, ``measured`` whether an amount or a time stands at one;
    ``neutral`` are nouns that pass a preposition on to the verb ("by rail through Lurn").
    """

    parsed: Parsed
    has_goods: Callable[[Iterable[int]], bool]
    measured: Callable[[int], bool]
    neutral: frozenset[str]

    @property
    def clauses(self) -> Clauses:
        """The clause grammar over the same parse."""
        return Clauses(self.parsed)

    @property
    def listed(self) -> Listed:
        """Lists of goods in the same parse."""
        return Listed(self.parsed, self.has_goods, self.measured)

    def of(self, at: int, frame: Frame) -> Args:
        """Slot name to the phrases that fill it, for the frame word at token ``at``."""
        leads = list(self.prepositions(at, frame))
        args = self._of_noun(at, frame) if frame.noun else self._of_verb(at, frame, leads)
        taken = {t for c, _ in leads for t in self.parsed.subtree(c) if t >= c}
        for phrases in args.values():
            phrases[:] = [kept for phrase in phrases if (kept := [t for t in phrase if t not in taken])]
        stops: list[tuple[int, Tokens]] = []
        for n, (c, slot) in enumerate(leads):
            inner = {t for k, _ in leads[n + 1 :] for t in self.parsed.subtree(k)}
            phrase = self._object(c, inner, leads[n + 1][0] if n + 1 < len(leads) else None)
            if not phrase or (slot in _NAMED and self._is_measure(phrase)):
                continue
            if slot == "recipient" and self.parsed.words[c].lower() in _TOWARD:
                stops.append((c, phrase))
            args.setdefault(slot, []).append(phrase)
        if len(self.listed.numbered(at, args)) < 2:  # noqa: PLR2004 - of several goods each has its own
            self._last_is_the_goal(at, args, stops)
        self._meant_for(args, stops, frame)
        return args

    def _meant_for(self, args: Args, stops: Sequence[tuple[int, Tokens]], frame: Frame) -> None:
        """As in "gave wheat to Lurn for its refugees": what stands after "for", beside who got the goods, is their user."""
        if frame.subject not in ("supplier", "recipient") or len(args.get("recipient", [])) < 2:  # noqa: PLR2004 - for whom, beside to whom
            return
        for lead, phrase in stops:
            if self.parsed.words[lead].lower() == "for" and phrase in args["recipient"] and len(args["recipient"]) > 1:
                args["recipient"].remove(phrase)
                args.setdefault("for", []).append(phrase)

    def _is_measure(self, phrase: Tokens) -> bool:
        """Whether a time or an amount heads the phrase: "in June", "for two million dollars"."""
        inside = set(phrase)
        head = next((t for t in phrase if self.parsed.heads[t] not in inside or self.parsed.heads[t] == t), None)
        return head is not None and self.measured(head)

    def _last_is_the_goal(self, at: int, args: Args, stops: Sequence[tuple[int, Tokens]]) -> None:
        """As in "to Lurn and from there to Ovania": only the last goal is the recipient's, and none when the way goes on."""
        if not stops:
            return
        p, (_, reach) = self.parsed, self.clauses.reach(at)
        goals = [s for s in stops if p.words[s[0]].lower() != "for"]
        onward = next((t for t in range(goals[0][0], reach) if p.words[t].lower() in _ONWARD), None) if goals else None
        passed = list(goals[:-1]) if onward or len(goals) > 1 else []
        if onward is not None and goals[-1][0] < onward:
            passed = goals
        for _, phrase in passed:
            args["recipient"].remove(phrase)
            args.setdefault("via", []).append(phrase)
        if "via" in args:
            args["via"].sort()

    def prepositions(self, at: int, frame: Frame) -> Iterator[tuple[int, str]]:
        """(preposition, its slot) in text order: those of the frame word, of its object, and of a verb above a noun."""
        first, stop = self.clauses.reach(at)
        contrast = self.clauses.contrast(at, first, stop)
        for t in range(first, stop):
            slot = self._slot(t, frame)
            if slot and self._belongs(t, at, stop) and not (contrast is not None and at < t < contrast):
                yield t, slot

    def _slot(self, t: int, frame: Frame) -> str:
        p = self.parsed
        word = p.words[t].lower()
        if p.poses[t] not in ("ADP", "SCONJ", "PART") or p.tags[t] not in ("IN", "TO", "RP"):
            return ""
        if word == "by":
            way = [k for k in p.children[t] if p.lemmas[k] == "way"]
            if way or any(p.lemmas[k].lower() in self.neutral and p.poses[k] != "PROPN" for k in p.children[t]):
                return "via" if way else ""
        if p.lemmas[p.heads[t]] == "way" and word == "of":
            return ""
        if word == "of" and t and p.words[t - 1].lower() == "out":
            word = "out of"
        return frame.prepositions.get(word, "")

    def _belongs(self, t: int, at: int, stop: int) -> bool:
        """Whether the preposition at ``t`` is the frame word's, whatever the parser hung it on."""
        p = self.parsed
        direct = p.heads[t] == at or (p.heads[t] == self.clauses.light(at))
        if t < at:
            return direct
        h, word = p.heads[p.heads[t]] if self._is_name_as_verb(t) else p.heads[t], p.words[t].lower()
        if word in _ALWAYS and t + 1 < stop and p.poses[t + 1] == "PROPN":
            return True
        if (
            word == "by"
            and p.poses[h] in ("NOUN", "PROPN")
            and p.deps[h] == "pobj"
            and self._is_passive(at)
            and p.child(at, "agent") is None
        ):
            return True  # "collected in the town of Lurn by Brasmek"
        return self._hangs_on(h, word, at, stop)

    def _hangs_on(self, h: int, word: str, at: int, stop: int) -> bool:
        """Whether a preposition under ``h`` may be passed up to the frame word."""
        p = self.parsed
        for _ in range(12):
            if h == at or h < at or h >= stop:
                return True
            if p.poses[h] == "VERB" or p.tags[h] == "VBG":
                return False
            if p.poses[h] == "NOUN" and not self._passes_on(h, word):
                return False
            left = word == "for" and p.heads[h] == at and p.deps[h] == "dobj"  # "left Lurn for Mesk"
            if p.poses[h] == "PROPN" and word not in ("to", "into", "via", "through", "from") and not left:
                return False
            if p.heads[h] == h:
                return True
            h = p.heads[h]
        return True

    def _is_name_as_verb(self, lead: int) -> bool:
        """Whether the parser took the name after "to" for a verb: "brought from Mesk to Lurn"."""
        p = self.parsed
        return p.tags[lead] == "TO" and p.heads[lead] == lead + 1 and p.poses[lead + 1] == "VERB" and p.words[lead + 1][:1].isupper()

    def _passes_on(self, noun: int, word: str) -> bool:
        p = self.parsed
        if self.has_goods([noun]) or self.measured(noun) or p.lemmas[noun].lower() in self.neutral:
            return True
        above = p.heads[p.heads[noun]] if p.words[p.heads[noun]].lower() == "of" else noun
        if above != noun and self.measured(above) and word != "of":
            return True  # "sold 40 of the same type to Lurn"
        return any(self.measured(c) for c in p.children[noun] if p.deps[c] in ("nummod", "quantmod")) and word != "of"

    def _object(self, lead: int, inner: set[int], nxt: int | None) -> Tokens:
        """The words of the preposition's object: "by way of X" gives X; a list goes on past "as well as"."""
        p = self.parsed
        found = [k for k in p.children[lead] if p.deps[k] in ("pobj", "pcomp") and k > lead]
        way = [of for k in found if p.lemmas[k] == "way" for of in p.children[k] if p.lemmas[of] == "of"]
        heads = [k for of in way for k in p.children[of]] if way else found
        if lead and p.words[lead - 1].lower() == "not":
            return []
        phrase = sorted({t for k in heads for t in self.clauses.tree(k) if t not in inner})
        if not phrase and not found and lead + 1 < len(p) and p.poses[lead + 1] in ("PROPN", "NOUN", "DET", "ADJ"):
            phrase = self._surface_phrase(lead + 1)
        if not phrase and self._is_name_as_verb(lead):
            phrase = [lead + 1]
        if phrase and nxt is None:
            last = phrase[-1]
            ahead = [t for t in range(last + 1, min(last + 5, len(p))) if p.poses[t] != "PUNCT"]
            if [p.words[t].lower() for t in ahead[:3]] == [*_LISTS_ON, "as"]:
                phrase += self._surface_phrase(ahead[2] + 1)
            elif ahead and p.words[ahead[0]].lower() in ("and", "or"):
                more = [t for t in self._surface_phrase(ahead[0] + 1) if p.deps[t] == "conj" and p.poses[p.heads[t]] == "VERB"]
                phrase += self.clauses.tree(more[0]) if more else []  # a noun is never joined to a verb
        return phrase

    def _surface_phrase(self, first: int) -> Tokens:
        p = self.parsed
        last = first
        while last < len(p) and p.poses[last] in ("PROPN", "NOUN", "DET", "ADJ", "NUM", "PRON") and p.deps[last] != "ROOT":
            last += 1
        return list(range(first, last))

    def _of_verb(self, at: int, frame: Frame, leads: Sequence[tuple[int, str]]) -> Args:
        p, grammar = self.parsed, self.clauses
        passive, subject = self._is_passive(at), grammar.subject(at)
        objects = self._direct(at, subject, passive=passive)
        phrases = self._phrases(objects) or self._next_phrase(at, passive=passive)
        on_its_way = frame.subject == "goods" and frame.object == "goods" and not frame.indirect_object and "of" not in frame.prepositions
        if on_its_way and any(map(self._is_thing, objects)):
            return {}  # "had stopped all sales" is no stop on the way
        with_goods = any(p.words[c].lower() == "with" for c, slot in leads if slot == "goods")
        args: Args = {}
        if frame.subject == "goods":
            args["goods"] = [self._before(at, subject, passive=passive)]
            if frame.continues and frame.object == "goods" and not passive:
                args["goods"] += phrases[:1]  # "the group valued the cargo at $2 million"
            if frame.object != "goods" or frame.indirect_object:
                args[frame.indirect_object or frame.object] = phrases[:1]
        elif passive:
            self._passive(at, frame, args, phrases, with_goods=with_goods)
            if self._is_had_done(at):
                subjects = [c for c in p.children[at] if p.deps[c] == "nsubj"]
                args["goods"] = [grammar.tree(subjects[-1])]
                if len(subjects) > 1 and frame.subject:
                    args[frame.subject] = [grammar.tree(subjects[0])]
        else:
            if subject is not None and frame.subject:
                args[frame.subject] = [grammar.tree(subject)]
            self._objects(phrases, frame, args, with_goods=with_goods)
            if not phrases and frame.subject == "":
                args["goods"] = [grammar.tree(subject)]  # "the ship had loaded at Lurn"
        return {slot: [x for x in found if x] for slot, found in args.items()}

    def _direct(self, at: int, subject: int | None, *, passive: bool) -> Tokens:
        """The objects of the verb; what a relative clause hangs on is one."""
        p = self.parsed
        objects = [c for c in p.children[at] if c > at and p.deps[c] in ("dobj", "dative", "attr", "oprd") and p.poses[c] != "ADP"]
        objects = [c for c in objects if p.words[c + 1 : c + 3] != ("to", p.words[c])]  # "transferred ship to ship"
        if self.clauses.is_relative(at) and not passive and (not objects or all(p.tags[c] in ("WDT", "WP") for c in objects)):
            return [self._antecedent(at)] if subject != p.heads[at] else objects
        return objects

    def _antecedent(self, at: int) -> int:
        """The noun of a relative clause: the goods, not their price, in "vaccines worth two million euros that Lurn gave"."""
        p, above = self.parsed, self.parsed.heads[at]
        if not self.measured(above) or self.has_goods(self.parsed.subtree(above)[:1]):
            return above
        chain = [a for a in p.ancestors(above) if a < above]
        worth = any(p.lowered[a] == "worth" for a in chain)
        return next((a for a in chain if self.has_goods([a])), above) if worth else above

    def _phrases(self, objects: Tokens) -> list[Tokens]:
        """The words of each object; a number that the parser parted from its noun goes with it: "3.4 million" "malaria tablets"."""
        phrases = [self._grown(self.clauses.tree(c)) for c in objects]
        if len(objects) > 1 and self.parsed.poses[objects[0]] == "NUM" and phrases[0][-1] + 1 == phrases[1][0]:
            return [phrases[0] + phrases[1], *phrases[2:]]
        return phrases

    def _passive(self, at: int, frame: Frame, args: Args, phrases: list[Tokens], *, with_goods: bool) -> None:
        p = self.parsed
        args["goods"] = [self._before(at, self.clauses.subject(at), passive=True)]
        if with_goods and not self.has_goods(args["goods"][0]):
            args["recipient"] = args.pop("goods")
        elif frame.indirect_object and phrases:
            args["recipient"], args["goods"] = args["goods"], phrases[-1:]
        agent = p.child(at, "agent")
        if agent is not None and p.words[agent].lower() == "by" and self._slot(agent, frame) == "" and frame.subject:
            named = [k for k in p.children[agent] if p.lemmas[k].lower() not in (*self.neutral, "way")]
            args[frame.subject] = [self.clauses.tree(k) for k in named]

    def _is_passive(self, at: int) -> bool:
        """Whether the verb stands in the passive, also after "and": "were flown to Lurn and handed to Mesk"."""
        p = self.parsed
        if p.child(at, "nsubjpass", "auxpass") is not None:
            return True
        if p.deps[at] == "acl" and (p.tags[at] == "VBN" or (p.tags[at] == "VBD" and p.child(at, "nsubj", "dobj") is None)):
            sold = p.poses[p.heads[at]] == "PROPN" and p.child(at, "dobj") is not None  # "Brasmek, a trader, sold rockets"
            return not sold and p.child(at, "nsubj") is None  # "a report that it had bought rockets"
        if self._is_had_done(at) or self._is_participle(at):
            return True
        above = p.heads[at]
        alone = p.deps[at] in ("conj", "advcl") and p.tags[at] in ("VBN", "VBD") and p.child(at, "nsubj", "dobj", "aux") is None
        return alone and above != at and self._is_passive(above)

    def _is_participle(self, at: int) -> bool:
        """Whether goods right before the word were what was done to: "coal dug in Lurn is sold to Mesk"."""
        p = self.parsed
        if p.tags[at] not in ("VBD", "VBN") or p.child(at, "dobj", "aux", "auxpass", "prt") is not None:
            return False
        subject = p.child(at, "nsubj")
        return subject is not None and subject == at - 1 and self.has_goods([subject])

    def _is_had_done(self, at: int) -> bool:
        """As in "the dealer had it driven to Lurn": what the parser takes for a second subject is what was driven."""
        p = self.parsed
        if p.tags[at] != "VBN" or at < 2 or p.child(at, "auxpass", "dobj") is not None:  # noqa: PLR2004 - "had it driven"
            return False
        subjects = [c for c in p.children[at] if p.deps[c] == "nsubj"]
        return bool(subjects) and any(p.lemmas[c] == "have" and c < subjects[-1] for c in p.children[at] if p.deps[c] == "aux")

    def _is_thing(self, token: int) -> bool:
        """Whether an object is no place: "crossed the border" still goes on the way."""
        p = self.parsed
        return p.poses[token] == "NOUN" and p.lemmas[token].lower() not in (
            "border",
            "sea",
            "river",
            "line",
            "way",
            "strait",
            "canal",
            "coast",
        )

    def _grown(self, phrase: Tokens) -> Tokens:
        """The phrase with the noun of goods right after it, which the parser parted from it: "730,000 barrels of Lurnish" "crude"."""
        after = phrase[-1] + 1 if phrase else len(self.parsed)
        if after >= len(self.parsed) or self.parsed.sentence_of(after) != self.parsed.sentence_of(phrase[-1]):
            return phrase
        return [*phrase, after] if self.has_goods([after]) and not self.has_goods(phrase) else phrase

    def _next_phrase(self, at: int, *, passive: bool) -> list[Tokens]:
        """The goods right after a verb that the parser left without an object."""
        p = self.parsed
        if passive or at + 1 >= len(p) or p.poses[at + 1] not in ("NOUN", "ADJ", "NUM", "DET", "VERB", "PROPN"):
            return []
        heads = [t for t in range(at + 1, min(at + 8, len(p))) if p.poses[t] == "NOUN" and p.heads[t] < at and p.deps[t] == "dobj"]
        found = self.clauses.tree(heads[0]) if heads else []
        return [found] if found and found[0] == at + 1 and self.has_goods(found) else []

    def _before(self, at: int, subject: int | None, *, passive: bool) -> Tokens:
        """The goods before the verb: its subject, or the noun that a participle follows."""
        p = self.parsed
        first = p.heads[at] if p.deps[at] == "conj" else at
        if passive and p.deps[first] == "acl":  # "syringes paid for by Lurn and meant for Mesk"
            return self.clauses.tree(p.heads[first], before=first)
        return self.clauses.tree(subject)

    def _objects(self, phrases: list[Tokens], frame: Frame, args: Args, *, with_goods: bool) -> None:
        if not phrases:
            return
        if frame.object != "goods":
            args[frame.object] = phrases[:1]
        elif frame.id == "pay" and len(phrases) > 1 and not self.measured(phrases[0][-1]):
            args["supplier"], args["goods"] = phrases[:1], phrases[1:2]  # "paid the trader two million dollars"
        elif with_goods and not self.has_goods(phrases[0]):
            args["recipient"] = phrases[:1]
        elif len(phrases) > 1 and frame.indirect_object:
            args["recipient"], args["goods"] = phrases[:1], [phrases[1]]
        else:
            name, goods = self._split(phrases[0]) if frame.indirect_object else ([], phrases[0])
            if name:
                args["recipient"] = [name]
            args["goods"] = [goods]

    def _split(self, phrase: Tokens) -> tuple[Tokens, Tokens]:
        """(receiver, goods) of "gave Orlava rockets", which the parser takes for one name of goods."""
        p = self.parsed
        cut = next((n for n, t in enumerate(phrase) if p.poses[t] != "PROPN" or self.has_goods([t])), len(phrase))
        plain = 0 < cut < len(phrase) and self.has_goods(phrase[cut:]) and p.words[phrase[cut]] not in ("'s", "’s", "-", "'")
        return (phrase[:cut], phrase[cut:]) if plain else ([], phrase)

    def _of_noun(self, at: int, frame: Frame) -> Args:
        p = self.parsed
        args: Args = {"goods": []}
        own: Tokens = []
        for c in p.children[at]:
            if p.deps[c] == "poss" and p.tags[c] != "PRP$":
                args[frame.subject] = [self.clauses.tree(c)]
            elif p.deps[c] == "poss":
                args[frame.subject] = [[c]]
            elif p.deps[c] in ("compound", "amod", "nmod") and c < at:
                own.extend(p.subtree(c))
        if own and self.has_goods(own):
            args["goods"] = [own]
        lead = p.heads[at]
        if frame.id == "way_noun" and p.deps[at] == "pobj" and p.poses[p.heads[lead]] == "NOUN":
            args["goods"] = [[t for t in self.clauses.tree(p.heads[lead]) if t < lead]]  # "900 calves on their way to Lurn"
        return args
