"""The dossier of a joint inquiry: a joint part, separate parts, and the journal with a verifier that needs a bare Python."""

import base64
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.inquiry.story import DRAUNIA, KESTOVIA, played, rings, two_copies
from onrecord.casework.case import Case
from onrecord.casework.inquiring import JointInquiry
from onrecord.cli.exporting import export_case
from onrecord.export.paper import printer
from onrecord.model import Refused

BARE = (sys.executable, "-I", "-S")
"""Python without site packages: the standard library alone."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """Kestovia's copy after a day's work, with private entries of every kind that there may be."""
    folder = tmp_path_factory.mktemp("story")
    with two_copies(folder, demo) as (kestovia, draunia):
        played(kestovia, draunia)
    with Case(folder / "kestovia.case") as case:
        joint = JointInquiry(case, rings(folder)[0])
        joint.suppose("hushedhypothesis", private=True)
        joint.lay(case.reports()[3].id, "hushedexhibit", private=True)
        joint.note(case.reports()[3].id, "hushednote", private=True)
        joint.find("hushedfinding", [joint.state().exhibits[0].id], "likely", [KESTOVIA], private=True)
        joint.grade("source", "Norvane", "E", why="hushedreason")
    return folder / "kestovia.case"


def exported(story: Path, to: str, out: Path, only: str | None = None) -> list[Path]:
    with Case(story, readonly=True) as case:
        return export_case(case, to, out, only)


def run(verifier: Path, file: Path) -> tuple[int, str]:
    ran = subprocess.run([*BARE, str(verifier), str(file)], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


def taken_out(page: Path, name: str) -> Path:
    """A file that a page carries, as a browser would save it."""
    found = re.search(rf'<a id="{name}"[^>]* download="{name}" href="data:[^;]+;base64,([^"]+)"', page.read_text(encoding="utf-8"))
    assert found
    out = page.with_name(name)
    out.write_bytes(base64.b64decode(found[1]))
    return out


def test_a_page_carries_what_checks_it(story: Path, tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    assert exported(story, "html", page) == [page]
    verifier, entries = taken_out(page, "verify.py"), taken_out(page, "entries.jsonl")
    for file in (page, entries):
        status, said = run(verifier, file)
        assert status == 0, said
        assert "0 faults" in said
        assert "signatures were NOT checked" in said
        assert "The rockets that the Courier describes bear the marks of the Dolvar works. (likely)" in said
        assert f"{KESTOVIA} dissents" in said
    with_library = subprocess.run([sys.executable, str(verifier), str(page)], capture_output=True, text=True, check=True)
    assert "NOT checked" not in with_library.stdout


@pytest.mark.parametrize("seed", range(12))
def test_a_journal_in_a_page_that_was_altered_is_found(seed: int, story: Path, tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    exported(story, "html", page)
    verifier, entries = taken_out(page, "verify.py"), taken_out(page, "entries.jsonl")
    data = bytearray(entries.read_bytes())
    data[seed * len(data) // 12 + 5] ^= 1
    altered = page.read_bytes().replace(base64.b64encode(entries.read_bytes()), base64.b64encode(bytes(data)))
    assert altered != page.read_bytes()
    page.write_bytes(altered)
    assert run(verifier, page)[0] == 1


def test_an_entry_that_was_taken_out_of_a_page_is_found(story: Path, tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    exported(story, "html", page)
    verifier, entries = taken_out(page, "verify.py"), taken_out(page, "entries.jsonl")
    lines = entries.read_bytes().splitlines(keepends=True)
    for number in (0, 3, len(lines) // 2):
        fewer = b"".join(lines[:number] + lines[number + 1 :])
        entries.write_bytes(fewer)
        assert run(verifier, entries)[0] == 1


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"PK\x03\x04", b"[1]\n", b"\xff\xfe", b"{}\n" * 3, b"PK" + b"x" * 100])
def test_what_is_no_journal_is_one_line(data: bytes, story: Path, tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    exported(story, "html", page)
    verifier, odd = taken_out(page, "verify.py"), tmp_path / "odd"
    odd.write_bytes(data)
    status, said = run(verifier, odd)
    assert status == 1
    assert "Traceback" not in said


@pytest.mark.parametrize("to", ["markdown", "docx"])
def test_other_formats_have_journal_and_verifier_beside_them(to: str, story: Path, tmp_path: Path) -> None:
    written = exported(story, to, tmp_path / f"dossier.{to}")
    assert [p.name for p in written] == [f"dossier.{to}", "dossier.entries.jsonl", "dossier.verify.py"]
    assert run(written[2], written[1])[0] == 0


def test_the_joint_part_has_what_all_signed_and_the_separate_parts_what_each_holds(story: Path, tmp_path: Path) -> None:
    (page, _, _) = exported(story, "markdown", tmp_path / "dossier.md")
    words = page.read_text(encoding="utf-8")
    joint, _, rest = words.partition("## Separate parts")
    joint = joint[joint.index("## Joint part") :]
    assert "bear the marks of the Dolvar works" in joint
    assert "The works sold them to Orlava" not in joint
    (counts,) = re.findall(r"\| do not fit \| (\d) \| (\d) \| (\d) \|", joint)
    assert sorted(counts) == ["0", "0", "2"]
    kestovia, draunia = rest[rest.index(f"### {KESTOVIA}") :].split(f"### {DRAUNIA}")
    assert "It dissents from: The works sold them to Orlava" in kestovia
    assert "It signs, and not all have: The works sold them to Orlava" in draunia.split("\n## ")[0]


@pytest.mark.parametrize("to", ["html", "markdown", "docx", "claimreview", "json"])
def test_nothing_private_is_in_any_export(to: str, story: Path, tmp_path: Path) -> None:
    written = exported(story, to, tmp_path / f"dossier.{to}")
    if to == "html":
        written.append(taken_out(written[0], "entries.jsonl"))
    if to == "docx":
        import zipfile

        with zipfile.ZipFile(written[0]) as packed:
            packed.extractall(tmp_path / "inside")
        written += [p for p in (tmp_path / "inside").rglob("*") if p.is_file()]
    assert [p.name for p in written if b"hushed" in p.read_bytes()] == []


def test_a_dossier_that_is_narrowed_leaves_the_inquiry_out(story: Path, tmp_path: Path) -> None:
    (page,) = exported(story, "markdown", tmp_path / "dossier.md", "2017-03")
    assert "Joint part" not in page.read_text(encoding="utf-8")


def test_a_printed_dossier_says_where_the_journal_is(story: Path, tmp_path: Path) -> None:
    try:
        printer()
    except Refused:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    written = exported(story, "pdf", tmp_path / "dossier.pdf")
    assert [p.suffix for p in written] == [".pdf", ".jsonl", ".py"]
