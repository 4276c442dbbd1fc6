"""Takes the pictures of the pages that the README and the docs show, from the worked example, with Debian's Chromium.

Run from the root of the repository, as ``python -m docs.make_pictures``.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.inquiry.story import played, rings, two_copies
from onrecord.casework.case import Case
from onrecord.casework.unlocked import unlock
from onrecord.casework.worked_example import build
from onrecord.export.paper import printer
from onrecord.web.app import application
from onrecord.web.serving import alongside

PICTURES = Path(__file__).with_name("pictures")
_WIDTH, _HEIGHT = 1180, 820
_REPORT = "2017-03-03-brenik-ledger-explanation"


def take() -> None:
    """One picture a page: ``docs/pictures/NAME.png``, in the light scheme; those of a joint inquiry from a day's work of two parties."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "demo.case"
        with build(path) as case:
            shown = _addresses(case)
        with alongside(application(path, person="Mara Vesh")) as home:
            _shoot(home, shown)
        with two_copies(folder, path) as (kestovia, draunia):
            played(kestovia, draunia)
        own = folder / "kestovia.case"
        with alongside(application(own, unlocked=unlock(own, rings(folder)[0]))) as home:
            _shoot(home, {"inquiry": "/inquiry", "matrix": "/inquiry/matrix"})


def _addresses(case: Case) -> dict[str, str]:
    report = next(r.id for r in case.reports() if _REPORT in r.path)
    speaker = next(s.speaker.actor for _, s in case.statements() if s.speaker and s.speaker.name == "Anton Rezhak")
    return {"overview": "/", "report": f"/reports/{report}", "conflicts": "/conflicts", "chain": "/chain", "actor": f"/actors/{speaker}",
            "review": "/review"}  # fmt: skip


def _shoot(home: str, shown: dict[str, str]) -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=printer(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        for name, address in shown.items():
            page.goto(home + address)
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take()
