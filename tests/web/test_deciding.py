"""What is decided in the browser goes into the journal, outlasts a new reading, can be undone, and comes only from our own forms."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.casework.actors import actors_of
from onrecord.casework.case import Case
from onrecord.stories.rulings import MERGE, SPLIT
from onrecord.web.app import application

HOME = "http://127.0.0.1:8700"


@pytest.fixture
def editor(copy: Path) -> Iterator[TestClient]:
    with TestClient(application(copy, person="Mara Vesh"), base_url=HOME, follow_redirects=False) as opened:
        yield opened


def two(path: Path) -> tuple[str, str, str, str]:
    """The ids and names of two people who speak."""
    with Case(path, readonly=True) as case:
        one, other = [a for a in actors_of(case).listed if a.kind == "person"][:2]
    return one.id, one.name, other.id, other.name


def form(editor: TestClient, actor: str, **fields: str) -> dict[str, str]:
    page = editor.get(f"/actors/{actor}").text
    hidden = dict(re.findall(r'<input type="hidden" name="(token|seen)" value="([^"]*)"', page))
    return {**hidden, **fields}


def journal(path: Path) -> list[tuple[str, str]]:
    with Case(path, readonly=True) as case:
        return [(e.person, e.decision) for e in case.file.journal()]


def test_merge_is_kept_outlasts_a_new_reading_and_is_undone_by_split(editor: TestClient, copy: Path) -> None:
    a, name, b, other = two(copy)
    before = len(journal(copy))
    answer = editor.post(f"/actors/{a}/merge", data=form(editor, a, other=b, why="one voice on the tape"))
    assert answer.status_code == 303
    page = editor.get(answer.headers["location"]).text
    assert name in page
    assert other in page
    assert "one voice on the tape" in page
    assert journal(copy)[before:] == [("Mara Vesh", MERGE)]
    with Case(copy) as case:
        case.file._db.execute("DELETE FROM reading")
        assert case.read() > 0
    again = editor.get(answer.headers["location"])
    assert again.status_code == 200
    assert other in again.text
    key = answer.headers["location"].rsplit("/", 1)[1]
    undone = editor.post(f"/actors/{key}/split", data=form(editor, key, name=other, why="two people after all"))
    assert undone.status_code == 303
    with Case(copy, readonly=True) as case:
        assert {name, other} <= {a.name for a in actors_of(case).listed}
    assert [d for _, d in journal(copy)[before:]] == [MERGE, SPLIT]
    assert "two people after all" in editor.get("/journal").text


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"token": "guessed"}, {}), ({"token": ""}, {}), ({}, {"Origin": "http://evil.example"}), ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({}, {"Sec-Fetch-Site": "same-site"}), ({"why": "x" * 30_000}, {}),
    ],
)  # fmt: skip
def test_a_form_of_another_page_changes_nothing(editor: TestClient, copy: Path, fields: dict[str, str], headers: dict[str, str]) -> None:
    a, _, b, _ = two(copy)
    before = journal(copy)
    answer = editor.post(f"/actors/{a}/merge", data=form(editor, a, other=b, why="x") | fields, headers=headers)
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text
    assert journal(copy) == before


def test_a_browser_that_hides_its_origin_is_served(editor: TestClient, copy: Path) -> None:
    a, _, b, _ = two(copy)
    hidden = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert editor.post(f"/actors/{a}/merge", data=form(editor, a, other=b, why="x"), headers=hidden).status_code == 303


def test_the_second_of_two_who_decide_at_once_is_told(editor: TestClient, copy: Path) -> None:
    a, _, b, _ = two(copy)
    held = form(editor, a, other=b, why="seen it")
    with Case(copy) as case, case.file.transaction():
        case.file.decide("Ivo Marn", "note", {"words": "meanwhile"})
    before = journal(copy)
    answer = editor.post(f"/actors/{a}/merge", data=held)
    assert answer.status_code == 409
    assert journal(copy) == before


@pytest.mark.parametrize("fields", [{"other": "Zzyzx Nobody", "why": "x"}, {"other": "", "why": "x"}, {"why": "  "}])
def test_a_decision_that_cannot_be_meant_changes_nothing(editor: TestClient, copy: Path, fields: dict[str, str]) -> None:
    a, _, b, _ = two(copy)
    before = journal(copy)
    answer = editor.post(f"/actors/{a}/merge", data=form(editor, a, **{"other": b, **fields}))
    assert answer.status_code == 404
    assert journal(copy) == before


def test_nothing_is_decided_by_a_link(editor: TestClient, copy: Path) -> None:
    a, _, _, _ = two(copy)
    assert editor.get(f"/actors/{a}/merge").status_code == 405
