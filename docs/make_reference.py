"""Writes the made parts of the documentation: commands, counts, printed excerpts, JSON examples.

    python docs/make_reference.py            write the pages that are stale
    python docs/make_reference.py --check    change nothing; exit status 1 when a page is stale

A made part stands between ``<!-- made: KIND | ... -->`` and ``<!-- /made -->``:

    commands                                 the reference of every command
    tables                                   the tables of the lexicon with their rows counted
    print | COMMAND | FROM | LINES | HEAD    what COMMAND prints, from the line that holds FROM, so many LINES
    json | COMMAND | KEY=VALUE | CUT         the first record that COMMAND prints in which KEY holds VALUE

FROM, LINES, KEY=VALUE and CUT may be left out. With HEAD the first line, a table's head, stands above the others. With
CUT texts are that long at most, and lists short.

Commands run in one temporary folder, page after page, in the order of ``PAGES``. The demo's reports lie there under
``story``. A fenced block after ``<!-- file: PATH -->`` is written to PATH in that folder first.
"""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from typer.main import get_command

from onrecord.cli.main import app, run
from onrecord.demo import STORY, as_file
from onrecord.lexicon import load_lexicon
from onrecord.lexicon.load import OVERLAY_TABLES, TABLES

DOCS = Path(__file__).parent
PAGES = ("index.md", "your-own-reports.md", "json.md", "commands.md", "lexicon.md", "correcting.md")
"""The pages with made parts; ``json.md`` and ``correcting.md`` read the cases that the first two build."""

ODD_FILES: Mapping[str, bytes] = {
    "odd/empty.txt": b"",
    "odd/scan.txt": b"%PDF-1.7 ...",
    "odd/noise.txt": bytes(range(256)) * 4,
    "odd/digits.txt": b"--- *** ---\n",
    "odd/dump.txt": b"The list goes on. " * 120_000,
}
"""Inputs that are no reports, for the page on one's own reports."""

_MADE = re.compile(r"(<!-- made: (?P<call>.+?) -->\n)(?P<body>.*?)(<!-- /made -->)", re.DOTALL)
_FILE = re.compile(r"<!-- file: (?P<path>\S+) -->\n```[a-z]*\n(?P<text>.*?)```", re.DOTALL)
_EXAMPLE = re.compile(r"onrecord .+?(?=; onrecord |$)")
_WIDTH = "120"


def made_pages() -> dict[str, str]:
    """Every page with made parts, by name, as it should be now."""
    return {name: text for name, text in _made()}  # noqa: C416 - the generator holds the folder open


def _made() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), _plain_terminal():
        with as_file(STORY) as story:
            shutil.copytree(story, "story")
        for path, data in ODD_FILES.items():
            _write(path, data)
        for name in PAGES:
            page = (DOCS / name).read_text(encoding="utf-8")
            for found in _FILE.finditer(page):
                _write(found["path"], found["text"].encode())
            yield name, _MADE.sub(lambda part: f"{part[1]}{_part(part['call'])}{part[4]}", page)


def _part(call: str) -> str:
    kind, *fields = (field.strip() for field in call.split("|"))
    makers: Mapping[str, Callable[..., str]] = {"commands": commands, "tables": tables, "print": _excerpt, "json": _record}
    return makers[kind](*fields)


# -- commands -----------------------------------------------------------------------------------


def command_table() -> dict[str, Any]:
    """Every command of the real command line by its name, in the order of the help; those of a group after it."""
    group: Any = get_command(app)
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        found |= {name: command, **{f"{name} {under}": one for under, one in getattr(command, "commands", {}).items()}}
    return found


def parse(words: list[str]) -> None:
    """Parse a command line without the ``onrecord`` before it, down to the command of a group. Raises what the parser raises."""
    command: Any = get_command(app)
    context = None
    while words:
        context = command.make_context(words[0], words[1:], parent=context) if context else command.make_context("onrecord", words)
        if not hasattr(command, "commands"):
            return
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])  # noqa: SLF001 - as its own run
        words = [name, *rest]


def examples(command: Any) -> list[str]:
    """The example lines that a command's help ends with."""
    return [line.strip() for line in _EXAMPLE.findall(" ".join((command.epilog or "").split()))]


def commands() -> str:
    """The reference: usage, help, arguments, options and examples of every command."""
    return "\n" + "\n".join(_command(name, command) for name, command in command_table().items())


