"""The stage table: what each stage needs is there, and it looks at nothing else."""

from collections.abc import Mapping
from typing import Any

import pytest

from onrecord.casework.stages import GIVEN, STAGES, Stage, fingerprint, run_stages
from onrecord.demo import STORY
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon
from onrecord.lexicon.load import TABLES
from onrecord.model import Report, content_id


class Watched(Lexicon):
    """A lexicon that writes down which tables are asked for."""

    asked: set[str]

    def rows(self, table: str) -> tuple[Any, ...]:
        """As the lexicon, noting the table."""
        self.asked.add(table)
        return super().rows(table)

    def words(self, list_id: str) -> frozenset[str]:
        """As the lexicon, noting the table."""
        self.asked.add("word_list")
        return super().words(list_id)


def watched(lexicon: Lexicon, stage: str) -> Watched:
    made = Watched(lexicon.tables, f"{lexicon.digest}:{stage}")
    object.__setattr__(made, "asked", set())
    return made


@pytest.mark.parametrize("stage", STAGES, ids=lambda s: s.name)
def test_what_a_stage_needs_is_given_or_made_above_it(stage: Stage) -> None:
    above = {*GIVEN, *(s.makes for s in STAGES[: STAGES.index(stage)])}
    assert set(stage.needs) <= above


def test_names_and_products_are_unique() -> None:
    assert len({s.name for s in STAGES}) == len({s.makes for s in STAGES}) == len(STAGES)


def test_declared_lexicon_tables_exist() -> None:
    assert {table for s in STAGES for table in s.lexicons} <= set(TABLES)


@pytest.fixture(scope="module")
def boards(parser: Parser, lexicon: Lexicon) -> list[dict[str, Any]]:
    """The demo's text reports after every stage."""
    texts = [f.read_text(encoding="utf-8") for f in sorted(STORY.joinpath("reports").iterdir(), key=str) if f.name.endswith(".txt")]
    reports = [Report(id=content_id("r", t), original="", path="r.txt", text=t, published="2017-03-03") for t in texts]
    return run_stages([{"report": r, "house_lines": ()} for r in reports], lexicon, parser)


@pytest.mark.parametrize("stage", [s for s in STAGES if not s.batch], ids=lambda s: s.name)
def test_a_stage_consults_the_lexicons_that_it_declares_and_no_others(
    stage: Stage, boards: list[Mapping[str, Any]], lexicon: Lexicon
) -> None:
    if not stage.lexicons:
        return  # it is not given the lexicon
    own = watched(lexicon, stage.name)
    for board in boards:
        made = stage.run(**{need: board[need] for need in stage.needs}, lexicon=own)
        list(made)
    assert own.asked == set(stage.lexicons)


def test_the_fingerprint_changes_with_the_lexicon(lexicon: Lexicon, parser: Parser) -> None:
    assert fingerprint(lexicon, parser) == fingerprint(lexicon, parser)
    assert fingerprint(lexicon, parser) != fingerprint(watched(lexicon, "other"), parser)
