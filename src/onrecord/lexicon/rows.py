"""What a lexicon row of each table holds; the TOML files under ``data/`` are made of these.

Every row has an ``id``, a ``reason``, and ``yes`` and ``no`` examples: texts in which the row
must and must not fire. ``tests/lexicon`` makes a test of each example.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What all rows have."""

    id: str
    reason: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher(Row):
    """An agency or an outlet. An ``ambiguous`` name is believed only inside a credit pattern."""

    name: str
    full: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    ambiguous: bool = False
    disclaimers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Row):
    """A state, and the capital, seats and epithets by which news lets it speak."""

    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str = ""
    capital_aliases: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Row):
    """A body, company or service known by name."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Good(Row):
    """Goods as news writes of them. ``general`` words are goods only beside a verb of moving.

    ``source`` is the public list, by heading, that names the thing, or ``everyday word``.
    """

    name: str
    class_: str
    words: tuple[str, ...]
    plural: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()
    ml: str = ""
    un: str = ""
    source: str = ""
    general: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Row):
    """A unit of measure or a currency (ISO 4217 code as ``name``)."""

    name: str
    kind: str
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    default_currency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Magnitude(Row):
    """A word that multiplies: ``million``."""

    word: str
    value: float
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord(Row):
    """A number written as a word."""

    word: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague(Row):
    """A quantity that names only an order: ``thousands``."""

    words: tuple[str, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundWords(Row):
    """Words that bound a number, standing ``before`` or ``after`` it."""

    bound: str
    words: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Row):
    """A role noun. ``kind``: office, rank, honorific, profession or group."""

    words: tuple[str, ...]
    kind: str
    gender: str = ""
    speaks_for: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Row):
    """A plain list of words with one use; ``kind`` narrows it where the table needs that."""

    words: tuple[str, ...] = ()
    kind: str = ""
    female: tuple[str, ...] = ()
    male: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Row):
    """Words that introduce attributed content.

    ``lemmas`` are verbs, nouns or adjectives by table; a second word is a particle (``rule out``).
    ``frames`` say how a verb's content is attached: ``clause`` (that-clause), ``infinitive``,
    ``object_infinitive`` (told the crew to leave), ``gerund``, ``object`` (the object is the content),
    ``object_as`` (called the vote a farce), ``attitude`` (expressed concern), ``silence`` (did not respond to),
    ``quote`` (may introduce quoted speech), ``passive`` (an agentless passive reports somebody), ``aside`` (only
    in "as X put it"), ``document_object`` (an object, when a document or a poll is the subject). A noun's frames:
    ``infinitive`` (a plan to sell) and ``is_source`` (the noun names who said it: reports); a phrase's: ``definite``
    (its object must be a particular one); an idiom's: ``negated`` and ``modal`` (fires only so), ``active``, ``strong`` and ``fallback``
    (over or under the rules for single verbs), ``taken`` (its last word is content). ``of_others``: alleges, where the content is not
    about the speaker; ``ownerless``: fires only where nobody owns the noun.
    ``prepositions`` attach content (accused of).
    ``negated`` is the stance under negation; empty for the same stance, ``none`` for no statement.
    """

    lemmas: tuple[str, ...]
    stance: str
    frames: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    negated: str = ""
    addressee: bool = False
    hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceShift(Row):
    """Words of the content that change what a bare verb does (``untrue`` makes ``said`` a denial).

    ``source`` is searched in the words of the source; ``speakers`` are kinds of speaker. ``direct`` asks for quoted speech,
    ``command`` for an imperative, ``answer`` for a charge that stands right before.
    """

    when: tuple[str, ...]
    stance: str
    pattern: str = ""
    source: str = ""
    speakers: tuple[str, ...] = ()
    direct: bool = False
    command: bool = False
    answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Row):
    """A regular expression that gives a segment its role or finds a credit.

    ``{agency}`` in it stands for any agency or outlet name. ``place``: where in the report the
    line must stand (``any``, ``head``, ``tail``).
    """

    role: str
    pattern: str
    place: str = "any"
    kind: str = ""
    whole_line: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Row):
    """A verb or noun of moving goods and what its grammatical roles stand for.

    ``lemmas``: a second word is a particle or preposition that must follow (``end up``). ``subject`` is what an
    active subject is: supplier, recipient, maker, intermediary, carrier, goods, or empty for nobody who is a party.
    ``prepositions`` maps a preposition to the slot of its object. ``object`` is the slot of the object where that
    is not the goods. ``governs``: stands above another frame word and gives it its status (``agreed to sell``,
    ``halted the sale``). ``continues``: only goes on about goods named before, never begins a transfer.
    ``goal``: where it happens is where the goods come to, for now.
    ``tangible``: what is counted with it is goods, also when no list knows it.
    """

    lemmas: tuple[str, ...]
    subject: str
    status: str
    prepositions: dict[str, str]
    noun: bool = False
    indirect_object: str = ""
    object: str = "goods"
    governs: bool = False
    continues: bool = False
    goal: bool = False
    tangible: bool = False
