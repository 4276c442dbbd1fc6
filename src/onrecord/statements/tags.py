"""Gives a quotation to who stands right beside it with a verb that no row knows: “We are late,” clarified the mayor.

Reads the words behind the closing mark by their kinds alone: around such a verb the parser's tree is seldom right.
"""

from collections.abc import Iterator, Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon.roles import Roles
from onrecord.model import Mention, MentionKind, Span
from onrecord.statements.draft import Cues, Draft, rows_for_verb, words_within
from onrecord.statements.quoting import UTTERANCE
from onrecord.text.near import Near
from onrecord.text.quotes import Quotation

_GOES_ON = (",", "?", "!", "…")
"""Marks at the end of quoted words after which the sentence goes on."""

_DASHES = ("-", "–", "—", "--")
_PAST = ("VBD", "VBN", "VBZ")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_OF_NAMES = (*_NOUNS, "DT", "JJ", "PRP$", "POS", "CD", "HYPH")
_LINKS = ("of", "for", "from", "at")
_HE_AND_SHE = ("he", "she", "they")
_NOT_SAYING = ("be", "have", "do", "come", "go", "leave", "arrive", "die", "win", "lose")
_LONGEST, _INSERTED = 14, 25
"""So many tokens may name who speaks; so many more may stand between two commas behind the name."""

_SPEAKING = (MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.OUTLET, MentionKind.STATE)


def tag_drafts(
    text: str, parsed: Parsed, quotes: Sequence[Quotation], mentions: Sequence[Mention], drafts: Sequence[Draft], cues: Cues, roles: Roles
) -> Iterator[Draft]:
    """One draft for each closed utterance that no draft of ``drafts`` touches and that a speaker and a verb follow."""
    names = Near((Span(m.start, m.end), m) for m in mentions if m.kind in _SPEAKING)
    taken = Near.under(drafts, lambda draft: draft.content)
    for quote in quotes:
        whole = Span(quote.start, quote.end)
        if not quote.closed or words_within(parsed, whole) < UTTERANCE or taken.over(whole) or not _sentence_goes_on(text, quote):
            continue
        found = _beside(parsed, quote)
        if found is None or not _may_speak(parsed, found[0], names, roles):
            continue
        source, verb = found
        stances = [row.stance for row in rows_for_verb(parsed, verb, cues)[0] if row.stance != "none"]
        stance = next(iter(stances), "asserts")
        yield Draft(rule="quotation:tagged", stance=stance, source=source, cue=(verb,), content=(whole,), score=0.7)


def _sentence_goes_on(text: str, quote: Quotation) -> bool:
    """Whether a comma, a question mark or an exclamation mark ends the words, or a comma stands right behind the mark."""
    return text[quote.inner.start : quote.inner.end].rstrip().endswith(_GOES_ON) or text[quote.end : quote.end + 1] == ","


def _beside(parsed: Parsed, quote: Quotation) -> tuple[tuple[int, ...], int] | None:
    """(who is named, the verb) right behind a quotation, in either order."""
    behind = parsed.tokens_in(Span(quote.end, parsed.ends[-1]))
    at = next((t for t in behind if parsed.words[t] not in (",", *_DASHES) and parsed.poses[t] != "ADV"), None)
    if at is None or parsed.starts[at] - quote.end > _LONGEST:
        return None
    if _is_verb(parsed, at):
        stop = _name_ends(parsed, at + 1)
        return (tuple(range(at + 1, stop)), at) if stop > at + 1 and _clause_ends(parsed, stop) else None
    stop = _name_ends(parsed, at)
    verb = _verb_after(parsed, stop)
    return (tuple(range(at, stop)), verb) if stop > at and verb is not None else None


def _verb_after(parsed: Parsed, at: int) -> int | None:
    """The verb at ``at``, or behind what two commas set off there, when nothing hangs on it that is done."""
    if at < len(parsed) and parsed.words[at] == ",":
        closing = next((t for t in range(at + 1, min(len(parsed), at + _INSERTED)) if parsed.words[t] in (",", ".", '"', "“", "”")), None)
        if closing is None or parsed.words[closing] != ",":
            return None
        verb = closing + 1
        return verb if verb < len(parsed) and _is_verb(parsed, verb) and _is_over(parsed, verb + 1) else None
    while at < len(parsed) and parsed.poses[at] == "ADV":
        at += 1
    if at >= len(parsed) or not _is_verb(parsed, at):
        return None
    ends = _is_over(parsed, at + 1) or (parsed.tags[at] != "VBN" and _clause_ends(parsed, at + 1))
    return at if ends else None


def _is_verb(parsed: Parsed, token: int) -> bool:
    return parsed.tags[token] in _PAST and parsed.poses[token] == "VERB" and parsed.lemmas[token] not in _NOT_SAYING


def _name_ends(parsed: Parsed, at: int) -> int:
    """One past the noun phrase that begins at ``at``; ``at`` itself when none does."""
    if at < len(parsed) and parsed.words[at].lower() in _HE_AND_SHE:
        return at + 1
    stop = at
    while stop < min(len(parsed), at + _LONGEST):
        linked = stop > at and parsed.words[stop].lower() in _LINKS and stop + 1 < len(parsed) and parsed.tags[stop + 1] in _OF_NAMES
        if parsed.tags[stop] not in _OF_NAMES and not linked:
            break
        stop += 1
    return stop if stop > at and parsed.tags[stop - 1] in _NOUNS else at


def _is_over(parsed: Parsed, at: int) -> bool:
    """Whether a sentence ends here, or a quotation goes on."""
    return at >= len(parsed) or parsed.words[at] in (".", ",", ":", ";", '"', "“", "''", "«")


def _clause_ends(parsed: Parsed, at: int) -> bool:
    """Whether nothing that a verb is done to stands here: a mark, a circumstance, or the next sentence."""
    return _is_over(parsed, at) or parsed.poses[at] in ("ADP", "ADV", "SCONJ") or parsed.tags[at] in ("VBG", "WRB")


def _may_speak(parsed: Parsed, source: Sequence[int], names: Near[Mention], roles: Roles) -> bool:
    """Whether the words name a person, a body, a role or a group, or are a pronoun that stands for one."""
    if parsed.words[source[0]].lower() in _HE_AND_SHE:
        return True
    stop = next((n for n, t in enumerate(source) if parsed.words[t].lower() in _LINKS), len(source))
    head = parsed.words[source[stop - 1]].lower()
    if roles.is_title(head) or head in roles.groups or head in roles.organization:
        return True
    return bool(names.over(parsed.span(source[0], source[stop - 1])))
