"""Hostile reports in a real browser: with its own guard switched off nothing acts, with the guard on it has nothing to complain of."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from onrecord.casework.case import Case
from onrecord.casework.looking import Ties, Whole
from onrecord.casework.method import decisions, made_by
from onrecord.drawings.of_case import chain_of_case, timeline_of
from onrecord.export.account import account_of
from onrecord.export.page import dossier_html
from onrecord.language.parser import Parser
from onrecord.web.app import application
from onrecord.web.safety import HEADERS
from onrecord.web.serving import alongside
from tests.web import hostile

STARTS = (
    "/", "/chain", "/timeline", "/review", "/journal", "/reports", "/statements", "/transfers", "/claims", "/conflicts", "/actors",
    "/origins",
    "/figures", "/times", "/names", "/problems", "/search?q=rockets", "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/%3Cscript%3E",
    "/reports?outlet=%3Cscript%3E", "/reports?sort=%3Cscript%3Ealert(1)%3C/script%3E", "/reports.json",
    "/statements.json?stance=%3Cscript%3E",
)  # fmt: skip
KINDS = ("statements", "records", "transfers", "claims", "conflicts", "actors", "origins", "compare")
_EACH = 4


@pytest.fixture(scope="module")
def case_path(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Path:
    return hostile.build(tmp_path_factory.mktemp("hostile") / "hostile.case", parser)


@pytest.fixture(scope="module")
def home(case_path: Path) -> Iterator[str]:
    with alongside(application(case_path)) as address:
        yield address


class Watched:
    """A page of which everything that acts is written down."""

    def __init__(self, context: Any) -> None:
        """Open a page and listen."""
        self.page = context.new_page()
        self.acted: list[str] = []
        self.asked: list[str] = []
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda m: self.acted.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.acted.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("popup", lambda _: self.acted.append("a window was opened"))

    def _dialog(self, dialog: Any) -> None:
        self.acted.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def poke(self) -> None:
        """Do what a person does: point at things, and give them the focus."""
        self.page.evaluate(
            "for (const e of [...document.querySelectorAll('main *')].slice(0, 400))"
            " for (const t of ['mouseover', 'click', 'focus', 'focusin', 'error', 'load', 'begin'])"
            " if (!(t === 'click' && e.closest('a, button, summary, label, input, select')))"
            " e.dispatchEvent(new Event(t, {bubbles: t !== 'focus' && t !== 'load' && t !== 'error'}))"
        )


def addresses(page: Any, home: str) -> list[str]:
    """Every report, the lists, and some records of each kind."""
    found = dict.fromkeys(STARTS)
    for start in ("/reports", "/statements", "/figures", "/transfers", "/claims", "/conflicts", "/actors", "/origins", "/chain"):
        page.goto(home + start)
        links = [urlsplit(a).path for a in page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))")]
        found |= dict.fromkeys(a for a in links if re.fullmatch(r"/reports/r_[a-z2-7]{12}", a))
        for kind in KINDS:
            found |= dict.fromkeys(list(dict.fromkeys(a for a in links if a.startswith(f"/{kind}/")))[:_EACH])
    return list(found)


@pytest.mark.parametrize("guarded", [False, True], ids=["without the guard", "with the guard"])
def test_no_page_acts_in_a_browser(browser: Any, home: str, guarded: bool) -> None:  # noqa: FBT001 - the two ways it is run
    context = browser.new_context(bypass_csp=not guarded)
    held = Watched(context)
    opened = addresses(held.page, home)
    assert len(opened) > 80
    for address in opened[::3] if guarded else opened:
        answer = held.page.goto(home + address)
        assert answer.status in (200, 400, 404), address
        if "html" in answer.headers["content-type"]:
            assert held.page.evaluate("[...document.scripts].map(s => s.getAttribute('src'))") == ["/static/page.js"], address
            assert held.page.evaluate("document.querySelectorAll('style, iframe, object, embed, base, [style]').length") == 0, address
            held.poke()
            assert held.page.url == home + address
        assert [one for one in held.acted if "status of 40" not in one] == [], address
    context.close()
    assert {urlsplit(url).netloc for url in held.asked} == {urlsplit(home).netloc}


def test_neither_dossier_nor_pictures_act_as_files(browser: Any, case_path: Path, tmp_path: Path) -> None:
    with Case(case_path, readonly=True) as case:
        whole = Whole(case, Ties(case.chain()))
        account = account_of(whole, name="hostile", made=made_by(case), decided=decisions(case, whole))
    files = {
        "dossier.html": dossier_html(account),
        "timeline.svg": timeline_of(whole, lanes=8).alone(),
        "chain.svg": chain_of_case(whole).alone(),
    }
    context = browser.new_context(bypass_csp=True)
    held = Watched(context)
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        held.page.goto((tmp_path / name).as_uri())
        assert held.page.evaluate("document.querySelectorAll('script, iframe, object, img, foreignObject, animate').length") == 0
    context.close()
    assert held.acted == []
    assert held.asked == [(tmp_path / name).as_uri() for name in files]


RAW = {
    "two hosts": b"GET / HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "no host": b"GET / HTTP/1.0\r\n\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "rebound": b"GET /reports.json HTTP/1.1\r\nHost: evil.example:PORT\r\nConnection: close\r\n\r\n",
    "its name in another": b"GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\nConnection: close\r\n\r\n",
    "user in host": b"GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\nConnection: close\r\n\r\n",
    "whole address": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "forwarded": b"GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "up": b"GET /../../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "up, encoded": b"GET /static/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "two slashes": b"GET //evil.example/%2e%2e/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "long line": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "two lengths": b"POST /links HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\nGET /x HT",
    "split": b"GET /reports?words=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
}


@pytest.mark.parametrize("name", RAW)
def test_what_no_browser_sends_is_refused_without_a_place(home: str, case_path: Path, name: str) -> None:
    parts = urlsplit(home)
    answer = asked(str(parts.hostname), int(parts.port or 0), RAW[name].replace(b"PORT", str(parts.port).encode()))
    status = int(answer.split(b" ", 2)[1])
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status in ((400, 404, 421, 431) if name != "split" else (200, 400)), answer[:200]
    assert str(case_path.parent).encode() not in answer
    assert b"root:" not in body
    assert b"set-cookie" not in head.lower()
    if b"Invalid HTTP request" not in body:
        assert all(header.lower().encode() in head.lower() for header in HEADERS), head


def asked(host: str, port: int, request: bytes) -> bytes:
    """Everything that comes back for bytes sent as they are; by a process of its own, since tests have no network."""
    import subprocess
    import sys

    script = (
        "import socket,sys\ns=socket.create_connection((sys.argv[1],int(sys.argv[2])),10)\ns.settimeout(20)\n"
        "s.sendall(sys.stdin.buffer.read())\n"
        "while piece:=s.recv(65536): sys.stdout.buffer.write(piece)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, host, str(port)], input=request, capture_output=True, timeout=30, check=False)
    return done.stdout
