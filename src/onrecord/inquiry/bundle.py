"""Bundles: entries with the originals that they point to, sealed by who packed them, in bytes that allow no change."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from onrecord.codec import canonical, from_plain
from onrecord.inquiry.entries import FIELDS
from onrecord.inquiry.keys import public
from onrecord.model import PRIVATE, BadInput, SignedEntry

FORMAT = 1
LARGEST = 512 * 1024 * 1024
"""Bytes of a bundle, packed and unpacked alike: nothing in it is compressed."""

_SEAL, _ENTRIES, _REPORTS, _README, _VERIFIER = "seal.json", "entries.jsonl", "reports.jsonl", "README.txt", "verify.py"
_NAME = re.compile(r"originals/[0-9a-f]{64}|entries\.jsonl|reports\.jsonl|README\.txt|verify\.py|seal\.json")
_WHEN = (1980, 1, 1, 0, 0, 0)
_ENTRY_FIELDS = (*FIELDS, "hash", "signature")
_TOLD = """A bundle of a joint inquiry, made by onrecord.

entries.jsonl    the decisions, one a line, each signed and chained to the one before it
reports.jsonl    the reports that they rest on; originals/ has their bytes as received, named by SHA-256
seal.json        what belongs to the bundle, signed by who packed it
verify.py        checks all of it:  python3 verify.py BUNDLE   (signatures too when the package cryptography is there)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a bundle holds. ``reports`` are rows of a manifest with ``original``; ``originals`` bytes by ``sha256:<hex>``.

    ``heads`` has of each chain the last entry that the packer had, as ``sequence:hash``; ``packed_by`` is the packer's key.
    """

    inquiry: str
    packed_by: str
    heads: Mapping[str, str]
    entries: tuple[SignedEntry, ...]
    reports: tuple[Mapping[str, Any], ...]
    originals: Mapping[str, bytes]


def plain_entry(entry: SignedEntry) -> dict[str, Any]:
    """An entry as it stands in a bundle."""
    return {name: getattr(entry, name) for name in _ENTRY_FIELDS} | {"about": dict(entry.about), "seen": dict(entry.seen)}


def pack(
    entries: Sequence[SignedEntry],
    *,
    inquiry: str,
    heads: Mapping[str, str],
    reports: Iterable[Mapping[str, Any]],
    originals: Mapping[str, bytes],
    key: Ed25519PrivateKey,
) -> bytes:
    """The bytes of a bundle; private entries are left out. The same content gives the same bytes."""
    parts: dict[str, bytes] = {
        _README: _TOLD.encode(),
        _VERIFIER: verifier(),
        _ENTRIES: _lines(plain_entry(entry) for entry in entries if not entry.private),
        _REPORTS: _lines(reports),
    }
    parts |= {f"originals/{name.removeprefix('sha256:')}": data for name, data in sorted(originals.items())}
    seal: dict[str, Any] = {
        "format": FORMAT,
        "inquiry": inquiry,
        "heads": {chain: head for chain, head in heads.items() if not chain.endswith(PRIVATE)},
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()},
        "packed_by": public(key),
    }
    seal["signature"] = key.sign(canonical(seal)).hex()
    return _zipped({**parts, _SEAL: canonical(seal)})


def verifier() -> bytes:
    """The source of the stand-alone verifier."""
    return (files("onrecord.inquiry") / "verify.py").read_bytes()


def unpack(data: bytes, name: str) -> Bundle:
    """The bundle in ``data``; ``name`` is what a complaint calls it.

    A bundle is good when packing what it holds gives the same bytes again, its files are those of its seal, and the seal is signed.
    Whether its entries are sound, and by members, is not asked here. Raises BadInput, and nothing of the bundle is used.
    """
    if len(data) > LARGEST:
        raise BadInput(name, f"is larger than {LARGEST // 1024**2} MiB", "ask for a bundle since a later day")
    parts = _parts(data, name)
    seal = _json(parts[_SEAL], name)
    signed = {key: value for key, value in seal.items() if key != "signature"}
    if seal.get("format") != FORMAT:
        raise BadInput(name, "is of a format that this onrecord does not know", "upgrade with: pip install --upgrade onrecord")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(seal.get("packed_by"))))
        key.verify(bytes.fromhex(str(seal.get("signature"))), canonical(signed))
    except (InvalidSignature, ValueError):
        raise _altered(name, "its seal is not signed by who packed it") from None
    if seal.get("files") != {part: hashlib.sha256(held).hexdigest() for part, held in parts.items() if part != _SEAL}:
        raise _altered(name, "its files are not those that were sealed")
    if canonical(seal) != parts[_SEAL] or _zipped(parts) != data:
        raise _altered(name, "its bytes are not as they were packed")
    try:
        entries = tuple(from_plain(SignedEntry, row) for row in _rows(parts[_ENTRIES], name))
    except BadInput:
        raise _altered(name, "an entry has not the fields of one") from None
    originals = {f"sha256:{part.removeprefix('originals/')}": held for part, held in parts.items() if part.startswith("originals/")}
    for original, held in originals.items():
        if "sha256:" + hashlib.sha256(held).hexdigest() != original:
            raise _altered(name, f"the original {original[7:19]} is not what its name says")
    return Bundle(
        inquiry=str(seal.get("inquiry")),
        packed_by=str(seal.get("packed_by")),
        heads={str(chain): str(head) for chain, head in dict(seal.get("heads") or {}).items()},
        entries=entries,
        reports=tuple(_rows(parts[_REPORTS], name)),
        originals=originals,
    )


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    """The files of a bundle by name; only names that a bundle has, each once, none compressed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            listed = packed.infolist()
            odd = next((one.filename for one in listed if not _NAME.fullmatch(one.filename)), None)
            if odd is not None:
                raise _altered(name, f"it holds {odd!r:.60}, which no bundle does")
            if any(one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1 or one.file_size > len(data) for one in listed):
                raise _altered(name, "its files are compressed or locked")
            parts = {one.filename: packed.read(one) for one in listed}
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, RuntimeError):
        raise BadInput(name, "is not a bundle, or was cut short", "ask for it again") from None
    missing = next((part for part in (_SEAL, _ENTRIES, _REPORTS, _README, _VERIFIER) if part not in parts), None)
    if missing or len(parts) != len(listed):
        raise _altered(name, f"it lacks {missing}" if missing else "it holds a file twice")
    return parts


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(parts):
            info = zipfile.ZipInfo(name, _WHEN)
            info.create_system, info.external_attr = 3, 0o644 << 16
            packed.writestr(info, parts[name])
    return out.getvalue()


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(canonical(row) + b"\n" for row in rows)


def _rows(data: bytes, name: str) -> list[dict[str, Any]]:
    """The rows of a file of lines. Each line must be in canonical form, so that no byte can change unseen."""
    lines = data.split(b"\n")
    if lines.pop():
        raise _altered(name, "its last line was cut")
    rows = [_json(line, name) for line in lines]
    if any(canonical(row) != line for row, line in zip(rows, lines, strict=True)):
        raise _altered(name, "a line is not as it was written")
    return rows


def _json(data: bytes, name: str) -> dict[str, Any]:
    try:
        plain = json.loads(data)
        canonical(plain)
    except (ValueError, RecursionError, TypeError, AttributeError):
        raise _altered(name, "a line is no JSON") from None
    if not isinstance(plain, dict):
        raise _altered(name, "a line is no record")
    return plain


def _altered(name: str, what: str) -> BadInput:
    return BadInput(name, f"was altered: {what}", "ask for it again, by another way")
