"""Serves the pages on this machine until it is stopped."""

import socket
import webbrowser
from contextlib import closing
from pathlib import Path

import uvicorn

from onrecord.casework.unlocked import Unlocked
from onrecord.model import Refused
from onrecord.web.app import application

HOST = "127.0.0.1"


def serve(case: Path, *, port: int, show: bool, person: str = "", unlocked: Unlocked | None = None) -> None:
    """Serve ``case`` on 127.0.0.1; port 0 is any that is free. ``show`` opens a browser; ``person`` decides. Raises BadInput or Refused."""
    pages = application(case, person=person, unlocked=unlocked)
    with closing(bound(port)) as plug:
        address = f"http://{HOST}:{plug.getsockname()[1]}/"
        print(f"{case}: {address}   (Ctrl+C stops)", flush=True)  # noqa: T201 - the one line that a person waits for
        if show:
            webbrowser.open(address)
        server = uvicorn.Server(uvicorn.Config(pages, log_level="warning", access_log=False, server_header=False))
        server.run(sockets=[plug])


def bound(port: int) -> socket.socket:
    """A socket on 127.0.0.1 at ``port``; 0 is any that is free. Raises Refused when it cannot be had."""
    plug = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sends at once only where TCP is named
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        plug.bind((HOST, port))
    except OSError as error:
        plug.close()
        raise Refused(f"port {port}", f"cannot be used ({error.strerror})", "name another with --port") from None
    return plug
