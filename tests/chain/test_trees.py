"""The cheapest tree is the cheapest of all trees."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.chain.trees import cheapest_tree

OFF_ROOT = 2.0


def price(parents: list[int | None], costs: list[list[float]], as_root: list[float]) -> float:
    root = parents.index(None)
    return as_root[root] + sum(costs[c][p] + OFF_ROOT * (p != root) for c, p in enumerate(parents) if p is not None)


def is_tree(parents: list[int | None]) -> bool:
    def reaches_root(at: int | None, steps: int) -> bool:
        return at is None or (steps > 0 and reaches_root(parents[at], steps - 1))

    return parents.count(None) == 1 and all(reaches_root(at, len(parents)) for at in range(len(parents)))


@settings(max_examples=80)
@given(st.integers(1, 4).flatmap(lambda n: st.tuples(
    st.lists(st.lists(st.integers(0, 9).map(float), min_size=n, max_size=n), min_size=n, max_size=n),
    st.lists(st.integers(0, 9).map(float), min_size=n, max_size=n),
)))  # fmt: skip
def test_no_tree_is_cheaper(made: tuple[list[list[float]], list[float]]) -> None:
    costs, as_root = made
    found = cheapest_tree(costs, as_root, OFF_ROOT)
    assert is_tree(found)
    every = [list(p) for p in product([None, *range(len(costs))], repeat=len(costs)) if is_tree(list(p))]
    assert price(found, costs, as_root) == pytest.approx(min(price(p, costs, as_root) for p in every))
