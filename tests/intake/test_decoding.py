"""Received bytes become text, or are refused with a reason; nothing else happens."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.intake.decoding import LARGEST, check_size, decode
from onrecord.model import BadInput

TEXT = "“We sold none,” Žóřa Works said in Brenik. Café, façade, 3,500 rockets.\n\nMorvask asked again."
WESTERN = "“We sold none,” the café owner said – naïve, as ever."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_gives_the_same_text(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert decoded.text == TEXT
    assert decoded.replaced == 0


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_its_mark_loses_only_the_mark(encoding: str) -> None:
    assert decode(("\ufeff" + TEXT).encode(encoding), "a.txt").text == TEXT


def test_windows_1252_is_told_from_utf8() -> None:
    decoded = decode(WESTERN.encode("cp1252"), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.replaced) == (WESTERN, "cp1252", 0)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_become_one(end: str) -> None:
    assert decode(f"one{end}two{end}{end}three".encode(), "a.txt").text == "one\ntwo\n\nthree"


def test_a_broken_place_in_utf8_is_shown_and_counted() -> None:
    data = "Café in Brenik – closed. ".encode() * 5 + b"\xff and open."
    decoded = decode(data, "a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == decoded.text.count("\ufffd") == 1


def test_a_replacement_character_that_was_sent_is_not_counted_as_broken() -> None:
    assert decode("Brenik \ufffd denied it.".encode(), "a.txt").replaced == 0


@pytest.mark.parametrize("data", [b"\x81 caf\xe9 caf\xe9", "Brenik".encode("utf-16") + b"x"])
def test_what_no_encoding_explains_is_counted(data: bytes) -> None:
    decoded = decode(data, "a.txt")
    assert decoded.replaced == decoded.text.count("\ufffd") == 1


def test_a_stray_control_character_becomes_a_space() -> None:
    assert decode(b"Brenik\x07denied it, and Morvask asked again. " + b"Brenik denied it. " * 5, "a.txt").text.startswith("Brenik denied")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"Brenik\x00denied\x00it in a note", "binary"),
        (b"\x00" * 40, "binary"),
        (bytes(range(256)), "binary"),
        (b"\x01\x02\x03 Brenik \x04\x05", "binary"),
        (b"%PDF-1.7 Brenik", "a PDF"),
        (b"PK\x03\x04 Brenik", "ZIP"),
        (b"\x89PNG Brenik", "PNG"),
        (b"\xff\xd8\xff Brenik", "JPEG"),
        (b"\x1f\x8b Brenik", "gzip"),
        (b"SQLite format 3\x00", "database"),
    ],
)
def test_what_is_no_text_is_refused_by_name_with_a_remedy(data: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refusal:
        decode(data, "clippings/a.txt")
    assert refusal.value.subject == "clippings/a.txt"
    assert refusal.value.remedy


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
@example(b"\xff\xfe\x00\xd8")
@example(b"\xed\xa0\x80 a")
def test_any_bytes_are_clean_text_or_bad_input(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except BadInput:
        return
    assert decoded.text.strip()
    assert not {"\r", "\x00", "\x1b"} & set(decoded.text)
    decoded.text.encode()  # no lone surrogates


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda t: t.strip() and not t.startswith("\ufeff")))
def test_any_proper_text_in_utf8_comes_through_unchanged(text: str) -> None:
    assert decode(("a " + text).encode(), "a.txt").text == "a " + text


def test_more_than_one_report_can_be_is_refused() -> None:
    check_size(LARGEST, "a.txt")
    with pytest.raises(BadInput, match=r"a\.txt: is too large .*200.* MB"):
        check_size(200_000_000, "a.txt")
