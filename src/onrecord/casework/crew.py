"""Processes that read reports side by side, for one that has many."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import Any

from onrecord.model import Reading

WORTHWHILE = 600_000
"""Characters to read before a crew is called: fewer are read sooner than a second process has loaded its model."""

_AHEAD = 2
"""Chunks given out for each process; more would only hold readings back in memory."""

Chunk = Sequence[Any]
ReadChunk = Callable[[Chunk], list[Reading]]
MakeReader = Callable[..., ReadChunk]
"""Makes, in the process that calls it, what reads a chunk. A function of a module, so that it can be sent there."""

_reader: ReadChunk | None = None
"""What reads in this process, where it is one of a crew."""


def readings(chunks: Iterable[Chunk], read: ReadChunk, make: MakeReader, made_of: tuple[Any, ...], *, jobs: int) -> Iterator[Reading]:
    """The readings of all chunks, in order, by ``jobs`` processes when there is enough to read, else by ``read`` here.

    ``make(*made_of)`` makes the reader of each process; it reads as ``read`` does, so the readings do not tell how many
    there were. Chunks whose process died are read here.
    """
    source = iter(chunks)
    first = list(_until_worthwhile(source)) if jobs > 1 else []
    if jobs <= 1 or sum(map(_size, first)) < WORTHWHILE:
        for chunk in chain(first, source):
            yield from read(chunk)
        return
    crew = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (make, made_of))
    given: deque[tuple[Chunk, Future[list[Reading]] | None]] = deque()
    try:
        for chunk in chain(first, source):
            given.append((chunk, _give(crew, chunk)))
            if len(given) >= _AHEAD * jobs:
                yield from _taken(*given.popleft(), read)
        while given:
            yield from _taken(*given.popleft(), read)
    finally:
        crew.shutdown(cancel_futures=True)


def _begin(make: MakeReader, made_of: tuple[Any, ...]) -> None:
    """Make ready a process of the crew: Ctrl-C is for the one that called it, and one process is one core."""
    global _reader  # noqa: PLW0603 - a process of the crew reads with one reader for all its life
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[threads] = "1"
    _reader = make(*made_of)


def _read(chunk: Chunk) -> list[Reading]:
    if _reader is None:
        raise RuntimeError("no process of a crew")
    return _reader(chunk)


def _give(crew: ProcessPoolExecutor, chunk: Chunk) -> "Future[list[Reading]] | None":
    try:
        return crew.submit(_read, chunk)
    except BrokenProcessPool:
        return None


def _taken(chunk: Chunk, promised: "Future[list[Reading]] | None", read: ReadChunk) -> list[Reading]:
    try:
        return promised.result() if promised else read(chunk)
    except BrokenProcessPool:
        return read(chunk)


def _until_worthwhile(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Chunks until together they are worth a crew."""
    size = 0
    for chunk in chunks:
        yield chunk
        size += _size(chunk)
        if size >= WORTHWHILE:
            return


def _size(chunk: Chunk) -> int:
    return sum(len(report.text) for report, _ in chunk)
