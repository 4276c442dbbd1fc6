"""Progress bars on standard error, only where a person looks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.casework.case import Progress, quiet


@contextmanager
def bar(*, show: bool = True) -> Iterator[Progress]:
    """A progress callback; draws one bar a task with count and time left when standard error is a terminal."""
    if not show or not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def draw(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(bars.task_ids[list(tasks).index(what)], completed=done, total=total)

        yield draw
