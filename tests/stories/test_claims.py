"""The same proposition across reports."""

from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.stories.claims import Claim, claims
from onrecord.stories.transfers import transfer_stories

Read = Callable[..., Reading]
Find = Callable[..., tuple[Claim, ...]]


@pytest.fixture
def find(lexicon: Lexicon) -> Find:
    def found(*readings: Reading, origins: dict[str, str] | None = None) -> tuple[Claim, ...]:
        rests = origins or {r.report.id: r.report.id for r in readings}
        return claims(transfer_stories(readings, rests, lexicon), readings, rests, lexicon)

    return found


def test_everyone_who_speaks_of_a_transfer_stands_in_its_claim(find: Find, read: Read) -> None:
    [claim] = find(read("Rockets\n\nDraunia accused Kestovia of selling 2,400 rockets to Orlava. Kestovia denied the accusation."))
    assert [(p.actor, p.stance.value) for p in claim.positions] == [("Draunia", "accuses"), ("Kestovia", "denies")]


def test_contents_in_other_words_are_one_claim_whoever_speaks(find: Find, read: Read) -> None:
    [claim] = find(
        read("Dam\n\nThe mayor said the upper dam near Ostby had cracked after the spring flood."),
        read("Dam\n\nThe guild denied that the upper dam near Ostby cracked in the spring flood."),
    )
    assert {p.stance.value for p in claim.positions} == {"asserts", "denies"}


def test_another_number_is_another_claim(find: Find, read: Read) -> None:
    assert not find(
        read("Dam\n\nThe mayor said 14 people had been hurt near the upper dam in the flood."),
        read("Dam\n\nThe guild said 30 people had been hurt near the upper dam in the flood."),
    )


def test_many_reports_on_one_origin_are_called_circular(find: Find, read: Read) -> None:
    told = [read(f"Dam {n}\n\nThe mayor said the upper dam near Ostby had cracked after the spring flood.") for n in range(3)]
    [claim] = find(*told, origins={r.report.id: "AP 2017-03-03" for r in told})
    assert (claim.echoes, claim.warning) == (2, "3 reports rest on one origin")


def test_outlets_that_cite_each_other_are_called_circular(find: Find, read: Read) -> None:
    [claim] = find(
        read("Dam\n\nThe upper dam near Ostby had cracked after the spring flood, the Oru Times reported.", outlet="Karsk Post"),
        read("Dam\n\nThe upper dam near Ostby cracked after the spring flood, the Karsk Post reported.", outlet="Oru Times"),
    )
    assert claim.warning == "karsk post cites oru times, and oru times cites karsk post"
