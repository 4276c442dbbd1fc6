"""What news a shared passage is: background of weeks, forms filled in anew, old copy under new leads, corrections, versions."""

import re
from dataclasses import replace

import pytest

from bench.chain.made import sentences
from onrecord.chain.origins import origins, rests
from onrecord.chain.prints import prints_of
from onrecord.chain.signs import signs_of
from onrecord.chain.told import DAY, Told, counted
from onrecord.chain.weave import Woven, weave
from onrecord.model import Direction, LinkKind

BACKGROUND = " ".join(sentences(3, 70))
NEWS = f"A patrol was fired on near the ford on Monday and two men were hurt. {' '.join(sentences(1, 71))}"


def own(seed: int, count: int = 4) -> str:
    return "\n".join(sentences(count, 2000 + seed))


def told(name: str, day: float | None, *paragraphs: str, outlet: str = "norda") -> Told:
    at = None if day is None else day * DAY
    return Told(id=name, text="\n".join(paragraphs), first=at, last=at, outlet=outlet, shown=outlet)


def woven(*reports: Told) -> Woven:
    return weave(reports, list(prints_of(counted(reports))))


def kinds(found: Woven) -> list[tuple[str, str, str]]:
    return [(link.child, link.kind.value, link.parent) for link in found.links]


def test_what_a_publisher_repeats_under_other_news_is_background_and_kept() -> None:
    found = woven(told("a", 0, own(1), BACKGROUND), told("b", 9, own(2), BACKGROUND))
    assert not found.links
    assert found.root == {"a": "a", "b": "b"}
    (standing,) = found.background
    assert {standing.a, standing.b} == {"a", "b"}
    assert standing.words == len(re.findall(r"\w+", BACKGROUND))


@pytest.mark.parametrize(
    ("day", "passage", "outlet"),
    [
        (0.0, BACKGROUND, "norda"),  # the same day: it may be the same news
        (9.0, BACKGROUND, "interwire"),  # another publisher took it
        (9.0, NEWS, "norda"),  # it was news in the older one
    ],
)
def test_fresh_words_or_those_of_another_publisher_are_lifted(day: float, passage: str, outlet: str) -> None:
    found = woven(told("a", 0, own(1), passage, own(20, 1)), told("b", day, own(2), passage, own(21, 1), outlet=outlet))
    assert [link.kind for link in found.links] == [LinkKind.LIFTS]
    assert not found.background
    assert len(set(found.root.values())) == 2


def test_a_short_report_inside_a_later_one_that_opens_with_other_news_was_lifted() -> None:
    short, long = told("short", 0, NEWS, outlet="a"), told("long", 1, own(3), NEWS, own(4), outlet="b")
    found = woven(short, long)
    assert kinds(found) == [("long", "lifts", "short")]
    assert found.root["long"] == "long"


def test_the_same_short_report_later_is_a_trim() -> None:
    short, long = told("short", 2, NEWS, outlet="a"), told("long", 1, own(3), NEWS, own(4), outlet="b")
    assert woven(short, long).root["short"] == "long"


def test_a_new_lead_over_old_copy_that_is_most_of_it_is_one_origin() -> None:
    old = [f"{NEWS} {own(5, 2)}", own(6)]
    found = woven(told("day1", 0, *old), told("day2", 1, own(7, 1), *old))
    assert found.root["day2"] == "day1"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("41", "3,480", "4.1", "2.7"), ("66", "3,402", "3.3", "6.2"), True),
        (("41", "3,480", "4.1", "2.7"), ("41", "3,480", "4.1", "2.6"), False),
    ],
)
def test_a_form_with_other_figures_is_other_news(one: tuple[str, ...], other: tuple[str, ...], *, apart: bool) -> None:
    form = (
        "The main index of the exchange closed {} points away from where it had stood and came to {} when trade ended. Strand led the list "
        "with a change of {} per cent and Benthos was at its other end with {} per cent. Gainers and losers are taken from the papers that "
        "were traded most, and prices are those of the electronic market at the close."
    )
    found = woven(told("one", 0, form.format(*one)), told("other", 1, form.format(*other)))
    assert (found.root["other"] == "other") is apart


