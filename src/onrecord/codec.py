"""Records to canonical JSON and back; the JSON of ``contract.md`` is exactly this."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
import rfc8785

from onrecord.model import BadInput, Goods

Record = TypeVar("Record")


def to_plain(record: Any) -> Any:
    """A record as dicts, lists, strings, numbers and None, with the contract's field names."""
    return _rename(msgspec.to_builtins(record), Goods.__dataclass_fields__, "class_", "class")


def to_json(record: Any) -> str:
    """A record as one line of JSON: fields in their written order, no padding."""
    return msgspec.json.encode(to_plain(record)).decode("utf-8")


def from_plain(kind: type[Record], plain: Any) -> Record:
    """The record of type ``kind`` that ``to_plain`` made ``plain`` of.

    Raises BadInput when a field is missing or of the wrong type.
    """
    try:
        return msgspec.convert(_rename(plain, {"class": 0, "name": 0}, "class", "class_"), kind)
    except msgspec.ValidationError as error:
        raise BadInput(kind.__name__, str(error)) from None


def from_json(kind: type[Record], line: str | bytes) -> Record:
    """The record of type ``kind`` that ``to_json`` made ``line`` of. Raises BadInput."""
    try:
        if (b'"class"' if isinstance(line, bytes) else '"class"') in line:  # type: ignore[operator]
            return from_plain(kind, msgspec.json.decode(line))
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError as error:
        raise BadInput(kind.__name__, str(error)) from None


def all_from_json(kind: type[Record], lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of type ``kind`` that ``to_json`` made ``lines`` of, in one go. Raises BadInput."""
    if any('"class"' in line for line in lines):
        return tuple(from_json(kind, line) for line in lines)
    try:
        return tuple(_all_of(kind)(f"[{','.join(lines)}]"))  # type: ignore[arg-type]  # a type is hashable
    except msgspec.DecodeError as error:
        raise BadInput(kind.__name__, str(error)) from None


@lru_cache(maxsize=64)
def _all_of(kind: Any) -> Callable[[str], Any]:
    return msgspec.json.Decoder(list[kind]).decode


def schemas_of(kinds: Iterable[type[Any]], place: str = "#/components/schemas/{name}") -> dict[str, Any]:
    """Name to JSON Schema (2020-12) of what ``to_plain`` makes of records of ``kinds``, and of all that they hold.

    ``place`` is where one schema finds another. Every field is always there.
    """
    _, made = msgspec.json.schema_components(tuple(kinds), ref_template=place)
    for one in made.values():
        if "description" in one:
            one["description"] = inspect.cleandoc(one["description"])
        if "properties" in one:
            one["properties"] = {"class" if name == "class_" else name: told for name, told in one["properties"].items()}
            one["required"] = list(one["properties"])
            for told in one["properties"].values():
                told.pop("default", None)
    return made


def canonical(plain: Mapping[str, Any]) -> bytes:
    """RFC 8785 canonical JSON, the form that is hashed and signed."""
    return rfc8785.dumps(dict(plain))


def _rename(plain: Any, marks: Mapping[str, object], old: str, new: str) -> Any:
    """``plain`` with key ``old`` renamed in every dict that has all of ``marks``.

    ``class`` is a keyword of Python and a field of the contract; only goods have it. What a decision is
    ``about`` stays as its author wrote it.
    """
    if isinstance(plain, list | tuple):
        return [_rename(item, marks, old, new) for item in plain]
    if not isinstance(plain, dict):
        return plain
    hit = old in plain and all(mark in plain for mark in marks)
    return {
        new if hit and key == old else key: value if key == "about" else _rename(value, marks, old, new) for key, value in plain.items()
    }
