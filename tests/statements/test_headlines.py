"""Headlines: who says what, in their own grammar; read once, and only with a speaker in them."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, words_of

Read = Callable[..., Reading]

_BODY = "The harbour was quiet on Monday and Dana Orlik walked home past the gates.\n\nMany people stood at the pier and looked at the sea."


def told(reading: Reading) -> list[tuple[str | None, str, str]]:
    return [
        (s.speaker.name if s.speaker else None, s.stance.value, words_of(reading.report.text, s.content, gap=" … "))
        for s in reading.statements
    ]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Serbia probes crates after Hungary alleges ‘stab in the back’", ("Hungary", "alleges", "‘stab in the back’")),
        ("Mayor: bridge is safe", ("Mayor", "asserts", "bridge is safe")),
        ("Poll: most islanders want the ferry back", ("Poll", "asserts", "most islanders want the ferry back")),
        ("Dana Orlik: ‘We were never asked’", ("Dana Orlik", "asserts", "‘We were never asked’")),
        ("Bridge is unsafe, leaked memo says", ("leaked memo", "asserts", "Bridge is unsafe")),
        ("Port director Orlik denies fraud as trial opens", ("Dana Orlik", "denies", "fraud")),
        ("Union warns strike will go on", ("Union", "warns", "strike will go on")),
        ("EXCLUSIVE: Mayor denies fraud", ("Mayor", "denies", "fraud")),
        ("UPDATE 1-Union warns strike will go on", ("Union", "warns", "strike will go on")),
        ("Guild Leader Vows To Fight Harbour Levy", ("Guild Leader", "promises", "To Fight Harbour Levy")),
    ],
)
def test_a_headline_says_who_says_what(headline: str, expected: tuple[str, str, str], read: Read) -> None:
    assert told(read(f"{headline}\n\n{_BODY}")) == [expected]


@pytest.mark.parametrize(
    "headline",
    [
        "Teska dam: downstream villages turn to court",
        "Live: storm hits the coast",
        "Island guide: where to eat",
        "Grain ships wait as Merovia and buyers trade blame",
        "Lakes Union adds tankers to its list",
        "Thousands of crates for Hungary: a port in doubt",
        "Two clocks in one room: old friends will check",
        "Soldiers hurt in new clash at Ashgate pass",
        "Officials' claims of theft end in court",
    ],
)
def test_a_headline_that_only_tells_makes_no_statement(headline: str, read: Read) -> None:
    assert told(read(f"{headline}\n\n{_BODY}")) == []


def test_a_headline_that_stands_twice_is_read_once(read: Read) -> None:
    headline = "Union warns strike will go on"
    assert len(told(read(f"{headline}\n\n{headline}\n\n{_BODY}"))) == 1


@pytest.mark.parametrize("label", ["INTERVIEW", "FACTBOX", "WATCH", "BREAKING", "Opinion", "Explainer"])
def test_a_label_of_the_newsroom_is_no_speaker(label: str, read: Read) -> None:
    assert told(read(f"{label}: Ferry stays at the pier all winter\n\n{_BODY}")) == []


def test_a_headline_answers_the_charge_that_the_text_tells_of(read: Read) -> None:
    headline = "Hungary says no crates passed through its port"
    charge = "Serbia accused Hungary of letting crates pass through the port of Varn."
    assert told(read(f"{headline}\n\n{charge} {_BODY}"))[0] == ("Hungary", "denies", "no crates passed through its port")
    assert told(read(f"{headline}\n\nSerbia accused Kestovia of a raid. {_BODY}"))[0][1] == "asserts"
