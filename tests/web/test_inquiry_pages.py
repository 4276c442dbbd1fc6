"""The pages of a joint inquiry: anybody at this machine reads them, and only a key that was opened at the start decides in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bench.inquiry.story import DRAUNIA, KESTOVIA, PASSPHRASE, meet, played, rings, two_copies
from onrecord.casework.case import Case
from onrecord.casework.checking import check
from onrecord.casework.inquiring import JointInquiry, Keyring
from onrecord.casework.unlocked import unlock
from onrecord.model import BadInput, Refused
from onrecord.web.app import application
from onrecord.web.serving import Opened, for_one

HOME = "http://127.0.0.1:8700"
PAGES = ("", "/matrix", "/grades", "/findings", "/disagreements", "/journal")
HOSTILE = "<script>alert(1)</script>\"' onmouseover=x \u202eback"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """The two copies after a day's work; copied by each test that changes something."""
    folder = tmp_path_factory.mktemp("story")
    with two_copies(folder, demo) as (kestovia, draunia):
        played(kestovia, draunia)
    return folder


@pytest.fixture
def copy(tmp_path: Path, story: Path) -> Path:
    path = tmp_path / "kestovia.case"
    path.write_bytes((story / "kestovia.case").read_bytes())
    return path


@pytest.fixture
def editor(copy: Path, story: Path) -> Iterator[TestClient]:
    with TestClient(application(copy, unlocked=unlock(copy, rings(story)[0])), base_url=HOME, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def reader(story: Path) -> Iterator[TestClient]:
    with TestClient(application(story / "draunia.case"), base_url=HOME, follow_redirects=False) as opened:
        yield opened


def form(editor: TestClient, address: str = "/inquiry/matrix", **fields: str) -> dict[str, str]:
    hidden = dict(re.findall(r'<input type="hidden" name="(token|seen)" value="([^"]*)"', editor.get(address).text))
    return {**hidden, **fields}


def post(editor: TestClient, act: str, **fields: str) -> int:
    return editor.post(f"/inquiry/{act}", data=form(editor, **fields)).status_code


def decided(path: Path) -> list[tuple[str, str]]:
    with Case(path, readonly=True) as case:
        return [(e.party, e.decision) for e in case.file.signed()]


def test_without_a_key_every_page_is_read_and_shows_the_command_to_type(reader: TestClient) -> None:
    for name in PAGES:
        page = reader.get(f"/inquiry{name}")
        assert page.status_code == 200
        assert 'method="post"' not in page.text, name
    assert "onrecord inquiry draunia.case sign f_" in reader.get("/inquiry/findings").text
    assert "onrecord serve draunia.case --inquiry-key" in reader.get("/inquiry").text


def test_without_a_key_nothing_is_decided(reader: TestClient, story: Path) -> None:
    token = reader.app.state.token  # type: ignore[attr-defined]
    before = decided(story / "draunia.case")
    answer = reader.post("/inquiry/suppose", data={"token": token, "seen": str(len(before)), "words": "mine"})
    assert answer.status_code == 403
    assert "--inquiry-key" in answer.text
    assert decided(story / "draunia.case") == before


def test_the_matrix_shows_one_row_an_origin_and_what_does_not_fit(reader: TestClient) -> None:
    page = reader.get("/inquiry/matrix").text
    assert page.count('<th scope="row"><span class="soft">') == 4
    assert "2 exhibits on one origin" in page
    assert '<span class="word">parties differ</span>' in page
    assert "2 rows do not fit it" in page
    alone = reader.get("/inquiry/matrix", params={"party": KESTOVIA}).text
    assert '<span class="word">parties differ</span>' not in alone
    assert reader.get("/inquiry/matrix", params={"party": "Nobody"}).status_code == 400


def test_a_cell_leads_to_each_partys_word_and_to_what_the_machine_would_say(reader: TestClient) -> None:
    cells = re.findall(r'href="(/inquiry/bearings/[^"]+)"', reader.get("/inquiry/matrix").text)
    pages = [reader.get(cell).text for cell in cells]
    assert any("A maker would say so in any case." in page and "It says that nothing was sold." in page for page in pages)
    assert all("The machine would say" in page for page in pages)
    assert reader.get("/inquiry/bearings/x_aaaaaaaaaaaa/h_000000000000").status_code == 404


def test_a_grade_of_the_other_is_hidden_until_both_have_graded_and_one_of_ones_own_is_not(
    editor: TestClient, copy: Path, story: Path
) -> None:
    page = editor.get("/inquiry/grades").text
    assert "graded, hidden" in page
    assert "usually reliable</td>" not in page.split("Norvane", 1)[1].split("</tr>", 1)[0]
    assert post(editor, "grade", kind="source", subject="Norvane", topic="shipping", grade="E", why="often wrong") == 303
    own = editor.get("/inquiry/grades").text.split("Norvane", 1)[1].split("</tr>", 1)[0]
    assert re.search(r">E</b>\s*<span class=\"soft\">sealed; only you see it", own)
    assert "graded, hidden" in own
    with Case(copy) as case:
        assert b"often wrong" not in JointInquiry(case, rings(story)[0]).pack()
    assert "Open my grades" in editor.get("/inquiry/grades").text
    assert post(editor, "reveal") == 303
    after = editor.get("/inquiry/grades").text.split("Norvane", 1)[1].split("</tr>", 1)[0]
    assert "sealed" not in after
    assert "graded, hidden" in after


def test_grading_switched_off_disappears_and_nobody_waits(editor: TestClient, copy: Path) -> None:
    assert "grade source Norvane" in editor.get("/inquiry").text
    assert post(editor, "grading", value="off") == 303
    home = editor.get("/inquiry").text
    assert "grade source Norvane" not in home
    assert 'href="/inquiry/grades"' not in home
    before = decided(copy)
    assert post(editor, "grade", kind="source", subject="Norvane", grade="E") == 400
    assert decided(copy) == before
    assert post(editor, "grading", value="on") == 303
    assert 'href="/inquiry/grades"' in editor.get("/inquiry").text


def test_a_record_is_laid_before_the_parties_from_its_own_page(editor: TestClient, reader: TestClient, copy: Path) -> None:
    with Case(copy, readonly=True) as case:
        exhibited = {e.about["record"] for e in case.file.signed() if e.decision == "exhibit"}
        statement = next(s.id for _, s in case.statements() if s.id not in exhibited)
    page = editor.get(f"/statements/{statement}").text
    (laying,) = re.findall(r'<form method="post" action="/inquiry/lay">(.*?)</form>', page, re.DOTALL)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', laying))
    assert editor.post("/inquiry/lay", data=fields | {"words": "what the yard says"}).headers["location"] == "/inquiry/matrix"
    with Case(copy, readonly=True) as case:
        laid = [(e.party, e.about["words"]) for e in case.file.signed() if e.decision == "exhibit" and e.about["record"] == statement]
    assert laid == [(KESTOVIA, "what the yard says")]
    assert "/inquiry/lay" not in reader.get(f"/statements/{statement}").text


def test_from_a_hypothesis_to_a_signed_finding_in_the_browser(editor: TestClient, copy: Path) -> None:
    with Case(copy, readonly=True) as case:
        record = case.reports()[0].id
    assert post(editor, "suppose", words="The papers were forged.") == 303
    assert post(editor, "lay", record=record, words="the first report") == 303
    page = editor.get("/inquiry/findings").text
    exhibit = re.search(r'name="rests-(x_[a-z2-7]+)"> the first report', page)
    assert exhibit
    hypothesis = re.search(r'id="(h_[0-9a-f]{12})"><b class="code">H\d</b><div>The papers were forged', editor.get("/inquiry/matrix").text)
    assert hypothesis
    assert post(editor, "bear", exhibit=exhibit[1], hypothesis=hypothesis[1], bearing="inconsistent", why="It has the seal.") == 303
    found = post(editor, "find", words="The seal is real.", confidence="likely", **{f"rests-{exhibit[1]}": "on"})
    assert found == 303
    finding = re.search(r'id="(f_[0-9a-f]{12})">(?:(?!id="f_).)*The seal is real', editor.get("/inquiry/findings").text, re.DOTALL)
    assert finding
    assert post(editor, "sign", finding=finding[1]) == 303
    assert post(editor, "dissent", finding=finding[1], why="On second thoughts, no.") == 303
    assert "On second thoughts, no." in editor.get("/inquiry/findings").text
    assert post(editor, "withdraw", entry=finding[1]) == 303
    assert post(editor, "note", record=record, words="Ask again.", private="on") == 303
    assert [d for _, d in decided(copy)][-8:] == ["hypothesis", "exhibit", "bears", "finding", "signs", "dissents", "withdraws", "notes"]
    with Case(copy, readonly=True) as case:
        assert check(case).ok


@pytest.mark.parametrize(
    ("fields", "headers"),
    [({"token": "guessed"}, {}), ({"token": ""}, {}), ({}, {"Origin": "http://evil.example"}), ({}, {"Sec-Fetch-Site": "cross-site"})],
)
def test_a_form_of_another_page_signs_nothing(editor: TestClient, copy: Path, fields: dict[str, str], headers: dict[str, str]) -> None:
    before = decided(copy)
    answer = editor.post("/inquiry/suppose", data=form(editor, words="mine") | fields, headers=headers)
    assert answer.status_code == 403
    assert decided(copy) == before


def test_a_decision_on_top_of_what_came_in_meanwhile_is_not_signed(editor: TestClient, copy: Path, story: Path) -> None:
    held = form(editor, words="Mine.")
    with Case(copy) as case:
        JointInquiry(case, rings(story)[0]).suppose("Meanwhile.")
    before = decided(copy)
    answer = editor.post("/inquiry/suppose", data=held)
    assert answer.status_code == 409
    assert decided(copy) == before
    assert editor.post("/inquiry/suppose", data=form(editor, words="Mine.")).status_code == 303


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("suppose", {"words": "  "}), ("lay", {"record": "s_aaaaaaaaaaaa"}), ("lay", {}), ("bear", {"bearing": "perhaps"}),
        ("find", {"words": "x", "confidence": "certain"}), ("dissent", {"finding": "f_", "why": ""}), ("sign", {"finding": "f_none"}),
        ("grade", {"kind": "source", "subject": "", "grade": "A"}), ("grade", {"kind": "source", "subject": "X", "grade": "1"}),
        ("suppose", {"words": "x" * 5_000}), ("suppose", {"words": "x", "seen": "many"}), ("nothing", {}), ("withdraw", {"entry": "zz"}),
        ("grading", {"value": "maybe"}),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_signs_nothing(editor: TestClient, copy: Path, act: str, fields: dict[str, str]) -> None:
    before = decided(copy)
    answer = editor.post(f"/inquiry/{act}", data=form(editor) | fields)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert decided(copy) == before


def test_what_rests_on_something_private_is_signed_only_as_private(editor: TestClient, copy: Path) -> None:
    with Case(copy, readonly=True) as case:
        record = case.reports()[0].id
    assert post(editor, "lay", record=record, private="on") == 303
    with Case(copy, readonly=True) as case:
        exhibit = next(x.id for x in JointInquiry(case, Keyring(copy.parent, str)).state().exhibits if x.record == record)
    before = decided(copy)
    assert post(editor, "find", words="So it is.", confidence="likely", **{f"rests-{exhibit}": "on"}) == 400
    assert decided(copy) == before
    assert post(editor, "find", words="So it is.", confidence="likely", private="on", **{f"rests-{exhibit}": "on"}) == 303


def test_the_journal_is_narrowed_by_its_address(reader: TestClient) -> None:
    assert reader.get("/inquiry/journal", params={"decision": "signs", "party": DRAUNIA}).text.count('<td class="c-day">') == 3
    assert "1 entry" in reader.get("/inquiry/journal", params={"words": "marks tell who made"}).text
    assert "Nothing fits" in reader.get("/inquiry/journal", params={"to": "2001-01-01"}).text
    for asked in ({"from": "yesterday"}, {"page": "0"}, {"page": "99"}, {"page": "x"}):
        assert reader.get("/inquiry/journal", params=asked).status_code == 400


def test_what_was_sealed_does_not_show_in_the_journal(editor: TestClient) -> None:
    post(editor, "grade", kind="source", subject="Norvane", grade="E", why="often wrong")
    page = editor.get("/inquiry/journal").text
    assert "often wrong" not in page
    assert "what is inside a sealed grade" in page


def test_an_adopted_finding_is_handed_out_as_claim_review_and_no_other(reader: TestClient) -> None:
    (address,) = re.findall(r'href="(/inquiry/findings/f_[0-9a-f]{12}\.jsonld)"', reader.get("/inquiry/findings").text)
    answer = reader.get(address)
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()["reviewRating"]["alternateName"] == "likely"
    assert {a["name"] for a in answer.json()["author"]} == {KESTOVIA, DRAUNIA}
    assert reader.get("/inquiry/findings/f_000000000000.jsonld").status_code == 404


def test_words_of_another_party_never_become_markup(story: Path, copy: Path) -> None:
    with Case(copy) as case:
        joint = JointInquiry(case, rings(story)[0])
        joint.suppose(HOSTILE)
        exhibit = joint.lay(case.reports()[0].id, HOSTILE).about["record"]
        found = joint.find(HOSTILE, [x.id for x in joint.state().exhibits if x.record == exhibit], "likely")
        joint.on_finding(f"f_{found.hash[:12]}", "dissents", HOSTILE)
        joint.note(str(exhibit), HOSTILE)
        joint.grade("source", HOSTILE, "B", topic=HOSTILE)
    for unlocked in (None, unlock(copy, rings(story)[0])):
        with TestClient(application(copy, unlocked=unlocked), base_url=HOME) as opened:
            for name in PAGES:
                page = opened.get(f"/inquiry{name}").text
                assert "<script>alert" not in page, name
                assert "\u202e" not in page
                inside = re.sub(r'"[^"]*"', '""', "".join(re.findall(r"<[a-z](?:[^<>\"]|\"[^\"]*\")*>", page)))
                assert "onmouseover" not in inside, name


def test_a_case_without_an_inquiry_says_how_to_begin(client: TestClient) -> None:
    page = client.get("/inquiry").text
    assert "onrecord inquiry demo.case init --party" in page
    for name in PAGES[1:]:
        assert client.get(f"/inquiry{name}").status_code == 200


def test_a_key_is_opened_with_its_passphrase_or_nothing_is_served(copy: Path, story: Path) -> None:
    folder = rings(story)[0].folder
    with pytest.raises(BadInput, match="does not open the key"):
        unlock(copy, Keyring(folder, lambda: "wrong horse"))
    opened = unlock(copy, Keyring(folder, lambda: PASSPHRASE))
    assert (opened.party, opened.person) == (KESTOVIA, "Pia Montelar")
    assert PASSPHRASE not in repr(opened)
    assert "PrivateKey" not in repr(opened)


def test_pages_with_an_open_key_are_for_one_machine_and_whoever_knows_the_secret() -> None:
    with pytest.raises(Refused, match="sign with your key"):
        for_one(Opened(hosts=("desk.example",), secret=PASSPHRASE))
    assert for_one(Opened()).shown
    assert len({for_one(Opened()).secret for _ in range(9)}) == 9
    own = Opened(secret=PASSPHRASE)
    assert for_one(own) == own


def test_a_key_that_was_revoked_signs_no_more_in_pages_that_are_still_open(editor: TestClient, copy: Path, story: Path) -> None:
    with Case(copy) as case:
        joint = JointInquiry(case, rings(story)[0])
        joint.decide("revokes", {"key": joint.own()})
    before = decided(copy)
    assert post(editor, "suppose", words="Still here?") == 403
    assert decided(copy) == before


def test_both_copies_show_the_same(tmp_path: Path, demo: Path) -> None:
    with two_copies(tmp_path, demo) as (kestovia, draunia):
        kestovia.suppose("The works sold them.")
        meet(kestovia, draunia)
    shown = []
    for name in ("kestovia", "draunia"):
        with TestClient(application(tmp_path / f"{name}.case"), base_url=HOME) as opened:
            shown.append([re.sub(name, "X", opened.get(f"/inquiry{page}").text) for page in PAGES])
    assert shown[0] == shown[1]
