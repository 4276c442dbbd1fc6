"""Cuts a report's text into segments by role."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.lexicon.patterns import pattern_rows, rows_to_try
from onrecord.model import Report, Role, Segment, Span, Trace
from onrecord.text.folding import squeeze
from onrecord.text.paragraphs import paragraphs
from onrecord.text.sieve import Sieve, needed

_HEAD, _TAIL = 3, 6
_LONGEST_HEADLINE, _LONGEST_SUBHEADING = 24, 9
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_AFTER_DATELINE = " \t\n\u00a0-–—:"
_LIST_MARK = re.compile(r"^(?:[-*•·–—]|\d+[.)])\s")


def find_segments(report: Report, house_lines: Collection[str], lexicon: Lexicon) -> Iterator[Segment]:
    """The segments of ``report`` in text order; together they cover every paragraph.

    ``house_lines`` are lines (white space squeezed) that many reports of the same outlet share;
    they are the outlet's own words, never a statement.
    """
    text = report.text
    lines = paragraphs(text)
    roles = [_role_of(report, lines, at, house_lines=house_lines, lexicon=lexicon) for at in range(len(lines))]
    _mark_headlines(text, lines, roles, report.title)
    _mark_agency_lines(text, lines, roles, lexicon)
    _mark_subheadings(text, lines, roles)
    _mark_about(text, lines, roles, report.outlet)
    found: list[Segment] = []
    seen_body = False
    for line, (role, rule) in zip(lines, roles, strict=True):
        if role is not Role.BODY:
            found.append(Segment(role, line.start, line.end, Trace(rule, (line,))))
            continue
        found.extend(_body(text, line, lexicon, dateline=not seen_body))
        seen_body = seen_body or bool(_ENDS_SENTENCE.search(text[line.start : line.end]))
    yield from _joined(found)


def _role_of(report: Report, lines: tuple[Span, ...], at: int, *, house_lines: Collection[str], lexicon: Lexicon) -> tuple[Role, str]:
    line = report.text[lines[at].start : lines[at].end]
    if len(line) <= _LONGEST_FURNITURE:
        for row, pattern in rows_to_try(lexicon, "segment_pattern").within(line):
            if (row.place == "head" and at >= _HEAD) or (row.place == "tail" and at < len(lines) - _TAIL):
                continue
            if row.kind != "prefix" and (pattern.match(line) if row.whole_line else pattern.search(line)):
                return Role(row.role), f"segment_pattern:{row.id}"
        for agency, pattern in disclaimer_patterns(lexicon).within(line):
            if pattern.search(line):
                return Role.DISCLAIMER, f"agency:{agency}"
    if house_lines and squeeze(line) in house_lines:
        names_itself = report.outlet is not None and report.outlet.casefold() in line.casefold()
        return (Role.ABOUT if names_itself and at >= len(lines) - _TAIL else Role.PROMO), "house_line"
    return Role.BODY, "layout:body"


_LONGEST_FURNITURE = 900


@lru_cache(maxsize=4)
def disclaimer_patterns(lexicon: Lexicon) -> Sieve[tuple[str, re.Pattern[str]]]:
    """Each agency's standing disclaimers, compiled, with the agency's id, sieved by the line."""
    compiled = ((row.id, re.compile(pattern, re.IGNORECASE)) for row in lexicon.rows("agency") for pattern in row.disclaimers)
    return Sieve((one, needed(one[1])) for one in compiled)


def _mark_headlines(text: str, lines: tuple[Span, ...], roles: list[tuple[Role, str]], title: str | None) -> None:
    """The first line when it looks like a headline and text follows; its repetitions; the known title."""
    known = squeeze(title) if title else None
    first = next((n for n, (role, _) in enumerate(roles) if role is Role.BODY), None)
    headline: str | None = None
    for at, line in enumerate(lines[: _HEAD + 2]):
        words = squeeze(text[line.start : line.end])
        if roles[at][0] is not Role.BODY:
            continue
        if words in (known, headline):
            roles[at] = (Role.HEADLINE, "layout:headline")
        elif at == first and _is_headline(words) and _has_body_after(text, lines, at):
            roles[at], headline = (Role.HEADLINE, "layout:headline"), words


def _is_headline(words: str) -> bool:
    count = len(words.split())
    return (
        count <= _LONGEST_HEADLINE
        and not (_ENDS_SENTENCE.search(words) and not words.endswith(("?", "!", "’", "'", "”", '"')))
        and bool(_HAS_LETTER.search(words))
    )


def _has_body_after(text: str, lines: tuple[Span, ...], at: int) -> bool:
    return any(_ENDS_SENTENCE.search(text[line.start : line.end]) for line in lines[at + 1 :])


def _mark_agency_lines(text: str, lines: tuple[Span, ...], roles: list[tuple[Role, str]], lexicon: Lexicon) -> None:
    """Near the head or the foot: a short line that begins with an agency's name and is no sentence ("Norvane, with our staff")."""
    for at, line in enumerate(lines):
        words = text[line.start : line.end]
        near_edge = at < _HEAD or at >= len(lines) - _TAIL
        if (
            at
            and near_edge
            and roles[at][0] is Role.BODY
            and len(words.split()) <= _LONGEST_SUBHEADING
            and not _ENDS_SENTENCE.search(words)
        ):
            name = _NAME_END.split(words, maxsplit=1)[0]
            if lexicon.names.lookup(name, "agency"):
                roles[at] = (Role.CREDIT, "layout:agency_line")


