"""What does not go together, and what only looks so."""

from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.stories.conflicts import Conflict, conflicts
from onrecord.stories.rates import Rates
from onrecord.stories.transfers import transfer_stories

Read = Callable[..., Reading]
Find = Callable[..., tuple[Conflict, ...]]


@pytest.fixture
def find(lexicon: Lexicon) -> Find:
    def found(*readings: Reading, rates: Rates | None = None) -> tuple[Conflict, ...]:
        stories = transfer_stories(readings, {r.report.id: r.report.outlet or r.report.id for r in readings}, lexicon)
        return conflicts(stories, readings, lexicon, rates=rates)

    return found


ALLEGED = "Draunia said that Kestovia had sold 2,400 rockets to Orlava."


def kinds(found: tuple[Conflict, ...]) -> list[str]:
    return [c.kind.value for c in found]


def test_a_denial_stands_against_what_it_denies(find: Find, read: Read) -> None:
    [only] = find(
        read(f"Rockets\n\n{ALLEGED}", published="2017-03-03"),
        read("Denial\n\nKestovian Defence Minister Anton Rezhak denied that Kestovia had sold rockets to Orlava.", published="2017-03-04"),
    )
    assert only.kind == "denial"
    assert [side.actor for side in only.sides] == ["Draunia", "Anton Rezhak"]


def test_an_answer_that_only_points_back_bears_on_the_charge_before_it(find: Find, read: Read) -> None:
    [only] = find(read(f"Rockets\n\n{ALLEGED} Kestovia denied the accusation."))
    assert (only.kind, only.sides[1].actor) == ("denial", "Kestovia")


def test_some_of_it_is_untrue_denies_in_part(find: Find, read: Read) -> None:
    [only] = find(read(f"Rockets\n\n{ALLEGED} President Tibor Kavalen of Kestovia said some of what had been said was untrue."))
    assert only.kind == "partial_denial"


def test_figures_that_cannot_both_be_right(find: Find, read: Read) -> None:
    [only] = find(
        read("Kestovia sold 800 rockets to Orlava, officials said.", outlet="Karsk Post"),
        read("Kestovia sold 2,400 rockets to Orlava, the guild said.", outlet="Oru Times"),
    )
    assert only.kind == "figure"
    assert sorted(side.value for side in only.sides) == ["2,400 rockets", "800 rockets"]


def test_sums_in_two_currencies_are_a_conflict_only_at_a_rate_of_their_day(find: Find, read: Read) -> None:
    def sold(value: str, outlet: str) -> Reading:
        return read(f"Kestovia sold 800 rockets worth {value} to Orlava, officials said.", outlet=outlet, published="2023-03-05")

    euros, as_much, more = sold("EUR 800 million", "Karsk Post"), sold("$855 million", "Oru Times"), sold("$1.4 billion", "Velm Herald")
    rates = Rates.of("day,currency,per,rate\n2023-03-03,EUR,USD,1.06\n", "rates.csv")
    old = Rates.of("day,currency,per,rate\n2021-03-03,EUR,USD,1.06\n", "rates.csv")
    assert not find(euros, more)
    assert not find(euros, more, rates=old)
    assert not find(euros, as_much, rates=rates)
    assert kinds(find(euros, more, rates=rates)) == kinds(find(more, euros, rates=rates)) == ["figure"]


def test_a_vaguer_figure_that_contains_the_other_is_none(find: Find, read: Read) -> None:
    assert not find(
        read("Kestovia sold thousands of rockets to Orlava, officials said."),
        read("Kestovia sold 3,500 rockets to Orlava, the guild said."),
    )


def test_routes_neither_of_which_is_part_of_the_other(find: Find, read: Read) -> None:
    found = find(
        read("Kestovia sold 800 rockets to Orlava via Caldessa, officials said."),
        read("Kestovia sold 800 rockets to Orlava via Sundrel, the guild said."),
    )
    assert kinds(found) == ["route"]


def test_two_states_named_as_the_supplier_of_one_load(find: Find, read: Read) -> None:
    found = find(read("Kestovia sold 800 rockets to Orlava, officials said."), read("Draunia sold 800 rockets to Orlava, the guild said."))
    assert kinds(found) == ["party"]


