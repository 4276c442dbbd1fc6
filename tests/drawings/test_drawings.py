"""Pictures are the same for the same case, well-formed, tell those who do not see them what they show, and hold no live markup."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.drawings.chain import Node, chain
from onrecord.drawings.looks import FAMILIES, LOOKS, look_of
from onrecord.drawings.route import Way, route
from onrecord.drawings.scale import Scale
from onrecord.drawings.stances import ROWS, stance_line
from onrecord.drawings.svg import Picture, element, fitted, width_of
from onrecord.drawings.timeline import Mark, timeline
from onrecord.model import Direction, Link, LinkKind, Origin, Stance

NAMES = st.text(max_size=40)
DAYS = ("2017", "2017-03", "2017-03-03", "2016/..", "../2018-01-01", "XXXX-03-03", "2017-03-03/2017-03-05", None)
SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.alone().split("\n", 1)[1])  # noqa: S314 - our own picture


def marks(name: str) -> list[Mark]:
    return [
        Mark(lane=lane, when=day, label=name, kind="statement", id=f"s_{n}", look=look_of(stance) if lane else None)
        for lane in ("", name)
        for n, (day, stance) in enumerate(zip(DAYS * 3, Stance, strict=True))
    ]


def a_chain(name: str, families: int, size: int) -> Picture:
    ids = [[f"r_{f}_{n}" for n in range(size)] for f in range(families)]
    origins = [Origin(id=f"o_{f}", name=f"{name} {f}", root=held[0] if f % 2 else None, reports=tuple(held)) for f, held in enumerate(ids)]
    links = [
        Link(child=child, parent=held[0], kind=list(LinkKind)[n % 6], share=0.5, direction=list(Direction)[n % 4])
        for held in ids
        for n, child in enumerate(held[1:])
    ]
    nodes = {r: Node(id=r, name=name, when=DAYS[n % len(DAYS)]) for held in ids for n, r in enumerate(held)}
    return chain(origins, links, nodes, title=name, link=lambda kind, key: f"/{kind}/{key}")


DRAWN: dict[str, Callable[[str], Picture]] = {
    "timeline": lambda name: timeline(marks(name), title=name, link=lambda kind, key: f"/{kind}/{key}"),
    "stances": lambda name: stance_line([replace(m, lane="") for m in marks(name)], title=name),
    "route": lambda name: route([Way((name, None, name), frozenset((name,)), name), Way((None, None))], title=name),
    "chain": lambda name: a_chain(name, 5, 4),
}


@pytest.mark.parametrize("what", DRAWN)
@given(name=NAMES)
def test_whatever_a_report_says_a_picture_is_well_formed_and_holds_it_as_text(what: str, name: str) -> None:
    root = parsed(DRAWN[what](name))
    assert root.tag == f"{SVG}svg"
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg", "title", "desc", "style", "g", "a", "text", "line", "rect", "circle", "path",
    }  # fmt: skip
    assert not [key for e in root.iter() for key in e.attrib if key.startswith("on") or key == "style"]


@pytest.mark.parametrize("what", DRAWN)
def test_the_same_is_drawn_the_same(what: str) -> None:
    assert DRAWN[what]("Ivo Marn").alone() == DRAWN[what]("Ivo Marn").alone()


@pytest.mark.parametrize("what", DRAWN)
def test_a_picture_has_a_title_and_says_in_words_what_it_shows(what: str) -> None:
    root = parsed(DRAWN[what]("Ivo Marn"))
    title, about = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert about is not None
    assert title.text == "Ivo Marn"
    assert len(about.text or "") > 20
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert root.attrib["aria-describedby"] == about.attrib["id"]


@pytest.mark.parametrize("what", DRAWN)
def test_nothing_stands_outside_the_picture(what: str) -> None:
    picture = DRAWN[what]("A name that is a good deal longer than the room that there is for it in any lane")
    for e in parsed(picture).iter():
        for key, most in (
            ("x", picture.width),
            ("x1", picture.width),
            ("cx", picture.width),
            ("y", picture.height),
            ("cy", picture.height),
        ):
            if key in e.attrib:
                assert -1 <= float(e.attrib[key]) <= most + 1, (e.tag, e.attrib)


def test_every_stance_has_a_look_and_its_family_a_row() -> None:
    assert set(LOOKS) == set(Stance)
    assert {look.family for look in LOOKS.values()} == set(FAMILIES) == set(ROWS)
    assert len({look.sign for look in LOOKS.values()}) >= len(FAMILIES)


def test_signs_alone_tell_families_apart() -> None:
    held: dict[str, set[str]] = {}
    for look in LOOKS.values():
        held.setdefault(look.sign, set()).add(look.family)
    assert {sign: names for sign, names in held.items() if len(names) > 1} == {}


def test_five_hundred_reports_stay_on_a_few_pages() -> None:
    many, few = a_chain("Karsk Courier", 125, 4), a_chain("Karsk Courier", 2, 3)
    assert many.height < 3_000
    assert few.height < 300
    one_family = a_chain("Karsk Courier", 1, 500)
    assert one_family.height < 5_000


def test_an_imprecise_time_is_a_bar_and_a_day_is_a_point() -> None:
    drawn = timeline([Mark(lane="a", when="2017", label="x"), Mark(lane="a", when="2019-02-03", label="y")], title="t").body
    assert drawn.count('class="span') == 1
    assert drawn.count('class="node') == 1


def test_an_open_end_is_an_arrow() -> None:
    assert "open-right" in timeline([Mark(lane="a", when="2017/..", label="x"), Mark(lane="a", when="2019", label="y")], title="t").body


def test_time_without_a_known_day_is_counted_not_placed() -> None:
    picture = timeline([Mark(lane="a", when="XXXX-03-03", label="x"), Mark(lane="a", when="2019", label="y")], title="t")
    assert "1 without a known day" in picture.about


def test_a_change_of_position_is_counted_and_drawn_apart() -> None:
    said = [("2017-03-03", "denies"), ("2017-04-03", "denies"), ("2019-01-17", "acknowledges")]
    picture = stance_line([Mark(lane="", when=day, label=s, look=look_of(s)) for day, s in said], title="t")
    assert "1 change between" in picture.about
    assert picture.body.count('class="change"') == 1
    assert picture.body.count('class="same"') == 1


def test_every_leg_is_dashed_since_none_is_certain() -> None:
    picture = route([Way(("Kestovia", "Caldessa", None, "Orlava"))], title="t")
    assert picture.body.count('class="leg"') == 3
    assert "No leg is certain" in picture.about


@given(st.floats(20, 400), NAMES)
def test_words_are_cut_to_their_room(room: float, words: str) -> None:
    assert width_of(fitted(words, room), 12) <= room + 12


def test_the_marks_of_a_scale_are_apart_and_in_order() -> None:
    for values in (["2017-03-03", "2017-03-09"], ["2016", "2019"], ["1900", "2024"], ["0001", "9999"]):
        scale = Scale.over(values, 0, 900)
        assert scale is not None
        at = [x for x, _ in scale.marks()]
        assert at == sorted(at)
        assert len(at) <= 14


def test_elements_leave_out_what_is_none() -> None:
    assert element("a", href=None, class_="x") == '<a class="x"/>'


def test_a_day_far_from_all_others_stands_at_the_edge_and_does_not_press_them_together() -> None:
    values = [f"2019-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 17)]
    scale = Scale.over(["1648", *values, "2190"], 0, 1000)
    assert scale is not None
    assert scale.at(dt.date(2019, 12, 17)) - scale.at(dt.date(2019, 1, 3)) > 800
    early, late = scale.stretch("1648"), scale.stretch("2190")
    assert early is not None
    assert late is not None
    assert (early.left, early.open) == (0, "left")
    assert (late.right, late.open) == (1000, "right")


def test_few_days_are_all_on_the_scale() -> None:
    scale = Scale.over(["1648", "2019-03-03"], 0, 1000)
    assert scale is not None
    assert scale.first <= dt.date(1648, 1, 1)
