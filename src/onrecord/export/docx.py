"""The dossier as a word processor's file (Office Open XML) with true footnotes; pictures are told in words."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from onrecord.export.account import Account, Note
from onrecord.export.pieces import Drawn, Heading, Line, Piece, Quote, Sides, Table
from onrecord.text.controls import visible

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOMENT = (1980, 1, 1, 0, 0, 0)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("footnotes", "footnotes"), ("styles", "styles"))
    )
    + "</Types>"
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'


def dossier_docx(account: Account) -> bytes:
    """The file; the same dossier gives the same bytes."""
    body = [_paragraph(_run(account.title), "Title"), _paragraph(_run(account.summary))]
    for piece in account.pieces:
        body += _written(piece)
    body += [_paragraph(_run("Sources"), "Heading2"), _table(account.sources), _paragraph(_run("Method"), "Heading2")]
    for piece in account.method:
        body += _written(piece)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(_RELATION.format(1, "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELATIONS.format(
            _RELATION.format(1, "footnotes", "footnotes.xml") + _RELATION.format(2, "styles", "styles.xml")
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>",
        "word/footnotes.xml": _footnotes(account.notes),
        "word/styles.xml": _styles(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), _HEAD + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _written(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading(level=level, words=words):
            yield _paragraph(_run(words), f"Heading{level}")
        case Line(words=words, notes=notes):
            yield _paragraph(_run(words) + _refs(notes))
        case Quote():
            who = _run(piece.speaker, "<w:b/>") + _run(f" {piece.stance}, {piece.on}: ", "<w:i/>")
            yield _paragraph(who + _run(piece.words) + _refs((piece.note, *piece.others)), "Quote")
        case Sides(sides=sides):
            for number, side in enumerate(sides):
                if number:
                    yield _paragraph(_run("against", "<w:i/>"))
                for one in side:
                    yield from _written(one)
        case Drawn(picture=picture):
            yield _paragraph(_run(f"{picture.title}. {picture.about}", "<w:i/>"))
        case Table():
            yield _table(piece)


def _run(words: str, manner: str = "") -> str:
    told = escape(visible(words)).translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})
    shaped = f"<w:rPr>{manner}</w:rPr>" if manner else ""
    return f'<w:r>{shaped}<w:t xml:space="preserve">{told}</w:t></w:r>'


def _refs(notes: Iterable[int]) -> str:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    between = f"<w:r>{raised}<w:t>,</w:t></w:r>"
    return between.join(f'<w:r>{raised}<w:footnoteReference w:id="{n}"/></w:r>' for n in notes)


def _paragraph(inside: str, style: str = "") -> str:
    manner = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{manner}{inside}</w:p>"


def _table(table: Table) -> str:
    rows = [_row(table.head, "<w:b/>"), *(_row(row) for row in table.rows)]
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>{"".join(rows)}</w:tbl>' + _paragraph(
        ""
    )


def _row(cells: Iterable[str], manner: str = "") -> str:
    return f"<w:tr>{''.join(f'<w:tc>{_paragraph(_run(cell, manner))}</w:tc>' for cell in cells)}</w:tr>"


def _footnotes(notes: Iterable[Note]) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    told = "".join(f'<w:footnote w:id="{n.number}">{_paragraph(mark + _run(" " + n.told))}</w:footnote>' for n in notes)
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark_}/></w:r></w:p></w:footnote>'
        for number, kind, mark_ in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
    )
    return f"<w:footnotes {_W}>{lines}{told}</w:footnotes>"


def _styles() -> str:
    sizes = (("Title", 44), ("Heading2", 30), ("Heading3", 25), ("Quote", 22))
    told = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name.lower().replace("heading", "heading ")}"/>'
        f'<w:rPr>{"" if name == "Quote" else "<w:b/>"}<w:sz w:val="{size}"/></w:rPr></w:style>'
        for name, size in sizes
    )
    return f"<w:styles {_W}>{told}</w:styles>"
