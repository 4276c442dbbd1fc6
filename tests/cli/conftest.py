"""How tests run commands: in this process, as the console script would."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

from onrecord.cli import main
from onrecord.language.parser import Parser


class Ran(NamedTuple):
    """What a command left behind: exit status, standard output and error."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, object]]:
        """The output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, parser: Parser) -> Callable[..., Ran]:
    """``run("brief", path)``: the console script in this process, with the parser loaded already."""
    monkeypatch.setattr("onrecord.casework.case.Parser", lambda: parser)

    def command(*words: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["onrecord", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main.run()
        out, err = capfd.readouterr()
        return Ran(int(stopped.value.code or 0), out, err)

    return command
