"""The commands. Bodies import late, so that help comes in a blink."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli import actors, correcting, following, inquiry, narrowing, pages, rates, stamps
from onrecord.cli.options import (
    CasePath,
    Jobs,
    Json,
    Manifest,
    Outlet,
    Overlay,
    Published,
    Url,
    must_exist,
    overlay_text,
    person,
    processes,
    said_of,
)
from onrecord.cli.options import example as _example

app = typer.Typer(
    name="onrecord",
    help="Who is on record saying what, where it came from, and what it contradicts.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_UsageError: Any = typer.BadParameter.__base__
"""What typer raises for a command line that it cannot make sense of; it has no public name of its own."""

DONE, WITH_PROBLEMS, BAD, STOPPED = 0, 1, 2, 130


def _version(*, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=lambda asked: _version(asked=asked), is_eager=True)
    ] = False,
) -> None:
    """Who is on record saying what, where it came from, and what it contradicts."""


@app.command(epilog=_example("onrecord demo", "onrecord demo my.case"))
def demo(case: Annotated[Path, typer.Argument(metavar="CASE", help="Where to put the example case.")] = Path("demo.case")) -> None:
    """Build a worked example case, an invented story, and show its brief."""
    from onrecord.casework.worked_example import build
    from onrecord.cli import render
    from onrecord.cli.progress import bar

    with bar() as progress, build(case, progress) as opened:
        brief = _brief_of(opened)
    render.brief(brief, str(case))
    render.hints(case)


@app.command(epilog=_example("onrecord read story.txt", "onrecord read *.txt --manifest manifest.jsonl --json"))
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Reports, folders or manifests.", show_default=False)],
    manifest: Manifest = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    overlay: Overlay = None,
    jobs: Jobs = None,
    json: Json = False,
) -> None:
    """Read reports without a case: one Reading for each."""
    from onrecord.casework.case import read_files
    from onrecord.cli import render
    from onrecord.cli.progress import bar
    from onrecord.codec import to_json
    from onrecord.model import Problem

    said = said_of(outlet, published, url)
    faults = readings = 0
    with bar(show=not json or len(files) > 1) as progress:
        found = read_files(files, manifest=manifest, said=said, overlay=overlay_text(overlay), progress=progress, jobs=processes(jobs))
        for one in found:
            if isinstance(one, Problem):
                faults += 1
                _complain(f"{one.report}: {one.what}" + (f"; {one.detail}" if one.detail else ""))
                continue
            readings += 1
            print(to_json(one)) if json else render.reading(one)
    raise typer.Exit(BAD if not readings else WITH_PROBLEMS if faults else DONE)


@app.command(
    epilog=_example(
        "onrecord add story.case clippings/", 'onrecord add story.case report.html --outlet "The Brenik Ledger" --published 2019-01-17'
    )
)
def add(
    case: CasePath,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH...]", help="Reports, folders or manifests.", show_default=False)
    ] = None,
    manifest: Manifest = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    overlay: Overlay = None,
    jobs: Jobs = None,
    json: Json = False,
) -> None:
    """Take reports in and read them. Stopped at any moment, the same command goes on where it was.

    Without a PATH, what the case has is read as far as it is not, or with the lexicon given.
    """
    from onrecord.casework.case import Case
    from onrecord.cli.progress import bar
    from onrecord.codec import to_json
    from onrecord.model import BadInput

    said = said_of(outlet, published, url)
    given = paths or []
    must_exist(given, manifest)
    if not given and not case.exists():
        raise BadInput(str(case), "no such case yet", f"name reports to put in it: onrecord add {case} REPORTS")
    with bar(show=not json) as progress, Case(case, create=True) as opened:
        if overlay:
            opened.lay_over(overlay_text(overlay), overlay.name, person())
        try:
            added = opened.add(given, manifest=manifest, said=said, progress=progress, jobs=processes(jobs))
        except KeyboardInterrupt:
            _complain(f"{case}: stopped; what was taken in and read is kept; the same command goes on from here")
            raise typer.Exit(STOPPED) from None
    for problem in (*added.refused, *added.doubted):
        _complain(f"{problem.report}: {problem.what}; {problem.detail}")
    refused = f", {len(added.refused)} refused" if added.refused else ""
    print(to_json(added)) if json else print(f"{case}: {added.new} new, {added.known} known before, {added.read} read{refused}")
    nothing = added.refused and not (added.new or added.known)
    raise typer.Exit(BAD if nothing else WITH_PROBLEMS if added.refused or added.doubted else DONE)


app.command(epilog=_example("onrecord brief story.case", "onrecord brief story.case --since last"))(narrowing.brief)
app.command(epilog=_example("onrecord reports story.case", "onrecord reports story.case --since last --json"))(narrowing.reports)
app.command(epilog=_example("onrecord chain story.case", "onrecord chain story.case --json"))(following.chain)
app.command(epilog=_example("onrecord actors story.case", "onrecord actors story.case --json"))(actors.actors)
app.command(epilog=_example('onrecord merge story.case "Milos Vucevic" Vui --why "a system dropped the accented letters"'))(actors.merge)
app.command(epilog=_example('onrecord split story.case a_ry2e Vucevic --why "the report means his brother"'))(actors.split)
correcting.add_to(app)
app.command(epilog=_example("onrecord rates story.case rates.csv"))(rates.rates)
app.command(epilog=_example("onrecord compare story.case r_jp4b r_xgeb"))(following.compare)


app.command(
    epilog=_example(
        "onrecord statements story.case --speaker Rezhak --origin Norvane", "onrecord statements story.case --stance denies --json"
    )
)(narrowing.statements)


@app.command(epilog=_example("onrecord transfers story.case", "onrecord transfers story.case --json"))
def transfers(case: CasePath, json: Json = False) -> None:
    """What is alleged to have moved: one line a transfer, rivals side by side."""
    from onrecord.casework.listing import transfer_rows

    with _opened(case) as opened:
        _rows(
            transfer_rows(opened), json, ("goods", "quantity", "value", "supplier", "via", "recipient", "period", "origins", "echoes", "id")
        )


@app.command(epilog=_example("onrecord claims story.case", "onrecord claims story.case --json"))
def claims(case: CasePath, json: Json = False) -> None:
    """What is claimed, by whoever, on how many origins; who holds it, who denies it."""
    from onrecord.casework.listing import claim_rows

    with _opened(case) as opened:
        _rows(claim_rows(opened), json, ("claim", "origins", "echoes", "positions", "warning", "id"))


@app.command(epilog=_example("onrecord conflicts story.case", "onrecord conflicts story.case --json"))
def conflicts(case: CasePath, json: Json = False) -> None:
    """What does not go together: denials, figures, routes, parties, positions that changed."""
    from onrecord.casework.listing import conflict_rows
    from onrecord.casework.standing import Standing
    from onrecord.cli import render

    with _opened(case) as opened:
        if json:
            _rows(conflict_rows(opened), json, ())
        else:
            render.conflicts(Standing(opened).conflicts())


@app.command(epilog=_example("onrecord timeline story.case"))
def timeline(case: CasePath, json: Json = False) -> None:
    """Events, statements and publications in order of time; unknown times last."""
    from onrecord.casework.listing import timeline_rows

    with _opened(case) as opened:
        _rows(timeline_rows(opened), json, ("when", "kind", "actors", "what", "id"))


@app.command(epilog=_example("onrecord problems story.case"))
def problems(case: CasePath, json: Json = False) -> None:
    """What could not be read, or not surely."""
    from onrecord.casework.listing import problem_rows

    with _opened(case) as opened:
        _rows(problem_rows(opened), json, ("report", "stage", "what", "detail"))


@app.command(epilog=_example("onrecord show story.case s_k3", "onrecord show story.case r_6c5e"))
def show(
    case: CasePath,
    record: Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of one.", show_default=False)],
    json: Json = False,
) -> None:
    """One record with its words in context, and why we believe it."""
    from onrecord.casework.actors import show_actor
    from onrecord.casework.showing import show as find
    from onrecord.casework.standing import PREFIXES, Standing
    from onrecord.cli import render
    from onrecord.codec import to_json

    with _opened(case) as opened:
        if record[:2] in PREFIXES:
            stood = Standing(opened).find(record)
            print(to_json(stood)) if json else render.stood(stood)
            return
        if record.startswith("a_"):
            known = show_actor(opened, record)
            print(to_json(known)) if json else render.actor(known)
            return
        shown = find(opened, record)
    print(to_json(shown)) if json else render.shown(shown)


@app.command(epilog=_example('onrecord search story.case rockets "third party"'))
def search(
    case: CasePath,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="All must stand in the report; quote a phrase; end with * for a prefix.", show_default=False),
    ],
    limit: Annotated[int, typer.Option(min=1, help="At most so many reports.")] = 20,
    json: Json = False,
) -> None:
    """Reports that hold the words, best first, with snippets."""
    from onrecord.cli import render
    from onrecord.codec import to_json

    asked = " ".join(f'"{w}"' if " " in w else w for w in words)
    with _opened(case) as opened:
        hits = opened.search(asked, limit=limit)
    for hit in hits:
        print(to_json(hit)) if json else render.hit(hit)
    if not hits and not json:
        print("no report holds all of these words")


stamps.add_to(inquiry.app)
app.add_typer(inquiry.app)


@app.command(epilog=_example("onrecord check story.case"))
def check(case: CasePath, json: Json = False) -> None:
    """Whether file, originals, anchors and journal are whole (exit status 1 when not)."""
    from onrecord.casework.checking import check as look
    from onrecord.codec import to_json

    with _opened(case) as opened:
        found = look(opened)
    if json:
        print(to_json(found))
    else:
        for fault in found.faults:
            _complain(f"{case}: {fault}")
        state = "whole" if found.ok else "NOT whole"
        entries = "entry" if found.journal.entries == 1 else "entries"
        anchors = f"{found.anchors.checked:,} anchors, {found.anchors.broken} broken"
        print(f"{case}: {state}; {found.reports} reports, {anchors}, {found.journal.entries} journal {entries}")
    raise typer.Exit(DONE if found.ok else WITH_PROBLEMS)


@app.command(
    epilog=_example(
        "onrecord export story.case --to html --out dossier.html", "onrecord export story.case --to json > story.json",
        "onrecord export story.case --to csv --out tables/",
    )
)  # fmt: skip
def export(
    case: CasePath,
    to: Annotated[str, typer.Option(help="The format: html, markdown, pdf or docx for people; json or csv for programs.")] = "json",
    out: Annotated[Path | None, typer.Option(help="The file, for csv the folder; standard output without it.", show_default=False)] = None,
    only: Annotated[
        str | None, typer.Option(help="Only a transfer, claim, conflict or actor (its id), or a time.", show_default=False)
    ] = None,
) -> None:
    """The whole case as a dossier for people or as data for programs."""
    from onrecord.cli.exporting import export_case

    with _opened(case) as opened:
        written = export_case(opened, to, out, only)
    for path in written:
        _complain(f"wrote {path}", mark="")


app.command(epilog=_example("onrecord serve story.case", "onrecord serve story.case --port 8710 --open"))(pages.serve)
app.command(epilog=_example("onrecord draw story.case timeline --out timeline.svg", "onrecord draw story.case stances --actor Rezhak"))(
    pages.draw
)


def run() -> None:
    """The console script: expected failures become one line on standard error and a status."""
    from onrecord.model import OnrecordError

    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = app(args=sys.argv[1:] or ["--help"], standalone_mode=False)
        sys.exit(status if isinstance(status, int) else DONE)
    except OnrecordError as error:
        _complain(" ".join(str(error).split()))
        sys.exit(BAD)
    except _UsageError as error:
        told = error.format_message().strip().rstrip(".")
        _complain(f"{told}; see {error.ctx.command_path if error.ctx else 'onrecord'} --help")
        sys.exit(BAD)
    except (KeyboardInterrupt, typer.Abort):
        _complain("stopped")
        sys.exit(STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)


def _complain(line: str, mark: str = "onrecord: ") -> None:
    from onrecord.text.controls import visible

    print(f"{mark}{visible(line)}", file=sys.stderr)


@contextlib.contextmanager
def _opened(case: Path) -> Iterator[Any]:
    from onrecord.casework.case import Case

    with Case(case, readonly=True) as opened:
        yield opened


def _brief_of(opened: Any, *, full: bool = False) -> Any:
    from onrecord.casework.listing import brief_of_case

    return brief_of_case(opened, full=full)


def _rows(rows: Any, json: bool, columns: tuple[str, ...]) -> None:  # noqa: FBT001 - straight from the option
    from onrecord.cli import render

    render.rows(rows, columns, as_json=json)