def test_one_state_that_says_another_thing_later(find: Find, read: Read) -> None:
    found = find(
        read(f"Rockets\n\n{ALLEGED}", published="2017-03-03"),
        read("Denial\n\nKestovian Defence Minister Anton Rezhak denied that Kestovia had sold rockets to Orlava.", published="2017-03-04"),
        read("Turn\n\nPresident Tibor Kavalen of Kestovia acknowledged that Kestovia had sold rockets to Orlava.", published="2017-09-04"),
    )
    [change] = [c for c in found if c.kind == "position_change"]
    assert [side.actor for side in change.sides] == ["Anton Rezhak", "Tibor Kavalen"]
    assert change.why == "Anton Rezhak denies on 2017-03-04, and Tibor Kavalen acknowledges on 2017-09-04."


def test_two_positions_on_two_questions_are_none(find: Find, read: Read) -> None:
    assert not find(read("Kestovia condemned the invasion of Orlava. Kestovia refused to impose sanctions on Draunia."))


def test_silence_is_none(find: Find, read: Read) -> None:
    assert not find(read(f"Rockets\n\n{ALLEGED} Kestovia declined to comment on the accusation."))


def test_who_denies_the_licence_alone_denies_in_part(find: Find, read: Read) -> None:
    [only] = find(read(f"Rockets\n\n{ALLEGED} Kestovia denied that any licence had been granted."))
    assert only.kind == "partial_denial"


def test_a_document_against_a_denial(find: Find, read: Read) -> None:
    [only] = find(
        read("Memo\n\nA leaked memo shows that Kestovia sold 2,400 rockets to Orlava. Kestovian President Tibor Kavalen denied the claim.")
    )
    assert only.kind == "report_against_denial"


def test_an_army_and_its_state_are_no_two_recipients(find: Find, read: Read) -> None:
    assert not find(
        read("Kestovia sold 800 rockets to Orlava, officials said."), read("Kestovia sold 800 rockets to the Orlavan army, the guild said.")
    )


def test_a_total_over_years_is_no_rival_of_one_load(find: Find, read: Read) -> None:
    assert not find(
        read("Kestovia sold ammunition worth $31 million to Orlava, officials said."),
        read("Kestovia sold ammunition worth $855 million to Orlava, the guild said."),
    )


def test_a_denial_in_another_report_answers_what_names_the_one_who_denies(find: Find, read: Read) -> None:
    [only] = find(
        read(f"Rockets\n\n{ALLEGED}", published="2017-03-03", outlet="Karsk Post"),
        read(
            "Answer\n\nPresident Tibor Kavalen of Kestovia said that Kestovia had sold no rockets.",
            published="2017-03-05",
            outlet="Oru Times",
        ),
    )
    assert (only.kind, only.sides[1].actor) == ("denial", "Tibor Kavalen")


def test_a_denial_does_not_answer_what_is_said_long_after_it(find: Find, read: Read) -> None:
    assert not find(
        read("Denial\n\nKestovian Defence Minister Anton Rezhak denied that Kestovia had sold rockets to Orlava.", published="2017-03-04"),
        read(f"Rockets\n\n{ALLEGED}", published="2017-09-03"),
    )


def test_a_document_stands_against_an_older_denial(find: Find, read: Read) -> None:
    [only] = find(
        read("Denial\n\nKestovian Defence Minister Anton Rezhak denied that Kestovia had sold rockets to Orlava.", published="2017-03-04"),
        read("Paper\n\nAccording to a leaked document, Kestovia sold 300 rockets to Orlava.", published="2017-09-03"),
    )
    assert only.kind == "report_against_denial"


def test_who_denies_to_have_known_denies_that_he_was_told_and_nothing_else(find: Find, read: Read) -> None:
    found = find(
        read(
            "Rockets\n\nA clerk said that Minister Anton Rezhak of Kestovia had been told of the shipment in May. "
            "Rezhak said that he had known nothing. Draunia said that Kestovia had shipped rockets to Orlava."
        )
    )
    assert [[side.actor for side in c.sides] for c in found if c.kind == "denial"] == [["clerk", "Anton Rezhak"]]


def test_what_calls_a_paper_false_stands_against_what_the_paper_shows(find: Find, read: Read) -> None:
    found = find(
        read(
            "Rockets\n\nAn invoice names Brasmek Trade as the buyer of the rockets, the Karsk Post reported. "
            "Brasmek Trade said that the invoice was a forgery."
        )
    )
    assert [(c.sides[1].actor, "forgery" in c.sides[1].value) for c in found] == [("Brasmek Trade", True)]


