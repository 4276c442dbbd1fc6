"""The pages of a joint inquiry in a real browser: at every width, in light and dark, without a script, and for those who do not see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.inquiry.story import played, rings, two_copies
from onrecord.casework.unlocked import unlock
from onrecord.web.app import application
from onrecord.web.serving import alongside

PAGES = ("/inquiry", "/inquiry/matrix", "/inquiry/grades", "/inquiry/findings", "/inquiry/disagreements", "/inquiry/journal")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Iterator[list[str]]:
    """Kestovia's pages with its key open, and Draunia's for reading, each on a free port."""
    folder = tmp_path_factory.mktemp("story")
    with two_copies(folder, demo) as (kestovia, draunia):
        played(kestovia, draunia)
    own = folder / "kestovia.case"
    pages = application(own, unlocked=unlock(own, rings(folder)[0])), application(folder / "draunia.case")
    with alongside(pages[0]) as one, alongside(pages[1]) as other:
        yield [one, other]


def addresses(page: Any, homes: list[str]) -> list[str]:
    """Every page of both, a cell of the matrix among them."""
    found = [home + address for home in homes for address in PAGES]
    for home in homes:
        page.goto(home + "/inquiry/matrix")
        found.append(home + page.locator("a.cell").first.get_attribute("href"))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_for_those_who_read_otherwise(browser: Any, homes: list[str], scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed: pip install -e .[dev]").Axe()
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    asked = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    faults = {}
    for address in addresses(page, homes):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        found = [v for v in axe.run(page, options=asked)["violations"] if v["impact"] in ("serious", "critical")]
        if found:
            faults[address] = [(v["id"], v["nodes"][0]["html"][:120]) for v in found]
    page.close()
    assert faults == {}


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_no_page_is_wider_than_the_screen(browser: Any, homes: list[str], width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for address in addresses(page, homes):
        page.goto(address)
        across = page.evaluate("document.documentElement.scrollWidth")
        if across > width:
            wide[address] = across
    page.close()
    assert wide == {}


def test_a_finding_is_put_and_signed_without_a_script(browser: Any, homes: list[str]) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(homes[0] + "/inquiry/findings")
    form = page.get_by_role("form", name="Put a finding")
    form.get_by_label("The finding, in a sentence").fill("The marks are the works'.")
    form.get_by_label("How likely").select_option("very likely")
    form.locator('input[name^="rests-"]').first.check()
    form.get_by_role("button").click()
    put = page.locator("article.finding", has_text="The marks are the works'.")
    put.get_by_role("button", name="Sign", exact=True).click()
    signed = page.locator("article.finding", has_text="The marks are the works'.").locator(".signatures")
    assert "signed Ministry of Kestovia" in " ".join(signed.inner_text().split())
    assert "waits for Draunian commission" in " ".join(signed.inner_text().split())
    page.close()
