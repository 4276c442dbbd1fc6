"""What the readings of a case tell together, worked out once and kept in its file until anything changes that it rests on."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from onrecord.casework.case import Case, Progress, quiet
from onrecord.codec import canonical
from onrecord.corrections.ledger import FLAG, NOTE, ON_STATEMENTS, UNDO, in_force
from onrecord.model import Goods, Quantity, Reading, Refused, SpeakerKind, Value
from onrecord.store import CaseFile
from onrecord.stories.actors import Actor, Actors
from onrecord.stories.brief import Brief, brief_of
from onrecord.stories.claims import Claim, claims
from onrecord.stories.conflicts import Conflict, conflicts
from onrecord.stories.transfers import Rival, Story, transfer_stories
from onrecord.stories.voices import Voices

STEPS = ("reading what was found in each report", "joining names to actors", "joining transfers", "setting statements against each other",
         "joining claims")  # fmt: skip
"""What is done in which order, as ``progress`` is told."""

KEPT_FROM = 100
"""A case of fewer reports is told anew in a moment, and is not written to for that."""

_ROOMS = ("model", "text", "lexicon", "chain", "corrections", "stories", "casework")
"""The rooms whose rules what is told together follows from; their text is part of what it is made by, so that no version is forgotten."""

_ELSEWHERE = (NOTE, FLAG, UNDO, "lexicon", "rates", *ON_STATEMENTS)
"""Decisions that change nothing of what is told together, or stand in the readings and settings already."""

_VALUES: Mapping[str, Any] = {
    "goods": Goods,
    "quantity": Quantity,
    "value": Value,
    "via": tuple[str, ...],
    "intermediaries": tuple[str, ...],
}
"""The types of slots whose values are no plain strings."""

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The actors, transfers, conflicts and claims of a case; ``readings``, under the actors' names, only where they had to be read."""

    actors: Actors
    stories: tuple[Story, ...]
    conflicts: tuple[Conflict, ...]
    claims: tuple[Claim, ...]
    readings: list[Reading] | None = None


def together(case: Case, progress: Progress = quiet) -> Together:
    """What the case tells as a whole: as it is kept, else worked out and, where the system lets us, kept."""
    made_by = made_by_now(case)
    if kept := _kept(case.file, made_by):
        return kept
    before = case.file.standing.others_wrote()
    with _uncollected():
        made = _made(case, progress)
    if case.file.report_count() >= KEPT_FROM:
        _keep(case, made_by, _packed(made), lambda _: case.file.standing.others_wrote() == before)
    return made


def kept_actors(case: Case) -> Actors | None:
    """The actors of the case when they are at hand."""
    data = case.file.standing.part("actors", made_by_now(case))
    return _whole(_actors, data)


def brief_together(case: Case, *, full: bool = False) -> Brief:
    """The brief of the case, kept in the same way, beside what it was made of; it also rests on the problems."""
    problems = case.problems()
    whole_by = made_by_now(case)
    made_by = hashlib.sha256(f"{whole_by} {problems}".encode()).hexdigest()
    part = "full brief" if full else "brief"
    kept: Brief | None = _whole(_decoder(Brief), case.file.standing.part(part, made_by))
    if kept is not None:
        return kept
    found = together(case)
    readings = found.readings if found.readings is not None else list(found.actors.in_(case.readings()))
    brief = brief_of(readings, problems, case.chain().origins, found.stories, found.conflicts, full=full)
    if len(readings) >= KEPT_FROM:
        _keep(case, made_by, {part: msgspec.json.encode(brief)}, lambda file: file.standing.holds("actors", whole_by))
    return brief


def is_kept(case: Case, made_by: str) -> bool:
    """Whether what is told together is kept, was made ``made_by`` just that, and would be made so now."""
    return case.file.standing.holds("actors", made_by) and made_by_now(case) == made_by


