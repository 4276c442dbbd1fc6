"""What a person sees when a page cannot be shown; never a path, a query or a trace."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from onrecord.casework.together import STEPS
from onrecord.casework.warming import StillWorking
from onrecord.model import BadInput
from onrecord.web.rendering import page

_LONGEST = 60
_AGAIN = 5
"""Seconds after which it is worth while to ask again."""

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


async def working(request: Request, error: Exception) -> Response:
    """A page that waits for what the reports tell together: how far that is.

    Not a page of the case, so the status is 503: whoever asks without a browser must not take it for one, and learns when to ask again.
    """
    if not isinstance(error, StillWorking):
        raise error
    again = {"Retry-After": str(_AGAIN)}
    if request.url.path.endswith((".csv", ".json")):
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
    return page(
        request,
        "fault.html",
        500,
        what="This page failed, and that is our fault",
        remedy="The terminal in which onrecord serve runs has the details.",
    )
