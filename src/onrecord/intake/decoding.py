"""Received bytes to text, whatever their encoding."""

import codecs
import re
from dataclasses import dataclass

from onrecord.model import BadInput

LARGEST = 2_000_000
"""Bytes. One published report is far below; more is a collection, a dump or a mistake."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_GOOD_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAGIC = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP, DOCX or similar", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture",
          b"GIF8": "a GIF picture", b"\x1f\x8b": "a gzip archive", b"\xd0\xcf\x11\xe0": "an old Office file",
          b"SQLite format 3": "a database", b"\x7fELF": "a program"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and in how many places U+FFFD stands for what could not be decoded."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, name: str) -> Decoded:
    """The text of ``data``: lines end in a line feed, no byte order mark.

    UTF-8 with or without mark, UTF-16 with or without mark, else Windows-1252. Text that is mostly UTF-8
    keeps its broken places as U+FFFD. Raises BadInput for what is empty, too large or no text.
    """
    if not data.strip():
        raise BadInput(name, "is empty", "give a report with text in it")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise BadInput(name, f"is {what}, not text", "save the report's text or page as .txt or .html first")
    encoding = _guess(data)
    if encoding is None:
        raise BadInput(name, "is binary, not text (it holds NUL bytes)", "save the report as plain text in UTF-8")
    text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd") - data.decode(encoding, "ignore").count("\ufffd") if "\ufffd" in text else 0
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(_CONTROL.findall(text)) > len(text) // 50:
        raise BadInput(name, "is binary, not text", "save the report as plain text in UTF-8")
    text = _CONTROL.sub(" ", text)
    if not text.strip():
        raise BadInput(name, "is empty", "give a report with text in it")
    return Decoded(text, encoding, replaced)


def check_size(size: int, name: str) -> None:
    """Raise BadInput when ``size`` bytes are more than one report can have."""
    if size > LARGEST:
        raise BadInput(
            name, f"is too large for one report ({size / 1e6:.1f} MB, at most {LARGEST / 1e6:.0f} MB)", "split it into one file a report"
        )


def _guess(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if b"\x00" in data:
        even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
        half = max(1, len(data[:4000]) // 2)
        if odd > half * 0.6 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.6 and odd < half * 0.1:
            return "utf-16-be"
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        good = sum(len(m.group()) for m in _GOOD_SEQUENCE.finditer(data))
        bad = len(_HIGH.findall(data)) - good
        return "utf-8" if good > 2 * bad else "cp1252"
    return "utf-8"
