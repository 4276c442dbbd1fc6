"""The demo's pages, opened once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.casework.worked_example import build
from onrecord.web.app import application

HOME = "http://127.0.0.1:8700"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case."""
    path = tmp_path_factory.mktemp("pages") / "demo.case"
    with build(path):
        pass
    return path


@pytest.fixture(scope="session")
def client(demo: Path) -> Iterator[TestClient]:
    """A reader of the demo's pages on this machine."""
    with TestClient(application(demo), base_url=HOME) as opened:
        yield opened