def _command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    group, _, under = name.partition(" ")
    named = (group, *(["CASE", under] if under else []))  # a group's case stands before the command
    usage = " ".join(("onrecord", *named, *(["[OPTIONS]"] if options else []), *(_usage(a) for a in arguments)))
    parts = [f"## {name}", " ".join((command.help or "").split()), f"```text\n{usage}\n```"]
    if arguments:
        parts.append(_table(("argument", "what it is"), [(f"`{_name(a)}`", _help(a)) for a in arguments]))
    rows = [("`" + ", ".join(p.opts) + ("" if p.is_flag else f" {_name(p)}") + "`", _help(p)) for p in options]
    parts.append(_table(("option", "what it does"), [*rows, ("`-h`, `--help`", "Show the help and exit.")]))
    parts.append("```sh\n" + "\n".join(examples(command)) + "\n```")
    return "\n\n".join(parts) + "\n"


def _usage(argument: Any) -> str:
    name = _name(argument) + ("..." if argument.nargs < 0 and not _name(argument).endswith("...") else "")
    return name if argument.required else f"[{name}]"


def _name(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _help(parameter: Any) -> str:
    shown = parameter.default is not None and parameter.show_default is not False and not getattr(parameter, "is_flag", False)
    return " ".join((parameter.help or "").split()) + (f" Without it: `{parameter.default}`." if shown else "")


# -- the lexicon --------------------------------------------------------------------------------


def tables() -> str:
    """Each table of the lexicon: what its rows are, how many there are, whether a case may add to it."""
    lexicon = load_lexicon()
    rows = [
        (f"[`{name}`](#{kind.__name__.lower()})", f"{len(lexicon.rows(name)):,}", "yes" if name in OVERLAY_TABLES else "no")
        for name, kind in TABLES.items()
    ]
    total = sum(len(lexicon.rows(name)) for name in TABLES)
    return "\n" + _table(("table", "rows", "a case may add rows"), [*rows, ("together", f"{total:,}", "")]) + "\n\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines)


# -- what commands print ------------------------------------------------------------------------


def printed(line: str) -> str:
    """What an ``onrecord ...`` line prints, standard output and standard error together."""
    out, held = io.StringIO(), sys.argv
    sys.argv = shlex.split(line)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
            run()
    finally:
        sys.argv = held
    return out.getvalue()


def _excerpt(line: str, start: str = "", count: str = "", head: str = "") -> str:
    lines = [shown.rstrip() for shown in printed(line).strip("\n").splitlines()]
    at = next((n for n, shown in enumerate(lines) if start in shown), None)
    if at is None:
        message = f"`{line}` prints nothing with {start!r}; choose another place in the page. It prints:\n" + "\n".join(lines[:12])
        raise ValueError(message)
    kept = [*(lines[:1] if head and at else []), *(lines[at : at + int(count)] if count else lines[at:])]
    return f"\n```sh\n{line}\n```\n\n```text\n" + "\n".join(kept).rstrip() + "\n```\n\n"


def _record(line: str, wanted: str = "", cut: str = "") -> str:
    records = [json.loads(shown) for shown in printed(line).splitlines()]
    key, _, value = wanted.partition("=")
    record = next((r for r in records if not key or value in str(r[key])), None)
    if record is None:
        message = f"`{line}` prints no record in which {wanted}; choose another one in the page"
        raise ValueError(message)
    if cut:
        record = _shorter(record, int(cut))
    fields = ",\n".join(f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in record.items())
    return f"\n```sh\n{line}\n```\n\n```json\n{{\n{fields}\n}}\n```\n\n"


def _shorter(value: Any, longest: int) -> Any:
    """``value`` with lists of records cut to their first, of texts to their first two, and long texts to their beginning."""
    if isinstance(value, dict):
        return {k: _shorter(v, longest) for k, v in value.items()}
    if isinstance(value, list):
        first = value[0] if value else None
        room = 1 if isinstance(first, dict) else 2 if isinstance(first, str) else None
        return [_shorter(v, longest) for v in value[:room]]
    if isinstance(value, str) and len(value) > longest:
        return value[:longest].rstrip() + "…"
    return value


@contextlib.contextmanager
def _plain_terminal() -> Iterator[None]:
    held = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = _WIDTH
    try:
        yield
    finally:
        if held is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = held


def _write(path: str, data: bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data)


def main() -> int:
    """Write or check the pages; 1 when ``--check`` finds a stale one."""
    stale = {name: page for name, page in made_pages().items() if page != (DOCS / name).read_text(encoding="utf-8")}
    check = "--check" in sys.argv[1:]
    for name, page in stale.items():
        if not check:
            (DOCS / name).write_text(page, encoding="utf-8")
        sys.stdout.write(f"docs/{name}: " + ("stale; run python docs/make_reference.py\n" if check else "written\n"))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
