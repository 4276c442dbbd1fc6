"""A report's text is cut into segments by role; every word is in one, in order."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.demo import STORY
from onrecord.intake.segments import find_segments
from onrecord.lexicon import Lexicon
from onrecord.model import Report, Role
from onrecord.text.paragraphs import paragraphs

HEADLINE = "Draunia asks Kestovia to explain rockets in Orlava"
BODY = "Draunia has called on Kestovia to explain the reports."
MORE = "Brenik denied it on Thursday, and Zavrin declined to comment."
LAST = "The ministry said that it would answer the note in writing."
HOUSE = "The Brenik Ledger is printed six days a week at 9 Fountain Street"

Cut = Callable[..., list[tuple[Role, str]]]


@pytest.fixture
def cut(lexicon: Lexicon) -> Cut:
    """``cut(line, line, ..., outlet=..., title=..., house_lines=...)``: role and words of each segment."""

    def roles(
        *lines: str, house_lines: tuple[str, ...] = (), outlet: str | None = None, title: str | None = None
    ) -> list[tuple[Role, str]]:
        report = Report(id="r", original="", path="a.txt", text="\n\n".join(lines), outlet=outlet, title=title)
        return [(s.role, report.text[s.start : s.end]) for s in find_segments(report, house_lines, lexicon)]

    return roles


def test_a_plain_report_is_headline_and_body(cut: Cut) -> None:
    assert cut(HEADLINE, BODY, MORE) == [(Role.HEADLINE, HEADLINE), (Role.BODY, BODY), (Role.BODY, MORE)]


@pytest.mark.parametrize("first", [BODY, "He said: “No.", "3,500", "word " * 30])
def test_a_first_line_that_is_no_headline_stays_body(cut: Cut, first: str) -> None:
    assert cut(first, BODY, MORE)[0][0] is Role.BODY


def test_a_lone_line_is_body_even_without_an_end_mark(cut: Cut) -> None:
    assert cut(HEADLINE) == [(Role.BODY, HEADLINE)]


@pytest.mark.parametrize("headline", ["Who sold the rockets?", "“Our rockets did not go to Orlava”", "Not one screw!"])
def test_a_headline_may_ask_quote_or_shout(cut: Cut, headline: str) -> None:
    assert cut(headline, BODY, MORE)[0] == (Role.HEADLINE, headline)


def test_a_headline_that_stands_twice_is_a_headline_twice(cut: Cut) -> None:
    assert [role for role, _ in cut(HEADLINE, HEADLINE, BODY, MORE)] == [Role.HEADLINE, Role.HEADLINE, Role.BODY, Role.BODY]


def test_the_known_title_is_a_headline_wherever_it_stands_at_the_top(cut: Cut) -> None:
    title = "World News: Brenik denies it."
    assert [role for role, _ in cut(HEADLINE, title, BODY, MORE, title=title)][:2] == [Role.HEADLINE, Role.HEADLINE]
    assert cut(HEADLINE, title, BODY, MORE)[1][0] is Role.BODY


def test_a_short_line_between_paragraphs_is_a_subheading(cut: Cut) -> None:
    assert cut(HEADLINE, BODY, "Doubts in Grensholm", MORE, LAST)[2] == (Role.SUBHEADING, "Doubts in Grensholm")


@pytest.mark.parametrize("line", ["It is over.", "- rockets", "“Not one screw”", "2017", "* * *", "a " * 12])
def test_what_is_long_or_ends_or_begins_a_list_or_quotes_is_no_subheading(cut: Cut, line: str) -> None:
    assert Role.SUBHEADING not in {role for role, _ in cut(HEADLINE, BODY, line, MORE, LAST)}


@pytest.mark.parametrize(
    "dateline",
    ["MORVASK, 3 March (Norvane) –", "Morvask, Mar 3 (Norvane)", "MORVASK (Norvane) —", "MORVASK, March 3. /Norvane/.", "BRENIK —",
     "DOLVAR, Kestovia (Norvane) —", "BRENIK, 16 October 2017 (Kestag) –"],
)  # fmt: skip
def test_place_day_and_agency_before_the_first_sentence_are_the_dateline(cut: Cut, dateline: str) -> None:
    found = cut(HEADLINE, f"{dateline} {BODY}", MORE)
    assert found[1] == (Role.DATELINE, dateline.rstrip(" –—"))
    assert found[2] == (Role.BODY, BODY)


@pytest.mark.parametrize(
    "line", [BODY, "The gate (built in 1900) is shut.", "Brenik and Morvask — old friends — fell out.", "Rezhak (left) denied it."]
)
def test_a_sentence_with_a_bracket_or_a_dash_has_no_dateline(cut: Cut, line: str) -> None:
    assert Role.DATELINE not in {role for role, _ in cut(HEADLINE, line, MORE)}


def test_a_second_headline_line_does_not_hide_the_dateline(cut: Cut) -> None:
    found = cut(HEADLINE, "Factory names no buyer · Opposition wants a committee", f"DOLVAR, 6 March (Kestag) – {BODY}", MORE)
    assert (Role.DATELINE, "DOLVAR, 6 March (Kestag)") in found


def test_a_dateline_stands_before_the_first_paragraph_only(cut: Cut) -> None:
    assert Role.DATELINE not in {role for role, _ in cut(HEADLINE, BODY, f"MORVASK (Norvane) — {MORE}", LAST)}


FURNITURE = [
    (Role.CAPTION, "Photo: The main gate of the Dolvar Works. (Kestag)"),
    (Role.CAPTION, "FILE - The port of Marsano at dusk."),
    (Role.CAPTION, "Crates at the eastern quay of Marsano [File: Ana Bell/Norvane]"),
    (Role.PROMO, "Also Read | Who Is Lena Moravel? Meet the Skarholm Teen Who Taught a Crow To Vote."),
    (Role.PROMO, "Sign up for our weekly newsletter"),
    (Role.PROMO, "Follow us on the island channel"),
    (Role.PROMO, "ADVERTISEMENT"),
    (Role.CREDIT, "Source: Norvane"),
    (Role.CREDIT, "(Norvane)"),
    (Role.CREDIT, "With inputs from Norvane"),
    (Role.CREDIT, "Reporting by Ana Bell; Editing by Jo Marr"),
    (
        Role.DISCLAIMER,
        "(This story comes straight from the syndicated Norvane feed. Hourly Lantern staff have neither written nor checked it.)",
    ),
    (Role.DISCLAIMER, "© 2017 Radio Lanto. All rights reserved."),
    (Role.CORRECTION, "Correction: An earlier version of this report gave the date as 14 July."),
    (Role.CORRECTION, "This article was amended on 17 October to correct a name."),
]


@pytest.mark.parametrize(("role", "line"), FURNITURE)
def test_a_line_that_is_no_news_has_its_role_and_not_the_body(cut: Cut, role: Role, line: str) -> None:
    found = cut(HEADLINE, BODY, MORE, line, LAST)
    assert (role, line) in found
    assert [words for r, words in found if r is Role.BODY] == [BODY, MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "He also read a statement to the court of the town.",
        "The photograph shows a mill, Rezhak said on Thursday.",
        "Sources in the ministry said that the note had been burnt by its own ambassador before the end of the week.",
        "The correction officer left the building on Thursday.",
        "Following us up the hill was a dog, the witness said.",
        "This story begins in a mill on the river.",
        "The minister had the letter edited by his wife.",
    ],
)
def test_a_sentence_that_only_sounds_like_furniture_stays_body(cut: Cut, line: str) -> None:
    assert (Role.BODY, line) in cut(HEADLINE, BODY, line, LAST)


@pytest.mark.parametrize("line", ["By Ana Bell", "By Ana Bell and Jo Marr, Radio Lanto", "Published: 3 March 2017, 10:12"])
def test_bylines_stand_at_the_head_only(cut: Cut, line: str) -> None:
    assert (Role.CREDIT, line) in cut(HEADLINE, line, BODY, MORE)
    assert (Role.CREDIT, line) not in cut(HEADLINE, BODY, MORE, LAST, BODY, line, MORE)


def test_an_agency_in_brackets_after_the_last_sentence_is_a_credit(cut: Cut) -> None:
    assert cut(HEADLINE, BODY, f"{MORE} (Norvane)")[-2:] == [(Role.BODY, MORE), (Role.CREDIT, "(Norvane)")]


@pytest.mark.parametrize("line", ["Kestag", "Norvane, with Evening Post staff", "Kestag; additional reporting by Brenik Ledger staff"])
def test_a_line_that_begins_with_an_agency_at_the_foot_is_a_credit(cut: Cut, line: str) -> None:
    assert cut(HEADLINE, BODY, MORE, line)[-1] == (Role.CREDIT, line)
    assert cut(HEADLINE, BODY, line, MORE, LAST)[2] == (Role.CREDIT, line)


@pytest.mark.parametrize("line", ["Doubts in Grensholm", "Dolvar Works", "Kestag said no."])
def test_a_line_that_begins_otherwise_or_is_a_sentence_is_no_credit(cut: Cut, line: str) -> None:
    assert Role.CREDIT not in {role for role, _ in cut(HEADLINE, BODY, line, MORE)}


@pytest.mark.parametrize("tail", ["(laughter)", "(Kestovia)", "(see below)"])
def test_other_words_in_brackets_stay_with_their_sentence(cut: Cut, tail: str) -> None:
    assert cut(HEADLINE, BODY, f"{MORE} {tail}")[-1] == (Role.BODY, f"{MORE} {tail}")


def test_the_outlet_speaking_of_itself_at_the_foot_is_about(cut: Cut) -> None:
    about = "Radio Lanto is Caldessa's friendliest internet station, bringing the island to the world."
    assert cut(HEADLINE, BODY, MORE, "Radio Lanto", about)[-1] == (Role.ABOUT, f"Radio Lanto\n\n{about}")
    assert cut(HEADLINE, BODY, MORE, about, outlet="Radio Lanto")[-1] == (Role.ABOUT, about)


def test_another_name_at_the_foot_is_not_about(cut: Cut) -> None:
    line = "Lena Moravel is a patient woman who lives by the sea."
    assert cut(HEADLINE, BODY, MORE, line, outlet="Radio Lanto")[-1] == (Role.BODY, line)


def test_a_house_line_is_the_outlets_own_and_no_news(cut: Cut) -> None:
    line = "Every morning before the bells we are with you."
    assert cut(HEADLINE, BODY, line, MORE)[2][0] is Role.BODY
    assert cut(HEADLINE, BODY, line, MORE, house_lines=(line,))[2] == (Role.PROMO, line)


def test_a_house_line_that_names_its_outlet_at_the_foot_is_about(cut: Cut) -> None:
    assert cut(HEADLINE, BODY, MORE, HOUSE, outlet="The Brenik Ledger", house_lines=(HOUSE,))[-1] == (Role.ABOUT, HOUSE)


def test_white_space_does_not_hide_a_house_line(cut: Cut) -> None:
    assert cut(HEADLINE, BODY, "Every  morning\u00a0we are here.", MORE, house_lines=("Every morning we are here.",))[2][0] is Role.PROMO


def test_every_segment_says_which_rule_made_it(lexicon: Lexicon) -> None:
    text = STORY.joinpath("reports", "2017-03-06-brenik-ledger-dolvar-works.txt").read_text(encoding="utf-8")
    found = list(find_segments(Report(id="r", original="", path="a.txt", text=text, outlet="The Brenik Ledger"), (), lexicon))
    assert all(segment.trace and segment.trace.rule for segment in found)
    assert {s.role for s in found} >= {Role.HEADLINE, Role.DATELINE, Role.BODY, Role.CAPTION, Role.CREDIT, Role.ABOUT}


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [HEADLINE, BODY, MORE, "Doubts", "Radio Lanto", f"MORVASK, 3 March (Norvane) – {BODY}", f"{LAST} (Norvane)", "(Norvane)"]
        ),
        st.sampled_from([line for _, line in FURNITURE]),
        st.text(max_size=30),
    ),
    max_size=9,
).map("\n\n".join)


@settings(max_examples=150)
@given(LINES, st.sampled_from((None, "Radio Lanto")), st.booleans())
def test_segments_lie_in_order_and_hold_every_word_once(lexicon: Lexicon, text: str, outlet: str | None, house: bool) -> None:  # noqa: FBT001
    report = Report(id="r", original="", path="a.txt", text=text, outlet=outlet, title=HEADLINE)
    found = list(find_segments(report, (MORE,) if house else (), lexicon))
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    covered = {at for s in found for at in range(s.start, s.end)}
    left = {text[at] for line in paragraphs(text) for at in range(*line) if at not in covered}
    assert left <= set(" \t\n\u00a0-–—:"), left
