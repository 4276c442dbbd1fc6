"""A bundle is good to the last byte or not at all."""

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.inquiry.copies import group
from onrecord.inquiry.bundle import pack, unpack, verifier
from onrecord.inquiry.exchange import heads
from onrecord.model import BadInput

TEXT = b"The pumps left in May.\n"


def bundle() -> bytes:
    """A small bundle with two parties, an original and words beyond ASCII."""
    north, south = group("North", "Süd")
    north.decide("notes", {"record": "s_1", "words": "“Vučević” \N{ROCKET}"})
    south.take(north.packed())
    original = "sha256:" + hashlib.sha256(TEXT).hexdigest()
    return pack(
        south.entries, inquiry=south.inquiry, heads=heads(south.entries), reports=[{"original": original, "path": "a.txt"}],
        originals={original: TEXT}, key=south.key,
    )  # fmt: skip


GOOD = bundle()


def test_a_bundle_comes_back_as_it_was_packed() -> None:
    found = unpack(GOOD, "x")
    assert sorted(entry.decision for entry in found.entries) == ["admits", "founds", "joins", "notes"]
    assert list(found.originals.values()) == [TEXT]
    assert bundle() == GOOD


@settings(max_examples=400)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_every_changed_byte_is_found(at: int, change: int) -> None:
    tampered = GOOD[:at] + bytes([GOOD[at] ^ change]) + GOOD[at + 1 :]
    with pytest.raises(BadInput):
        unpack(tampered, "x")


def test_every_changed_byte_of_the_entries_is_found() -> None:
    entries = zipfile.ZipFile(io.BytesIO(GOOD)).read("entries.jsonl")
    start = GOOD.index(entries)
    for at in range(start, start + len(entries)):
        with pytest.raises(BadInput):
            unpack(GOOD[:at] + bytes([GOOD[at] ^ 1]) + GOOD[at + 1 :], "x")


@given(st.integers(0, len(GOOD) - 1))
def test_a_bundle_that_was_cut_short_is_refused(length: int) -> None:
    with pytest.raises(BadInput):
        unpack(GOOD[:length], "x")


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "originals/inner.zip", "originals/" + "A" * 64, "entries.jsonl/x"])
def test_a_name_that_no_bundle_has_is_refused(name: str) -> None:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(name, b"x")
    with pytest.raises(BadInput, match="no bundle does"):
        unpack(out.getvalue(), "x")


def test_a_compressed_bundle_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("entries.jsonl", b"0" * 1_000_000)
    with pytest.raises(BadInput, match="compressed"):
        unpack(out.getvalue(), "x")


def verified(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    verify = path.parent / "verify.py"
    verify.write_bytes(verifier())
    return subprocess.run([sys.executable, *options, str(verify), str(path)], capture_output=True, text=True, check=False)


def test_the_verifier_in_the_bundle_finds_it_good_without_onrecord(tmp_path: Path) -> None:
    path = tmp_path / "x.bundle"
    path.write_bytes(GOOD)
    told = verified(path)
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "4 entries, 1 originals, 0 faults")


def test_the_verifier_runs_on_the_standard_library_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.bundle"
    path.write_bytes(GOOD)
    told = verified(path, "-I", "-S")
    assert told.returncode == 0
    assert "signatures were NOT checked" in told.stdout


@pytest.mark.parametrize("part", ["entries.jsonl", "reports.jsonl", "README.txt", "verify.py"])
def test_the_verifier_names_what_was_altered(part: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, data.replace(b"a", b"b", 1) if name == part else data)
    path = tmp_path / "x.bundle"
    path.write_bytes(out.getvalue())
    told = verified(path)
    assert told.returncode == 1
    assert f"FAULT  {part}: is not the file that was sealed" in told.stdout
