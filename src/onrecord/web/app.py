"""The pages of one case: which address shows what."""

from collections.abc import Collection
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.casework.inquiry_looking import InquiryLooking
from onrecord.casework.lists import LISTS
from onrecord.casework.looking import Looking
from onrecord.casework.unlocked import Unlocked
from onrecord.casework.warming import StillWorking
from onrecord.drawings.svg import STYLE
from onrecord.model import OnrecordError, Stale
from onrecord.web import correcting, deciding, faults, joint, json_routes, listed, login, openapi, overview, records, reports, told
from onrecord.web.entering import Door
from onrecord.web.forms import NotOurs
from onrecord.web.login import Entrance
from onrecord.web.safety import LOOPBACK, Guard
from onrecord.web.signing import Locked


def application(
    case: Path, *, person: str = "", hosts: Collection[str] = LOOPBACK, door: Door | None = None, unlocked: Unlocked | None = None,
    patience: float | None = None,
) -> Starlette:  # fmt: skip
    """The application for the case at ``case``; ``person`` is who decides. Raises BadInput when that is no case.

    It answers under ``hosts``, and with a ``door`` only those who have come in through it. With an ``unlocked`` key, its party decides
    in the pages of the joint inquiry; without one they are for reading. Pages of what the reports tell together are asked to wait for at
    most ``patience`` seconds before they say how far it is; with None for as long as it takes.
    """
    made = Starlette(
        routes=[
            *json_routes.ROUTES,
            openapi.ROUTE,
            Route("/", overview.overview),
            Route("/search", listed.search),
            Route("/chain", told.chain),
            Route("/timeline", told.timeline),
            Route("/compare/{a}/{b}", reports.compare),
            Route("/reports/{id}", reports.report),
            Route("/reports/{id}/original", reports.original),
            Route("/statements/{id}", records.record),
            Route("/records/{id}", records.record),
            Route("/transfers/{id}", told.transfer),
            Route("/conflicts", told.conflicts),
            Route("/conflicts/{id}", told.conflict),
            Route("/claims/{id}", told.claim),
            Route("/actors/{id}", told.actor),
            Route("/actors/{id}/merge", deciding.merge, methods=["POST"]),
            Route("/actors/{id}/split", deciding.split, methods=["POST"]),
            Route("/statements/{id}/decide", correcting.statement, methods=["POST"]),
            Route("/marks/{id}", correcting.mark, methods=["POST"]),
            Route("/links", correcting.link, methods=["POST"]),
            Route("/review", correcting.review),
            Route("/journal", correcting.journal),
            Route("/journal/{entry:int}/undo", correcting.undo, methods=["POST"]),
            Route("/origins/{id}", told.origin),
            *joint.ROUTES,
            *(Route(f"/{name}.csv", listed.table, name=f"{name}.csv") for name in LISTS),
            *(Route(f"/{name}", listed.listing, name=name) for name in LISTS if name not in ("timeline", "conflicts")),
            Route("/login", login.login, methods=["GET", "POST"]),
            Route("/logout", login.logout, methods=["POST"]),
            Route("/static/drawing.css", _drawing_style),
            Mount("/static", StaticFiles(packages=[("onrecord.web", "static")])),
        ],
        middleware=[Middleware(Guard, hosts=hosts), *([Middleware(Entrance, door=door)] if door else ())],
        exception_handlers={
            404: faults.missing,
            405: faults.not_allowed,
            NotOurs: faults.not_ours,
            Stale: faults.stale,
            Locked: faults.not_ours,
            StillWorking: faults.working,
            OnrecordError: faults.expected,
            500: faults.unexpected,
        },
    )
    made.state.looking = Looking(case, patience=patience)
    made.state.name = case.stem
    made.state.person = person
    made.state.unlocked = unlocked
    made.state.inquiry = InquiryLooking(made.state.looking)
    made.state.door = door
    made.state.token = deciding.new_token()
    return made


def _drawing_style(_request: Request) -> Response:
    """The style of drawings, the same that stand-alone pictures carry."""
    return PlainTextResponse(files("onrecord.drawings").joinpath(STYLE).read_text(encoding="utf-8"), media_type="text/css")
