"""Actors across reports: one for every way to name a person, each merge with its reason, and two for two persons."""

import random
from collections.abc import Callable, Mapping, Sequence

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Entry, Reading, SpeakerKind
from onrecord.stories.actors import Actor, Actors
from onrecord.stories.rulings import MERGE, SPLIT

Read = Callable[..., Reading]

DENIED = ("2018-03-02", "The Kestovian Defence Minister Ilán Dorvek denied on Friday that Kestovia had sold any rockets.")
MARKS = ("2018-03-05", "Ilan Dorvek, the Kestovian defence minister, said the shells may have come from a third party.")
FAMILY = ("2018-03-09", "Dorvek denied the report on Friday.")
OFFICE = ("2018-03-03", "The Kestovian Defence Minister said on Saturday that the papers were forged.")
GARBLED = ("2018-03-10", "Kestovian Defence Minister Drvek said that some of the claims are untrue.")
LATER = ("2019-11-01", "Prime Minister Ilan Dorvek of Kestovia said that a working group would verify the allegations.")
NAMESAKE = ("2018-04-01", "Petra Dorvek, a lawyer, said the factory was closed.")
ABROAD = ("2018-04-02", "Draunian Foreign Minister Ilan Dorvek said that the bridge was safe.")


@pytest.fixture
def joined(read: Read, lexicon: Lexicon) -> Callable[..., Actors]:
    """``joined(*reports, entries=...)``: the actors of reports given as (day, text)."""

    def join(*reports: tuple[str, str], entries: Sequence[Entry] = ()) -> Actors:
        return Actors.of([read(text, published=day, outlet=f"Paper {n}") for n, (day, text) in enumerate(reports)], lexicon, entries)

    return join


def named(actors: Actors, name: str) -> list[Actor]:
    return [a for a in actors.listed if name in a.names]


def entry(decision: str, about: Mapping[str, object], sequence: int = 1) -> Entry:
    return Entry(sequence=sequence, at="2020-01-01T09:00:00Z", person="orla", decision=decision, about=about, previous="", hash="")


def test_one_actor_has_all_names_of_a_person(joined: Callable[..., Actors]) -> None:
    (actor,) = joined(DENIED, MARKS, FAMILY, OFFICE, GARBLED, LATER).listed
    assert actor.name in ("Ilan Dorvek", "Ilán Dorvek")
    assert set(actor.names) == {"Ilan Dorvek", "Ilán Dorvek", "Dorvek", "Drvek", "Kestovian Defence Minister"}
    assert actor.kind is SpeakerKind.PERSON
    assert actor.stances["denies"] == 2
    assert len(actor.reports) == 6


def test_every_merge_says_why(joined: Callable[..., Actors]) -> None:
    (actor,) = joined(DENIED, MARKS, FAMILY, OFFICE, GARBLED).listed
    assert {m.rule for m in actor.merges} == {"same name", "family name", "office", "misspelled"}
    for merge in actor.merges:
        assert merge.a in merge.why
        assert merge.b in merge.why
        assert merge.person is None


def test_roles_change_over_time(joined: Callable[..., Actors]) -> None:
    (actor,) = joined(DENIED, MARKS, LATER).listed
    assert [(h.role.lower(), h.first, h.last) for h in actor.roles] == [
        ("kestovian defence minister", "2018-03-02", "2018-03-05"),
        ("prime minister", "2019-11-01", "2019-11-01"),
    ]


def test_a_family_name_that_two_have_stays_apart_and_says_so(joined: Callable[..., Actors]) -> None:
    actors = joined(DENIED, NAMESAKE, FAMILY)
    (alone,) = named(actors, "Dorvek")
    assert alone.names == ("Dorvek",)
    assert any("Petra Dorvek" in told and "Ilán Dorvek" in told for told in alone.apart)


def test_one_name_with_offices_in_two_states_is_two_persons(joined: Callable[..., Actors]) -> None:
    actors = joined(MARKS, ABROAD)
    assert len(named(actors, "Ilan Dorvek")) == 2
    assert len({a.id for a in actors.listed}) == 2
    assert all(a.apart for a in actors.listed)


def test_an_office_long_after_is_not_taken_to_be_held_by_the_same(joined: Callable[..., Actors]) -> None:
    actors = joined(DENIED, ("2020-06-01", OFFICE[1]))
    assert len(actors.listed) == 2


