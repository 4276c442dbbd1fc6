"""What keeps the pages to the person at this machine: which hosts are answered, and what a browser may do with an answer."""

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.answers import fault, for_program

LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""The names under which this machine calls itself; any other in the Host header is a page of somebody else's that was led here."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, and nothing written into a page: no inline script, no inline style."""

_MISDIRECTED = 421
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with every answer."""


class Guard:
    """Answers only requests that name this machine, and puts HEADERS on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = LOOPBACK) -> None:
        """Stand before ``app``."""
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        if host_of(scope) not in self._hosts:
            named = " and ".join(sorted(self._hosts))
            words = f"These pages answer only under {named}."
            refusal = fault(words, "", _MISDIRECTED) if for_program(scope["path"]) else PlainTextResponse(words + "\n", _MISDIRECTED)
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def host_of(scope: Scope) -> str:
    """The host that a request names, without the port; empty when it names none, or more than one."""
    named = [value for name, value in scope["headers"] if name == b"host"]
    if len(named) != 1:
        return ""
    host: str = named[0].decode("latin-1").lower()
    bare, colon, port = host.rpartition(":")
    return bare if colon and port.isdigit() and (not bare.count(":") or bare.startswith("[")) else host
