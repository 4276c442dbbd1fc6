"""Killed at any moment while a bundle is taken, a finding signed or a page edited, a case holds whole entries and nothing else.

``ONRECORD_KILLS=200 pytest tests/casework/test_killed.py`` kills so often in all, a third of it at each.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Self

import pytest

from bench.inquiry.story import meet, rings, two_copies
from onrecord.casework.case import Case
from onrecord.casework.checking import check
from onrecord.casework.inquiring import JointInquiry
from onrecord.inquiry.fold import fold
from onrecord.model import SignedEntry

KILLS = -(-int(os.environ.get("ONRECORD_KILLS", "18")) // 3)
_BUNDLES, _IN_A_BUNDLE = 40, 3
_LONGEST = 0.25
"""Seconds from the first change to the kill, at most; more where one bundle takes long."""

_SEVERAL = 4
"""Times what one bundle takes, so that kills come before, within and after some, on a slow machine too."""

_HEAD = """
import os, re, sys
from itertools import count
from pathlib import Path
from starlette.testclient import TestClient
from bench.inquiry.story import rings
from onrecord.casework.case import Case
from onrecord.casework.inquiring import JointInquiry
from onrecord.casework.unlocked import unlock
from onrecord.web.app import application

def ready():
    print("ready", os.getpid(), flush=True)
"""

SIGNING = """
def work(path, keys, start):
    with Case(path) as case:
        joint = JointInquiry(case, rings(keys)[0])
        exhibit = joint.state().exhibits[0].id
        ready()
        for n in count(start):
            found = joint.find(f"finding {n}", [exhibit], "likely")
            joint.on_finding(f"f_{found.hash[:12]}", "signs")
            joint.grade("source", f"outlet {n}", "B")
"""

TAKING = """
def work(path, keys, start):
    with Case(path) as case:
        joint = JointInquiry(case, rings(keys)[0])
        ready()
        for bundle in sorted(keys.glob("*.bundle"))[start:]:
            joint.take(bundle.read_bytes(), bundle.name)
        sys.stdin.read()
"""

EDITING = """
def work(path, keys, start):
    pages = TestClient(application(path, unlocked=unlock(path, rings(keys)[0])), base_url="http://127.0.0.1", follow_redirects=False)
    def sent(address, form, seen):
        answer = pages.post(address, data={"token": token, "seen": str(seen), **form})
        assert answer.status_code == 303, answer.text
    actor = re.search(r'href="/actors/(a_[a-z2-7]{12})"', pages.get("/actors").text)[1]
    token = re.search(r'name="token" value="([^"]*)"', pages.get(f"/actors/{actor}").text)[1]
    with Case(path, readonly=True) as case:
        signed = case.file.signed_count()
    ready()
    for n in count(start):
        sent("/inquiry/grade", {"kind": "source", "subject": f"outlet {n}", "grade": "C", "why": "w"}, signed)
        sent("/inquiry/suppose", {"words": f"hypothesis {n}"}, signed + 2)
        signed += 3
"""

_TAIL = """
path, keys = map(Path, sys.argv[1:3])
for line in iter(sys.stdin.readline, ""):
    child = os.fork()
    if not child:
        work(path, keys, int(line))
        os._exit(1)
    print("gone", os.waitpid(child, 0)[1], flush=True)
"""


class Killer:
    """A process that has everything loaded, and forks one that works on the case each time, to be killed."""

    def __init__(self, script: str, path: Path, keys: Path) -> None:
        """``script`` defines ``work``, which says ``ready`` and then changes the case until it is killed."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", _HEAD + script + _TAIL, str(path), str(keys)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_told: object) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def kill(self, moment: float, start: int) -> None:
        """Kill a worker ``moment`` seconds after it has begun to change the case."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{start}\n")
        self._process.stdin.flush()
        said, number = self._process.stdout.readline().split()
        assert said == "ready", "the worker failed before it began"
        time.sleep(moment)
        os.kill(int(number), signal.SIGKILL)
        assert self._process.stdout.readline().split() == ["gone", str(int(signal.SIGKILL))], "the worker failed by itself"


def entries_of(path: Path) -> list[SignedEntry]:
    with Case(path, readonly=True) as case:
        return case.file.signed()


@pytest.fixture
def folder(tmp_path: Path, demo: Path) -> Path:
    """Two copies of the demo with an exhibit, and bundles of Draunia's that Kestovia has not taken yet."""
    with two_copies(tmp_path, demo) as (kestovia, draunia):
        kestovia.lay(kestovia.case.reports()[0].id)
        meet(kestovia, draunia)
        reports = [r.id for r in draunia.case.reports()]
        for n in range(_BUNDLES):
            draunia.suppose(f"hypothesis {n}")
            draunia.lay(reports[n % len(reports)], f"exhibit {n}")
            draunia.note(reports[n % len(reports)], f"note {n}")
            (tmp_path / f"{n:03}.bundle").write_bytes(draunia.pack())
    return tmp_path


def moments(seed: int, longest: float = _LONGEST) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    return [chance.random() * longest for _ in range(KILLS)]


def sound(path: Path) -> None:
    with Case(path, readonly=True) as case:
        found = check(case)
        assert found.ok, found.faults
        assert not fold(case.file.signed()).void


def killed_at(when: list[float], script: str, folder: Path) -> None:
    """Kill ``script`` at work on Kestovia's copy at each moment; after each the copy is sound, and each sealed grade has its inside."""
    path = folder / "kestovia.case"
    before = len(entries_of(path))
    with Killer(script, path, folder) as killer:
        for n, moment in enumerate(when):
            killer.kill(moment, n * 10_000)
            counts = Counter(e.decision for e in entries_of(path))
            assert counts["grades"] == counts["keeps"]
            sound(path)
    assert len(entries_of(path)) > before


def test_while_signing(folder: Path) -> None:
    """A sealed grade is two entries in one step: neither may stand without the other."""
    killed_at(moments(1), SIGNING, folder)


def test_while_taking(folder: Path) -> None:
    """Each bundle is taken whole or not at all; taken again, the copy comes to where it would have come."""
    path = folder / "kestovia.case"
    before, begun = path.read_bytes(), len(entries_of(path))
    with Case(path) as case:
        started = time.monotonic()
        JointInquiry(case, rings(folder)[0]).take((folder / "000.bundle").read_bytes(), "000.bundle")
        one = time.monotonic() - started
    restore(path, before)
    reached = set()
    with Killer(TAKING, path, folder) as killer:
        for moment in moments(2, max(_LONGEST, _SEVERAL * one)):
            taken, left_over = divmod(len(entries_of(path)) - begun, _IN_A_BUNDLE)
            assert not left_over
            if taken > _BUNDLES - 10:
                restore(path, before)
                taken = 0
            killer.kill(moment, taken)
            reached.add(len(entries_of(path)))
            sound(path)
    assert len(reached) > 1
    with Case(path) as case:
        joint = JointInquiry(case, rings(folder)[0])
        for bundle in sorted(folder.glob("*.bundle")):
            joint.take(bundle.read_bytes(), bundle.name)
    assert {e.hash for e in entries_of(folder / "draunia.case")} == {e.hash for e in entries_of(path)}


def restore(path: Path, data: bytes) -> None:
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    path.write_bytes(data)


def test_while_pages_are_edited(folder: Path) -> None:
    killed_at(moments(3), EDITING, folder)
