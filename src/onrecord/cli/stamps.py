"""The commands for time stamps of a joint inquiry; the only ones that ask anything over the network."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.inquiry import joint_of, sample
from onrecord.cli.options import As, Json

Roots = Annotated[Path | None, typer.Option(help="The authority's root certificates, a PEM file, to check it by.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Put the commands among those of an inquiry."""
    app.command(epilog=sample("stamp --url https://tsa.example/tsr --roots tsa-root.pem"))(stamp)
    app.command(epilog=sample("stamps --roots tsa-root.pem"))(stamps)


def stamp(
    ctx: typer.Context,
    url: Annotated[
        str, typer.Option(help="A time-stamping authority (RFC 3161); this command asks it over the network.", show_default=False)
    ],
    roots: Roots = None,
    as_: As = None,
) -> None:
    """Have an authority stamp where the journal stands now; it learns a digest and nothing else."""
    from onrecord.casework import stamping

    with joint_of(ctx.obj, as_) as joint:
        made = stamping.stamp(joint, url, roots=_bytes_of(roots))
    print(f"stamped {made.time} by {url}" + ("" if made.trusted else "; its certificate was not checked: name its root with --roots"))


def stamps(
    ctx: typer.Context,
    roots: Roots = None,
    out: Annotated[Path | None, typer.Option(help="A folder to write each stamp into, for openssl ts -verify.", show_default=False)] = None,
    json: Json = False,
) -> None:
    """The time stamps in the journal, checked anew."""
    from onrecord.casework import stamping
    from onrecord.cli import inquiry_tables
    from onrecord.codec import to_json

    with joint_of(ctx.obj, None, readonly=True) as joint:
        entries = joint.case.file.signed()
    found = list(stamping.stamps(entries, roots=_bytes_of(roots)))
    for one in found if json else ():
        print(to_json(one))
    if not json:
        inquiry_tables.stamps(found)
    if out:
        _write([entry for entry in entries if entry.decision == stamping.STAMPS], out)
    raise typer.Exit(1 if any(one.fault for one in found) else 0)


def _write(entries: Sequence[Any], out: Path) -> None:
    """What was stamped and the authority's answer, of each stamp that can be read. Raises Refused."""
    from onrecord.casework.stamping import parts_of
    from onrecord.model import BadInput, Refused

    try:
        out.mkdir(parents=True, exist_ok=True)
        for entry in entries:
            with contextlib.suppress(BadInput):
                data, answer = parts_of(entry)
                (out / f"{entry.hash[:12]}.json").write_bytes(data)
                (out / f"{entry.hash[:12]}.tsr").write_bytes(answer)
    except OSError as error:
        raise Refused(str(out), f"cannot be written ({error.strerror})", "choose another place") from None


def _bytes_of(path: Path | None) -> bytes | None:
    from onrecord.model import BadInput

    try:
        return path.read_bytes() if path else None
    except OSError as error:
        raise BadInput(str(path), f"cannot be read ({error.strerror})", "check the path") from None
