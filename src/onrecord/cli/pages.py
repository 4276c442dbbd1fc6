"""The commands for eyes: the pages in a browser, and single pictures."""

import os
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
    host: Annotated[
        list[str] | None,
        typer.Option(
            help="Also for other machines, under this name or address; only with a password or a token. "
            "The first is bound; give further names that are to be answered.",
            show_default=False,
        ),
    ] = None,
    token: Annotated[bool, typer.Option("--token", help="Make a token and print the address that lets in with it.")] = False,
    password_file: Annotated[
        Path | None, typer.Option(help="A file whose first line is the password; else ONRECORD_PASSWORD.", show_default=False)
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help="For https: the certificate, a PEM file.", show_default=False)] = None,
    key: Annotated[Path | None, typer.Option(help="For https: its key, a PEM file.", show_default=False)] = None,
    inquiry_key: Annotated[
        bool, typer.Option("--inquiry-key", help="Open your key of the joint inquiry, to decide in the pages; it stays in memory.")
    ] = False,
    as_: As = None,
) -> None:
    """The pages of the case, until Ctrl+C; on this machine only, or with --host on others too, behind a token or a password."""
    from onrecord.web.serving import Opened
    from onrecord.web.serving import serve as run

    secret = _secret(token=token, password_file=password_file)
    opened = Opened(hosts=tuple(host or ()), secret=secret, shown=token, certificate=certificate, key=key)
    unlocked = None
    if inquiry_key:
        from onrecord.casework.unlocked import unlock
        from onrecord.cli.inquiry import keyring

        unlocked = unlock(case, keyring(as_))
    run(case, port=port, show=show, person=person(), opened=opened, unlocked=unlocked)


def _secret(*, token: bool, password_file: Path | None) -> str:
    """What lets in: a new token, the password of a file, that of the environment, or nothing. Raises BadInput."""
    from onrecord.model import BadInput
    from onrecord.web.entering import fit, new_secret, password_from

    if token and password_file:
        raise BadInput("--token", "goes not with --password-file", "choose one of them")
    if token:
        return new_secret()
    if password_file:
        return password_from(password_file)
    given = os.environ.get("ONRECORD_PASSWORD")
    return fit(given, "ONRECORD_PASSWORD") if given else ""


def draw(
    case: CasePath,
    what: Annotated[str, typer.Argument(metavar="PICTURE", help="One of timeline, chain, routes, map, stances.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="The file; standard output without it.", show_default=False)] = None,
    actor: Annotated[str | None, typer.Option(help="For stances: the actor's name or id.", show_default=False)] = None,
    transfer: Annotated[
        str | None, typer.Option(help="For map: the id of a transfer, or its beginning; else the first with places.", show_default=False)
    ] = None,
) -> None:
    """A picture of the case as SVG."""
    from onrecord.casework.looking import Looking
    from onrecord.drawings.of_case import named_picture
    from onrecord.model import Refused

    drawn = named_picture(Looking(case).whole(), what, actor, transfer).alone()
    if out is None:
        sys.stdout.write(drawn)
        return
    try:
        out.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise Refused(str(out), f"cannot be written ({error.strerror})", "choose another place") from None
    print(f"wrote {out}", file=sys.stderr)
