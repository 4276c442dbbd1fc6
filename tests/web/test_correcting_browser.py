"""Correcting in a real browser: with and without a script, by keyboard, with two people at once, and after a new reading."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.casework.case import Case
from onrecord.web.app import application
from onrecord.web.serving import alongside


@pytest.fixture
def home(copy: Path) -> Iterator[str]:
    """A copy of the demo served on a free port."""
    with alongside(application(copy, person="Mara Vesh")) as address:
        yield address


@pytest.fixture
def desk(browser: Any, home: str) -> Iterator[Any]:
    """``desk(...)`` is a person's browser; at the end nothing may have been complained of."""
    contexts, complaints = [], []

    def opened(**options: Any) -> Any:
        context = browser.new_context(base_url=home, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [c for c in complaints if "409" not in c] == []


def denial(page: Any) -> str:
    """The address of a denial that somebody makes, opened."""
    page.goto("/statements?stance=denies")
    page.locator("td.c-words a").first.click()
    return re.sub(r"^https?://[^/]+", "", page.url)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_correct_take_back_read_again_and_it_is_still_so(desk: Any, copy: Path, script: bool) -> None:  # noqa: FBT001 - a parameter
    page = desk(java_script_enabled=script)
    address = denial(page)
    page.locator("summary", has_text="Correct it").click()
    fields = page.locator("form.fields")
    fields.get_by_label("Speaker (empty").fill("Tilda Brandt")
    fields.get_by_label("Stance").select_option("doubts")
    fields.get_by_label("What shows it").fill("she only asks")
    fields.get_by_role("button", name="Keep the correction").click()
    assert page.locator("h1").inner_text().startswith("Tilda Brandt")
    assert "she only asks" in page.locator(".decided").inner_text()
    with Case(copy) as case:
        case.file._db.execute("DELETE FROM reading")
        assert case.read() > 0
    page.goto(address)
    assert page.locator("h1").inner_text().startswith("Tilda Brandt")
    page.locator(".decided summary").click()
    page.locator(".decided form").get_by_label("What shows it").fill("she denies it after all")
    page.locator(".decided form button").click()
    assert "Tilda Brandt" not in page.locator("h1").inner_text()
    page.goto("/journal")
    assert "Taken back by entry" in page.locator("main").inner_text()
    assert "she denies it after all" in page.locator("main").inner_text()


def test_two_people_at_once_the_second_is_told_and_loses_nothing(desk: Any) -> None:
    one, other = desk(), desk()
    address = denial(one)
    other.goto(address)
    for page, why in ((one, "heard the tape"), (other, "it is a caption")):
        page.locator("form.verdict").get_by_label("What shows it").fill(why)
    one.get_by_role("button", name="Read right").click()
    other.get_by_role("button", name="Wrong: take it out").click()
    assert "Nothing was changed" in other.locator("h1").inner_text()
    assert "Mara Vesh decided" in other.locator("main").inner_text()
    other.go_back()
    assert other.locator("form.verdict").get_by_label("What shows it").input_value() == "it is a caption"
    other.reload()
    assert "heard the tape" in other.locator(".decided").inner_text()


def test_the_review_goes_by_keyboard(desk: Any) -> None:
    page = desk()
    page.goto("/review")
    first, second = (page.locator(".waiting").nth(n).get_attribute("id") for n in (0, 1))
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == second
    page.keyboard.press("k")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "speaker"
    assert page.evaluate("document.activeElement.closest('.waiting').id") == first
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.value").endswith("a")
    page.goto("/review")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert "Kept as entry" in page.locator(".done").inner_text()
    assert page.locator(f"#{first}").count() == 0
    assert page.locator(".waiting").first.get_attribute("id") == second


def test_the_review_goes_by_tab_and_enter_without_a_script(desk: Any) -> None:
    page = desk(java_script_enabled=False)
    page.goto("/review")
    assert not page.locator(".keys-hint").is_visible()
    first = page.locator(".waiting").first
    key = first.get_attribute("id")
    first.get_by_label("What shows it").first.focus()
    page.keyboard.press("Enter")
    assert "Kept as entry" in page.locator(".done").inner_text()
    assert page.locator(f"#{key}").count() == 0


def test_words_are_taken_from_the_text(desk: Any) -> None:
    page = desk()
    denial(page)
    page.locator("summary", has_text="Correct it").click()
    field = page.locator("form.fields textarea")
    words = field.input_value().split(" … ")[0].split()[:3]
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector(".passage"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
        }""",
        " ".join(words),
    )
    page.get_by_role("button", name="Take the words I marked").click()
    assert field.input_value() == " ".join(words)
    page.locator("form.fields").get_by_label("What shows it").fill("no more than that")
    page.get_by_role("button", name="Keep the correction").click()
    assert page.locator(".pull").inner_text() == " ".join(words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_with_every_form_open(desk: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed: pip install -e .[dev]").Axe()
    page = desk(color_scheme=scheme, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    address = denial(page)
    page.locator(".marks textarea").fill("look at it again")
    page.get_by_role("button", name="Flag for review").click()
    page.locator("form.verdict").get_by_label("What shows it").fill("not so")
    page.get_by_role("button", name="Wrong: take it out").click()
    faults = {}
    for where in (address, "/review", "/journal", re.sub(r"/statements.*", "/reports", address)):
        page.goto(where)
        page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
        found = [v for v in axe.run(page)["violations"] if v["impact"] in ("serious", "critical")]
        if found:
            faults[where] = [(v["id"], v["nodes"][0]["html"][:120]) for v in found]
    assert faults == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen_with_every_form_open(desk: Any, width: int) -> None:
    page = desk(viewport={"width": width, "height": 800})
    for where in (denial(page), "/review", "/journal"):
        page.goto(where)
        page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
