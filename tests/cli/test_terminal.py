"""Words of reports are shown in a terminal and do not command it."""

import io
import re

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli import render
from onrecord.cli.main import _complain

HOSTILE = "\x1b[2J\x1b]0;title\x07 \x1b]8;;http://evil.example\x07link \x9b31m \u202eback\u200b"


@pytest.mark.parametrize("terminal", [True, False])
def test_no_word_commands_the_terminal(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - both kinds of output
    monkeypatch.setenv("COLUMNS", "200")
    out = io.StringIO()
    monkeypatch.setattr(render, "Console", lambda **options: Console(file=out, force_terminal=terminal, **options))
    table = Table("words")
    table.add_row(HOSTILE)
    made = render.console()
    for one in (HOSTILE, Text(HOSTILE, style="bold red"), Text.assemble((HOSTILE, "cyan"), "x"), table):
        made.print(one)
    shown = re.sub(r"\x1b\[[\d;]*m", "", out.getvalue()) if terminal else out.getvalue()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]", shown)
    assert "[U+202E]back" in shown
    assert "[U+001B]]8;;" in shown


def test_no_complaint_commands_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _complain(HOSTILE)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]", capsys.readouterr().err)
