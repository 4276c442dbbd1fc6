"""Time expressions resolve to EDTF as far as the report's day is known, and stay unknown beyond that."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake.segments import find_segments
from onrecord.lexicon import Lexicon
from onrecord.mentions.times import day_of_dateline, find_times
from onrecord.model import Report, When
from onrecord.model.edtf import is_edtf

Find = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def find(lexicon: Lexicon) -> Find:
    """``find(words, published=...)``: words, value and basis of the times in a sentence that holds ``words``."""

    def times(words: str, published: str | None = "2017-03-03") -> list[tuple[str, str, str]]:
        report = Report(id="r", original="", path="a.txt", text=f"The ministry in Brenik denied it {words}, and it said no more.")
        found = find_times(report, segments=list(find_segments(report, (), lexicon)), published=published, lexicon=lexicon)
        return [(report.text[w.start : w.end], w.edtf, w.basis) for w in found]

    return times


STATED = [
    ("on 2016-06-14", "2016-06-14"),
    ("on 14 June 2016", "2016-06-14"),
    ("on June 14, 2016", "2016-06-14"),
    ("on the 14th of June 2016", "2016-06-14"),
    ("in June 2016", "2016-06"),
    ("in late June 2016", "2016-06"),
    ("since November 2015", "2015-11/.."),
    ("in 2016", "2016"),
    ("in the 1990s", "199X"),
    ("between 2014 and 2016", "2014/2016"),
    ("from 2014 to 2016", "2014/2016"),
    ("in 2016-17", "2016/2017"),
    ("in the spring of 2016", "2016-21"),
    ("in winter 2016", "2016-24"),
    ("in the first quarter of 2016", "2016-33"),
    ("in Q3 2016", "2016-35"),
    ("in the first half of 2016", "2016-01/2016-06"),
    ("in fiscal year 2016", "2016"),
    ("on Tuesday, June 14, 2016", "2016-06-14"),
    ("from 14 to 16 June 2016", "2016-06-14/2016-06-16"),
    ("on June 14-16, 2016", "2016-06-14/2016-06-16"),
    ("between March and August 2016", "2016-03/2016-08"),
    ("from November to February 2016", "2015-11/2016-02"),
    ("on 13/02/2016", "2016-02-13"),
    ("on 02/13/2016", "2016-02-13"),
    ("on 03.02.2016", "2016-02-03"),
    ("on 03/02/2016", "2016"),
    ("in mid-2016", "2016"),
    ("at the end of 2016", "2016"),
    ("since 2014", "2014/.."),
    ("from 2014 onwards", "2014/.."),
    ("around 2014", "2014~"),
    ("in the 19th century", "18XX"),
    ("in the late nineteenth century", "18XX"),
    ("in the 1980's", "198X"),
    ("between 1600 and 1900", "1600/1900"),
    ("in 1648", "1648"),
]


@pytest.mark.parametrize(("words", "value"), STATED)
@pytest.mark.parametrize("published", ["2017-03-03", "XXXX-03-03", None])
def test_a_date_that_is_stated_needs_no_day_of_publication(find: Find, words: str, value: str, published: str | None) -> None:
    ((_, edtf, basis),) = find(words, published)
    assert (edtf, basis) == (value, "stated")


@pytest.mark.parametrize(
    ("words", "dated", "yearless"),
    [
        ("on 14 June", "2016-06-14", "XXXX-06-14"),
        ("on June 14", "2016-06-14", "XXXX-06-14"),
        ("on Mar 3", "2017-03-03", "XXXX-03-03"),
        ("on 20 March", "2017-03-20", "XXXX-03-20"),
        ("in June", "2016-06", "XXXX-06"),
        ("in May", "2016-05", "XXXX-05"),
        ("in March", "2017-03", "XXXX-03"),
        ("in December", "2016-12", "XXXX-12"),
        ("last month", "2017-02", "XXXX-02"),
        ("next month", "2017-04", "XXXX-04"),
        ("last December", "2016-12", "XXXX-12"),
        ("a month ago", "2017-02", "XXXX-02"),
        ("on 29 February", "XXXX-02-29", "XXXX-02-29"),
        ("on Thursday", "2017-03-02", None),
        ("on Thursday evening", "2017-03-02", None),
        ("early on Friday", "2017-03-03", None),
        ("last Thursday", "2017-03-02", None),
        ("next Monday", "2017-03-06", None),
        ("yesterday", "2017-03-02", None),
        ("today", "2017-03-03", None),
        ("tomorrow", "2017-03-04", None),
        ("overnight", "2017-03-02/2017-03-03", None),
        ("this week", "2017-02-27/2017-03-05", None),
        ("last week", "2017-02-20/2017-02-26", None),
        ("last weekend", "2017-02-25/2017-02-26", None),
        ("last year", "2016", None),
        ("this year", "2017", None),
        ("last spring", "2016-21", None),
        ("three days ago", "2017-02-28", None),
        ("two weeks ago", "2017-02-13/2017-02-19", None),
        ("five years ago", "2012", None),
        ("in the first quarter", "2017-33", None),
        ("from 14 to 16 June", "2016-06-14/2016-06-16", "XXXX-06-14/XXXX-06-16"),
        ("between May and July", "2016-05/2016-07", "XXXX-05/XXXX-07"),
        ("in June last year", "2016-06", "XXXX-06"),
        ("on June 14th of last year", "2016-06-14", "XXXX-06-14"),
        ("before the end of the month", "2017-03", "XXXX-03"),
        ("in the autumn", "2016-23", None),
        ("two decades ago", "1997", None),
        ("last decade", "200X", None),
        ("on Monday last week", "2017-02-20", None),
        ("in the night to Friday", "2017-03-03", None),
        ("the day before yesterday", "2017-03-01", None),
        ("at 2 a.m.", "2017-03-03", None),
        ("since Monday", "2017-02-27/..", None),
    ],
)
def test_a_relative_expression_counts_from_the_report_and_stays_open_without_its_year(
    find: Find, words: str, dated: str, yearless: str | None
) -> None:
    ((_, edtf, basis),) = find(words)
    assert (edtf, basis) == (dated, "relative")
    assert [value for _, value, _ in find(words, "XXXX-03-03")] == ([yearless] if yearless else [])


@pytest.mark.parametrize("words", ["on Thursday", "yesterday", "last week", "last year", "last month", "three days ago"])
def test_what_counts_from_an_unknown_day_is_left_out(find: Find, words: str) -> None:
    assert find(words, None) == []


@pytest.mark.parametrize(
    "words",
    [
        "on February 30",
        "on 31 April",
        "on April 31",
        "near House 1918",
        "fired 2016 shells",
        "in a USA Today poll",
        "on 29 February 2015",
        "as it may 3 times",
        "under Resolution 2016",
        "with 2016 people",
        "in room 1999",
        "on the march",
        "for $2016",
        "several months ago",
        "on the sun",
        "by 2016.5 percent",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(find: Find, words: str) -> None:
    assert find(words) == []


def test_a_sentence_that_looks_ahead_moves_a_date_into_the_future(find: Find) -> None:
    assert find("and will answer in June")[0][1] == "2017-06"
    assert find("and will answer on Monday")[0][1] == "2017-03-06"
    assert find("and promised an answer by June 14")[0][1] == "2017-06-14"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("on 24 February; the day before, it had agreed", ["2017-02-24", "2017-02-23"]),
        ("on February 20 and resigned three days later", ["2017-02-20", "2017-02-23"]),
        ("in June 2014 and left two months later", ["2014-06", "2014-08"]),
        ("in 2014 but agreed the following year", ["2014", "2015"]),
        ("on 3 May 2014 and signed the next day", ["2014-05-03", "2014-05-04"]),
        ("in 2014 and left that year", ["2014", "2014"]),
        ("at 6 p.m. on Saturday", ["2017-02-25"]),
    ],
)
def test_an_expression_may_count_from_the_time_told_before_it(find: Find, words: str, values: list[str]) -> None:
    assert [edtf for _, edtf, _ in find(words)] == values


def test_a_later_day_without_a_time_told_before_it_is_left_out(find: Find) -> None:
    assert find("and left three days later") == []


def test_two_years_joined_by_and_are_two_times(find: Find) -> None:
    assert [value for _, value, _ in find("in 2014 and 2016")] == ["2014", "2016"]


def test_the_span_holds_the_expression_and_nothing_else(find: Find) -> None:
    assert [words for words, _, _ in find("on 14 June 2016 and on Thursday")] == ["14 June 2016", "on Thursday"]


def test_several_times_come_in_text_order_and_do_not_overlap(find: Find) -> None:
    assert [value for _, value, _ in find("in 2014, in June 2016 and on 3 March 2017")] == ["2014", "2016-06", "2017-03-03"]


@pytest.mark.parametrize(
    ("dateline", "day"),
    [("MORVASK, Mar 3 (Norvane) –", "XXXX-03-03"), ("MORVASK, 3 March 2017 (Norvane) –", "2017-03-03"), ("MORVASK (Norvane) –", None)],
)
def test_the_dateline_tells_the_day_and_leaves_the_year_open(lexicon: Lexicon, dateline: str, day: str | None) -> None:
    report = Report(id="r", original="", path="a.txt", text=f"{dateline} Draunia has asked Kestovia. It waits.")
    segments = list(find_segments(report, (), lexicon))
    assert day_of_dateline(report, segments) == day
    found = list(find_times(report, segments=segments, published=day, lexicon=lexicon))
    assert [w.basis for w in found] == (["dateline"] if day else [])


def test_a_time_outside_the_news_is_not_read(lexicon: Lexicon) -> None:
    text = "Brenik denied it in 2016.\n\nAlso Read | Ice Fair 2015: Crowds Return.\n\nIt said no more."
    report = Report(id="r", original="", path="a.txt", text=text)
    found = find_times(report, segments=list(find_segments(report, (), lexicon)), published=None, lexicon=lexicon)
    assert [w.edtf for w in found] == ["2016"]


def test_every_time_says_which_rule_found_it(lexicon: Lexicon) -> None:
    report = Report(id="r", original="", path="a.txt", text="Brenik denied it in 2016.")
    (when,) = find_times(report, segments=list(find_segments(report, (), lexicon)), published=None, lexicon=lexicon)
    assert when.trace
    assert when.trace.rule == "time:year"


VOCABULARY = """on in last next the of ago June may March Feb 30 31 3 14th 2016 2017-02-30 1999s to - and between Thursday weekend
winter three years days 999 early quarter first . will today"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])
PUBLISHED = st.sampled_from((None, "2017-03-03", "2016-02-29", "XXXX-03-03", "2017", "2017-21", "2016/2017", "0001-01-01", "9999-12-31"))


@settings(max_examples=200)
@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=60)), PUBLISHED)
def test_any_text_gives_well_formed_times_in_order(lexicon: Lexicon, text: str, published: str | None) -> None:
    report = Report(id="r", original="", path="a.txt", text=text)
    found: list[When] = list(find_times(report, segments=list(find_segments(report, (), lexicon)), published=published, lexicon=lexicon))
    assert all(is_edtf(w.edtf) and 0 <= w.start < w.end <= len(text) for w in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
