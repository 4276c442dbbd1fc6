"""How many sources stand behind reports, as far as they say so themselves."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading
from onrecord.stories.origins import stated_origins

Read = Callable[..., Reading]
BODY = "The harbour master said that the crates with the green seal had been opened by two customs officers on the quay."
OTHER = "Snow closed the pass for a third day, and the ministry said that no convoy would leave before the weekend at all."


def groups(*readings: Reading) -> list[tuple[str, int]]:
    return [(origin.name, len(origin.reports)) for origin in stated_origins(readings)]


def test_reports_that_credit_one_agency_and_share_its_words_are_one_origin(read: Read) -> None:
    first = read(f"HALVEK, March 3 (Reuters) – {BODY}", published="2017-03-03", outlet="Karsk Post")
    second = read(f"HALVEK (Reuters) – {BODY} It was cold.", published="2017-03-05", outlet="Oru Times")
    assert groups(first, second) == [("Reuters 2017-03-03", 2)]


def test_order_of_reports_does_not_matter(read: Read) -> None:
    texts = [f"HALVEK (Reuters) – {BODY} {'It was cold. ' * n}" for n in range(3)]
    readings = [read(text, published=f"2017-03-0{n + 3}") for n, text in enumerate(texts)]
    assert groups(*readings) == groups(*reversed(readings)) == [("Reuters 2017-03-03", 3)]


def test_one_agency_on_one_day_may_have_two_stories(read: Read) -> None:
    both = [read(f"HALVEK, March 3 (Reuters) – {body}", published="2017-03-03") for body in (BODY, OTHER)]
    assert groups(*both) == [("Reuters 2017-03-03", 1), ("Reuters 2017-03-03", 1)]


def test_the_same_words_a_month_later_are_another_origin(read: Read) -> None:
    early = read(f"HALVEK (Reuters) – {BODY}", published="2017-03-03")
    late = read(f"HALVEK (Reuters) – {BODY} Again.", published="2017-04-20")
    assert len(groups(early, late)) == 2


def test_a_report_without_a_year_joins_the_one_whose_words_it_has(read: Read) -> None:
    dated = read(f"HALVEK, March 3 (Reuters) – {BODY}", published="2017-03-03")
    undated = read(f"Halvek, Mar 3 (Reuters) {BODY} It was cold.")
    assert undated.report.published == "XXXX-03-03"
    assert groups(dated, undated) == [("Reuters 2017-03-03", 2)]


def test_different_agencies_are_different_origins_whatever_they_share(read: Read) -> None:
    one, other = (read(f"HALVEK ({agency}) – {BODY}", published="2017-03-03") for agency in ("Reuters", "AFP"))
    assert len(groups(one, other)) == 2


def test_a_shared_disclaimer_makes_no_origin(read: Read) -> None:
    tail = "\n\n(This story has been published from a wire agency feed without modifications to the text.)"
    one, other = (read(f"HALVEK (Reuters) – {body}{tail}", published="2017-03-03") for body in (BODY, OTHER))
    assert len(groups(one, other)) == 2


@pytest.mark.parametrize("outlet", ["Karsk Post", None])
def test_a_report_that_credits_nobody_is_an_origin_of_its_own(outlet: str | None, read: Read) -> None:
    (origin,) = stated_origins([read(BODY, published="2017-03-03", outlet=outlet)])
    assert (origin.name, origin.credited) == (f"{outlet or 'report.txt'} 2017-03-03", False)
