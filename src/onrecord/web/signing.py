"""What a party decides in the pages of a joint inquiry: each form is one signed entry, by the key that was opened at the start."""

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.casework.case import Case
from onrecord.casework.inquiring import JointInquiry
from onrecord.casework.resting import Resting
from onrecord.inquiry.fold import DISSENTS, SIGNS
from onrecord.model import BadInput, Refused, Stale
from onrecord.web.asking import looking
from onrecord.web.deciding import form_of

Form = Mapping[str, str]
_LONGEST = 4_000


class Locked(Refused):
    """A decision in pages that were started without a key."""


async def sign(request: Request) -> Response:
    """Sign what a form says, and lead back to the page that shows it. Raises NotOurs, Locked, Stale, BadInput or Refused."""
    form = await form_of(request)
    act, shown = _ACTS.get(request.path_params["act"], (None, ""))
    if act is None:
        raise BadInput("the form", "decides nothing that these pages know", "open the page anew and try again")
    if request.app.state.unlocked is None:
        raise Locked("the form", "needs a key, and these pages were started without one", "start them with --inquiry-key")
    await run_in_threadpool(_signed, request, act, form)
    return RedirectResponse(shown, 303)


def _signed(request: Request, act: "Act", form: Form) -> None:
    seen = form.get("seen", "")
    if not (seen.isascii() and seen.isdigit()) or any(len(value) > _LONGEST for value in form.values()):
        raise BadInput("the form", "is not as these pages make it", "open the page anew, and say it in fewer words")
    told, unlocked = request.app.state.inquiry.now().told, request.app.state.unlocked
    with Case(looking(request).path) as case:
        if case.file.last_signed(unlocked.public) is None:
            raise Locked("the form", "needs a key that counts, and this one was revoked", "start the pages anew with your new key")
        try:
            act(unlocked.joint(case, resting=Resting(case, told), seen=int(seen)), form)
        except Stale:
            raise
        except Refused as error:
            raise BadInput(error.subject, error.problem, error.remedy) from None


Act = Callable[[JointInquiry, Form], object]


def _field(form: Form, name: str) -> str:
    return form.get(name, "").strip()


def _private(form: Form) -> bool:
    return form.get("private") == "on"


def _suppose(joint: JointInquiry, form: Form) -> object:
    return joint.suppose(_field(form, "words"), private=_private(form))


def _lay(joint: JointInquiry, form: Form) -> object:
    return joint.lay(_record(form), _field(form, "words"), private=_private(form))


def _bear(joint: JointInquiry, form: Form) -> object:
    exhibit, hypothesis = _field(form, "exhibit"), _field(form, "hypothesis")
    return joint.bear(exhibit, hypothesis, _field(form, "bearing"), _field(form, "why"), private=_private(form))


def _grade(joint: JointInquiry, form: Form) -> object:
    subject = _field(form, "subject")
    if not subject:
        raise BadInput("the source", "is not named", "write its name")
    return joint.grade(_field(form, "kind"), subject, _field(form, "grade"), topic=_field(form, "topic"), why=_field(form, "why"))


def _find(joint: JointInquiry, form: Form) -> object:
    exhibits = [name.removeprefix("rests-") for name in sorted(form) if name.startswith("rests-")]
    return joint.find(_field(form, "words"), exhibits, _field(form, "confidence"), private=_private(form))


def _note(joint: JointInquiry, form: Form) -> object:
    return joint.note(_record(form), _field(form, "words"), private=_private(form))


def _record(form: Form) -> str:
    record = _field(form, "record")
    if not record:
        raise BadInput("the record", "is not named", "its id stands in the address of its page")
    return record


_ACTS: Mapping[str, tuple[Act, str]] = {
    "suppose": (_suppose, "/inquiry/matrix"),
    "lay": (_lay, "/inquiry/matrix"),
    "bear": (_bear, "/inquiry/matrix"),
    "grade": (_grade, "/inquiry/grades"),
    "reveal": (lambda joint, _form: joint.reveal(), "/inquiry/grades"),
    "grading": (lambda joint, form: joint.grading(_field(form, "value")), "/inquiry/grades"),
    "find": (_find, "/inquiry/findings"),
    "sign": (lambda joint, form: joint.on_finding(_field(form, "finding"), SIGNS), "/inquiry/findings"),
    "dissent": (lambda joint, form: joint.on_finding(_field(form, "finding"), DISSENTS, _field(form, "why")), "/inquiry/findings"),
    "withdraw": (lambda joint, form: joint.withdraw(_field(form, "entry")), "/inquiry"),
    "note": (_note, "/inquiry"),
}
"""What a form decides, and the page that shows it then."""
