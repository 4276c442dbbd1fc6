"""Correcting the machine in the browser: decisions on statements, links and any record, taking back, and the review."""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.casework import correcting as deciding
from onrecord.casework.case import Case
from onrecord.casework.layout import Marking, Run, runs_of
from onrecord.casework.looking import Said
from onrecord.casework.method import journal_of
from onrecord.casework.reviewing import review_of
from onrecord.casework.showing import Written, written_on
from onrecord.casework.subjects import marks_on
from onrecord.casework.uses import uses_of
from onrecord.codec import from_json
from onrecord.corrections.ledger import rulings
from onrecord.corrections.ranking import RULE
from onrecord.model import BadInput, LinkKind, SpeakerKind, Stance, Statement, Subject
from onrecord.text import controls
from onrecord.text.paragraphs import paragraphs
from onrecord.web.asking import asked_id, looking, person_of
from onrecord.web.deciding import form_of
from onrecord.web.forms import Form
from onrecord.web.rendering import href, page

_SIZE = 12
_ENTRIES = 100
_LONGEST_NUMBER = 8
CHOICES = {"stance_choices": tuple(Stance), "kind_choices": tuple(SpeakerKind), "link_choices": tuple(LinkKind)}
"""What the forms offer."""


def marks(request: Request, case: Case, *subjects: Subject) -> dict[str, Any]:
    """What a page needs to show notes and flags, and to take decisions: those written on ``subjects``, token, length of the journal.

    ``signed`` is the length of the joint inquiry's journal where a key is open that can lay the record before the parties.
    """
    entries = case.file.journal()
    listed = rulings(entries, kinds={subject.kind for subject in subjects}) if subjects else ()
    written: dict[int, Written] = {one.entry: one for subject in subjects for one in written_on(marks_on(subject, listed))}
    signed = case.file.signed_count() if request.app.state.unlocked else None
    kept = {"written": [written[n] for n in sorted(written)], "seen": len(entries), "signed": signed, "token": request.app.state.token}
    return kept | CHOICES


async def statement(request: Request) -> Response:
    """Accept, reject or correct a statement."""
    return await _decided(request, _statement)


async def mark(request: Request) -> Response:
    """Write a note on any record, or flag it."""
    return await _decided(request, _mark)


async def link(request: Request) -> Response:
    """Attach or detach a link between two reports."""
    return await _decided(request, _link)


async def undo(request: Request) -> Response:
    """Take back an entry of the journal."""
    return await _decided(request, _undo)


async def _decided(request: Request, decide: Callable[[Request, Case, Form, int], str]) -> Response:
    form = await form_of(request)

    def kept() -> str:
        with Case(looking(request).path) as case:
            return decide(request, case, form, _seen(form))

    return RedirectResponse(await run_in_threadpool(kept), 303)


def _seen(form: Form) -> int:
    """How long the journal was when the form was shown. Raises BadInput."""
    return _number(form.get("seen", ""), "the form")


def _number(told: str, what: str) -> int:
    if not (told.isascii() and told.isdigit() and len(told) < _LONGEST_NUMBER):
        raise BadInput(what, "is not complete", "open the page anew and try again")
    return int(told)


def _statement(request: Request, case: Case, form: Form, seen: int) -> str:
    key, what = asked_id(request), form.get("what", "")
    why, person = form.get("why", ""), person_of(request)
    asked = wanted(case, key, form) if what == "edit" else deciding.Wanted()
    decide: dict[str, Callable[[str], Any]] = {
        "accept": lambda one: deciding.accept(case, one, why=why, person=person, seen=seen),
        "reject": lambda one: deciding.reject(case, one, why=why, person=person, seen=seen),
        "edit": lambda one: deciding.edit(case, one, asked, why=why, person=person, seen=seen),
    }
    if what not in decide:
        raise BadInput("the form", "does not say what is decided", "open the page anew and try again")
    found = deciding.look(case, key)
    others = deciding.echoes_of(case, found) if form.get("echoes") else []
    for other in others if what == "edit" else ():
        deciding.edit_of(case, deciding.look(case, other), asked)  # before anything is kept: the words must stand in each report
    entry = decide[what](key)
    for other in others:
        decide[what](other)
    return f"/review?done={entry.sequence}" if form.get("back") == "review" else href("statement", key)


