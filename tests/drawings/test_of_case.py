"""The pictures of the demo show its records and open them."""

import re
from pathlib import Path

import pytest

from onrecord.casework.looking import Looking, Whole
from onrecord.drawings.of_case import chain_of_case, named_picture, routes_of, stances_of, timeline_of
from onrecord.model import BadInput


@pytest.fixture(scope="module")
def whole(demo: Path) -> Whole:
    return Looking(demo).whole()


def opened(kind: str, key: str) -> str:
    return f"/{kind}/{key}"


def test_the_chain_holds_every_report_once(whole: Whole) -> None:
    found = re.findall(r'href="/report/(r_\w+)"', chain_of_case(whole, link=opened).body)
    assert sorted(found) == sorted(r for r, report in whole.reports.items())


def test_the_timeline_holds_or_counts_every_statement_whose_day_is_known(whole: Whole) -> None:
    statements = [m for m in whole.moments if m.kind == "statement"]
    body = timeline_of(whole, lanes=4, moments=statements, link=opened).body
    found = set(re.findall(r'href="/statement/(s_\w+)"', body))
    counted = sum(map(int, re.findall(r">\+(\d+)<", body)))
    known = {m.statement for m in statements if m.when and "X" not in m.when}
    assert found <= known
    assert len(found) + counted == len(known)


def test_lanes_are_of_those_who_speak_most(whole: Whole) -> None:
    first = next(iter(whole.actors.values()))
    assert first.name in timeline_of(whole, lanes=2).body
    assert first.name not in re.sub("<title>.*?</title>", "", timeline_of(whole).body)


def test_a_route_names_what_nobody_tells(whole: Whole) -> None:
    assert "not told" in routes_of(whole).body


def test_an_actors_line_has_a_mark_for_each_statement_with_a_day(whole: Whole) -> None:
    actor = next(iter(whole.actors.values()))
    known = [said for said in actor.said if said.on and "X" not in said.on]
    assert stances_of(actor).body.count('class="disc') == len(known)


@pytest.mark.parametrize("what", ["timeline", "chain", "routes"])
def test_pictures_go_by_name(whole: Whole, what: str) -> None:
    assert named_picture(whole, what).alone() == named_picture(whole, what).alone()


def test_stances_are_of_an_actor_by_name_or_id(whole: Whole) -> None:
    actor = next(iter(whole.actors.values()))
    assert named_picture(whole, "stances", actor.name).body == named_picture(whole, "stances", actor.id).body
    with pytest.raises(BadInput, match="nobody"):
        named_picture(whole, "stances", "Zzyzx")
    with pytest.raises(BadInput, match="one of timeline"):
        named_picture(whole, "portrait")