_NAME_END = re.compile(r"\s*[,;/&+|]|\s+and\s")


def _mark_subheadings(text: str, lines: tuple[Span, ...], roles: list[tuple[Role, str]]) -> None:
    """Short lines without an end mark that stand between paragraphs of the body."""
    body = [n for n, (role, _) in enumerate(roles) if role is Role.BODY]
    for at in body[1:-1]:
        words = text[lines[at].start : lines[at].end]
        fits = len(words.split()) <= _LONGEST_SUBHEADING and not _ENDS_SENTENCE.search(words)
        follows = _ENDS_SENTENCE.search(text[lines[at + 1].start : lines[at + 1].end])
        if fits and follows and _HAS_LETTER.search(words) and words[0] not in "\"“'‘(" and not _LIST_MARK.match(words):
            roles[at] = (Role.SUBHEADING, "layout:subheading")


def _mark_about(text: str, lines: tuple[Span, ...], roles: list[tuple[Role, str]], outlet: str | None) -> None:
    """At the foot: a line that is only a name, and the sentence after it that begins with that name.

    Also a last paragraph that begins with the outlet's own name and says what it is.
    """
    tail = range(max(1, len(lines) - _TAIL), len(lines))
    for at in tail:
        words = text[lines[at].start : lines[at].end]
        before = squeeze(text[lines[at - 1].start : lines[at - 1].end])
        names = [before] if len(before.split()) <= _LONGEST_OUTLET_NAME and not _ENDS_SENTENCE.search(before) else []
        names += [outlet] if outlet else []
        if any(re.match(rf"(?:the\s+)?{re.escape(n)}\s+(?:is|was|has been|provides|brings)\b", words, re.IGNORECASE) for n in names):
            if at < len(lines) - 2 and names[:1] != [before]:
                continue
            roles[at] = (Role.ABOUT, "layout:about")
            if names[0] == before:
                roles[at - 1] = (Role.ABOUT, "layout:about")


_LONGEST_OUTLET_NAME = 5


def _body(text: str, line: Span, lexicon: Lexicon, *, dateline: bool) -> Iterator[Segment]:
    """A body paragraph, less a dateline before it and an agency in brackets after it."""
    start, end = line
    if dateline:
        for row, pattern in pattern_rows(lexicon, "segment_pattern"):
            match = pattern.match(text[start : min(end, start + 160)]) if row.kind == "prefix" else None
            if match and _is_dateline(match.group(), lexicon):
                cut = start + len(match.group().rstrip(_AFTER_DATELINE))
                yield Segment(Role(row.role), start, cut, Trace(f"segment_pattern:{row.id}", (Span(start, cut),)))
                start = cut
                while start < end and text[start] in _AFTER_DATELINE:
                    start += 1
                break
    tail = _TRAILING_CREDIT.search(text, max(start, end - 80), end)
    ended = tail is not None and text[start : tail.start()].rstrip()[-1:] in ("", *".!?\"”’'")
    credited = (
        tail is not None
        and ended
        and any(lexicon.names.lookup(name, "agency", "outlet") for name in re.split(r"[,/&+]", tail.group("names")))
    )
    cut = tail.start() if tail and credited else end
    while cut > start and text[cut - 1].isspace():
        cut -= 1
    if cut > start:
        yield Segment(Role.BODY, start, cut, Trace("layout:body"))
    if tail and credited:
        yield Segment(Role.CREDIT, tail.start(), tail.end(), Trace("layout:trailing_credit", (Span(*tail.span()),)))


def _is_dateline(words: str, lexicon: Lexicon) -> bool:
    """Not a name with a remark in brackets: "Rezhak (left) denied it" has no capitals, day, dash or agency."""
    names = _BRACKETED.search(words)
    if names is None or _IN_CAPITALS.match(words) or any(c.isdigit() for c in words) or words.rstrip().endswith(("-", "–", "—")):
        return True
    return any(lexicon.names.lookup(name, "agency", "outlet") for name in re.split(r"[,/&+]", names.group(1)))


_BRACKETED = re.compile(r"[(\[/]\s*([^()\[\]]{2,40}?)\s*[)\]/]")
_IN_CAPITALS = re.compile(r"[A-Z][A-Z]")
_TRAILING_CREDIT = re.compile(r"[(\[](?P<names>[^()\[\]]{2,50})[)\]]\Z")


def _joined(segments: list[Segment]) -> Iterator[Segment]:
    """Neighbouring disclaimers, or lines about the outlet, as one segment."""
    held: Segment | None = None
    for segment in segments:
        if held and held.role is segment.role and segment.role in (Role.ABOUT, Role.DISCLAIMER):
            held = Segment(held.role, held.start, segment.end, held.trace)
            continue
        if held:
            yield held
        held = segment
    if held:
        yield held
