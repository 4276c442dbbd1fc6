"""One clause that moves goods, as its slots were read."""

from dataclasses import dataclass, field

from onrecord.model import Quantity, Span, Value
from onrecord.transfers.fillers import Named
from onrecord.transfers.standing import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One clause that moves goods: parties as names, with the spans they rest on.

    ``named`` holds the goods and whether they are only pointed at, ``topic`` the goods named last before them,
    ``source`` the land whose goods they are called ("Lurnish crude"); ``onward`` is set for what came after ("sold on"),
    ``earlier`` for what only tells which goods were handed on ("insulin that Lurn gave was sold"), ``turned_up`` when
    nobody is said to have given them, ``port`` when the goal is a port or a station, ``there`` when it happened where the
    goods were last, ``arrives`` when a ship comes to port, ``again`` when another clause has the very words of its goods;
    ``town`` is the goal by its own name where it is called after its land, ``passed_to`` who got the goods right afterwards
    from the receiver, ``about`` a party by which known goods are told from others ("the drones for Lurn"); ``part`` counts
    the goods of one frame word from 0;
    ``weak`` are slots that the words only hint at;
    ``continues`` is set when the clause only goes on about goods told before.
    """

    at: int
    rule: str
    named: Named
    stand: Stand
    quantity: Quantity | None = None
    value: Value | None = None
    maker: str | None = None
    supplier: str | None = None
    via: tuple[tuple[Span, str, bool], ...] = ()
    recipient: str | None = None
    end_user_declared: str | None = None
    end_user_alleged: str | None = None
    licence: str | None = None
    period: str | None = None
    routed: bool = False
    continues: bool = False
    weak: frozenset[str] = frozenset()
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    answers: bool = False
    habitual: bool = False
    share: bool = False
    topic: Named | None = None
    source: tuple[str, Span] | None = None
    onward: bool = False
    meant: bool = False
    earlier: bool = False
    turned_up: bool = False
    port: bool = False
    there: bool = False
    town: str | None = None
    passed_to: str | None = None
    about: str | None = None
    part: int = 0
    again: bool = False
    arrives: bool = False

    @property
    def parties(self) -> tuple[str, ...]:
        """Who gives or gets."""
        return tuple(name for name in (self.supplier, self.maker, self.recipient) if name)
