"""Compares readings with gold: what was found, what was missed, what was made up."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")
Plain = dict[str, Any]

_WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
_HALF = 0.5


@dataclass
class Tally:
    """Counts of one measure."""

    found: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, found: int, gold: int, predicted: int) -> None:
        """Add one report's counts."""
        self.found, self.gold, self.predicted = self.found + found, self.gold + gold, self.predicted + predicted

    @property
    def precision(self) -> float:
        """Found of predicted, 0 to 1."""
        return self.found / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Found of gold, 0 to 1."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(gold: Plain, reading: Plain, tallies: dict[str, Tally]) -> None:
    """Add one report's counts: segments, credits, statements, speaker, stance, mode, figures, times, transfers."""
    text = reading["report"]["text"]

    def add(name: str, found: int, of: int, predicted: int) -> None:
        tallies.setdefault(name, Tally()).add(found, of, predicted)

    parts = [s for s in reading["segments"] if s["role"] != "body"]
    hits = pairs(
        gold["segments"],
        parts,
        lambda g, f: g["role"] == f["role"] and _shared(g["span"], _place(f)) >= 0.9 * _longer(g["span"], _place(f)),
    )
    add("segments", len(hits), len(gold["segments"]), len(parts))

    named = {_fold(c["agency"]) for c in reading["credits"]}
    add("credits", sum(_fold(c) in named for c in gold["credits"]), len(gold["credits"]), len(named))

    told = [(g, words_in(text, g["content_span"])) for g in gold["statements"]]
    titles = [_place(s) for s in reading["segments"] if s["role"] == "headline"]  # the gold was not written for headlines
    read = [(f, words_in(text, f["content"])) for f in reading["statements"] if not any(_shared(f["content"][0], t) for t in titles)]
    said = pairs(told, read, lambda g, f: alike(g[1], f[1]))
    add("statements", len(said), len(told), len(read))
    matched = [(g, f) for (g, _), (f, _) in said]
    for name, right in (
        ("speaker", right_speaker),
        ("stance", lambda g, f: f["stance"] in (g["stance"], *g.get("stance_or", ()))),
        ("mode", lambda g, f: f["mode"] == g["mode"]),
    ):
        add(name, sum(right(g, f) for g, f in matched), len(matched), len(matched))

    def same_amount(g: Plain, f: Plain) -> bool:
        readings = [g, *({**g, **other} for other in g.get("or", ()))]
        return any(
            (_number(r["low"]), _number(r["high"]), r["bound"]) == (_number(f["low"]), _number(f["high"]), f["bound"]) for r in readings
        )

    hits = pairs(gold["figures"], reading["figures"], lambda g, f: _shared(g["span"], _place(f)) and same_amount(g, f))
    add("figures", len(hits), len(gold["figures"]), len(reading["figures"]))
    hits = pairs(
        gold["times"], reading["times"], lambda g, f: _shared(g["span"], _place(f)) and f["edtf"] in (g["edtf"], *_listed(g.get("edtf_or")))
    )
    add("times", len(hits), len(gold["times"]), len(reading["times"]))
    hits = pairs(gold["transfers"], reading["transfers"], _same_transfer)
    add("transfers", len(hits), len(gold["transfers"]), len(reading["transfers"]))


def pairs(gold: Sequence[A], found: Sequence[B], like: Callable[[A, B], float]) -> list[tuple[A, B]]:
    """One-to-one partners, the most alike first."""
    scored = sorted(((like(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    chosen = []
    for likeness, i, j in scored:
        if likeness > 0 and -i not in used_gold and -j not in used_found:
            used_gold.add(-i)
            used_found.add(-j)
            chosen.append((gold[-i], found[-j]))
    return chosen


def alike(gold: set[int], found: set[int]) -> float:
    """Shared of all words, 0 to 1; 0 when fewer than half the words of either are shared."""
    both = len(gold & found)
    return both / len(gold | found) if both and both >= _HALF * len(gold) and both >= _HALF * len(found) else 0.0


def words_in(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """The numbers of the words of ``text`` that the spans touch."""
    listed = list(spans)
    return {i for i, m in enumerate(_WORD.finditer(text)) if any(m.start() < e and s < m.end() for s, e in listed)}


def _place(record: Plain) -> tuple[int, int]:
    return record["start"], record["end"]


def _shared(a: Sequence[int], b: Sequence[int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _longer(a: Sequence[int], b: Sequence[int]) -> int:
    return max(a[1] - a[0], b[1] - b[0])


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _fold(name: str | None) -> str:
    flat = unicodedata.normalize("NFKD", name or "")
    flat = "".join(c for c in flat if not unicodedata.combining(c)).lower()
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^a-z0-9;]+", " ", flat).strip())


def right_speaker(gold: Plain, found: Plain) -> bool:
    """Whether a statement was read under the name that the gold gives its speaker."""
    return _same_name(gold["speaker"], (found["speaker"] or {}).get("name"))


def _same_name(gold: str | None, found: str | None) -> bool:
    """Equal when folded; the family name, or one name inside the other, is enough."""
    g, f = _fold(gold), _fold(found)
    if not g or not f:
        return g == f
    return g == f or g.split()[-1] == f.split()[-1] or f" {g} " in f" {f} " or f" {f} " in f" {g} "


def _same_transfer(gold: Plain, found: Plain) -> float:
    givers = [x for x in (gold.get("supplier"), gold.get("maker")) if x]
    if givers and not any(_same_name(g, f) for g in givers for f in (found.get("supplier"), found.get("maker")) if f):
        return 0.0
    if not _same_name(gold.get("recipient"), found.get("recipient")):
        return 0.0
    if {_fold(v) for v in gold.get("via") or ()} != {_fold(v) for v in found.get("via") or ()}:
        return 0.0
    for slot in ("quantity", "value"):
        wanted, other = gold.get(slot), found.get(slot) or {}
        if wanted and (_number(wanted["low"]), wanted["bound"]) != (_number(other.get("low")), other.get("bound")):
            return 0.0
    return 1.0
