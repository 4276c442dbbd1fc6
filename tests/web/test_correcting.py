"""Corrections in the browser: kept with person and reason, in force at once, only from our own forms, and told to whoever is too late."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.casework.case import Case
from onrecord.model import Statement, words_of
from onrecord.web.app import application

HOME = "http://127.0.0.1:8700"


@pytest.fixture
def copy(tmp_path: Path, demo: Path) -> Path:
    path = tmp_path / "copy.case"
    path.write_bytes(demo.read_bytes())
    return path


@pytest.fixture
def editor(copy: Path) -> Iterator[TestClient]:
    with TestClient(application(copy, person="Mara Vesh"), base_url=HOME, follow_redirects=False) as opened:
        yield opened


def denial(path: Path) -> tuple[str, Statement, str]:
    """(report id, statement, its words) of a denial that somebody makes."""
    with Case(path, readonly=True) as case:
        report_id, found = next((r, s) for r, s in case.statements() if s.stance == "denies" and s.speaker and not s.decided)
        return report_id, found, " ".join(words_of(case.file.report(report_id).text, found.content).split())


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(token|seen)" value="([^"]*)"', page))


def form(editor: TestClient, address: str, **fields: str) -> dict[str, str]:
    return {**hidden(editor.get(address).text), **fields}


def journal(path: Path) -> list[tuple[str, str]]:
    with Case(path, readonly=True) as case:
        return [(e.person, e.decision) for e in case.file.journal()]


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_an_edit_holds_everywhere_outlasts_a_new_reading_and_is_taken_back(editor: TestClient, copy: Path) -> None:
    report, s, words = denial(copy)
    before = len(journal(copy))
    home = f"/statements/{s.id}"
    given = form(
        editor,
        home,
        what="edit",
        speaker="Tilda Brandt",
        role="harbour master",
        kind="person",
        stance="doubts",
        words=words,
        why="she asks",
    )
    answer = editor.post(f"{home}/decide", data=given)
    assert (answer.status_code, answer.headers["location"]) == (303, home)
    assert journal(copy)[before:] == [("Mara Vesh", "edit_statement")]
    with Case(copy) as case:
        case.file._db.execute("DELETE FROM reading")
        assert case.read() > 0
    page = text_of(editor.get(home).text)
    assert "Tilda Brandt" in page
    assert "by Mara Vesh" in page
    assert "she asks" in page
    assert "The machine read:" in page
    assert "Tilda Brandt" in editor.get(f"/reports/{report}").text
    assert "Tilda Brandt" in editor.get("/statements?stance=doubts&speaker=Tilda").text
    assert "Tilda Brandt" in editor.get("/actors?name=Tilda").text
    assert "Tilda Brandt" in editor.get("/statements.csv?speaker=Tilda").text
    assert "Tilda Brandt" in editor.get("/journal").text
    undone = editor.post(f"/journal/{before + 1}/undo", data=form(editor, home, why="no", back="record"))
    assert (undone.status_code, undone.headers["location"]) == (303, home)
    assert "Tilda Brandt" not in text_of(editor.get(f"/reports/{report}").text)
    assert journal(copy)[before:] == [("Mara Vesh", "edit_statement"), ("Mara Vesh", "undo")]


def test_only_the_fields_that_were_changed_are_set(editor: TestClient, copy: Path) -> None:
    _, s, words = denial(copy)
    assert s.speaker
    given = {"speaker": s.speaker.name, "role": s.speaker.role or "", "kind": s.speaker.kind.value, "words": words}
    editor.post(f"/statements/{s.id}/decide", data=form(editor, f"/statements/{s.id}", what="edit", stance="doubts", why="x", **given))
    with Case(copy, readonly=True) as case:
        made = next(one for _, one in case.statements() if one.id == s.id)
    assert [c.field for c in made.decided[0].changes] == ["stance"]
    assert (made.speaker, made.content, made.mode) == (s.speaker, s.content, s.mode)


def test_a_rejected_statement_is_nowhere_but_on_its_own_page_and_its_reports(editor: TestClient, copy: Path) -> None:
    report, s, _ = denial(copy)
    home = f"/statements/{s.id}"
    editor.post(f"{home}/decide", data=form(editor, home, what="reject", why="nobody says it"))
    assert "Taken out." in editor.get(home).text
    page = editor.get(f"/reports/{report}").text
    assert f'data-r="{s.id}"' not in page
    assert "found wrong" in page
    assert s.id not in editor.get("/statements.csv").text
    assert s.id not in "".join(editor.get(f"/{name}").text for name in ("", "review", "conflicts", "claims", "transfers", "timeline"))


def test_the_review_shows_what_waits_and_leaves_out_what_is_decided(editor: TestClient, copy: Path) -> None:
    page = editor.get("/review").text
    waiting = re.findall(r'id="q-(s_[a-z2-7]+)"', page)
    assert len(waiting) == 12
    first = waiting[0]
    answer = editor.post(f"/statements/{first}/decide", data={**hidden(page), "what": "accept", "why": "read it", "back": "review"})
    assert answer.headers["location"].startswith("/review?done=")
    after = editor.get(answer.headers["location"]).text
    assert first not in re.findall(r'id="q-(s_[a-z2-7]+)"', after)
    assert "Kept as entry" in after
    seen: list[str] = []
    for number in range(1, 60):
        page = editor.get(f"/review?page={number}").text
        found = re.findall(r'id="q-(s_[a-z2-7]+)"', page)
        if not found:
            break
        seen += found
    assert len(seen) == len(set(seen))
    with Case(copy, readonly=True) as case:
        assert set(seen) <= {s.id for _, s in case.statements()} - {first}


def test_a_flag_brings_a_statement_to_the_front(editor: TestClient) -> None:
    last = 1
    while f"page={last + 1}" in editor.get(f"/review?page={last}").text:
        last += 1
    key = re.findall(r'id="q-(s_[a-z2-7]+)"', editor.get(f"/review?page={last}").text)[-1]
    answer = editor.post(f"/marks/{key}", data=form(editor, f"/statements/{key}", what="flag", text="who is this?"))
    assert answer.headers["location"] == f"/statements/{key}"
    page = editor.get("/review").text
    assert key in re.findall(r'id="q-(s_[a-z2-7]+)"', page)[:2]  # one that lies on the same words is flagged with it
    assert "who is this?" in page


def test_echoes_are_decided_on_together(editor: TestClient, copy: Path) -> None:
    page = editor.get("/review").text
    key = next(k for k, rest in re.findall(r'id="q-(s_[a-z2-7]+)"(.*?)</li>\n', page, re.DOTALL) if "echoes with the same words" in rest)
    before = len(journal(copy))
    editor.post(f"/statements/{key}/decide", data={**hidden(page), "what": "reject", "why": "x", "echoes": "1"})
    assert len(journal(copy)) - before > 1
    assert {decision for _, decision in journal(copy)[before:]} == {"reject_statement"}


def test_a_link_is_detached_and_attached_where_both_reports_stand_side_by_side(editor: TestClient, copy: Path) -> None:
    with Case(copy, readonly=True) as case:
        link = case.chain().links[0]
        origins = {report: o.id for o in case.chain().origins for report in o.reports}
    home = f"/compare/{link.child}/{link.parent}"
    answer = editor.post("/links", data=form(editor, home, what="detach", child=link.child, parent=link.parent, why="both were there"))
    assert answer.status_code == 303
    assert "both were there" in editor.get(answer.headers["location"]).text
    with Case(copy, readonly=True) as case:
        assert (link.child, link.parent) not in {(x.child, x.parent) for x in case.chain().links}
        assert {report: o.id for o in case.chain().origins for report in o.reports} != origins
    given = form(editor, home, what="attach", child=link.child, parent=link.parent, kind=link.kind.value, why="after all")
    assert editor.post("/links", data=given).status_code == 303
    with Case(copy, readonly=True) as case:
        assert {report: o.id for o in case.chain().origins for report in o.reports} == origins


def test_notes_are_shown_where_they_were_written_and_never_act(editor: TestClient, copy: Path) -> None:
    report, s, _ = denial(copy)
    opened = {"/conflicts": "conflicts", "/claims": "claims", "/actors": "actors", "/origins": "origins", "/transfers": "transfers"}
    pages = [f"/statements/{s.id}", f"/reports/{report}"]
    pages += [next(iter(re.findall(rf'href="(/{kind}/[a-z]_[a-z2-7]+)', editor.get(address).text))) for address, kind in opened.items()]
    for page in pages:
        words = f"<script>alert(1)</script> on {page}"
        answer = editor.post(f"/marks/{page.rsplit('/', 1)[1]}", data=form(editor, page, what="note", text=words))
        assert answer.status_code == 303, page
        shown = editor.get(page).text
        assert f"&lt;script&gt;alert(1)&lt;/script&gt; on {page}" in shown, page
        assert "<script>alert" not in shown
    assert len(journal(copy)) == len(pages) + 1


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"token": "guessed"}, {}), ({"token": ""}, {}), ({}, {"Origin": "http://evil.example"}), ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({"why": "x" * 30_000}, {}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("what", ["decide", "mark", "link", "undo"])
def test_a_form_of_another_page_changes_nothing(
    editor: TestClient, copy: Path, what: str, fields: dict[str, str], headers: dict[str, str]
) -> None:
    report, s, _ = denial(copy)
    address = {"decide": f"/statements/{s.id}/decide", "mark": f"/marks/{s.id}", "link": "/links", "undo": "/journal/1/undo"}[what]
    before = journal(copy)
    held = form(editor, f"/statements/{s.id}", what="reject", why="x", text="x", child=report, parent=report)
    answer = editor.post(address, data=held | fields, headers=headers)
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text
    assert journal(copy) == before


def test_the_second_of_two_who_decide_on_one_statement_is_told_what_the_first_decided(editor: TestClient, copy: Path) -> None:
    _, s, _ = denial(copy)
    home = f"/statements/{s.id}"
    mine, theirs = (form(editor, home, what="edit", stance=stance, why="x") for stance in ("doubts", "asks"))
    assert editor.post(f"{home}/decide", data=mine).status_code == 303
    before = journal(copy)
    answer = editor.post(f"{home}/decide", data=theirs)
    assert answer.status_code == 409
    assert "Mara Vesh decided" in answer.text
    assert "the stance is doubts" in answer.text
    assert journal(copy) == before


def test_two_who_decide_on_different_statements_do_not_hinder_each_other(editor: TestClient) -> None:
    page = editor.get("/review").text
    for key in re.findall(r'id="q-(s_[a-z2-7]+)"', page)[:3]:
        assert editor.post(f"/statements/{key}/decide", data={**hidden(page), "what": "accept", "why": "x"}).status_code == 303


@pytest.mark.parametrize(
    "fields",
    [
        {"what": "accept", "why": " "}, {"what": "dance", "why": "x"}, {"what": "edit", "stance": "mutters", "why": "x"},
        {"what": "edit", "words": "words that stand nowhere", "why": "x"}, {"what": "accept", "why": "x", "seen": "many"},
        {"what": "edit", "why": "x"}, {"what": "edit", "speaker": "X", "kind": "ghost", "why": "x"},
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_meant_changes_nothing(editor: TestClient, copy: Path, fields: dict[str, str]) -> None:
    _, s, _ = denial(copy)
    before = journal(copy)
    answer = editor.post(f"/statements/{s.id}/decide", data=form(editor, f"/statements/{s.id}", **fields))
    assert answer.status_code == 404
    assert "Nothing was changed" in answer.text
    assert journal(copy) == before


@pytest.mark.parametrize("address", ["/statements/s_aaaaaaaaaaaa/decide", "/marks/s_aaaaaaaaaaaa", "/links", "/journal/1/undo"])
def test_nothing_is_decided_by_a_link(editor: TestClient, address: str) -> None:
    assert editor.get(address).status_code == 405


@pytest.mark.parametrize("address", ["/review?page=0", "/review?page=x", "/review?page=999999999", "/review?done=x", "/review?page=-1"])
def test_an_address_that_asks_for_no_page_is_answered(editor: TestClient, address: str) -> None:
    assert editor.get(address).status_code in (200, 400)


def test_a_long_journal_is_paged_and_an_entry_is_found_in_it(editor: TestClient, copy: Path) -> None:
    with Case(copy) as case, case.file.transaction():
        for number in range(230):
            case.file.decide("Ivo Marn", "remark", {"number": number})
    last = len(journal(copy))
    pages = [re.findall(r'id="entry-(\d+)"', editor.get(f"/journal?page={n}").text) for n in (1, 2, 3)]
    assert [int(n) for page in pages for n in page] == list(range(last, 0, -1))
    assert 'id="entry-7"' in editor.get("/journal?at=7").text
