"""Whatever reports and people write, no page, table, picture or dossier acts on it; every answer keeps its headers and tells no place."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from starlette.testclient import TestClient

from onrecord.casework.case import Case
from onrecord.casework.lists import LISTS
from onrecord.casework.looking import Looking, Ties, Whole
from onrecord.casework.method import decisions, journal_of, made_by
from onrecord.drawings.of_case import chain_of_case, route_of, stances_of, timeline_of
from onrecord.drawings.svg import Picture
from onrecord.export.account import account_of
from onrecord.export.docx import dossier_docx
from onrecord.export.markdown import dossier_markdown
from onrecord.export.page import dossier_html
from onrecord.export.tables import tables
from onrecord.language.parser import Parser
from onrecord.web.app import application
from onrecord.web.json_routes import TABLE
from onrecord.web.rendering import href
from onrecord.web.safety import HEADERS
from tests.web import hostile
from tests.web.hostile import ATTACKS, TURNS, acting, elements, leads_home

HOME = "http://127.0.0.1:8700"
_EACH = 4
"""So many pages of one kind are opened, and every report."""


@pytest.fixture(scope="module")
def case_path(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Path:
    """The case of hostile reports; its own name is hostile as well."""
    return hostile.build(tmp_path_factory.mktemp("hostile") / '<img src=x onerror="alert(1)">{{7*7}}.case', parser)


@pytest.fixture(scope="module")
def client(case_path: Path) -> Iterator[TestClient]:
    with TestClient(application(case_path, person=ATTACKS["script"]), base_url=HOME, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def inquiry(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Iterator[TestClient]:
    path = hostile.joint(tmp_path_factory.mktemp("joint"), demo)
    with TestClient(application(path), base_url=HOME, follow_redirects=False) as opened:
        yield opened


def kind_of(address: str) -> str:
    return re.sub(r"[a-z]{1,2}_[a-z2-7]{12}", "ID", re.sub(r"\?.*", "?", address))


def crawl(client: TestClient, *starts: str, within: str = "/") -> Iterator[tuple[str, Any]]:
    """(address, answer) of what is linked from ``starts``, some of each kind and every report."""
    todo, seen, counted = list(starts), set(starts), Counter[str]()
    while todo:
        address = todo.pop(0)
        counted[kind_of(address)] += 1
        if counted[kind_of(address)] > (1000 if kind_of(address) == "/reports/ID" else _EACH):
            continue
        answer = client.get(address)
        yield address, answer
        if "html" not in answer.headers["content-type"]:
            continue
        for name, attributes, _ in elements(answer.text):
            target = attributes.get("href", "").split("#")[0] if name == "a" else ""
            target = address.partition("?")[0] + target if target.startswith("?") else target
            if target not in seen and leads_home(target) and target.startswith(within):
                seen.add(target)
                todo.append(target)


def headed(answer: Any) -> bool:
    return all(answer.headers.get(name) == value for name, value in HEADERS.items())


@pytest.fixture(scope="module")
def crawled(client: TestClient) -> dict[str, Any]:
    return dict(
        crawl(client, "/reports", "/", "/problems", "/journal", "/review", "/search?q=rockets", "/search?q=%3Cscript%3E", "/inquiry")
    )


def test_the_corpus_reaches_every_kind_of_page(crawled: dict[str, Any]) -> None:
    assert {address: a.status_code for address, a in crawled.items() if a.status_code != 200} == {}
    assert {kind_of(address) for address in crawled} >= {
        "/", "/reports", "/reports/ID", "/reports/ID?", "/reports/ID/original", "/compare/ID/ID", "/statements", "/statements/ID",
        "/records/ID",
        "/transfers", "/transfers/ID", "/claims", "/claims/ID", "/conflicts", "/conflicts/ID", "/actors", "/actors/ID", "/origins",
        "/origins/ID",
        "/chain", "/timeline", "/review", "/journal", "/figures", "/times", "/names", "/problems", "/search?",
        *(f"/{name}.csv" for name in LISTS), *(f"/{name}.json" for name in (*LISTS, "journal", "review", "chain")),
    }  # fmt: skip
    pages = "".join(answer.text for answer in crawled.values() if "html" in answer.headers["content-type"])
    shown = {name for name, attack in ATTACKS.items() if attack[:12].split("<")[0].strip() in pages or name in pages}
    assert shown == set(ATTACKS)


def test_nothing_on_any_page_acts(crawled: dict[str, Any]) -> None:
    found = {address: acting(answer.text)[:3] for address, answer in crawled.items() if "html" in answer.headers["content-type"]}
    assert {address: what for address, what in found.items() if what} == {}


def test_every_answer_has_the_headers(crawled: dict[str, Any]) -> None:
    assert [address for address, answer in crawled.items() if not headed(answer)] == []


def test_templates_were_not_run(crawled: dict[str, Any]) -> None:
    assert not any("__class__" not in a.text and "&lt;class" in a.text for a in crawled.values())
    assert "{{7*7}}" in crawled["/"].text  # the case's own name


def test_json_is_json_and_turns_nothing_around(client: TestClient) -> None:
    for one in TABLE:
        if "{" in one.path:
            continue
        address: str | None = one.path + ("?q=rockets" if "search" in one.path else "")
        while address:
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert answer.headers["content-type"] == "application/json"
            assert headed(answer)
            assert not TURNS.search(answer.text.rstrip("\n")), address
            told = json.loads(answer.text)
            address = told.get("next")
    for row in client.get("/reports.json").json()["rows"]:
        told = client.get(f"/reports/{row['id']}.json").json()
        page = client.get(f"/reports/{row['id']}/original")
        assert page.headers["content-type"] == "application/octet-stream"
        assert told["report"]["id"] == row["id"]


def risky(text: str) -> list[str]:
    """The cells that a spreadsheet would run; a number may be below zero."""
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    return [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠\t\r]", cell) and not re.fullmatch(r"-?[\d.,]+", cell)]


def test_no_table_runs_a_formula(client: TestClient, case_path: Path) -> None:
    for name in LISTS:
        answer = client.get(f"/{name}.csv")
        assert answer.headers["content-disposition"].startswith("attachment"), name
        assert risky(answer.text) == [], name
    with Case(case_path, readonly=True) as case:
        for name, text in tables(list(case.readings()), journal_of(case)).items():
            assert risky(text) == [], name


@pytest.fixture(scope="module")
def whole(case_path: Path) -> Iterator[tuple[Case, Whole]]:
    with Case(case_path, readonly=True) as case:
        yield case, Whole(case, Ties(case.chain()))


def pictures(whole: Whole) -> Iterator[Picture]:
    for link in (None, href):
        yield timeline_of(whole, lanes=8, link=link)
        yield chain_of_case(whole, link=link)
        yield from (stances_of(actor, link=link) for actor in list(whole.actors.values())[:20])
    yield from (route_of(story) for story in whole.stories)


def test_no_picture_acts(whole: tuple[Case, Whole]) -> None:
    made = list(pictures(whole[1]))
    assert len(made) > 20
    for picture in made:
        assert not TURNS.search(picture.alone())
        for one in etree.fromstring(picture.alone().encode(), etree.XMLParser(resolve_entities=False)).iter():
            name = etree.QName(one).localname if isinstance(one.tag, str) else "!--"
            assert name in hostile.TAGS | {"style"}, name
            assert [a for a in one.attrib if not hostile.ATTRIBUTES.fullmatch(a)] == []
            assert leads_home(one.get("href", "/"))


@pytest.fixture(scope="module")
def account(whole: tuple[Case, Whole]) -> Any:
    case, held = whole
    return account_of(held, name=case.file.path.stem, made=made_by(case), decided=decisions(case, held))


def test_the_dossier_as_a_page_acts_on_nothing(account: Any) -> None:
    page = dossier_html(account)
    style = next(text for name, _, text in elements(page) if name == "style")
    assert "onerror" not in style
    assert [one for one in acting(page, style=style) if "Content-Security-Policy" not in one] == []
    policy = next(a["content"] for name, a, _ in elements(page) if "http-equiv" in a)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_dossier_in_markdown_holds_neither_markup_nor_links_of_reports(account: Any) -> None:
    text = dossier_markdown(account)
    assert not TURNS.search(text)
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    for token in reader.parse(text):
        for one in (token, *(token.children or ())):
            assert not one.type.startswith(("html", "image", "link", "code_block", "fence")), one.content[:100]


def test_the_dossier_for_word_processors_holds_words_only(account: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(dossier_docx(account))) as held:
        assert not any(name.endswith(".bin") for name in held.namelist())
        for name in held.namelist():
            tree = etree.fromstring(held.read(name), etree.XMLParser(resolve_entities=False, huge_tree=False))
            assert not tree.getroottree().docinfo.doctype
            names = {etree.QName(one).localname for one in tree.iter() if isinstance(one.tag, str)}
            assert names.isdisjoint({"instrText", "fldSimple", "hyperlink", "object", "altChunk", "control"}), name
            assert not any(one.get("TargetMode") for one in tree.iter())
            assert not TURNS.search("".join(tree.itertext()))


def test_nothing_acts_in_the_pages_of_a_joint_inquiry(inquiry: TestClient) -> None:
    opened = {}
    for address, answer in crawl(inquiry, "/inquiry", within="/inquiry"):
        assert answer.status_code == 200, address
        assert acting(answer.text) == [] or "html" not in answer.headers["content-type"], address
        opened[kind_of(address)] = answer.text
    assert {"/inquiry/matrix", "/inquiry/grades", "/inquiry/findings", "/inquiry/disagreements", "/inquiry/journal"} <= opened.keys()
    assert "&lt;script&gt;alert(1)" in opened["/inquiry/matrix"]
    assert "[U+202E]" in opened["/inquiry/findings"]


FAR = "a" * 30_000
REQUESTS: tuple[tuple[str, str], ...] = (
    *(("GET", path) for path in (
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/%2e%2e/%2e%2e/app.py", "/static/..%5c..%5capp.py", "/static//etc/passwd",
        "/static/%00", "/reports/%2e%2e%2f%2e%2e", "/reports/r_aaaaaaaaaaaa%2foriginal", "/reports/r_aaaaaaaaaaaa/original",
        "/reports/r_aaaaaaaaaaaa%00", "/reports/r_%EF%BC%A1aaaaaaaaaaa", f"/reports/{FAR}", f"/{FAR}", "/\\evil.example",
        "/%E2%80%AE", "/%ED%A0%80", "/%FF", "/statements/%3Cscript%3Ealert(1)%3C/script%3E", "/actors/a_aaaaaaaaaaaa", "/.git/config",
        "/records/s_aaaaaaaaaaaa.json.json", "/compare/x/y", "/compare/r_aaaaaaaaaaaa/r_aaaaaaaaaaaa", "/inquiry/x.json",
        "/inquiry/findings/%3Cscript%3E.jsonld", "/inquiry/bearings/%22/%27", "/journal/1/undo", "/journal/99999999999999999999999/undo",
        "/reports?page=99999999999999999999", "/reports?page=%F0%9D%9F%99", "/reports?sort=%00", "/reports?from=%00", "/reports?from=0000",
        "/timeline?to=9999-99", "/statements?stance=%3Cscript%3E", "/journal?page=%3Cscript%3E", "/review?page=0x1",
        "/inquiry/journal?from=%3Cscript%3E", "/inquiry/journal?page=1e9", "/inquiry/matrix?party=%3Cscript%3E", "/search?q=%22%22",
        f"/figures?from={FAR}", f"/reports?sort={FAR}", "/reports.json?%00=1",
    )),
    *((method, path) for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND")
      for path in ("/", "/reports", "/reports.json")),
    *(("POST", path) for path in (
        "/", "/reports", "/links", "/marks/s_aaaaaaaaaaaa", "/statements/s_aaaaaaaaaaaa/decide", "/journal/1/undo", "/actors/x/merge",
        "/inquiry/suppose", "/inquiry/nonsense", "/logout/x",
    )),
)  # fmt: skip


@pytest.mark.parametrize(("method", "address"), REQUESTS, ids=[f"{m} {a[:50]}" for m, a in REQUESTS])
def test_a_request_that_cannot_be_meant_is_refused_in_clear_words(client: TestClient, case_path: Path, method: str, address: str) -> None:
    answer = client.request(method, address)
    assert 400 <= answer.status_code < 500, answer.status_code
    assert headed(answer)
    assert str(case_path.parent) not in answer.text
    assert not re.search(r"Traceback|site-packages|/src/onrecord|\.py\b", answer.text)
    if "html" in answer.headers["content-type"]:
        assert acting(answer.text) == []
        assert "<h1>" in answer.text
    assert not TURNS.search(answer.text.rstrip("\n"))


QUERIES = (
    '"', "*", "a*b*", "NEAR(a b, 3)", "a OR b NOT c", "report : x", "{a b}", "-a", "^a", "a\x00b", "😀",
    "'; DROP TABLE report; --", "%", "_", "[", "x" * 60_000, "a " * 20_000, '"a b" ' * 5_000, "\u202e", "<script>", "1 " * 3000,
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=[ascii(q)[:24] for q in QUERIES])
@pytest.mark.parametrize("address", ["/search?q", "/reports?words", "/statements?words", "/statements?speaker", "/reports?outlet",
                                     "/claims?text",
                                     "/search.json?q", "/names.json?name", "/times?edtf", "/names.csv?words"])  # fmt: skip
def test_whatever_is_looked_for_is_looked_for_or_refused(client: TestClient, address: str, query: str) -> None:
    path, _, name = address.partition("?")
    answer = client.get(path, params={name: query})
    assert answer.status_code in (200, 400)
    assert headed(answer)
    if "html" in answer.headers["content-type"]:
        assert acting(answer.text) == []


def test_nothing_that_comes_from_elsewhere_changes_anything(client: TestClient, case_path: Path) -> None:
    page = client.get("/reports").text
    report = re.search(r'href="/reports/(r_[a-z2-7]{12})"', page)[1]  # type: ignore[index]
    token = re.search(r'name="token" value="([^"]+)"', client.get(f"/reports/{report}").text)[1]  # type: ignore[index]
    with Case(case_path, readonly=True) as case:
        seen = len(case.file.journal())
    form = {"token": token, "seen": str(seen), "what": "note", "text": "x"}
    for headers, fields in (
        ({"Origin": "http://evil.example"}, form), ({"Sec-Fetch-Site": "cross-site"}, form), ({"Sec-Fetch-Site": "same-site"}, form),
        ({"Origin": "http://127.0.0.1:1"}, form), ({"Origin": "https://127.0.0.1:8700"}, form),
        ({"Origin": "http://127.0.0.1:8700.evil.example"}, form),
        ({}, form | {"token": ""}), ({}, form | {"token": token[:-1]}), ({}, form | {"token": "é\x00"}),
        ({}, {"what": "note", "text": "x"}),
        ({}, form | {"text": "x" * 30_000}), ({"Cookie": "onrecord=x"}, form | {"token": "x"}),
    ):  # fmt: skip
        answer = client.post(f"/marks/{report}", data=fields, headers=headers)
        assert answer.status_code == 403, headers
        assert headed(answer)
        assert str(case_path.parent) not in answer.text
    for body, kind in ((b"{}", "application/json"), (b"--x\r\n\r\n", "multipart/form-data; boundary=x"), (b"\xff\xfe" * 100, "text/plain")):
        assert client.post(f"/marks/{report}", content=body, headers={"Content-Type": kind}).status_code == 403
    for seen_as in ("", "-1", "9" * 30, "²", "\x00"):
        assert client.post(f"/marks/{report}", data=form | {"seen": seen_as}).status_code in (400, 404, 409)
    with Case(case_path, readonly=True) as case:
        assert len(case.file.journal()) == seen


@pytest.mark.parametrize("cookie", ["onrecord=", 'onrecord="; Path=/', "onrecord=%00; onrecord=x", "=;;;=", "a" * 30_000, "onrecord=é"])
def test_odd_cookies_open_nothing(client: TestClient, cookie: str) -> None:
    answer = client.get("/reports", headers=[(b"Cookie", cookie.encode("latin-1"))])
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_the_looking_of_a_hostile_case_is_that_of_any(case_path: Path) -> None:
    looking = Looking(case_path)
    assert looking.whole().brief.sections
