"""The overview tells what is new since a moment that the address names, and needs no script for it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.casework.case import Case
from onrecord.casework.since import since_of_case
from onrecord.web.app import application
from onrecord.web.serving import alongside


@pytest.fixture(scope="module")
def pages(grown: Path) -> Iterator[TestClient]:
    with TestClient(application(grown), base_url="http://127.0.0.1:8700") as opened:
        yield opened


def new(pages: TestClient, address: str) -> str:
    """The section on the overview page; empty when there is none."""
    answer = pages.get(address)
    assert answer.status_code == 200
    found = re.search(r'<section id="new".*?</section>\n\n', answer.text, re.DOTALL)
    return found[0] if found else ""


def test_what_the_last_intake_brought_is_there_unasked(pages: TestClient, grown: Path) -> None:
    shown = new(pages, "/")
    assert "5 reports: 4 new origins, 1 echo." in shown
    assert shown == new(pages, "/?since=last")
    with Case(grown, readonly=True) as case:
        told = since_of_case(case, "last")
    linked = {unescape(link).rpartition("/")[2] for link in re.findall(r'href="([^"]*)"', shown)}
    assert {line.id for section in told.sections for line in section.lines} <= linked


def test_every_link_leads_somewhere(pages: TestClient) -> None:
    for address in dict.fromkeys(re.findall(r'href="([^"]*)"', new(pages, "/?since=intake:1&full=1") + new(pages, "/"))):
        assert pages.get(unescape(address)).status_code == 200, address


def test_the_moment_is_in_the_address(pages: TestClient) -> None:
    for asked in ("intake:1", "last"):
        shown = new(pages, f"/?since={asked}")
        assert re.search(rf'<option value="{asked}" selected>', shown)
        assert "5 reports: 4 new origins, 1 echo." in shown
    day = new(pages, "/?since=2017-03-05")
    assert 'value="2017-03-05"' in day
    assert "22 reports: 16 new origins, 6 echoes. That is all of the case" in day
    assert "No report came in." in new(pages, "/?since=intake:2")


def test_more_is_told_of_what_was_cut(pages: TestClient) -> None:
    short, full = new(pages, "/?since=last"), new(pages, "/?since=last&full=1")
    assert "/statements?since=last" in short
    assert short.count("<li") < full.count("<li")


@pytest.mark.parametrize("asked", ["lately", "intake:7", "<b>", "' OR 1=1"])
def test_what_names_no_moment_is_told_and_nothing_else(pages: TestClient, asked: str) -> None:
    for address in ("/", "/reports", "/statements", "/statements.csv"):
        answer = pages.get(address, params={"since": asked})
        assert answer.status_code == 400
        assert "<b>" not in answer.text.split("<main", 1)[1].split("<h1>")[0]


def test_a_case_of_one_intake_tells_no_news_until_somebody_asks(client: TestClient) -> None:
    assert new(client, "/") == ""
    assert "22 reports" in new(client, "/?since=last")


def test_a_moment_is_chosen_without_a_script_on_a_small_screen(browser: Any, grown: Path) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed: pip install -e .[dev]").Axe()
    with alongside(application(grown)) as home:
        page = browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 800})
        page.goto(home)
        page.locator("#since-intake").select_option("intake:2")
        page.locator(".moments button").first.click()
        assert page.url == f"{home}/?since=intake%3A2#new"
        page.locator("#since-day").fill("2017-03-05")
        page.locator(".moments button").last.click()
        assert page.url == f"{home}/?since=2017-03-05#new"
        page.close()
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, viewport={"width": 360, "height": 800}, bypass_csp=True)
            page.goto(home)
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            assert [v for v in axe.run(page)["violations"] if v["impact"] in ("serious", "critical")] == []
            page.close()
