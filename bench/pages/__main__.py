"""``python -m bench.pages BIG.case [SMALL.case] --datasette PATH``: the median time of each list page as a ratio to Datasette's.

Both serve the same file over HTTP at the same time, asked in turn by one client; pages have 50 rows each. Datasette (0.65, in an
environment of its own: ``pip install 'datasette==0.65.*'``) serves the table of the derived kind, without looking for facets, which
is the quickest that it can do, and for a filter the view with the same columns. Exit status 1 when a list page is slower.
"""

import argparse
import http.client
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_SIZE = 50
PAIRS: Mapping[str, str] = {
    "/reports": "/report?",
    "/reports?page=150": "/report?_next=7450&",
    "/reports?outlet=Karsk+Post": "/report?outlet=Karsk+Post&",
    "/reports?sort=outlet": "/report?_sort=outlet&",
    "/statements": "/derived?kind=statement&",
    "/statements?stance=denies": "/statements?stance=denies&",
    "/statements?speaker=Vesh": "/statements?speaker_name__contains=Vesh&",
    "/statements?sort=stance": "/statements?_sort=stance&",
    "/figures": "/derived?kind=figure&",
    "/figures?kind=money": "/figures?kind=money&",
    "/times": "/derived?kind=time&",
    "/names": "/derived?kind=mention&",
    "/names?name=vesh": "/names?name__contains=vesh&",
    "/problems": "/problem?",
}
"""Our page to Datasette's page of the same rows."""

JOINED: Mapping[str, str] = {
    "/transfers": "/derived?kind=transfer&",
    "/conflicts": "/derived?kind=statement&",
    "/claims": "/derived?kind=statement&",
    "/actors": "/derived?kind=statement&",
    "/origins": "/report?",
    "/timeline": "/derived?kind=statement&",
}
"""Our pages of what reports tell together to Datasette's page of the records that they rest on."""


def _free() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


@contextmanager
def _served(*command: str) -> Iterator[http.client.HTTPConnection]:
    port = _free()
    started = subprocess.Popen([one.replace("PORT", str(port)) for one in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            time.sleep(0.1)
            with socket.socket() as plug:
                if plug.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    finally:
        started.terminate()
        started.wait()


def _ours(case: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", "from onrecord.cli.main import run; run()", "serve", str(case), "--port", "PORT")


def _ask(at: http.client.HTTPConnection, address: str) -> tuple[float, bytes]:
    """Seconds and body; asked once more where the other side closed a connection that was kept open."""
    for again in (False, True):
        began = time.perf_counter()
        try:
            at.request("GET", address)
            answer = at.getresponse()
            break
        except http.client.RemoteDisconnected:
            if again:
                raise
    body = answer.read()
    if answer.status != http.client.OK:
        message = f"{address}: status {answer.status}"
        raise SystemExit(message)
    return time.perf_counter() - began, body


def _warm(at: http.client.HTTPConnection) -> float:
    """Seconds until what the reports tell together is at hand; before that the pages compete with its making."""
    began = time.perf_counter()
    while True:
        at.request("GET", "/")
        answer = at.getresponse()
        answer.read()
        if answer.status == http.client.OK:
            return time.perf_counter() - began


def _beside(pairs: Mapping[str, str], big: Path, datasette: str, rounds: int) -> int:
    slower = 0
    settings = ("--setting", "suggest_facets", "off", "--setting", "sql_time_limit_ms", "60000")
    command = (datasette, "serve", str(big), "-p", "PORT", *settings)
    with _served(*_ours(big)) as ours, _served(*command) as theirs:
        print(f"what is told together is at hand after {_warm(ours):.0f} s")
        print(f"{'page':32} {'first':>8} {'median':>8} {'Datasette':>9} {'ratio':>6}   (milliseconds)")
        for mine, other in pairs.items():
            address = f"/{big.stem}{other}_size={_SIZE}"
            first = _ask(ours, mine)[0]
            _ask(theirs, address)
            times = [(_ask(ours, mine)[0], _ask(theirs, address)[0]) for _ in range(rounds)]
            a, b = (statistics.median(column) for column in zip(*times, strict=True))
            slower += a > b
            print(f"{mine:32} {first * 1000:8.0f} {a * 1000:8.1f} {b * 1000:9.1f} {a / b:6.2f}{'   slower' if a > b else ''}", flush=True)
    return slower


def _report_page(case: Path, rounds: int) -> float:
    """The median time of a report's page, of the ten first reports of a case, in seconds."""
    with _served(*_ours(case)) as ours:
        _, page = _ask(ours, "/reports")
        ids = list(dict.fromkeys(re.findall(r"/reports/(r_[a-z2-7]{12})", page.decode())))[:10]
        for key in ids:
            _ask(ours, f"/reports/{key}")
        return statistics.median(_ask(ours, f"/reports/{key}")[0] for _ in range(rounds) for key in ids)


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("big", type=Path, help="a case of 10,000 reports: bench.invented.write, then onrecord add")
    asked.add_argument("small", type=Path, nargs="?", help="a case of 200")
    asked.add_argument("--datasette", default="datasette", help="the command")
    asked.add_argument("--rounds", type=int, default=15)
    asked.add_argument("--joined", action="store_true", help="also the lists of what reports tell together; the first waits for all of it")
    given = asked.parse_args()
    slower = _beside({**PAIRS, **(JOINED if given.joined else {})}, given.big, given.datasette, given.rounds)
    if given.small:
        small, big = (_report_page(case, given.rounds) for case in (given.small, given.big))
        print(f"a report's page: {small * 1000:.1f} ms in the small case, {big * 1000:.1f} in the big one, ratio {big / small:.2f}")
    return 1 if slower else 0


if __name__ == "__main__":
    raise SystemExit(main())
