"""What settles a stance beyond the bare cue: what stands above it, what is quoted, who says it, what it answers."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, words_of

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "stance", "content"),
    [
        ("The skipper refused to rule out a strike.", "leaves_open", "a strike"),
        ("The bank no longer opposes the merger.", "supports", "the merger"),
        ("A second inquiry has not been ruled out.", "leaves_open", "A second inquiry"),
        ("The board wants to know who paid for the pier.", "asks", "who paid for the pier"),
        ("The office would not be drawn on the cause.", "declines_comment", "the cause"),
        ("The village threw its full weight behind the mill.", "supports", "the mill"),
        ("“We won't sell the mill,” said Ivo Marn.", "refuses", "“We won't sell the mill,”"),
        ("“Open the sluice,” said Ivo Marn.", "demands", "“Open the sluice,”"),
        ("Ivo Marn said he feared a second flood.", "fears", "he feared a second flood"),
        ("The guild was accused of hiding the ledger. Ivo Marn said that nothing had been hidden.", "denies", "nothing had been hidden"),
        ("Ivo Marn said that nothing had been hidden in the cellar.", "asserts", "nothing had been hidden in the cellar"),
        ("The guild failed to confirm the count.", "declines_comment", "the count"),
        ("The skipper did not deny owning the crates.", "leaves_open", "owning the crates"),
        ("The dean called the claim a lie.", "denies", "the claim a lie"),
        ("The bank did not dispute that the letter was late.", "acknowledges", "the letter was late"),
        ("The ministry made no mention of the lost crates.", "declines_comment", "the lost crates"),
        ("The dean said some of it was untrue.", "partly_denies", "some of it was untrue"),
        ("The league has yet to comment on the brawl.", "declines_comment", "on the brawl"),
        ("The envoy stopped short of denying that shells had crossed.", "leaves_open", "shells had crossed"),
        ("Her contention was that the bridge was sound.", "asserts", "the bridge was sound"),
        ("“Why was it shut?” asked a shareholder.", "asks", "“Why was it shut?”"),
        ("A lawsuit says the clinic thinned its vaccine.", "alleges", "the clinic thinned its vaccine"),
        ("The envoy fell short of endorsing the plan.", "objects", "the plan"),
        ("The general made no attempt to deny the order.", "leaves_open", "the order"),
        ("The abbot lost no time in denouncing the raid.", "condemns", "the raid"),
        ("The guild was the latest to oppose the toll.", "objects", "the toll"),
        ("The director is the first to admit that the film is too long.", "acknowledges", "the film is too long"),
        ("The duchy held off recognising the island.", "refuses", "recognising the island"),
        ("The mayor confirmed the visit but denied taking a gift.", "partly_denies", "taking a gift"),
        ("The mayor paid for the visit and denied taking a gift.", "denies", "taking a gift"),
        ("The guard insisted that no gate had been left open.", "denies", "no gate had been left open"),
        ("The guard insisted that no rain would fall.", "asserts", "no rain would fall"),
        ("The widow claims the will was forged.", "alleges", "the will was forged"),
        ("The widow claims she was at home.", "asserts", "she was at home"),
        ("The judge insisted that the files be published.", "demands", "the files be published"),
        ("The mayor said the bridge was open.", "asserts", "the bridge was open"),
        ("The mayor said the question was open.", "leaves_open", "the question was open"),
        ("The ministry will ask the court for a delay.", "asks", "a delay"),
        ("Prosecutors will seek a longer sentence.", "intends", "a longer sentence"),
    ],
)
def test_stance_is_composed(read: Read, text: str, stance: str, content: str) -> None:
    found = {(s.stance.value, words_of(text, s.content)) for s in read(text).statements}
    assert (stance, content) in found


@pytest.mark.parametrize(
    "text",
    [
        "The porter left the door of the mill open.",
        "She stood with her arms folded.",
        "The board could throw out the bill.",
        "The regent signed the law on Monday.",
    ],
)
def test_plain_use_of_the_words_is_no_statement(read: Read, text: str) -> None:
    assert [s.trace for s in read(text).statements if s.trace and s.trace.rule.startswith("idiom_cue")] == []
