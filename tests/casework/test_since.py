"""What is new is what rests on the new reports alone: just what a case without them does not tell."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from onrecord.casework.case import Case
from onrecord.casework.correcting import note
from onrecord.casework.news import MATTERS, Known, arrived, news_of
from onrecord.casework.since import Since, since_of_case
from onrecord.casework.standing import Standing
from onrecord.model import BadInput, words_of
from onrecord.stories.brief import Line, Section
from onrecord.stories.conflicts import Conflict, Side, conflicts
from onrecord.stories.transfers import transfer_stories
from onrecord.stories.voices import Voices
from onrecord.text.folding import squeeze

TORN, SAID, MOVED, CAME = "new conflicts", "new answers and charges", "new about alleged transfers", "the reports that came in"


@pytest.fixture(scope="module")
def told(grown: Path) -> Iterator[Since]:
    """What the second intake brought."""
    with Case(grown, readonly=True) as case:
        yield since_of_case(case, "last", full=True)


@pytest.fixture(scope="module")
def standing(grown: Path) -> Iterator[Standing]:
    with Case(grown, readonly=True) as case:
        yield Standing(case)


@pytest.fixture(scope="module")
def known(grown: Path, standing: Standing) -> Known:
    with Case(grown, readonly=True) as case:
        origins = case.chain().origins
    return Known(readings=standing.readings, stories=standing.stories, conflicts=standing.conflicts(), claims=standing.claims(),
                 origins=origins)  # fmt: skip


def lines(sections: tuple[Section, ...], title: str) -> tuple[Line, ...]:
    return next((section.lines for section in sections if section.title == title), ())


def of_2019(known: Known) -> set[str]:
    return {r.report.id for r in known.readings if "/2019-" in r.report.path}


def test_the_second_intake_brought_just_its_reports(told: Since, known: Known) -> None:
    came = of_2019(known)
    assert len(came) == told.arrived.reports == 5
    assert told.heading.startswith("5 reports: 4 new origins, 1 echo, with the last intake, ")
    new = [line for line in lines(told.sections, CAME) if line.words.startswith("new origin")]
    assert {line.id for line in new} < came
    assert len(new) == told.arrived.origins
    assert "Radio Lanto" in next(line.detail for line in new if "Norvane" in line.words)


def test_every_line_opens_something_that_the_new_reports_carry(told: Since, known: Known) -> None:
    came = of_2019(known)
    inside = {s.id for r in known.readings if r.report.id in came for s in r.statements}
    inside |= {t.id for r in known.readings if r.report.id in came for t in r.transfers}
    carried = {c.id: {s for side in c.sides for s in side.statements} | {p.report for side in c.sides for p in side.places}
               for c in known.conflicts}  # fmt: skip
    for line in (line for section in told.sections for line in section.lines if section.title in (TORN, SAID, MOVED)):
        assert line.id in inside or carried[line.id] & (inside | came), line


def test_what_a_politician_admits_at_last_is_told_and_what_he_said_before_is_not(told: Since, known: Known) -> None:
    said = lines(told.sections, SAID)
    assert ("Anton Rezhak, 17 Jan 2019", "acknowledges") in {(line.words, line.stance) for line in said}
    old = {s.id for r in known.readings if r.report.id not in of_2019(known) for s in r.statements}
    assert not old & {line.id for line in said}


def test_a_new_figure_stands_against_those_that_were_told_before(told: Since) -> None:
    rivals = [line for line in lines(told.sections, MOVED) if line.words == "rival quantity"]
    assert any("800 rockets" in line.detail and "before: at least 3,000 rockets / 2,400 rockets" in line.detail for line in rivals)


def _keys(side: Side) -> set[object]:
    return {*side.statements, *((place.report, place.span) for place in side.places)}


def _is_in(held: Conflict, other: Conflict) -> bool:
    """Whether two sides of one conflict stand against each other in another, too."""
    met = [{n for n, side in enumerate(other.sides) if _keys(side) & _keys(own)} for own in held.sides]
    return len([m for m in met if m]) > 1 and len(set().union(*met)) > 1


def _rests_on(one: Conflict) -> set[str]:
    """Its statements, and the reports of its figures; a new report may also be what shows that older ones do not agree."""
    return {key for side in one.sides for key in (*side.statements, *(place.report for place in side.places))}


@pytest.mark.parametrize("first", range(1, 22, 3))
def test_new_conflicts_are_those_that_a_case_without_the_new_reports_does_not_have(first: int, known: Known, standing: Standing) -> None:
    old = known.readings[:first]
    voices = Voices.of(old, standing.lexicon)
    origins = {report: origin.name for origin in known.origins for report in origin.reports}
    stories = transfer_stories(old, origins, standing.lexicon, voices)
    before = conflicts(stories, old, standing.lexicon, origins, voices, None)
    news = news_of(known, {r.report.id for r in known.readings[first:]}, full=True)
    new = {line.id for line in lines(news, TORN) if "another side" not in line.words}
    grown = {line.id for line in lines(news, TORN)} - new  # one that older reports carry on two sides, and only new ones make a conflict
    came = {key for r in known.readings[first:] for key in (r.report.id, *(s.id for s in r.statements))}
    expected = {c.id for c in known.conflicts if not any(_is_in(b, c) for b in before) and _rests_on(c) & came}
    assert new <= expected <= new | grown
    assert len(expected - new) <= 1


def test_a_conflict_that_gets_another_side_is_told_as_such(told: Since, known: Known) -> None:
    grown = [line for line in lines(told.sections, TORN) if "another side" in line.words]
    assert any("800 rockets" in line.words for line in grown)
    assert all(len(next(c for c in known.conflicts if c.id == line.id).sides) > 2 for line in grown)


def test_an_echo_brings_no_saying_of_its_own(known: Known) -> None:
    readings = {r.report.id: r for r in known.readings}
    echoes = [(r, origin) for origin in known.origins for r in origin.reports if len(origin.reports) > 1 and r != origin.root]
    kept = 0
    for echo, origin in echoes:
        said = {line.id for line in lines(news_of(known, {echo}, full=True), SAID)}
        before = [
            (s.stance, squeeze(words_of(readings[r].report.text, s.content)))
            for r in origin.reports if r != echo for s in readings[r].statements if s.speaker
        ]  # fmt: skip
        for s in readings[echo].statements:
            if s.speaker and (s.stance, squeeze(words_of(readings[echo].report.text, s.content))) in before:
                assert s.id not in said
                kept += s.stance in MATTERS
        assert arrived(known.origins, {echo}).echoes == 1
    assert kept > 2


def test_a_root_that_comes_after_its_echoes_is_told_as_what_they_rest_on(known: Known) -> None:
    origin = next(o for o in known.origins if o.root and len(o.reports) > 1)
    news = news_of(known, {origin.root or ""}, full=True)
    line = next(line for line in lines(news, CAME) if line.id == origin.root)
    assert line.detail.endswith("rests on came in")
    assert arrived(known.origins, {origin.root or ""}).roots == 1


def test_a_value_that_gets_an_origin_more_is_told_where_it_has_rivals(known: Known) -> None:
    news = news_of(known, of_2019(known), full=True)
    more = [line for line in lines(news, MOVED) if line.words.startswith("more for one")]
    assert any("2 origins now, with The Brenik Ledger 2019-01-17" in line.detail for line in more)


@pytest.mark.parametrize("fresh", [frozenset[str](), frozenset({"r_nowhere"})])
def test_nothing_is_new_where_nothing_came_in(known: Known, fresh: Collection[str]) -> None:
    assert news_of(known, fresh) == ()
    assert arrived(known.origins, fresh).told == "0 reports"


def test_what_does_not_fit_is_counted_and_told_where_to_find(known: Known) -> None:
    for short, whole in zip(news_of(known, of_2019(known)), news_of(known, of_2019(known), full=True), strict=True):
        assert short.lines == whole.lines[: len(short.lines)]
        assert bool(short.more) == (short.lines != whole.lines)
        assert whole.more == 0
        assert "--since last" in short.where


def test_since_the_beginning_everything_is_new_and_is_not_told_twice(grown: Path) -> None:
    with Case(grown, readonly=True) as case:
        told = since_of_case(case, "2000")
    assert told.everything
    assert told.heading.startswith("all of the case: 22 reports")
    assert not {section.title for section in told.sections} & {TORN, SAID, MOVED, CAME}


def test_after_the_last_intake_nothing_came_but_what_people_decided_is_told(grown: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.case"
    copy.write_bytes(grown.read_bytes())
    with Case(copy) as case:
        statement = next(s for _, s in case.statements() if s.speaker)
        note(case, statement.id, "ask for the tape", person="Mara Linde")
        told = since_of_case(case, "intake:2")
        assert since_of_case(case, "2999").sections == ()
    assert told.heading.startswith("no report came in since intake 2")
    (decided,) = told.sections
    assert decided.title == "what people decided"
    assert "ask for the tape" in decided.lines[0].detail
    assert decided.lines[0].words.startswith("Mara Linde, ")
    assert decided.lines[0].id == statement.id


def test_what_names_no_moment_is_refused(grown: Path) -> None:
    with Case(grown, readonly=True) as case, pytest.raises(BadInput):
        since_of_case(case, "lately")


def test_the_same_case_tells_the_same_news_in_any_order_of_its_reports(known: Known) -> None:
    turned = Known(readings=known.readings, stories=known.stories, conflicts=known.conflicts, claims=known.claims[::-1],
                   origins=known.origins[::-1])  # fmt: skip
    fresh = of_2019(known)
    assert json.dumps([str(s) for s in news_of(turned, sorted(fresh))]) == json.dumps([str(s) for s in news_of(known, fresh)])
