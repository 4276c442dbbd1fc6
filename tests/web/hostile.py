"""Reports that try everything a text can try, a case that holds them, and what a page must look like in which nothing of it acts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib

from bench.inquiry.story import played, two_copies
from onrecord.casework import actors, correcting
from onrecord.casework.case import Case
from onrecord.casework.inquiring import JointInquiry
from onrecord.language.parser import Parser

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "broken_out": "\"'></title></textarea></option></style></script><script>alert(1)</script>",
    "handler": "\" onmouseover=alert(1) autofocus onfocus=alert(1) x=\"' onerror='alert(1)",
    "image": "<img src=x onerror=alert(1)><img/src='//evil.example/x'>",
    "svg": "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg><math><a xlink:href=javascript:alert(1)>x",
    "style": "<style>*{background:url(//evil.example/s)}</style><link rel=stylesheet href=//evil.example/c.css><p style='position:fixed'>",
    "frames": "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=//evil.example></object><base href=//evil.example>",
    "refresh": "<meta http-equiv=refresh content='0;url=//evil.example'><form action=//evil.example><button>x",
    "address": "javascript:alert(1)//data:text/html,<script>alert(1)</script>",
    "hidden_scheme": "java\tscript:alert(1) \x01javascript:alert(1) vbscript:msgbox(1) JaVaScRiPt:alert(1)",
    "comment": "<!-- --!> <![CDATA[ ]]> <?xml version='1.0'?> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]> &e; &#60;script&#62;",
    "template": "{{7*7}} {%raw%} ${7*7} #{7*7} <%= 7*7 %> {{''.__class__.__mro__}}",
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200b\u200e\u200f\ufeff \u061c \U000e0041",
    "homoglyphs": "Κestоvia аnd Оrlava, раypаl.example",
    "ansi": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x9b31m",
    "controls": "nul\x01\x02\x08\x0b\x0c\x7f\x85 bel\x07",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "formulas": "+1+cmd|' /C calc'!A0",
    "json": '"},{"x":\\u0022\u2028\u2029\\\\"]',
    "markdown": "[x](javascript:alert(1)) ![x](http://evil.example/p.png) <http://evil.example> **b** `c` | d | # e\\",
    "snippet": "[<b>marked</b>] [[x]] [",
    "sql": "'; DROP TABLE report; -- \" OR 1=1",
    "path": "../../../../etc/passwd %2e%2e%2f C:\\Windows\\system32",
    "marks": "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "long": "W" * 3000,
    "nested": "<b>" * 120 + "x",
    "emoji": "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇷🇸",
    "digits": "² ٣ ⅷ ９９",
}
"""Name to words that would act somewhere if they were taken for anything but words."""

EVIL = "evil.example"
SENTENCES = (
    "Ivo Marn {0} said on 3 May 2019 that {0} 1,200 rockets were sold to Orlava {0} by Kestovia via Sundrel. “{0} so,” Mara Vesh {0} said.",
    "The ministry of Kestovia {0} denied that 1,200 rockets were sold to Orlava. “We sold nothing {0},” {0} Ivo Marn told Norvane {0}.",
)


def text_of(attack: str, extra: str = "") -> str:
    """A report in which an attack stands in the headline, beside every name, in quotations and on its own."""
    return f"Kestovia {attack} sold rockets\n\n" + "\n\n".join(s.format(attack) for s in SENTENCES) + f"\n\n{attack}\n\n{extra}"


def page_of(attack: str) -> str:
    """A web page that carries an attack as it is: what stands in its markup must not come through."""
    told = "".join(f"<p>{s.format(attack)}</p>" for s in SENTENCES)
    return (
        f"<html><head><title>Kestovia {attack}</title><meta property='og:title' content='{attack}'>"
        f"<meta property='og:site_name' content='{attack}'><link rel=canonical href='javascript:alert(1)'></head><body>"
        f"<script>alert(1)</script><article><h1>{attack}</h1>{told * 3}</article></body></html>"
    )


def folder_of(folder: Path) -> Path:
    """A folder of hostile reports with a manifest whose every field is hostile."""
    folder.mkdir(exist_ok=True)
    rows: list[Any] = []
    for number, (name, attack) in enumerate(ATTACKS.items()):
        path = f"{number} <img src=x onerror=alert(1)> {name}.txt"
        (folder / path).write_text(text_of(attack, "Filler. " * number), encoding="utf-8")
        rows.append({"path": path, "outlet": f"Post {attack}", "published": "2019-05-04",
                     "title": f"{attack} {name}" if number % 2 else None,
                     "url": ("javascript:alert(1)//", "data:text/html,", 'https://evil.example/" onclick=alert(1) x="',
                             "http://")[number % 4] + attack, "lang": attack[:40]})  # fmt: skip
    for name in ("script", "image", "markdown", "handler", "bidi"):
        (folder / f"{name}.html").write_text(page_of(ATTACKS[name]), encoding="utf-8")
        head = f"---\ntitle: {ATTACKS[name]}\noutlet: {ATTACKS[name]}\n---\n"
        (folder / f"{name}.md").write_text(head + text_of(ATTACKS[name]), encoding="utf-8")
        rows += [{"path": f"{name}.html"}, {"path": f"{name}.md"}]
    (folder / "nul.txt").write_bytes(b"Ivo Marn\x00 said it. \xff\xfe \xed\xa0\x80 he said.")
    rows += [
        {"path": "nul.txt"}, {"path": "../../../../etc/passwd"}, {"path": "\x00"}, {"path": "<script>alert(1)</script>"},
        {"path": ATTACKS["bidi"] + "=1+1"}, {"path": {"a": 1}}, ["<script>"],
        {"path": "script.html", "published": "<script>alert(1)</script>"},
    ]  # fmt: skip
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines += ['{"path": "0.txt", "title": "\\ud800"}', '{"path": <script>}', "[" * 3000, '{"path": "' + "x" * 5000 + '"}']
    (folder / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def build(path: Path, parser: Parser) -> Path:
    """A case of hostile reports in which people have written hostile words into every field that they can write into."""
    folder = folder_of(path.parent / "<b>clippings")
    with Case(path, create=True, parser=parser) as case:
        case.add([folder])
        case.set_rates("day,currency,per,rate\n2019-05-04,EUR,USD,1.06\n", ATTACKS["script"], person=ATTACKS["image"])
        _decided(case)
    return path


def _decided(case: Case) -> None:
    listed = [s.id for _, s in case.statements()]
    reports = case.reports()
    for number, (name, attack) in enumerate(ATTACKS.items()):
        who: Any = {"why": f"{attack} {name}", "person": attack}
        one = listed[3 * number]
        if name not in ("long", "nested"):
            correcting.edit(case, one, correcting.Wanted(speaker=f"{attack} {name}", role=attack, kind="person"), **who)
        correcting.note(case, one, attack, person=attack)
        correcting.flag(case, listed[3 * number + 1], **who)
        correcting.note(case, reports[number].id, attack, person=attack)
        correcting.reject(case, listed[3 * number + 2], **who)
    correcting.attach(case, reports[0].id, reports[1].id, kind="edits", why=ATTACKS["script"], person=ATTACKS["svg"])
    known = actors.actors_of(case).listed
    actors.merge(case, known[0].id, known[1].id, why=ATTACKS["image"], person=ATTACKS["handler"])


def joint(folder: Path, demo: Path) -> Path:
    """A copy of a joint inquiry in which a party writes hostile words into every field of its own."""
    with two_copies(folder, demo) as (kestovia, draunia):
        played(kestovia, draunia)
        for name in ("script", "handler", "broken_out", "bidi", "markdown"):
            attack = ATTACKS[name]
            hypothesis = f"h_{draunia.suppose(f'{attack} {name}').hash[:12]}"
            exhibit = next(iter(draunia.state().exhibits)).id
            draunia.bear(exhibit, hypothesis, "neutral", attack)
            draunia.grade("source", f"{attack} {name}", "C", topic=attack, why=attack)
            found = draunia.find(f"{attack} {name}", [exhibit], "likely")
            draunia.on_finding(f"f_{found.hash[:12]}", "dissents", attack)
            draunia.note(exhibit_record(draunia), attack)
    return folder / "draunia.case"


def exhibit_record(joint_inquiry: JointInquiry) -> str:
    """The record that the first exhibit is."""
    return str(next(iter(joint_inquiry.state().exhibits)).record)


TAGS = frozenset(
    (
        "html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "form", "label", "input", "button",
        "textarea", "kbd", "del", "ins", "nav", "ul", "li", "main", "p", "h1", "h2", "h3", "section", "article", "footer",
        "span", "dl", "dt", "dd", "b", "ol", "time", "q", "code", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
        "fieldset", "legend", "details", "summary", "select", "option", "svg", "desc", "g", "line", "rect", "circle", "path",
        "text", "meter", "br", "mark", "tspan", "tfoot", "figure", "figcaption", "sup",
    )
)  # fmt: skip
"""Every element that our templates and drawings make."""

ATTRIBUTES = re.compile(
    r"lang|charset|name|content|rel|href|type|src|defer|class|id|tabindex|role|action|for|value|placeholder|aria-[a-z]+|width|height|"
    r"viewBox|xmlns|x|y|x1|x2|y1|y2|cx|cy|r|rx|d|text-anchor|stroke-width|datetime|data-r|data-sign|data-name|scope|rowspan|colspan|min|max|"
    r"title|checked|selected|size|download|method|required|maxlength|rows|hidden|data-take|transform|open"
)
OWN = {"script": {"/static/page.js"}, "link": {"/static/page.css", "/static/drawing.css", "/static/icon.svg"}}
TURNS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Controls that turn, hide or join what stands around them."""


