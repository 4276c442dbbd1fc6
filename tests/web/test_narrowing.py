"""Lists and the search keep what they are narrowed by in the address, and the CSV has the same rows as the page."""

import csv
import io
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

ASKED = [
    ("statements", {"speaker": "rezhak", "stance": "denies", "origin": "norvane", "from": "2017", "to": "2019"}),
    ("statements", {"origin": "Norvane", "outlet": "Radio Lanto"}),
    ("reports", {"speaker": "rezhak", "stance": "denies", "from": "2017-03"}),
    ("claims", {"speaker": "rezhak", "outlet": "Radio Lanto"}),
    ("transfers", {"stance": "denies", "origin": "norvane"}),
    ("timeline", {"stance": "denies", "from": "2019"}),
    ("conflicts", {"origin": "norvane", "kind": "figure"}),
    ("origins", {"from": "2019"}),
    ("actors", {"stance": "acknowledges"}),
]


def rows(client: TestClient, name: str, query: dict[str, str]) -> list[list[str]]:
    answer = client.get(f"/{name}.csv", params=query)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))[1:]


@pytest.mark.parametrize(("name", "query"), ASKED)
def test_a_narrowed_list_goes_along_into_csv(client: TestClient, name: str, query: dict[str, str]) -> None:
    page = client.get(f"/{name}", params=query)
    assert page.status_code == 200
    address = unescape(re.search(rf'href="(/{name}\.csv[^"]*)"', page.text)[1])  # type: ignore[index]
    told = list(csv.reader(io.StringIO(client.get(address).text.lstrip("\ufeff"))))[1:]
    assert told == rows(client, name, query)
    assert 0 < len(told) < len(rows(client, name, {}))
    assert re.search(rf"<p class=\"total\">{len(told)} row", page.text)
    for field, value in query.items():
        assert re.search(rf'name="{field}"[^>]* value="{value}"|<option value="{value}" selected>', page.text), field


def test_every_list_can_be_narrowed_in_a_form(client: TestClient) -> None:
    for name, wanted in (
        ("reports", "speaker stance outlet origin from to since"), ("statements", "speaker stance outlet origin from to since"),
        ("claims", "speaker stance outlet origin"), ("transfers", "speaker stance outlet origin"), ("conflicts", "actors origin from to"),
        ("timeline", "actors stance outlet origin from to"), ("search", "speaker stance outlet origin from to since"),
    ):  # fmt: skip
        page = client.get(f"/{name}").text
        assert not [field for field in wanted.split() if f'id="f-{field}"' not in page], name


def hits(page: str) -> set[str]:
    listed = page.split('<ol class="hits">')[1] if '<ol class="hits">' in page else ""
    return set(re.findall(r'href="/reports/(r_\w+)"', listed))


def test_a_search_is_narrowed_by_what_statements_are(client: TestClient) -> None:
    every = hits(client.get("/search?q=rockets").text)
    for query in (
        {"speaker": "rezhak", "stance": "denies"},
        {"outlet": "Radio Lanto"},
        {"origin": "norvane"},
        {"from": "2019", "to": "2019"},
    ):
        page = client.get("/search", params={"q": "rockets", **query}).text
        assert hits(page) == every & {row[0] for row in rows(client, "reports", query)}
        assert 0 < len(hits(page)) < len(every)
        link = unescape(re.search(r'href="(/statements\?[^"]*)"', page)[1])  # type: ignore[index]
        assert all(f"{name}=" in link for name in query)
        assert client.get(link).status_code == 200
    assert "No report that fits holds all of these words." in client.get("/search?q=rockets&to=1999").text
    assert client.get("/search?q=rockets&stance=shouts").status_code == 400


def test_an_origin_leads_to_what_is_said_in_it(client: TestClient) -> None:
    origin = re.search(r'href="(/origins/o_\w+)"', client.get("/origins").text)[1]  # type: ignore[index]
    link = unescape(re.search(r'href="(/statements\?origin=[^"]*)"', client.get(origin).text)[1])  # type: ignore[index]
    assert re.search(r'<p class="total">\d+ rows', client.get(link).text)
