"""Pages answer only this machine, never act on what a report says, and tell no one where files lie."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.casework.case import Case
from onrecord.intake.arrivals import Said
from onrecord.language.parser import Parser
from onrecord.model import BadInput
from onrecord.web.app import application
from onrecord.web.rendering import outward, visible

HOME = "http://127.0.0.1:8700"
HOSTILE = {
    "script": "<script>alert(1)</script> said the minister denied it. “<img src=x onerror=alert(1)>,” Ivo Marn said on Monday.",
    "markup": "Mara Vesh said </p></main><h1>Another page</h1> and “<svg onload=alert(1)><style>*{color:red}</style>” she denied.",
    "template": "{{ 7*7 }} {% raw %} said Ivo Marn. “${7*7} #{7*7},” Mara Vesh said.",
    "turned": "Ivo Marn said the \u202egnihton\u202c was sold. “A\u200bB\u2066C\u2069,” Mara Vesh said.",
    "quotes": "\"' onmouseover=alert(1) x='\" said Ivo Marn. 'a\" b=\"c,' Mara Vesh said she denied.",
    "marks": "]]> <!-- Ivo Marn said --> &lt;b&gt; &amp; “<b>,” Mara Vesh said she had denied it.",
    "figures": "=SUM(1) 300 rockets, @cmd 40 shells and +5 drones went to Orlava, Ivo Marn said on 3 May 2019.",
    "name": '<b>Ivo</b> "Marn" said 1,200 rockets were delivered to <i>Orlava</i> from Kestovia.',
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Iterator[TestClient]:
    """Pages of a case of hostile reports, their outlets and addresses hostile as well."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "hostile.case"
    with Case(path, create=True, parser=parser) as case:
        for number, (name, text) in enumerate(HOSTILE.items()):
            file = folder / f"{name}.txt"
            file.write_text(f"Headline <u>{name}</u>\n\n{text}\n\n{text}", encoding="utf-8")
            said = Said(outlet=f'<img src=x onerror="alert({number})">', published="2019-05-04", url="javascript:alert(1)")
            case.add([file], said=said)
    with TestClient(application(path), base_url=HOME) as opened:
        yield opened


def addresses(client: TestClient) -> list[str]:
    """Everything of a small case that has a page."""
    found = dict.fromkeys(["/", "/chain", "/timeline", "/conflicts", "/problems", "/search?q=said"])
    for name in ("reports", "statements", "transfers", "claims", "actors", "origins", "figures", "times", "names"):
        found[f"/{name}"] = None
        page = client.get(f"/{name}").text
        found |= dict.fromkeys(re.findall(r'href="(/\w+/[a-z]{1,2}_[a-z2-7]{12})', page))
    return list(found)


TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "div",
    "form",
    "label",
    "input",
    "button",
    "textarea",
    "kbd",
    "del",
    "ins",
    "nav",
    "ul",
    "li",
    "main",
    "p",
    "h1",
    "h2",
    "h3",
    "section",
    "article",
    "footer",
    "span",
    "dl",
    "dt",
    "dd",
    "b",
    "ol",
    "time",
    "q",
    "code",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "fieldset",
    "legend",
    "details",
    "summary",
    "select",
    "option",
    "svg",
    "desc",
    "g",
    "line",
    "rect",
    "circle",
    "path",
    "text",
    "meter",
    "br",
    "mark",
}
ATTRIBUTES = re.compile(
    r"(?:lang|charset|name|content|rel|href|type|src|defer|class|id|tabindex|role|action|for|value|placeholder|aria-[a-z]+|width|height|"
    r"viewBox|xmlns|x|y|x1|x2|y1|y2|cx|cy|r|rx|d|text-anchor|stroke-width|datetime|data-r|data-sign|data-name|scope|rowspan|min|max|title|"
    r"checked|selected|size|download|method|required|maxlength|rows|hidden|data-take)"
)


def test_hostile_words_never_become_markup(hostile: TestClient) -> None:
    opened = addresses(hostile)
    assert len(opened) > 60
    for address in opened:
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        for name, inside in re.findall(r"<([a-zA-Z][\w-]*)((?:[^<>\"]|\"[^\"]*\")*)>", answer.text):
            assert name in TAGS, f"{address}: <{name}"
            attributes = re.findall(r'([^\s"=/]+)(?:="[^"]*")?', re.sub(r'"[^"]*"', '""', inside))
            assert [a for a in attributes if not ATTRIBUTES.fullmatch(a)] == [], f"{address}: <{name}{inside}>"
        assert "javascript:" not in "".join(re.findall(r'(?:href|src|action)="([^"]*)"', answer.text))
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", answer.text), address


