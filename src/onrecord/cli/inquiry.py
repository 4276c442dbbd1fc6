"""The commands of a joint inquiry: who takes part, what is decided, what goes from copy to copy."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.options import As, CasePath, Json, example, person

app = typer.Typer(
    name="inquiry",
    help="A joint inquiry of parties that need not trust each other: signed decisions, blind grades, findings, exchange by bundles.",
    no_args_is_help=True,
)

PASSPHRASE, KEYS = "ONRECORD_PASSPHRASE", "ONRECORD_KEYS"
"""Environment variables: the passphrase of the key, for scripts; the folder of keys, in place of the user's own."""

Why = Annotated[str, typer.Option("--why", help="The reason, in a sentence.", show_default=False)]
Private = Annotated[bool, typer.Option("--private", help="Stays in this copy; never enters a bundle.")]
Record = Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its beginning.", show_default=False)]


def _inquiry_callback(ctx: typer.Context, case: CasePath) -> None:
    """Remember which case the command that follows is about."""
    ctx.obj = case


app.callback(epilog=example("onrecord inquiry story.case status"))(_inquiry_callback)


def sample(words: str) -> str:
    """The end of a command's help: an example of it on the case of the docs."""
    return example(f"onrecord inquiry story.case {words}")


@app.command(epilog=sample('init --party "Ministry of Kestovia" --question "Did rockets reach Orlava?"'))
def init(
    ctx: typer.Context,
    party: Annotated[str, typer.Option(help="Your party's name.", show_default=False)],
    question: Annotated[str, typer.Option(help="What the group is to find out.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="Your own name; else your user name.", show_default=False)] = None,
) -> None:
    """Begin an inquiry: a new key signs the founding entry."""
    from onrecord.inquiry.keys import fingerprint

    with joint_of(ctx.obj, None, new_key=True) as joint:
        entry = joint.found(party, name or person(), question)
    print(f"inquiry {entry.hash[:12]} begun; the key of {party} is {fingerprint(entry.key)}")


@app.command(epilog=sample('join --party "Draunian commission"'))
def join(
    ctx: typer.Context,
    party: Annotated[str, typer.Option(help="Your party's name.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="Your own name; else your user name.", show_default=False)] = None,
) -> None:
    """Make a key on this machine and ask to be let in; pack a bundle for a member then."""
    from onrecord.inquiry.keys import fingerprint

    with joint_of(ctx.obj, None, new_key=True) as joint:
        entry = joint.join(party, name or person())
    print(f"tell a member this key by another way than the bundle: {fingerprint(entry.key)}")


@app.command(epilog=sample("admit 7f3a9c20"))
def admit(
    ctx: typer.Context, key: Annotated[str, typer.Argument(help="The key that asks, or its beginning.", show_default=False)], as_: As = None
) -> None:  # fmt: skip
    """Let in a key that has asked, after comparing it with its holder."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.admit(key))


@app.command(epilog=sample("revoke 7f3a9c20"))
def revoke(ctx: typer.Context, key: Annotated[str, typer.Argument(help="A key of your party.")], as_: As = None) -> None:
    """Revoke a key of your party; what it signed before, and this copy has seen, stays valid."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.revoke(key))


@app.command(epilog=sample("rotate"))
def rotate(ctx: typer.Context, as_: As = None) -> None:
    """Take a new key in place of yours."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.rotate())


@app.command(epilog=sample("status"))
def status(ctx: typer.Context, json: Json = False) -> None:
    """Who takes part, what stands, what parties do not agree on, and what waits for whom."""
    from onrecord.casework.inquiry_listing import waiting
    from onrecord.cli import inquiry_tables
    from onrecord.codec import to_json

    with joint_of(ctx.obj, None, readonly=True) as joint:
        state, due = joint.state(), waiting(joint.case.file.signed())
    print(to_json(state)) if json else inquiry_tables.status(state, due)


@app.command(epilog=sample('journal --party "Draunian commission"'))
def journal(
    ctx: typer.Context,
    party: Annotated[str | None, typer.Option(help="Only entries of this party.", show_default=False)] = None,
    decision: Annotated[str | None, typer.Option(help="Only this decision, such as signs.", show_default=False)] = None,
    by: Annotated[str | None, typer.Option(help="Only entries of this person.", show_default=False)] = None,
    words: Annotated[str, typer.Option(help="Only entries that hold these words, or whose id begins so.", show_default=False)] = "",
    first: Annotated[str, typer.Option("--from", help="Only since this day, such as 2025-05-30.", show_default=False)] = "",
    last: Annotated[str, typer.Option("--to", help="Only until this day.", show_default=False)] = "",
    json: Json = False,
) -> None:
    """Every entry, in an order that all copies share."""
    from onrecord.casework.inquiry_listing import Wanted, journal_rows
    from onrecord.cli import render

    wanted = Wanted(party=party, decision=decision, person=by, words=words, first=first, last=last)
    with joint_of(ctx.obj, None, readonly=True) as joint:
        rows = journal_rows(joint.case.file.signed(), wanted)
        render.rows(rows, ("at", "party", "person", "decision", "about", "id"), as_json=json)


@app.command(epilog=sample('hypothesis "A third party resold them."'))
def hypothesis(
    ctx: typer.Context,
    words: Annotated[str, typer.Argument(help="One possible account, in a sentence.")],
    private: Private = False,
    as_: As = None,
) -> None:
    """Put a hypothesis."""
    with joint_of(ctx.obj, as_) as joint:
        print(f"h_{joint.suppose(words, private=private).hash[:12]}")


@app.command(epilog=sample("exhibit s_ku222u"))
def exhibit(
    ctx: typer.Context,
    record: Record,
    words: Annotated[str, typer.Option(help="What it is, in your words.", show_default=False)] = "",
    private: Private = False,
    as_: As = None,
) -> None:
    """Lay a record of the case before the group."""
    from onrecord.model import content_id

    with joint_of(ctx.obj, as_) as joint:
        print(content_id("x", str(joint.lay(record, words, private=private).about["record"])))


@app.command(epilog=sample('bear x_3h2l h_98fe inconsistent --why "He denies it."'))
def bear(
    ctx: typer.Context,
    exhibit: Annotated[str, typer.Argument(help="The exhibit's id, or its beginning.", show_default=False)],
    hypothesis: Annotated[str, typer.Argument(help="The hypothesis' id, or its beginning.", show_default=False)],
    bearing: Annotated[str, typer.Argument(help="consistent, inconsistent or neutral.", show_default=False)],
    why: Why = "",
    private: Private = False,
    as_: As = None,
) -> None:
    """Say how an exhibit bears on a hypothesis."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.bear(exhibit, hypothesis, bearing, why, private=private))


@app.command(epilog=sample("matrix"))
def matrix(
    ctx: typer.Context,
    party: Annotated[str | None, typer.Option(help="As this party judges; else what all who judged hold.", show_default=False)] = None,
    json: Json = False,
) -> None:
    """Hypotheses against exhibits, those on one origin in one row, the most telling first."""
    from onrecord.cli import inquiry_tables
    from onrecord.codec import to_json

    with joint_of(ctx.obj, None, readonly=True) as joint:
        found, state = joint.matrix(party), joint.state()
    print(to_json(found)) if json else inquiry_tables.matrix(found, state)


@app.command(epilog=sample('grade source "The Brenik Ledger" B'))
def grade(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="source (A to F) or claim (1 to 6).", show_default=False)],
    subject: Annotated[str, typer.Argument(help="The source's name, or the claim's id.", show_default=False)],
    grade: Annotated[str, typer.Argument(help="The Admiralty code's letter or number.", show_default=False)],
    topic: Annotated[str, typer.Option(help="On what topic, for a source.", show_default=False)] = "",
    why: Why = "",
    as_: As = None,
) -> None:
    """Grade blind: sealed until another party has graded the same, and you reveal."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.grade(kind, subject, grade, topic=topic, why=why))


@app.command(epilog=sample("reveal"))
def reveal(ctx: typer.Context, as_: As = None) -> None:
    """Open your sealed grades where another party has graded too."""
    with joint_of(ctx.obj, as_) as joint:
        opened = joint.reveal()
    print(f"{len(opened)} opened")


@app.command(epilog=sample('finding "They were made at Dolvar." --exhibit x_3h2l --confidence "very likely"'))
def finding(
    ctx: typer.Context,
    words: Annotated[str, typer.Argument(help="The finding, in a sentence.")],
    exhibit: Annotated[list[str], typer.Option(help="An exhibit it rests on; may be given again.", show_default=False)],
    confidence: Annotated[str, typer.Option(help="almost no chance, very unlikely, ... likely, very likely, almost certain.")] = "likely",
    required: Annotated[list[str] | None, typer.Option(help="A party that must sign; else all.", show_default=False)] = None,
    private: Private = False,
    as_: As = None,
) -> None:
    """Put a finding for the parties to sign or to dissent from."""
    with joint_of(ctx.obj, as_) as joint:
        print(f"f_{joint.find(words, exhibit, confidence, required or (), private=private).hash[:12]}")


@app.command(epilog=sample("sign f_3de4"))
def sign(ctx: typer.Context, finding: Annotated[str, typer.Argument(help="The finding's id.")], as_: As = None) -> None:
    """Sign a finding for your party."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.on_finding(finding, "signs"))


@app.command(epilog=sample('dissent f_3de4 --why "The stamp proves nothing."'))
def dissent(ctx: typer.Context, finding: Annotated[str, typer.Argument(help="The finding's id.")], why: Why, as_: As = None) -> None:
    """Dissent from a finding, with the reason."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.on_finding(finding, "dissents", why))


@app.command(epilog=sample("withdraw h_98fe"))
def withdraw(
    ctx: typer.Context, entry: Annotated[str, typer.Argument(help="An entry of your party, or its beginning.")], as_: As = None
) -> None:
    """Take back an entry of your party; it stays in the journal."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.withdraw(entry))


@app.command(epilog=sample('note s_ku222u "Ask the railway."'))
def note(
    ctx: typer.Context,
    record: Record,
    words: Annotated[str, typer.Argument(help="What to note.")],
    private: Private = False,
    as_: As = None,
) -> None:
    """Note something on a record."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.note(record, words, private=private))


@app.command(epilog=sample("corrections --sign"))
def corrections(
    ctx: typer.Context,
    sign: Annotated[bool, typer.Option("--sign", help="Sign what was decided in this copy; withdraw what was taken back.")] = False,
    private: Private = False,
    json: Json = False,
    as_: As = None,
) -> None:
    """What each party made of how the machine read: its corrections, links and actors, as signed words that overrule nobody's."""
    from onrecord.casework import sharing
    from onrecord.cli import render

    with joint_of(ctx.obj, as_, readonly=not sign) as joint:
        if sign:
            done = sharing.sign(joint, private=private)
            held_back = f", {done.held_back} held back as private" if done.held_back else ""
            print(f"{done.made} signed, {done.withdrawn} withdrawn{held_back}")
            return
        render.rows(
            sharing.word_rows(joint.case.file, sharing.standing_in(joint)), ("party", "about", "value", "why", "here", "id"), as_json=json
        )


@app.command(epilog=sample("adopt 7f3a9c20"))
def adopt(ctx: typer.Context, entry: Annotated[str, typer.Argument(help="A word listed by corrections.", show_default=False)]) -> None:
    """Decide in this copy what another party holds of how a record was read; undo takes it back."""
    from onrecord.casework import sharing

    with joint_of(ctx.obj, None) as joint:
        made = sharing.put_into_force(joint, entry, person=person())
    print(f"entry {made.sequence}: in force; sign it with corrections --sign")


@app.command(epilog=sample("withhold r_jp4bpx"))
def withhold(ctx: typer.Context, report: Annotated[str, typer.Argument(help="A report of yours, by id.")], as_: As = None) -> None:
    """Keep a report out of every bundle; nothing said for all to see may rest on it."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.withhold(report))


@app.command(epilog=sample("grading off"))
def grading(ctx: typer.Context, switch: Annotated[str, typer.Argument(help="off or on.", show_default=False)], as_: As = None) -> None:
    """Switch grading off for your party, or on again; nobody then waits for its grades."""
    with joint_of(ctx.obj, as_) as joint:
        _made(joint.grading(switch))


@app.command(epilog=sample("propose bearings"))
def propose(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(help="bearings or grades.", show_default=False)],
    json: Json = False,
) -> None:
    """What the machine would say, and by which rule; it signs nothing and fills nothing in."""
    from onrecord.casework.looking import Ties, Whole
    from onrecord.casework.proposing import proposal_rows, proposed
    from onrecord.cli import render

    with joint_of(ctx.obj, None, readonly=True) as joint:
        whole = Whole(joint.case, Ties(joint.case.chain()))
        render.rows(proposal_rows(proposed(whole, joint.state(), what)), ("for", "proposed", "why", "id"), as_json=json)


@app.command(epilog=sample("pack --out monday.bundle"))
def pack(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(help="The bundle to write.", show_default=False)],
    since: Annotated[str, typer.Option(help="Only entries made since this day, such as 2025-05-30.", show_default=False)] = "",
    as_: As = None,
) -> None:
    """Write a bundle of entries, with the reports they rest on and a verifier that needs no onrecord."""
    from onrecord.model import Refused

    with joint_of(ctx.obj, as_, readonly=True) as joint:
        data = joint.pack(since)
    try:
        out.write_bytes(data)
    except OSError as error:
        raise Refused(str(out), f"cannot be written ({error.strerror})", "choose another place") from None
    print(f"wrote {out}, {len(data):,} bytes")


@app.command(epilog=sample("take monday.bundle"))
def take(
    ctx: typer.Context,
    bundle: Annotated[Path, typer.Argument(help="A bundle that another copy packed.", show_default=False)],
    admit: Annotated[list[str] | None, typer.Option(help="A key to let in with it; compare it first.", show_default=False)] = None,
    as_: As = None,
) -> None:
    """Verify a bundle and take in what is new in it: all, or nothing."""
    from onrecord.model import BadInput

    try:
        data = bundle.read_bytes()
    except OSError as error:
        raise BadInput(str(bundle), f"cannot be read ({error.strerror})", "check the path") from None
    with joint_of(ctx.obj, as_, create=True) as joint:
        taken = joint.take(data, bundle.name, admit or ())
    let_in = f", let in {', '.join(taken.admitted)}" if taken.admitted else ""
    print(f"{taken.entries} new entries, {taken.reports} new reports{let_in}")


@contextlib.contextmanager
def joint_of(case: Path, party: str | None, *, readonly: bool = False, create: bool = False, new_key: bool = False) -> Iterator[Any]:
    """The inquiry of a case, open, with the keys of this machine's user. Raises BadInput or Refused."""
    from onrecord.casework.case import Case
    from onrecord.casework.inquiring import JointInquiry

    with Case(case, readonly=readonly, create=create) as opened:
        yield JointInquiry(opened, keyring(party, new_key=new_key))


def keyring(party: str | None, *, new_key: bool = False) -> Any:
    """The keys of this machine's user; the passphrase is asked for when a key is opened."""
    from onrecord.casework.inquiring import Keyring

    folder = Path(os.environ.get(KEYS) or Path(typer.get_app_dir("onrecord")) / "keys")
    return Keyring(folder, lambda: _passphrase(new=new_key), party)


def _passphrase(*, new: bool) -> str:
    given = os.environ.get(PASSPHRASE)
    return given if given is not None else str(typer.prompt("passphrase of the key", hide_input=True, confirmation_prompt=new, err=True))


def _made(entry: Any) -> None:
    print(f"entry {entry.sequence} of {entry.party}: {entry.decision}  {entry.hash[:12]}")
