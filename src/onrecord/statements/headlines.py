"""Reads headlines, whose grammar is their own: "Mayor: bridge is safe", "Bridge is safe, mayor says", "Mayor says bridge is safe"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.language.parsed import Parsed
from onrecord.lexicon.roles import Roles
from onrecord.lexicon.rows import Cue
from onrecord.model import Mention, MentionKind, Span
from onrecord.statements.circumstances import standing_at
from onrecord.statements.clause import OPENERS
from onrecord.statements.draft import Cues, Draft, spans_of

_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z&'’ \-]{2,20}?)(?: \d{1,2}\s?-|:)\s*")
_LONGEST_NAME = 8
_SHORTEST = 3
_BOUNDARIES = (",", ":", ";", "–", "—", "-", "--")
_NOT_BEFORE_VERB = ("DT", "JJ", "JJS", "JJR", "POS", "PRP$", "IN", "TO", "CD", "MD")
_NOUN_GOES_ON = ("of", "over", "about", "against", "on", "for", "by")
_CLAUSAL = ("VBD", "VBZ", "VBP", "MD", "IN")
_NOT_PLAIN = frozenset('|:"“„«')
"""Marks of a headline that only its own grammar can read."""

_FLAT = ("denies", "confirms", "acknowledges")
"""Stances whose verb is content with a thing named: denies fraud."""


def headline_drafts(
    text: str, parsed: Parsed, headlines: Sequence[Span], mentions: Sequence[Mention], cues: Cues, roles: Roles
) -> Iterator[Draft]:
    """At most one draft a headline; a headline that stands twice is read once."""
    known = _names_in(mentions)
    seen: set[str] = set()
    for headline in headlines:
        words = " ".join(text[headline.start : headline.end].split())
        tokens = _without_label(text, parsed, _without_site(parsed, list(parsed.tokens_in(headline))), cues)
        if words in seen or len(tokens) < _SHORTEST:
            continue
        seen.add(words)
        draft = _announced(parsed, tokens, known, roles) or _signed(parsed, tokens, cues) or _told(parsed, tokens, cues)
        if draft:
            yield draft


def with_headlines(text: str, parsed: Parsed, drafts: Iterable[Draft], headlines: Sequence[Span], told: Iterable[Draft]) -> list[Draft]:
    """``drafts`` and what headlines tell: by their own grammar where it reads one, else by the body's; once where one stands twice."""
    told = list(told)
    first: dict[str, Span] = {}
    for headline in headlines:
        first.setdefault(" ".join(text[headline.start : headline.end].split()), headline)
    plain = [h for h in first.values() if not _NOT_PLAIN & {*text[h.start : h.end]}]
    own = [h for h in plain if not any(h.start <= d.content[0].start < h.end for d in told)]
    shut = [h for h in headlines if h not in own]
    return [*(d for d in drafts if not any(h.start <= standing_at(parsed, d) < h.end for h in shut)), *told]


def _without_site(parsed: Parsed, tokens: list[int]) -> list[int]:
    """A headline without the outlet or section that a page's title puts behind a bar."""
    bar = next((n for n, t in enumerate(tokens) if parsed.words[t] == "|"), len(tokens))
    return tokens[:bar]


def _without_label(text: str, parsed: Parsed, tokens: list[int], cues: Cues) -> list[int]:
    """A headline without the label that says of what kind its text is: "EXCLUSIVE: ...", "UPDATE 1-..."."""
    m = _LABEL.match(text, parsed.starts[tokens[0]], parsed.ends[tokens[-1]]) if tokens else None
    if m is None or m["label"].lower() not in cues.labels:
        return tokens
    return [t for t in tokens if parsed.ends[t] > m.end()]


def _names_in(mentions: Sequence[Mention]) -> frozenset[str]:
    """What those who may speak are called, and the family names of persons, in lower case."""
    speaking = [m for m in mentions if m.kind not in (MentionKind.GOODS, MentionKind.PLACE)]
    families = (m.name.split()[-1] for m in speaking if m.kind is MentionKind.PERSON)
    return frozenset(name.lower() for name in (*(m.name for m in speaking), *families))


