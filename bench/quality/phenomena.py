"""Precision and recall of statements by phenomenon and by lexicon row, so that a bad rule or row can be found.

A phenomenon is seen from the spans alone, the same way for the gold and for what was read: precision is over what was
read as such, recall over what the gold has as such. A gold statement counts for every lexicon row that owns a lemma of its cue.
"""

import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.quality.gold import SHARED, is_held_out, own_readings
from bench.quality.measures import Tally, alike, pairs, words_in
from onrecord.codec import to_plain
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon
from onrecord.model import Span

_CUES = ("verb_cue", "noun_cue", "adjective_cue", "adverb_cue", "phrase_cue")
_TABLE_OF = {"VERB": "verb_cue", "AUX": "verb_cue", "NOUN": "noun_cue", "PROPN": "noun_cue", "ADJ": "adjective_cue", "ADV": "adverb_cue"}
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "you", "who", "which", "that"))
_MARKS = '"“”«»„‘’`'
_STOP = re.compile(r"[.!?][\"”’']?\s")


@dataclass(frozen=True, slots=True)
class Told:
    """One statement as spans of a text, from the gold or from a reading; ``rows`` are lexicon rows as ``table:id``."""

    text: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rows: tuple[str, ...]
    stances: tuple[str, ...] = ()


@dataclass
class Sides:
    """How many were read and how many of these are right; how many the gold has and how many of these were found."""

    read: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def lost(self) -> int:
        """Wrongly read or missed."""
        return self.read - self.right + self.gold - self.found


@dataclass
class Score:
    """Tallies by phenomenon and by lexicon row; ``stance`` counts only where the content was right."""

    content: dict[str, Sides] = field(default_factory=dict)
    stance: dict[str, Tally] = field(default_factory=dict)

    def add(self, gold: Sequence[Told], read: Sequence[Told]) -> None:
        """Add one report's gold and readings."""
        said = [(told, words_in(told.text, told.content)) for told in gold]
        got = [(told, words_in(told.text, told.content)) for told in read]
        both = pairs(said, got, lambda g, f: alike(g[1], f[1]))
        right = {id(f) for _, (f, _) in both}
        found = {id(g) for (g, _), _ in both}
        for told in read:
            for name in labels(told):
                side = self.content.setdefault(name, Sides())
                side.read, side.right = side.read + 1, side.right + (id(told) in right)
        for told in gold:
            for name in labels(told):
                side = self.content.setdefault(name, Sides())
                side.gold, side.found = side.gold + 1, side.found + (id(told) in found)
        for (g, _), (f, _) in both:
            for name in labels(f) if g.stances else ():
                self.stance.setdefault(name, Tally()).add(int(f.stances[0] in g.stances), 1, 1)

    def lines(self) -> Iterator[str]:
        """The tables, the dearest names first: most wrong and missed."""
        for title, inside in (("phenomenon", False), ("lexicon row", True)):
            yield f"{title:40}{'read':>6}{'P':>7}{'gold':>7}{'R':>7}{'stance':>8}"
            names = [n for n in self.content if (":" in n) is inside]
            for name in sorted(names, key=lambda n: (-self.content[n].lost, n)):
                side, stance = self.content[name], self.stance.get(name)
                rates = (_rate(side.right, side.read), _rate(side.found, side.gold), _rate(stance.found, stance.gold) if stance else "-")
                yield f"  {name:38}{side.read:6}{rates[0]:>7}{side.gold:7}{rates[1]:>7}{rates[2]:>8}"


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def labels(told: Told) -> tuple[str, ...]:
    """The phenomena that a statement shows, one a question, and its lexicon rows."""
    return (_mode(told), _order(told), _length(told), _attachment(told), _source(told), *told.rows)


def _mode(told: Told) -> str:
    inside = [m for s in told.content for m in (told.text[max(0, s.start - 1) : s.end + 1],)]
    if not any(mark in part for part in inside for mark in _MARKS if mark not in "’‘"):
        return "mode indirect"
    whole = all(part.strip(" ,.")[:1] in _MARKS for part in inside if part.strip(" ,."))
    return "mode direct" if whole else "mode mixed"


def _order(told: Told) -> str:
    if not told.cue:
        return "order no cue"
    first, last, cue = told.content[0].start, told.content[-1].start, told.cue[0].start
    if first < cue < last:
        return "order cue inside the content"
    return "order content first" if first < cue else "order cue first"


def _length(told: Told) -> str:
    words = " ".join(told.text[s.start : s.end] for s in told.content)
    if "\n" in words:
        return "length several paragraphs"
    return "length several sentences" if _STOP.search(words) else "length one sentence"


