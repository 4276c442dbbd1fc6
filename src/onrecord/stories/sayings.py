"""What each statement of a case says about what: whom it names, which goods, which words tell it, and whether it affirms or denies."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.lexicon import Lexicon
from onrecord.model import Figure, Mention, MentionKind, Reading, Span, Spans, Speaker, Stance, Statement, words_of
from onrecord.stories.affiliations import Affiliations
from onrecord.stories.goods import Thing
from onrecord.stories.marks import CaseWords, Marks, capitals
from onrecord.stories.naming import fuller_names, owners
from onrecord.stories.narrated import AFFIRMS, own_sentences
from onrecord.stories.voices import Voices, state_named_in, state_of_body, unlisted_states
from onrecord.stories.wordings import CLASSES, Wordings, wordings_of
from onrecord.text.folding import fold, fold_name, is_proper
from onrecord.text.sentences import sentences

DENIES = frozenset((Stance.DENIES, Stance.PARTLY_DENIES))
_ANSWERS = frozenset((*DENIES, Stance.LEAVES_OPEN, Stance.ACKNOWLEDGES, Stance.CONFIRMS, Stance.DOUBTS))
_BEFORE_NAME = 24
"""Characters before a name in which a negation puts it aside: "not from Brasmek", "never on Tarsian soil"."""

_SHORT = 12
"""An answer of more words than this tells what it answers itself."""

_IN_TOWN = re.compile(r"\b(?:in|of|at|from|near|outside|around|to)\s$")
_STEM = 4
_BEFORE_SOURCE = 60
_HAD_BY = re.compile(r"\b(?:obtained|seen|examined|published|reviewed|shown|leaked) (?:by|to)(?: the)?\s$")
_CLAUSE = re.compile(r"[,.;:]\s|\n")
_AND_THAT = re.compile(
    r",? (?:and|but) that |,? [“\"]?(?:and|but) (?=not (?:from|by|to|through|via|with|the|an?) )"
    r"|, (?:and|but) (?=(?:the|it|he|she|they|we|no|none) )"
)
_ENDED = re.compile(r"[.!?][”’\"')\]]*$|,[”\"]$")
_CAPITAL = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement, or a sentence of a report's own, laid open for comparing.

    ``who`` holds the folded names that the speaker goes by: itself, the state it speaks for, its owner. ``named`` are those whom the
    content names. ``pole`` is 1 for what says that something is so, -1 for what says that it is not, 0 for neither. ``pointing`` when
    the answer only points back at what was told before it, ``explicit`` when it names goods itself,
    ``own`` for a report's own words, ``paper`` when a document or a report's research says it. ``about`` holds all goods that its report
    names, ``capitals`` the names in the content as they are written, those put aside among them. ``role`` holds the stems of what a named
    speaker is called: the foundry's owner.
    """

    actor: str
    voice: str
    who: frozenset[str]
    stance: Stance
    pole: int
    on: str | None
    report: str
    origin: str
    statement: str | None
    content: Spans
    words: str
    stems: frozenset[str]
    named: frozenset[str]
    goods: frozenset[Thing]
    figures: tuple[Figure, ...] = ()
    pointing: bool = False
    explicit: bool = False
    headline: bool = False
    paper: bool = False
    own: bool = False
    about: frozenset[Thing] = frozenset()
    capitals: frozenset[str] = frozenset()
    role: frozenset[str] = frozenset()

    def text_of(self, span: Span) -> str:
        """The characters of the report under ``span``, which lies in the content."""
        at = 0
        for part in self.content:
            if part.start <= span.start and span.end <= part.end:
                return self.words[at + span.start - part.start : at + span.end - part.start]
            at += part.end - part.start + 1
        return ""

    @property
    def at(self) -> int:
        """Where it begins in its report."""
        return self.content[0].start


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns readings into sayings; ``kin`` maps a firm's folded name to the state that it belongs to."""

    voices: Voices
    lexicon: Lexicon
    unlisted: Mapping[str, str]
    kin: Mapping[str, str]
    fuller: Mapping[str, str]
    bodies: Mapping[str, str]
    states: frozenset[str]
    known: CaseWords
    rules: Wordings = field(init=False)
    agents: frozenset[str] = field(init=False)
    charges: frozenset[str] = field(init=False)
    _states: dict[str, str | None] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Look the words up once."""
        object.__setattr__(self, "rules", wordings_of(self.lexicon))
        object.__setattr__(self, "agents", frozenset(map(self.rules.stem, self.lexicon.words("body_agent"))))
        object.__setattr__(self, "charges", frozenset(map(self.rules.stem, self.rules.charge | self.rules.rejected)))

    @classmethod
    def of(cls, readings: Sequence[Reading], voices: Voices, lexicon: Lexicon) -> "Teller":
        """A teller that knows the states and owners of ``readings``."""
        unlisted = unlisted_states(readings, lexicon)
        states = frozenset({fold_name(m.name) for r in readings for m in r.mentions if m.kind is MentionKind.STATE})
        known = CaseWords.of(readings, lexicon)
        told = [(s, body) for r in readings for s, body in _affiliated(r, states, lexicon, known)]
        actors: dict[str, str] = {}
        for statement, body in told:
            if body and statement.speaker and is_proper(statement.speaker.name):
                actors.setdefault(statement.speaker.actor, body)
        bodies = {s.id: body or actors.get(s.speaker.actor, "") for s, body in told if s.speaker}
        return cls(voices, lexicon, unlisted, owners(readings), fuller_names(readings, states), bodies, states, known)

    def sayings(self, reading: Reading, origin: str) -> list[Saying]:
        """What the statements of ``reading`` say, and the sentences of its own that tell of a transfer, in text order."""
        marks = Marks.of(reading, self.lexicon, self.known)
        inner = _inner_answers(reading)
        denials = {s.id for s in reading.statements if s.stance in DENIES}
        found = [
            self._said(statement, part, reading, origin, marks, alone=len(parts) == 1, denied=statement.within in denials)
            for statement in reading.statements
            for parts in (_sentences_of(_without(statement.content, inner.get(statement.id, ())), reading.report.text, statement.stance),)
            for part in parts
        ]
        found = [self._headline_voice(saying, found) if saying.headline else saying for saying in found]
        for one in own_sentences(reading, self.rules, self.known):
            for part in _sentences_of((one.span,), reading.report.text, Stance.ASSERTS) if one.goes_on else [(one.span,)]:
                told = self._narrated(part[0], reading, origin, marks)
                found.append(self._going_on(told, found) if one.goes_on else told)
        return sorted(found, key=lambda s: (s.at, s.statement or ""))

    def _going_on(self, told: Saying, found: Sequence[Saying]) -> Saying:
        """A sentence that goes on with what was said last before it, as said by the same one."""
        last = max((s for s in found if s.at < told.at and not s.headline), key=lambda s: s.at, default=None)
        if last is None:
            return told
        pole = 0 if self.rules.is_open(told.words) else -1 if self.rules.negates(told.words) else 1
        return replace(
            told, actor=last.actor, voice=last.voice, who=last.who, paper=last.paper, own=last.own, on=last.on, pole=pole,
            stance=Stance.REPORTS if last.own else Stance.ASSERTS,
        )  # fmt: skip

    def _said(
        self, statement: Statement, content: Spans, reading: Reading, origin: str, marks: Marks, *, alone: bool, denied: bool
    ) -> Saying:
        speaker = statement.speaker
        body = self._full(self.bodies.get(statement.id, ""))
        words = words_of(reading.report.text, content, gap=" ")
        name = speaker.name if speaker else ""
        key, voice = self._full(fold_name(name)), self._voice(statement, body, reading)
        if voice in self.states and speaker is not None and speaker.kind == "person":
            body = ""  # who speaks for a state is no firm's
        who = frozenset(w for w in (key, voice, body, self._owner(key), self._owner(body)) if w)
        shown = self._is_shown(statement, reading)
        pole, pointing = self._pole(statement, words, alone=alone, shown=shown)
        return Saying(
            actor=name, voice=voice, who=who, stance=statement.stance, pole=pole, on=statement.said_on or reading.report.published,
            report=reading.report.id, origin=origin, statement=statement.id, content=content, words=words,
            stems=self.rules.stems(words), named=self._named(content, words, marks), goods=marks.goods_of(content),
            explicit=bool(marks.goods.numbers(*content)), paper=shown and not denied,
            figures=tuple(marks.figures.over(*content)), pointing=pointing, headline=marks.in_headline(content[0].start),
            about=marks.told_of(), capitals=capitals(words), role=self._role(statement, reading),
        )  # fmt: skip

    def _role(self, statement: Statement, reading: Reading) -> frozenset[str]:
        """The stems of the common nouns in a named speaker's source, but for those of anybody who speaks for another."""
        source = words_of(reading.report.text, statement.source)
        called = " ".join(word for word in source.split() if not word[:1].isupper() or word == source.split()[0])
        stems = self.rules.stems(called) if statement.speaker and is_proper(statement.speaker.name) else frozenset()
        return frozenset(s for s in stems - CLASSES if s not in self.agents)

    def _is_shown(self, statement: Statement, reading: Reading) -> bool:
        """Whether a paper says so, also one that is told with who has it: "an invoice obtained by the Courier names"."""
        if statement.speaker is None:
            return False
        if self._is_paper(statement.speaker):
            return True
        start = statement.source[0].start if statement.source else 0
        before = _CLAUSE.split(reading.report.text[max(0, start - _BEFORE_SOURCE) : start])[-1]
        return bool(_HAD_BY.search(before)) and not self.rules.papers.isdisjoint(fold(before).split())

    def _is_paper(self, speaker: Speaker) -> bool:
        """Whether a document or a named outlet says so; "reports" in general are hearsay."""
        finds = not self.rules.finders.isdisjoint(fold_name(speaker.name).split())
        paper = finds or speaker.kind == "document" or (speaker.kind == "outlet" and is_proper(speaker.name))
        return paper and self.rules.hearsay.isdisjoint(fold_name(speaker.name).split()[-1:])

    def _headline_voice(self, saying: Saying, found: Sequence[Saying]) -> Saying:
        """A headline's unnamed speaker ("Minister: no rockets") is who says the like in the body."""
        if (is_proper(saying.actor) and saying.voice in self.states) or saying.voice in {s.voice for s in found if not s.headline}:
            return saying
        alike = [s for s in found if not s.headline and s.pole == saying.pole and s.voice and len(s.stems & saying.stems) > 1]
        return replace(saying, voice=alike[0].voice, who=saying.who | alike[0].who) if alike else saying

    def _narrated(self, sentence: Span, reading: Reading, origin: str, marks: Marks) -> Saying:
        report = reading.report
        words = report.text[sentence.start : sentence.end]
        name = report.outlet or report.path
        return Saying(
            actor=name, voice=fold_name(name), who=frozenset((fold_name(name),)), stance=Stance.REPORTS,
            pole=int(self.rules.negators.isdisjoint(fold(words).split())), on=report.published, report=report.id, origin=origin,
            statement=None, content=(sentence,), words=words, stems=self.rules.stems(words), own=True,
            named=self._named((sentence,), words, marks), goods=marks.goods_of((sentence,)),
            explicit=bool(marks.goods.numbers(sentence)), figures=tuple(marks.figures.over(sentence)),
            paper=not (self.rules.research | self.rules.papers).isdisjoint(fold(words).split()),
            about=marks.told_of(), capitals=capitals(words),
        )  # fmt: skip

    def _pole(self, statement: Statement, words: str, *, alone: bool, shown: bool) -> tuple[int, bool]:
        """1, -1 or 0 for what is affirmed, denied or neither; and whether a denial only points back."""
        stance, listed = statement.stance, fold(words).split()
        if self.rules.is_open(words):
            return 0, False
        if stance is Stance.REFUSES:  # "had not been told", "rejected the auditor's figure"
            if self.rules.negates(words):
                return -1, False
            return (-1, True) if len(listed) <= _SHORT // 2 and not self.rules.rejected.isdisjoint(listed) else (0, False)
        if stance in DENIES:
            if not alone and not (self.rules.negates(words) or self.rules.belies(words)):
                return 0, False  # a sentence of a longer denial that denies nothing itself
            return -1, self._points(stance, words)
        if stance in AFFIRMS or (stance is Stance.DECLARES and shown):
            if stance is not Stance.ACCUSES and self.rules.belies(words):
                return -1, len(listed) <= _SHORT // 2 or (len(listed) <= _SHORT and not self.rules.papers.isdisjoint(listed))
            return (-1 if self.rules.negates(words) else 1), False
        return 0, False

    def _points(self, stance: Stance, words: str) -> bool:
        """Whether what is denied only points back at what was told before it: "the accusation", "the story had been made up"."""
        listed = fold(self.rules.first_clause(words)).split()
        charged = not (self.rules.charge | self.rules.rejected).isdisjoint(listed)
        if stance is Stance.PARTLY_DENIES:
            return charged and len(listed) <= 2 * _SHORT
        if self.rules.belies(words) and not self.rules.papers.isdisjoint(listed) and len(listed) <= _SHORT:
            return True
        stems = self.rules.stems(words) - self.charges - CLASSES
        return charged and len(listed) <= _SHORT and len(stems) <= _SHORT // 2

    def _named(self, content: Spans, words: str, marks: Marks) -> frozenset[str]:
        """Whom the content names, but for those of whom it says that it was not they."""
        text = marks.text
        found = {
            self._full(fold_name(m.name)) for m in marks.names.over(*content)
            if not _is_town(m, text) and not self._put_aside(text[max(0, m.start - _BEFORE_NAME) : m.start])
        }  # fmt: skip
        found |= {
            self._full(name) for at, name in marks.known.names_in(words) if not self._put_aside(words[max(0, at - _BEFORE_NAME) : at])
        }
        for m in _CAPITAL.finditer(words):
            state = self._state_named(m.group())
            if state and _IN_TOWN.search(words, 0, m.start()) and fold(state)[:_STEM] != fold(m.group())[:_STEM]:
                continue  # a firm in the capital is not the state
            if state and not self._put_aside(words[max(0, m.start() - _BEFORE_NAME) : m.start()]):
                found.add(fold_name(state))
        return frozenset(found | {owner for name in found if (owner := self._owner(name))})

    def _state_named(self, word: str) -> str | None:
        """The state that one word names."""
        if word not in self._states:
            self._states[word] = state_named_in(word, self.lexicon, self.unlisted)
        return self._states[word]

    def _put_aside(self, before: str) -> bool:
        """Whether the words before a name say that it was not they."""
        return not self.rules.negators.isdisjoint(fold(_CLAUSE.split(before)[-1]).split())

    def _voice(self, statement: Statement, body: str, reading: Reading) -> str:
        """The folded name of the state or body that speaks in the statement, else of the speaker."""
        speaker = statement.speaker
        if speaker is None:
            return ""
        if not is_proper(speaker.name) and statement.source:
            state = state_of_body(speaker.name, statement.source[0].start, reading.report.text, self.lexicon, self.unlisted)
            if state:
                return fold_name(state)
        own = self.voices.key(speaker)
        if own in self.states:
            return own
        return body or self._full(own)

    def _full(self, name: str) -> str:
        return self.fuller.get(name, name)

    def _owner(self, name: str) -> str:
        return self.kin.get(name, "")


