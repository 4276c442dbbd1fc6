"""The one table of what is read in which order."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from onrecord.chain.credits import find_credits
from onrecord.intake.segments import find_segments
from onrecord.language.parsed import Parsed
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon
from onrecord.mentions.figures import find_figures
from onrecord.mentions.names import find_mentions
from onrecord.mentions.times import day_of_dateline, find_times
from onrecord.model import Report, Role, Segment
from onrecord.statements.find import find_statements
from onrecord.transfers.find import find_transfers

PARSED_ROLES = (Role.HEADLINE, Role.BODY, Role.CAPTION, Role.CORRECTION)
"""The segments worth parsing: headlines say who says what, names and figures also stand in captions and corrections."""


_NAMES = ("state", "agency", "outlet", "organization")
"""The tables behind ``lexicon.names``."""

_ROLES = ("title", "organization_word", "document_word", "given_name")
"""The tables behind ``roles_of``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of reading: a pure function from what it ``needs`` to what it ``makes``.

    ``lexicons`` are the lexicon tables it consults; with any, it is also given ``lexicon``. ``version`` goes up
    when its results change, so that stored readings are made again. ``batch`` runs see many reports at once.
    """

    name: str
    version: int
    needs: tuple[str, ...]
    makes: str
    run: Callable[..., Any]
    lexicons: tuple[str, ...] = ()
    batch: bool = False


def _published(report: Report, segments: Sequence[Segment]) -> str | None:
    """The given day, else the one that the dateline states."""
    return report.published or day_of_dateline(report, segments)


def _parse(parser: Parser, report: Sequence[Report], segments: Sequence[Sequence[Segment]]) -> Iterator[Parsed]:
    """Parse the body, captions and corrections of many reports."""
    return parser.parse_many(
        (one.text, [s.span for s in parts if s.role in PARSED_ROLES]) for one, parts in zip(report, segments, strict=True)
    )


STAGES: tuple[Stage, ...] = (
    Stage(
        name="segments", version=1, needs=("report", "house_lines"), makes="segments",
        lexicons=("segment_pattern", *_NAMES), run=find_segments,
    ),
    Stage(name="published", version=2, needs=("report", "segments"), makes="published", run=_published),
    Stage(
        name="credits", version=1, needs=("report", "segments"), makes="credits",
        lexicons=("credit_pattern", *_NAMES), run=find_credits,
    ),
    Stage(name="parse", version=1, needs=("report", "segments"), makes="parsed", run=_parse, batch=True),
    Stage(
        name="times", version=4, needs=("report", "segments", "published"), makes="times", lexicons=("word_list",),
        run=find_times,
    ),
    Stage(
        name="figures", version=3, needs=("report", "segments", "parsed", "times"), makes="figures",
        lexicons=("unit", "magnitude", "number_word", "fraction", "vague", "bound", "word_list", "good"),
        run=find_figures,
    ),
    Stage(
        name="names", version=2, needs=("report", "segments", "parsed"), makes="mentions",
        lexicons=(*_NAMES, *_ROLES, "good", "transfer_frame", "word_list"),
        run=find_mentions,
    ),
    Stage(
        name="statements", version=4, needs=("report", "segments", "parsed", "mentions", "times"), makes="statements",
        lexicons=("verb_cue", "noun_cue", "adjective_cue", "adverb_cue", "phrase_cue", "idiom_cue", "stance_shift", "word_list", *_ROLES),
        run=find_statements,
    ),
    Stage(
        name="transfers", version=5, needs=("report", "parsed", "mentions", "figures", "times", "statements"),
        makes="transfers", lexicons=(*_NAMES, "transfer_frame", "transfer_role", "good", "verb_cue", "word_list"),
        run=find_transfers,
    ),
)  # fmt: skip
"""Every stage, in the order they run. What a stage needs is given or made by one above it."""

GIVEN = ("report", "house_lines")
"""What stages may need that no stage makes."""

SCALARS = ("published", "parsed")
"""What is made as one value, not as a tuple of records."""


def run_stages(
    given: Sequence[Mapping[str, Any]], lexicon: Lexicon, parser: Parser, stages: Sequence[Stage] = STAGES
) -> list[dict[str, Any]]:
    """Run all stages over a batch; each report's board starts with ``given`` and gains what stages make.

    A stage sees only what it declares.
    """
    boards = [dict(one) for one in given]
    for stage in stages:
        extra = {"lexicon": lexicon} if stage.lexicons else {}
        if stage.batch:
            columns = {need: [board[need] for board in boards] for need in stage.needs}
            made: Iterator[Any] = stage.run(parser, **columns)
        else:
            made = (stage.run(**{need: board[need] for need in stage.needs}, **extra) for board in boards)
        for board, value in zip(boards, made, strict=True):
            board[stage.makes] = value if stage.makes in SCALARS else tuple(value)
    return boards


def fingerprint(lexicon: Lexicon, parser: Parser) -> str:
    """What a reading depends on besides its report: stages, their versions, the lexicon and the parser.

    ``house_lines`` are added per report. 16 hexadecimal digits.
    """
    parts = chain((f"{s.name}:{s.version}" for s in STAGES), (lexicon.digest, parser.version))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
