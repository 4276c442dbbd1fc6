"""The cheapest tree: who most likely took from whom in a family, as a minimum branching (Chu, Liu 1965; Edmonds 1967)."""

from collections.abc import Iterable, Sequence

Costs = Sequence[Sequence[float]]
"""``costs[child][parent]``; infinite where the step is out of the question."""


def cheapest_tree(costs: Costs, as_root: Sequence[float], off_root: float) -> list[int | None]:
    """The parent of each member, None for the root: the tree whose steps cost least in all.

    ``as_root`` is what it costs to take a member for the root, ``off_root`` what each step costs that does not
    start at the root: most copies are taken from the first text, few from copies.
    """
    members = range(len(costs))
    best: list[int | None] = [None] * len(costs)
    least = float("inf")
    bounds = {root: as_root[root] + sum(min(_step(costs, c, p, root, off_root) for p in members if p != c)
                                        for c in members if c != root) for root in members}  # fmt: skip
    for root in sorted(members, key=lambda r: (bounds[r], r)):
        if bounds[root] >= least:
            break
        parents = _branching([[_step(costs, c, p, root, off_root) for p in members] for c in members], root)
        total = as_root[root] + sum(_step(costs, c, p, root, off_root) for c, p in parents.items())
        if total < least:
            least, best = total, [parents.get(c) for c in members]
    return best


def _step(costs: Costs, child: int, parent: int, root: int, off_root: float) -> float:
    return costs[child][parent] + (0.0 if parent == root else off_root)


def _branching(costs: Sequence[Sequence[float]], root: int) -> dict[int, int]:
    """The parent of each member but ``root`` at the least total cost, without rings."""
    size = len(costs)
    parents = {c: _cheapest(costs[c], (p for p in range(size) if p != c)) for c in range(size) if c != root}
    ring = _ring(parents)
    if not ring:
        return parents
    inside = set(ring)
    outer = [n for n in range(size) if n not in inside]
    place = {n: at for at, n in enumerate(outer)}
    joined = len(outer)  # the ring as one member
    enter: dict[int, int] = {}  # outer parent -> the ring's member through which it enters
    leave: dict[int, int] = {}  # outer child -> the ring's member that it takes from
    small = [[float("inf")] * (joined + 1) for _ in range(joined + 1)]
    for child in outer:
        for parent in outer:
            small[place[child]][place[parent]] = costs[child][parent]
        leave[child] = _cheapest(costs[child], ring)
        small[place[child]][joined] = costs[child][leave[child]]
    for parent in outer:
        enter[parent] = min((costs[c][parent] - costs[c][parents[c]], c) for c in ring)[1]
        small[joined][place[parent]] = costs[enter[parent]][parent] - costs[enter[parent]][parents[enter[parent]]]
    found = {n: parents[n] for n in ring}
    for child, parent in _branching(small, place[root]).items():
        if child == joined:
            found[enter[outer[parent]]] = outer[parent]
        else:
            found[outer[child]] = leave[outer[child]] if parent == joined else outer[parent]
    return found


def _cheapest(costs: Sequence[float], parents: Iterable[int]) -> int:
    return min((costs[p], p) for p in parents)[1]


def _ring(parents: dict[int, int]) -> list[int]:
    """The members of one ring, or none."""
    done: set[int] = set()
    for start in parents:
        path: list[int] = []
        seen: dict[int, int] = {}
        at: int | None = start
        while at is not None and at not in done and at not in seen:
            seen[at] = len(path)
            path.append(at)
            at = parents.get(at)
        if at is not None and at in seen:
            return path[seen[at] :]
        done.update(path)
    return []
