"""Finds what is to be taken in: files, folders and manifests, each with what is said of it."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.intake.decoding import decode
from onrecord.model import BadInput
from onrecord.model.edtf import is_edtf

MANIFESTS = ("manifest.jsonl", "manifest.csv")
READABLE = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
_FIELDS = ("outlet", "published", "url", "title", "lang")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a manifest or a person says of a report; None where nothing is said."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    lang: str | None = None

    def over(self, other: "Said") -> "Said":
        """This, with what ``other`` says where this says nothing."""
        return Said(**{f: getattr(self, f) or getattr(other, f) for f in _FIELDS})


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file to read. ``shown`` is its path as the person or the manifest wrote it.

    A ``fault`` is recorded beside the report; when it is ``barred``, the fault leaves nothing to read.
    """

    file: Path
    shown: str
    said: Said
    fault: BadInput | None = None
    barred: bool = False


def arrivals(paths: Iterable[Path], *, manifest: Path | None = None, said: Said | None = None) -> Iterator[Arrival]:
    """The files that ``paths`` stand for, in a fixed order, each once.

    A folder is read through its own manifest when it has one, else by its readable files. A
    ``.jsonl`` or ``.csv`` path is a manifest. ``manifest`` says something about files named
    in ``paths``; ``said`` about all of them, where no manifest does. A row or file that cannot be used comes
    as an arrival with a ``fault``. Raises BadInput for a path that is not there or a folder without reports.
    """
    options = said or Said()
    rows = list(_rows(manifest)) if manifest else []
    told = {row.file.resolve(): row for row in rows if not row.barred}
    by_name = {row.file.name: row for row in rows}
    seen: set[Path] = set()
    for path in paths:
        for one in _expand(path):
            if one.barred:
                yield one
                continue
            row = told.get(one.file.resolve()) or by_name.get(one.file.name)
            fault = one.fault or (row.fault if row and not row.barred else None)
            whole = replace(one, said=one.said.over(row.said if row else Said()).over(options), fault=fault)
            key = one.file.resolve()
            if key not in seen or one.fault:
                seen.add(key)
                yield whole
    yield from (row for row in rows if row.file == manifest)


def _expand(path: Path) -> Iterator[Arrival]:
    if not path.exists():
        raise BadInput(str(path), "no such file or folder", "check the path")
    if path.is_dir():
        listed = next((path / name for name in MANIFESTS if (path / name).is_file()), None)
        if listed:
            yield from _rows(listed)
            return
        files = sorted(f for f in path.rglob("*") if f.is_file() and f.suffix.lower() in READABLE)
        if not files:
            raise BadInput(str(path), "has no reports in it", "put .txt, .md or .html files there, or a manifest.jsonl")
        for file in files:
            yield Arrival(file, str(file), Said())
    elif path.suffix.lower() in (".jsonl", ".csv"):
        yield from _rows(path)
    else:
        yield Arrival(path, str(path), Said())


def _rows(manifest: Path) -> Iterator[Arrival]:
    """The rows of a manifest as arrivals; paths are relative to the manifest's folder.

    A row that names no file at all stands as the manifest's own, barred.
    """
    if not manifest.is_file():
        raise BadInput(str(manifest), "no such manifest", "check the path")
    text = decode(manifest.read_bytes(), str(manifest)).text
    listed = _csv_rows(text, manifest) if manifest.suffix.lower() == ".csv" else _json_rows(text)
    for number, row in listed:
        where = f"{manifest} row {number}"
        if isinstance(row, BadInput):
            yield Arrival(manifest, where, Said(), BadInput(where, row.problem, row.remedy), barred=True)
            continue
        shown = str(row.get("path") or "").strip()
        if not shown:
            yield Arrival(manifest, where, Said(), BadInput(where, "names no path", "give each row a path"), barred=True)
            continue
        file = manifest.parent / shown
        said = Said(**{f: str(row[f]).strip() or None for f in _FIELDS if isinstance(row.get(f), str | int | float)})
        odd = [f for f in _FIELDS if isinstance(row.get(f), list | dict)]
        fault: BadInput | None = None
        barred = not _is_file(file)
        if barred:
            fault = BadInput(where, f"its file {shown} is missing", "mend the path or remove the row")
        elif odd:
            fault = BadInput(where, f"{odd[0]} is not one text", "write it as a text, or leave it out")
        elif said.published and not is_edtf(said.published):
            fault = BadInput(where, f"published {said.published!r} is not a date", "write it as 2023-03-03, or leave it out")
            said = replace(said, published=None)
        yield Arrival(file, shown, said, fault, barred)


def _is_file(path: Path) -> bool:
    """Whether a file is there; False also for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, object] | BadInput]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            json.dumps(row, ensure_ascii=False).encode()
        except json.JSONDecodeError as error:
            yield number, BadInput("", f"is not JSON ({error.msg})", "write one JSON object a line")
            continue
        except (ValueError, RecursionError):
            yield number, BadInput("", "is not JSON that can be read", "write one JSON object a line")
            continue
        yield number, row if isinstance(row, dict) else BadInput("", "is not a JSON object", "write one JSON object a line")


def _csv_rows(text: str, manifest: Path) -> Iterator[tuple[int, Mapping[str, object] | BadInput]]:
    reader = csv.DictReader(io.StringIO(text))
    try:
        if "path" not in (reader.fieldnames or ()):
            raise BadInput(str(manifest), "has no column named path", "name the columns path, outlet, published, url, title, lang")
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        yield reader.line_num, BadInput("", f"is not CSV ({error})", "mend the row; those after it are not read")
