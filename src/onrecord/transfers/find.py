"""Finds alleged movements of goods: who, what, how much, through where, to whom."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import Frame
from onrecord.model import Figure, Mention, MentionKind, Report, Statement, Transfer, When
from onrecord.text.folding import fold_name
from onrecord.text.near import Near
from onrecord.transfers.fillers import Fillers, carriers_of, lands_of
from onrecord.transfers.filling import Filling
from onrecord.transfers.homes import called, called_so, homes_of
from onrecord.transfers.leg import Leg
from onrecord.transfers.merge import merge_legs
from onrecord.transfers.names import Names
from onrecord.transfers.papers import Papers
from onrecord.transfers.slots import Slots
from onrecord.transfers.standing import Standing

_AWAY = ("out", "up", "down", "away")
"""Particles that make another verb ("handed out", "gave up") unless the row lists them."""


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
    carriers = carriers_of(parsed, lexicon.words("carrier"))
    timed = Near((w.span, w) for w in times)
    firms = {m.name for m in mentions if not called(m, parsed).isdisjoint(lexicon.words("body_noun"))}
    lands, adjectives = lands_of((m for m in mentions if m.name not in firms and not timed.over(m.span)), parsed, lexicon)
    cues = frozenset(span for s in statements for span in s.cue)
    fillers = Fillers(report.text, parsed, named, counted, timed, told, lexicon, carriers, lands, adjectives, cues)
    slots = Slots(fillers, Standing(fillers, _governing(lexicon)), Papers(fillers, _roles(lexicon)), _handing(lexicon), _moving(lexicon))
    legs = sorted((*_legs(parsed, slots, lexicon), *slots.paper_legs()), key=lambda leg: leg.at)
    named_bodies = (m.name for m in mentions if m.kind in (MentionKind.ORGANIZATION, MentionKind.PERSON))
    bodies = frozenset(fold_name(name) for name in (*named_bodies, *firms) if name not in lands)
    homes = homes_of(mentions, parsed, lands, adjectives, lexicon)
    states = frozenset(m.name for m in mentions if m.kind is MentionKind.STATE)
    hauling, trading = (called_so(mentions, parsed, lexicon.words(words)) for words in ("hauling", "trading"))
    return tuple(merge_legs(report.id, legs, parsed, Names(bodies, adjectives, homes, lands, states, hauling, trading), Filling(fillers)))


def _legs(parsed: Parsed, slots: Slots, lexicon: Lexicon) -> Iterator[Leg]:
    frames = _frames(lexicon)
    for at in range(len(parsed)):
        pose = parsed.poses[at]
        if pose not in ("NOUN", "VERB", "ADJ") and parsed.lemmas[at] != "be":
            continue
        for frame in frames.get((parsed.lemmas[at].lower(), pose == "NOUN"), ()):
            if _second_follows(parsed, at, frame) and (legs := slots.legs(at, frame)):
                yield from legs
                break


def _second_follows(parsed: Parsed, at: int, frame: Frame) -> bool:
    """Whether the second word of a two-word lemma follows, where the frame has any."""
    lemma = parsed.lemmas[at].lower()
    if any(parsed.deps[c] == "prt" and parsed.words[c].lower() in _AWAY for c in parsed.children[at]) and frame.status != "shipped":
        return any(
            parsed.words[c].lower() in one.split()[1:] for c in parsed.children[at] for one in frame.lemmas if one.startswith(lemma + " ")
        )
    seconds = [one.partition(" ")[2] for one in frame.lemmas if one.partition(" ")[0] == lemma]
    if "" in seconds:
        return True
    below = [c for c in parsed.children[at] if lemma != "be"] or [k for c in parsed.children[at] for k in parsed.children[c]]
    return any(parsed.words[c].lower() in seconds for c in below) or (at + 1 < len(parsed) and parsed.words[at + 1].lower() in seconds)


@lru_cache(maxsize=4)
def _frames(lexicon: Lexicon) -> Mapping[tuple[str, bool], tuple[Frame, ...]]:
    """(first word, whether a noun) to its rows, those with a particle first."""
    found: dict[tuple[str, bool], list[Frame]] = {}
    for row in lexicon.rows("transfer_frame"):
        for lemma in row.lemmas if not row.governs else ():
            key = (lemma.partition(" ")[0], row.noun)
            if row not in found.setdefault(key, []):
                found[key].insert(0 if " " in lemma else len(found[key]), row)
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=4)
def _governing(lexicon: Lexicon) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for row in lexicon.rows("transfer_frame"):
        for lemma in row.lemmas if row.governs else ():
            found[lemma] = (*found.get(lemma, ()), row)
    return found


@lru_cache(maxsize=4)
def _handing(lexicon: Lexicon) -> frozenset[str]:
    rows = (row for row in lexicon.rows("transfer_frame") if row.status in ("delivered", "alleged") and not (row.noun or row.governs))
    return frozenset(lemma for row in rows if row.subject != "goods" for lemma in row.lemmas)


@lru_cache(maxsize=4)
def _moving(lexicon: Lexicon) -> frozenset[str]:
    rows = (row for row in lexicon.rows("transfer_frame") if row.noun and not row.governs and row.status != "agreed")
    return frozenset(lemma for row in rows for lemma in row.lemmas)


@lru_cache(maxsize=4)
def _roles(lexicon: Lexicon) -> Mapping[str, tuple[str, str]]:
    return {word: (row.kind, row.id) for row in lexicon.rows("transfer_role") for word in row.words}
