"""The shapes of what programs are told, as JSON Schema: made from the records themselves, and said here where no record says them."""

from collections.abc import Mapping
from typing import Any

from onrecord.casework.actors import ActorShown
from onrecord.casework.case import RECORDS
from onrecord.casework.chaining import Chain
from onrecord.casework.comparing import Comparison
from onrecord.casework.method import Journaled
from onrecord.casework.quoting import Quoted
from onrecord.casework.showing import Shown
from onrecord.codec import schemas_of
from onrecord.model import Figure, Mention, Origin, Problem, Report, Role, Statement, When
from onrecord.store import Hit
from onrecord.stories.actors import Actor
from onrecord.stories.brief import Brief
from onrecord.stories.claims import Claim
from onrecord.stories.conflicts import Conflict
from onrecord.stories.rates import Converted
from onrecord.stories.transfers import SLOTS, Position

Schema = Mapping[str, Any]

ID: Schema = {"type": "string", "pattern": "^[a-z]{1,2}_[a-z2-7]{12}$"}
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def _to(kind: type[Any]) -> Schema:
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _or_null(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "null"}]}


def _object(fields: Mapping[str, Schema], may: Mapping[str, Schema] | None = None, about: str = "") -> Schema:
    """An object that has ``fields`` and may have those of ``may``; more may come with a later version."""
    return {"type": "object", "properties": {**fields, **(may or {})}, "required": list(fields)} | ({"description": about} if about else {})


def rows(of: Schema) -> Schema:
    """A page of rows."""
    return _object({
        "total": _COUNT, "page": {"type": "integer", "minimum": 1}, "pages": {"type": "integer", "minimum": 1},
        "next": _or_null({"type": "string", "description": "The address of the next page; null on the last."}), "rows": _list(of),
    })  # fmt: skip


def _placed(kind: type[Any]) -> Schema:
    """A record of one report with the report's id and the name of its origin."""
    return {"allOf": [_object({"report": ID, "origin": _TEXT, "id": ID}), _to(kind)]}


_REPORT_ROW = _object({
    "id": ID, "path": _TEXT, "url": _or_null(_TEXT), "outlet": _or_null(_TEXT), "published": _or_null(_TEXT), "title": _or_null(_TEXT),
    "origin": _TEXT, "segments": {"type": "object", "propertyNames": {"enum": [*map(str, Role)]}, "additionalProperties": _COUNT},
    "statements": _COUNT, "problems": _COUNT,
})  # fmt: skip
_RIVAL = _object(
    {"value": {}, "origins": _TEXTS, "statements": _list(ID)},
    {"at_rate": _list(_to(Converted))},
    "One value of a slot, with the origins and the statements that it rests on.",
)
_STORY = _object({
    "id": ID, "title": _TEXT, "positions": _list(_to(Position)), "transfers": _list(ID), "origins": _TEXTS, "echoes": _COUNT,
    "reports": _list(ID), "apart": {"type": "object", "propertyNames": ID, "additionalProperties": _TEXT},
}, {slot: _list(_RIVAL) for slot in SLOTS}, "An alleged transfer across reports; each slot is a list of rivals.")  # fmt: skip
_MOMENT = _object(
    {"when": _or_null(_TEXT), "what": _TEXT, "kind": {"enum": ["event", "statement", "publication"]}, "actors": _TEXTS},
    {"statement": ID, "report": ID, "transfer": ID},
)
_REVIEWED = _object(
    {"id": ID, "kind": _TEXT, "points": _or_null({"type": "number"}), "why": _TEXTS, "words": _TEXT},
    {"speaker": _or_null(_TEXT), "stance": _TEXT, "echoes": _list(ID)},
)
_JOURNALED = {"allOf": [_to(Journaled), _object({"about": {"type": "object"}})]}

ROWS: Mapping[str, Schema] = {
    "reports": _REPORT_ROW, "statements": _placed(Statement), "transfers": _STORY, "claims": _to(Claim), "conflicts": _to(Conflict),
    "actors": _to(Actor), "origins": _to(Origin), "timeline": _MOMENT, "figures": _placed(Figure), "times": _placed(When),
    "names": _placed(Mention), "problems": _to(Problem), "journal": _JOURNALED, "review": _REVIEWED,
}  # fmt: skip
"""The shape of a row of each list."""

_TORN: tuple[type[Any], ...] = (Conflict, Claim)
_STOOD = {
    kind.__name__.lower(): _object({"kind": _TEXT, "id": ID, "record": _to(kind), "sides": _list(_list(_to(Quoted)))}) for kind in _TORN
}
ONE: Mapping[str, Schema] = {
    "report": _to(Shown), "statement": _to(Shown), "record": _to(Shown), "transfer": _STORY, "actor": _to(ActorShown),
    "origin": _to(Origin), **_STOOD,
}  # fmt: skip
"""The shape of one record of each kind."""

HITS = _object({"rows": _list(_to(Hit))})
BRIEF, CHAIN, COMPARISON = _to(Brief), _to(Chain), _to(Comparison)
FAULT = _object({"error": _TEXT, "remedy": _TEXT}, about="What is wrong, and what to do; each in one line.")


def components() -> dict[str, Any]:
    """Every schema that another one names."""
    held = schemas_of((Shown, ActorShown, Chain, Comparison, Journaled, Quoted, Actor, Brief, Claim, Conflict, Hit, Origin, Problem,
                       Converted, Position, *RECORDS.values()))  # fmt: skip
    kinds: tuple[type[Any], ...] = (Report, *RECORDS.values())
    held["Shown"]["properties"]["record"] = {"anyOf": [_to(kind) for kind in kinds]}
    return held | {"Fault": FAULT}
