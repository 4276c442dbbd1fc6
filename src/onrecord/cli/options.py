"""Arguments and options that several commands share."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case: one file, such as story.case.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON; lists print one record a line.")]
Manifest = Annotated[
    Path | None, typer.Option(help="JSON Lines or CSV with path, outlet, published, url, title, lang.", show_default=False)
]
Outlet = Annotated[str | None, typer.Option(help="Outlet of reports whose manifest row names none.", show_default=False)]
Published = Annotated[
    str | None, typer.Option(help="Day of reports whose manifest row names none: 2023-03-03, 2023-03 or 2023.", show_default=False)
]
Url = Annotated[str | None, typer.Option(help="Address of the report, for a single file.", show_default=False)]
Overlay = Annotated[Path | None, typer.Option("--lexicon", help="The case's own lexicon rows, a TOML file.", show_default=False)]
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

As = Annotated[
    str | None,
    typer.Option("--as", metavar="PARTY", help="The party to act for, when this machine has keys of several.", show_default=False),
]

_MOST = 4


def example(*lines: str) -> str:
    """The end of a command's help; the reference and its tests read these lines."""
    return "Example: " + "; ".join(lines)


def processes(asked: int | None) -> int:
    """As many as asked for, else as there are cores to run on, but no more than a laptop's memory holds with ease."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return asked or min(cores, _MOST)


def overlay_text(path: Path | None) -> str:
    """The TOML of a case's own lexicon rows. Raises BadInput."""
    from onrecord.model import BadInput

    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), f"cannot be read as a lexicon ({type(error).__name__})", "name a TOML file in UTF-8") from None


def person() -> str:
    """Who is at the keyboard, as far as the system tells."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def said_of(outlet: str | None, published: str | None, url: str | None) -> Any:
    """What the options say of reports. Raises BadInput for a day that is no date."""
    from onrecord.intake.arrivals import Said
    from onrecord.model import BadInput
    from onrecord.model.edtf import is_edtf

    if published and not is_edtf(published):
        raise BadInput(f"--published {published}", "is not a date", "write it as 2023-03-03")
    return Said(outlet=outlet, published=published, url=url)


def must_exist(paths: list[Path], manifest: Path | None) -> None:
    """Say so before a case is made when nothing is there to take in."""
    from onrecord.model import BadInput

    for path in [*paths, *([manifest] if manifest else [])]:
        if not path.exists():
            raise BadInput(str(path), "no such file or folder", "check the path")
