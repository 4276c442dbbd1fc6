"""``python -m bench.pages.browsed BIG.case``: every kind of page of a case in a real browser, in light and dark, narrow and wide.

Prints each fault: what axe finds serious or critical, what the console complains of, what is asked of another host, what is wider than
the screen, what has no heading without JavaScript. Exit status 1 when there is any.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.export.paper import printer
from onrecord.web.app import application
from onrecord.web.serving import alongside

SIZES = (360, 1280, 1920)
LISTS = (
    "reports", "statements", "transfers", "claims", "conflicts", "actors", "origins", "figures", "times", "names", "problems", "journal",
)  # fmt: skip
ONES = ("report", "statement", "transfer", "conflict", "claim", "actor", "origin", "record", "compare")
KINDS = (
    *("/", "/review", "/chain", "/timeline", "/search?q=rockets", "/nowhere"),
    *(f"/{name}" for name in LISTS),
    *(f"{{{name}}}" for name in ONES),
)
"""Every kind of page; what stands in braces is the first record of its kind."""

_FIRST = (
    ("report", "/reports", "reports"), ("statement", "/statements", "statements"), ("transfer", "/transfers", "transfers"),
    ("conflict", "/conflicts", "conflicts"), ("claim", "/claims", "claims"), ("actor", "/actors", "actors"),
    ("origin", "/origins", "origins"), ("record", "/figures", "records"), ("compare", "/chain", "compare"),
)  # fmt: skip
_PATIENCE = 600_000
"""Milliseconds that a page may take; the first that tells a whole big case takes long."""


def addresses(page: Any, home: str) -> list[str]:
    """The address of one page of every kind."""
    found = {}
    for name, where, kind in _FIRST:
        page.goto(home + where)
        found[name] = re.sub(r"[?#].*", "", page.locator(f'main a[href^="/{kind}/"]').first.get_attribute("href"))
    return [kind.format(**found) for kind in KINDS]


def serious(page: Any, scheme: str) -> list[tuple[str, str]]:
    """What axe finds serious or critical on the page that is open: (rule, the first element). A scheme changes nothing but colours."""
    from axe_core_python.sync_playwright import Axe

    asked = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    found = Axe().run(page, options=asked)["violations"]
    return [(v["id"], v["nodes"][0]["html"][:120]) for v in found if v["impact"] in ("serious", "critical")]


def browsed(case: Path) -> Iterator[str]:
    """Each fault of the pages of ``case`` in a line; the seconds that each page took go to standard error."""
    from playwright.sync_api import sync_playwright

    with alongside(application(case)) as home, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=printer(), args=["--no-sandbox"])
        opening = browser.new_page()
        opening.set_default_timeout(_PATIENCE)
        listed = addresses(opening, home)
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, bypass_csp=True)
            page.set_default_timeout(_PATIENCE)
            yield from _faults(page, home, listed, scheme)
        plain = browser.new_context(java_script_enabled=False).new_page()
        for address in listed:
            plain.goto(home + address, timeout=_PATIENCE)
            if not plain.locator("h1").inner_text():
                yield f"{address}: no heading without JavaScript"
        browser.close()


def _faults(page: Any, home: str, listed: Sequence[str], scheme: str) -> Iterator[str]:
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(home + "/") else said.append(f"asks {request.url}"))
    for address in listed:
        begun = time.monotonic()
        page.goto(home + address)
        print(f"{time.monotonic() - begun:7.2f} s  {scheme}  {address}", file=sys.stderr)
        for rule, element in serious(page, scheme):
            yield f"{address} ({scheme}): {rule}: {element}"
        for width in SIZES:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                yield f"{address}: wider than {width}"
        yield from (f"{address} ({scheme}): {line}" for line in said if "404" not in line)
        said.clear()


def main() -> int:
    """Print the faults."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("case", type=Path)
    found = list(browsed(parser.parse_args().case))
    print("\n".join(found) or "no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