def _affiliated(reading: Reading, states: frozenset[str], lexicon: Lexicon, known: CaseWords) -> Iterator[tuple[Statement, str]]:
    firms = [(at, name) for at, name in known.names_in(reading.report.text) if name in known.parties]
    bodies = Affiliations(reading, states, lexicon, firms)
    for statement in reading.statements:
        yield statement, bodies.of(statement)


def _is_town(mention: Mention, text: str) -> bool:
    """Whether a state's mention is only of a town of it where something is: "a firm in Brenik"."""
    written = fold(text[mention.start : mention.end])
    other = mention.kind is MentionKind.STATE and written[:_STEM] != fold(mention.name)[:_STEM]
    return other and bool(_IN_TOWN.search(text, max(0, mention.start - _BEFORE_NAME), mention.start))


def _without(content: Spans, cut: Iterable[Span]) -> Spans:
    """``content`` up to the first of ``cut``: what an answer inside it says is left to the answer."""
    kept = list(content)
    for hole in cut:
        kept = [
            part
            for span in kept
            for part in (Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end))
            if part.end - part.start > 1
        ]
    return tuple(kept)


def _sentences_of(content: Spans, text: str, stance: Stance) -> list[Spans]:
    """``content`` cut where a sentence of it ends, or another clause with that begins: each may say another thing."""
    parts: list[list[Span]] = [[]]
    for span in content:
        for sentence in sentences(text, (span,)):
            start = sentence.start
            for cut in _AND_THAT.finditer(text, sentence.start + 1, sentence.end) if stance in AFFIRMS else ():
                parts[-1].append(Span(start, cut.start()))
                parts.append([])
                start = cut.end()
            parts[-1].append(Span(start, sentence.end))
            if _ENDED.search(text, start, sentence.end):
                parts.append([])
    return [tuple(part) for part in parts if part]


def _inner_answers(reading: Reading) -> Mapping[str, list[Span]]:
    held: dict[str, list[Span]] = {}
    for statement in reading.statements:
        if statement.within and statement.stance in _ANSWERS:
            held.setdefault(statement.within, []).extend((*statement.source, *statement.cue, *statement.content))
    return held
