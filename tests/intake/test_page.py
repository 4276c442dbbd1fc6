"""Web pages and Markdown: the report's own text, and only what they say of themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.demo import STORY
from onrecord.intake.page import Page, from_html, from_markdown, is_html
from onrecord.model import BadInput

FIRST = "Draunia has called on its old partner Kestovia to explain reports that some 2,400 rockets were delivered to Orlava."
SECOND = "Foreign Ministry spokeswoman Nadira Holvek said the ministry had handed a note to the ambassador on Thursday."
HEAD = """<title>Draunia asks Kestovia to explain</title>
<meta property="og:site_name" content="The Brenik Ledger">
<meta property="og:title" content="Draunia asks Kestovia to explain">
<meta property="article:published_time" content="2017-03-03T10:00:00Z">
<link rel="canonical" href="https://www.brenikledger.example/politics/1">"""


def page(head: str = HEAD, body: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> str:
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>'
        f"<article><h1>Draunia asks Kestovia to explain</h1>{body}</article>"
        "<footer>Terms of use</footer><script>var rockets = 9999;</script></body></html>"
    )


def test_a_page_tells_title_outlet_day_and_address() -> None:
    found = from_html(page(), "a.html")
    assert found.title == "Draunia asks Kestovia to explain"
    assert found.outlet == "The Brenik Ledger"
    assert found.published == "2017-03-03"
    assert found.url == "https://www.brenikledger.example/politics/1"
    assert found.lang == "en"


def test_the_text_is_headline_and_paragraphs_without_the_page_around_them() -> None:
    assert from_html(page(), "a.html").text.split("\n\n") == ["Draunia asks Kestovia to explain", FIRST, SECOND]


def test_a_page_that_tells_nothing_leaves_outlet_and_day_unknown() -> None:
    found = from_html(page(head=""), "a.html")
    assert (found.outlet, found.published, found.url) == (None, None, None)


def test_a_date_in_the_running_text_is_not_taken_for_the_day_of_publication() -> None:
    body = f"<p>{FIRST}</p><p>The note of 14 June 2016 was handed over in Brenik on 3 March 2017, the ministry of the country said.</p>"
    assert from_html(page(head="", body=body), "a.html").published is None


def test_the_title_stands_once() -> None:
    assert from_html(page(), "a.html").text.count("Draunia asks Kestovia to explain") == 1


def test_entities_and_markup_become_characters() -> None:
    quote = "&ldquo;We sold <em>none</em>,&rdquo; the caf&eacute; owner said of the rockets &amp; shells, and it was denied."
    body = f"<p>{quote}</p><p>{FIRST}</p>"
    assert "“We sold none,” the café owner said of the rockets & shells" in from_html(page(body=body), "a.html").text


@pytest.mark.parametrize(
    "text",
    [
        "<html><body></body></html>",
        "<html><head><title>Rockets</title></head><body><script>var a = 1</script></body></html>",
        "<p>",
        "<!doctype html>",
        '<html><body><img src="rocket.png"></body></html>',
    ],
)
def test_a_page_without_a_report_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadInput, match=r"a\.html: has no report text in it; save"):
        from_html(text, "a.html")


def test_a_page_that_breaks_the_extractor_is_bad_input_and_no_crash() -> None:
    text = (
        "</p><svg>--><meta property='article:published_time' content='x'><meta name=date content='2017-99-99'></title><p></div>--></div>"
        "<?xml version='1.0' encoding='utf-8'?><html><div><meta name=date content='2017-99-99'><time datetime='0000'>"
    )
    with pytest.raises(BadInput, match=r"a\.html"):
        from_html(text, "a.html")


PIECES = st.sampled_from(
    ["<html>", "<p>", "</p>", "<div>", "</div>", "<article>", "<h1>Rockets</h1>", "<script>", "<!--", "-->", "<title>", "&#0;", "&#xD800;",
     "<meta name=date content='2017-99-99'>", "<time datetime='0000'>", "<link rel=canonical href='http://[bad'>", "<table><tr><td>", "]]>",
     "<?xml version='1.0' encoding='utf-8'?>", "\u202e", "Brenik denied it. ", FIRST, "<svg>", "</body>", "\ufffe"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_tag_soup_is_a_page_or_bad_input(soup: str) -> None:
    try:
        found = from_html(soup, "a.html")
    except BadInput:
        return
    assert found.text.strip()


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        ("Brenik denied it.", "a.html", True),
        ("<!DOCTYPE HTML><html>", "page", True),
        ("  <p>Brenik denied it.</p>", "a.txt", True),
        ("Brenik denied it.", "a.txt", False),
        ("The value was < 212 and > 100.", "a.txt", False),
        ("Write to <holvek@morvask.example>.", "a.txt", False),
    ],
)
def test_a_page_is_known_by_its_name_or_its_tags(text: str, name: str, *, answer: bool) -> None:
    assert is_html(text, name) is answer


def test_the_demo_pages_give_the_reports_their_makers_wrote() -> None:
    source = STORY.joinpath("reports", "2019-01-17-brenik-ledger-rezhak.html").read_text(encoding="utf-8")
    found = from_html(source, "rezhak.html")
    assert found.outlet == "The Brenik Ledger"
    assert found.published == "2019-01-17"
    assert "<" not in found.text


MARKDOWN = """---
title: The Stella Verdano
outlet: "Tallyman's Letter"
published: 2019-02-28
url: https://tallymansletter.example/12
---
# The *Stella Verdano*

**Brasmek Trade** sold [rockets](https://brasmek.example) to _Orlava_.

> “Not one screw,” Rezhak said.

---

![the ship](ship.png)

A snake_case_name and 3 * 4 * 5 stay.
"""


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    paragraphs = [line for line in from_markdown(MARKDOWN).text.split("\n") if line]
    assert paragraphs == [
        "The Stella Verdano",
        "Brasmek Trade sold rockets to Orlava.",
        "“Not one screw,” Rezhak said.",
        "the ship",
        "A snake_case_name and 3 * 4 * 5 stay.",
    ]


@pytest.mark.parametrize("mark", ["**a ", "__a ", "_a ", "[a", "![a", "*a "])
def test_a_long_text_of_opening_marks_alone_stays_as_it_is(mark: str) -> None:
    assert from_markdown(mark * 60_000).text == mark * 60_000


def test_front_matter_tells_of_the_report() -> None:
    found = from_markdown(MARKDOWN)
    assert found.title == "The Stella Verdano"
    assert found.outlet == "Tallyman's Letter"
    assert found.published == "2019-02-28"
    assert found.url == "https://tallymansletter.example/12"


def test_markdown_without_front_matter_knows_its_heading_only() -> None:
    found = from_markdown("# Rockets at the front\n\nBrenik denied it.")
    assert found == Page(text="Rockets at the front\n\nBrenik denied it.", title="Rockets at the front")


def test_front_matter_with_a_nonsense_date_leaves_the_day_unknown() -> None:
    assert from_markdown("---\ndate: last week\n---\nBrenik denied it.").published is None
