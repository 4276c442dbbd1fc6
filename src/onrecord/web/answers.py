"""Answers to programs: plain data as JSON, in which nothing turns or hides what stands around it."""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from onrecord.text import controls

ENDING = ".json"
MEDIA_TYPE = "application/json"


def for_program(path: str) -> bool:
    """Whether an address is one for programs; they are told everything as JSON, faults as well."""
    return path.endswith(ENDING)


def told(plain: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """``plain`` as JSON. Controls that turn or hide text stand as escapes: a program reads the same, a screen shows them."""
    line = msgspec.json.encode(plain).decode("utf-8")
    return Response(controls.escaped(line) + "\n", status, headers, MEDIA_TYPE)


def fault(what: str, remedy: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """What is wrong, and what to do."""
    return told({"error": what, "remedy": remedy}, status, headers)


def is_for_program(request: Request) -> bool:
    """Whether a program asks."""
    return for_program(request.scope["path"])
