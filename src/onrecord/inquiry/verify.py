"""Checks a bundle, dossier or journal of a joint inquiry without onrecord: ``python3 verify.py FILE``.

FILE is a bundle, a dossier (the HTML page that carries its journal), or the journal alone (entries.jsonl).

Needs Python 3.9 or newer and nothing else; signatures are checked when the package cryptography is installed. Prints what was checked,
one line for each fault with the place where it is, and ends with status 0 when there is none, else 1.

A bundle is a ZIP file. entries.jsonl has one decision a line: the fields below, in the canonical JSON of RFC 8785, with the SHA-256
and the Ed25519 signature (RFC 8032) of that form without the two. Each entry names the hash of the one before it in its chain, and
the chain is named by the public key that signs. seal.json names every file with its SHA-256, signed by who packed the bundle.
"""

import base64
import hashlib
import io
import json
import pathlib
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any, Callable, Optional  # noqa: UP035 - this file must run on older Pythons than onrecord

FIELDS = ("inquiry", "chain", "sequence", "at", "party", "person", "decision", "about", "previous", "seen")
CARRIED = re.compile(rb'id="entries.jsonl" title="SHA-256 ([0-9a-f]{64})"[^>]*;base64,([A-Za-z0-9+/=]*)"')
Check = Optional[Callable[[str, str, bytes], bool]]  # noqa: UP045 - as above


def canonical(value: Any) -> str:
    """RFC 8785 for what entries hold: no fractions; members sorted by UTF-16 code units."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        if not value.is_integer():
            raise ValueError("a fraction")
        value = int(value)
    return json.dumps(value, ensure_ascii=False)


def signature_check() -> Check:
    """A function (key, signature, bytes) -> good, or None when cryptography is not installed."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return None

    def good(key: str, signature: str, signed: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), signed)
        except (InvalidSignature, ValueError):
            return False
        return True

    return good


def seal_faults(parts: dict[str, bytes], good: Check) -> Iterator[str]:
    """What is wrong with the seal: its files, its form, its signature."""
    seal = json.loads(parts["seal.json"])
    signature = seal.pop("signature", "")
    if canonical(dict(seal, signature=signature)).encode() != parts["seal.json"]:
        yield "seal.json: is not as it was written"
    files = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items() if name != "seal.json"}
    for name in sorted(set(files) | set(seal["files"])):
        if files.get(name) != seal["files"].get(name):
            yield f"{name}: is not the file that was sealed"
    for name, digest in files.items():
        if name.startswith("originals/") and name != "originals/" + digest:
            yield f"{name}: is not what its name says"
    if good and not good(seal["packed_by"], signature, canonical(seal).encode()):
        yield "seal.json: is not signed by who packed it"


def as_written(line: bytes) -> Optional[dict[str, Any]]:  # noqa: UP045 - as above
    """The entry of a line, or None when the line is not in the form in which entries are written."""
    try:
        entry: dict[str, Any] = json.loads(line)
        good = canonical(entry).encode() == line and set(entry) == {*FIELDS, "hash", "signature"}
    except ValueError:
        return None
    return entry if good else None


def entry_faults(lines: list[bytes], heads: Optional[dict[str, str]], good: Check) -> Iterator[str]:  # noqa: UP045 - as above
    """What is wrong with entries, with the line where: form, hash, signature, place in the chain, what it has seen.

    ``heads`` has where each chain ends, and then chains may begin late; without it each chain must begin with its first entry.
    """
    last: dict[str, tuple[int, str]] = {}
    held: dict[tuple[str, int], str] = {}
    for number, line in enumerate(lines, 1):
        where = f"entries.jsonl line {number}"
        entry = as_written(line)
        if entry is None:
            yield f"{where}: is not as it was written"
            continue
        signed = canonical({name: entry[name] for name in FIELDS}).encode()
        if hashlib.sha256(signed).hexdigest() != entry["hash"]:
            yield f"{where}: its words are not those that were hashed"
        if good and not good(entry["chain"], entry["signature"], signed):
            yield f"{where}: its signature is not by the key that it names"
        before = last.get(entry["chain"]) or (None if heads is not None else (0, ""))
        if before and (entry["sequence"], entry["previous"]) != (before[0] + 1, before[1]):
            yield f"{where}: does not follow from the entry before it in its chain"
        last[entry["chain"]] = (entry["sequence"], entry["hash"])
        held[entry["chain"], entry["sequence"]] = entry["hash"]
        seen = [(chain, *head.partition(":")[::2]) for chain, head in entry["seen"].items()]
        if any(held.get((chain, int(count)), digest) != digest for chain, count, digest in seen):
            yield f"{where}: has seen another entry than the one that is here"
    for chain, (sequence, digest) in sorted(last.items()):
        if heads is not None and heads.get(chain) != f"{sequence}:{digest}":
            yield f"entries.jsonl: the last entries of chain {chain[:8]} are missing"


def told(lines: list[bytes]) -> Iterator[str]:
    """Where each chain ends, and each finding with who signed and who dissents, as the entries say; whose keys count is not asked."""
    entries = [entry for entry in map(as_written, lines) if entry]
    ends = {entry["chain"]: entry for entry in entries}
    for chain, entry in sorted(ends.items()):
        yield f"chain {chain[:8]} of {entry['party']} ends with entry {entry['sequence']}, {entry['hash'][:12]}"
    for put in (entry for entry in entries if entry["decision"] == "finding"):
        key = "f_" + put["hash"][:12]
        yield f"finding {key}: {put['about'].get('words')} ({put['about'].get('confidence')})"
        for said in entries:
            if said["about"].get("finding") == key or said["about"].get("entry") == put["hash"]:
                why = f": {said['about']['why']}" if said["about"].get("why") else ""
                yield f"    {said['party']} {said['decision']}, key {said['chain'][:8]}, {said['at']}{why}"


def main(path: str) -> int:
    """Check the file at ``path``; the exit status."""
    good = signature_check()
    parts: dict[str, bytes] = {}
    faults: list[str] = []
    try:
        data = pathlib.Path(path).read_bytes()
        heads = None
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                parts = {name: packed.read(name) for name in packed.namelist()}
            journal, heads = parts["entries.jsonl"], json.loads(parts["seal.json"])["heads"]
            faults += seal_faults(parts, good)
        elif data[:1] == b"<":
            ((digest, carried),) = CARRIED.findall(data)  # two journals are no journal
            journal = base64.b64decode(carried, validate=True)
            faults += [] if hashlib.sha256(journal).hexdigest().encode() == digest else ["entries.jsonl: is not what the page says"]
        else:
            journal = data
        lines = journal.split(b"\n")
        faults += ["entries.jsonl: its last line was cut"] if lines.pop() or not lines else []
        faults += entry_faults(lines, heads, good)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        print(f"{path}: is no bundle, dossier or journal, or was cut short ({type(error).__name__})")
        return 1
    for fault in faults:
        print(f"FAULT  {fault}")
    if not faults:
        print("\n".join(told(lines)))
    originals = sum(name.startswith("originals/") for name in parts)
    print(f"{len(lines)} entries, {originals} originals, {len(faults)} faults")
    if good is None:
        print("signatures were NOT checked: the package cryptography is not installed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if sys.argv[1:] and not sys.argv[2:] else "usage: python3 verify.py FILE")
