"""Every page of the demo answers, shows the records that the lists hold, and leads to their exact words."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.casework.case import Case
from onrecord.casework.layout import lay_out
from onrecord.casework.looking import Ties
from onrecord.model import words_of

_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
_EACH = 12
"""So many pages of one kind are opened."""


def kind_of(address: str) -> str:
    return re.sub(r"[a-z]{1,2}_[a-z2-7]{12}", "ID", address.split("?", maxsplit=1)[0])


def links(address: str, page: str) -> list[str]:
    found = []
    for raw in _LINK.findall(page):
        target = unescape(raw).split("#")[0]
        found.append(address.split("?", maxsplit=1)[0] + target if target.startswith("?") else target)
    return [one for one in found if one and not one.endswith(("/merge", "/split", "/decide", "/undo", "/links")) and "/marks/" not in one]


@pytest.fixture(scope="module")
def crawled(client: TestClient) -> dict[str, str]:
    """Address to page of everything that is linked, some of each kind."""
    todo, pages, seen = ["/"], {}, Counter[str]()
    known = {"/"}
    while todo:
        address = todo.pop()
        if seen[kind_of(address)] >= _EACH:
            continue
        seen[kind_of(address)] += 1
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        pages[address] = answer.text if "html" in answer.headers["content-type"] else ""
        for target in links(address, pages[address]):
            if target.startswith("/") and target not in known:
                known.add(target)
                todo.append(target)
    return pages


def test_every_kind_of_page_is_reached_from_the_overview(crawled: dict[str, str]) -> None:
    kinds = {kind_of(address) for address in crawled}
    assert kinds >= {
        "/", "/reports", "/reports/ID", "/reports/ID/original", "/compare/ID/ID", "/statements", "/statements/ID", "/transfers",
        "/transfers/ID", "/claims", "/claims/ID", "/conflicts", "/conflicts/ID", "/actors", "/actors/ID", "/origins", "/origins/ID",
        "/chain", "/timeline", "/review", "/journal", "/figures", "/times", "/names", "/records/ID", "/problems", "/statements.csv",
    }  # fmt: skip


def test_no_page_leads_elsewhere_but_to_the_address_of_its_report(crawled: dict[str, str]) -> None:
    outward = {target for address, page in crawled.items() for target in links(address, page) if not target.startswith("/")}
    assert outward
    assert all(re.fullmatch(r"https?://[\w.-]+\.example/\S*", target) for target in outward)


def test_pages_carry_neither_script_nor_style_of_their_own(crawled: dict[str, str]) -> None:
    for address, page in crawled.items():
        assert not re.search(r"<script(?![^>]* src=)|<style|<[^>]+\sstyle=|<[^>]+\son\w+=", page), address


def test_each_page_has_one_heading_a_language_and_a_title_of_its_own(crawled: dict[str, str]) -> None:
    for address, page in crawled.items():
        if page:
            assert page.count("<h1") == 1, address
            assert '<html lang="en">' in page
            assert re.search(r"<title>\S[^<]* · demo · onrecord</title>", page), address


def test_ids_on_a_page_are_unique(crawled: dict[str, str]) -> None:
    for address, page in crawled.items():
        twice = [one for one, n in Counter(re.findall(r'\sid="([^"]+)"', page)).items() if n > 1]
        assert twice == [], address


def paragraphs_shown(page: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r'<p class="para" id="p\d+">(.*?)</p>', page, re.DOTALL)]


def test_a_report_stands_as_it_was_received(client: TestClient, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        ties = Ties(case.chain())
        for report in case.reports():
            blocks = lay_out(case, report.id, ties).blocks
            page = client.get(f"/reports/{report.id}").text
            assert paragraphs_shown(page) == [report.text[b.start : b.end] for b in blocks], report.path


def bright(page: str, wanted: str) -> str:
    """The words of the runs that have the class ``wanted``."""
    runs = re.findall(r'<(?:a|span)[^>]* class="([^"]*)"[^>]*>((?:<span id="[^"]*" class="at"></span>)*)([^<]*)</', page)
    return "".join(unescape(words) for classes, _, words in runs if wanted in classes.split())


@pytest.mark.parametrize("listed", ["statements", "figures", "times", "names"])
def test_two_clicks_from_the_overview_to_the_exact_words(client: TestClient, demo: Path, listed: str) -> None:
    kind, wanted = ("statements", "m-content") if listed == "statements" else ("records", "m-bright")
    assert f'href="/{listed}"' in client.get("/").text
    keys = dict.fromkeys(re.findall(rf'href="/{kind}/([a-z]_[a-z2-7]{{12}})"', client.get(f"/{listed}").text))
    assert len(keys) > 5
    with Case(demo, readonly=True) as case:
        for key in list(keys)[:20]:
            report_id, record = case.file.record(key)
            text, held = case.file.report(report_id).text, json.loads(record)
            spans = held["content"] if listed == "statements" else [[held["start"], held["end"]]]
            words = "".join(text[start:end] for start, end in spans)
            assert bright(client.get(f"/{kind}/{key}").text, wanted) == words
            assert words in bright(client.get(f"/reports/{report_id}?mark={key}").text, "m-bright") or len(spans) > 1


@pytest.mark.parametrize("listed", ["transfers", "conflicts", "claims", "actors", "origins"])
def test_what_is_told_together_leads_to_words_of_reports(client: TestClient, listed: str) -> None:
    page = client.get(f"/{listed}").text
    keys = list(dict.fromkeys(re.findall(rf'href="/{listed}/([a-z]_[a-z2-7]{{12}})"', page)))
    assert keys
    for key in keys[:8]:
        shown = client.get(f"/{listed}/{key}").text
        assert re.search(r'href="/reports/r_[a-z2-7]{12}', shown), key


def test_a_statement_is_marked_with_its_stance_by_colour_and_sign(client: TestClient, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        report_id, denial = next((r, s) for r, s in case.statements() if s.stance == "denies")
        words = words_of(case.file.report(report_id).text, denial.content[:1])
    page = client.get(f"/reports/{report_id}?mark={denial.id}").text
    assert words in bright(page, "m-bright")
    run = re.search(rf'<a [^>]*class="[^"]*m-content[^"]*fam-deny[^"]*m-bright[^"]*" data-r="[^"]*{denial.id}[^"]*" data-sign="×"', page)
    assert run


def test_overlapping_statements_share_runs_and_each_keeps_its_note(client: TestClient, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        report_id, inner = next((r, s) for r, s in case.statements() if s.within)
    page = client.get(f"/reports/{report_id}").text
    assert re.search(rf'data-r="[^"]*{inner.within}[^"]*{inner.id}', page)
    assert '<li class="note' in page
    for key in (inner.id, inner.within):
        assert re.search(rf'<li class="note [^"]*" data-r="{key}">', page)


def test_passages_of_another_report_lead_to_both_side_by_side(client: TestClient, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        link = next(one for one in case.chain().links if one.spans)
    page = client.get(f"/reports/{link.child}").text
    assert "m-shared" in page
    assert f"/compare/{link.child}/{link.parent}" in page
    both = client.get(f"/compare/{link.child}/{link.parent}").text
    assert 'class="p-shared"' in both
    assert 'class="p-only"' in both or 'class="p-changed"' in both


def test_search_marks_what_was_found_and_says_when_nothing_was(client: TestClient) -> None:
    assert re.search(r"<mark>rockets</mark>", client.get("/search?q=rockets").text, re.IGNORECASE)
    assert "No report holds all of these words" in client.get("/search?q=zzyzx").text
    assert client.get("/search?q=").status_code == 200
