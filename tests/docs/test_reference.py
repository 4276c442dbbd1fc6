"""The generated pages say what the tool does now."""

import dataclasses
import importlib.util
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord.casework.reading import read_reports
from onrecord.language.parser import Parser
from onrecord.lexicon import load_lexicon
from onrecord.lexicon.load import TABLES
from onrecord.lexicon.rows import Row
from onrecord.model import Report, Stance

DOCS = Path(__file__).parents[2] / "docs"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


REFERENCE = _load()
COMMANDS: dict[str, Any] = REFERENCE.command_table()

READING = ("report", "segments", "credits", "statements", "figures", "times", "mentions", "transfers", "problems")
STATEMENT = ("id", "speaker", "source", "cue", "content", "mode", "stance", "hedged", "to", "via", "said_on", "within")
SHAPES: dict[str, tuple[str, ...]] = {
    "A reading": READING,
    "Reports": ("id", "path", "url", "outlet", "published", "title", "origin", "segments", "statements", "problems"),
    "Statements": ("report", *STATEMENT),
    "Transfers": ("id", "goods", "quantity", "supplier", "recipient", "positions"),
    "Timeline": ("when", "what", "kind", "actors", "statement"),
    "Problems": ("report", "stage", "what", "detail"),
    "Check": ("ok", "reports", "anchors", "journal"),
}
"""The keys that the JSON contract names, by the section of ``json.md`` that shows the shape."""

PARTS: dict[str, tuple[str, ...]] = {
    "report": ("id", "original", "path", "outlet", "published", "title", "url", "lang", "text"),
    "segments": ("role", "start", "end"),
    "credits": ("agency", "kind", "start", "end"),
    "statements": STATEMENT,
    "figures": ("start", "end", "low", "high", "bound", "kind", "unit", "of"),
    "times": ("start", "end", "edtf", "basis"),
    "mentions": ("start", "end", "kind", "name", "actor"),
    "transfers": ("id", "goods", "quantity", "value", "maker", "supplier", "via", "recipient", "period", "spans", "statements"),
}
"""The keys of a reading's parts."""


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Every generated page as it should be now; ``just bless`` writes them."""
    pages: dict[str, str] = REFERENCE.made_pages()
    if os.environ.get("ONRECORD_BLESS"):
        for name, page in pages.items():
            (DOCS / name).write_text(page, encoding="utf-8")
    return pages


@pytest.mark.parametrize("name", REFERENCE.PAGES)
def test_page_is_what_the_tool_says_now(name: str, made: dict[str, str]) -> None:
    stale = (DOCS / name).read_text(encoding="utf-8") != made[name]
    assert not stale, f"docs/{name} is stale; run: just docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_and_an_example_of_its_own(name: str) -> None:
    assert (COMMANDS[name].help or "").strip()
    group, _, under = name.partition(" ")
    assert [e for e in REFERENCE.examples(COMMANDS[name]) if e.startswith(f"onrecord {group}") and f" {under}" in e]
    assert [p.name for p in COMMANDS[name].params if not (p.help or "").strip()] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_parse(name: str) -> None:
    for line in REFERENCE.examples(COMMANDS[name]):
        REFERENCE.parse(shlex.split(line.partition(" > ")[0])[1:])


def test_every_command_has_its_section() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+(?: \w+)?)$", page, re.MULTILINE) == list(COMMANDS)


def _examples(section: str) -> Iterator[dict[str, Any]]:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {section}$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found
    for block in re.findall(r"```json\n(.*?)```", found.group(1), re.DOTALL):
        yield json.loads(block)


@pytest.mark.parametrize("section", SHAPES)
def test_json_example_has_the_keys_of_the_contract(section: str) -> None:
    shown = list(_examples(section))
    assert shown
    for record in shown:
        assert [key for key in SHAPES[section] if key not in record] == []


@pytest.mark.parametrize("part", PARTS)
def test_json_example_of_a_reading_shows_each_part_with_its_keys(part: str) -> None:
    reading = next(_examples("A reading"))
    record = reading[part][0] if isinstance(reading[part], list) else reading[part]
    assert [key for key in PARTS[part] if key not in record] == []


@pytest.mark.parametrize("kind", sorted({kind.__name__ for kind in TABLES.values()}))
def test_lexicon_page_describes_every_field_and_no_other(kind: str) -> None:
    page = (DOCS / "lexicon.md").read_text(encoding="utf-8")
    found = re.search(rf"^### {kind}$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"docs/lexicon.md has no section {kind}"
    cells = re.findall(r"^\| (`[^|]+`) \|", found.group(1), re.MULTILINE)
    told = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    common = {f.name for f in dataclasses.fields(Row)}
    row = next(k for k in TABLES.values() if k.__name__ == kind)
    assert told == {f.name.rstrip("_") for f in dataclasses.fields(row)} - common


def test_lexicon_page_names_the_tables_of_each_kind() -> None:
    page = (DOCS / "lexicon.md").read_text(encoding="utf-8")
    told = {name for line in re.findall(r"^Tables? (.*?):", page, re.MULTILINE) for name in re.findall(r"`(\w+)`", line)} - {"goods"}
    assert told == set(TABLES)


STANCES = {
    row[0]: row[2]
    for row in re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
}


def test_glossary_has_every_stance() -> None:
    assert list(STANCES) == [stance.value for stance in Stance]


@pytest.mark.parametrize("stance", STANCES)
def test_glossary_example_is_read_with_its_stance(stance: str, parser: Parser) -> None:
    report = Report(id="r_1", original="", path="example.txt", text=STANCES[stance])
    reading = next(iter(read_reports([(report, ())], load_lexicon(), parser)))
    assert [s.stance.value for s in reading.statements if s.stance == stance] == [stance]
