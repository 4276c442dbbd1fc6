"""A way is drawn on a map where its places are known: no borders, no certain leg, nothing invented placed in the world."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from docs.make_outlines import UNIT
from onrecord.casework.case import Case
from onrecord.casework.looking import Looking, Whole
from onrecord.drawings.gazetteer import Place, gazetteer
from onrecord.drawings.of_case import courses_of, map_of, named_picture
from onrecord.drawings.worldmap import Course, Stop, worldmap
from onrecord.export.routes import routes
from onrecord.intake.arrivals import Said
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon, load_lexicon
from onrecord.model import BadInput

TOLD = {
    "Harbour Post": "Portugal sent 400 mortars to Kenya through Egypt in May 2021, a freight clerk said.",
    "Inland News": "A pilot who asked not to be named told us of a second road: Portugal sent the 400 mortars to Kenya through Malta and "
    "Djibouti in May.",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Whole:
    """A case of two reports about real countries, in our own words and about nothing that happened."""
    folder = tmp_path_factory.mktemp("map")
    with Case(folder / "map.case", create=True, parser=parser) as case:
        for number, (outlet, text) in enumerate(TOLD.items()):
            (folder / f"{number}.txt").write_text(f"News of {outlet}\n\n{text}", encoding="utf-8")
            case.add([folder / f"{number}.txt"], said=Said(outlet=outlet, published="2021-06-01"))
    return Looking(folder / "map.case").whole()


@pytest.fixture
def course() -> Callable[..., Course]:
    """``course("Serbia", None, "Kyiv")``: a way over these stops."""
    lexicon = load_lexicon()
    return lambda *names: Course(tuple(Stop(n, gazetteer().place(n, lexicon) if n else None) for n in names), "told by one")


def elements(svg: str) -> dict[str, list[dict[str, str]]]:
    """The attributes of the elements by their classes."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in ET.fromstring(svg).iter():  # noqa: S314 - our own drawing
        found.setdefault(one.get("class", ""), []).append({**one.attrib, "words": one.text or ""})
    return found


def test_places_are_where_they_are() -> None:
    lexicon, found = load_lexicon(), gazetteer()
    for name, lon, lat in (("Ukraine", 30.5, 50.4), ("Belgrade", 20.5, 44.8), ("Brazil", -47.9, -15.8), ("New Zealand", 174.8, -41.3)):
        place = found.place(name, lexicon)
        assert place is not None
        assert (place.lon, place.lat) == pytest.approx((lon, lat), abs=0.2)
    assert found.place("Serbia", lexicon) != found.place("Nis", lexicon)
    assert found.place("the Kremlin", lexicon) is None or found.place("the Kremlin", lexicon) == found.place("Russia", lexicon)


@pytest.mark.parametrize("name", ["Orlava", "a private trader", "unnamed African states", "Soviet Union", "Dolvar Works", "", "turkey"])
def test_what_is_no_known_place_is_on_no_map(name: str, lexicon: Lexicon) -> None:
    assert gazetteer().place(name, lexicon) is None


def test_a_state_that_a_case_made_up_is_not_taken_for_a_real_one() -> None:
    row = '[[state]]\nid = "{}"\nname = "{}"\ncapital = "{}"\nreason = "of a tale"\nyes = []\nno = []\n'
    taken = load_lexicon(row.format("rs", "Brenland", "Brenik"))
    assert gazetteer().place("Brenland", taken) is None
    assert gazetteer().place("Brenik", taken) is None
    renamed = load_lexicon(row.format("brenland", "Brenland", "Varna"))
    assert gazetteer().place("Varna", renamed) is None
    assert gazetteer().place("Varna", load_lexicon()) is not None


def test_every_place_stands_in_or_by_land() -> None:
    found = gazetteer()
    boxes = [(min(x for x, _ in line), max(x for x, _ in line), min(y for _, y in line), max(y for _, y in line)) for line in found.land]
    largest = [line for line, box in zip(found.land, boxes, strict=True) if box[1] - box[0] > 10]
    held = [(name, p) for name, p in found.states.values()] + [(name, p) for (_, name), p in found.towns.items()]
    assert all(-180 <= p.lon <= 180 and -60 < p.lat < 72 for _, p in held)
    asked = {"Serbia", "Slovakia", "Chad", "Bolivia", "Mongolia"}
    inland = [name for name, p in held if name in asked and any(_inside(p, line) for line in largest)]
    assert sorted(inland) == ["Bolivia", "Chad", "Mongolia", "Serbia", "Slovakia"]


def _inside(place: Place, line: Sequence[tuple[float, float]]) -> bool:
    x, y = place.lon, place.lat
    crossings = [
        (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] > x
        for a, b in zip(line, [*line[1:], line[0]], strict=True) if (a[1] > y) != (b[1] > y)
    ]  # fmt: skip
    return sum(crossings) % 2 == 1


def test_the_outlines_are_small_and_their_source_stands_beside_them() -> None:
    folder = Path(gazetteer.__wrapped__.__code__.co_filename).parent
    assert (folder / "outlines.json").stat().st_size < 150_000
    told = (folder / "outlines.md").read_text(encoding="utf-8")
    assert "public domain" in told
    assert "docs.make_outlines" in told
    assert json.loads((folder / "outlines.json").read_text(encoding="utf-8"))["unit"] == UNIT


def test_no_outline_jumps_across_the_world() -> None:
    for line in gazetteer().land:
        assert max(abs(a[0] - b[0]) for a, b in zip(line, [*line[1:], line[0]], strict=True)) < 60


