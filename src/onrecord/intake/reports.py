"""One arrival to one report: bytes, text, and what is known of it."""

import hashlib
import re
from dataclasses import dataclass

from onrecord.intake.arrivals import Arrival, Said
from onrecord.intake.decoding import check_size, decode
from onrecord.intake.page import Page, from_html, from_markdown, is_html
from onrecord.model import BadInput, Original, Problem, Refused, Report, content_id
from onrecord.text.folding import fold

_FEW = 0.06
_FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "was",
        "for",
        "on",
        "it",
        "with",
        "as",
        "by",
        "be",
        "at",
        "from",
        "has",
        "have",
        "are",
        "he",
        "said",
        "not",
        "this",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A report with its original; ``stated`` when a person or manifest named its outlet or address."""

    original: Original
    report: Report
    stated: bool
    problems: tuple[Problem, ...] = ()


def take_in(arrival: Arrival) -> TakenIn:
    """Read an arrival's file. Raises BadInput or Refused when it gives no report.

    Trust goes from the manifest to the options to the file itself; nothing else tells outlet or day.
    """
    if arrival.fault and arrival.barred:
        raise arrival.fault
    try:
        size = arrival.file.stat().st_size
        check_size(size, arrival.shown)
        data = arrival.file.read_bytes()
    except PermissionError:
        raise Refused(arrival.shown, "may not be read", "change its permissions") from None
    except OSError as error:
        raise Refused(arrival.shown, f"cannot be read ({error.strerror})", "check the disk and the path") from None
    return from_bytes(data, arrival.shown, arrival.said, arrival.fault)


def from_bytes(data: bytes, shown: str, said: Said, fault: BadInput | None = None) -> TakenIn:
    """A report from its bytes. Raises BadInput when there is no text in them.

    The same bytes are one report, unless it is stated that different outlets published them.
    """
    decoded = decode(data, shown)
    if is_html(decoded.text, shown):
        page = from_html(decoded.text, shown)
    elif shown.lower().endswith((".md", ".markdown")):
        page = from_markdown(decoded.text)
    else:
        page = Page(text=decoded.text)
    if not any(c.isalnum() for c in page.text):
        raise BadInput(shown, "has no words in it", "give a report with text in it")
    known = said.over(Said(outlet=page.outlet, published=page.published, url=page.url, title=page.title, lang=page.lang))
    stated = bool(said.outlet or said.url)
    original = Original(id="sha256:" + hashlib.sha256(data).hexdigest(), data=data)
    publication = (fold(said.outlet) if said.outlet else said.url,) if stated else ()
    report = Report(
        id=content_id("r", original.id, *publication), original=original.id, path=shown, text=page.text, outlet=known.outlet,
        published=known.published, title=known.title, url=known.url, lang=known.lang or ("en" if looks_english(page.text) else None),
    )  # fmt: skip
    problems = []
    if fault:
        problems.append(Problem(report=report.id, stage="intake", what=fault.problem, detail=f"{fault.subject}; {fault.remedy}"))
    if decoded.replaced:
        what = f"{decoded.replaced} place{'' if decoded.replaced == 1 else 's'} cannot be decoded ({decoded.encoding})"
        problems.append(Problem(report=report.id, stage="intake", what=what, detail="shown as U+FFFD"))
    if report.lang != "en":
        problems.append(
            Problem(report=report.id, stage="intake", what="does not look like English", detail="read with English rules all the same")
        )
    return TakenIn(original=original, report=report, stated=stated, problems=tuple(problems))


def looks_english(text: str) -> bool:
    """Whether English function words make up a fair share of the words."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    return bool(words) and sum(w in _FUNCTION_WORDS for w in words) >= _FEW * len(words)
