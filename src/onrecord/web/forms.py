"""What a form sent, and whether it was a form of these pages that sent it."""

from urllib.parse import parse_qs

from starlette.requests import Request

from onrecord.model import Refused

_LONGEST_BODY = 20_000
Form = dict[str, str]


class NotOurs(Refused):
    """A change that did not come from a form of these pages."""


def from_here(request: Request) -> None:
    """Pass what a browser sends from these pages, or does not say where from. Raises NotOurs for what comes from elsewhere."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if site not in (None, "same-origin") or origin not in (None, "null", own):
        raise NotOurs("the form", "came from another page", "use the form on the page itself")


async def fields_of(request: Request) -> Form:
    """The fields of a form, the last of each name. Raises NotOurs when it is too long."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_BODY:
            raise NotOurs("the form", "is too long", "say it in fewer words")
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
