"""What a long journal costs: to open and fold, to check, and to add one entry.

    python -m bench.inquiry                  journals of 1,000, 10,000 and 100,000 entries

Processor time. Folding and checking must grow no faster than the journal; a new entry must cost the same in a long journal.
"""

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.inquiry.copies import NOW
from onrecord.casework.case import Case
from onrecord.casework.inquiring import JointInquiry, Keyring
from onrecord.inquiry.entries import broken
from onrecord.inquiry.fold import fold
from onrecord.model import content_id

SIZES = (1_000, 10_000, 100_000)
_ADDED = 200
_AT_ONCE = 1_000


def main() -> None:
    """Print seconds, and ratios to the shortest journal."""
    print(f"{'entries':>8}  {'fold, µs an entry':>18}  {'check, µs an entry':>19}  {'one more, ms':>13}  {'a bearing, ms':>13}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            fold_time, check_time, one_more, bearing = measured(Path(folder), size)
        print(f"{size:8,}  {fold_time / size * 1e6:18.1f}  {check_time / size * 1e6:19.1f}  {one_more * 1e3:13.2f}  {bearing * 1e3:13.2f}")


def measured(folder: Path, size: int) -> tuple[float, float, float, float]:
    """Seconds of folding, of checking every signature and place, of one more entry and of a bearing (medians), in a journal of ``size``."""
    clock = iter(NOW + dt.timedelta(seconds=n) for n in range(size + 2 * _ADDED + 10))
    with Case(folder / "long.case", create=True) as case:
        joint = JointInquiry(case, Keyring(folder / "keys", lambda: "a long passphrase"), lambda: next(clock))
        joint.found("North", "P", "Who sold the pumps?")
        for begin in range(1, size, _AT_ONCE):
            rows = [
                ("rules", {"record": f"s_{n}", "field": "stance", "value": "denies"}) for n in range(begin, min(begin + _AT_ONCE, size))
            ]
            joint.decide_all(rows)
        entries = case.file.signed()
        one_more = [_timed(lambda: joint.decide("notes", {"record": "s_1", "words": "seen"})) for _ in range(_ADDED)]
        supposed = f"h_{joint.suppose('It was the yard.').hash[:12]}"
        exhibit = content_id("x", str(joint.decide("exhibit", {"record": "s_1", "words": "a note"}).about["record"]))
        bearings = [_timed(lambda: joint.bear(exhibit, supposed, "neutral")) for _ in range(_ADDED)]
        return _timed(lambda: fold(entries)), _timed(lambda: broken(entries)), statistics.median(one_more), statistics.median(bearings)


def _timed(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
