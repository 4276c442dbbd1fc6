"""What a request asks for, checked before anything is looked up."""

import re

from starlette.requests import Request

from onrecord.casework.looking import Looking
from onrecord.model import BadInput

_ID = re.compile(r"[a-z]{1,2}_[a-z2-7]{12}")


def looking(request: Request) -> Looking:
    """The case that the pages show."""
    found: Looking = request.app.state.looking
    return found


def asked_id(request: Request, name: str = "id") -> str:
    """An id in the address. Raises BadInput when it cannot be one."""
    key: str = request.path_params[name]
    if not _ID.fullmatch(key):
        raise BadInput("id", "this is no id of a record", "ids look like s_k3mz5ab2cd7e")
    return key


def person_of(request: Request) -> str:
    """Who decides: who came in through the login page, else who started the server."""
    came_in: str = getattr(request.state, "person", "")
    return came_in or str(request.app.state.person)
