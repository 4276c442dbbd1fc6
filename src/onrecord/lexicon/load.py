"""Reads the TOML rows, checks them, and lays a case's own rows over the shipped ones."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from onrecord.lexicon import rows
from onrecord.lexicon.names import NameIndex
from onrecord.model import BadLexicon

TABLES: Mapping[str, type[rows.Row]] = {
    "agency": rows.Publisher,
    "outlet": rows.Publisher,
    "state": rows.State,
    "organization": rows.Organization,
    "good": rows.Good,
    "unit": rows.Unit,
    "magnitude": rows.Magnitude,
    "number_word": rows.NumberWord,
    "fraction": rows.NumberWord,
    "vague": rows.Vague,
    "bound": rows.BoundWords,
    "title": rows.Title,
    "organization_word": rows.Words,
    "document_word": rows.Words,
    "given_name": rows.Words,
    "word_list": rows.Words,
    "verb_cue": rows.Cue,
    "noun_cue": rows.Cue,
    "adjective_cue": rows.Cue,
    "adverb_cue": rows.Cue,
    "phrase_cue": rows.Cue,
    "idiom_cue": rows.Cue,
    "stance_shift": rows.StanceShift,
    "segment_pattern": rows.Pattern,
    "credit_pattern": rows.Pattern,
    "transfer_frame": rows.Frame,
    "transfer_role": rows.Words,
}
"""The tables a lexicon file may have, by their TOML name."""

OVERLAY_TABLES = ("state", "agency", "outlet", "organization", "good")
"""The tables a case may add rows to."""

_SPELLED = {"goods": "good", "class": "class_"}


@dataclass(frozen=True)
class Lexicon:
    """All rows by table, an overlay's after the shipped ones. Hash and equality are by ``digest``."""

    tables: Mapping[str, tuple[rows.Row, ...]]
    digest: str

    def __hash__(self) -> int:
        """Of the digest."""
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        """The same rows."""
        return isinstance(other, Lexicon) and other.digest == self.digest

    def rows(self, table: str) -> tuple[Any, ...]:
        """The rows of ``table``, typed as ``TABLES`` says."""
        return self.tables.get(table, ())

    def words(self, list_id: str) -> frozenset[str]:
        """The words of the ``word_list`` row ``list_id``. Raises KeyError when there is none."""
        return self._word_lists[list_id]

    @cached_property
    def _word_lists(self) -> dict[str, frozenset[str]]:
        return {row.id: frozenset(row.words) for row in self.rows("word_list")}

    @cached_property
    def names(self) -> NameIndex:
        """Every name of a state, agency, outlet and organisation, ready for look-up."""
        return NameIndex.of(self.rows("state"), self.rows("agency"), self.rows("outlet"), self.rows("organization"))


@lru_cache(maxsize=4)
def load_lexicon(overlay: str = "") -> Lexicon:
    """The shipped lexicon with ``overlay`` (TOML text) laid over it.

    A row of the overlay replaces a shipped row of the same table and id. Raises BadLexicon.
    """
    tables: dict[str, dict[str, rows.Row]] = {}
    digest = hashlib.sha256()
    folder = files("onrecord.lexicon").joinpath("data")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        text = file.read_text(encoding="utf-8")
        digest.update(text.encode())
        for table, row in _rows(file.name, text):
            held = tables.setdefault(table, {})
            if row.id in held:
                raise BadLexicon(f"{file.name} [[{table}]] {row.id}", "this id is there twice", "rename one")
            held[row.id] = row
    for table, row in overlay_from(overlay):
        tables.setdefault(table, {})[row.id] = row
    digest.update(overlay.encode())
    return Lexicon({table: tuple(held.values()) for table, held in tables.items()}, digest.hexdigest()[:16])


def overlay_from(text: str, name: str = "overlay") -> list[tuple[str, rows.Row]]:
    """The rows of a case's own lexicon. Raises BadLexicon, also for a table that a case may not touch."""
    found = list(_rows(name, text)) if text else []
    for table, row in found:
        if table not in OVERLAY_TABLES:
            remedy = "use one of " + ", ".join(OVERLAY_TABLES)
            raise BadLexicon(f"{name} [[{table}]] {row.id}", "a case cannot add to this table", remedy)
    return found


def _rows(name: str, text: str) -> Iterator[tuple[str, rows.Row]]:
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(name, f"not TOML: {error}", "mend the line it names") from None
    for spelled, listed in parsed.items():
        table = _SPELLED.get(spelled, spelled)
        kind = TABLES.get(table)
        if kind is None or not isinstance(listed, list):
            raise BadLexicon(name, f"no such table: [[{spelled}]]", "use one of " + ", ".join(TABLES))
        allowed = {f.name for f in fields(kind)}
        for number, plain in enumerate(listed, 1):
            where = f"{name} [[{spelled}]] {plain.get('id', number)}"
            given = {_SPELLED.get(key, key): value for key, value in plain.items()}
            given.setdefault("id", str(given.get("word", "")))
            unknown = sorted(set(given) - allowed)
            if unknown:
                raise BadLexicon(where, "unknown field " + ", ".join(unknown), "allowed: " + ", ".join(sorted(allowed)))
            try:
                yield table, msgspec.convert(given, kind)
            except msgspec.ValidationError as error:
                raise BadLexicon(where, str(error), "mend the row") from None
