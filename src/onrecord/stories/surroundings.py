"""What the reports of a case tell of names: which state a town lies in, whose firm a firm is, which ship carried the goods."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.model import MentionKind, Reading, Span
from onrecord.stories.naming import owners
from onrecord.stories.voices import state_named_in, unlisted_states
from onrecord.text.folding import fold_name, is_proper
from onrecord.text.paragraphs import paragraphs

_WORD = r"[A-Z][\w’'-]{0,60}+"  # whole words of a length that words have: what is no text must not be tried at each of its letters
_NAME = rf"(?<!\w){_WORD}(?: (?:al-)?{_WORD}){{0,2}}"
_IN_STATE = re.compile(rf"({_NAME})(?:, | in (?:\w+ )?)([A-Z]\w+(?: [A-Z]\w+)?)(?=[\s,.)(])")
_STATES_PLACE = re.compile(rf"\b([A-Z]\w+) (?:port|city|town|harbour|province|region|district|capital)(?: of)? ({_NAME})")
_STATES_FIRM = re.compile(rf"\b([A-Z]\w+) (?:[a-z][\w-]* ){{0,2}}([a-z][\w-]*),? ({_NAME})")
_OF_STATE = re.compile(rf"({_NAME})(?: of|, an? (?:[a-z]\w+ )?[a-z]\w+ (?:in|from|of)) ([A-Z]\w+)")
_LETTERED = re.compile(rf"\b(?:MV|MT|M/V|M/T|SS) ({_NAME})")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Folded names of towns and firms to the folded names of their states; folded names of ships; spellings of states."""

    unlisted: Mapping[str, str]
    places: Mapping[str, str]
    nations: Mapping[str, str]
    ships: frozenset[str]

    @classmethod
    def of(cls, readings: Sequence[Reading], lexicon: Lexicon) -> "Surroundings":
        """What all reports together tell."""
        unlisted = unlisted_states(readings, lexicon)
        bodies = {
            fold_name(m.name) for r in readings for m in r.mentions
            if m.kind in (MentionKind.ORGANIZATION, MentionKind.PERSON) and is_proper(m.name)
        }  # fmt: skip
        states = {fold_name(m.name) for r in readings for m in r.mentions if m.kind is MentionKind.STATE}
        nouns = lexicon.words("body_noun") | lexicon.words("party")
        places: dict[str, str] = {}
        nations: dict[str, str] = dict(owners(readings))
        ships: set[str] = set()
        carriers = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.words('carrier')))}) (?:called |named )?({_NAME})")
        for reading in readings:
            text = reading.report.text
            for pattern, place, state in ((_IN_STATE, 1, 2), (_STATES_PLACE, 2, 1)):
                for found in pattern.finditer(text):
                    named = _whole_state(found.group(state), lexicon, unlisted)
                    if named and fold_name(found.group(place)) not in states | {named}:
                        places.setdefault(fold_name(found.group(place)), named)
            firms = [(m.group(3), m.group(1)) for m in _STATES_FIRM.finditer(text) if m.group(2) in nouns]
            for firm, state in (*firms, *_OF_STATE.findall(text)):
                name = fold_name(firm)
                if name in bodies and name not in states and (named := _whole_state(state, lexicon, unlisted)) and named != name:
                    nations.setdefault(name, named)
            ships |= {fold_name(found.group(1)) for pattern in (carriers, _LETTERED) for found in pattern.finditer(text)}
        for name in bodies:  # "the State Grain Board" is the Tarsian State Grain Board of another report
            longer, _, last = name.partition(" ")
            if last in bodies and (named := _whole_state(longer.title(), lexicon, unlisted)):
                nations.setdefault(last, named)
        return cls(unlisted, places, nations, frozenset(ships))

    def state_of(self, name: str, lexicon: Lexicon) -> str | None:
        """The folded name of the state that ``name`` holds, lies in, or belongs to."""
        named = state_named_in(name, lexicon, self.unlisted)
        flat = fold_name(name)
        return fold_name(named) if named else self.places.get(flat) or self.nations.get(flat)

    def ships_of(self, reading: Reading, spans: Iterable[Span]) -> frozenset[str]:
        """The ships named in the paragraphs of ``spans``, else the only one of the report."""
        text = reading.report.text
        if not self.ships:
            return frozenset()
        lines = [p for p in paragraphs(text) if any(p.start <= span.start < p.end for span in spans)]
        near = frozenset(ship for line in lines for ship in self._in(text[line.start : line.end]))
        whole = near or frozenset(self._in(text))
        return whole if len(whole) == 1 else frozenset()

    def _in(self, text: str) -> set[str]:
        return {fold_name(name) for name in re.findall(_NAME, text)} & self.ships


def _whole_state(words: str, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str | None:
    named = state_named_in(words, lexicon, unlisted)
    return fold_name(named) if named else None