def test_what_turns_text_around_is_shown_by_its_number(hostile: TestClient) -> None:
    page = "".join(hostile.get(a).text for a in addresses(hostile) if a.startswith("/reports/"))
    assert "[U+202E]" in page
    assert "[U+200B]" in page


def test_templates_in_reports_are_words(hostile: TestClient) -> None:
    page = "".join(hostile.get(a).text for a in addresses(hostile) if a.startswith("/reports/"))
    assert "{{ 7*7 }} {% raw %}" in re.sub(r"<[^>]*>", "", page)


def test_a_table_for_spreadsheets_runs_no_formula(hostile: TestClient) -> None:
    for line in hostile.get("/figures.csv").text.splitlines()[1:]:
        assert not re.search(r'(?:^|,)"?[=@+]', line)


def test_the_bytes_as_received_are_kept_not_shown(client: TestClient) -> None:
    address = next(iter(re.findall(r'href="(/reports/r_[a-z2-7]{12})', client.get("/reports").text)))
    answer = client.get(address + "/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "address", ["/", "/static/page.css", "/static/page.js", "/static/drawing.css", "/nowhere", "/reports?sort=zzz", "/statements.csv"]
)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8700", "localhost.evil.example", "[::2]", "", "127.0.0.1:8700:1"]
)
def test_a_page_of_somebody_elses_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "<" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "localhost:8700", "LOCALHOST", "[::1]:8700"])
def test_this_machine_is_answered_under_its_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/reports/x", "/reports/r_aaaaaaaaaaaa", "/statements/s_zzzzzzzzzzzz", "/records/..%2F..%2Fetc%2Fpasswd",
        "/transfers/t_777777777777",
        "/conflicts/c_aaaaaaaaaaaa", "/claims/k_aaaaaaaaaaaa", "/actors/a_aaaaaaaaaaaa", "/origins/o_aaaaaaaaaaaa", "/nowhere",
        "/compare/r_aaaaaaaaaaaa/r_bbbbbbbbbbbb", "/reports/r_%27%20OR%201=1--", "/static/..%2Fapp.py", "/reports/%00",
        "/statements/s_%25%25%25%25%25%25%25%25%25%25%25%25",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_clear_words(client: TestClient, address: str, demo: Path) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<h1>" in answer.text
    assert str(demo.parent) not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "asked", ["sort=zzz", "page=0", "page=-1", "page=x", "page=99999999999", "from=yesterday", "page=%C2%B2", "words=%22%22"]
)  # fmt: skip
def test_a_question_that_cannot_be_meant_is_said_so(client: TestClient, asked: str) -> None:
    answer = client.get(f"/statements?{asked}")
    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_a_stance_that_there_is_not_names_those_that_there_are(client: TestClient) -> None:
    answer = client.get("/statements?stance=<script>")
    assert answer.status_code == 400
    assert "partly_denies" in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_reading_pages_cannot_be_written_to(client: TestClient, method: str) -> None:
    assert client.request(method, "/reports").status_code == 405


def test_a_case_that_goes_away_is_told_without_its_place(tmp_path: Path, demo: Path) -> None:
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    with TestClient(application(copy), base_url=HOME) as opened:
        assert opened.get("/reports").status_code == 200
        copy.unlink()
        answer = opened.get("/reports")
    assert answer.status_code in (400, 503)
    assert str(tmp_path) not in answer.text


def test_what_is_no_case_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        application(tmp_path / "nothing.case")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd", "http://", "http://[", "", None]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert outward(url) == ""


def test_an_address_of_the_web_becomes_a_link() -> None:
    assert outward("https://www.brenikledger.example/x?y=1") == "https://www.brenikledger.example/x?y=1"


def test_controls_are_made_visible_and_words_of_any_script_are_left_alone() -> None:
    assert visible("a\u202eb\x00c") == "a[U+202E]b[U+0000]c"
    assert visible("Köln, Κύπρος, Москва, 北京, עברית\n") == "Köln, Κύπρος, Москва, 北京, עברית\n"
