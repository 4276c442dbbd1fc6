"""What people decide in the browser: that two actors are one, or that a name is somebody else's. Each is an entry of the journal."""

import secrets

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.casework import actors as deciding
from onrecord.casework.case import Case
from onrecord.model import Stale
from onrecord.web.asking import asked_id, looking, person_of
from onrecord.web.forms import Form, NotOurs, fields_of, from_here


def new_token() -> str:
    """What a form must carry so that it can only come from these pages; new each time they are served."""
    return secrets.token_urlsafe(32)


async def merge(request: Request) -> Response:
    """Two actors are one."""
    form = await form_of(request)
    return await run_in_threadpool(_merge, request, form)


async def split(request: Request) -> Response:
    """A name is somebody else's."""
    form = await form_of(request)
    return await run_in_threadpool(_split, request, form)


def _merge(request: Request, form: Form) -> Response:
    key = looking(request).actor_of(asked_id(request))
    with Case(looking(request).path) as case:
        _fresh(case, form)
        one = deciding.find_actor(deciding.actors_of(case), key)
        deciding.merge(case, key, form.get("other", "").strip(), why=form.get("why", ""), person=person_of(request))
        now = deciding.find_actor(deciding.actors_of(case), one.name)
    return RedirectResponse(f"/actors/{now.id}", 303)


def _split(request: Request, form: Form) -> Response:
    key = looking(request).actor_of(asked_id(request))
    with Case(looking(request).path) as case:
        _fresh(case, form)
        name = form.get("name", "")
        deciding.split(case, key, name, why=form.get("why", ""), person=person_of(request))
        now = deciding.find_actor(deciding.actors_of(case), name)
    return RedirectResponse(f"/actors/{now.id}", 303)


def _fresh(case: Case, form: Form) -> None:
    """Raise Stale when the journal has grown since the form was shown."""
    if form.get("seen") != str(len(case.file.journal())):
        raise Stale("the journal", "somebody decided something since you opened the page", "go back, look again, and decide then")


async def form_of(request: Request) -> Form:
    """The fields of a form of these pages. Raises NotOurs for any other."""
    from_here(request)
    fields = await fields_of(request)
    if not secrets.compare_digest(fields.get("token", "").encode(), request.app.state.token.encode()):
        raise NotOurs("the form", "is not of these pages, or of an earlier start of them", "open the page anew and try again")
    return fields
