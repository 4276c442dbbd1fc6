"""Every list and record of the pages is told to programs as the command line tells it, and faults are told as JSON."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.casework.actors import show_actor
from onrecord.casework.case import Case
from onrecord.casework.comparing import compare_reports
from onrecord.casework.listing import (
    ListRow,
    actor_rows,
    brief_of_case,
    claim_rows,
    conflict_rows,
    problem_rows,
    report_rows,
    statement_rows,
    timeline_rows,
    transfer_rows,
)
from onrecord.casework.lists import LISTS
from onrecord.casework.looking import Looking
from onrecord.casework.method import journal_rows
from onrecord.casework.showing import show
from onrecord.casework.standing import Standing
from onrecord.casework.tracing import chain_json
from onrecord.codec import to_plain
from onrecord.model import BadInput, Refused
from onrecord.web.app import application
from onrecord.web.entering import Door
from onrecord.web.json_routes import TABLE
from onrecord.web.openapi import document

HOME = "http://127.0.0.1:8700"
COMMANDS: dict[str, Callable[[Case], Any]] = {
    "reports": report_rows, "statements": statement_rows, "transfers": transfer_rows, "claims": claim_rows, "conflicts": conflict_rows,
    "actors": actor_rows, "timeline": timeline_rows, "problems": problem_rows, "journal": journal_rows,
}  # fmt: skip


def every(client: TestClient, address: str) -> list[Any]:
    """The rows of all pages, from one to the next."""
    rows: list[Any] = []
    while address:
        told = client.get(address).json()
        assert told["total"] >= len(rows)
        rows += told["rows"]
        address = told["next"]
    assert len(rows) == told["total"]
    return rows


def printed(plain: Any) -> str:
    return json.dumps(plain, sort_keys=True)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_list_tells_the_rows_that_its_command_prints(client: TestClient, demo: Path, name: str) -> None:
    with Case(demo, readonly=True) as case:
        rows: list[ListRow] = list(COMMANDS[name](case))
    told = every(client, f"/{name}.json")
    if name == "actors":  # a page of actors also has those who are kept nameless
        told = [one for one in told if one["id"] in {row.plain["id"] for row in rows}]
    assert sorted(map(printed, told)) == sorted(printed(row.plain) for row in rows)


@pytest.mark.parametrize("name", [*LISTS, "journal", "review"])
def test_every_list_is_told_and_its_page_leads_there(client: TestClient, name: str) -> None:
    assert f'href="/{name}.json"' in client.get(f"/{name}").text
    told = client.get(f"/{name}.json").json()
    assert told.keys() == {"total", "page", "pages", "next", "rows"}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("statements", "stance=denies&sort=speaker&down=1"), ("statements", "speaker=rezhak&page=1"),
        ("reports", "from=2017&to=2018&sort=outlet"),
        ("reports", "words=rockets"), ("figures", "kind=count&sort=low&down=1"), ("conflicts", "kind=denial"),
        ("timeline", "kind=event&from=2016"),
        ("names", "name=kestovia&sort=name"), ("actors", "kind=person&sort=name"), ("statements", "speaker=&stance=&words=&sort=&down="),
    ],
)  # fmt: skip
def test_a_query_means_to_programs_what_it_means_to_people(client: TestClient, name: str, asked: str) -> None:
    told = client.get(f"/{name}.json?{asked}").json()
    page = client.get(f"/{name}?{asked}").text
    shown = int(re.search(r'<p class="total">([\d,]+) rows?', page)[1].replace(",", ""))  # type: ignore[index]
    assert shown == told["total"] > 0
    ids = [row.get("id") or row.get("transfer") or row.get("statement") for row in told["rows"]]
    order = [key for key in re.findall(r'href="/\w+/([a-z]{1,2}_[a-z2-7]{12})"', page.partition("<tbody>")[2] or page) if key in ids]
    assert list(dict.fromkeys(order)) == list(dict.fromkeys(ids))


def test_the_link_on_a_page_asks_what_the_page_asks_and_no_more(client: TestClient) -> None:
    page = client.get("/statements?stance=asserts&page=2&sort=speaker&down=1&nonsense=1").text
    address = re.search(r'href="(/statements\.json[^"]*)"', page)[1].replace("&amp;", "&")  # type: ignore[index]
    told = client.get(address).json()
    assert told["page"] == 2
    assert {row["stance"] for row in told["rows"]} == {"asserts"}


def test_records_are_told_as_show_tells_them(client: TestClient, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        standing = Standing(case)
        seen = 0
        for name, address in (
            ("reports", "reports"), ("statements", "statements"), ("figures", "records"), ("times", "records"), ("names", "records"),
        ):  # fmt: skip
            for row in client.get(f"/{name}.json").json()["rows"][:6]:
                assert client.get(f"/{address}/{row['id']}.json").json() == json.loads(json.dumps(to_plain(show(case, row["id"]))))
                seen += 1
        for row in client.get("/transfers.json").json()["rows"]:
            assert client.get(f"/transfers/{row['id']}.json").json() == row
            assert client.get(f"/records/{row['id']}.json").json() == json.loads(json.dumps(to_plain(show(case, row["id"]))))
        for name in ("claims", "conflicts"):
            for row in client.get(f"/{name}.json").json()["rows"][:6]:
                told = client.get(f"/{name}/{row['id']}.json").json()
                assert told == json.loads(json.dumps(to_plain(standing.find(row["id"]))))
        for row in client.get("/actors.json").json()["rows"][:12]:
            told = client.get(f"/actors/{row['id']}.json").json()
            assert told["actor"] == row
            try:
                assert told == json.loads(json.dumps(to_plain(show_actor(case, row["id"]))))
            except BadInput:
                assert row["roles"] == [] or row["merges"] == []
        for row in client.get("/origins.json").json()["rows"]:
            assert client.get(f"/origins/{row['id']}.json").json() == row
    assert seen == 30


def test_chain_brief_search_and_comparison_are_told_as_their_commands_print_them(client: TestClient, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        assert client.get("/chain.json").json() == json.loads(chain_json(case))
        assert client.get("/brief.json").json() == json.loads(json.dumps(to_plain(brief_of_case(case))))
        hits = [to_plain(hit) for hit in case.search('"122 mm" rock*', limit=20)]
        assert client.get("/search.json", params={"q": '"122 mm" rock*'}).json() == {"rows": hits}
        assert len(client.get("/search.json?q=rockets&most=3").json()["rows"]) == 3
        link = next(one for one in case.chain().links if one.spans)
        both = to_plain(compare_reports(case, link.child, link.parent))
        assert client.get(f"/compare/{link.child}/{link.parent}.json").json() == json.loads(json.dumps(both))


def test_a_name_in_a_query_that_is_not_known_is_no_wider_answer(client: TestClient) -> None:
    answer = client.get("/statements.json?stanse=denies")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("stanse: ")
    assert "stance" in answer.json()["remedy"]
    assert client.get("/statements.json?stance=denies&stance=asserts").status_code == 400
    assert client.get("/statements.json?sort=speaker&down=yes").status_code == 400
    assert client.get("/chain.json?x=1").status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere.json", 404), ("/reports/r_aaaaaaaaaaaa.json", 404), ("/reports/x.json", 404),
        ("/records/..%2F..%2Fetc%2Fpasswd.json", 404),
        ("/statements/r_aaaaaaaaaaaa.json", 404), ("/compare/r_aaaaaaaaaaaa/r_bbbbbbbbbbbb.json", 404), ("/reports.json?page=0", 400),
        ("/reports.json?page=%C2%B2", 400), ("/reports.json?from=yesterday", 400), ("/search.json", 400),
        ("/search.json?q=x&most=201", 400),
        ("/search.json?q=x&most=-1", 400), ("/statements.json?stance=%3Cscript%3E", 400), ("/static/nothing.json", 404),
        ("/inquiry/findings/x.json", 404),
    ],
)  # fmt: skip
def test_faults_are_told_as_json_without_any_place(client: TestClient, demo: Path, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert answer.json().keys() == {"error", "remedy"}
    assert answer.json()["error"]
    assert str(demo.parent) not in answer.text


def test_a_record_of_another_kind_is_not_told_under_a_wrong_name(client: TestClient) -> None:
    figure = client.get("/figures.json").json()["rows"][0]["id"]
    assert client.get(f"/statements/{figure}.json").status_code == 404
    assert client.get(f"/reports/{figure}.json").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_programs_read_and_do_not_write(client: TestClient, method: str) -> None:
    for one in TABLE:
        answer = client.request(method, one.path.replace("{", "").replace("}", ""))
        assert answer.status_code == 405, one.path
        assert answer.headers["allow"].split(", ") in (["GET", "HEAD"], ["HEAD", "GET"])
        assert answer.json()["error"]


def test_what_turns_text_stands_as_an_escape_that_programs_read_as_it_was() -> None:
    from onrecord.web.answers import told

    words = "a\u202eb\u200b\x7f\u0085 \U000e0041 ü “x” \\u202e"
    line = bytes(told({"text": words}).body).decode()
    assert json.loads(line) == {"text": words}
    assert not re.search("[\u202a-\u202e\u200b\x7f\u0085\U000e0000-\U000e007f]", line)
    assert "ü “x”" in line


def test_the_description_has_every_address_and_only_shapes_that_it_defines(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert told == json.loads(json.dumps(document()))
    assert set(told["paths"]) == {one.path for one in TABLE}
    assert {f"/{name}.json" for name in LISTS} <= set(told["paths"])
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(told)))
    assert named <= set(told["components"]["schemas"])


def test_behind_a_door_programs_are_told_to_come_in(demo: Path) -> None:
    with TestClient(application(demo, door=Door.of("a long enough secret")), base_url=HOME) as opened:
        answer = opened.get("/reports.json", follow_redirects=False)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["error"]
        assert opened.get("/reports.json", headers={"Authorization": "Bearer a long enough secret"}).json()["total"] == 22
        assert opened.get("/reports", follow_redirects=False).status_code == 303


def test_a_case_that_others_write_to_without_end_is_said_to_change(copy: Path) -> None:
    from onrecord.casework.for_programs import steady

    looking, tries = Looking(copy), []

    def make() -> int:
        tries.append(1)
        with Case(copy) as case:
            case.set_rates(f"day,currency,per,rate\n2023-03-0{len(tries)},EUR,USD,1.0{len(tries)}", "rates")
        return len(tries)

    with pytest.raises(Refused, match="being changed"):
        steady(looking, make)
    assert len(tries) == 3
    assert steady(looking, lambda: 7) == 7
