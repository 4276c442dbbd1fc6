"""Writes a case out in a named format, to standard output, a file or a folder."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from onrecord.casework.case import Case
from onrecord.casework.method import journal_of, journal_rows
from onrecord.export.dossier import dossier_json
from onrecord.export.tables import decision_table, tables
from onrecord.model import BadInput, Refused

_FOR_PROGRAMS = ("ftm", "stix", "annotations", "prov", "graphml", "gexf", "timelinejs", "geojson", "claimreview")
FORMATS = ("json", "csv", "html", "markdown", "pdf", "docx", *_FOR_PROGRAMS)
_FOR_READING = ("html", "markdown", "pdf", "docx")
_BINARY = ("pdf", "docx")


def export_case(case: Case, to: str, out: Path | None, only: str | None = None) -> list[Path]:
    """Write the case and return the files written; ``only`` narrows what is for reading.

    Raises BadInput for an unknown format, Refused when the disk does not let us write.
    """
    _check(to, out, only)
    try:
        if to == "csv" and out is not None:
            out.mkdir(parents=True, exist_ok=True)
            written = []
            found = tables(list(case.readings())) | {"decisions.csv": decision_table(journal_of(case))}
            for name, text in found.items():
                (out / name).write_text(text, encoding="utf-8-sig", newline="")
                written.append(out / name)
            return written
        pieces = _pieces(case, to, only)
        if out is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return []
        with out.open("wb") as file:
            file.writelines(pieces)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refused(str(out), f"cannot be written ({error.strerror})", "choose another place") from None
    return [out]


def _check(to: str, out: Path | None, only: str | None) -> None:
    """Raise BadInput when the options do not go together."""
    if to not in FORMATS:
        raise BadInput(f"--to {to}", "no such format", "use one of " + ", ".join(FORMATS))
    if only and to not in _FOR_READING:
        raise BadInput("--only", f"goes with what is for reading, not with {to}", "use one of --to " + ", ".join(_FOR_READING))
    if to == "csv" and out is None:
        raise BadInput("--to csv", "makes several files", "name a folder with --out tables/")
    if to in _BINARY and out is None:
        raise BadInput(f"--to {to}", "is not for the screen", f"name a file with --out dossier.{to}")


def _pieces(case: Case, to: str, only: str | None) -> Iterable[bytes]:
    if to in _FOR_READING:
        return _read_by_people(case, to, only)
    return _read_by_programs(case, to) if to in _FOR_PROGRAMS else _json(case)


def _read_by_programs(case: Case, to: str) -> Iterable[bytes]:
    """A case in a format of the field, as bytes; the last line of each module's docstring says what is lost."""
    from onrecord.casework.looking import Ties, Whole
    from onrecord.export import annotations, claimreview, followthemoney, graphs, provenance, routes, stix, timelinejs
    from onrecord.inquiry.fold import fold

    if to == "claimreview":
        return _lines(claimreview.claim_reviews(fold(case.file.signed())))
    whole = Whole(case, Ties(case.chain()))
    if to == "ftm":
        return _lines(followthemoney.entities(whole))
    if to in ("graphml", "gexf"):
        return [graphs.graphml(whole) if to == "graphml" else graphs.gexf(whole)]
    makers: Mapping[str, Callable[[Whole], dict[str, Any]]] = {
        "stix": stix.stix, "annotations": annotations.annotations, "prov": provenance.provenance,
        "timelinejs": timelinejs.timelinejs, "geojson": routes.routes,
    }  # fmt: skip
    return [json.dumps(makers[to](whole), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"]


def _lines(records: Iterable[Mapping[str, Any]]) -> Iterable[bytes]:
    return (json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for record in records)


def _json(case: Case) -> Iterable[bytes]:
    return dossier_json(case.readings(), case.problems(), case.file.setting("lexicon") or "", (row.plain for row in journal_rows(case)))


def _read_by_people(case: Case, to: str, only: str | None) -> list[bytes]:
    """The dossier for people, as bytes; made whole before anything is written."""
    from onrecord.casework.looking import Ties, Whole
    from onrecord.casework.method import decisions, made_by
    from onrecord.export.account import account_of
    from onrecord.export.docx import dossier_docx
    from onrecord.export.markdown import dossier_markdown
    from onrecord.export.page import dossier_html
    from onrecord.export.paper import printed

    whole = Whole(case, Ties(case.chain()))
    account = account_of(whole, name=case.file.path.stem, made=made_by(case), decided=decisions(case, whole), asked=only)
    if to == "docx":
        return [dossier_docx(account)]
    if to == "markdown":
        return [dossier_markdown(account).encode()]
    page = dossier_html(account)
    return [printed(page) if to == "pdf" else page.encode()]
