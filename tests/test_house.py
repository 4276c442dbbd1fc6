"""The rules of the house, as CONTRIBUTING tells them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 400
FLOORLESS = ("utils", "util", "helpers", "common", "misc", "core", "base", "tools", "lib", "types")
ROOMS = {
    "model", "codec", "text", "lexicon", "language", "intake", "chain", "statements", "mentions", "transfers", "stories", "inquiry",
    "corrections", "store", "casework", "drawings", "export", "cli", "web", "demo",
}  # fmt: skip
SEEDS = ROOT.parent / "shared" / "seeds"
_REGISTRIES = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "index" + "-url", "registry" + r"\.npmjs"]), re.IGNORECASE)
_MACHINE_PATHS = re.compile(r"(?<![\w.:/<*])/(?:home|work|root|Users)/\w")
_RUN = 12


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[str, str]]:
    """Every text file that belongs to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    for name in listed if any(listed) else [relative(p) for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts]:
        path = ROOT / name
        if name and path.is_file():
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_the_rooms_are_those_of_the_design() -> None:
    found = {p.stem if p.is_file() else p.name for p in SOURCE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    assert found - {"__init__"} == ROOMS


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_module_is_short_well_named_and_says_its_job_in_one_sentence(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST
    assert module.stem not in FLOORLESS
    told = ast.get_docstring(ast.parse(text)) or ""
    first = told.split("\n\n")[0]
    assert first.endswith((".", "!", "?")), f"{relative(module)} does not say what it is for"


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_no_error_is_swallowed_whole(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            broad = isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            assert not broad or any(isinstance(inner, ast.Raise) for inner in ast.walk(node)), f"line {node.lineno}"


def test_the_words_of_the_glossary_name_things_in_code() -> None:
    told = [f"{relative(m)}: {word}" for m in MODULES for word in re.findall(r"\b(?:class|def) (\w*(?:article|Article)\w*)", m.read_text())]
    assert told == []


def test_tests_mirror_the_source() -> None:
    mirrored = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and any(p.glob("test_*.py"))} | {"codec"}
    assert ROOMS - mirrored == set()


def test_nothing_names_a_registry_or_a_place_on_a_machine() -> None:
    found = [f"{name}: {m.group()}" for name, text in texts() for p in (_REGISTRIES, _MACHINE_PATHS) for m in p.finditer(text)]
    assert found == []


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports lie beside the project only where it is built")
def test_no_words_of_the_seed_reports_are_carried() -> None:
    seeds = set().union(*(runs(seed.read_text(encoding="utf-8")) for seed in SEEDS.glob("*.txt")))
    assert [name for name, text in texts() if runs(text) & seeds] == []