def _made(case: Case, progress: Progress) -> Together:
    lexicon, total = case.lexicon, case.file.report_count()
    chain = case.chain()
    told: list[Reading] = []
    for reading in case.readings():
        if len(told) % 50 == 0:
            progress(STEPS[0], len(told), total)
        told.append(reading)
    progress(STEPS[1], total, None)
    actors = Actors.of(told, lexicon, in_force(case.file.journal()))
    readings = list(actors.in_(told))
    origins = {report: origin.name for origin in chain.origins for report in origin.reports}
    progress(STEPS[2], total, None)
    voices = Voices.of(readings, lexicon)
    stories = transfer_stories(readings, origins, lexicon, voices)
    progress(STEPS[3], total, None)
    torn = conflicts(stories, readings, lexicon, origins, voices, case.rates)
    progress(STEPS[4], total, None)
    said = claims(stories, readings, origins, lexicon, voices)
    return Together(actors=actors, stories=stories, conflicts=torn, claims=said, readings=readings)


def made_by_now(case: Case) -> str:
    """Everything that what is told together rests on, as one digest."""
    digest = hashlib.sha256(f"{_rules()} {case.lexicon.digest} {case.file.setting('rates')}".encode())
    for report_id, made_by in case.file.read_by():
        digest.update(f"\n{report_id} {made_by}".encode())
    for entry in in_force(case.file.journal()):
        if entry.decision not in _ELSEWHERE:
            digest.update(canonical({"at": entry.hash}))
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _rules() -> str:
    """The digest of the rules' own text."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for module in sorted(files("onrecord").joinpath(room).iterdir(), key=lambda m: m.name):
            if module.name.endswith(".py"):
                digest.update(module.name.encode() + module.read_bytes())
    return digest.hexdigest()


def _keep(case: Case, made_by: str, parts: Mapping[str, bytes], still: Callable[[CaseFile], bool]) -> None:
    """Keep parts in the file, also when it was opened for reading; only while the case is ``still`` what they were made of."""

    def put(file: CaseFile) -> None:
        with file.transaction():
            if still(file):
                file.standing.put(made_by, parts)

    if not case.file.standing.can_keep:
        return
    with suppress(Refused):  # a case that cannot be written is told anew each time
        if not case.file.readonly:
            put(case.file)
            return
        with CaseFile(case.file.path) as file:
            put(file)


def _kept(file: CaseFile, made_by: str) -> Together | None:
    makers: dict[str, Callable[[bytes], Any]] = {
        "actors": _actors, "stories": _stories, "conflicts": _decoder(tuple[Conflict, ...]), "claims": _decoder(tuple[Claim, ...]),
    }  # fmt: skip
    found: dict[str, Any] = {}
    for name, make in makers.items():
        found[name] = _whole(make, file.standing.part(name, made_by))
        if found[name] is None:
            return None
    return Together(**found)


def _whole(make: Callable[[bytes], Part], data: bytes | None) -> Part | None:
    """What was kept, read back; None when nothing was, or when it is no longer what we keep."""
    if data is None:
        return None
    try:
        with _uncollected():
            return make(data)
    except (msgspec.DecodeError, KeyError, IndexError):
        return None


def _packed(made: Together) -> dict[str, bytes]:
    places = {id(actor): place for place, actor in enumerate(made.actors.listed)}
    faces = [(*key, places[id(actor)]) for key, actor in made.actors.by_face.items()]
    held = {"actors": (made.actors.listed, faces), "stories": made.stories, "conflicts": made.conflicts, "claims": made.claims}
    return {name: msgspec.json.encode(part) for name, part in held.items()}


def _actors(data: bytes) -> Actors:
    listed, faces = _decoder(tuple[tuple[Actor, ...], list[tuple[str, SpeakerKind, str, int]]])(data)
    return Actors(listed, {(report, kind, name): listed[place] for report, kind, name, place in faces})


def _stories(data: bytes) -> tuple[Story, ...]:
    return tuple(replace(story, slots=dict(_slots(story))) for story in _decoder(tuple[Story, ...])(data))


def _slots(story: Story) -> Iterator[tuple[str, tuple[Rival, ...]]]:
    """The slots with their values as the records that they were: JSON does not tell."""
    for slot, rivals in story.slots.items():
        kind = _VALUES.get(slot)
        yield slot, tuple(replace(r, value=msgspec.convert(r.value, kind)) for r in rivals) if kind else rivals


@lru_cache(maxsize=16)
def _decoder(kind: Any) -> Callable[[bytes], Any]:
    return msgspec.json.Decoder(kind).decode


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles, of which records have none: very many records at once would be gone through again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
