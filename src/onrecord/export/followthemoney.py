"""A case as FollowTheMoney entities, one JSON object a line.

Reports are Articles, speakers Persons, Organizations or PublicBodies, statements Notes on them, alleged transfers EconomicActivities with
the reports as proof. Lost: spans, modes, stances other than as words, rivals beyond the best supported value, the chain, conflicts.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.casework.looking import Said, Whole
from onrecord.model import Report, Speaker, SpeakerKind, content_id, words_of
from onrecord.model.edtf import days
from onrecord.stories.transfers import Story, shown
from onrecord.text.folding import fold_name

Entity = dict[str, Any]

_SCHEMATA = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANIZATION: "Organization",
    SpeakerKind.OUTLET: "Organization",
    SpeakerKind.STATE: "PublicBody",
}


def entities(whole: Whole) -> Iterator[Entity]:
    """Every entity, referred ones before those that refer to them."""
    for report in whole.reports.values():
        yield _of_report(report)
    speakers = {s.statement.speaker.actor: s.statement.speaker for s in whole.said.values() if s.statement.speaker}
    for speaker in speakers.values():
        if speaker.kind is not SpeakerKind.DOCUMENT:
            yield _speaker(speaker)
    for said in whole.said.values():
        yield _note(said)
    for story in whole.stories:
        yield from _activity(story)


def _id(record: str) -> str:
    """A record's id in the letters that FollowTheMoney has for ids."""
    return record.replace("_", "-")


def _entity(identity: str, schema: str, **properties: list[str | None]) -> Entity:
    known = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": _id(identity), "schema": schema, "properties": {name: values for name, values in known.items() if values}}


def _of_report(report: Report) -> Entity:
    return _entity(
        report.id, "Article", title=[report.title], fileName=[report.path], publisher=[report.outlet], publishedAt=[_day(report.published)],
        sourceUrl=[report.url], bodyText=[report.text.strip()],
    )  # fmt: skip


def _speaker(speaker: Speaker) -> Entity:
    schema = _SCHEMATA.get(speaker.kind, "LegalEntity")
    return _entity(speaker.actor, schema, name=[speaker.name], **({"position": [speaker.role]} if schema == "Person" else {}))


def _note(said: Said) -> Entity:
    statement, report = said.statement, said.report
    speaker = statement.speaker
    stance = statement.stance.value.replace("_", " ")
    return _entity(
        statement.id, "Note", name=[f"{speaker.name if speaker else '(nobody named)'} {stance}"],
        description=[" ".join(words_of(report.text, statement.content).split())], summary=[stance],
        entity=[_id(speaker.actor) if speaker and speaker.kind is not SpeakerKind.DOCUMENT else None], proof=[_id(report.id)],
        publisher=[report.outlet], sourceUrl=[report.url],
    )  # fmt: skip


def _activity(story: Story) -> Iterator[Entity]:
    """The transfer after its parties; a party is an entity of its own, for who bears the name is not known."""
    parties = {}
    for slot in ("supplier", "recipient"):
        values = story.values(slot) or (story.values("maker") if slot == "supplier" else ())
        if values:
            identity = content_id("p", fold_name(str(values[0])))
            parties[slot] = _id(identity)
            yield _entity(identity, "LegalEntity", name=[str(values[0])])
    period = next(iter(story.values("period")), None)
    first, last = days(period) if period else (None, None)
    yield _entity(
        story.id, "EconomicActivity", description=[f"alleged: {story.title}"],
        goodsDescription=[shown(g) for g in story.values("goods")[:1]],
        sender=[parties.get("supplier")], receiver=[parties.get("recipient")], startDate=[first.isoformat() if first else None],
        endDate=[last.isoformat() if last else None], proof=[_id(report) for report in story.reports],
    )  # fmt: skip


def _day(published: str | None) -> str | None:
    """A day, month or year as FollowTheMoney has them; what has no year has no place there."""
    if not published or not published[:4].isdigit() or not (days(published).first):
        return None
    return published if len(published) in (4, 7, 10) and not any(c in published for c in "X~?%/") else None
