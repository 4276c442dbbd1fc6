"""Something slow, made in a thread of its own: who asks for it waits a little while, and is then told how far it is."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from onrecord.casework.case import Progress, quiet
from onrecord.model import OnrecordError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Doing:
    """What is being done, and how much of how much of it is done where that can be counted."""

    what: str = ""
    done: int = 0
    total: int | None = None


class StillWorking(Exception):  # noqa: N818 - nothing went wrong
    """What was asked for is being made, and takes longer than anybody likes to wait; ``doing`` says how far it is."""

    def __init__(self, doing: Doing) -> None:
        """With what is being done just now."""
        super().__init__(doing.what)
        self.doing = doing


@dataclass(eq=False)
class _Job:
    """One making, begun and perhaps ended."""

    ended: threading.Event = field(default_factory=threading.Event)
    doing: Doing = field(default_factory=Doing)
    error: BaseException | None = None


class Warming(Generic[T]):
    """Makes one thing at a time. ``patience``: seconds that an asker waits; with None it is made while the asker waits, however long."""

    def __init__(self, make: Callable[[Progress], T], patience: float | None) -> None:
        """Nothing is made before somebody asks."""
        self._make = make
        self._patience = patience
        self._lock = threading.Lock()
        self._job: _Job | None = None

    def begin(self, fresh: Callable[[], T | None] = lambda: None) -> _Job | None:
        """Begin to make it, unless that is under way; None when ``fresh`` finds it made after all."""
        with self._lock:
            if self._job is None or self._job.ended.is_set():
                if fresh() is not None:
                    return None
                self._job = _Job()
                threading.Thread(target=self._run, args=(self._job,), name="onrecord warming", daemon=True).start()
            return self._job

    def ask(self, fresh: Callable[[], T | None]) -> T:
        """What ``fresh`` finds, once it finds something. Raises StillWorking, or what went wrong in the making."""
        if self._patience is None:
            with self._lock:
                found = fresh()
                return found if found is not None else self._make(quiet)
        until = time.monotonic() + self._patience
        while (found := fresh()) is None:
            job = self.begin(fresh)
            if job is None:
                continue
            if not job.ended.wait(max(0.0, until - time.monotonic())):
                raise StillWorking(job.doing)
            if job.error is not None:
                raise job.error
        return found

    def _run(self, job: _Job) -> None:
        def heard(what: str, done: int, total: int | None) -> None:
            job.doing = Doing(what, done, total)

        try:
            self._make(heard)
        except OnrecordError as error:
            job.error = error
        except BaseException as error:
            job.error = error
            raise  # the terminal has the details
        finally:
            job.ended.set()
