"""The grammar around a verb or noun of moving: which words stand in which slot."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Frame

_SUBJECTS = ("nsubj", "nsubjpass")
_DEEPEST = 5

Tokens = list[int]


@dataclass(frozen=True, slots=True)
class Arguments:
    """Finds the slots of frame words in one parse; ``has_goods`` tells whether goods stand among tokens."""

    parsed: Parsed
    has_goods: Callable[[Iterable[int]], bool]

    def of(self, at: int, frame: Frame) -> dict[str, Tokens]:
        """Slot name to the tokens of what fills it, for the frame word at token ``at``."""
        p = self.parsed
        args: dict[str, Tokens] = {}
        passive = p.child(at, "nsubjpass", "auxpass") is not None or (p.tags[at] == "VBN" and p.deps[at] == "acl")
        if frame.noun:
            self._of_noun(at, frame, args)
        else:
            self._of_verb(at, frame, args, passive=passive)
        for c in self.prepositions(at):
            objects = [k for k in p.children[c] if p.deps[k] in ("pobj", "pcomp")]
            way = [of for k in objects if p.lemmas[k] == "way" for of in p.children[k] if p.lemmas[of] == "of"]
            slot = "via" if way else frame.prepositions.get(p.words[c].lower())
            if slot and not (p.words[c].lower() == "with" and self.has_goods(args.get(slot, ()))):
                args.setdefault(slot, []).extend(t for k in way or objects for t in p.subtree(k) if t not in way)
        onward = self._onward(at) if args.get("recipient") else []
        if onward:
            args["via"] = [*args.get("via", []), *args["recipient"]]
            args["recipient"] = onward
        return args

    def prepositions(self, at: int) -> Iterable[int]:
        """Prepositions of the verb or noun and of its object, in order; those of a light verb above a noun too."""
        p = self.parsed
        bases = [at, *(c for c in p.children[at] if p.deps[c] in ("dobj", "prep", "prt", "dative") and p.lemmas[c] != "accord")]
        if p.poses[at] == "NOUN" and p.deps[at] in ("dobj", "nsubjpass"):
            bases.append(p.heads[at])
        bases += [k for b in bases[1:] for k in p.children[b] if p.deps[k] == "pobj"]
        return sorted({c for b in bases for c in p.children[b] if p.deps[c] in ("prep", "agent", "dative") and p.poses[c] == "ADP"})

    def tree(self, token: int | None, before: int | None = None) -> Tokens:
        """A noun phrase without its loose clauses."""
        if token is None:
            return []
        p = self.parsed
        clauses = {t for c in p.children[token] if p.deps[c] in ("relcl", "advcl", "parataxis") for t in p.subtree(c)}
        return [t for t in p.subtree(token) if t not in clauses and (before is None or t < before)]

    def _of_verb(self, at: int, frame: Frame, args: dict[str, Tokens], *, passive: bool) -> None:
        p = self.parsed
        subject = self._subject(at)
        objects = [c for c in p.children[at] if p.deps[c] in ("dobj", "dative") and p.poses[c] != "ADP"]
        if frame.subject == "goods":
            args["goods"] = self.tree(subject)
            if objects:
                args["recipient"] = self.tree(objects[0])
            return
        if passive:
            self._of_passive(at, frame, args, objects)
            return
        if subject is not None:
            args[frame.subject] = self.tree(subject)
        first = self.tree(objects[0]) if objects else []
        if self._takes_with(at, frame) and not self.has_goods(first):
            args["recipient"] = first
        elif len(objects) > 1 and frame.indirect_object:
            args["recipient"], args["goods"] = first, self.tree(objects[1])
        elif objects:
            args["goods"] = first

    def _of_passive(self, at: int, frame: Frame, args: dict[str, Tokens], objects: Sequence[int]) -> None:
        p = self.parsed
        args["goods"] = self.tree(self._subject(at)) if p.deps[at] != "acl" else self.tree(p.heads[at], before=at)
        agent = p.child(at, "agent")
        if agent is not None:
            args[frame.subject] = [t for k in p.children[agent] for t in p.subtree(k)]
        if self._takes_with(at, frame) and not self.has_goods(args["goods"]):
            args["recipient"] = args.pop("goods")
        elif frame.indirect_object and objects:
            args["recipient"], args["goods"] = args["goods"], self.tree(objects[-1])

    def _takes_with(self, at: int, frame: Frame) -> bool:
        """Whether goods follow "with": "supplied the army with rockets"."""
        return frame.prepositions.get("with") == "goods" and any(self.parsed.words[c].lower() == "with" for c in self.prepositions(at))

    def _of_noun(self, at: int, frame: Frame, args: dict[str, Tokens]) -> None:
        p = self.parsed
        for c in p.children[at]:
            if p.deps[c] == "poss":
                args[frame.subject] = self.tree(c)
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
        if depth < _DEEPEST and p.heads[verb] != verb and p.deps[verb] in ("conj", "xcomp", "pcomp", "prep", "advcl"):
            return self._subject(p.heads[verb], depth + 1)
        return None

    def _onward(self, at: int) -> Tokens:
        """Where the goods went at last: "to Lurn and Mesk, and from there by rail to Ovania"."""
        p = self.parsed
        _, stop = p.sentences[p.sentence_of(at)]
        there = next((t for t in range(at, stop - 1) if p.words[t].lower() == "from" and p.words[t + 1].lower() == "there"), None)
        last = (
            next((t for t in range(there, stop) if p.words[t].lower() in ("to", "into") and p.deps[t] == "prep"), None) if there else None
        )
        return [t for k in p.children[last] if p.deps[k] == "pobj" for t in p.subtree(k)] if last is not None else []
