"""What a person sees when a page cannot be shown; never a path, a query or a trace."""

from starlette.requests import Request
from starlette.responses import Response

from onrecord.model import BadInput
from onrecord.web.rendering import page

_LONGEST = 60
_TERMINAL = "The terminal in which onrecord serve runs has the details."


async def missing(request: Request, _error: Exception) -> Response:
    """An address that there is not."""
    return page(request, "fault.html", 404, what="There is no such page", remedy="The overview leads to everything in the case.")


async def not_allowed(request: Request, _error: Exception) -> Response:
    """A way of asking that no page knows."""
    return page(request, "fault.html", 405, what="This page cannot be asked in this way", remedy="Open it with a browser.")


async def not_ours(request: Request, error: Exception) -> Response:
    """A change that did not come from a form of these pages."""
    return page(
        request,
        "fault.html",
        403,
        what=f"Nothing was changed: the form {getattr(error, 'problem', '')}",
        remedy=getattr(error, "remedy", ""),
    )


async def stale(request: Request, error: Exception) -> Response:
    """A change on top of what somebody else decided meanwhile."""
    return page(
        request, "fault.html", 409, what=f"Nothing was changed: {getattr(error, 'problem', '')}", remedy=getattr(error, "remedy", "")
    )


async def expected(request: Request, error: Exception) -> Response:
    """A record that is not there, or a question that cannot be meant; what the system refuses is told without its place."""
    if not isinstance(error, BadInput) or error.subject == str(request.app.state.looking.path):
        problem = getattr(error, "problem", "")
        return page(request, "fault.html", 503, what="The case cannot be read just now", remedy=problem)
    if request.method == "POST":
        what = f"Nothing was changed: {error.subject[:_LONGEST]} {error.problem}"
        return page(request, "fault.html", 404 if "id" in request.path_params else 400, what=what, remedy=error.remedy)
    if "id" in request.path_params or "a" in request.path_params:
        return page(request, "fault.html", 404, what=error.problem, remedy=error.remedy)
    return page(request, "fault.html", 400, what=f"{error.subject[:_LONGEST]}: {error.problem}", remedy=error.remedy)


async def unexpected(request: Request, _error: Exception) -> Response:
    """A fault of our own; the terminal has the details."""
    return page(
        request,
        "fault.html",
        500,
        what="This page failed, and that is our fault",
        remedy="The terminal in which onrecord serve runs has the details.",
    )
