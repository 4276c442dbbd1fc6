"""Transfers as single reports of the invented stories tell them: found, and right in every slot?

A gold transfer counts in each report that its ``reports`` list. It is found when a transfer that was read from the report
is right, and a transfer read is right when

* its goods carry one of the gold's names, or one holds the other;
* some giver (supplier or maker) is the gold's, and so is the recipient, wherever the report names one at all; every
  giver and recipient read is one that the gold has for the transfer, under whichever name and from whichever report;
* the report's own quantity and value are read with their bound, one of them where the report tells rivals; a figure that
  no report has is wrong;
* the stops are just those of the report's own route, or of another report's route that this report names whole; where
  the gold has neither, every stop read is on some route;
* a period, an end user and a status, where read, are among the gold's, and an end user that the report tells is read.

Each gold transfer has one partner. A second record of it does no harm when what it says is right and it tells another of
the report's rivals.
The slot measures look at partners alone, also at those that are not right in every slot.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.quality.measures import Tally
from onrecord.casework.case import read_files
from onrecord.codec import to_plain
from onrecord.model import Reading

HERE = Path(__file__).parent / "gold" / "stories"
_DEV = 3
SLOTS = ("goods", "giver", "recipient", "quantity", "value", "via", "end_user", "period", "status")
Plain = dict[str, Any]


def story_halves() -> dict[str, list[Path]]:
    """Folders of the ``dev`` half, which may be looked at, and of the ``held_out`` half: by the hash of their names."""
    folders = sorted((f for f in HERE.iterdir() if f.is_dir()), key=lambda f: hashlib.sha256(f.name.encode()).hexdigest())
    return {"dev": folders[:_DEV], "held_out": folders[_DEV:]}


def stories_digest(folders: Iterable[Path]) -> str:
    """A digest of the stories and their gold: floors hold for just these."""
    digest = hashlib.sha256()
    for file in sorted(f for folder in folders for f in folder.iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def story_scores(folders: Iterable[Path]) -> dict[str, Tally]:
    """``transfers``, and one measure a slot, over all reports of the stories in ``folders``."""
    tallies = {name: Tally() for name in ("transfers", *SLOTS)}
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["transfers"]
        for doc, text, transfers in read_story(folder):
            score_report([Told(one, doc, text) for one in gold if doc in one["reports"]], transfers, tallies)
    return tallies


def read_story(folder: Path) -> Iterator[tuple[str, str, list[Plain]]]:
    """(file name, text, transfers as plain records) of each report of a story."""
    for reading in read_files(sorted(folder.glob("*.txt")), manifest=folder / "manifest.jsonl"):
        if isinstance(reading, Reading):
            yield Path(reading.report.path).name, reading.report.text, [to_plain(t) for t in reading.transfers]


class Told:
    """A gold transfer as one report tells it; the slots that are right for a record read from that report."""

    def __init__(self, gold: Plain, doc: str, text: str) -> None:
        """``doc`` is the file name and ``text`` the text of the report."""
        self._gold, self._doc, self._text = gold, doc, f" {_fold(text)} "

    def wanted(self) -> set[str]:
        """The slots that the report tells."""
        names = {"giver": ("supplier", "maker"), "recipient": ("recipient",)}
        told = {slot for slot, fields in names.items() if any(self._is_named(e) for f in fields for e in self._gold.get(f, ()))}
        told |= {slot for slot in ("quantity", "value", "end_user") if any(self._is_here(e) for e in self._gold.get(slot, ()))}
        return told | {"goods"} | ({"via"} if self._route() else set())

    def right(self, read: Plain) -> dict[str, bool]:
        """Each slot that ``read`` fills, and whether it agrees with the gold."""
        found = {"goods": any(_holds(name, read["goods"]["name"]) for name in self._gold["goods"])}
        givers = [name for name in (read["supplier"], read["maker"]) if name]
        if givers:
            known = [*self._gold.get("supplier", ()), *self._gold.get("maker", ())]
            found["giver"] = all(any(_is(e, name) for e in known) for name in givers)
        if read["recipient"]:
            found["recipient"] = any(_is(e, read["recipient"]) for e in self._gold.get("recipient", ()))
        for slot in ("quantity", "value"):
            if read[slot]:
                found[slot] = self.rival(slot, read) is not None
        if read["via"]:
            wanted = self._route() or self._gold.get("via", [])
            whole = not self._route() or all(any(_is(e, stop) for stop in read["via"]) for e in wanted)
            found["via"] = whole and all(any(_is(e, stop) for e in wanted) for stop in read["via"])
        users = [name for name in (read["end_user_declared"], read["end_user_alleged"]) if name]
        if users:
            found["end_user"] = all(
                any(_is(e, n) for e in (*self._gold.get("end_user", ()), *self._gold.get("recipient", ()))) for n in users
            )
        if read["period"] and self._gold.get("period"):
            found["period"] = any(_meets(period, read["period"]) for period in self._gold["period"])
        if read["status"] and self._gold.get("status"):
            found["status"] = read["status"] in self._gold["status"]
        return found

    def rival(self, slot: str, read: Plain) -> int | None:
        """The number of the gold's figure that ``read`` has: one of the report's own where it has any."""
        figures = self._gold.get(slot, [])
        own = [n for n, e in enumerate(figures) if self._is_here(e)] or range(len(figures))
        return next((n for n in own if _same_figure(figures[n], read[slot])), None) if read[slot] else None

    def _route(self) -> list[Plain]:
        """The stops of the report's own route, else of another report's route if this one names all of it."""
        stops = self._gold.get("via", [])
        docs = [self._doc, *dict.fromkeys(e["report"] for e in stops)]
        routes = [[e for e in stops if e["report"] == doc] for doc in docs]
        return routes[0] or next((r for r in routes[1:] if r and all(self._is_named(e) for e in r)), [])

    def _is_here(self, entry: Plain) -> bool:
        return self._doc in (entry["report"], *(p["report"] for p in entry.get("also", ()) if isinstance(p, dict)))

    def _is_named(self, entry: Plain) -> bool:
        return self._is_here(entry) or any(f" {_fold(name)} " in self._text for name in _names(entry))


def score_report(gold: list[Told], read: list[Plain], tallies: dict[str, Tally]) -> None:
    """Add what was ``read`` from one report, against its ``gold``, to ``tallies``."""
    ranked = sorted(((_likeness(g, r), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(read)), reverse=True)
    partner: dict[int, int] = {}
    for likeness, i, j in ranked:
        if likeness > 0 and -i not in partner and -j not in partner.values():
            partner[-i] = -j
    hits = sum(_is_right(gold[i], read[j]) for i, j in partner.items())
    rivals = sum(
        any(all(gold[i].right(one).values()) and any(gold[i].rival(s, one) != gold[i].rival(s, read[held]) for s in ("quantity", "value"))
            for i, held in partner.items())
        for j, one in enumerate(read) if j not in partner.values()
    )  # fmt: skip
    tallies["transfers"].add(hits, len(gold), len(read) - rivals)
    for i, j in partner.items():
        wanted, right = gold[i].wanted(), gold[i].right(read[j])
        for slot in SLOTS:
            tallies[slot].add(int(right.get(slot, False)), int(slot in wanted or right.get(slot, False)), int(slot in right))


def _likeness(gold: Told, read: Plain) -> float:
    right = gold.right(read)
    fits = right["goods"] and (right.get("giver") or right.get("recipient"))
    return (_is_right(gold, read) * 10 + sum(right.values()) - 0.5 * len(right)) + 3 if fits else 0.0


def _is_right(gold: Told, read: Plain) -> bool:
    right = gold.right(read)
    return all(right.values()) and gold.wanted() <= set(right)


def _names(entry: Plain) -> list[str]:
    return [entry["is"], *(name for name in entry.get("also", ()) if isinstance(name, str))]


def _is(entry: Plain, name: str) -> bool:
    return any(_holds(known, name) for known in _names(entry))


def _holds(a: str, b: str) -> bool:
    x, y = f" {_fold(a)} ", f" {_fold(b)} "
    return x in y or y in x


def _fold(name: str) -> str:
    flat = "".join(c for c in unicodedata.normalize("NFKD", name.replace("’s", "").replace("'s", "")) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in flat.lower()).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _same_figure(gold: Plain, read: Plain) -> bool:
    return (gold["low"], gold["high"], gold["bound"]) == (read["low"], read["high"], read["bound"])


def _meets(a: str, b: str) -> bool:
    """Whether two EDTF values begin alike, as far as the vaguer one says, or one lies in the interval of the other."""
    (x, _, x_end), (y, _, y_end) = a.partition("/"), b.partition("/")
    if x.startswith(y) or y.startswith(x):
        return True
    return (bool(x_end) and x <= y <= _last(x_end)) or (bool(y_end) and y <= x <= _last(y_end))


def _last(end: str) -> str:
    return "~" if end == ".." else end + "~"
