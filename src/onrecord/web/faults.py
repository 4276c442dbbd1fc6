"""What a person or a program is told when an address cannot be answered; never a path, a query or a trace."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from onrecord.casework.for_programs import NotThere
from onrecord.casework.together import STEPS
from onrecord.casework.warming import StillWorking
from onrecord.model import BadInput
from onrecord.web.answers import fault, is_for_program
from onrecord.web.rendering import page

_LONGEST = 60
_AGAIN = 5
"""Seconds after which it is worth while to ask again."""

_TERMINAL = "The terminal in which onrecord serve runs has the details."


def _told(request: Request, status: int, what: str, remedy: str, headers: Mapping[str, str] | None = None) -> Response:
    """A fault as a page, or as JSON where a program asks."""
    if is_for_program(request):
        return fault(what, remedy, status, headers)
    answer = page(request, "fault.html", status, what=what, remedy=remedy)
    answer.headers.update(headers or {})
    return answer


async def missing(request: Request, _error: Exception) -> Response:
    """An address that there is not."""
    remedy = "/openapi.json has all addresses for programs." if is_for_program(request) else "The overview leads to everything in the case."
    return _told(request, 404, "There is no such page", remedy)


async def not_allowed(request: Request, error: Exception) -> Response:
    """A way of asking that no page knows."""
    headers: Mapping[str, str] | None = getattr(error, "headers", None)
    remedy = "Ask with GET." if is_for_program(request) else "Open it with a browser."
    return _told(request, 405, "This page cannot be asked in this way", remedy, headers)


async def not_ours(request: Request, error: Exception) -> Response:
    """A change that did not come from a form of these pages."""
    return _told(request, 403, f"Nothing was changed: the form {getattr(error, 'problem', '')}", getattr(error, "remedy", ""))


async def stale(request: Request, error: Exception) -> Response:
    """A change on top of what somebody else decided meanwhile."""
    return _told(request, 409, f"Nothing was changed: {getattr(error, 'problem', '')}", getattr(error, "remedy", ""))


async def expected(request: Request, error: Exception) -> Response:
    """A record that is not there, or a question that cannot be meant; what the system refuses is told without its place."""
    if not isinstance(error, BadInput) or error.subject == str(request.app.state.looking.path):
        return _told(request, 503, "The case cannot be read just now", getattr(error, "problem", ""))
    if request.method == "POST":
        what = f"Nothing was changed: {error.subject[:_LONGEST]} {error.problem}"
        return _told(request, 404 if "id" in request.path_params else 400, what, error.remedy)
    named = "id" in request.path_params or "a" in request.path_params
    if isinstance(error, NotThere) or (named and not is_for_program(request)):
        return _told(request, 404, error.problem, error.remedy)
    return _told(request, 400, f"{error.subject[:_LONGEST]}: {error.problem}", error.remedy)


async def working(request: Request, error: Exception) -> Response:
    """A page that waits for what the reports tell together: how far that is.

    Not a page of the case, so the status is 503: whoever asks without a browser must not take it for one, and learns when to ask again.
    """
    if not isinstance(error, StillWorking):
        raise error
    again = {"Retry-After": str(_AGAIN)}
    if is_for_program(request):
        return fault("What the reports tell together is being worked out", "ask again", 503, again)
    if request.url.path.endswith(".csv"):
        return PlainTextResponse("What the reports tell together is being worked out; ask again.\n", 503, headers=again)
    at = STEPS.index(error.doing.what) if error.doing.what in STEPS else 0
    asked = request.method in ("GET", "HEAD")
    query = f"?{request.url.query}" if request.url.query else ""
    again_at = f"{request.url.path}{query}" if asked else "/"
    answer = page(request, "working.html", 503, steps=STEPS, at=at, doing=error.doing, asked=asked, again=again_at)
    answer.headers.update(again)
    return answer


async def unexpected(request: Request, _error: Exception) -> Response:
    """A fault of our own; the terminal has the details."""
    return _told(request, 500, "This page failed, and that is our fault", _TERMINAL)
