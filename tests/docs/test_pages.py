"""Every page's commands parse, its links resolve, and it says nothing that it should not."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from onrecord.cli.main import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"])
COMMANDS: dict[str, Any] = dict(get_command(app).commands)  # type: ignore[attr-defined]
SEEDS = ROOT.parent / "shared" / "seeds"

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_SHELL = ("sh", "bash", "shell", "console")
_ENDS = (">", ">>", "|", "&&", ";", "2>", "<")
_MACHINE = re.compile(r"(?<![\w.:/<])/(?:home|work|tmp|root|Users|usr|var|opt|mnt|etc)/|\b[A-Z]:\\\\?\w")
_REGISTRY = re.compile(
    r"pypi\.org|python[h]osted|index[-]url|extra-index|test\.pypi|registry\.npmjs|artifactory|nexus|devpi", re.IGNORECASE
)
_SHINGLE = 8
GUIDES = ("README.md", "docs/index.md", "docs/your-own-reports.md", "docs/correcting.md")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _lines() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for language, block in _BLOCK.findall(_text(page)):
            if language in _SHELL:
                shown = (line.strip().removeprefix("$ ") for line in block.replace("\\\n", " ").splitlines())
                found += [(_name(page), line) for line in shown if line.startswith("onrecord")]
    return list(dict.fromkeys(found))


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).strip().replace(" ", "-")


@pytest.mark.parametrize(("page", "line"), _lines())
def test_shown_command_parses(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    end = next((n for n, word in enumerate(words) if word in _ENDS), len(words))
    command, *rest = words[1:end] or ["--help"]
    if command in ("--help", "-h"):
        return
    assert command in COMMANDS, f"{page}: no such command in: {line}"
    if not {"--help", "-h"} & set(rest):
        COMMANDS[command].make_context(command, rest)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_shown_on_a_page_for_people(command: str) -> None:
    guides = [(page, line) for page, line in _lines() if page in GUIDES]
    assert [line for _, line in guides if shlex.split(line, comments=True)[1:2] == [command]]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_resolve(page: Path) -> None:
    for target in _LINK.findall(re.sub(_BLOCK, "", _text(page))):
        if re.match(r"https?:|mailto:", target):
            continue
        file, _, heading = target.partition("#")
        aimed = (page.parent / file).resolve() if file else page
        assert aimed.exists(), f"{_name(page)}: {target}"
        assert ROOT in aimed.parents, f"{_name(page)}: {target} leads out of the project"
        if heading:
            assert heading in {_slug(h) for h in re.findall(r"^#+ (.+)$", _text(aimed), re.MULTILINE)}, f"{_name(page)}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_page_names_no_place_on_a_machine_and_no_registry(page: Path) -> None:
    assert _MACHINE.findall(_text(page)) == []
    assert _REGISTRY.findall(_text(page)) == []


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports lie beside the project only where it is built")
@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_page_holds_no_words_of_the_seed_reports(page: Path) -> None:
    seeds = set().union(*(_shingles(_text(seed)) for seed in SEEDS.glob("*.txt")))
    assert _shingles(_text(page)) & seeds == set()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_page_keeps_to_the_words_of_the_glossary(page: Path) -> None:
    prose = re.sub(r"`[^`]+`", "", re.sub(_BLOCK, "", _text(page)))
    assert re.findall(r"\b(?:articles?|news item|snippets of articles|datasets?)\b", prose, re.IGNORECASE) == []
