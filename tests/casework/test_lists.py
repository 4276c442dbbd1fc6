"""A list shows what was asked for: nothing left out, nothing twice, in the order asked for, and the same rows page by page."""

from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.casework.case import Case
from onrecord.casework.lists import LISTS, SIZE
from onrecord.casework.looking import Looking
from onrecord.casework.rows import Row
from onrecord.model import BadInput, Origin
from onrecord.model.edtf import order_key


@pytest.fixture(scope="module")
def looking(demo: Path) -> Looking:
    return Looking(demo)


def every(looking: Looking, name: str, /, **query: str) -> list[Row]:
    """All rows, page by page."""
    first = LISTS[name].page(looking, query)
    rows = list(first.rows)
    for number in range(2, first.pages + 1):
        page = LISTS[name].page(looking, {**query, "page": str(number)})
        assert len(page.rows) <= SIZE
        rows += page.rows
    assert len(rows) == first.total
    return rows


@pytest.mark.parametrize("name", LISTS)
def test_pages_together_are_the_whole_list(looking: Looking, name: str) -> None:
    total, rows = LISTS[name].rows(looking, LISTS[name].asked({}, most=None))
    assert [dict(r) for r in every(looking, name)] == [dict(r) for r in rows]
    assert total == len(rows)


@pytest.mark.parametrize(("name", "column"), [(name, c.name) for name, one in LISTS.items() for c in one.columns if c.sortable])
def test_every_list_can_be_sorted_both_ways_by_every_column(looking: Looking, name: str, column: str) -> None:
    up, down = every(looking, name, sort=column), every(looking, name, sort=column, down="1")
    assert sorted(map(str, up)) == sorted(map(str, down))
    known = [row[column] for row in up if row.get(column)]
    assert [row[column] for row in down if row.get(column)][:1] == known[-1:] or not known


def test_statements_are_those_of_the_case(looking: Looking, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        held = [s.id for _, s in case.statements()]
    assert [row["id"] for row in every(looking, "statements")] == held


def test_a_filter_lets_through_what_fits_and_nothing_else(looking: Looking, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        held = list(case.statements())
        reports = {r.id: r for r in case.reports()}
    denials = [row["id"] for row in every(looking, "statements", stance="denies")]
    assert denials == [s.id for _, s in held if s.stance == "denies"]
    spoken = [row["id"] for row in every(looking, "statements", speaker="REZHAK")]
    assert spoken == [s.id for _, s in held if s.speaker and "rezhak" in s.speaker.name.lower()]
    outlet = "Hourly Lantern"
    both = [row["id"] for row in every(looking, "statements", outlet=outlet, stance="denies")]
    assert both == [s.id for r, s in held if s.stance == "denies" and reports[r].outlet == outlet]


def test_a_period_is_open_at_neither_end(looking: Looking) -> None:
    days = [row["day"] for row in every(looking, "reports", **{"from": "2017-03-04", "to": "2017-07"})]
    assert days == ["2017-03-04", "2017-03-05", "2017-03-06", "2017-04-11", "2017-07-19"]


def test_words_are_those_of_the_reports(looking: Looking, demo: Path) -> None:
    found = {row["id"] for row in every(looking, "reports", words='"hydraulic parts"')}
    with Case(demo, readonly=True) as case:
        assert found == {r.id for r in case.reports() if "hydraulic parts" in r.text.lower()}


def test_the_timeline_is_in_order_and_unknown_times_come_last(looking: Looking) -> None:
    days = [row["day"] for row in every(looking, "timeline")]
    assert all(order_key(a or None) <= order_key(b or None) for a, b in pairwise(days))


def test_conflicts_and_actors_narrow_too(looking: Looking) -> None:
    kinds = {row["kind"] for row in every(looking, "conflicts", kind="figure")}
    assert kinds == {"figure"}
    assert all("rezhak" in row["name"].lower() for row in every(looking, "actors", name="rezhak"))


@pytest.mark.parametrize(
    "query", [{"sort": "text; DROP TABLE report"}, {"page": "0"}, {"page": "٣"}, {"stance": "shouts"}, {"from": "soon"}]
)
def test_what_cannot_be_meant_is_refused(looking: Looking, query: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        LISTS["statements"].page(looking, query)


def test_a_page_after_the_last_is_empty(looking: Looking) -> None:
    assert LISTS["reports"].page(looking, {"page": "999"}).rows == []


def test_a_change_of_the_case_is_seen_at_the_next_look(tmp_path: Path, demo: Path) -> None:
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    looking = Looking(copy)
    before = looking.whole()
    assert looking.whole() is before
    assert looking.at_hand() is before
    with Case(copy) as case, case.file.transaction():
        case.file.decide("Mara Vesh", "note", {"words": "seen"})
    assert looking.at_hand() is None
    assert looking.whole() is not before


def origin_of(looking: Looking, name: str) -> Origin:
    return next(o for o in looking.ties().chain.origins if o.name.startswith(name))


@pytest.mark.parametrize("name", ["reports", "statements", "figures", "times", "names"])
def test_an_origin_is_asked_for_by_its_name_a_part_of_it_or_its_id(looking: Looking, name: str) -> None:
    origin = origin_of(looking, "Norvane")
    wanted = [row["id"] for row in every(looking, name) if row.get("report", row["id"]) in origin.reports]
    assert wanted
    assert len(wanted) < len(every(looking, name))
    for asked in (origin.name, origin.id):
        assert [row["id"] for row in every(looking, name, origin=asked)] == wanted
    wider = [row["id"] for row in every(looking, name, origin="norvane")]
    assert set(wanted) <= set(wider)
    assert every(looking, name, origin="nobody's") == []


@pytest.mark.parametrize("name", ["transfers", "claims", "conflicts", "timeline"])
def test_what_the_case_tells_as_a_whole_is_narrowed_by_origin_too(looking: Looking, name: str) -> None:
    origin = origin_of(looking, "Norvane")
    narrowed = every(looking, name, origin=origin.name)
    assert 0 < len(narrowed) < len(every(looking, name))
    assert narrowed == every(looking, name, origin=origin.id)
    assert all(origin.name in row["origin"].split("\n") for row in narrowed)


def test_claims_and_transfers_are_narrowed_by_who_takes_which_stance(looking: Looking) -> None:
    for name in ("transfers", "claims"):
        held = every(looking, name, speaker="rezhak", stance="denies")
        assert 0 < len(held) < len(every(looking, name))
        assert all("Anton Rezhak" in row["speaker"] and "denies" in row["stance"].split("\n") for row in held)
    outlet = every(looking, "claims", outlet="Radio Lanto")
    assert 0 < len(outlet) < len(every(looking, "claims"))


def test_reports_are_those_in_which_somebody_takes_a_stance_in_one_statement(looking: Looking, demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        held = {r for r, s in case.statements() if s.stance == "denies" and s.speaker and "rezhak" in s.speaker.name.lower()}
        fitting = case.file.lists.fitting({"speaker": "Rezhak", "stance": "denies", "from": "2018"})
        later = {r.id for r in case.reports() if r.published and r.published >= "2018"}
    assert {row["id"] for row in every(looking, "reports", speaker="Rezhak", stance="denies")} == held
    assert set(fitting) == held & later


def test_what_came_in_since_is_a_filter(grown: Path) -> None:
    looking = Looking(grown)
    came = every(looking, "reports", since="last")
    assert {row["day"][:4] for row in came} == {"2019"}
    assert {row["report"] for row in every(looking, "statements", since="intake:1")} == {row["id"] for row in came}
    with pytest.raises(BadInput):
        every(looking, "statements", since="lately")
