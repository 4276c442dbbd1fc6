"""A case as a STIX 2.1 bundle (OASIS Standard of 2021): Identity, Report, Opinion, Note and Location.

Each report is a Report; each statement a Note in its speaker's name with an extension that holds stance, spans and mode; a position on an
alleged transfer is an Opinion. Lost: the chain, rivals, times of saying other than as text. Made times are the report's days.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from typing import Any

from onrecord.casework.looking import Said, Whole
from onrecord.model import Report, Speaker, SpeakerKind, Stance, words_of
from onrecord.model.edtf import days

_SPACE = uuid.UUID("6f6e7263-0000-5000-8000-000000000021")
EXTENSION = f"extension-definition--{uuid.uuid5(_SPACE, 'statement')}"
_UNDATED = "1970-01-01T00:00:00.000Z"
_OPINIONS = {
    Stance.DENIES: "strongly-disagree", Stance.PARTLY_DENIES: "disagree", Stance.DOUBTS: "disagree", Stance.LEAVES_OPEN: "neutral",
    Stance.CONFIRMS: "strongly-agree", Stance.ACKNOWLEDGES: "agree",
}  # fmt: skip
_CLASSES = {SpeakerKind.PERSON: "individual", SpeakerKind.STATE: "group", SpeakerKind.GROUP: "group"}


def stix(whole: Whole) -> dict[str, Any]:
    """The bundle; ids are UUIDs version 5 of onrecord's own, so that the same case gives the same bundle."""
    made = [_maker(), _extension()]
    speakers = {s.statement.speaker.actor: s.statement.speaker for s in whole.said.values() if s.statement.speaker}
    made += [_identity(speaker) for speaker in speakers.values()]
    for reading in whole.readings:
        notes = [_note(whole.said[s.id]) for s in reading.statements]
        made += notes
        made.append(_report(reading.report, [note["id"] for note in notes]))
    made += _opinions(whole)
    return {"type": "bundle", "id": _id("bundle", json.dumps(sorted(one["id"] for one in made))), "objects": made}


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, name)}"


_MAKER = _id("identity", "onrecord")


def _object(kind: str, own_id: str, at: str, /, **fields: Any) -> dict[str, Any]:
    known = {key: value for key, value in fields.items() if value not in (None, [], "")}
    return {"type": kind, "spec_version": "2.1", "id": _id(kind, own_id), "created_by_ref": _MAKER, "created": at, "modified": at, **known}


def _maker() -> dict[str, Any]:
    made = _object("identity", "onrecord", _UNDATED, name="onrecord", identity_class="system")
    return {key: value for key, value in made.items() if key != "created_by_ref"}


def _extension() -> dict[str, Any]:
    made = _object(
        "extension-definition", "statement", _UNDATED, name="onrecord statement", version="1.0.0", extension_types=["property-extension"],
        schema="stance, mode, hedged; spans: half-open ranges of code points of the report's text",
        description="Who is on record saying what.",
    )  # fmt: skip
    return {**made, "id": EXTENSION}


def _at(day: str | None) -> str:
    """The first day that an EDTF value can mean, as a STIX time."""
    first = days(day).first if day else None
    return f"{first.isoformat()}T00:00:00.000Z" if isinstance(first, dt.date) else _UNDATED


def _identity(speaker: Speaker) -> dict[str, Any]:
    known = _CLASSES.get(speaker.kind, "organization")
    return _object(
        "identity", speaker.actor, _UNDATED, name=speaker.name, identity_class=known, roles=[speaker.role] if speaker.role else None
    )


def _note(said: Said) -> dict[str, Any]:
    statement, report = said.statement, said.report
    words = " ".join(words_of(report.text, statement.content).split())
    told = {
        "extension_type": "property-extension", "stance": statement.stance.value, "mode": statement.mode.value, "hedged": statement.hedged,
        "content": [list(span) for span in statement.content], "source": [list(span) for span in statement.source],
        "statement": statement.id,
    }  # fmt: skip
    speaker = statement.speaker
    who = speaker.name if speaker else "(nobody named)"
    return _object(
        "note", statement.id, _at(said.on), abstract=f"{who} {statement.stance.value.replace('_', ' ')}", content=words,
        authors=[speaker.name] if speaker else None, extensions={EXTENSION: told},
        object_refs=[_id("report", report.id), *([_id("identity", speaker.actor)] if speaker else [])],
    )  # fmt: skip


def _report(report: Report, notes: list[str]) -> dict[str, Any]:
    return _object(
        "report", report.id, _at(report.published), name=report.title or report.path, published=_at(report.published),
        description=report.outlet, object_refs=notes or [_MAKER],
        external_references=[{"source_name": report.outlet or report.path, "url": report.url}] if report.url else None,
    )  # fmt: skip


def _opinions(whole: Whole) -> Iterator[dict[str, Any]]:
    """What actors hold of alleged transfers, where STIX has a word for it; each on the note that it stands in."""
    for story in whole.stories:
        for position in story.positions:
            if position.stance in _OPINIONS:
                yield _object(
                    "opinion", f"{story.id} {position.statement}", _at(position.on), opinion=_OPINIONS[position.stance],
                    authors=[position.actor], explanation=f"on the alleged transfer: {story.title}",
                    object_refs=[_id("note", position.statement)],
                )  # fmt: skip
