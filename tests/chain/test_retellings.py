"""Reports told anew in other words, flashes with their accounts, and two witnesses to one event."""

import numpy as np

from onrecord.chain.facts import FactKind, Facts
from onrecord.chain.retellings import flashes, retellings
from onrecord.chain.told import DAY, Told

HOUR = 3600.0


def facts(figures: str = "", names: str = "", speakers: str = "", start: int = 0) -> Facts:
    """One letter a fact."""
    rows = [(ord(c), FactKind.FIGURE, 4, start) for c in figures]
    rows += [(1000 + ord(c), FactKind.NAME, 4, start) for c in names]
    rows += [(1000 + ord(c), FactKind.SPEAKER, 4, start) for c in speakers]
    return np.array(rows, np.uint32).reshape(-1, 4)


def told(name: str, hours: float | None, *, outlet: str = "", cited: tuple[str, ...] = (), text: str = "x") -> Told:
    at = None if hours is None else hours * HOUR
    return Told(id=name, text=text, first=at, last=at, outlet=outlet or f"outlet of {name}", cited=cited)


def pairs(reports: list[Told], columns: list[Facts]) -> list[tuple[str, str, str]]:
    root = {place: place for place in range(len(reports))}
    return [(reports[r.child].id, reports[r.parent].id, r.known) for r in retellings(reports, columns, root)]


def test_who_has_the_same_figures_and_names_tells_anew() -> None:
    wire, other = facts("abcdef", "pqr", "s"), facts("abcde", "pq", "s")
    assert pairs([told("wire", 0), told("other", 5)], [wire, other]) == [("other", "wire", "dated")]


def test_two_witnesses_share_names_and_a_figure_and_have_each_their_own() -> None:
    one, other = facts("abcde", "pqr", "s"), facts("auvwx", "pqr", "t")
    assert pairs([told("one", 0), told("other", 5)], [one, other]) == []


def test_people_whom_the_source_does_not_name_speak_for_a_report_of_its_own() -> None:
    wire, other = facts("abcd", "pqr", "s"), facts("abcd", "pqr", "tuv")
    assert pairs([told("wire", 0), told("other", 5)], [wire, other]) == []


def test_reports_more_than_a_week_apart_are_not_compared() -> None:
    same = facts("abcdef", "pqr", "s")
    assert pairs([told("wire", 0), told("other", 8 * 24 + 1)], [same, same]) == []


def test_who_names_the_other_is_the_one_who_took_whatever_the_days_say() -> None:
    same = facts("abcdef", "pqr", "s")
    assert pairs([told("wire", 5), told("other", 0, cited=("outlet of wire",))], [same, same]) == [("other", "wire", "stated")]


def test_without_days_nobody_knows_who_was_first() -> None:
    (found,) = pairs([told("one", None), told("other", None)], [facts("abcdef", "pqr", "s"), facts("abcde", "pq", "s")])
    assert found[2] == "unknown"


def test_a_flash_belongs_to_the_account_of_its_publisher_on_that_day() -> None:
    flash, account = told("flash", 6, outlet="norda", text="x" * 90), told("account", 20, outlet="norda", text="x" * 900)
    columns, root = [facts("a", "pq"), facts("avw", "pqr", "s")], {0: 0, 1: 1}
    (found,) = flashes([flash, account], columns, root)
    assert (found.child, found.parent, found.known) == (1, 0, "dated")
    later = told("account", 20 + 24, outlet="norda", text="x" * 900)
    assert not list(flashes([flash, later], columns, root))
    elsewhere = told("account", 20, outlet="interwire", text="x" * 900)
    assert not list(flashes([flash, elsewhere], columns, root))


def test_a_flash_of_other_news_from_the_same_place_stays_apart() -> None:
    flash, account = told("flash", 6, outlet="norda", text="x" * 90), told("account", 20, outlet="norda", text="x" * 900)
    assert not list(flashes([flash, account], [facts("a", "pzy"), facts("bvw", "pqr", "s")], {0: 0, 1: 1}))


def test_facts_that_stand_far_down_in_the_account_are_not_its_news() -> None:
    flash, account = told("flash", 6, outlet="norda", text="x" * 90), told("account", 20, outlet="norda", text="x" * 5000)
    assert not list(flashes([flash, account], [facts("a", "pq"), facts("a", "pq", start=4000)], {0: 0, 1: 1}))


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [told("wire", 0), told("other", 5), told("third", 9)]
    columns = [facts("abcdef", "pqr", "s"), facts("abcde", "pq", "s"), facts("abcdf", "pqr", "s")]
    turned = pairs(reports[::-1], columns[::-1])
    assert sorted(pairs(reports, columns)) == sorted(turned)
    assert DAY == 24 * HOUR
