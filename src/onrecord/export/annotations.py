"""Statements as W3C Web Annotations (Recommendation of 2017), with TextQuote and TextPosition selectors.

Lost: figures, times, names, transfers, claims and conflicts; which words are source and which are cue.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.casework.looking import Said, Whole
from onrecord.model import Report, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and after the words, by which another program finds them again in a page that has changed."""


def annotations(whole: Whole) -> dict[str, Any]:
    """One AnnotationCollection with all statements on its one page, in the order of the reports."""
    made = [_annotation(said) for said in whole.said.values()]
    page = {"type": "AnnotationPage", "id": "urn:onrecord:statements:1", "startIndex": 0, "items": made}
    return {"@context": CONTEXT, "id": "urn:onrecord:statements", "type": "AnnotationCollection", "total": len(made), "first": page}


def _annotation(said: Said) -> dict[str, Any]:
    statement, report = said.statement, said.report
    who = statement.speaker.name if statement.speaker else "(nobody named)"
    targets = list(_targets(report, statement.content))
    made = (
        {"creator": {"type": "Person", "name": statement.decided[-1].person}, "modified": statement.decided[-1].at}
        if statement.decided
        else {}
    )
    return {
        "id": f"urn:onrecord:{statement.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": f"{who} {statement.stance.value.replace('_', ' ')}", "purpose": "describing"},
            {"type": "TextualBody", "value": statement.stance.value, "purpose": "tagging"},
        ],
        **made,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _targets(report: Report, spans: tuple[Span, ...]) -> Iterator[dict[str, Any]]:
    source = report.url or f"urn:onrecord:{report.id}"
    for start, end in spans:
        quote = {
            "type": "TextQuoteSelector", "exact": report.text[start:end], "prefix": report.text[max(0, start - _AROUND) : start],
            "suffix": report.text[end : end + _AROUND],
        }  # fmt: skip
        yield {"source": source, "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}]}
