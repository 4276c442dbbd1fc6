"""Writes a case out in a named format, to standard output, a file or a folder."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from onrecord.casework.case import Case
from onrecord.casework.method import journal_of, journal_rows
from onrecord.export.dossier import dossier_json
from onrecord.export.tables import tables
from onrecord.model import BadInput, Refused

_FOR_PROGRAMS = ("ftm", "stix", "annotations", "prov", "graphml", "gexf", "timelinejs", "geojson", "claimreview")
_FOLDERS = ("csv", "parquet")
FORMATS = ("json", *_FOLDERS, "html", "markdown", "pdf", "docx", *_FOR_PROGRAMS)
_FOR_READING = ("html", "markdown", "pdf", "docx")
_BINARY = ("pdf", "docx")


def export_case(case: Case, to: str, out: Path | None, only: str | None = None) -> list[Path]:
    """Write the case and return the files written; ``only`` narrows what is for reading.

    Raises BadInput for an unknown format, Refused when the disk does not let us write.
    """
    _check(to, out, only)
    try:
        if to in _FOLDERS and out is not None:
            return _tables(case, to, out)
        pieces = _pieces(case, to, only)
        if out is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return []
        with out.open("wb") as file:
            file.writelines(pieces)
        return [out, *_beside(case, to, out, only)]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refused(str(out), f"cannot be written ({error.strerror})", "choose another place") from None


def _tables(case: Case, to: str, out: Path) -> list[Path]:
    """A table for each kind of record, in a folder; all are made before the first is written."""
    from onrecord.export.parquet import parquet

    readings, decided = list(case.readings()), journal_of(case)
    if to == "parquet":
        held = parquet(readings, decided)
    else:
        held = {name: text.encode("utf-8-sig") for name, text in tables(readings, decided).items()}
    out.mkdir(parents=True, exist_ok=True)
    for name, data in held.items():
        (out / name).write_bytes(data)
    return [out / name for name in held]


def _beside(case: Case, to: str, out: Path, only: str | None) -> list[Path]:
    """The journal of a joint inquiry and its verifier, beside a dossier that cannot carry files itself; an HTML page carries both."""
    from onrecord.export.joint import signed_journal

    if to not in ("markdown", "pdf", "docx") or only or not case.file.founding():
        return []
    journal = signed_journal(case.file.signed())
    written = []
    for name, data in (("entries.jsonl", journal.entries), ("verify.py", journal.verifier)):
        path = out.with_name(f"{out.stem}.{name}")
        path.write_bytes(data)
        written.append(path)
    return written


def _check(to: str, out: Path | None, only: str | None) -> None:
    """Raise BadInput when the options do not go together."""
    if to not in FORMATS:
        raise BadInput(f"--to {to}", "no such format", "use one of " + ", ".join(FORMATS))
    if only and to not in _FOR_READING:
        raise BadInput("--only", f"goes with what is for reading, not with {to}", "use one of --to " + ", ".join(_FOR_READING))
    if to in _FOLDERS and out is None:
        raise BadInput(f"--to {to}", "makes several files", "name a folder with --out tables/")
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
    from onrecord.inquiry.membership import without_private

    if to == "claimreview":
        return _lines(claimreview.claim_reviews(fold(without_private(case.file.signed()))))
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
    account = account_of(
        whole, name=case.file.path.stem, made=made_by(case), decided=decisions(case, whole), asked=only, joint=_joint(case, whole)
    )
    if to == "docx":
        return [dossier_docx(account)]
    if to == "markdown":
        return [dossier_markdown(account).encode()]
    page = dossier_html(account, carries=to == "html")
    return [printed(page) if to == "pdf" else page.encode()]


def _joint(case: Case, whole: Any) -> Any:
    """The joint inquiry of a case as all parties may see it, or None when there is none."""
    from onrecord.casework.resting import Resting, told_by
    from onrecord.export.joint import JointWork, signed_journal
    from onrecord.inquiry.competing import matrix
    from onrecord.inquiry.fold import fold
    from onrecord.inquiry.membership import without_private

    if not case.file.founding():
        return None
    entries = case.file.signed()
    state = fold(without_private(entries))
    resting = Resting(case, told_by(whole.conflicts, whole.claims, {key: said.report.id for key, said in whole.said.items()}))
    origins = {x.id: origin for x in state.exhibits if (origin := resting.origin(x.record))}
    return JointWork(state=state, matrix=matrix(state, origins), journal=signed_journal(entries))
