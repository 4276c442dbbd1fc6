"""Help comes in a blink because it loads nothing heavy."""

import subprocess
import sys

import pytest

HEAVY = ("spacy", "trafilatura", "htmldate", "lxml", "sqlite3")
_CODE = """
import sys
sys.argv = ["onrecord", *{words!r}]
from onrecord.cli.main import run
try:
    run()
except SystemExit as stopped:
    assert not stopped.code, stopped.code
print("LOADED", *[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize("words", [["--help"], ["add", "--help"], ["read", "--help"], ["--version"]], ids=" ".join)
def test_help_loads_no_heavy_package(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", _CODE.format(words=words, heavy=HEAVY)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED"
