"""Everything of a case as one JSON document."""

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.codec import to_plain
from onrecord.model import Problem, Reading


def dossier_json(readings: Iterable[Reading], problems: Iterable[Problem], lexicon: str) -> Iterator[bytes]:
    """The dossier in pieces: ``{"onrecord": 1, "lexicon": ..., "readings": [...], "problems": [...]}``, a reading a line."""
    yield b'{"onrecord":1,"lexicon":' + msgspec.json.encode(lexicon) + b',"readings":[\n'
    for number, reading in enumerate(readings):
        yield (b",\n" if number else b"") + msgspec.json.encode(to_plain(reading))
    yield b'\n],"problems":' + msgspec.json.encode([to_plain(p) for p in problems]) + b"}\n"