def test_every_leg_is_dashed_and_every_place_labelled(course: Callable[..., Course]) -> None:
    drawn = worldmap([course("Serbia", "Turkey", "Slovakia", "Ukraine")], gazetteer(), title="A way")
    assert drawn is not None
    held = elements(drawn.alone())
    assert len(held["way leg"]) == 3
    assert [one["words"] for one in held["place"]] == ["Serbia", "Turkey", "Slovakia", "Ukraine"]
    style = next(one["words"] for one in held[""] if ".leg" in one["words"])
    assert re.search(r"\.leg\{[^}]*stroke-dasharray", style)
    assert "No leg is certain" in drawn.about


def test_a_stop_without_a_place_leaves_a_gap_and_is_named(course: Callable[..., Course]) -> None:
    drawn = worldmap([course("Serbia", "Port Nowhere", None, "Ukraine")], gazetteer(), title="A way")
    assert drawn is not None
    assert [one["class"] for one in elements(drawn.alone())["way leg gap"]] == ["way leg gap"]
    assert "Not on the map, since their place is not known: Port Nowhere." in drawn.body
    assert "Port Nowhere" in drawn.about


@pytest.mark.parametrize("names", [("Serbia",), ("Serbia", None), ("Serbia", "Serbia"), (None, "Orlava"), ()])
def test_there_is_no_map_without_two_places(names: tuple[str | None, ...], course: Callable[..., Course]) -> None:
    assert worldmap([course(*names)], gazetteer(), title="A way") is None


@pytest.mark.parametrize(
    "names",
    [
        ("United States", "Australia", "Japan", "Norway", "Argentina"), ("United States", "Ukraine"), ("Fiji", "New Zealand"),
        ("Sofia", "Bulgaria", "Burgas"), ("Russia", "United States"), ("Iceland", "Chile"), ("North Korea", "China", "Russia"),
    ],
)  # fmt: skip
def test_maps_are_light_and_nothing_stands_outside(names: tuple[str, ...], course: Callable[..., Course]) -> None:
    drawn = worldmap([course(*names)], gazetteer(), title="A way")
    assert drawn is not None
    assert len(drawn.alone()) < 60_000
    held = elements(drawn.alone())
    for mark in held["station"]:
        x, y = (float(mark.get("cx") or mark["x"]), float(mark.get("cy") or mark["y"]))
        assert 0 <= x <= 714
        assert 0 <= y <= 394
    x = y = 0.0
    for command, numbers in re.findall(r"([Ml])([^Mlz]*)", held["land"][0]["d"]):
        points = [float(n) for n in numbers.split()]
        for dx, dy in zip(points[::2], points[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            assert -0.2 <= x <= 720.2
            assert -0.2 <= y <= 400.2


def test_hostile_names_stay_words(course: Callable[..., Course]) -> None:
    drawn = worldmap([course("Serbia", "<script>x</script>", "Ukraine")], gazetteer(), title='<b onload="x">')
    assert drawn is not None
    assert "<script" not in drawn.alone()
    assert "<b " not in drawn.alone()


def test_rival_ways_are_on_one_map_and_each_says_who_tells_it(whole: Whole) -> None:
    story = next(s for s in whole.stories if len(s.slots.get("via", ())) > 1)
    drawn = map_of(story, whole.lexicon)
    assert drawn is not None
    held = elements(drawn.alone())
    assert len(held["way leg"]) in (2, 3)
    assert len(held["way leg other"]) in (2, 3)
    assert {"Portugal", "Kenya", "Egypt", "Malta", "Djibouti"} <= {one["words"] for one in held["place"]}
    assert "told by Harbour Post" in drawn.body
    assert named_picture(whole, "map").alone() == named_picture(whole, "map", transfer=story.transfers[0][:8]).alone() == drawn.alone()
    with pytest.raises(BadInput, match="names no transfer"):
        named_picture(whole, "map", transfer="t_nowhere")


def test_geojson_has_the_places_that_are_known(whole: Whole) -> None:
    story = next(s for s in whole.stories if len(s.slots.get("via", ())) > 1)
    features = [f for f in routes(whole)["features"] if f["properties"]["transfer"] == story.id]
    for feature, way in zip(features, courses_of(story, whole.lexicon), strict=True):
        assert feature["geometry"]["type"] == "LineString"
        assert len(feature["geometry"]["coordinates"]) == len(feature["properties"]["placed"]) == len(way.stops)
        assert feature["properties"]["stops"] == [stop.name for stop in way.stops]


def test_the_invented_places_of_the_demo_are_on_no_map(demo: Path) -> None:
    told = Looking(demo).whole()
    assert [s.title for s in told.stories if map_of(s, told.lexicon)] == []
    assert all(feature["geometry"] is None for feature in routes(told)["features"])
    with pytest.raises(BadInput, match="no way is told between two places"):
        named_picture(told, "map")


SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


@pytest.mark.skipif(not (SEEDS / "manifest.jsonl").exists(), reason="the two reports that onrecord began with are not beside this checkout")
def test_the_way_of_the_seed_reports(tmp_path: Path, parser: Parser) -> None:
    with Case(tmp_path / "seeds.case", create=True, parser=parser) as case:
        case.add([SEEDS / "manifest.jsonl"])
    told = Looking(tmp_path / "seeds.case").whole()
    stops = [[stop.name for stop in way.stops if stop.place] for s in told.stories for way in courses_of(s, told.lexicon)]
    assert ["Serbia", "Turkey", "Slovakia", "Ukraine"] in stops
