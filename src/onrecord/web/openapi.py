"""The description of the addresses for programs as OpenAPI 3.1, made from the table that answers them."""

from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.web import json_shapes as shapes
from onrecord.web.answers import MEDIA_TYPE, told
from onrecord.web.json_routes import TABLE, Asks, JsonRoute

VERSION = "1"
"""Goes up when a field that is named in docs/json.md goes away or changes its meaning."""

_ABOUT = (
    "What the pages of a case show, as data. Reading only. Spans are half-open ranges of Unicode code points in a report's text; null is "
    "unknown; times are EDTF. Fields may be added. A name in a query that an address does not know is an error."
)
_FAULTS = {
    "400": "The question cannot be meant.",
    "404": "There is no such record in the case.",
    "503": "The case cannot be read just now.",
}
_IDS = {"id": "The id of the record.", "a": "The id of one report.", "b": "The id of the other."}


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "onrecord", "version": VERSION, "description": _ABOUT},
        "paths": {one.path: {"get": _get(one)} for one in TABLE},
        "components": {"schemas": shapes.components()},
    }


def _get(one: JsonRoute) -> dict[str, Any]:
    named = [name for name in _IDS if f"{{{name}}}" in one.path]
    wrong = [status for status in _FAULTS if status != "404" or named]
    return {
        "summary": one.about,
        "operationId": one.path.strip("/").removesuffix(".json").translate(str.maketrans("/", "_", "{}")),
        "parameters": [
            *({"name": name, "in": "path", "required": True, "description": _IDS[name], "schema": shapes.ID} for name in named),
            *map(_asked, one.asks),
        ],
        "responses": {"200": _content("The answer.", one.shape)}
        | {status: _content(_FAULTS[status], {"$ref": "#/components/schemas/Fault"}) for status in wrong},
    }


def _asked(one: Asks) -> dict[str, Any]:
    return {"name": one.name, "in": "query", "required": one.needed, "description": one.about, "schema": one.values}


def _content(about: str, shape: Any) -> dict[str, Any]:
    return {"description": about, "content": {MEDIA_TYPE: {"schema": shape}}}


def openapi(_request: Request) -> Response:
    """The description."""
    return told(document())


ROUTE = Route("/openapi.json", openapi)
