"""Serves the pages until it is stopped: on this machine, or to others who know a secret."""

import ipaddress
import socket
import ssl
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from onrecord.casework.unlocked import Unlocked
from onrecord.model import BadInput, Refused
from onrecord.web.app import application
from onrecord.web.entering import Door, new_secret
from onrecord.web.safety import LOOPBACK

HOST = "127.0.0.1"
PATIENCE = 3.0
"""Seconds that a page waits for what the reports tell together; longer than that, it says how far it is."""

_MOMENT = 0.02
_IPV6 = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """To whom the pages are open. The first of ``hosts`` is bound, all but a wildcard are answered; none is this machine only.

    ``secret`` lets in, ``shown`` says that it is a token made for this start, to be printed. ``certificate`` and ``key`` are PEM files.
    """

    hosts: Sequence[str] = ()
    secret: str = ""
    shown: bool = False
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        """Raise Refused for what would open the case to everybody, BadInput for what cannot be meant."""
        for host in self.hosts:
            if not host or any(c.isspace() or c in "/@?#\\" for c in host) or "://" in host:
                raise BadInput(f"--host {host}", "is no name or address of a machine", "write it as desk.example or 192.0.2.7")
        if self.abroad and not self.secret:
            raise Refused(f"--host {self.hosts[0]}", "would open the case to everybody who can reach this machine",
                          "add --token, or --password-file FILE, or set ONRECORD_PASSWORD")  # fmt: skip
        if self.abroad and not self.answered:
            raise Refused(f"--host {self.hosts[0]}", "is no name under which pages can be opened",
                          "say it a second time with the name or address that others open, such as --host desk.example")  # fmt: skip
        if bool(self.certificate) != bool(self.key):
            raise BadInput("--certificate", "goes only with --key", "name both PEM files, or neither")

    @property
    def abroad(self) -> bool:
        """Whether other machines are answered."""
        return any(not _loopback(host) for host in self.hosts)

    @property
    def answered(self) -> frozenset[str]:
        """The names that a Host header may carry."""
        return frozenset(_in_header(host) for host in self.hosts if not _wildcard(host)) or (frozenset() if self.hosts else LOOPBACK)

    @property
    def named(self) -> str:
        """The name by which people open the pages."""
        return next((_in_header(host) for host in self.hosts if not _wildcard(host)), HOST)


def serve(case: Path, *, port: int, show: bool, person: str = "", opened: Opened | None = None, unlocked: Unlocked | None = None) -> None:
    """Serve ``case``; port 0 is any that is free. ``show`` opens a browser; ``person`` decides. Raises BadInput or Refused."""
    to = opened or Opened()
    to = for_one(to) if unlocked else to
    door = Door.of(to.secret) if to.secret else None
    pages = application(case, person=person, hosts=to.answered, door=door, unlocked=unlocked, patience=PATIENCE)
    locked = _locked(to)
    with closing(bound(port, to.hosts[0] if to.hosts else HOST)) as plug:
        scheme = "https" if to.certificate else "http"
        address = f"{scheme}://{to.named}:{plug.getsockname()[1]}/" + (f"login?token={to.secret}" if to.shown else "")
        print(f"{case}: {address}   (Ctrl+C stops)", flush=True)  # noqa: T201 - the one line that a person waits for
        if to.abroad and not to.certificate:
            sys.stderr.write(
                "without --certificate and --key others on the network can read along (a proxy with https before it will do)\n"
            )
        if show:
            webbrowser.open(address)
        config = uvicorn.Config(pages, log_level="warning", access_log=False, server_header=False, ws="none")
        config.load()
        config.ssl = locked
        pages.state.looking.warm()
        uvicorn.Server(config).run(sockets=[plug])


@contextmanager
def alongside(pages: Starlette) -> Iterator[str]:
    """Serve ``pages`` on a free port while the block runs, and give their address; for pictures and for tests in a real browser."""
    with closing(bound(0)) as plug:
        server = uvicorn.Server(uvicorn.Config(pages, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [plug]}, daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(_MOMENT)
            yield f"http://{HOST}:{plug.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def for_one(opened: Opened) -> Opened:
    """What keeps pages in which a key signs to whoever opened the key: this machine only, and a secret, since others may share it.

    Raises Refused when other machines were to be answered.
    """
    if opened.abroad:
        raise Refused("--inquiry-key", "would let everybody who comes in sign with your key", "leave out --host, or decide in a terminal")
    return opened if opened.secret else replace(opened, secret=new_secret(), shown=True)


def bound(port: int, host: str = HOST) -> socket.socket:
    """A socket on ``host`` at ``port``; 0 is any that is free. Raises Refused when it cannot be had."""
    family, place = _place(host, port)
    plug = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sends at once only where TCP is named
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        plug.bind(place)
    except OSError as error:
        plug.close()
        where = f"port {port}" if host == HOST else f"{host}, port {port},"
        raise Refused(where, f"cannot be used ({error.strerror})", "name another with --port") from None
    return plug


def _place(host: str, port: int) -> tuple[int, tuple[str, int]]:
    """The family of addresses, and what to bind. Raises Refused for a name that means no machine."""
    if found := _address(host):
        return socket.AF_INET6 if found.version == _IPV6 else socket.AF_INET, (str(found), port)
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)[0]
    except (OSError, UnicodeError):
        raise Refused(f"--host {host}", "has no address here", "name an address or a name of this machine") from None
    return family, (str(place[0]), port)


def _locked(opened: Opened) -> ssl.SSLContext | None:
    """What https needs. Raises BadInput when certificate and key cannot be used."""
    if not opened.certificate:
        return None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        made.load_cert_chain(opened.certificate, opened.key)
    except OSError as error:
        raise BadInput(str(opened.certificate), f"cannot be used as a certificate with its key ({type(error).__name__})",
                       "name the two PEM files that belong together") from None  # fmt: skip
    return made


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _wildcard(host: str) -> bool:
    found = _address(host)
    return bool(found and found.is_unspecified)


def _loopback(host: str) -> bool:
    found = _address(host)
    return found.is_loopback if found else host.lower() == "localhost"


def _in_header(host: str) -> str:
    """A host as a Host header has it: in small letters, an address of IPv6 in brackets."""
    found = _address(host)
    return f"[{found}]" if isinstance(found, ipaddress.IPv6Address) else str(found or host.lower().rstrip("."))
