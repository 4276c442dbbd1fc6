"""Who said what: one table of phenomena, each in our own words about invented places."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Reading, Statement, words_of

Read = Callable[..., Reading]


class Case(NamedTuple):
    """A text, and the speaker, stance, mode and content of the statement that it must give."""

    text: str
    speaker: str | None
    stance: str
    content: str
    mode: str = "indirect"


QUOTATION = [
    Case("“The pumps were sold,” said Ivo Marn, the harbour master.", "Ivo Marn", "asserts", "“The pumps were sold,”", "direct"),
    Case("“The pumps,” Ivo Marn said, “were sold as scrap.”", "Ivo Marn", "asserts", "“The pumps,” … “were sold as scrap.”", "direct"),
    Case("Ivo Marn said: “The pumps were sold. Nobody asked.”", "Ivo Marn", "asserts", "“The pumps were sold. Nobody asked.”", "direct"),
    Case(
        "“The pumps were sold as scrap,” said Ivo Marn. “Nobody asked for any papers at all.”",
        "Ivo Marn", "asserts", "“The pumps were sold as scrap,” … “Nobody asked for any papers at all.”", "direct",
    ),
    Case("'The pumps were sold as scrap,' said Ivo Marn.", "Ivo Marn", "asserts", "'The pumps were sold as scrap,'", "direct"),
    Case(
        "“The pumps were sold as scrap.\n\n“Nobody asked for any papers,” said Ivo Marn.",
        "Ivo Marn", "asserts", "“The pumps were sold as scrap. … “Nobody asked for any papers,”", "direct",
    ),
    Case(
        "“My deputy told me ‘sell them all’ and I did,” said Ivo Marn.",
        "Ivo Marn", "asserts", "“My deputy told me ‘sell them all’ and I did,”", "direct",
    ),
    Case("«The pumps were sold as scrap», said Ivo Marn.", "Ivo Marn", "asserts", "«The pumps were sold as scrap»", "direct"),
    Case("The mayor called the plan “a farce”.", "mayor", "asserts", "the plan “a farce”", "mixed"),
    Case("The union said the plan was “a farce from day one”.", "union", "asserts", "the plan was “a farce from day one”", "mixed"),
]  # fmt: skip
INDIRECT = [
    Case("The ministry said that the convoy had left on Monday.", "ministry", "asserts", "the convoy had left on Monday"),
    Case("The ministry said the convoy had left on Monday.", "ministry", "asserts", "the convoy had left on Monday"),
    Case("The convoy had left on Monday, the ministry said.", "ministry", "asserts", "The convoy had left on Monday"),
    Case("The convoy, the ministry said, had left on Monday.", "ministry", "asserts", "The convoy … had left on Monday"),
    Case("According to the ministry, the convoy had left on Monday.", "ministry", "asserts", "the convoy had left on Monday"),
    Case("The convoy had left on Monday, according to the harbour master.", "harbour master", "asserts", "The convoy had left on Monday"),
    Case("The crates were allegedly moved at night.", None, "alleges", "The crates were … moved at night"),
    Case("The trader is accused of forging the papers.", None, "accuses", "forging the papers"),
    Case("A leaked memo shows that the crates were empty.", "leaked memo", "reports", "the crates were empty"),
    Case("A poll found that most voters oppose the bridge.", "poll", "reports", "most voters oppose the bridge"),
    Case("Per the guild, the crates were empty.", "guild", "asserts", "the crates were empty"),
    Case("The convoy was reported to have left on Monday.", None, "reports", "The convoy … to have left on Monday"),
    Case("The dealer is said to own three ships.", None, "alleges", "The dealer … to own three ships"),
    Case("The convoy reportedly left on Monday.", None, "reports", "The convoy … left on Monday"),
    Case("The ministry issued a denial of the report.", "ministry", "denies", "the report"),
    Case("The guild fears that the bridge will fall.", "guild", "fears", "the bridge will fall"),
    Case("The town plans to close the bridge.", "town", "intends", "to close the bridge"),
    Case("The White House said the bridge was safe.", "United States", "asserts", "the bridge was safe"),
    Case("The Kremlin denied the report.", "Russia", "denies", "the report"),
    Case("The claim that the crates were empty angered the guild.", None, "alleges", "the crates were empty"),
]
REPAIRED = [  # clauses that the parser is known to hang in the wrong place
    Case(
        "The mayor told a meeting of island pilots that few people understood the tides.",
        "mayor", "asserts", "few people understood the tides",
    ),
    Case("The guild has not said when it would vote on the levy.", "guild", "declines_comment", "when it would vote on the levy"),
    Case("The council pledged to open the books and name every buyer.", "council", "promises", "to open the books and name every buyer"),
    Case(
        "The auditor said the bridge was safe, citing two surveys by the harbour office.",
        "auditor", "asserts", "the bridge was safe",
    ),
    Case(
        "The mayor said the demands of the work kept women away, though she noted that clients ask for mixed teams.",
        "mayor", "asserts", "the demands of the work kept women away",
    ),
    Case(
        "To see the real harbour, the pilot said, one should come at night.",
        "pilot", "asserts", "To see the real harbour … one should come at night",
    ),
    Case(
        "“The guild is in panic. Full panic,” said Ida Holm, a clerk in Salis.",
        "Ida Holm", "asserts", "“The guild is in panic. Full panic,”", "direct",
    ),
]  # fmt: skip
NAMED = [  # content that is named rather than told
    Case("The minister condemned the raid as “a disgrace”.", "minister", "condemns", "the raid as “a disgrace”", "mixed"),
    Case("Critics called the closure of the two ports a blunder.", "Critics", "asserts", "the closure of the two ports a blunder"),
    Case("The envoy called Marn a “coward”.", "envoy", "asserts", "Marn a “coward”", "mixed"),
    Case("The senator praised the plan, which foresees two new ports.", "senator", "supports", "the plan"),
    Case("The poll shows a close race in the north.", "poll", "reports", "a close race in the north"),
    Case("The harbour, as the pilot put it in a letter, is dead.", "pilot", "asserts", "The harbour … is dead"),
    Case("Fares will rise in May, per the harbour office.", "harbour office", "asserts", "Fares will rise in May"),
]  # fmt: skip
STANCE = [
    Case("The firm denied selling pumps to the navy.", "firm", "denies", "selling pumps to the navy"),
    Case("The firm denied the accusation.", "firm", "denies", "the accusation"),
    Case("The firm did not deny that it had sold pumps.", "firm", "leaves_open", "it had sold pumps"),
    Case(
        "The minister neither confirmed nor denied that the crates had been opened.",
        "minister",
        "leaves_open",
        "the crates had been opened",
    ),
    Case(
        "The minister has not ruled out that the crates passed through the port.",
        "minister",
        "leaves_open",
        "the crates passed through the port",
    ),
    Case(
        "The minister acknowledged that some of the crates had been opened.",
        "minister",
        "acknowledges",
        "some of the crates had been opened",
    ),
    Case("The minister said the report was a lie.", "minister", "denies", "the report was a lie"),
    Case("The minister said some of the claims were untrue.", "minister", "partly_denies", "some of the claims were untrue"),
    Case("The envoy described the suspicions as absurd.", "envoy", "denies", "the suspicions as absurd"),
    Case("The spokeswoman declined to comment on the crates.", "spokeswoman", "declines_comment", "on the crates"),
    Case(
        "The spokeswoman did not respond to questions about the crates.", "spokeswoman", "declines_comment", "to questions about the crates"
    ),
    Case(
        "The minister did not say whether the crates had been opened.", "minister", "declines_comment", "whether the crates had been opened"
    ),
    Case("The embassy has not commented.", "embassy", "declines_comment", "has not commented"),
    Case("A spokesman denied it had known where the pumps came from.", "spokesman", "denies", "it had known where the pumps came from"),
    Case(
        "The agency said, citing two people familiar with the matter, that the pumps were sold.", "agency", "asserts", "the pumps were sold"
    ),
    Case("The general failed to confirm that the village had fallen.", "general", "declines_comment", "the village had fallen"),
    Case("The general refused to say whether the village had fallen.", "general", "declines_comment", "whether the village had fallen"),
    Case("The firm refused to open its books.", "firm", "refuses", "to open its books"),
    Case("Police confirmed the arrest.", "Police", "confirms", "the arrest"),
    Case("Serbia accused Hungary of arming the rebels.", "Serbia", "accuses", "Hungary of arming the rebels"),
    Case("The envoy demanded that the files be opened.", "envoy", "demands", "the files be opened"),
    Case("The union urged the company to open the files.", "union", "demands", "the company to open the files"),
    Case("The envoy asked whether the bridge was safe.", "envoy", "asks", "whether the bridge was safe"),
    Case("The envoy warned that the bridge could fall.", "envoy", "warns", "the bridge could fall"),
    Case("The fishermen fear that the port will close.", "fishermen", "fears", "the port will close"),
    Case("Villagers hope that the road will open.", "Villagers", "wants", "the road will open"),
    Case("The treasurer promised to publish the accounts.", "treasurer", "promises", "to publish the accounts"),
    Case("The treasurer plans to publish the accounts.", "treasurer", "intends", "to publish the accounts"),
    Case("The two sides agreed to exchange prisoners.", "two sides", "agrees", "to exchange prisoners"),
    Case("The council condemned the raid.", "council", "condemns", "the raid"),
    Case("The union backs the strike.", "union", "supports", "the strike"),
    Case("The senator doubts that the bridge is safe.", "senator", "doubts", "the bridge is safe"),
    Case("The guild expressed concern about the crates.", "guild", "objects", "concern about the crates"),
    Case(
        "Guards found no crates when they searched the store of Dorn & Sons, harbour chief Yara Pell said on Friday.",
        "Yara Pell",
        "asserts",
        "Guards found no crates when they searched the store of Dorn & Sons",
    ),
    Case(
        "Ivo Marn acknowledged for the first time that pumps from the works had gone to Lurn.",
        "Ivo Marn",
        "acknowledges",
        "pumps from the works had gone to Lurn",
    ),
    Case(
        "Only 30 of the pumps reached Lurn, the guild said on Monday, and a further 18 were turned back at the border.",
        "guild",
        "asserts",
        "Only 30 of the pumps reached Lurn … a further 18 were turned back at the border",
    ),
    Case(
        "Brask denied the sale, the company said.\n\nThe captain said that the ship had called at Lurn.",
        "captain",
        "asserts",
        "the ship had called at Lurn",
    ),
]


def said(reading: Reading) -> list[tuple[str | None, str, str, str]]:
    return [
        (s.speaker.name if s.speaker else None, s.stance.value, words_of(reading.report.text, s.content), s.mode.value)
        for s in reading.statements
    ]


@pytest.mark.parametrize("case", [*QUOTATION, *INDIRECT, *REPAIRED, *NAMED, *STANCE], ids=lambda c: c.text[:60])
def test_statement_is_read(case: Case, read: Read) -> None:
    assert (case.speaker, case.stance, case.content, case.mode) in said(read(case.text))


@pytest.mark.parametrize(
    "text",
    [
        "The convoy left on Monday.",
        "The bank ordered new desks.",
        "He ran a shop in Halvek.",
        "The gates opened at nine and the queue was long.",
        "Snow fell on the pass for two days.",
    ],
)
def test_narration_makes_no_statement(text: str, read: Read) -> None:
    assert said(read(text)) == []


def test_a_statement_inside_another_points_at_it(read: Read) -> None:
    reading = read("The prosecutor said the clerk had denied opening the crates.")
    outer, inner = reading.statements
    assert (outer.speaker.name, inner.speaker.name) == ("prosecutor", "clerk")  # type: ignore[union-attr]
    assert (inner.within, outer.within) == (outer.id, None)


def test_the_day_of_what_a_speaker_once_did_is_no_day_of_saying(read: Read) -> None:
    told = read("The Trade Board, which banned imports of tin in March, said on Tuesday it knew of the reports.", published="2024-05-16")
    assert told.statements[0].said_on == "2024-05-14"


def test_what_a_quoted_speaker_says_of_saying_is_no_statement_of_its_own(read: Read) -> None:
    assert len(read("“I told them that we wanted the files and they said no,” Ivo Marn recalled.").statements) == 1


def test_addressee_medium_and_day_of_saying_are_kept(read: Read) -> None:
    told = read("Ivo Marn told reporters in Halvek on Tuesday that the bridge was safe.", published="2024-05-16").statements[0]
    assert (told.to, told.said_on) == (("reporters",), "2024-05-14")
    posted = read("In a statement posted on its website, the firm said the crates were empty.").statements[0]
    assert posted.via == "statement posted on its website"


def test_a_promo_makes_no_statement(read: Read) -> None:
    reading = read("The mayor said the bridge was safe.\n\nAlso Read | Minister Says Bridge Will Fall.\n\nThe guild said it was glad.")
    assert [s.speaker.name for s in reading.statements if s.speaker] == ["mayor", "guild"]


def test_hedges_are_kept_apart_from_stance(read: Read) -> None:
    hedged = read("The crates were allegedly moved at night.").statements[0]
    plain = read("The ministry said the crates were moved at night.").statements[0]
    assert (hedged.hedged, plain.hedged) == (True, False)


def spans_of(statement: Statement) -> list[tuple[int, int]]:
    return [*statement.source, *statement.cue, *statement.content]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_gives_statements_with_spans_inside_it(read: Read, text: str) -> None:
    for statement in read(text or " ").statements:
        assert statement.content
        assert all(0 <= start < end <= len(text) for start, end in spans_of(statement))


WORDS = st.sampled_from(
    ["the minister", "Ivo Marn", "said", "denied", "that", "“", "”", "not", "the crates", "were sold", ",", ".", "according to", "to",
     "she", "who", "—", "and", "but", "accused", "of", "it", "declined to comment", "\n\n", "in Halvek", "on Monday", '"', "’s"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40))
def test_any_jumble_of_reporting_words_is_read_without_harm(read: Read, words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    ids = [s.id for s in reading.statements]
    assert len(ids) == len(set(ids))
    assert all(0 <= start < end <= len(text) for s in reading.statements for start, end in spans_of(s))
    assert all(s.within in ids for s in reading.statements if s.within)


def test_through_what_and_when_it_was_said(read: Read) -> None:
    text = "Convoy\n\nIn a statement posted on the ministry's website on Thursday, the ministry said the convoy had left."
    [statement] = read(text, published="2017-03-03").statements
    assert statement.via is not None
    assert statement.via.startswith("statement posted on the ministry's website")
    assert statement.said_on == "2017-03-02"


def test_to_whom_it_was_said(read: Read) -> None:
    [statement] = read("Convoy\n\nIvo Marn told the state broadcaster that the convoy had left.").statements
    assert statement.to == ("state broadcaster",)


@pytest.mark.parametrize(
    "subject", ["An officer, who spoke on condition of anonymity,", "A source close to the guild", "Western officials"]
)
def test_who_is_not_named_is_kept_as_anonymous(read: Read, subject: str) -> None:
    [statement] = read(f"Convoy\n\n{subject} said the convoy had left.").statements
    assert statement.speaker is not None
    assert statement.speaker.anonymous
