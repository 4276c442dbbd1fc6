"""Which body a report says that a speaker belongs to, or stands for: "its director", "a lawyer for the firm", "the bureau"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.model import Mention, MentionKind, Reading, Speaker, SpeakerKind, Statement, words_of
from onrecord.text.folding import fold, fold_name, is_proper

_OF = re.compile(r"^,?\s*(?:of|at|for|from|with)\s+(?:the\s+)?")
_WHOSE = re.compile(r"\b([a-z]+)[’']s?\s")
_IN = re.compile(r"\b(?:in|at|off|near|into|port of|of Port)\s$")
_OWNS = re.compile(r"[’']s?\s")
_FAR = 400
"""Characters back within which "the firm" is sought."""

_AFTER = 60
_CHARACTERS_BETWEEN, _CHARACTERS_BEFORE = 3, 12


class Affiliations:
    """The folded name of the body that each statement of a report speaks for, where it tells. Ask in text order."""

    def __init__(self, reading: Reading, states: frozenset[str], lexicon: Lexicon, firms: Sequence[tuple[int, str]] = ()) -> None:
        """``states`` are the folded names of states; these are no bodies.

        ``firms`` are (offset, folded name) of firms that other reports tell of.
        """
        self._text = reading.report.text
        self._reading = reading
        self._lexicon = lexicon
        persons = {s.speaker.name for s in reading.statements if s.speaker and s.speaker.kind is SpeakerKind.PERSON and s.speaker.role}
        family = {fold_name(name).split()[-1] for name in persons if name}
        self._bodies = [
            m for m in reading.mentions
            if _is_body(m, states, family, lexicon) and not _IN.search(self._text, max(0, m.start - _CHARACTERS_BEFORE), m.start)
        ]  # fmt: skip
        self._starts = [m.start for m in self._bodies]
        self._speakers = [(st.source[0].start, fold_name(st.speaker.name)) for st in reading.statements if st.speaker and st.source]
        self._names = {fold_name(m.name) for m in self._bodies}
        self._known: dict[str, str] = {}
        self._last = ""
        self._last_at = 0
        self._firms = [(at, name) for at, name in firms if name not in states]

    def of(self, statement: Statement) -> str:
        """The folded name of the body behind the speaker, empty when none is told, or when the speaker is one by name."""
        speaker = statement.speaker
        if speaker is None or not statement.source:
            return ""
        found = self._known.get(speaker.actor) or self._told(statement, speaker)
        if found:
            self._known[speaker.actor] = found
        own = fold_name(speaker.name)
        firm = own in self._names or (is_proper(speaker.name) and not speaker.role and speaker.kind is not SpeakerKind.STATE)
        if found or firm:
            self._last, self._last_at = found or own, statement.source[0].start
        return found

    def _told(self, statement: Statement, speaker: Speaker) -> str:
        start, end = statement.source[0].start, statement.source[-1].end
        own = fold_name(speaker.name)
        if is_proper(speaker.name) and speaker.kind is not SpeakerKind.PERSON:
            return ""
        words = fold(f"{words_of(self._text, statement.source)} {speaker.role or ''}").split()
        agent = self._is_agent(words)
        if speaker.kind is SpeakerKind.PERSON:
            named = self._within(start, end, own) or self._after(end)
            if named or not agent or _is_known_by_name(speaker, self._text, start, end):
                return named
            whose = _WHOSE.search(self._text, start, end)
            if whose:
                return self._fuller(fold(whose.group(1)), start)
            nearer = self._named_since(start) if self._points_at_firm(statement) else ""
            return nearer or self._last or self._last_before(start)
        if self._is_generic(speaker, words):
            return self._fuller(own, start) or (self._last_before(start) if self._stands_for_firm(words) else "")
        return ""

    def _within(self, start: int, end: int, own: str) -> str:
        """A body named in the source itself: "Meridor's director", "the Halvek union's lawyer"."""
        found = [fold_name(m.name) for m in self._bodies[bisect_left(self._starts, start) : bisect_left(self._starts, end)]]
        return next((name for name in found if name != own and name not in own), "")

    def _after(self, end: int) -> str:
        """A body named right after the source: "Tora Brand of the dockers' union"."""
        match = _OF.match(self._text[end : end + _AFTER])
        if not match:
            return ""
        at = bisect_left(self._starts, end)
        near = self._bodies[at] if at < len(self._bodies) else None
        return fold_name(near.name) if near and near.start - end - match.end() <= _CHARACTERS_BETWEEN else ""

    def _is_generic(self, speaker: Speaker, words: Sequence[str]) -> bool:
        return not is_proper(speaker.name) and speaker.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.GROUP) and bool(words)

    def _stands_for_firm(self, words: Sequence[str]) -> bool:
        return not (self._lexicon.words("body_noun") - self._lexicon.words("state_body")).isdisjoint(words)

    def _is_agent(self, words: Sequence[str]) -> bool:
        """Whether the source is of someone who speaks for a body: "its lawyer", "a spokesman"."""
        return not _agents(self._lexicon).isdisjoint(words)

    def _fuller(self, own: str, before: int) -> str:
        """The body whose name ends or begins like "the bureau", named last before."""
        head = own.rsplit(maxsplit=1)[-1] if own else ""
        placed = [(m.start, fold_name(m.name)) for m in self._bodies] + self._speakers
        fuller = [(at, name) for at, name in placed if at < before and name != own and head in name.split()]
        return max(fuller)[1] if fuller else ""

    def _points_at_firm(self, statement: Statement) -> bool:
        """Whether the source says whose agent speaks by a noun: "a lawyer for the firm"."""
        return not self._lexicon.words("body_noun").isdisjoint(fold(words_of(self._text, statement.source)).split())

    def _named_since(self, start: int) -> str:
        """The firm named last before, if after who spoke last."""
        return next((name for at, name in reversed(self._firms) if self._last_at < at < start and start - at <= _FAR), "")

    def _last_before(self, before: int) -> str:
        at = bisect_left(self._starts, before) - 1
        return fold_name(self._bodies[at].name) if at >= 0 and before - self._bodies[at].start <= _FAR else ""


def _is_known_by_name(speaker: Speaker, text: str, start: int, end: int) -> bool:
    """Whether only the name stands there: its owner said who it works for before, or never."""
    return is_proper(speaker.name) and fold(text[start:end]) in fold(speaker.name)


def _is_body(mention: Mention, states: frozenset[str], family: set[str], lexicon: Lexicon) -> bool:
    """Whether a name is of a firm or public body, not of a state, a person, a place or a paper."""
    name = fold_name(mention.name)
    if not is_proper(mention.name) or name in states or not name:
        return False
    if mention.kind is MentionKind.ORGANIZATION:
        return (
            not mention.name.isupper()
            and not lexicon.names.lookup(mention.name, "outlet")
            and not lexicon.names.lookup(mention.name, "agency")
        )
    return mention.kind is MentionKind.PERSON and " " not in mention.name and name not in family


@lru_cache(maxsize=4)
def _agents(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("body_agent"))


def same_office(readings: Iterable[Reading]) -> Mapping[str, str]:
    """Actor ids of office holders named without a state to the words by which the same report named the office before: its state is theirs.

    "Tarsia's food minister denied it. ... Minister Ado Ferrin said" makes Ferrin the minister of Tarsia.
    """
    found: dict[str, str] = {}
    for reading in readings:
        offices: list[tuple[frozenset[str], str]] = []
        for statement in reading.statements:
            speaker = statement.speaker
            if speaker is None or speaker.kind is not SpeakerKind.PERSON:
                continue
            if (not speaker.role and not speaker.name[:1].islower() and _OWNS.search(speaker.name)) or (
                not speaker.role and speaker.name.split()[-1:] and speaker.name.split()[-1].islower()
            ):
                offices.append((frozenset(fold(speaker.name).split()), speaker.name))
            elif speaker.role:
                held = set(fold(speaker.role).split())
                words = next((name for office, name in reversed(offices) if held <= office), None)
                if words:
                    found.setdefault(speaker.actor, words)
    return found
