"""The commands for eyes: the pages in a browser, and single pictures."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import As, CasePath, person

PICTURES = ("timeline", "chain", "routes", "stances")
_PORT = 8700


def serve(
    case: CasePath,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = _PORT,
    show: Annotated[bool, typer.Option("--open", help="Open the pages in a browser.")] = False,
    inquiry_key: Annotated[
        bool, typer.Option("--inquiry-key", help="Open your key of the joint inquiry, to decide in the pages; it stays in memory.")
    ] = False,
    as_: As = None,
) -> None:
    """The pages of the case, on this machine only, until Ctrl+C."""
    from onrecord.web.serving import serve as run

    unlocked = None
    if inquiry_key:
        from onrecord.casework.unlocked import unlock
        from onrecord.cli.inquiry import keyring

        unlocked = unlock(case, keyring(as_))
    run(case, port=port, show=show, person=person(), unlocked=unlocked)


def draw(
    case: CasePath,
    what: Annotated[str, typer.Argument(metavar="PICTURE", help="One of timeline, chain, routes, stances.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="The file; standard output without it.", show_default=False)] = None,
    actor: Annotated[str | None, typer.Option(help="For stances: the actor's name or id.", show_default=False)] = None,
) -> None:
    """A picture of the case as SVG."""
    from onrecord.casework.looking import Looking
    from onrecord.drawings.of_case import named_picture
    from onrecord.model import Refused

    drawn = named_picture(Looking(case).whole(), what, actor).alone()
    if out is None:
        sys.stdout.write(drawn)
        return
    try:
        out.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise Refused(str(out), f"cannot be written ({error.strerror})", "choose another place") from None
    print(f"wrote {out}", file=sys.stderr)
