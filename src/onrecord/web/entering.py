"""Who may open the pages from another machine: the one secret, how often it may be guessed, and who has come in."""

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from onrecord.model import BadInput, Refused

SHORTEST = 10
"""Characters that a password has at least."""

COOKIE = "onrecord"
SESSION_SECONDS = 12 * 3600
"""A session ends so long after somebody came in."""

_FREE_TRIES = 3
_LONGEST_WAIT = 300.0
_FORGOTTEN_AFTER = 3600.0
_ALL_TRIES, _ALL_SECONDS = 60, 60.0
_MOST_GUESSERS = 4096
_MOST_SESSIONS = 1000
_LONGEST_NAME = 80

Clock = Callable[[], float]


def new_secret() -> str:
    """A secret nobody can guess, fit for an address; 32 random bytes."""
    return secrets.token_urlsafe(32)


def password_from(path: Path) -> str:
    """The password that stands in the first line of a file. Raises BadInput."""
    try:
        line = path.read_text(encoding="utf-8").split("\n", 1)[0]
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), f"cannot be read as a password ({type(error).__name__})", "name a file whose first line it is") from None
    return fit(line.rstrip("\r"), str(path))


def fit(password: str, where: str) -> str:
    """``password`` when it is long enough. Raises BadInput, which never repeats it."""
    if len(password.strip()) < SHORTEST:
        raise BadInput(
            where, f"holds a password of fewer than {SHORTEST} characters", "choose a longer one; several words are easy to keep"
        )
    return password


class TooSoon(Refused):
    """A guess that comes before its time; ``seconds`` are left to wait."""

    def __init__(self, seconds: float) -> None:
        """Say how long."""
        self.seconds = max(1, round(seconds + 0.5))
        super().__init__("the login", "was tried too often", f"try again in {self.seconds} seconds")


@dataclass(slots=True)
class _Guesser:
    wrong: int = 0
    until: float = 0.0
    last: float = 0.0


@dataclass(frozen=True, slots=True)
class _Session:
    person: str
    ends: float


@dataclass(slots=True)
class Door:
    """Holds the digest of the secret, whoever guessed wrong lately, and the sessions, all in memory and gone with the server.

    After three wrong guesses an address waits two seconds, then twice as long after each; sixty wrong guesses in a minute from everybody
    together make everybody wait who has not come in.
    """

    digest: bytes
    clock: Clock = time.monotonic
    _guessers: dict[str, _Guesser] = field(default_factory=dict)
    _recent: list[float] = field(default_factory=list)
    _sessions: dict[bytes, _Session] = field(default_factory=dict)

    @classmethod
    def of(cls, secret: str, clock: Clock = time.monotonic) -> "Door":
        """A door that ``secret`` opens."""
        return cls(_digest(secret), clock)

    def enter(self, secret: str, person: str, address: str) -> str:
        """The key of a new session. Raises TooSoon, or BadInput when the secret is another."""
        self.check(secret, address)
        now = self.clock()
        self._sessions = {key: held for key, held in self._sessions.items() if held.ends > now}
        if len(self._sessions) >= _MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        key = new_secret()
        self._sessions[_digest(key)] = _Session(" ".join(person.split())[:_LONGEST_NAME], now + SESSION_SECONDS)
        return key

    def check(self, secret: str, address: str) -> None:
        """Let the secret pass. Raises TooSoon before looking at it, or BadInput when it is another."""
        now, net = self.clock(), _net(address)
        held = self._guessers.get(net)
        if held and held.until > now:
            raise TooSoon(held.until - now)
        self._recent = [at for at in self._recent if at > now - _ALL_SECONDS]
        if len(self._recent) >= _ALL_TRIES:
            raise TooSoon(self._recent[0] + _ALL_SECONDS - now)
        if hmac.compare_digest(_digest(secret), self.digest):
            self._guessers.pop(net, None)
            return
        self._recent.append(now)
        self._remember(net, now)
        raise BadInput("the login", "this is not the password or token", "ask whoever started onrecord serve")

    def _remember(self, net: str, now: float) -> None:
        self._guessers = {key: one for key, one in self._guessers.items() if now - one.last < _FORGOTTEN_AFTER}
        if net not in self._guessers and len(self._guessers) >= _MOST_GUESSERS:
            del self._guessers[next(iter(self._guessers))]
        held = self._guessers.setdefault(net, _Guesser())
        held.wrong, held.last = held.wrong + 1, now
        if held.wrong >= _FREE_TRIES:
            held.until = now + min(_LONGEST_WAIT, 2.0 ** (held.wrong - _FREE_TRIES + 1))

    def person(self, key: str) -> str | None:
        """Who came in with a session's key; None when there is no such session, or it has ended."""
        held = self._sessions.get(_digest(key)) if key else None
        return held.person if held and held.ends > self.clock() else None

    def leave(self, key: str) -> None:
        """End a session."""
        self._sessions.pop(_digest(key), None)


def local(address: str) -> str:
    """An address within these pages to go on to after coming in; the overview for any other."""
    harmless = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() and "\\" not in address
    return quote(address, safe="/?&=%:,.+~-_") if harmless else "/"


def _digest(secret: str) -> bytes:
    """All of one length, so that comparing tells nothing of it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _net(address: str) -> str:
    """An address as guesses are counted: of IPv6 the network, since one machine has as many addresses as it likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and not found.ipv4_mapped:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
