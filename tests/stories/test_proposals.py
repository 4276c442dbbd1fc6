"""Proposals follow one named rule each, count origins and not reports, and say nothing where words are not near."""

from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Bearing, Reading, Stance
from onrecord.stories.claims import Claim
from onrecord.stories.conflicts import Conflict, ConflictKind, Side
from onrecord.stories.proposals import AGAINST, BEARING_RULES, CREDIBILITY_RULES, FOR, OPEN, Hearing, Proposal, credibility
from onrecord.stories.transfers import Position
from onrecord.stories.wordings import wordings_of

Read = Callable[..., Reading]
HYPOTHESIS = "Kestovia sold rockets to Orlava."
FILLER = (
    "The harbour of Temrik was closed for repairs, the mayor said. The mayor said that bread was dear. Ivo Marn said the school "
    "had a new roof. Mara Vesh said the ferry was late again. The bishop said that the bells were cast in spring."
)


def heard(read: Read, lexicon: Lexicon, text: str, conflicts: tuple[Conflict, ...] = ()) -> tuple[Hearing, Reading]:
    """The statements of ``text`` among others, so that words have weights."""
    reading, other = read(text), read(FILLER)
    return Hearing([reading, other], conflicts, wordings_of(lexicon)), reading


def proposal(read: Read, lexicon: Lexicon, text: str, hypothesis: str = HYPOTHESIS) -> Proposal:
    hearing, reading = heard(read, lexicon, text)
    return hearing.bearing([s.id for s in reading.statements], hypothesis)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Kestovia sold rockets to Orlava, Mara Vesh said.", "says_so"),
        ("Mara Vesh accused Kestovia of selling rockets to Orlava.", "says_so"),
        ("Ivo Marn denied that Kestovia had sold rockets to Orlava.", "denies"),
        ("Ivo Marn declined to say whether Kestovia had sold rockets to Orlava.", "open"),
        ("Kestovia sold rockets to Orlava, Mara Vesh said. Ivo Marn denied that Kestovia had sold rockets to Orlava.", "torn"),
        ("The mill in Brenik was painted blue, Mara Vesh said.", "silent"),
        ("Kestovia bought flour from Draunia, Mara Vesh said.", "silent"),
    ],
)
def test_words_near_a_hypothesis_bear_by_their_stance(text: str, rule: str, read: Read, lexicon: Lexicon) -> None:
    found = proposal(read, lexicon, text)
    assert found.rule == rule
    assert found.value == BEARING_RULES[rule][0]
    assert bool(found.rests) == (rule != "silent")


@pytest.mark.parametrize("hypothesis", ["Kestovia never sold rockets to Orlava.", "Dealers sold them without Kestovia's knowledge."])
def test_a_hypothesis_that_says_not_is_left_to_people(hypothesis: str, read: Read, lexicon: Lexicon) -> None:
    found = proposal(read, lexicon, "Kestovia sold rockets to Orlava, Mara Vesh said.", hypothesis)
    assert (found.value, found.rule) == (None, "negated")


def _conflict(a: str, b: str, kind: ConflictKind = ConflictKind.DENIAL) -> Conflict:
    sides = tuple(Side(value="", actor="x", on=None, statements=(s,), origins=("o",)) for s in (a, b))
    return Conflict(id="c_aaaaaaaaaaaa", kind=kind, sides=sides, why="", transfer=None)


@pytest.mark.parametrize(("kind", "rule"), [(ConflictKind.DENIAL, "set_against_it"), (ConflictKind.FIGURE, "silent")])
def test_a_denial_that_only_points_back_bears_by_what_it_is_in_conflict_with(
    kind: ConflictKind, rule: str, read: Read, lexicon: Lexicon
) -> None:
    text = "Kestovia sold rockets to Orlava, Mara Vesh said. Ivo Marn denied it."
    charge, denial = (s.id for s in read(text).statements)
    hearing, _ = heard(read, lexicon, text, (_conflict(denial, charge, kind),))
    found = hearing.bearing([denial], HYPOTHESIS)
    assert found.rule == rule
    assert found.rests == (("c_aaaaaaaaaaaa", charge) if rule != "silent" else ())


def _claim(*positions: tuple[Stance, str], warning: str | None = None) -> Claim:
    held = tuple(
        Position(actor=f"a{n}", voice=f"a{n}", stance=stance, on=None, statement=f"s_{n}", report=f"r_{n}", origin=origin)
        for n, (stance, origin) in enumerate(positions)
    )
    return Claim(
        id="k_1", text="", statements=tuple(p.statement for p in held), origins=tuple(dict.fromkeys(p.origin for p in held)),
        reports=tuple(p.report for p in held), echoes=0, positions=held, warning=warning,
    )  # fmt: skip


SAYS, DENIES, SILENT = Stance.ASSERTS, Stance.DENIES, Stance.DECLINES_COMMENT


@pytest.mark.parametrize(
    ("claim", "rule"),
    [
        (_claim((SAYS, "A"), (SAYS, "B"), (SAYS, "C")), "many"),
        (_claim((SAYS, "A"), (SAYS, "B")), "two"),
        (_claim((SAYS, "A"), (SAYS, "A"), (SAYS, "A")), "one"),
        (_claim((SAYS, "A"), (SAYS, "B"), (DENIES, "C")), "many_denied"),
        (_claim((SAYS, "A"), (DENIES, "A")), "one_denied"),
        (_claim((DENIES, "A")), "only_denied"),
        (_claim((SILENT, "A")), "held_by_none"),
        (_claim((SAYS, "A"), (SAYS, "B"), (SAYS, "C"), warning="they cite each other"), "circular"),
    ],
)
def test_credibility_counts_independent_origins_and_denials(claim: Claim, rule: str) -> None:
    found = credibility(claim, ())
    assert (found.rule, found.value) == (rule, CREDIBILITY_RULES[rule][0])


def test_a_denial_elsewhere_counts_and_a_figure_in_dispute_does_not() -> None:
    claim = _claim((SAYS, "A"), (SAYS, "B"))
    assert credibility(claim, [_conflict("s_1", "s_9")]).rule == "many_denied"
    assert credibility(claim, [_conflict("s_1", "s_9", ConflictKind.FIGURE)]).rule == "two"


def test_every_rule_says_why_and_a_stance_is_on_one_side_at_most() -> None:
    assert all(why for _, why in (*BEARING_RULES.values(), *CREDIBILITY_RULES.values()))
    assert {value for value, _ in BEARING_RULES.values()} == {None, *Bearing}
    assert not FOR & AGAINST
    assert not OPEN & (FOR | AGAINST)
