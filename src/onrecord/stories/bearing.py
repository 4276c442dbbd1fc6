"""Which statements bear on an alleged transfer: those that tell it, those that answer it, and what else is said of these goods."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.model import Mention, MentionKind, Reading, Stance, Statement, Transfer, words_of
from onrecord.stories.goods import Thing, alike, class_of, thing
from onrecord.text.folding import fold, fold_name, names_agree
from onrecord.text.near import Near

ANSWERS = frozenset((
    Stance.DENIES, Stance.PARTLY_DENIES, Stance.LEAVES_OPEN, Stance.ACKNOWLEDGES, Stance.CONFIRMS, Stance.DOUBTS, Stance.REFUSES,
    Stance.DECLINES_COMMENT,
))  # fmt: skip
"""Stances that answer a charge."""

TURNS = ANSWERS | {
    Stance.ASKS, Stance.DEMANDS, Stance.ACCUSES, Stance.ALLEGES, Stance.OBJECTS, Stance.CONDEMNS, Stance.SUPPORTS, Stance.DECLARES,
    Stance.WARNS, Stance.PROMISES, Stance.AGREES,
}  # fmt: skip
"""Stances in which a speaker takes a stand on what a report is about."""

_SHORT = 14
"""An answer of more words than this tells what it answers itself."""


def bearing(reading: Reading, lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Transfer id to the ids of the statements of ``reading`` that bear on it, in text order.

    A statement bears on a transfer when its content tells it or names its goods with one of its parties. An answer
    ("denied the accusation", "declined to comment") bears on the transfer told last before it by somebody else, or by its
    goods; what one of the parties says where no other transfer is told bears on it too. A statement that only carries
    another's opposite answer ("Y said that X denied it") is left to the inner one.
    """
    if not reading.transfers:
        return {}
    found = {t.id: list(t.statements) for t in reading.transfers}
    by_id = {s.id: s for s in reading.statements}
    told = {s for listed in found.values() for s in listed}
    report = _Report.of(reading, lexicon)
    for statement in reading.statements:
        if statement.id in told:
            continue
        transfer = _answered(statement, reading, by_id, report, lexicon) if statement.stance in ANSWERS else None
        transfer = transfer or _spoken_of(statement, reading, report, lexicon)
        if transfer is not None:
            found[transfer.id].append(statement.id)
    place = {s.id: s.content[0].start for s in reading.statements}
    return {
        transfer: tuple(sorted(dict.fromkeys(_innermost(listed, by_id)), key=lambda s: (place.get(s, 0), s)))
        for transfer, listed in found.items()
    }


@dataclass(frozen=True, slots=True)
class _Report:
    """Where goods and states stand in a report, and the goods of each of its transfers."""

    named: Near[Mention]
    starts: tuple[int, ...]
    goods: tuple[Thing, ...]
    moved: tuple[Thing, ...]

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon) -> "_Report":
        text = reading.report.text
        placed = [
            (m.start, thing(text[m.start : m.end], class_of(m.name, lexicon), lexicon))
            for m in reading.mentions
            if m.kind is MentionKind.GOODS
        ]
        placed += [
            (start, thing(t.goods.name, t.goods.class_, lexicon)) for t in reading.transfers for start, _ in t.spans.get("goods", ())
        ]
        moved = tuple(thing(t.goods.name, t.goods.class_, lexicon) for t in reading.transfers)
        held = sorted((start, one) for start, one in placed if any(alike(one, other) for other in moved))
        return cls(
            named=Near((m.span, m) for m in reading.mentions), starts=tuple(start for start, _ in held),
            goods=tuple(one for _, one in held), moved=moved,
        )  # fmt: skip

    def spoken_of(self, statement: Statement) -> tuple[Thing | None, bool]:
        """The transfers' goods that the statement names, or that were named last before it; and whether it names them."""
        start, end = statement.content[0].start, statement.content[-1].end
        last = bisect_right(self.starts, end) - 1
        if last < 0:
            return None, False
        return self.goods[last], self.starts[last] >= start


def spoken_beside(reading: Reading, goods: Thing, parties: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Ids of the statements of a report without transfers of its own that are about ``goods`` moved between ``parties``.

    They take a stand, name the goods, or name a party; nothing bears on it where the goods are never named.
    """
    text = reading.report.text
    told = [
        m
        for m in reading.mentions
        if m.kind is MentionKind.GOODS and alike(thing(text[m.start : m.end], class_of(m.name, lexicon), lexicon), goods)
    ]
    if not told:
        return ()
    near = Near((m.span, m) for m in told)
    named = Near((m.span, m) for m in reading.mentions)
    first = min(m.start for m in told)
    found = []
    for statement in reading.statements:
        inside = bool(near.numbers(*statement.content))
        party = any(names_agree(m.name, p) for m in named.over(*statement.content, *statement.source) for p in parties)
        late = statement.content[0].start > first
        if (statement.stance in TURNS and (inside or party or late)) or (inside and party):
            found.append(statement.id)
    return tuple(found)


def _spoken_of(statement: Statement, reading: Reading, report: _Report, lexicon: Lexicon) -> Transfer | None:
    """The transfer whose goods a statement is about: it names them with a party, or the speaker takes a stand, or is a party."""
    goods, inside = report.spoken_of(statement)
    if goods is None:
        return None
    alike_ones = [t for t, one in zip(reading.transfers, report.moved, strict=True) if alike(one, goods)]
    before = [t for t in alike_ones if _first(t) <= statement.content[-1].end] or alike_ones
    if not before:
        return None
    speaker = fold_name(statement.speaker.name) if statement.speaker else ""
    named = {m.name for m in report.named.over(*statement.content)}
    parties = [t for t in before if speaker and any(names_agree(speaker, p) for p in _parties(t))]
    told = [t for t in before if any(names_agree(n, p) for n in named for p in _parties(t))]
    points = not (lexicon.words("charge") | lexicon.words("cargo") | lexicon.words("paper_noun")).isdisjoint(
        fold(words_of(reading.report.text, statement.content, gap=" ")).split()
    )
    if inside and (told or statement.stance in TURNS):
        return max(told or before, key=_first)
    if statement.stance in TURNS and (points or parties or statement.stance is Stance.DECLINES_COMMENT):
        return max(parties or before, key=_first)
    return max(parties, key=_first) if parties and points else None


def _innermost(listed: list[str], by_id: Mapping[str, Statement]) -> list[str]:
    """Without statements that hold an answer of somebody else among the listed ones."""
    around = {by_id[s].within for s in listed if s in by_id and by_id[s].stance in ANSWERS}
    return [s for s in listed if s not in around and s in by_id]


def _answered(
    statement: Statement,
    reading: Reading,
    by_id: Mapping[str, Statement],
    report: _Report,
    lexicon: Lexicon,
) -> Transfer | None:
    """The transfer that an answer is about, or None."""
    at = (statement.cue or statement.content)[0].start
    before = [t for t in reading.transfers if _first(t) < at and not _tells(statement, t, by_id)]
    inside = report.named.over(*statement.content)
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
