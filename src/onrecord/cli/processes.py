"""How many processes a command reads with."""

import os
from typing import Annotated

import typer

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        help="Processes that read, when there is much to read; else one for each core, at most 4.",
        show_default=False,
    ),
]

_MOST = 4


def processes(asked: int | None) -> int:
    """As many as asked for, else as there are cores to run on, but no more than a laptop's memory holds with ease."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return asked or min(cores, _MOST)
