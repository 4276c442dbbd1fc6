"""Bad input for the chain: processor time a report and memory, at two sizes.

    python -m bench.chain.bad [REPORTS]          default 2,000, and four times as many

Time a report should hardly grow from the one to the other, and memory stay bounded.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence

from bench.chain.__main__ import printed
from bench.chain.made import report, sentences
from onrecord.chain.told import DAY, Told
from onrecord.chain.weave import Woven, weave

_HOUR = 3600.0
_FUTURE = 200 * 365 * DAY


def _told(number: int, text: str, at: float | None = 0.0) -> Told:
    return Told(id=f"d{number:06}", text=text, first=at, last=at, outlet=f"outlet {number % 40}", shown=f"outlet {number % 40}")


def copies(count: int) -> list[Told]:
    """One report again and again."""
    text = report(14, 1)
    return [_told(n, text, n * _HOUR) for n in range(count)]


def near_copies(count: int) -> list[Told]:
    """One report again and again, each time with a sentence of its own."""
    text = report(14, 1)
    return [_told(n, f"{text}\n\n{sentences(1, 10 + n)[0]}", n * _HOUR) for n in range(count)]


def one_sentence(count: int) -> list[Told]:
    """Reports of one sentence, every tenth the same."""
    return [_told(n, sentences(1, n if n % 10 else 0)[0], n * _HOUR) for n in range(count)]


def repeated(count: int) -> list[Told]:
    """Every tenth report holds another one a hundred times."""
    texts = [report(4, n) for n in range(count)]
    return [_told(n, "\n\n".join([texts[n - 1]] * 100) if n % 10 == 9 else text) for n, text in enumerate(texts)]


def one_word(count: int) -> list[Told]:
    """Reports that say one word four hundred times: every fingerprint is the same."""
    return [_told(n, "guns " * 400) for n in range(count)]


def colliding(count: int) -> list[Told]:
    """Reports of pieces from a small stock: each fingerprint has many holders, and no two reports are one text."""
    stock = sentences(60, 3)
    return [_told(n, " ".join(stock[(n * step + step) % 60] for step in range(1, 13))) for n in range(count)]


def in_the_future(count: int) -> list[Told]:
    """Copies of many reports, dated long from now or not at all."""
    texts = [report(8, n) for n in range(max(1, count // 5))]
    return [_told(n, texts[n // 5 % len(texts)], _FUTURE - n * DAY if n % 3 else None) for n in range(count)]


CASES: dict[str, Callable[[int], list[Told]]] = {
    "copies": copies, "near copies": near_copies, "one sentence": one_sentence, "repeated": repeated, "one word": one_word,
    "colliding": colliding, "in the future": in_the_future,
}  # fmt: skip


def chain(told: Sequence[Told]) -> Woven:
    """The chain of reports."""
    return weave(told, printed(told))


def main() -> int:
    """Print time and memory of each case."""
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chain(copies(10))
    for name, made in CASES.items():
        row: dict[str, object] = {"case": name}
        spent = []
        for count in (first, 4 * first):
            told = made(count)
            before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
            woven = chain(told)
            spent.append((time.process_time() - begun) / count)
            row[f"{count} reports"] = {
                "microseconds a report": round(spent[-1] * 1e6), "links": len(woven.links), "origins": len(set(woven.root.values())),
                "MB that it adds to the peak": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
            }  # fmt: skip
        row["growth"] = round(spent[1] / spent[0], 2)
        print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
