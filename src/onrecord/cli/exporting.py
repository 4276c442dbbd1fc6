"""Writes a case out in a named format, to standard output, a file or a folder."""

import sys
from pathlib import Path

from onrecord.casework.case import Case
from onrecord.export.dossier import dossier_json
from onrecord.export.tables import tables
from onrecord.model import BadInput, Refused

FORMATS = ("json", "csv")


def export_case(case: Case, to: str, out: Path | None) -> list[Path]:
    """Write the case and return the files written. Raises BadInput for an unknown format, Refused when the disk does."""
    if to not in FORMATS:
        raise BadInput(f"--to {to}", "no such format", "use one of " + ", ".join(FORMATS))
    if to == "csv" and out is None:
        raise BadInput("--to csv", "makes several files", "name a folder with --out tables/")
    try:
        if to == "csv" and out is not None:
            out.mkdir(parents=True, exist_ok=True)
            written = []
            for name, text in tables(list(case.readings())).items():
                (out / name).write_text(text, encoding="utf-8-sig", newline="")
                written.append(out / name)
            return written
        pieces = dossier_json(case.readings(), case.problems(), case.file.setting("lexicon") or "")
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
