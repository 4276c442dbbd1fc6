"""Credits: where a report says it comes from, and what only looks like it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.chain.credits import find_credits
from onrecord.intake.segments import find_segments
from onrecord.lexicon import Lexicon
from onrecord.model import Credit, CreditKind, Report

HEADLINE = "Draunia asks Kestovia to explain rockets in Orlava"
BODY = "Draunia has called on Kestovia to explain the reports."
MORE = "Brenik denied it on Thursday, and Zavrin declined to comment."

Find = Callable[..., list[Credit]]


@pytest.fixture
def find(lexicon: Lexicon) -> Find:
    """``find(line, line, ..., outlet=...)``: the credits of a report of these lines."""

    def credited(*lines: str, outlet: str | None = None) -> list[Credit]:
        report = Report(id="r", original="", path="a.txt", text="\n\n".join(lines), outlet=outlet)
        found = list(find_credits(report, list(find_segments(report, (), lexicon)), lexicon))
        assert all(report.text[c.start : c.end] for c in found)
        return found

    return credited


def told(found: list[Credit]) -> list[tuple[str, CreditKind]]:
    return [(credit.agency, credit.kind) for credit in found]


@pytest.mark.parametrize(
    "dateline",
    ["MORVASK, 3 March (Norvane) –", "Morvask, Mar 3 (Norvane)", "MORVASK, March 3. /Norvane/.", "MORVASK (Norvane News Agency) —"],
)
def test_the_agency_in_the_dateline_is_a_credit(find: Find, dateline: str) -> None:
    assert told(find(HEADLINE, f"{dateline} {BODY}", MORE)) == [("Norvane", CreditKind.DATELINE)]


def test_two_agencies_in_one_dateline_are_two_credits(find: Find) -> None:
    found = find(HEADLINE, f"BRENIK, 16 October (Kestag/Norvane) – {BODY}", MORE)
    assert told(found) == [("Kestag", CreditKind.DATELINE), ("Norvane", CreditKind.DATELINE)]


@pytest.mark.parametrize("line", ["By Ana Bell, Norvane", "By Ana Bell and Jo Marr | Norvane"])
def test_the_agency_in_a_byline_is_a_credit(find: Find, line: str) -> None:
    assert told(find(HEADLINE, line, BODY, MORE)) == [("Norvane", CreditKind.BYLINE)]


@pytest.mark.parametrize(
    "line",
    ["Source: Norvane", "Via: Norvane News Agency", "(Norvane)", "With inputs from Norvane", "Kestag",
     "Kestag; additional reporting by our staff",
     "Norvane, with Evening Post staff", "This story was first published by the Grensholm Courier."],
)  # fmt: skip
def test_a_line_of_credit_names_its_agency(find: Find, line: str) -> None:
    (credit,) = find(HEADLINE, BODY, MORE, line)
    assert credit.kind is CreditKind.CREDIT_LINE
    assert credit.agency in line


def test_an_agency_after_the_last_sentence_is_a_credit_line(find: Find) -> None:
    assert told(find(HEADLINE, BODY, f"{MORE} (Norvane)")) == [("Norvane", CreditKind.CREDIT_LINE)]


def test_several_agencies_of_one_line_are_several_credits(find: Find) -> None:
    assert [agency for agency, _ in told(find(HEADLINE, BODY, MORE, "Sources: Norvane and Kestag"))] == ["Norvane", "Kestag"]


@pytest.mark.parametrize(
    "line",
    [
        "(The above story is verified and authored by Norvane staff. It has not been edited by us.)",
        "© 2017 Norvane. All rights reserved.",
    ],
)
def test_a_disclaimer_names_the_agency(find: Find, line: str) -> None:
    assert told(find(HEADLINE, BODY, MORE, line)) == [("Norvane", CreditKind.DISCLAIMER)]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("The road was long, the news desk reports with reference to the Grensholm Courier.", "Grensholm Courier"),
        ("The sum was $212 million, as first reported by the Grensholm Courier on Thursday.", "Grensholm Courier"),
        ("The gate was shut, Norvane reports.", "Norvane"),
        ("Kestag reported on Friday that the gate was shut.", "Kestag"),
        ("Kestag reported last week that the gate was shut.", "Kestag"),
        ("The Kestovian delegation told Norvane that it was tired.", "Norvane"),
        ("Radio Lanto reports, citing Norvane, that the gate was shut.", "Norvane"),
    ],
)
def test_another_outlet_named_in_the_text_as_the_teller_is_a_credit(find: Find, line: str, agency: str) -> None:
    found = find(HEADLINE, BODY, line, MORE)
    assert (agency, CreditKind.IN_TEXT) in told(found)


def test_the_span_of_a_credit_holds_the_name_and_nothing_else(find: Find) -> None:
    text = f"{HEADLINE}\n\nRezhak spoke, the desk reports with reference to the Grensholm Courier.\n\nSource: Norvane."
    found = find(*text.split("\n\n"))
    assert [text[c.start : c.end] for c in found] == ["Grensholm Courier", "Norvane"]


NEAR_MISSES = [
    "The minister spoke of a source: a spring in the hills.",
    "Rezhak (left) and Sorn (Kestovia) came to Morvask.",
    "He joined Norvane as a clerk and left it as a poet.",
    "He first reported by phone, and then by note.",
    "With help from Norvane staff the gate was opened.",
    "The play was authored by his aunt in 1950.",
    "The courier reported on Friday that the envelope was gone.",
    "They went by the road, and Holvek by the river.",
]


@pytest.mark.parametrize("line", NEAR_MISSES)
def test_what_only_sounds_like_a_credit_is_none(find: Find, line: str) -> None:
    assert find(HEADLINE, BODY, line, MORE) == []


@pytest.mark.parametrize(
    "line", ["Photo: The gate of the Dolvar Works. (Kestag)", "Also Read | Norvane reports on the crow.", "Norvane is ours!"]
)
def test_captions_and_promotions_credit_nobody_for_the_report(find: Find, line: str) -> None:
    assert find(HEADLINE, BODY, line, MORE) == []


def test_an_outlet_does_not_credit_itself(find: Find) -> None:
    line = "The sum was $212 million, as first reported by the Grensholm Courier on Thursday."
    assert find(HEADLINE, BODY, line, MORE, outlet="Grensholm Courier") == []
    assert find(HEADLINE, BODY, line, MORE, outlet="Radio Lanto") != []


def test_an_agency_alone_before_the_first_sentence_is_a_credit(find: Find) -> None:
    assert told(find(HEADLINE, f"(Norvane) — {BODY}", MORE)) == [("Norvane", CreditKind.CREDIT_LINE)]


def test_the_name_in_a_credit_ends_with_its_sentence(find: Find) -> None:
    assert told(find(HEADLINE, BODY, MORE, "Source: Norvane. The Dolvar Works"))[0][0] == "Norvane"


def test_an_outlet_of_the_same_case_is_known(lexicon: Lexicon) -> None:
    report = Report(id="r", original="", path="a.txt", text=f"{HEADLINE}\n\n(Plessov Herald) — {BODY}\n\n{MORE}")
    found = list(find_credits(report, list(find_segments(report, (), lexicon)), lexicon, {"plessov herald": "The Plessov Herald"}))
    assert told(found) == [("The Plessov Herald", CreditKind.CREDIT_LINE)]


def test_a_publisher_that_no_lexicon_knows_counts_in_a_source_line_only(find: Find) -> None:
    assert told(find(HEADLINE, BODY, MORE, "Source: Plessov Herald")) == [("Plessov Herald", CreditKind.CREDIT_LINE)]
    assert find(HEADLINE, BODY, "The gate was shut, as first reported by the Plessov Herald.", MORE) == []
    assert find(HEADLINE, f"MORVASK (Plessov Herald) — {BODY}", MORE) == []


def test_a_credit_says_which_rule_found_it(find: Find) -> None:
    found = find(HEADLINE, f"MORVASK, 3 March (Norvane) – {BODY}", f"{MORE} (Norvane)", "Source: Norvane")
    assert all(c.trace and c.trace.rule.startswith("credit_pattern:") for c in found)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                HEADLINE,
                BODY,
                MORE,
                "Source: Norvane",
                "(Norvane/Kestag)",
                "MORVASK (Norvane) — He left.",
                "By A. Bell, Norvane",
                *NEAR_MISSES,
            ]
        ),
        st.text(max_size=30),
    ),
    max_size=7,
).map("\n\n".join)


@settings(max_examples=100)
@given(LINES)
def test_credits_stand_inside_the_text_and_each_place_counts_once(lexicon: Lexicon, text: str) -> None:
    report = Report(id="r", original="", path="a.txt", text=text)
    found = list(find_credits(report, list(find_segments(report, (), lexicon)), lexicon))
    places = [(c.start, c.end) for c in found]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert len(set(places)) == len(places)
