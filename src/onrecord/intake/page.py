"""Web pages and Markdown to the text of the report in them, with what they say of themselves."""

import logging
import re
from dataclasses import dataclass
from typing import Any

from onrecord.model import BadInput
from onrecord.model.edtf import is_edtf

_HTML = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|article|div|p|meta)\b", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b[^>]*\brel=[\"']?canonical[\"']?[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"\bhref=[\"']([^\"']+)", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]*\blang=[\"']?([a-z]{2})", re.IGNORECASE)
_MARKDOWN = (
    (re.compile(r"^---\n.*?\n---\n", re.DOTALL), ""),
    (re.compile(r"!\[([^\[\]]*)\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"\*\*(?=\S)((?:[^*\n]|\*(?!\*))+?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"__(?=\S)((?:[^_\n]|_(?!_))+?)(?<=\S)__"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"^(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
)
_FRONT = re.compile(r"^---\n(.*?)\n---\n", re.DOTALL)
_FRONT_FIELD = re.compile(r"^(title|outlet|published|date|url|lang)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The report's text and what the file itself says of outlet, day, title, address and language."""

    text: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    lang: str | None = None


def is_html(text: str, name: str) -> bool:
    """Whether ``text`` is a web page, by its name or by its first tags."""
    return name.lower().endswith((".html", ".htm", ".xhtml")) or bool(_HTML.search(text[:2000]))


def from_html(text: str, name: str) -> Page:
    """The main text of a web page by trafilatura, its day by htmldate. Raises BadInput when no text is found."""
    from htmldate import find_date
    from trafilatura import bare_extraction

    for noisy in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    try:
        document: Any = bare_extraction(text, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True)
        day = find_date(text, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    except Exception as error:  # noqa: BLE001 - whatever the extractors stumble over is in the page
        what = f"cannot be read as a web page ({type(error).__name__})"
        raise BadInput(name, what, "save the report as plain text") from None
    body = (document.text or "").strip() if document else ""
    if not document or not body:
        raise BadInput(name, "has no report text in it", "save the whole page, or the report as plain text")
    title = document.title or None
    if title and title.casefold() not in body[: len(title) + 200].casefold():
        body = f"{title}\n\n{body}"
    body = re.sub(r"\n+", "\n\n", body)
    canonical = _CANONICAL.search(text)
    address = _HREF.search(canonical.group()) if canonical else None
    lang = _LANG.search(text[:5000])
    return Page(
        text=body, outlet=document.sitename or None, published=day if day and is_edtf(day) else None, title=title,
        url=address.group(1) if address else document.url or None, lang=lang.group(1).lower() if lang else None,
    )  # fmt: skip


def from_markdown(text: str) -> Page:
    """Markdown without its marks; a front matter block tells of title, outlet, published, url and lang."""
    front = _FRONT.match(text)
    said = {key.lower(): value for key, value in _FRONT_FIELD.findall(front.group(1))} if front else {}
    heading = re.search(r"^#[ \t]+(.+?)[ \t]*#*$", text, re.MULTILINE)
    plain = text
    for pattern, new in _MARKDOWN:
        plain = pattern.sub(new, plain)
    published = said.get("published") or said.get("date")
    return Page(
        text=plain.strip("\n"), outlet=said.get("outlet"), title=said.get("title") or (heading.group(1) if heading else None),
        published=published if published and is_edtf(published) else None, url=said.get("url"), lang=said.get("lang"),
    )  # fmt: skip