def test_the_standing_lines_about_another_death_are_other_news() -> None:
    form = (
        "Corporal {}, {}, was killed on Sunday near {}, the army said. He served with the brigade that holds the southern bank. The flag "
        "on the barracks was lowered and the commander wrote to the family. The death brings to {} the number of the fallen."
    )
    one = form.format("Ivo Radek", "22", "Sarn Ford", "311")
    found = woven(told("one", 0, one), told("other", 5, form.format("Tomas Velin", "31", "Kettle Hill", "312")))
    assert found.root["other"] == "other"
    assert woven(told("one", 0, one), told("other", 5, one.replace("312", "313"))).root["other"] == "one"


def test_a_correction_of_one_character_is_one_origin_and_its_note_tells_the_direction() -> None:
    first = told("z", 0, f"The ferry lost power at 8 in the evening. {own(8)}")
    fixed = replace(told("a", 0, f"The ferry lost power at 6 in the evening. {own(8)}"), corrected=True)
    (link,) = woven(first, fixed).links
    assert (link.child, link.parent, link.direction) == ("a", "z", Direction.CONTAINED)
    assert "correction note" in link.why


@pytest.mark.parametrize(("noted", "words"), [(True, "with a correction note"), (False, "changed silently")])
def test_versions_of_one_address_say_how_they_changed(noted: bool, words: str) -> None:  # noqa: FBT001
    text = own(9, 8)
    one = replace(told("one", 0, text), version_of="https://example.org/1")
    other = replace(told("other", 1, text.replace(text.split(" ")[40], "altered")), version_of="https://example.org/1", corrected=noted)
    (link,) = woven(one, other).links
    assert words in link.why


def test_a_change_that_a_copy_shares_with_its_source_is_named() -> None:
    text = own(10, 12)
    word = max(text.split("\n")[2].split(" "), key=len).strip(".")
    first, second = told("first", 0, text, outlet="a"), told("second", 1, text.replace(word, "Quarrelsome"), outlet="b")
    third = told("third", 2, *text.replace(word, "Quarrelsome").split("\n")[:7], outlet="c")
    links = {link.child: link for link in woven(first, second, replace(third, credited=("b",))).links}
    assert links["third"].parent == "second"
    assert "both have “Quarrelsome” where the first text has other words" in links["third"].why


def test_two_reports_that_cite_each_other_say_so() -> None:
    names = "The mayor Kastel Brand told Mirko Aldun in Greve about 340 crates and 912 shells near Tolvar and Lisk."
    one = replace(told("one", 0, own(11), f"Said the chief: {names}", outlet="a"), cited=("b",))
    other = replace(told("other", 0.01, own(12), f"It was heard that {names[4:]}", outlet="b"), cited=("a",), first=0.0, last=DAY)
    one = replace(one, last=DAY)
    found = woven(one, other)
    assert sorted((link.child, link.parent) for link in found.links if link.kind is LinkKind.CITES) == [("one", "other"), ("other", "one")]
    assert all("in turn" in link.why for link in found.links if link.kind is LinkKind.CITES)


def test_a_report_on_several_origins_has_the_share_of_each() -> None:
    wire, feature = told("wire", 0, own(13, 14), outlet="a"), told("feature", 0, own(14, 8), outlet="b")
    mixed = told("mixed", 1, *own(13, 14).split("\n")[:8], own(14, 8).split("\n")[3], own(14, 8).split("\n")[4], own(15, 1), outlet="c")
    reports = (wire, feature, mixed)
    found = woven(*reports)
    sources = origins(reports, found.root, {})
    (one,) = rests(found.links, sources)
    home = {report: origin.id for origin in sources for report in origin.reports}
    assert one.report == "mixed"
    assert [origin for origin, _ in one.shares] == [home["wire"], home["feature"]]
    assert home["mixed"] == home["wire"]
    assert sum(share for _, share in one.shares) + one.own == pytest.approx(1, abs=0.01)


def test_figures_are_one_sign_whatever_stands_between_their_digits() -> None:
    texts = [
        "he saw 3,500 men and Radek",
        "he saw 3.500 men and Velin",
        "he saw 3 500 men and Radek",
        "he saw one man and twelve",
        "he saw 12",
    ]
    found = [signs_of(one, words) for text in texts for one in (told("x", 0, text),) for words in counted([one])]
    signs = [one.under([(0, 20)]) for one in found]
    assert signs[0][0] == signs[1][0] != signs[2][0]
    assert signs[0][1] == signs[2][1] != signs[1][1]
    assert signs[3][0] == signs[4][0]