def test_an_amount_told_in_place_of_another_is_a_conflict_wherever_the_other_stands(find: Find, read: Read) -> None:
    found = find(
        read("Rockets\n\nCustoms officers said that they had seized 200 rockets at the port.", outlet="Karsk Post", published="2017-03-03"),
        read("Count\n\nWe counted 350 rockets at the port, not 200 as was announced.", outlet="Oru Times", published="2017-03-09"),
    )
    [only] = [c for c in found if c.kind == "figure"]
    assert {side.value for side in only.sides} == {"350 rockets", "200 rockets"}
    assert len({place.report for side in only.sides for place in side.places}) == 2


def test_two_voices_that_give_two_amounts_of_one_thing_in_one_report(find: Find, read: Read) -> None:
    text = "Rockets\n\nDraunia said that 900 rockets had reached Orlava. Orlava said that it had received no more than 600 rockets."
    [only] = [c for c in find(read(text)) if c.kind == "figure"]
    assert {side.value for side in only.sides} == {"900 rockets", "at most 600 rockets"}


def test_what_was_asked_for_and_what_came_are_none(find: Find, read: Read) -> None:
    text = "Rockets\n\nDraunia said that 500 rockets had reached Orlava. Orlava said that it had asked for 2,000 rockets."
    assert not [c for c in find(read(text)) if c.kind == "figure"]


def test_a_copy_that_was_read_otherwise_is_no_other_teller(lexicon: Lexicon, read: Read) -> None:
    readings = [
        read("Kestovia sold 2,400 rockets to Orlava, officials said.", outlet="Karsk Post"),
        read("Kestovia sold 800 rockets to Orlava, officials said.", outlet="Oru Times"),
    ]
    origins = {r.report.id: "AP" for r in readings}
    assert not conflicts(transfer_stories(readings, origins, lexicon), readings, lexicon, origins)


def test_who_moved_nothing_there_denies_what_moved_there(find: Find, read: Read) -> None:
    [only] = find(
        read("Rockets\n\nSome 40 rockets were sent to Orlava, the Draunian guild said.", published="2017-03-03"),
        read("Denial\n\nNo rockets went to Orlava, the depot of Brasmek said.", published="2017-03-04"),
    )
    assert only.kind == "denial"


def test_no_such_letter_is_the_letter_told_of_before(find: Find, read: Read) -> None:
    told = "Ina Vorsk said that she had sent the minister a letter."
    found = find(read(f"Letter\n\n{told} The minister's spokesman denied that any such letter had arrived."))
    assert kinds(found) == ["denial"]


def test_contradicting_this_is_of_what_was_said_right_before(find: Find, read: Read) -> None:
    found = find(read("Fever\n\nNo other rockets were lost, the Draunian ministry said. The guild of Karsk disputes this."))
    assert ["No other rockets were lost" in side.value for c in found for side in c.sides] == [True, False]


def test_two_reports_amounts_of_one_load(find: Find, read: Read) -> None:
    [only] = find(
        read("Rockets\n\nThe guild said that 400 rockets had reached Orlava.", outlet="Karsk Post"),
        read("Rockets\n\nDraunia said that 310 rockets had reached Orlava.", outlet="Oru Times"),
    )
    assert only.kind == "figure"


def test_a_part_is_no_rival_of_its_whole(find: Find, read: Read) -> None:
    assert (
        find(
            read("Rockets\n\nThe guild said that 6 rockets had reached Orlava.", outlet="Karsk Post"),
            read("Rockets\n\nDraunia said that 4 of the 6 rockets had reached Orlava.", outlet="Oru Times"),
        )
        == ()
    )


def test_a_price_put_against_another(find: Find, read: Read) -> None:
    found = find(
        read(
            "Rockets\n\nAn invoice shows that Orlava paid 2.1 million crowns for the rockets. Brasmek Trade puts the price at 1.1 million."
        )
    )
    assert "figure" in kinds(found)


def test_a_licence_that_was_denied_and_is_granted_later(find: Find, read: Read) -> None:
    found = find(
        read("Licence\n\nThe Kestovian trade ministry said that it had granted no licence for rockets.", published="2017-03-03"),
        read("Licence\n\nThe Kestovian trade ministry acknowledged that it had granted a licence for 40 rockets.", published="2017-06-03"),
    )
    assert "position_change" in kinds(found)
