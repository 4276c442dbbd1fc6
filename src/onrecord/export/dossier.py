"""Everything of a case as one JSON document."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from onrecord.codec import to_plain
from onrecord.model import Problem, Reading


def dossier_json(
    readings: Iterable[Reading], problems: Iterable[Problem], lexicon: str, decisions: Iterable[Mapping[str, Any]] = ()
) -> Iterator[bytes]:
    """The dossier in pieces: ``{"onrecord": 1, "lexicon": ..., "readings": [...], "problems": [...], "decisions": [...]}``.

    A reading a line, as it stands; what people decided is the journal, with each record as it was before.
    """
    yield b'{"onrecord":1,"lexicon":' + msgspec.json.encode(lexicon) + b',"readings":[\n'
    for number, reading in enumerate(readings):
        yield (b",\n" if number else b"") + msgspec.json.encode(to_plain(reading))
    yield b'\n],"problems":' + msgspec.json.encode([to_plain(p) for p in problems])
    yield b',"decisions":' + msgspec.json.encode([dict(one) for one in decisions]) + b"}\n"
