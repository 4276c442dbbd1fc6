"""While it is worked out what the reports tell together, pages that need it say how far it is, and all others answer at once."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.casework import looking
from onrecord.casework.case import Case, Progress
from onrecord.casework.standing import Standing
from onrecord.casework.together import STEPS
from onrecord.web.app import application
from onrecord.web.serving import alongside

WAITING = ("/", "/transfers", "/conflicts", "/claims", "/actors", "/origins", "/timeline", "/chain", "/review")
AT_ONCE = ("/reports", "/statements?stance=denies", "/figures", "/times", "/names", "/problems", "/search?q=rockets", "/reports.csv")
LONG = 60.0


class Gate:
    """Holds up what the case tells as a whole, 3 of 12 reports being read, until it is opened."""

    def __init__(self) -> None:
        """Shut."""
        self.reached, self.opened = threading.Event(), threading.Event()

    def pass_(self, case: Case, progress: Progress) -> Standing:
        progress(STEPS[0], 3, 12)
        self.reached.set()
        assert self.opened.wait(LONG)
        return Standing(case, progress)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    held = Gate()
    monkeypatch.setattr(looking, "Standing", held.pass_)
    yield held
    held.opened.set()


@pytest.fixture
def client(copy: Path, gate: Gate) -> Iterator[TestClient]:
    pages = application(copy, patience=0.05)
    pages.state.looking.warm()
    assert gate.reached.wait(LONG)
    with TestClient(pages, base_url="http://127.0.0.1:8700", follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("address", WAITING)
def test_a_page_of_the_whole_says_how_far_it_is(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "3 of 12" in answer.text
    assert all(step in answer.text for step in STEPS)
    assert re.search(rf'<a href="{re.escape(address)}"[^>]*>Look again', answer.text)
    assert 'http-equiv="refresh"' not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_what_was_asked_for_is_asked_for_again_and_is_no_way_to_write_into_the_page(client: TestClient) -> None:
    page = client.get('/transfers?title="><script>alert(1)</script>&sort=title').text
    again = re.findall(r'<a href="([^"]*)"[^>]*>Look again', page)
    assert again == ["/transfers?title=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&amp;sort=title"]
    assert "<script>" not in page


def test_a_table_is_refused_in_plain_text_so_that_nobody_takes_it_for_rows(client: TestClient) -> None:
    answer = client.get("/conflicts.csv")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "text/plain; charset=utf-8")


@pytest.mark.parametrize("address", AT_ONCE)
def test_pages_that_need_only_tables_answer_at_once(client: TestClient, address: str) -> None:
    assert client.get("/").status_code == 503
    assert client.get(address).status_code == 200


def test_the_page_of_a_report_and_of_a_statement_answer_at_once(client: TestClient) -> None:
    report = re.findall(r'href="(/reports/r_[a-z2-7]{12})"', client.get("/reports").text)[0]
    statement = re.findall(r'href="(/statements/s_[a-z2-7]{12})"', client.get("/statements").text)[0]
    assert client.get(report).status_code == 200
    assert client.get(report + "/original").status_code == 200
    assert client.get(statement).status_code == 200


def test_then_every_page_answers(client: TestClient, gate: Gate) -> None:
    assert client.get("/").status_code == 503
    gate.opened.set()
    while client.get("/").status_code != 200:
        pass
    assert [client.get(address).status_code for address in WAITING] == [200] * len(WAITING)


def test_in_a_browser_it_looks_again_by_itself_until_told_not_to(browser: Any, copy: Path, gate: Gate) -> None:
    with alongside(application(copy, patience=0.05)) as home:
        page = browser.new_page(base_url=home)
        assert page.goto("/conflicts").status == 503
        assert page.get_by_role("heading", level=1).inner_text() == "What the reports tell together is being read"
        still = browser.new_page(base_url=home)
        still.clock.install()
        still.goto("/conflicts")
        still.get_by_role("button", name="Stop that").click()
        still.clock.run_for(60_000)
        gate.opened.set()
        page.get_by_role("heading", level=1, name="Conflicts").wait_for(timeout=LONG * 1000)
        assert "being read" in still.get_by_role("heading", level=1).inner_text()
        still.get_by_role("link", name="Look again").click()
        still.get_by_role("heading", level=1, name="Conflicts").wait_for(timeout=LONG * 1000)
        page.close()
        still.close()


def test_without_a_script_there_is_a_link(browser: Any, copy: Path, gate: Gate) -> None:
    with alongside(application(copy, patience=0.05)) as home:
        context = browser.new_context(base_url=home, java_script_enabled=False)
        page = context.new_page()
        page.goto("/")
        assert not page.get_by_role("button", name="Stop that").is_visible()
        gate.opened.set()
        while page.get_by_role("link", name="Look again").is_visible():
            page.get_by_role("link", name="Look again").click()
        assert "being read" not in page.get_by_role("heading", level=1).inner_text()
        context.close()
