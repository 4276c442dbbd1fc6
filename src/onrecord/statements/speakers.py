"""Finds the actor that a source span stands for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, pairwise

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.roles import Roles, roles_of
from onrecord.model import Mention, MentionKind, Span, Speaker, SpeakerKind, content_id
from onrecord.statements.draft import Draft, is_relative
from onrecord.statements.turns import TURN
from onrecord.text.folding import fold, fold_name, squeeze

_SINGULAR = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m"}
_PLURAL = ("they", "them", "their", "both", "we", "us", "our", "i", "me", "my")
_NEUTER = ("it", "its", "itself")
_DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her")
_KINDS = {
    MentionKind.STATE: SpeakerKind.STATE,
    MentionKind.PERSON: SpeakerKind.PERSON,
    MentionKind.ORGANIZATION: SpeakerKind.ORGANIZATION,
    MentionKind.OUTLET: SpeakerKind.OUTLET,
    MentionKind.PLACE: SpeakerKind.STATE,
}
_IMPERSONAL = (SpeakerKind.STATE, SpeakerKind.ORGANIZATION, SpeakerKind.OUTLET, SpeakerKind.DOCUMENT)
_PEOPLE = (SpeakerKind.PERSON, SpeakerKind.GROUP)
_AGED = re.compile(r"(?:the|a|an)\s+(?:\w+\s+)?\d+-year-old", re.IGNORECASE)
_PARAGRAPH = 5_000
_OWN_WORDS = 3
_REMEMBERED = 50
"""So many names back a pronoun or a title may point."""

_LABELLED = ("headline", TURN)
"""Rules whose source stands alone, outside any sentence that would tell who it is."""

_BODIES = (MentionKind.STATE, MentionKind.ORGANIZATION, MentionKind.OUTLET)
_LEADING = re.compile(r"^(?:the|a|an|this|that|these|those|some|other|another|both)\s+", re.IGNORECASE)
_POSSESSED = ("'s", "’s")


@dataclass
class Speakers:
    """Resolves sources in text order, remembering who was named and who spoke last."""

    text: str
    parsed: Parsed
    mentions: Sequence[Mention]
    lexicon: Lexicon
    last: Speaker | None = None
    history: list[tuple[int, Speaker]] = field(default_factory=list)

    def of(self, draft: Draft) -> Speaker | None:
        """The speaker of ``draft``; call in text order. None when nobody is named."""
        if draft.carries:
            return self.last
        speaker = self._resolve(draft.source) if draft.source else None
        if speaker and draft.rule.endswith(_LABELLED):
            speaker = self._by_last_name(draft.source) or speaker
        if speaker and speaker.kind in _PEOPLE and not speaker.anonymous and self._withholds_name(draft):
            speaker = replace(speaker, anonymous=True)
        if speaker:
            self.last = speaker
            self.history.append((self.parsed.starts[draft.source[0]], speaker))
        return speaker

    def _by_last_name(self, source: Sequence[int]) -> Speaker | None:
        """Whom a headline or the label of a turn names by family name or in full, wherever the text names them."""
        last = self.parsed.words[source[-1]]
        return next((self._from_mention(m) for m in self.mentions if m.kind is MentionKind.PERSON and m.name.split()[-1] == last), None)

    def _withholds_name(self, draft: Draft) -> bool:
        """Whether the speaker, not named, is said to speak on condition of anonymity."""
        p = self.parsed
        first, stop = p.sentences[p.sentence_of(draft.source[0])]
        span = p.span(first, stop - 1)
        words = squeeze(self.text[span.start : span.end]).lower()
        named = any(m.kind is MentionKind.PERSON for m in self._inside(p.span(draft.source[0], draft.source[-1])))
        return not named and any(phrase in words for phrase in self.lexicon.words("anonymity"))

    def named(self, token: int) -> str | None:
        """The canonical name of the noun phrase that ``token`` heads (an addressee), or its words."""
        first, last = self.parsed.noun_phrase(token)
        speaker = self._resolve(tuple(range(first, last + 1)))
        return speaker.name if speaker else None

    @property
    def _roles(self) -> Roles:
        return roles_of(self.lexicon)

    def _resolve(self, source: Sequence[int]) -> Speaker | None:
        p = self.parsed
        head = self._head(source)
        word = p.words[head].lower()
        if is_relative(p, head) or word in ("who", "which"):
            return self._antecedent(head)
        if len(source) == 1 and (p.tags[head] in ("PRP", "PRP$") or word in _PLURAL):
            return self._pronoun(word, p.starts[head])
        if _AGED.fullmatch(self.text[p.starts[source[0]] : p.ends[source[-1]]]):
            return self._person_before(p.starts[source[0]], "")
        if p.tags[source[0]] == "PRP$" and p.words[source[-1]].lower() in self.lexicon.words("told_by") and len(source) <= _OWN_WORDS:
            return self._pronoun(p.words[source[0]].lower(), p.starts[source[0]])  # "according to her account"
        joined = self._joined(source, head)
        return joined or self._phrase(source, head)

    def _head(self, source: Sequence[int]) -> int:
        inside = set(source)
        return next((t for t in source if self.parsed.heads[t] not in inside or self.parsed.heads[t] == t), source[-1])

    def _joined(self, source: Sequence[int], head: int) -> Speaker | None:
        """As in "Serbia and Russia" as one speaker of two names."""
        p = self.parsed
        others = [c for c in p.children[head] if p.deps[c] == "conj" and c in source]
        if not others or not any(p.deps[c] == "cc" and p.words[c].lower() == "and" for c in p.children[head]):
            return None
        parts = [self._phrase([t for t in source if t < min(p.subtree(others[0]))], head)]
        parts += [self._phrase([t for t in p.subtree(o) if t in set(source)], o) for o in others]
        names = [s.name for s in parts if s]
        if len(names) != len(parts) or not all(parts):
            return None
        kinds = {s.kind for s in parts if s}
        kind = kinds.pop() if len(kinds) == 1 else SpeakerKind.GROUP
        return _speaker("; ".join(names), kind)

    def _phrase(self, source: Sequence[int], head: int) -> Speaker | None:
        """A noun phrase: a name in it, a role, a document, a group, or the words themselves."""
        p = self.parsed
        source = [t for t in source if p.words[t] not in ("“", "”", '"')]
        if not source:
            return None
        span = p.span(source[0], source[-1])
        inside = [m for m in self._inside(span) if m.kind is not MentionKind.GOODS]
        at_head = [m for m in inside if m.start <= p.starts[head] < m.end]
        word = p.words[head].lower()
        document = self._roles.documents.get(word)
        if document and not at_head:
            return self._document(source, head, document)
        for m in at_head:
            return self._from_mention(m)
        person = next((m for m in inside if m.kind is MentionKind.PERSON and self._apposed(m, head)), None)
        if person:
            named = self._from_mention(person)  # "the firm, Oddny Stein" is no person
            return replace(named, kind=SpeakerKind.ORGANIZATION) if word in self._roles.organization else named
        body = next((m for m in inside if m.kind in (MentionKind.ORGANIZATION, MentionKind.OUTLET) and self._apposed(m, head)), None)
        if body:
            return self._from_mention(body)
        definite = p.words[source[0]].lower() in _DEFINITE
        owned = any(p.deps[c] == "poss" for c in p.children[head] if c in source) and p.tags[source[0]] != "PRP$"
        if definite and self._roles.is_title(word) and not inside and not owned:
            holder = self._holder(word, p.starts[head], plain=head - source[0] == 1)
            if holder:
                return holder
        words = self._words(source, head)
        if self._roles.is_title(word) or word in self._roles.organization:
            words = self._owned(source, words)
        nameless = not inside and p.words[source[0]].lower() not in (*_DEFINITE, "no")
        if word in self._roles.groups or p.tags[head] in ("NNS", "NNPS"):
            people = word in self._roles.groups or self._roles.is_title(p.lemmas[head])
            return _speaker(words, SpeakerKind.GROUP, anonymous=people and not at_head)
        is_person = self._roles.is_title(word) or word in self.lexicon.words("human")
        return _speaker(words, SpeakerKind.PERSON if is_person else SpeakerKind.ORGANIZATION, anonymous=is_person and nameless)

    def _apposed(self, mention: Mention, head: int) -> bool:
        """Whether the named one is the head itself under another word: "agency SVR", "the minister, Ana Bell"."""
        p = self.parsed
        token = p.token_at(mention.end - 1)
        if token is None:
            return False
        if mention.kind is MentionKind.PERSON and self._closes_title(mention, head):
            return True
        above = token
        while p.deps[above] in ("appos", "nmod") and above != head:  # "her sponsor, the shoe company Ferro"
            above = p.heads[above]
        return (
            (above == head and token != head)
            or (token == head + 1 and p.deps[token] in ("appos", "nmod"))
            or (
                p.deps[token] == "compound"
                and p.heads[token] == head
                and self._roles.is_title(p.words[head])
                and mention.kind is MentionKind.PERSON
            )
        )

    def _closes_title(self, mention: Mention, head: int) -> bool:
        """As in "the mayor of Varn, Petr Angel": a title of one person, its office, and the name right behind."""
        p, first = self.parsed, self.parsed.token_at(mention.start)
        if first is None or first <= head + 1 or p.tags[head] not in ("NN", "NNP") or not self._roles.is_title(p.words[head].lower()):
            return False
        behind = p.words[head + 1].lower() in ("of", "for", "at", "in", "to")
        return behind and (p.words[first - 1] == "," or p.poses[first - 1] in ("NOUN", "PROPN"))

    def _from_mention(self, m: Mention) -> Speaker:
        kind = _KINDS.get(m.kind, SpeakerKind.ORGANIZATION)
        return Speaker(name=m.name, kind=kind, actor=m.actor or content_id("a", fold_name(m.name)), role=m.role)

    def _document(self, source: Sequence[int], head: int, kind: str) -> Speaker | None:
        """A document speaks in its own name; "the Russian statement" is its issuer's voice."""
        p = self.parsed
        lemma = p.lemmas[head]
        definite = p.words[source[0]].lower() in _DEFINITE
        if (
            definite
            and lemma in ("statement", "letter", "communique", "communiqué")
            and self.last
            and self.last.kind is not SpeakerKind.DOCUMENT
        ):
            return self.last
        return _speaker(self._words(source, head), SpeakerKind.OUTLET if kind == "media" else SpeakerKind.DOCUMENT)

    def _words(self, source: Sequence[int], head: int) -> str:
        """The noun phrase without its article and without what follows its head."""
        p = self.parsed
        kept = [t for t in source if t <= head]
        tail = [t for t in source if t > head]
        if tail and p.deps[tail[0]] == "prep" and p.words[tail[0]].lower() == "of":
            stop = next((t for t in tail[1:] if p.deps[t] in ("prep", "relcl", "acl", "punct") and p.words[t] != "-"), None)
            kept += [t for t in tail if stop is None or t < stop]
        if not kept:
            kept = list(source)
        words = self.text[p.starts[kept[0]] : p.ends[kept[-1]]]
        return _LEADING.sub("", " ".join(words.split())) or words

    def _owned(self, source: Sequence[int], words: str) -> str:
        """``words`` with the owner's name for "its", "his" or "their": two reports' "its envoy" are not one person.

        As they stand when no one stands right before who must be meant.
        """
        p, first = self.parsed, source[0]
        if p.tags[first] != "PRP$" or p.words[first].lower() not in (*_SINGULAR, "its", "their"):
            return words
        owner = self._owner(p.words[first].lower(), first)
        rest = words[len(p.words[first]) :].strip()
        if owner is None or not rest or not words.lower().startswith(p.words[first].lower()) or owner.name.lower() in rest.lower():
            return words
        return f"{owner.name}{'’' if owner.name.endswith('s') else '’s'} {rest}"

    def _owner(self, word: str, at: int) -> Speaker | None:
        """Whom "its", "his" or "their" names: a subject of the same sentence, else who spoke in it or in the one before."""
        p, here = self.parsed, self.parsed.sentence_of(at)
        kinds = (MentionKind.PERSON,) if word in _SINGULAR else (*_BODIES, MentionKind.PERSON)
        near = [m for m in self._before(p.starts[at], *kinds) if self._same_sentence(m.start, p.starts[at]) and self._is_subject(m)]
        spoken = [s for place, s in reversed(self.history) if 0 <= here - self._sentence_at(place) <= 1]
        for found in (*(self._from_mention(m) for m in near), *spoken[:1]):
            if word in _SINGULAR:
                fits = found.kind is SpeakerKind.PERSON and self._gender(found) in ("", _SINGULAR[word])
            else:
                fits = found.kind in _IMPERSONAL or (found.kind is SpeakerKind.GROUP and word == "their") or self._may_be_body(found)
            if fits and not found.anonymous:
                return found
        return None

    def _sentence_at(self, place: int) -> int:
        token = self.parsed.token_at(place)
        return self.parsed.sentence_of(token) if token is not None else -1

    def _may_be_body(self, named: Speaker) -> bool:
        """Whether one who was taken for a person may be a body: no title, and no given name that the lexicon knows."""
        first = named.name.split(maxsplit=1)[0]
        return named.kind is SpeakerKind.PERSON and not named.role and not self._gender(named) and first not in self._roles.given

    def _holder(self, title: str, before: int, *, plain: bool) -> Speaker | None:
        """The person named last before ``before`` whose role ends in this title.

        With nothing but an article before it (``plain``), else whoever alone has spoken: "the senior diplomat" is introduced as another.
        """
        for m in self._before(before, MentionKind.PERSON):
            if m.role and title in fold(m.role).split():
                return self._from_mention(m)
        gender = self._roles.titles.get(title, "")
        recent = [s for _, s in self._spoken(before, SpeakerKind.PERSON)]
        if gender or not plain or len({s.actor for s in recent}) != 1 or self._is_firm(recent[0], before):
            return None
        known_as = fold(f"{recent[0].role or ''} {recent[0].name}").split()
        untitled = not any(self._roles.is_title(word) for word in known_as)
        return recent[0] if untitled or title in known_as else None

    def _is_firm(self, named: Speaker, before: int) -> bool:
        """Whether one who was taken for a person by one name may be the firm that the text speaks of: no captain or driver."""
        if " " in named.name or not self._may_be_body(named):
            return False
        nouns = self.lexicon.words("body_noun")
        words = fold(self.text[max(0, before - _PARAGRAPH) : before]).split()
        return any(a in _DEFINITE and b in nouns for a, b in pairwise(words))

    def _pronoun(self, word: str, at: int) -> Speaker | None:
        if word in _SINGULAR:
            return self._person_before(at, _SINGULAR[word])
        if word in _NEUTER:
            bodies = list(self._before(at, *_BODIES))
            beside = [m for m in bodies if word == "its" and self._same_sentence(m.start, at)]
            owners = [m for m in beside if self._is_subject(m) or self.text.startswith(_POSSESSED, m.end)]
            subjects = [m for m in bodies if self._is_subject(m)]
            told = next(self._spoken(at, *_IMPERSONAL), None) if word == "it" else None
            if word == "it" and self.history and self._may_be_body(self.history[-1][1]) and (told is None or told[0] < self.history[-1][0]):
                told = self.history[-1]
            found = (owners or beside or subjects)[:1]
            if told and (not found or told[0] > found[0].start):
                return told[1]
            if found:
                return self._from_mention(found[0])
        if word in ("i", "me", "my", "we", "us", "our"):
            return None  # outside quotation marks the writer speaks
        plural = next(self._spoken(at, SpeakerKind.GROUP, SpeakerKind.ORGANIZATION, SpeakerKind.STATE), None)
        return plural[1] if plural else self.last

    def _person_before(self, at: int, gender: str) -> Speaker | None:
        """Whom "he" or "she" stands for: who spoke last or was the subject last, whichever is nearer, gender allowing.

        One whose gender the text does not tell gives way to one of the same paragraph whose gender it does.
        """
        people = list(self._before(at, MentionKind.PERSON))
        subjects = [(m.start, self._from_mention(m)) for m in people if self._is_subject(m)]
        near = sorted([*subjects, *self._spoken(at, SpeakerKind.PERSON)], key=lambda found: -found[0])
        named = ((m.start, self._from_mention(m)) for m in people)
        for found in (near, named):
            fitting = [(pos, s) for pos, s in found if not gender or self._gender(s) in ("", gender)]
            if fitting:
                paragraph = self.text.rfind("\n", max(0, fitting[0][0] - _PARAGRAPH), fitting[0][0])
                sure = [s for pos, s in fitting if pos > paragraph and self._gender(s)]
                return sure[0] if sure else fitting[0][1]
        return None

    def _inside(self, span: Span) -> list[Mention]:
        """The mentions that stand in ``span``."""
        first, last = (bisect_left(self.mentions, at, key=lambda m: m.start) for at in span)
        return [m for m in self.mentions[first:last] if m.end <= span.end]

    def _before(self, at: int, *kinds: MentionKind) -> Iterator[Mention]:
        """The mentions of these kinds that end by ``at``, nearest first, as far back as a reader remembers."""
        first = bisect_right(self.mentions, at, key=lambda m: m.start)
        found = (self.mentions[n] for n in range(first - 1, -1, -1))
        return islice((m for m in found if m.end <= at and m.kind in kinds), _REMEMBERED)

    def _spoken(self, before: int, *kinds: SpeakerKind) -> Iterator[tuple[int, Speaker]]:
        """(place, speaker) of those of these kinds who spoke before ``before``, the last one first."""
        return islice(((at, s) for at, s in reversed(self.history) if at < before and s.kind in kinds), _REMEMBERED)

    def _same_sentence(self, a: int, b: int) -> bool:
        first, second = self.parsed.token_at(a), self.parsed.token_at(b)
        return first is not None and second is not None and self.parsed.sentence_of(first) == self.parsed.sentence_of(second)

    def _is_subject(self, m: Mention) -> bool:
        """Whether the named one does what its clause says, also by apposition, or is the source of "according to"."""
        p, token = self.parsed, self.parsed.token_at(m.end - 1)
        if token is None:
            return False
        if p.deps[token] == "appos":
            token = p.heads[token]
        head = p.heads[token]
        told = p.deps[token] == "pobj" and p.words[head].lower() in ("to", "by") and head > 0
        return p.deps[token] in ("nsubj", "nsubjpass") or (told and p.words[head - 1].lower() in ("according", "said", "posted"))

    def _gender(self, person: Speaker) -> str:
        """What title and given name tell of a person's gender; empty when they do not."""
        return _gender(self.lexicon, person.role or "", person.name)

    def _antecedent(self, relative: int) -> Speaker | None:
        """Who a relative pronoun stands for: the noun right before its comma, else what the clause hangs on."""
        p = self.parsed
        before = relative - 1
        while before > 0 and (p.words[before] in (",", "(", ")", "–", "—") or p.deps[before] == "prep"):
            before -= 1
        for m in self.mentions:
            if m.start <= p.starts[before] < m.end and m.kind in _KINDS:
                return self._from_mention(m)
        clause = p.heads[relative]
        head = p.heads[clause] if p.deps[clause] == "relcl" else before
        if p.poses[head] not in ("NOUN", "PROPN", "PRON"):
            return None
        source = [t for t in p.subtree(head) if t < relative and p.words[t] != ","]
        return self._phrase(source, head) if source else None


def _speaker(name: str, kind: SpeakerKind, *, anonymous: bool = False) -> Speaker:
    return Speaker(name=name, kind=kind, actor=content_id("a", fold_name(name)), anonymous=anonymous)


@lru_cache(maxsize=4_096)
def _gender(lexicon: Lexicon, role: str, name: str) -> str:
    roles = roles_of(lexicon)
    for word in fold(f"{role} {name}").split():
        if roles.titles.get(word):
            return roles.titles[word]
    return roles.given.get(name.split(maxsplit=1)[0], "")
