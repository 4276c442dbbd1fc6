"""Pages of the joint inquiry: who takes part, what stands, the matrix, grades, findings, disagreements, the journal."""

import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from onrecord.casework import sharing
from onrecord.casework.inquiring import GRADES, KEEPS
from onrecord.casework.inquiry_listing import Wanted, about_in_words
from onrecord.casework.inquiry_looking import Joint
from onrecord.export.claimreview import claim_reviews
from onrecord.inquiry.entries import in_order
from onrecord.inquiry.keys import fingerprint
from onrecord.model import CONFIDENCES, BadInput, Bearing, Matter, SignedEntry
from onrecord.web.asking import looking
from onrecord.web.rendering import page
from onrecord.web.signing import sign

_PAGE = 100
_DIGITS = re.compile(r"\b[0-9a-f]{32,}\b")
_SHOWN = 12
SIGNS: Mapping[str, tuple[str, str]] = {
    Bearing.CONSISTENT: ("C", "affirm"), Bearing.INCONSISTENT: ("I", "deny"), Bearing.NEUTRAL: ("N", "say"),
}  # fmt: skip
"""Letter and family of colours of each bearing."""

RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
    "F": "cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "cannot be judged",
}  # fmt: skip


def home(request: Request) -> Response:
    """Who takes part, what stands, and what waits for whom."""
    joint = _joint(request)
    return _page(request, "inquiry.html", joint, fingerprint=fingerprint, own=_own(request, joint))


def matrix(request: Request) -> Response:
    """Hypotheses against exhibits, those on one origin in one row."""
    joint = _joint(request)
    party = _party(request, joint)
    found = joint.matrix(party)
    order = sorted(found.hypotheses, key=lambda h: (found.inconsistency[h], found.hypotheses.index(h)))
    return _page(request, "matrix.html", joint, found=found, order=order, party=party, signs=SIGNS,
                 at={h: n for n, h in enumerate(found.hypotheses)})  # fmt: skip


def bearing(request: Request) -> Response:
    """One cell of the matrix: what each party holds of each exhibit on this origin, what the machine would say, and a form."""
    joint = _joint(request)
    exhibit, hypothesis = request.path_params["id"], request.path_params["hypothesis"]
    if exhibit not in joint.exhibits or hypothesis not in joint.hypotheses:
        raise BadInput("id", "there is no such exhibit or hypothesis in this inquiry", "the matrix has them all")
    origin = joint.origins.get(exhibit)
    together = [x for x in joint.exhibits.values() if x.id == exhibit or (origin and joint.origins.get(x.id) == origin)]
    held = {m.subject: m for m in joint.state.matters if m.kind == "bearing"}
    proposed = {x.id: joint.proposing.bearing(x.record, joint.hypotheses[hypothesis].words) for x in together}
    return _page(request, "bearing.html", joint, together=together, origin=origin, one=joint.hypotheses[hypothesis],
                 held=held, proposed=proposed, bearings=tuple(Bearing), signs=SIGNS)  # fmt: skip


def grades(request: Request) -> Response:
    """What is graded, blind, and what the machine would say of the claims."""
    joint = _joint(request)
    graded = [m for m in joint.state.matters if m.kind == "grade"]
    unlocked = request.app.state.unlocked
    own = joint.own_grades(unlocked.public) if unlocked else {}
    by_claim = {m.subject[1]: m for m in graded if m.subject[0] == "claim"}
    proposed = [(claim, joint.proposing.grade(claim), by_claim.get(claim.id)) for claim in joint.whole.claims]
    outlets = sorted({r.outlet for r in joint.whole.reports.values() if r.outlet})
    due = bool(unlocked) and any(w.party == unlocked.party and w.what.startswith("reveal") for w in joint.waiting)
    return _page(request, "grades.html", joint, graded=graded, own=own, proposed=proposed, outlets=outlets, due=due,
                 codes=GRADES, meaning={**RELIABILITY, **CREDIBILITY}, reliability=RELIABILITY, credibility=CREDIBILITY)  # fmt: skip


def findings(request: Request) -> Response:
    """Findings with those who sign and those who dissent."""
    joint = _joint(request)
    order = {"adopted": 0, "open": 1, "withdrawn": 2}
    listed = sorted(joint.state.findings, key=lambda f: order[f.state])
    return _page(request, "findings.html", joint, listed=listed, confidences=CONFIDENCES, own=_own(request, joint))