def test_a_misspelling_needs_the_office(joined: Callable[..., Actors]) -> None:
    actors = joined(DENIED, ("2018-03-10", "Drvek said that some of the claims are untrue."))
    assert len(actors.listed) == 2


def test_a_ministry_without_its_state_is_nobody_elses(joined: Callable[..., Actors]) -> None:
    told = ("2018-05-01", "The Defence Ministry said that the road was open.")
    actors = joined(told, ("2018-05-02", "The Defence Ministry said that the bridge was closed."))
    assert len(actors.listed) == 2
    whole = joined(
        ("2018-05-01", "The Kestovian Defence Ministry said that the road was open. The Defence Ministry said it would stay so.")
    )
    assert len(whole.listed) == 1


def test_the_order_of_reports_does_not_matter(joined: Callable[..., Actors]) -> None:
    reports = [DENIED, MARKS, FAMILY, OFFICE, GARBLED, LATER, NAMESAKE, ABROAD]
    first = joined(*reports)
    for seed in range(3):
        shuffled = list(enumerate(reports))
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - not a secret
        again = joined(*(report for _, report in shuffled))
        assert [(a.id, a.names, a.statements, len(a.merges)) for a in again.listed] == [
            (a.id, a.names, a.statements, len(a.merges)) for a in first.listed
        ]


def test_a_person_overrules_the_rules_both_ways(joined: Callable[..., Actors]) -> None:
    split = entry(SPLIT, {"name": "Dorvek", "from": ["Ilán Dorvek"], "report": None, "why": "it is his brother"})
    apart = joined(DENIED, FAMILY, entries=[split])
    assert len(apart.listed) == 2
    assert all("his brother" in told for a in apart.listed for told in a.apart)
    merge = entry(MERGE, {"a": ["Dorvek"], "b": ["Petra Dorvek"], "why": "she says so"}, 2)
    actors = joined(DENIED, NAMESAKE, FAMILY, entries=[split, merge])
    (petra,) = named(actors, "Petra Dorvek")
    assert set(petra.names) == {"Petra Dorvek", "Dorvek"}
    assert [(m.rule, m.person) for m in petra.merges] == [("decided", "orla")]


def test_a_name_that_is_settled_draws_in_nobody_else(joined: Callable[..., Actors]) -> None:
    merge = entry(MERGE, {"a": ["Dorvek"], "b": ["Ilán Dorvek"], "why": "the paper says so"})
    actors = joined(DENIED, NAMESAKE, FAMILY, entries=[merge])
    assert {a.names for a in actors.listed} == {("Ilán Dorvek", "Dorvek"), ("Petra Dorvek",)}


def test_a_later_decision_goes_over_an_earlier_one(joined: Callable[..., Actors]) -> None:
    about = {"name": "Dorvek", "from": ["Ilán Dorvek"], "report": None, "why": "it is his brother"}
    merge = entry(MERGE, {"a": ["Dorvek"], "b": ["Ilán Dorvek"], "why": "the brother was abroad"}, 2)
    assert len(joined(DENIED, FAMILY, entries=[entry(SPLIT, about), merge]).listed) == 1
    assert len(joined(DENIED, FAMILY, entries=[merge, entry(SPLIT, about, 3)]).listed) == 2


def test_a_name_may_leave_in_one_report_only(joined: Callable[..., Actors], read: Read) -> None:
    report = read(LATER[1], published=LATER[0]).report.id
    split = entry(SPLIT, {"name": "Ilan Dorvek", "from": [], "report": report, "why": "another man"})
    actors = joined(MARKS, LATER, entries=[split])
    assert sorted(len(a.reports) for a in named(actors, "Ilan Dorvek")) == [1, 1]


def test_readings_name_each_speaker_as_the_actor(read: Read, lexicon: Lexicon) -> None:
    readings = [read(text, published=day) for day, text in (DENIED, MARKS, FAMILY, OFFICE)]
    actors = Actors.of(readings, lexicon)
    known = list(actors.in_(readings))
    assert {s.speaker.name for r in known for s in r.statements if s.speaker} == {actors.listed[0].name}
    assert {s.speaker.actor for r in known for s in r.statements if s.speaker} == {actors.listed[0].id}
    assert [s.content for r in known for s in r.statements] == [s.content for r in readings for s in r.statements]
