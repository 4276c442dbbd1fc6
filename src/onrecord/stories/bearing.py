"""Which statements bear on an alleged transfer: those that tell it, and those that answer it elsewhere in the report."""

from collections.abc import Mapping

from onrecord.lexicon import Lexicon
from onrecord.model import Mention, MentionKind, Reading, Stance, Statement, Transfer, words_of
from onrecord.text.folding import fold, names_agree
from onrecord.text.near import Near

ANSWERS = frozenset((
    Stance.DENIES, Stance.PARTLY_DENIES, Stance.LEAVES_OPEN, Stance.ACKNOWLEDGES, Stance.CONFIRMS, Stance.DOUBTS, Stance.REFUSES,
    Stance.DECLINES_COMMENT,
))  # fmt: skip
"""Stances that answer a charge."""

_SHORT = 14
"""An answer of more words than this tells what it answers itself."""


def bearing(reading: Reading, lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Transfer id to the ids of the statements of ``reading`` that bear on it, in text order.

    A statement bears on a transfer when its content tells it. An answer ("denied the accusation") bears on the
    transfer told last before it by somebody else; one that names goods bears on the nearest transfer of these goods.
    A statement that only carries another's opposite answer ("Y said that X denied it") is left to the inner one.
    """
    if not reading.transfers:
        return {}
    found = {t.id: list(t.statements) for t in reading.transfers}
    by_id = {s.id: s for s in reading.statements}
    told = {s for listed in found.values() for s in listed}
    named = Near((m.span, m) for m in reading.mentions if m.kind in (MentionKind.GOODS, MentionKind.STATE))
    for statement in reading.statements:
        if statement.id in told or statement.stance not in ANSWERS:
            continue
        transfer = _answered(statement, reading, by_id, named, lexicon)
        if transfer is not None:
            found[transfer.id].append(statement.id)
    place = {s.id: s.content[0].start for s in reading.statements}
    return {
        transfer: tuple(sorted(dict.fromkeys(_innermost(listed, by_id)), key=lambda s: (place.get(s, 0), s)))
        for transfer, listed in found.items()
    }


def _innermost(listed: list[str], by_id: Mapping[str, Statement]) -> list[str]:
    """Without statements that hold an answer of somebody else among the listed ones."""
    around = {by_id[s].within for s in listed if s in by_id and by_id[s].stance in ANSWERS}
    return [s for s in listed if s not in around and s in by_id]


def _answered(
    statement: Statement,
    reading: Reading,
    by_id: Mapping[str, Statement],
    named: Near[Mention],
    lexicon: Lexicon,
) -> Transfer | None:
    """The transfer that an answer is about, or None."""
    at = (statement.cue or statement.content)[0].start
    before = [t for t in reading.transfers if _first(t) < at and not _tells(statement, t, by_id)]
    inside = named.over(*statement.content)
    goods = {m.name for m in inside if m.kind is MentionKind.GOODS}
    states = [m.name for m in inside if m.kind is MentionKind.STATE]
    if goods:
        alike = [t for t in reading.transfers if t.goods.name in goods or any(fold(g) in fold(t.goods.name) for g in goods)]
        alike = [t for t in alike if not states or any(names_agree(s, p) for s in states for p in _parties(t))]
        nearest = sorted(alike, key=lambda t: (abs(_first(t) - at), t.id))
        return nearest[0] if nearest else None
    words = fold(words_of(reading.report.text, statement.content, gap=" ")).split()
    points_back = lexicon.words("charge") | lexicon.words("permission")
    if len(words) > _SHORT or points_back.isdisjoint(words):
        return None
    return max(before, key=_first) if before else None


def _tells(statement: Statement, transfer: Transfer, by_id: Mapping[str, Statement]) -> bool:
    """Whether the speaker is all that tells the transfer: nobody answers oneself."""
    tellers = {by_id[s].speaker.actor for s in transfer.statements if s in by_id and by_id[s].speaker}  # type: ignore[union-attr]
    return bool(statement.speaker and tellers == {statement.speaker.actor})


def _first(transfer: Transfer) -> int:
    return min(span[0] for spans in transfer.spans.values() for span in spans)


def _parties(transfer: Transfer) -> list[str]:
    return [name for name in (transfer.supplier, transfer.maker, transfer.recipient, *transfer.via) if name]