def _attachment(told: Told) -> str:
    cue = " ".join(told.text[s.start : s.end] for s in told.cue).lower()
    opening = told.text[told.content[0].start : told.content[0].start + 6].lower()
    before = told.text[: told.content[0].start].rstrip().lower()
    if cue.startswith(("according", "per ", "as ")):
        return "attached according to, as"
    if not any(c.isalnum() for c in cue):
        return "attached colon, dash or nothing"
    if opening.startswith("that ") or before.endswith(" that"):
        return "attached that-clause"
    if opening.startswith("to ") or before.endswith(" to"):
        return "attached infinitive"
    if before.endswith((" of", " for", " over", " about", " on", " against", " from", " in", " with")):
        return "attached preposition"
    return "attached bare"


def _source(told: Told) -> str:
    words = " ".join(told.text[s.start : s.end] for s in told.source).split()
    if not words:
        return "source none"
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return "source pronoun"
    return "source name" if any(w[0].isupper() for w in words[1:] or words) else "source description"


def score_by_row(lexicon: Lexicon, parser: Parser) -> Score:
    """Own gold's dev half, and PolNeAR's dev split when it is there."""
    total = Score()
    for row, reading in own_readings():
        if is_held_out(row["doc"]):
            continue
        plain = to_plain(reading)
        owners = _Owners(plain["report"]["text"], lexicon, parser)
        gold = [_of_own(plain["report"]["text"], told, owners) for told in row["statements"]]
        total.add(gold, [_of_reading(plain["report"]["text"], s, s["trace"]["rule"]) for s in plain["statements"]])
    polnear = SHARED / "polnear" / "dev"
    if polnear.is_dir():
        _add_polnear(total, polnear, lexicon, parser)
    return total


def _add_polnear(total: Score, polnear: Path, lexicon: Lexicon, parser: Parser) -> None:
    from onrecord.casework.case import read_files
    from onrecord.model import Reading

    scorer, converter = _script("score_polnear"), _script("to_polnear")
    golds = scorer.read_gold(str(polnear))
    for reading in read_files(sorted((polnear / "text").glob("*.txt"))):
        if not isinstance(reading, Reading):
            continue
        text, marked = golds[Path(reading.report.path).stem]
        plain = to_plain(reading)
        kept = converter.without_nested(plain["statements"])
        moved, _, _ = converter.convert({**plain, "statements": kept}, text)
        owners = _Owners(text, lexicon, parser)
        gold = [Told(text, s, c, o, owners.of(c)) for s, c, o in (_sorted(m) for m in marked)]
        read = [_of_reading(text, m, k["trace"]["rule"], stance="") for m, k in zip(moved, kept, strict=True) if m["content"]]
        total.add(gold, read)


def _sorted(marked: dict[str, Any]) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    source, cue, content = (tuple(sorted(Span(*s) for s in marked[role])) for role in ("source", "cue", "content"))
    return source, cue, content


def _of_own(text: str, told: dict[str, Any], owners: "_Owners") -> Told:
    source, cue, content = _sorted({role: told[f"{role}_span"] for role in ("source", "cue", "content")})
    return Told(text, source, cue, content, owners.of(cue), (told["stance"], *told.get("stance_or", ())))


def _of_reading(text: str, spans: dict[str, Any], rule: str, stance: str | None = None) -> Told:
    source, cue, content = _sorted(spans)
    row, _, frame = (rule if ":" in rule else f"rule:{rule}").partition("/")
    return Told(text, source, cue, content, (row, *([f"frame {frame}"] if frame else [])), (spans["stance"] if stance is None else stance,))


class _Owners:
    """Which lexicon rows own a cue of a text, by the lemmas of its words."""

    def __init__(self, text: str, lexicon: Lexicon, parser: Parser) -> None:
        self._parsed = parser.parse(text, [Span(0, len(text))])
        self._rows: dict[str, set[str]] = {}
        for table in _CUES:
            for row in lexicon.rows(table):
                for lemma in row.lemmas:
                    self._rows.setdefault(lemma, set()).add(f"{table}:{row.id}")

    def of(self, cue: Iterable[Span]) -> tuple[str, ...]:
        parsed = self._parsed
        at = [t for span in cue for t in parsed.tokens_in(span)]
        found = set()
        for i, first in enumerate(at):
            for j in range(i + 1, len(at) + 1):
                table = _TABLE_OF.get(parsed.poses[first], "phrase_cue")
                owned = self._rows.get(" ".join(parsed.lemmas[t].lower() for t in at[i:j]), ())
                found |= {row for row in owned if row.startswith((table, "phrase_cue"))}
        return tuple(sorted(found))


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "score" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{name}.py: not in the shared folder")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
