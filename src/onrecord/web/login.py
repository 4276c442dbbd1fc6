"""The login page, and the guard that lets nobody past it who has not come in."""

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.model import BadInput
from onrecord.web.answers import fault, is_for_program
from onrecord.web.entering import COOKIE, SESSION_SECONDS, Door, TooSoon, local
from onrecord.web.forms import NotOurs, fields_of, from_here
from onrecord.web.rendering import page

OPEN = ("/login", "/static/page.css", "/static/drawing.css", "/static/page.js", "/static/icon.svg")
"""What is answered to anybody: the login page and what it is drawn with. None of it is of the case."""

_WAYS = ("GET", "HEAD", "POST")


class Entrance:
    """Passes on only those who have come in: by a session's cookie, or, for programs that read, by ``Authorization: Bearer``."""

    def __init__(self, app: ASGIApp, *, door: Door) -> None:
        """Stand before ``app``."""
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, lead it to the login page, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        request = Request(scope)
        person = self._door.person(request.cookies.get(cookie_name(request), ""))
        if person is None and not (request.url.path in OPEN and request.method in _WAYS):
            refusal = self._by_secret(request)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        scope.setdefault("state", {})["person"] = person or ""
        await self._app(scope, receive, send)

    def _by_secret(self, request: Request) -> Response | None:
        """None for a program that reads with the secret in its header; what is answered to anybody else."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        reads = request.method in ("GET", "HEAD")
        if scheme.lower() == "bearer" and reads:
            try:
                self._door.check(given.strip(), address_of(request))
            except TooSoon as error:
                return told(error.remedy, HTTPStatus.TOO_MANY_REQUESTS, request, {"Retry-After": str(error.seconds)})
            except BadInput as error:
                return told(error.problem, HTTPStatus.UNAUTHORIZED, request)
            return None
        if reads and not is_for_program(request):
            asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse("/login" + (f"?{urlencode({'next': asked})}" if asked != "/" else ""), HTTPStatus.SEE_OTHER)
        return told("come in first: open /login, or send Authorization: Bearer and the token", HTTPStatus.UNAUTHORIZED, request)


def told(words: str, status: HTTPStatus, request: Request, headers: dict[str, str] | None = None) -> Response:
    """A refusal in one line, as JSON where JSON was asked for."""
    known = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    if is_for_program(request):
        return fault(words, "", status, known | (headers or {}))
    return PlainTextResponse(words + "\n", status, known | (headers or {}))


async def login(request: Request) -> Response:
    """The login page; a form of it that carries the secret leads on to where one wanted to go."""
    door: Door | None = request.app.state.door
    if door is None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    if request.method != "POST":
        query = request.query_params
        return _form(request, token=query.get("token", ""), onward=query.get("next", "/"))
    try:
        from_here(request)
        fields = await fields_of(request)
    except NotOurs as error:
        return _form(request, HTTPStatus.FORBIDDEN, fault=f"The form {error.problem}.")
    secret, onward = fields.get("secret") or fields.get("token", ""), local(fields.get("next", "/"))
    if not fields.get("person", "").strip():
        return _form(request, HTTPStatus.BAD_REQUEST, onward=onward, fault="Say who you are: your name stands beside what you decide.")
    try:
        key = door.enter(secret, fields["person"], address_of(request))
    except TooSoon as error:
        answer = _form(request, HTTPStatus.TOO_MANY_REQUESTS, onward=onward, fault=f"Too many wrong tries; {error.remedy}.")
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    except BadInput:
        return _form(request, HTTPStatus.FORBIDDEN, onward=onward, fault="This is not the password or token of these pages.")
    answer = RedirectResponse(onward, HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        cookie_name(request), key, max_age=SESSION_SECONDS, path="/", secure=secure(request), httponly=True, samesite="strict"
    )
    return answer


async def logout(request: Request) -> Response:
    """End the session."""
    from_here(request)
    if request.app.state.door is not None:
        request.app.state.door.leave(request.cookies.get(cookie_name(request), ""))
    answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    answer.delete_cookie(cookie_name(request), path="/", secure=secure(request), httponly=True, samesite="strict")
    return answer


def _form(request: Request, status: int = HTTPStatus.OK, *, token: str = "", onward: str = "/", fault: str = "") -> Response:
    return page(request, "login.html", status, token=token, onward=local(onward), fault=fault, case_name="onrecord")


def secure(request: Request) -> bool:
    """Whether the request came over https."""
    return request.url.scheme == "https"


def cookie_name(request: Request) -> str:
    """The cookie's name; over https with the prefix that lets no other host or path set it."""
    return f"__Host-{COOKIE}" if secure(request) else COOKIE


def address_of(request: Request) -> str:
    """Where a request comes from, as the connection tells."""
    return request.client.host if request.client else ""