def claim_review(request: Request) -> Response:
    """An adopted finding as schema.org ClaimReview."""
    joint = _joint(request)
    wanted = f"urn:onrecord:{request.path_params['id']}"
    found = next((one for one in claim_reviews(joint.state) if one["@id"] == wanted), None)
    if found is None or joint.private.intersection(f.entry for f in joint.state.findings if f"urn:onrecord:{f.id}" == wanted):
        raise BadInput("id", "there is no adopted finding with this id", "the page of findings has them all")
    name = f"{request.path_params['id']}.jsonld"
    return JSONResponse(found, media_type="application/ld+json", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def disagreements(request: Request) -> Response:
    """Matters on which parties do not hold the same, side by side."""
    joint = _joint(request)
    return _page(request, "disagreements.html", joint, subject_of=lambda m: _subject(joint, m))


def corrections(request: Request) -> Response:
    """What each party made of how the machine read, and what this copy decided and nobody signed."""
    joint = _joint(request)
    with looking(request).case() as case:
        spoken = sharing.standing(joint.state, joint.entries)
        said, waits = sharing.words(case.file, spoken), [one.about for one in sharing.unsigned(case.file, spoken)]
    by_record: dict[tuple[str, str], list[sharing.Word]] = {}
    for one in said:
        by_record.setdefault((one.record, one.about), []).append(one)
    return _page(request, "corrections.html", joint, said=by_record, waits=waits)


def entries(request: Request) -> Response:
    """The journal, newest first, narrowed by the address."""
    joint = _joint(request)
    asked = {name: request.query_params.get(name, "").strip() for name in ("party", "decision", "person", "words", "from", "to")}
    for name in ("from", "to"):
        if asked[name] and not _is_day(asked[name]):
            raise BadInput(name, "is no day", "write it as 2025-05-30")
    wanted = Wanted(party=asked["party"] or None, decision=asked["decision"] or None, person=asked["person"] or None,
                    words=asked["words"], first=asked["from"], last=asked["to"])  # fmt: skip
    found = [entry for entry in reversed(in_order(joint.entries)) if wanted.fits(entry)]
    number = _number(request)
    pages = max(1, -(-len(found) // _PAGE))
    if number > pages:
        raise BadInput("page", f"there are only {pages}", "go back to the list")
    return _page(
        request, "entries.html", joint, found=found[(number - 1) * _PAGE : number * _PAGE], total=len(found), number=number, pages=pages,
        asked={name: value for name, value in asked.items() if value}, about=lambda e: _about(joint, e),
        parties=[p.name for p in joint.state.parties], decisions=sorted({e.decision for e in joint.entries}),
        people=sorted({e.person for e in joint.entries}),
    )  # fmt: skip


ROUTES = (
    Route("/inquiry", home),
    Route("/inquiry/matrix", matrix),
    Route("/inquiry/bearings/{id}/{hypothesis}", bearing),
    Route("/inquiry/grades", grades),
    Route("/inquiry/findings", findings),
    Route("/inquiry/findings/{id}.jsonld", claim_review),
    Route("/inquiry/disagreements", disagreements),
    Route("/inquiry/corrections", corrections),
    Route("/inquiry/journal", entries),
    Route("/inquiry/{act}", sign, methods=["POST"]),
)
"""The addresses of the inquiry."""


def _joint(request: Request) -> Joint:
    found: Joint = request.app.state.inquiry.now()
    return found


def _page(request: Request, template: str, joint: Joint, **given: Any) -> Response:
    unlocked = request.app.state.unlocked
    path = shlex.quote(looking(request).path.name)
    ungraded = joint.state.ungraded
    off = unlocked.party in ungraded if unlocked else bool(ungraded) and set(ungraded) == {p.name for p in joint.state.parties}
    return page(
        request, template, joint=joint, state=joint.state, unlocked=unlocked, token=request.app.state.token, seen=len(joint.entries),
        command=lambda *words: f"onrecord inquiry {path} " + " ".join(w if w in _BARE else shlex.quote(w) for w in words),
        start=f"onrecord serve {path} --inquiry-key", check=f"onrecord check {path}", no_grades=off, **given,
    )  # fmt: skip


_BARE = ("TEXT", "GRADE", "BEARING", "RECORD", "EXHIBIT")
"""What stands in a command for something that the person has to write."""


def _own(request: Request, joint: Joint) -> frozenset[str]:
    """The entries that the party of the open key may withdraw."""
    unlocked = request.app.state.unlocked
    return frozenset(e.hash for e in joint.entries if unlocked and e.party == unlocked.party)


def _party(request: Request, joint: Joint) -> str | None:
    asked = request.query_params.get("party", "")
    if not asked:
        return None
    if asked not in {p.name for p in joint.state.parties}:
        raise BadInput("party", "is no party of this inquiry", "choose one above the matrix")
    return asked


def _subject(joint: Joint, matter: Matter) -> Sequence[tuple[str, str]]:
    """What a matter is on, as (words, address) parts."""
    if matter.kind == "bearing":
        exhibit, hypothesis = matter.subject
        if exhibit in joint.exhibits and hypothesis in joint.hypotheses:
            words = joint.exhibits[exhibit].words or joint.described(joint.exhibits[exhibit].record).words
            return [(words, f"/inquiry/bearings/{exhibit}/{hypothesis}"), (joint.hypotheses[hypothesis].words, "/inquiry/matrix")]
    if matter.kind == "grade":
        kind, subject, topic = matter.subject
        words = joint.described(subject).words if kind == "claim" else subject
        return [(words + (f", on {topic}" if topic else ""), "/inquiry/grades")]
    return [(part, "") for part in matter.subject if part]


def _about(joint: Joint, entry: SignedEntry) -> str:
    """What an entry is about, ids of the inquiry put in words where they are known."""
    if entry.decision == KEEPS:
        return "what is inside a sealed grade"
    told = _DIGITS.sub(lambda m: m[0][:_SHOWN] + "…", about_in_words(entry))
    named = {x.id: x.words or joint.described(x.record).words for x in joint.state.exhibits}
    named |= {h.id: h.words for h in joint.state.hypotheses} | {f.id: f.words for f in joint.state.findings}
    for key, words in named.items():
        if key in told:
            told = told.replace(key, f"“{words}”")
    return told


def _is_day(asked: str) -> bool:
    try:
        date.fromisoformat(asked)
    except ValueError:
        return False
    return asked.isascii()


def _number(request: Request) -> int:
    asked = request.query_params.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 0 < int(asked[:9]) == int(asked[:10])):
        raise BadInput("page", "is no number of a page", "use the links below the list")
    return int(asked)
