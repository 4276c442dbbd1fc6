"""What tests share: one parser, one lexicon, a reader, and no network."""

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from starlette.testclient import TestClient

from onrecord.casework.case import Case
from onrecord.casework.reading import read_reports
from onrecord.casework.worked_example import build
from onrecord.demo import STORY, as_file
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon, load_lexicon
from onrecord.model import Reading, Report, content_id

settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser, loaded once."""
    return Parser()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shipped lexicon with the demo's invented states, agencies and outlets laid over it."""
    return load_lexicon(STORY.joinpath("lexicon.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def read(parser: Parser, lexicon: Lexicon) -> Callable[..., Reading]:
    """``read(text, published=..., outlet=..., title=..., house_lines=...)``: the Reading of one text."""

    def read_one(
        text: str,
        *,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        house_lines: tuple[str, ...] = (),
    ) -> Reading:
        report = Report(
            id=content_id("r", text), original="", path="report.txt", text=text, outlet=outlet, published=published, title=title
        )
        return next(read_reports([(report, house_lines)], lexicon, parser))

    return read_one


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, built once; tests read it and do not change it."""
    path = tmp_path_factory.mktemp("shared") / "demo.case"
    with build(path):
        pass
    return path


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Path:
    """The demo's reports in two intakes, those of 2019 with the second; tests read it and do not change it."""
    folder = tmp_path_factory.mktemp("grown")
    with as_file(STORY) as story:
        rows = [json.loads(line) for line in (story / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
        with Case(folder / "grown.case", create=True, parser=parser) as case:
            case.lay_over((story / "lexicon.toml").read_text(encoding="utf-8"), "the demo's lexicon")
            for year, wanted in (("to 2018", False), ("2019", True)):
                manifest = folder / f"{year}.jsonl"
                held = [row | {"path": str(story / row["path"])} for row in rows if ("/2019-" in row["path"]) is wanted]
                manifest.write_text("".join(json.dumps(row) + "\n" for row in held), encoding="utf-8")
                case.add([manifest])
    return folder / "grown.case"


@pytest.fixture(scope="session")
def client(demo: Path) -> Iterator[TestClient]:
    """A reader of the demo's pages on this machine."""
    from onrecord.web.app import application

    with TestClient(application(demo), base_url="http://127.0.0.1:8700") as opened:
        yield opened


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Any attempt to reach another machine, or to ask for its name, fails."""

    def refuse(*asked: object, **_options: object) -> None:
        message = f"a test reached for the network: {asked[-1]!r}"
        raise PermissionError(message)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, refuse)
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            patch.setattr(socket, name, refuse)
        yield
