"""Reads who is called what in the papers: "the waybill names Brasmek as consignee", "the buyer was Orlava"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.transfers.clauses import Clauses, Tokens
from onrecord.transfers.fillers import Fillers

_NAMING = ("name", "list", "give", "state")
_SHOWING = (*_NAMING, "identify", "show", "mention", "specify", "designate", "bear", "carry", "cite")
_USED_IN = ("for", "in", "at", "by")
_MEANT = ("be", "mean", "intend", "destine", "bind")


@dataclass(frozen=True, slots=True)
class Papers:
    """Finds nouns of a part in a transfer and who is said to play it. ``roles`` maps a noun to its slot."""

    fillers: Fillers
    roles: Mapping[str, tuple[str, str]]

    def parts(self) -> Iterator[tuple[int, str, str, Tokens]]:
        """(token of the noun, its slot, id of its lexicon row, words of who plays it), in text order."""
        p = self.fillers.parsed
        for at in range(len(p)):
            if tokens := self._declared(at) or self._for_use(at):
                yield at, "end_user_declared", "end_user", tokens
            if p.poses[at] not in ("NOUN", "PROPN") or not p.words[at].islower():
                continue
            slot, row = self.roles.get(self._noun(at), ("", ""))
            if not slot or (slot != "certificate" and self._has_owner(at)):
                continue
            tokens = self._certified(at) if slot == "certificate" else self._played_by(at)
            slot = "end_user_declared" if slot == "certificate" else slot
            if tokens and at not in tokens:
                yield at, slot, row, tokens

    def _declared(self, at: int) -> Tokens:
        """As in "declared that the lathes would be used in Lurn", "told Brasmek they were for a school in Lurn"."""
        p, words = self.fillers.parsed, self.fillers.lexicon.words
        if p.poses[at] != "VERB":
            return []
        verb = p.lemmas[at].lower()
        declares = verb in words("declaring")
        if not declares and verb not in words("assuring"):
            return []
        for clause in p.children[at]:
            if p.deps[clause] != "ccomp" or p.lemmas[clause].lower() not in words("declared_use"):
                continue
            subject = p.child(clause, "nsubj", "nsubjpass")
            if subject is None or p.poses[subject] == "PROPN" or (p.tags[subject] == "PRP" and p.lowered[subject] not in ("it", "they")):
                continue
            below = [t for t in p.subtree(clause) if t > clause and p.words[t].lower() in _USED_IN]
            if not declares:
                below = [t for t in below if p.words[t].lower() == "for"]
            for lead in below:
                if found := self.user([t for k in p.children[lead] if p.deps[k] == "pobj" for t in Clauses(p).tree(k)]):
                    return found
        return []

    def _for_use(self, at: int) -> Tokens:
        """As in "for use by a school in Lurn"."""
        p = self.fillers.parsed
        if p.lemmas[at].lower() != "use" or p.poses[at] != "NOUN" or p.words[p.heads[at]].lower() != "for":
            return []
        leads = [c for c in p.children[at] if p.words[c].lower() in _USED_IN]
        return self.user([t for c in leads[:1] for k in p.children[c] if p.deps[k] == "pobj" for t in Clauses(p).tree(k)])

    def user(self, tokens: Tokens) -> Tokens:
        """The tokens, when they name somebody or end in a noun of a body or a place that uses goods."""
        p, words = self.fillers.parsed, self.fillers.lexicon.words
        head = self.fillers.head(tokens) if tokens else None
        if head is None or self.fillers.measured(head):
            return []
        known = p.lemmas[head].lower() in words("party") | words("user")
        return [t for t in tokens if p.poses[t] != "PUNCT"] if known or p.poses[head] == "PROPN" else []

    def _noun(self, at: int) -> str:
        """The noun with the word that changes its part: ``end user``, ``end-user``."""
        p = self.fillers.parsed
        lemma = p.lemmas[at].lower()
        before = p.lemmas[at - 1].lower() if at else ""
        if before == "-" and at > 1:
            before = p.lemmas[at - 2].lower()
        return f"{before} {lemma}" if f"{before} {lemma}" in self.roles else lemma

    def _has_owner(self, at: int) -> bool:
        """Whether it is somebody's: "Orlava's largest customer" plays no part here."""
        p = self.fillers.parsed
        if p.child(at, "poss") is not None:
            return True
        return any(
            p.words[c].lower() == "of" and not self.fillers.has_goods(p.subtree(c)) and not self._points(p.subtree(c)[1:])
            for c in p.children[at] if p.deps[c] == "prep"
        )  # fmt: skip

    def _points(self, tokens: Tokens) -> bool:
        cargo = self.fillers.lexicon.words("cargo")
        return any(self.fillers.parsed.lemmas[t].lower() in cargo for t in tokens)

    def _played_by(self, at: int) -> Tokens:
        p, grammar = self.fillers.parsed, Clauses(self.fillers.parsed)
        head = p.heads[at]
        if p.lowered[at + 1 : at + 2] == ("as",) and p.poses[at] == "NOUN":
            return self._holder(self._run(at + 2))  # "the sender is given as Brasmek, the receiver as Orth"
        if p.deps[at] == "pobj" and p.words[head].lower() == "as":
            return self._named_as(head)
        if p.lemmas[head] == "be" and p.deps[at] in ("nsubj", "attr"):
            other = p.child(head, "attr" if p.deps[at] == "nsubj" else "nsubj")
            return self._plain(grammar.tree(other)) if other is not None else []
        if p.deps[at] == "nsubjpass" and (lead := next((c for c in p.children[head] if c > head and p.words[c].lower() == "as"), None)):
            return self._plain([t for k in p.children[lead] for t in grammar.tree(k)])  # "the end user is given as Brasmek"
        if p.deps[at] == "appos" and p.lowered[p.noun_phrase(at)[0]] in ("a", "an"):
            return []  # "Brasmek, a chip maker", is not said to have made these
        if p.deps[at] == "appos" and p.poses[head] in ("PROPN", "NOUN"):
            own = set(p.subtree(at))
            return self.user([t for t in grammar.tree(head) if t not in own])  # "a school in Lurn, the declared end user"
        named = p.child(at, "appos")
        begins = p.lowered[p.noun_phrase(at)[0]]
        between = self.roles.get(self._noun(at), ("", ""))[0] == "intermediary"
        if named is not None and (begins == "the" or (between and begins in ("a", "an"))):
            return self._plain(grammar.tree(named))  # "the buyer, the trading house Brasmek, sent them on"
        if p.deps[at] == "oprd":
            named = p.child(head, "dobj", "nsubjpass")
            return self._plain(grammar.tree(named)) if named is not None else []
        return []

    def _certified(self, at: int) -> Tokens:
        """Whom a certificate of end use names, or who issued it."""
        p, grammar = self.fillers.parsed, Clauses(self.fillers.parsed)
        head = p.heads[at]
        if p.deps[at] == "pobj" and p.words[head].lower() in ("to", "in", "on", "under"):
            return self._certified_for(at)
        named = p.child(head, "dobj") if p.deps[at] == "nsubj" and p.lemmas[head].lower() in _SHOWING else None
        if named is not None:
            return self._holder(grammar.tree(named))
        telling = [c for c in p.children[at] if p.deps[c] == "acl" or (p.deps[c] == "appos" and p.lemmas[c] in _NAMING)]
        naming = [c for c in telling if p.child(c, "oprd", "dobj") is not None]
        if naming:
            return self._holder([t for k in p.children[naming[0]] if p.deps[k] in ("oprd", "dobj") for t in grammar.tree(k)])
        verbs = [head] if p.deps[at] == "nsubjpass" else [c for c in p.children[at] if p.deps[c] == "acl"]
        by = next((c for v in verbs for c in p.children[v] if p.deps[c] == "agent"), None)
        by = by if by is not None else next((c for c in p.children[at] if p.words[c].lower() in ("from", "of")), None)
        return self._holder([t for k in p.children[by] for t in grammar.tree(k)]) if by is not None else []

    def _certified_for(self, at: int) -> Tokens:
        """As in "according to the certificate, the chips were for Brasmek"."""
        p, (first, stop) = self.fillers.parsed, self.fillers.parsed.sentences[self.fillers.parsed.sentence_of(at)]
        leads = (t for t in range(first, stop) if p.words[t].lower() == "for" and p.lemmas[p.heads[t]] in _MEANT)
        lead = next(leads, None)
        return self._holder([t for k in p.children[lead] for t in Clauses(p).tree(k)]) if lead is not None else []

    def _named_as(self, lead: int) -> Tokens:
        """Who is named before "as": the words between the verb, or the "and" of a list, and "as"."""
        p = self.fillers.parsed
        first, _ = p.sentences[p.sentence_of(lead)]
        last = lead - 1
        t = last
        while t >= first and p.poses[t] in ("PROPN", "NOUN", "ADJ", "DET", "NUM", "PUNCT", "PART", "ADP") and p.words[t] not in ('"', ","):
            if p.words[t].lower() == "as":
                return []
            t -= 1
        found = self._plain(list(range(t + 1, last + 1)))
        if found and p.poses[t] in ("VERB", "CCONJ", "AUX"):
            return found
        verb = p.heads[lead]
        told = p.child(verb, "dobj") if p.poses[verb] == "VERB" else None
        if told is not None and told < lead:
            return self._plain(Clauses(p).tree(told))  # "list Brasmek, a laboratory in Lurn, as the end user"
        if p.poses[verb] == "VERB" and (p.child(verb, "auxpass") is not None or p.lemmas[verb] in ("act", "serve")):
            subject = Clauses(p).subject(verb)
            return self._plain(Clauses(p).tree(subject)) if subject is not None else []
        return []

    def _run(self, first: int) -> Tokens:
        """The words of a noun phrase from ``first``, without punctuation."""
        p, last = self.fillers.parsed, first
        _, stop = p.sentences[p.sentence_of(min(first, len(p) - 1))]
        while last < stop and (p.poses[last] in ("PROPN", "NOUN", "ADJ", "DET", "NUM", "ADP") or p.lowered[last] in ("called", "named")):
            last += 1
        return list(range(first, last))

    def _holder(self, tokens: Tokens) -> Tokens:
        """The tokens of a name, or of a noun of a body or a place that uses goods."""
        return self._plain(tokens) or (self.user(tokens) if tokens else [])

    def _plain(self, tokens: Tokens) -> Tokens:
        """The tokens without punctuation at the ends, when a name is among them."""
        p = self.fillers.parsed
        kept = [t for t in tokens if p.poses[t] != "PUNCT"]
        return kept if any(p.poses[t] == "PROPN" for t in kept) else []

    def span(self, tokens: Tokens) -> Span:
        """The characters from the first of ``tokens`` through the last."""
        return self.fillers.parsed.span(tokens[0], tokens[-1])