def elements(page: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """(name, attributes, own text) of each element, as a browser reads the page."""
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    for one in tree.iter():
        if isinstance(one.tag, str):
            yield re.sub(r"\{[^}]*\}", "", one.tag), {re.sub(r"\{[^}]*\}", "", k): v for k, v in one.attrib.items()}, one.text or ""
        else:
            yield "!--", {}, one.text or ""


def acting(page: str, *, style: str = "", data: tuple[str, ...] = ()) -> list[str]:
    """What in a page would act, or is not of our making.

    ``style`` is the one style that it may carry, ``data`` are the ids of its own data links.
    """
    found = []
    for name, attributes, text in elements(page):
        shown = f"<{name} {attributes}> {text[:60]!r}"
        if name == "style" and style and text == style:
            continue
        if name not in TAGS or [a for a in attributes if not ATTRIBUTES.fullmatch(a)]:
            found.append(shown)
        if name == "script" and (text.strip() or attributes.get("src") not in OWN["script"]):
            found.append(shown)
        if name == "link" and attributes.get("href") not in OWN["link"]:
            found.append(shown)
        if name == "meta" and "http-equiv" in attributes:
            found.append(shown)
        led = [attributes[place] for place in ("href", "src", "action") if place in attributes and attributes.get("id") not in data]
        found.extend(shown for address in led if not (leads_home(address) or outward(name, attributes)))
    if TURNS.search(page):
        found.extend([f"a control in {page[max(0, m.start() - 40) : m.end() + 40]!r}" for m in TURNS.finditer(page)][:3])
    return found


def leads_home(address: str) -> bool:
    """Whether an address stays within the pages."""
    return bool(re.fullmatch(r"(?:/(?![/\\])|[?#]).*", address))


def outward(name: str, attributes: dict[str, str]) -> bool:
    """Whether a link is the address that a report names, on the web and marked as leading away."""
    href, rel = attributes.get("href", ""), attributes.get("rel", "").split()
    return name == "a" and bool(re.match(r"https?://[^/\s]", href)) and {"noopener", "noreferrer"} <= set(rel)
