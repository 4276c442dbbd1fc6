"""Hypotheses are weighed by what does not fit them; exhibits on one origin count once."""

from bench.inquiry.copies import Copy, group
from onrecord.inquiry.competing import matrix
from onrecord.inquiry.fold import fold
from onrecord.model import Bearing, content_id


def laid(copy: Copy, bearings: dict[str, dict[str, str]], hypotheses: dict[str, str]) -> None:
    """Exhibits by record, with what each says of the hypotheses named."""
    for record, said in bearings.items():
        copy.decide("exhibit", {"record": record, "words": ""})
        for name, bearing in said.items():
            copy.decide("bears", {"exhibit": content_id("x", record), "hypothesis": hypotheses[name], "bearing": bearing, "why": ""})


def put(copy: Copy, *names: str) -> dict[str, str]:
    return {name: f"h_{copy.decide('hypothesis', {'words': name}).hash[:12]}" for name in names}


def test_the_count_is_of_what_does_not_fit() -> None:
    (north,) = group("North")
    ids = put(north, "sold", "resold")
    laid(north, {"s_1": {"sold": "inconsistent", "resold": "consistent"}, "s_2": {"sold": "neutral", "resold": "neutral"}}, ids)
    found = matrix(fold(north.entries), {})
    assert found.inconsistency == {ids["sold"]: 1, ids["resold"]: 0}
    assert [row.diagnosticity for row in found.rows] == [1.0, 0.0]
    assert found.sensitive == (0,)


def test_exhibits_on_one_origin_count_once() -> None:
    (north,) = group("North")
    ids = put(north, "sold", "resold")
    laid(north, {"s_1": {"sold": "inconsistent"}, "s_2": {"sold": "inconsistent"}, "s_3": {"sold": "inconsistent"}}, ids)
    state = fold(north.entries)
    assert matrix(state, {}).inconsistency[ids["sold"]] == 3
    one = {content_id("x", record): "o_1" for record in ("s_1", "s_2")}
    assert matrix(state, one).inconsistency[ids["sold"]] == 2


def test_where_parties_differ_the_joint_cell_is_empty_and_each_has_its_own() -> None:
    north, south = group("North", "South")
    ids = put(north, "sold")
    laid(north, {"s_1": {"sold": "inconsistent"}}, ids)
    south.take(north.packed())
    laid(south, {"s_1": {"sold": "consistent"}}, ids)
    state = fold(south.entries)
    assert matrix(state, {}).rows[0].bearings == (None,)
    assert matrix(state, {}).rows[0].disputed == (True,)
    assert matrix(state, {}, "North").rows[0].bearings == (Bearing.INCONSISTENT,)
    assert matrix(state, {}, "South").rows[0].bearings == (Bearing.CONSISTENT,)
