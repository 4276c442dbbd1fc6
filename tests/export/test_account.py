"""The dossier quotes exact words, needs nothing but itself, lets no report act, and is the same for the same case."""

import io
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from onrecord.casework.case import Case
from onrecord.casework.looking import Ties, Whole
from onrecord.casework.method import decisions, made_by
from onrecord.export.account import Account, account_of
from onrecord.export.docx import dossier_docx
from onrecord.export.markdown import dossier_markdown
from onrecord.export.page import dossier_html
from onrecord.export.paper import printed, printer
from onrecord.export.pieces import Line, Quote, Sides
from onrecord.intake.arrivals import Said
from onrecord.language.parser import Parser
from onrecord.model import BadInput, Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def told(path: Path, asked: str | None = None) -> Account:
    with Case(path, readonly=True) as case:
        whole = Whole(case, Ties(case.chain()))
        return account_of(whole, name=path.stem, made=made_by(case), decided=decisions(case), asked=asked)


@pytest.fixture(scope="module")
def account(demo: Path) -> Account:
    return told(demo)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Account:
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "hostile.txt"
    words = "Ivo Marn said the <script>alert(1)</script> \u202e| *rockets* [x](javascript:alert(1)) ]]> \ufffe went to Orlava."
    file.write_text(f"A <b>headline</b>\n\n{words} He denied it.", encoding="utf-8")
    with Case(folder / "hostile.case", create=True, parser=parser) as case:
        case.add([file], said=Said(outlet='<img src=x onerror="alert(1)">', published="2019-05-04", url="javascript:alert(1)"))
    return told(folder / "hostile.case")


def quotes(account: Account) -> Iterator[Quote]:
    for piece in account.pieces:
        sides = [piece] if not isinstance(piece, Sides) else [one for side in piece.sides for one in side]
        yield from (one for one in sides if isinstance(one, Quote))


def test_every_note_has_the_exact_words_at_its_offsets(account: Account, demo: Path) -> None:
    assert len(account.notes) > 100
    with Case(demo, readonly=True) as case:
        for note in account.notes:
            text = case.file.report(note.report).text
            spans = [tuple(map(int, at.split("–"))) for at in note.at.split(", ")]
            assert note.words == " … ".join(text[a:b] for a, b in spans)


def test_notes_are_numbered_in_order_and_every_one_is_used(account: Account) -> None:
    assert [n.number for n in account.notes] == list(range(1, len(account.notes) + 1))
    used = {n for q in quotes(account) for n in (q.note, *q.others)}
    lines = [piece for piece in account.pieces if isinstance(piece, Line)]
    lines += [one for piece in account.pieces if isinstance(piece, Sides) for side in piece.sides for one in side if isinstance(one, Line)]
    used |= {n for line in lines for n in line.notes}
    assert used == {n.number for n in account.notes}


def test_a_quotation_is_what_its_note_says(account: Account) -> None:
    notes = {n.number: n for n in account.notes}
    found = list(quotes(account))
    assert len(found) > 50
    assert all(" ".join(notes[q.note].words.split()) == q.words for q in found)


def test_sources_list_every_report_with_the_hash_of_its_bytes(account: Account, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        held = {r.id: r.original for r in case.reports()}
    assert {row[5]: row[6] for row in account.sources.rows} == held


def test_the_page_needs_nothing_but_itself(account: Account) -> None:
    page = dossier_html(account)
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(", page)
    assert "default-src 'none'" in page
    assert all(target.startswith("#") for target in re.findall(r'(?:href|src)="([^"]*)"', page))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in re.findall(r'href="([^"]*)"', page)} <= set(ids)
    assert page.count("<svg") > 10


def test_hostile_words_are_words_in_every_format(hostile: Account) -> None:
    page = dossier_html(hostile)
    assert not re.search(r"<script|<img|<b>headline|javascript:[^<]*\"|\u202e", page)
    assert "<script>alert(1)</script>" in unescape(page)
    text = dossier_markdown(hostile)
    assert not re.search(r"(?<!\\)<\w|(?<!\\)\[x\]|\u202e", text)
    assert "[U+202E]" in text.replace("\\", "")
    with zipfile.ZipFile(io.BytesIO(dossier_docx(hostile))) as archive:
        document = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own file
    assert {e.tag for e in document.iter()} <= {
        W + name
        for name in (
            "document body p pPr pStyle r rPr b i vertAlign footnoteReference t tbl tblPr tblStyle tblW tr tc".split()  # noqa: SIM905
        )
    }


def test_a_word_processor_finds_every_note(account: Account) -> None:
    with zipfile.ZipFile(io.BytesIO(dossier_docx(account))) as archive:
        assert archive.testzip() is None
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314 - our own file
    made = {int(e.attrib[f"{W}id"]) for e in parts["word/footnotes.xml"].iter(f"{W}footnote")}
    used = {int(e.attrib[f"{W}id"]) for e in parts["word/document.xml"].iter(f"{W}footnoteReference")}
    assert used == made - {-1, 0}
    styles = {e.attrib[f"{W}styleId"] for e in parts["word/styles.xml"].iter(f"{W}style")}
    assert {e.attrib[f"{W}val"] for e in parts["word/document.xml"].iter(f"{W}pStyle")} <= styles


def test_markdown_notes_stand_once_and_are_called(account: Account) -> None:
    text = dossier_markdown(account)
    made = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert made == [str(n.number) for n in account.notes]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(made)


def test_the_same_case_gives_the_same_dossier(account: Account, demo: Path) -> None:
    again = told(demo)
    assert dossier_html(again) == dossier_html(account)
    assert dossier_markdown(again) == dossier_markdown(account)
    assert dossier_docx(again) == dossier_docx(account)


def test_the_method_tells_what_people_decided(account: Account, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        entries = case.file.journal()
    page = unescape(dossier_html(account))
    assert entries
    assert all(e.at in page and e.person in page for e in entries)


def test_a_dossier_can_be_of_one_actor_conflict_transfer_or_period(demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        whole = Whole(case, Ties(case.chain()))
    actor = next(iter(whole.actors.values()))
    full = len(list(quotes(told(demo))))
    for asked in (actor.id, actor.name, whole.conflicts[0].id, whole.stories[0].transfers[0], whole.claims[0].id, "2019-01"):
        narrowed = told(demo, asked)
        assert 0 < len(list(quotes(narrowed))) < full
        assert isinstance(narrowed.pieces[0], Line)
    assert len(told(demo, whole.stories[0].transfers[0]).notes) < len(told(demo).notes)


@pytest.mark.parametrize("asked", ["zzz", "t_zzzzzzzzzzzz", "20x"])
def test_what_is_not_there_cannot_be_asked_for(demo: Path, asked: str) -> None:
    with pytest.raises(BadInput, match="names nothing"):
        told(demo, asked)


@pytest.mark.skipif(printer() is None, reason="no Chromium on this machine: apt-get install chromium")
def test_chromium_prints_it(account: Account) -> None:
    assert printed(dossier_html(account)).startswith(b"%PDF-")


def test_without_chromium_the_way_out_is_named(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Refused, match="--to html"):
        printed(dossier_html(account))
