"""Takes the pictures of the pages that the README and the docs show, from the worked example, with Debian's Chromium."""

import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from onrecord.casework.case import Case
from onrecord.casework.worked_example import build
from onrecord.export.paper import printer
from onrecord.web.app import application
from onrecord.web.serving import bound

PICTURES = Path(__file__).with_name("pictures")
_WIDTH, _HEIGHT = 1180, 820
_REPORT = "2017-03-03-brenik-ledger-explanation"


def take() -> None:
    """One picture a page: ``docs/pictures/NAME.png``, in the light scheme."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.case"
        with build(path) as case:
            shown = _addresses(case)
        with bound(0) as plug:
            server = uvicorn.Server(uvicorn.Config(application(path), log_level="error"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [plug]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.05)
            _shoot(f"http://127.0.0.1:{plug.getsockname()[1]}", shown)
            server.should_exit = True
            thread.join()


def _addresses(case: Case) -> dict[str, str]:
    report = next(r.id for r in case.reports() if _REPORT in r.path)
    speaker = next(s.speaker.actor for _, s in case.statements() if s.speaker and s.speaker.name == "Anton Rezhak")
    return {"overview": "/", "report": f"/reports/{report}", "conflicts": "/conflicts", "chain": "/chain", "actor": f"/actors/{speaker}"}


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
