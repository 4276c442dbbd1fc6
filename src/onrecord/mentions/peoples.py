"""Names that no list knows are taken for states where the text writes of their people or their offices.

"Varnia" is a state where the text also has "the Varnian army", "Varnia's foreign minister" or "the government of Varnia".
"""

import re
from collections.abc import Iterator, Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.demonyms import demonyms
from onrecord.lexicon.roles import Roles
from onrecord.model import Mention, MentionKind, Span, Trace, content_id
from onrecord.text.folding import fold_name
from onrecord.text.near import Near

_BEFORE_NOUN = re.compile(r"\b([A-Z][a-z]{3,})(?=[ -][A-Za-z])")
_POSSESSIVE = ("'s", "’s", "'", "’")
_UNSURE = (MentionKind.PLACE, MentionKind.PERSON, MentionKind.ORGANIZATION)
_OWNED_WITHIN = 3


def with_unlisted_states(text: str, parsed: Parsed, mentions: Sequence[Mention], roles: Roles, lexicon: Lexicon) -> Iterator[Mention]:
    """``mentions`` in text order, with every place where the text names a state that the lexicon does not know.

    A name that is also somebody's family name here, or a given name, stays what it was.
    """
    families = {m.name.split()[-1] for m in mentions if m.kind is MentionKind.PERSON and (" " in m.name or m.role)}
    sure = Near((m.span, m) for m in mentions if m.kind not in _UNSURE or " " in m.name)
    alone = {
        t for t in parsed.of_pos.get("PROPN", ()) if _stands_alone(parsed, t) and not sure.over(Span(parsed.starts[t], parsed.ends[t]))
    }
    organs = lexicon.words("organ_of_state")
    adjectives = {m.group(1) for m in _BEFORE_NOUN.finditer(text)}
    states: set[str] = set()
    for name in {parsed.words[t] for t in alone} - families - set(roles.given):
        places = [t for t in alone if parsed.words[t] == name]
        if not adjectives.isdisjoint(demonyms(name, lexicon)) or any(_has_organs(parsed, t, organs) for t in places):
            states.add(name)
    named = {parsed.starts[t]: t for t in alone if parsed.words[t] in states}
    found = [m for m in mentions if m.start not in named]
    for start, token in named.items():
        span, name = parsed.span(token, token), parsed.words[token]
        found.append(
            Mention(start=start, end=span.end, kind=MentionKind.STATE, name=name, actor=content_id("a", fold_name(name)),
                    trace=Trace("name:people", (span,)))
        )  # fmt: skip
    yield from sorted(found, key=lambda m: (m.start, -m.end))


def _stands_alone(parsed: Parsed, token: int) -> bool:
    """Whether the token is a proper noun that is no part of a longer name."""
    word = parsed.words[token]
    owns = token + 1 < len(parsed) and parsed.words[token + 1] in _POSSESSIVE  # "Varnia's minister", where the parser knows no name
    if not (parsed.poses[token] == "PROPN" or (owns and parsed.poses[token] in ("NOUN", "ADJ"))):
        return False
    if not word[:1].isupper() or not word.isalpha() or word.isupper() or len(word) < 4:  # noqa: PLR2004
        return False
    beside = [t for t in (token - 1, token + 1) if 0 <= t < len(parsed) and parsed.sentence_of(t) == parsed.sentence_of(token)]
    return not any(parsed.poses[t] == "PROPN" and parsed.words[t][:1].isupper() for t in beside)


def _has_organs(parsed: Parsed, token: int, organs: frozenset[str]) -> bool:
    """Whether the name owns an office or organ of a state: "Varnia's foreign minister", "the government of Varnia"."""
    if token + 1 < len(parsed) and parsed.words[token + 1] in _POSSESSIVE:
        return any(parsed.words[t].lower() in organs for t in range(token + 2, min(token + 2 + _OWNED_WITHIN, len(parsed))))
    return token > 1 and parsed.words[token - 1] == "of" and parsed.words[token - 2].lower() in organs
