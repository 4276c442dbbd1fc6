"""Where a firm, a port or a town lies, as far as the report itself says so."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.model import Mention, MentionKind
from onrecord.transfers.clauses import POSSESSIVES

_HOMED = (MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.PERSON, MentionKind.STATE)
_BACK = 7
_AHEAD = 9
_LYING = ("in", "of", "from", "off")
_ARTICLES = ("a", "an", "the")
_SEATED = ("registered", "based", "headquartered", "incorporated")


def homes_of(
    mentions: Sequence[Mention], parsed: Parsed, lands: frozenset[str], adjectives: Mapping[str, str], lexicon: Lexicon
) -> dict[str, str]:
    """Name to the land in which it lies: "the Lurnish port of Mesk", "Brasmek, a trader in Lurn", "Salis, Lurn", "Lurn's mill Orth".

    ``lands`` are the names of states and places, ``adjectives`` lead from an adjective to its land. The first telling holds.
    """
    states = {m.start: m.name for m in mentions if m.kind is MentionKind.STATE}
    found: dict[str, str] = {}
    for m in mentions:
        if m.kind not in _HOMED or m.name in found or (m.kind is MentionKind.STATE and m.name in lands and not is_town(m)):
            continue
        tokens = parsed.tokens_in(m.span)
        if not tokens:
            continue
        home = next(_before(parsed, tokens[0], states, adjectives, lexicon), None) or next(_after(parsed, tokens[-1], states), None)
        if home and home != m.name:
            found[m.name] = home
    for first, last in _ports(parsed, lexicon.words("place_noun")):
        name = " ".join(parsed.words[first : last + 1])
        home = next(_before(parsed, first, states, adjectives, lexicon), None) or next(_after(parsed, last, states), None)
        if home and name not in found and home != name:
            found[name] = home
    return found


def _ports(parsed: Parsed, nouns: frozenset[str]) -> Iterator[tuple[int, int]]:
    """First and last token of the name in "the port of Mesk"."""
    for t in range(len(parsed) - 2):
        if parsed.lemmas[t].lower() in nouns and parsed.words[t + 1].lower() == "of" and parsed.poses[t + 2] == "PROPN":
            last = t + 2
            while last + 1 < len(parsed) and parsed.poses[last + 1] == "PROPN":
                last += 1
            yield t + 2, last


def is_town(mention: Mention) -> bool:
    """Whether a mention of a state is a town of it by its words."""
    return mention.trace is not None and mention.trace.note in ("city", "capital")


def _before(parsed: Parsed, first: int, states: Mapping[int, str], adjectives: Mapping[str, str], lexicon: Lexicon) -> Iterator[str]:
    """The adjective or the possessor in the words that lead up to a name."""
    begin, _ = parsed.sentences[parsed.sentence_of(first)]
    for t in range(first - 1, max(begin, first - _BACK) - 1, -1):
        word = parsed.words[t]
        if word in POSSESSIVES and t > begin:
            owner = next((states[parsed.starts[k]] for k in range(t - 1, max(begin, t - 3) - 1, -1) if parsed.starts[k] in states), None)
            if owner:
                yield owner
            return
        if word in adjectives:
            yield adjectives[word]
            return
        for one in lexicon.names.forms.get(word, ()):
            if one.kind == "state" and one.form == "adjective":
                yield one.name
                return
        if parsed.poses[t] not in ("NOUN", "ADJ", "ADP") and word not in (",", "-") and word.lower() not in _ARTICLES:
            return
        if parsed.poses[t] == "ADP" and (word.lower() != "of" or parsed.lemmas[t - 1].lower() not in lexicon.words("place_noun")):
            return


def _after(parsed: Parsed, last: int, states: Mapping[int, str]) -> Iterator[str]:
    """The land that follows a name: "Salis, Lurn", "Brasmek in Lurn", "Brasmek, a small trader in Lurn"."""
    _, end = parsed.sentences[parsed.sentence_of(last)]
    told = False
    for t in range(last + 1, min(end, last + _AHEAD)):
        word = parsed.words[t].lower()
        if parsed.starts[t] in states:
            before = parsed.words[t - 1].lower()
            if (t == last + 2 and before == ",") or before in _LYING or (before == "the" and parsed.words[t - 2].lower() in _LYING):
                yield states[parsed.starts[t]]
            return
        if word == "," and t == last + 1:
            told = True
            continue
        if t == last + 1 and word not in _LYING:
            return
        if not (parsed.poses[t] in ("NOUN", "ADJ", "DET", "ADP", "NUM") or word in ("-", "&", *_SEATED)):
            return
        if told and t == last + 2 and word not in _ARTICLES:
            return


def called_so(mentions: Sequence[Mention], parsed: Parsed, nouns: frozenset[str]) -> frozenset[str]:
    """The names that are called one of ``nouns``, or hold one: "the haulier Brasmek", "Brasmek, a haulier in Lurn", "Lurn Haulier"."""
    kinds = (MentionKind.ORGANIZATION, MentionKind.PERSON, MentionKind.PLACE)
    return frozenset(
        m.name for m in mentions if m.kind in kinds and not nouns.isdisjoint((called(m, parsed) - {"trade"}) | _own_words(m, parsed))
    )


def _own_words(mention: Mention, parsed: Parsed) -> set[str]:
    tokens = parsed.tokens_in(mention.span)
    return {parsed.words[t].lower() for t in tokens} if len(tokens) > 1 else set()


def called(mention: Mention, parsed: Parsed) -> set[str]:
    """The common nouns right before a name or in the apposition after it, as lemmas: "the trader Brasmek", "Brasmek, a trader"."""
    tokens = parsed.tokens_in(mention.span)
    if not tokens:
        return set()
    first, last = tokens[0], tokens[-1]
    found: set[str] = set()
    before = first - 1
    if before > 0 and parsed.words[before] == "," and parsed.sentence_of(before) == parsed.sentence_of(first):
        before -= 1  # "the smelter, Brasmek,"
        if not _is_described(parsed, before):
            before = -1
    if before >= 0 and parsed.poses[before] == "NOUN" and parsed.sentence_of(before) == parsed.sentence_of(first):
        found.add(parsed.lemmas[before].lower())
        if (
            before > 0
            and parsed.deps[before - 1] in ("compound", "amod")
            and parsed.heads[before - 1] == before
            and parsed.words[before - 1].islower()
        ):
            found.add(parsed.lowered[before - 1])  # "the trading firm Brasmek"
    _, end = parsed.sentences[parsed.sentence_of(last)]
    if last + 2 < end and parsed.words[last + 1] == "," and parsed.words[last + 2].lower() in _ARTICLES:
        for t in range(last + 3, min(end, last + _AHEAD)):
            if parsed.poses[t] not in ("NOUN", "ADJ", "PROPN") and parsed.words[t] not in ("-", "'s"):
                break
            if parsed.poses[t] == "NOUN":
                found.add(parsed.lemmas[t].lower())
    return found


def _is_described(parsed: Parsed, noun: int) -> bool:
    """Whether the noun has an article or an owner: "the smelter", "a smelter", "Lurn's largest smelter"."""
    first, _ = parsed.noun_phrase(noun)
    return parsed.words[first].lower() in _ARTICLES or parsed.child(noun, "poss") is not None