def _announced(parsed: Parsed, tokens: Sequence[int], known: frozenset[str], roles: Roles) -> Draft | None:
    """As in "Poll: most want the bridge", "Bridge unsafe: auditors"."""
    colon = next((n for n, t in enumerate(tokens) if parsed.words[t] == ":"), None)
    if colon is None:
        return None
    before, after = tokens[:colon], tokens[colon + 1 :]
    for speaker, content in ((before, after), (after, before)):
        if 0 < len(speaker) <= _LONGEST_NAME and len(content) >= _SHORTEST - 1 and _may_speak(parsed, speaker, known, roles):
            return _draft(parsed, "layout:headline", "asserts", speaker, (), content)
    return None


def _may_speak(parsed: Parsed, tokens: Sequence[int], known: frozenset[str], roles: Roles) -> bool:
    """Whether the words name somebody: a name that the report knows, a role, a group, a document."""
    words = [parsed.words[t].lower() for t in tokens]
    if " ".join(words).removeprefix("the ") in known:
        return True
    last = words[-1]
    if any(parsed.tags[t] in _CLAUSAL for t in tokens):
        return False
    if last in known:
        return parsed.words[tokens[-1]][0].isupper()
    return roles.is_title(last) or last in roles.documents or bool({last, parsed.lemmas[tokens[-1]]} & roles.groups)


def _signed(parsed: Parsed, tokens: Sequence[int], cues: Cues) -> Draft | None:
    """As in "Bridge is safe, mayor says"."""
    comma = next((n for n in range(len(tokens) - 1, 0, -1) if parsed.words[tokens[n]] == ","), None)
    if comma is None:
        return None
    last, speaker = tokens[-1], tokens[comma + 1 : -1]
    row = _row(parsed, last, cues)
    if row is None or not 0 < len(speaker) <= _LONGEST_NAME or comma < _SHORTEST - 1:
        return None
    return _draft(parsed, f"verb_cue:{row.id}/headline", row.stance, speaker, (last,), tokens[:comma])


def _told(parsed: Parsed, tokens: Sequence[int], cues: Cues) -> Draft | None:
    """As in "Port shuts after mayor says bridge is unsafe", "Mayor denies fraud as trial opens"."""
    for n in range(1, len(tokens) - 1):
        row = _row(parsed, tokens[n], cues)
        nxt = parsed.words[tokens[n + 1]].lower()
        if row is None or parsed.tags[tokens[n - 1]] in _NOT_BEFORE_VERB or nxt in _NOUN_GOES_ON or nxt in _BOUNDARIES:
            continue
        start = next((k + 1 for k in range(n - 1, -1, -1) if _parts(parsed, tokens[k], cues)), 0)
        stop = next(
            (k for k in range(n + 2, len(tokens)) if _parts(parsed, tokens[k], cues) and parsed.words[tokens[k]] != ","), len(tokens)
        )
        speaker, content = tokens[start:n], tokens[n + 1 : stop]
        if nxt == "that":
            content = content[1:]
        told = (
            parsed.words[content[0]] in (*OPENERS, "'")
            or (len(content) >= _SHORTEST and any(parsed.poses[t] in ("VERB", "AUX") for t in content))
            if content
            else False
        )
        if 0 < len(speaker) <= _LONGEST_NAME and content and (told or row.stance in _FLAT):
            return _draft(parsed, f"verb_cue:{row.id}/headline", row.stance, speaker, (tokens[n],), content)
    return None


def _parts(parsed: Parsed, token: int, cues: Cues) -> bool:
    """Whether a headline's next clause begins here: a comma or dash, "as", "after", "amid"."""
    return parsed.words[token] in _BOUNDARIES or parsed.words[token].lower() in cues.afterthoughts


def _row(parsed: Parsed, token: int, cues: Cues) -> Cue | None:
    """The row of a verb of saying in the present, by its ending: headlines in capitals are tagged as names."""
    word = parsed.words[token].lower()
    if not word.endswith("s") and parsed.tags[token] != "VBP":
        return None
    for base in (word, word[:-1], word[:-2], word[:-3] + "y"):
        for row in cues.verbs.get(base, ()):
            if "quote" in row.frames and "clause" in row.frames:
                return row
    return None


def _draft(parsed: Parsed, rule: str, stance: str, speaker: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> Draft | None:
    spans = spans_of(parsed, content)
    return Draft(rule=rule, stance=stance, source=tuple(speaker), cue=tuple(cue), content=spans, score=0.6) if spans else None
