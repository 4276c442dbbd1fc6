"""Which reports count as one source, and what that source is called."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.chain.told import Told
from onrecord.model import Link, Origin, Rests, content_id
from onrecord.model.edtf import order_key


def origins(told: Sequence[Told], root: Mapping[str, str], names: Mapping[str, str]) -> tuple[Origin, ...]:
    """The origins of ``told``, whose families ``root`` gives by id: every report is in exactly one.

    Where the first report of a family says that its text is another publisher's, and that publisher's own report
    is not among them, the origin is named after the publisher and has no root. ``names`` are the publishers'
    names by their folded form.
    """
    families: dict[str, list[Told]] = {}
    for one in told:
        families.setdefault(root[one.id], []).append(one)
    found = [_origin(members, next(one for one in members if one.id == first), names) for first, members in families.items()]
    order = {one.id: at for at, one in enumerate(told)}
    return tuple(_numbered(sorted(found, key=lambda o: min(order[r] for r in o.reports))))


def rests(links: Iterable[Link], sources: Iterable[Origin]) -> Iterator[Rests]:
    """For each report with text of an origin that is not its own the share of each origin, the largest first."""
    home = {report: origin.id for origin in sources for report in origin.reports}
    held: dict[str, dict[str, float]] = {}
    for link in links:
        if link.share:
            shares = held.setdefault(link.child, {})
            shares[home[link.parent]] = max(link.share, shares.get(home[link.parent], 0.0))
    for report, shares in held.items():
        if any(origin != home[report] for origin in shares):
            ranked = sorted(shares.items(), key=lambda one: (-one[1], one[0]))
            yield Rests(report=report, shares=tuple(ranked), own=round(max(0.0, 1 - sum(shares.values())), 4))


def _numbered(found: Sequence[Origin]) -> Iterator[Origin]:
    """The origins, names that come again with a number behind them."""
    many: Counter[str] = Counter()
    for origin in found:
        many[origin.name] += 1
        yield origin if many[origin.name] == 1 else replace(origin, name=f"{origin.name} ({many[origin.name]})")


def _origin(members: Sequence[Told], first: Told, names: Mapping[str, str]) -> Origin:
    outlets = {one.outlet for one in members}
    stated = Counter(name for one in members for name in one.whole[-1:] if name not in outlets)
    outside = [name for name in first.whole if name not in outlets]
    publisher = outside[-1] if outside else ""
    if stated and not publisher and any(name not in outlets for name in first.credited):
        publisher = stated.most_common(1)[0][0]
    days = [one.day for one in members if one.day] if publisher else [first.day] if first.day else [o.day for o in members if o.day]
    day = min(days, key=order_key, default=None)
    shown = names.get(publisher, publisher) if publisher else first.shown
    return Origin(
        id=content_id("o", *sorted(one.id for one in members)), name=f"{shown} {day[:10] if day else 'no date'}",
        root=None if publisher else first.id, reports=tuple(one.id for one in members), publisher=shown, credited=bool(publisher),
    )  # fmt: skip
