"""Every report is in exactly one origin, and an origin is called after whose text it is."""

from onrecord.chain.origins import origins
from onrecord.chain.told import Told

NAMES = {"norvane": "Norvane", "karsk post": "Karsk Post"}


def told(name: str, outlet: str, day: str | None = "2017-03-03", whole: tuple[str, ...] = ()) -> Told:
    return Told(id=name, text="", outlet=outlet.lower(), shown=outlet, day=day, whole=whole, credited=whole)


def test_a_report_alone_is_an_origin_named_after_its_outlet() -> None:
    (origin,) = origins([told("a", "Karsk Post")], {"a": "a"}, NAMES)
    assert (origin.name, origin.root, origin.credited) == ("Karsk Post 2017-03-03", "a", False)


def test_copies_of_an_agency_that_is_not_here_are_named_after_it_and_have_no_root() -> None:
    pair = [told("a", "Karsk Post", "2017-03-04", ("norvane",)), told("b", "Oru Times", "2017-03-03", ("norvane",))]
    (origin,) = origins(pair, {"a": "a", "b": "a"}, NAMES)
    assert (origin.name, origin.root, origin.reports, origin.credited) == ("Norvane 2017-03-03", None, ("a", "b"), True)


def test_of_several_publishers_the_farthest_names_the_origin() -> None:
    (origin,) = origins([told("a", "Karsk Post", whole=("press trust", "norvane"))], {"a": "a"}, NAMES)
    assert origin.name == "Norvane 2017-03-03"


def test_a_credit_of_an_outlet_that_is_here_makes_its_report_the_root() -> None:
    pair = [told("a", "Karsk Post"), told("b", "Oru Times", "2017-03-05", ("karsk post",))]
    (origin,) = origins(pair, {"a": "a", "b": "a"}, NAMES)
    assert (origin.name, origin.root) == ("Karsk Post 2017-03-03", "a")


def test_a_day_that_nothing_tells_stays_unknown() -> None:
    (origin,) = origins([told("a", "Karsk Post", None)], {"a": "a"}, NAMES)
    assert origin.name == "Karsk Post no date"


def test_two_origins_of_one_name_can_be_told_apart() -> None:
    found = origins([told("a", "Karsk Post"), told("b", "Karsk Post")], {"a": "a", "b": "b"}, NAMES)
    assert [o.name for o in found] == ["Karsk Post 2017-03-03", "Karsk Post 2017-03-03 (2)"]