def wanted(case: Case, key: str, form: Form) -> deciding.Wanted:
    """What an edit asks for: of the fields that a form shows those that differ from what stands."""
    found = deciding.look(case, key)
    now = found.now or found.read
    text = found.report.text
    was = {
        "speaker": now.speaker.name if now.speaker else "", "role": (now.speaker.role if now.speaker else None) or "",
        "kind": now.speaker.kind.value if now.speaker else "", "stance": now.stance.value,
        "words": " ".join(f" {deciding.GAP} ".join(text[a:b] for a, b in now.content).split()),
    }  # fmt: skip
    told = {name: " ".join(form[name].split()) for name in was if name in form}
    new = {name: controls.unseen(value) for name, value in told.items() if value != controls.visible(was[name])}
    if {"role", "kind"} & new.keys() and "speaker" not in new and told.get("speaker"):
        new["speaker"] = told["speaker"]
    if new.get("speaker") == "":
        new = {name: value for name, value in new.items() if name not in ("role", "kind")}
    if not told.get("speaker"):
        new = {name: value for name, value in new.items() if name not in ("role", "kind")}
    if "speaker" in new and new["speaker"] and told.get("kind") == was["kind"]:
        new.pop("kind", None)  # the kind that another speaker had says nothing of this one
    return deciding.Wanted(**{name: value or None if name == "kind" else value for name, value in new.items()})


def _mark(request: Request, case: Case, form: Form, seen: int) -> str:
    key, text = asked_id(request), form.get("text", "")
    if form.get("what") == "flag":
        entry = deciding.flag(case, key, why=text, person=person_of(request), seen=seen)
    else:
        entry = deciding.note(case, key, text, person=person_of(request), seen=seen)
    subject = entry.about["subject"]
    return href(subject["kind"], key)  # type: ignore[index]


def _link(request: Request, case: Case, form: Form, seen: int) -> str:
    child, parent, why = (form.get(name, "").strip() for name in ("child", "parent", "why"))
    if form.get("what") == "detach":
        entry = deciding.detach(case, child, parent, why=why, person=person_of(request), seen=seen)
    else:
        entry = deciding.attach(case, child, parent, kind=form.get("kind", ""), why=why, person=person_of(request), seen=seen)
    subject: Any = entry.about["subject"]
    return f"/compare/{subject['report']}/{subject['parent']}"


def _undo(request: Request, case: Case, form: Form, seen: int) -> str:
    number = _number(str(request.path_params["entry"]), "the entry")
    deciding.undo(case, number, why=form.get("why", ""), person=person_of(request), seen=seen)
    subject: Any = next(e for e in case.file.journal() if e.sequence == number).about.get("subject") or {}
    if form.get("back") == "record" and subject.get("kind") == "link":
        return f"/compare/{subject['report']}/{subject['parent']}"
    if form.get("back") == "record" and subject.get("kind"):
        return href(subject["kind"], subject["id"])
    return "/review" if form.get("back") == "review" else "/journal"


def journal(request: Request) -> Response:
    """Everything that people decided in this case."""
    whole = looking(request).whole()
    with looking(request).case() as opened:
        rows = journal_of(opened, whole)[::-1]
        held = marks(request, opened)
    pages = max(1, -(-len(rows) // _ENTRIES))
    number = _number(request.query_params.get("page") or "1", "the page") or 1
    if at := request.query_params.get("at"):
        number = next((place // _ENTRIES + 1 for place, row in enumerate(rows) if str(row.entry) == at), number)
    shown = rows[(number - 1) * _ENTRIES : number * _ENTRIES]
    return page(request, "journal.html", rows=shown, number=number, pages=pages, **held)


def review(request: Request) -> Response:
    """What people should look at first, with the decisions at hand."""
    whole = looking(request).whole()
    number = _number(request.query_params.get("page") or "1", "the page") or 1
    done = request.query_params.get("done", "")
    with looking(request).case() as opened:
        found = review_of(opened, whole)
        held = marks(request, opened)
        last = next((one for one in journal_of(opened) if str(one.entry) == done), None)
        shown = [
            (row, whole.said[key], from_json(Statement, opened.record(key)[1]))
            for row in found.rows[(number - 1) * _SIZE : number * _SIZE]
            for key in (row.weighed.statement.id,)
        ]
    return page(
        request, "review.html", found=found, rows=[(row, said, own, passage(said)) for row, said, own in shown], rule=RULE, number=number,
        pages=max(1, -(-len(found.rows) // _SIZE)), last=last, whole=whole, **held,
    )  # fmt: skip


def passage(said: Said) -> list[tuple[Run, ...]]:
    """The paragraphs in which a statement stands, cut into runs that carry its own marks."""
    s = said.statement
    placed = [Marking(a, b, "statement", use, s.id) for use, spans in uses_of(s).items() for a, b in spans]
    around = [p for p in paragraphs(said.report.text) if any(m.start < p.end and p.start < m.end for m in placed)]
    return runs_of(placed, around)
