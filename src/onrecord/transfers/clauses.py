"""Clause grammar that every frame shares: how far a clause reaches, whose subject a verb has."""

from dataclasses import dataclass

from onrecord.language.parsed import Parsed

_SUBJECTS = ("nsubj", "nsubjpass")
_DEEPEST = 6
_LOOSE = ("relcl", "advcl", "parataxis", "acl", "ccomp")
_WH = ("WDT", "WP", "WP$", "WRB")
_NOT = ("not", "n't", "never")
POSSESSIVES = ("'s", "’s", "'", "’")

_CHARGED = ("of", "from", "with")
"""Charged with, accused of, kept from doing: by whoever is the object."""

Tokens = list[int]

Args = dict[str, list[Tokens]]
"""Slot name to the phrases that fill it, each as its tokens, in text order."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """Questions about the clause around a token."""

    parsed: Parsed

    def reach(self, at: int) -> tuple[int, int]:
        """Half-open range of tokens in which prepositions of ``at`` may stand: to the next clause, verb or semicolon."""
        p = self.parsed
        first, end = p.sentences[p.sentence_of(at)]
        above = set(p.ancestors(at))
        for t in range(at + 1, end):
            word = p.words[t].lower()
            if p.tags[t] in _WH or word in (";", ":", "according") or (p.deps[t] == "mark" and word not in ("to", "as")):
                return first, t
            if p.poses[t] not in ("VERB", "AUX"):
                continue
            subject = p.child(t, *_SUBJECTS)
            if subject is not None and at < subject < t:
                return first, max(at + 1, p.subtree(subject)[0])
            finite = p.tags[t] in ("VBD", "VBZ", "VBP", "MD")
            if t in above or (finite and p.deps[t] not in ("acl", "relcl", "amod")) or (p.deps[t] == "conj" and p.heads[t] in (at, *above)):
                return first, t
        return first, end

    def contrast(self, at: int, first: int, stop: int) -> int | None:
        """The "but" of "not through X but through Y", when ``at`` is negated by such a "not"."""
        p = self.parsed
        if not any(p.words[t].lower() in _NOT for t in range(max(first, at - 4), min(at + 3, stop))):
            return None
        return next(
            (t for t in range(at + 1, stop) if p.words[t].lower() == "but" and t + 1 < stop and p.poses[t + 1] in ("ADP", "ADV")), None
        )

    def light(self, at: int) -> int | None:
        """The verb that a noun of moving is the object or the passive subject of."""
        p = self.parsed
        return p.heads[at] if p.poses[at] == "NOUN" and p.deps[at] in ("dobj", "nsubjpass") else None

    def tree(self, token: int | None, before: int | None = None) -> Tokens:
        """A noun phrase without its loose clauses."""
        if token is None:
            return []
        p = self.parsed
        clauses = {t for k in p.subtree(token) for c in p.children[k] if p.deps[c] in _LOOSE for t in p.subtree(c)} - {token}
        return [t for t in p.subtree(token) if t not in clauses and (before is None or t < before)]

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """The subject through coordination, control and gerunds; a relative pronoun gives its antecedent."""
        p = self.parsed
        found = p.child(verb, *_SUBJECTS)
        if found is not None and p.deps[verb] == "conj" and self._is_object_of_before(found, p.heads[verb]):
            return self.subject(p.heads[verb], depth + 1)
        if found is not None:
            return self.meant(found, verb)
        if p.deps[verb] == "acl" and (p.tags[verb] in ("VBG", "VBD") or p.child(verb, "dobj") is not None):
            return p.heads[verb]
        above = p.heads[verb]
        if p.deps[verb] == "acomp" and p.lemmas[above] == "be":
            return p.child(above, *_SUBJECTS)
        if p.deps[verb] == "prep" and p.words[verb].lower() in ("of", "from", "with") and p.deps[above] in ("dobj", "nsubjpass") and depth:
            return above  # accused Torvia of shipping
        if depth >= _DEEPEST or above == verb:
            return None
        if p.deps[verb] in ("xcomp", "pcomp", "ccomp", "advcl", "prep") and p.poses[above] in ("VERB", "AUX"):
            held = p.child(above, "dobj", "nsubjpass") if p.words[verb].lower() in _CHARGED else p.child(above, "dobj")
            if held is not None and p.deps[verb] in ("xcomp", "prep", "ccomp") and (depth or p.deps[verb] != "advcl") and held < verb:
                return held
        if p.deps[verb] in ("conj", "xcomp", "pcomp", "prep", "advcl"):
            return self.subject(above, depth + 1)
        return None

    def is_relative(self, verb: int) -> bool:
        """Whether the clause of ``verb`` tells of the noun before it, also where the parser took "sets that Lurn gave" for a statement."""
        p = self.parsed
        above = p.heads[verb]
        if p.deps[verb] == "relcl":
            return True
        that = next(
            (c for c in p.children[verb] if p.words[c].lower() in ("that", "which") and p.deps[c] in ("dobj", "nsubj", "nsubjpass")), None
        )
        return p.deps[verb] == "ccomp" and p.poses[above] in ("NOUN", "PROPN") and that is not None and above < that

    def _is_object_of_before(self, noun: int, verb: int) -> bool:
        """Whether the parser took the object of a preposition for a subject: "pistols destined for the police were found"."""
        p = self.parsed
        lead = p.subtree(noun)[0] - 1
        return lead > verb and p.poses[lead] == "ADP" and p.heads[lead] == verb and p.child(lead, "pobj", "pcomp") is None

    def meant(self, token: int, verb: int) -> int:
        """The antecedent of a relative pronoun that is an argument of ``verb``, else the token itself."""
        p = self.parsed
        if p.tags[token] in ("WDT", "WP") or (p.words[token].lower() == "that" and self.is_relative(verb)):
            return self._whom(token, p.heads[verb]) if self.is_relative(verb) else token
        return token

    def _whom(self, pronoun: int, antecedent: int) -> int:
        """The firm, not its land, in "Brasmek, a dealer in Lurn, which charged"."""
        p = self.parsed
        if p.deps[antecedent] != "pobj" or pronoun == 0 or p.words[pronoun - 1] != ",":
            return antecedent
        noun = p.heads[p.heads[antecedent]]
        return p.heads[noun] if p.deps[noun] == "appos" and p.poses[p.heads[noun]] == "PROPN" else antecedent
