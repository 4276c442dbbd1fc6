"""A verb that may introduce content, and the content that a frame finds for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.parsed import Parsed
from onrecord.lexicon.rows import Cue
from onrecord.statements.draft import Cues
from onrecord.text.near import Near
from onrecord.text.quotes import Quotation

DASHES = (",", "–", "—", "-")
"""Marks behind which a clause may be left."""

OPENERS = ("“", "‘", '"', "«", "``")
"""Marks that open a quotation, as tokens."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb that may introduce content, with the cue rows of its lemma and what stands around it."""

    parsed: Parsed
    verb: int
    rows: Sequence[Cue]
    particle: tuple[int, ...]
    quotes: Near[Quotation]
    cues: Cues
    passive: bool

    def row(self, *frames: str) -> Cue | None:
        """The first row that has one of ``frames``, by the order of the frames."""
        return next((row for frame in frames for row in self.rows if frame in row.frames), None)

    @property
    def bases(self) -> tuple[int, ...]:
        """The verb and its particle: content may hang on either."""
        return (self.verb, *self.particle)

    @property
    def sentence(self) -> tuple[int, int]:
        """First token of the sentence, and one past its last."""
        return self.parsed.sentences[self.parsed.sentence_of(self.verb)]


@dataclass(frozen=True, slots=True)
class Complement:
    """A verb's content: its tokens, the row and frame that found it, who is addressed, more words of the cue."""

    row: Cue
    frame: str
    tokens: tuple[int, ...]
    addressee: int | None = None
    cue_more: tuple[int, ...] = ()


def is_infinitive(parsed: Parsed, verb: int) -> bool:
    """Whether the verb stands after "to"."""
    return any(parsed.tags[c] == "TO" and parsed.deps[c] == "aux" for c in parsed.children[verb])
