"""The pages in a real browser: seen at every size, in light and dark, by keyboard, without a script, and by those who do not see."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.web.app import application
from onrecord.web.serving import alongside

SIZES = (360, 1280, 1920)
LISTS = (
    "reports",
    "statements",
    "transfers",
    "claims",
    "conflicts",
    "actors",
    "origins",
    "figures",
    "times",
    "names",
    "problems",
    "journal",
)
ONES = ("report", "statement", "transfer", "conflict", "claim", "actor", "origin", "record", "compare")
KINDS = (
    *("/", "/review", "/chain", "/timeline", "/search?q=rockets", "/nowhere"),
    *(f"/{name}" for name in LISTS),
    *(f"{{{name}}}" for name in ONES),
)


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    """The demo served on a free port."""
    with alongside(application(demo)) as address:
        yield address


@pytest.fixture(scope="module")
def addresses(home: str, browser: Any) -> list[str]:
    """One page of every kind."""
    page = browser.new_page()
    found = {}
    for name, where, kind in (
        ("report", "/reports", "reports"), ("statement", "/statements", "statements"), ("transfer", "/transfers", "transfers"),
        ("conflict", "/conflicts", "conflicts"), ("claim", "/claims", "claims"), ("actor", "/actors", "actors"),
        ("origin", "/origins", "origins"), ("record", "/figures", "records"), ("compare", "/chain", "compare"),
    ):  # fmt: skip
        page.goto(home + where)
        found[name] = re.sub(r"[?#].*", "", page.locator(f'main a[href^="/{kind}/"]').first.get_attribute("href"))
    page.close()
    return [kind.format(**found) for kind in KINDS]


@pytest.fixture
def told(browser: Any, home: str) -> Iterator[Any]:
    """``open(...)`` gives a page; at the end nothing may have been complained of, and nothing asked of another host."""
    contexts, complaints, asked = [], [], []

    def listen(page: Any) -> None:
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))

    def opened(**options: Any) -> Any:
        context = browser.new_context(base_url=home, **options)
        contexts.append(context)
        page = context.new_page()
        listen(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [c for c in complaints if "404" not in c] == []
    assert [url for url in asked if not url.startswith(home + "/")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_for_those_who_read_otherwise(told: Any, addresses: list[str], scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed: pip install -e .[dev]").Axe()
    page = told(color_scheme=scheme, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    asked = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}  # a scheme changes nothing but colours
    faults = {}
    for address in addresses:
        page.goto(address)
        found = [v for v in axe.run(page, options=asked)["violations"] if v["impact"] in ("serious", "critical")]
        if found:
            faults[address] = [(v["id"], v["nodes"][0]["html"][:120]) for v in found]
    assert faults == {}


@pytest.mark.parametrize("width", SIZES)
def test_no_page_is_wider_than_the_screen(told: Any, addresses: list[str], width: int) -> None:
    page = told(viewport={"width": width, "height": 800})
    wide = {}
    for address in addresses:
        page.goto(address)
        across = page.evaluate("document.documentElement.scrollWidth")
        if across > width:
            wide[address] = across
    assert wide == {}


def test_pages_are_of_use_without_a_script(told: Any, addresses: list[str]) -> None:
    page = told(java_script_enabled=False)
    for address in addresses:
        page.goto(address)
        assert page.locator("h1").inner_text()
    page.goto("/")
    page.locator("#q").fill("rockets")
    page.locator(".find button").click()
    page.locator(".hits a").first.click()
    assert page.locator(".text .m-content").count() > 3
    page.locator(".note a").first.click()
    assert page.locator(".passage .m-content").first.inner_text()


def test_a_layer_can_be_put_on_and_off_without_a_script(told: Any, addresses: list[str]) -> None:
    page = told(java_script_enabled=False)
    page.goto(next(a for a in addresses if a.startswith("/reports/r_")))
    mark = page.locator(".text .m-content").first
    tints = []
    for _ in range(2):
        tints.append(mark.screenshot())
        page.locator("#layer-statements").set_checked(checked=False)
    assert tints[0] != tints[1]


def test_the_keyboard_leads_from_the_overview_to_the_words(told: Any) -> None:
    page = told()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type("rockets")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=rockets")
    page.locator(".hits a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/*")
    assert page.locator(".passage .m-content").first.inner_text()


def test_a_mark_says_what_it_is_when_it_is_pointed_at_and_when_it_has_the_focus(told: Any, addresses: list[str]) -> None:
    page = told()
    page.goto(next(a for a in addresses if a.startswith("/reports/r_")))
    mark = page.locator(".text a.m-content[data-sign]").first
    mark.hover()
    assert page.locator(".pop").inner_text()
    assert page.locator(".note.lit").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".pop").count() == 0
    page.locator(".text a.m-figure").first.focus()
    assert "figure" in page.locator(".pop").inner_text()


def test_words_of_a_record_are_in_sight_when_its_report_is_opened_at_them(told: Any) -> None:
    page = told(viewport={"width": 1280, "height": 700})
    page.goto("/statements?stance=leaves_open")
    page.locator(".list .c-report a").last.click()
    page.wait_for_url("**mark=*")
    page.wait_for_timeout(700)
    assert page.locator(".m-bright").first.evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    )


def test_pages_print_without_what_only_a_screen_needs(told: Any, addresses: list[str]) -> None:
    page = told()
    page.goto(next(a for a in addresses if a.startswith("/reports/r_")))
    page.emulate_media(media="print")
    assert not page.locator(".mast nav").is_visible()
    assert not page.locator(".layers").is_visible()
    assert page.locator(".text").is_visible()
    assert page.locator(".note").first.is_visible()
