"""What a person or a program is told when an address cannot be answered; never a path, a query or a trace."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casework.for_programs import NotThere
from onrecord.model import BadInput
from onrecord.web.answers import fault, is_for_program
from onrecord.web.rendering import page

_LONGEST = 60
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


async def unexpected(request: Request, _error: Exception) -> Response:
    """A fault of our own; the terminal has the details."""
    return _told(request, 500, "This page failed, and that is our fault", _TERMINAL)
