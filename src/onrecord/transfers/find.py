"""Finds alleged movements of goods: who, what, how much, through where, to whom."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import Frame
from onrecord.model import Figure, Mention, Report, Statement, Transfer, When
from onrecord.text.near import Near
from onrecord.transfers.fillers import Fillers
from onrecord.transfers.merge import merge_legs
from onrecord.transfers.slots import Leg, Slots


def find_transfers(
    report: Report,
    *,
    parsed: Parsed,
    mentions: Sequence[Mention],
    figures: Sequence[Figure],
    times: Sequence[When],
    statements: Sequence[Statement],
    lexicon: Lexicon,
) -> tuple[Transfer, ...]:
    """The transfers of ``report`` in text order. A transfer names goods and at least one of its parties.

    Sentences that go on about the same goods ("The 122 mm rockets were ...") fill the record before them;
    a rival party or quantity starts a new one.
    """
    told = Near.under(statements, lambda statement: statement.content)
    named = Near((m.span, m) for m in mentions)
    counted = Near((f.span, f) for f in figures)
    slots = Slots(Fillers(report.text, parsed, named, counted, Near((w.span, w) for w in times), told, lexicon))
    return tuple(merge_legs(report.id, list(_legs(parsed, slots, lexicon)), slots))


def _legs(parsed: Parsed, slots: Slots, lexicon: Lexicon) -> Iterator[Leg]:
    frames = _frames(lexicon)
    for at in range(len(parsed)):
        noun = parsed.poses[at] == "NOUN"
        if not noun and parsed.poses[at] != "VERB":
            continue
        frame = frames.get((parsed.lemmas[at], noun))
        if frame and (leg := slots.leg(at, frame)):
            yield leg


@lru_cache(maxsize=4)
def _frames(lexicon: Lexicon) -> Mapping[tuple[str, bool], Frame]:
    return {(lemma, row.noun): row for row in lexicon.rows("transfer_frame") for lemma in row.lemmas}
