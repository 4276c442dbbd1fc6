"""The same proposition across reports: who holds it, who denies it, and on how many origins it rests."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from onrecord.lexicon import Lexicon
from onrecord.model import Reading, Statement, content_id, words_of
from onrecord.model.edtf import order_key
from onrecord.stories.transfers import Position, Story
from onrecord.stories.voices import Voices
from onrecord.text.folding import fold, fold_name, squeeze

ALIKE = 0.5
"""Share of the weight of their words that two contents of one claim have in common."""

_FEWEST = 4
_KEYS = 4
_COMMON = 60
"""A word in more statements than this does not make two of them candidates."""

_ECHOED = 3
_DIGITS = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition. ``echoes`` counts reports beyond one for each origin; ``warning`` tells of circular reporting.

    ``transfer`` is the first telling of the transfer that the claim is about, if it is about one.
    """

    id: str
    text: str
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    reports: tuple[str, ...]
    echoes: int
    positions: tuple[Position, ...]
    transfer: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """A statement with its report's reading and the words of its content that carry meaning."""

    statement: Statement
    reading: Reading
    words: frozenset[str]
    numbers: frozenset[str]


def claims(
    stories: Sequence[Story], readings: Sequence[Reading], origins: Mapping[str, str], lexicon: Lexicon, voices: Voices | None = None
) -> tuple[Claim, ...]:
    """Claims on transfers first, then by content; each group those on most origins first.

    Contents are one claim when they share half the weight of their words (inverse document frequency) and no
    number of one is missing from the other; whoever speaks, and with whatever stance. A claim by content has statements
    in two reports at least. ``voices`` are those of the readings, where they are at hand.
    """
    cited = _citations(readings)
    outlets = {r.report.id: fold_name(r.report.outlet or "") for r in readings}
    told = [_of_story(story, cited, outlets) for story in stories if story.positions]
    held = {p.statement for story in stories for p in story.positions}
    voices = voices or Voices.of(readings, lexicon)
    by_content = [_of_contents(group, voices, origins, cited, outlets) for group in _groups(_contents(readings, held, lexicon))]
    order = [*sorted(told, key=_support), *sorted(by_content, key=_support)]
    return tuple(order)


def _support(claim: Claim) -> tuple[int, int, str]:
    return (-len(claim.origins), -len(claim.reports), claim.id)


def _of_story(story: Story, cited: Mapping[str, frozenset[str]], outlets: Mapping[str, str]) -> Claim:
    return Claim(
        id=content_id("k", *sorted(story.transfers)), text=story.title, statements=tuple(p.statement for p in story.positions),
        origins=story.origins, reports=story.reports, echoes=len(story.reports) - len(story.origins), positions=story.positions,
        transfer=story.transfers[0], warning=_circular(story.reports, story.origins, cited, outlets),
    )  # fmt: skip


def _of_contents(
    group: Sequence[_Content], voices: Voices, origins: Mapping[str, str], cited: Mapping[str, frozenset[str]], outlets: Mapping[str, str]
) -> Claim:
    reports = tuple(dict.fromkeys(c.reading.report.id for c in group))
    resting = tuple(dict.fromkeys(origins.get(report, report) for report in reports))
    positions = [
        Position(
            actor=c.statement.speaker.name, voice=voices.name(c.statement.speaker), stance=c.statement.stance,
            on=c.statement.said_on or c.reading.report.published, statement=c.statement.id, report=c.reading.report.id,
            origin=origins.get(c.reading.report.id, c.reading.report.id),
        )
        for c in group if c.statement.speaker
    ]  # fmt: skip
    longest = max(group, key=lambda c: (len(c.words), c.statement.id))
    return Claim(
        id=content_id("k", *sorted(c.statement.id for c in group)),
        text=squeeze(words_of(longest.reading.report.text, longest.statement.content, gap=" … ")),
        statements=tuple(c.statement.id for c in group), origins=resting, reports=reports, echoes=len(reports) - len(resting),
        positions=tuple(sorted(positions, key=lambda p: (order_key(p.on), p.actor, p.statement))),
        warning=_circular(reports, resting, cited, outlets),
    )  # fmt: skip


def _contents(readings: Iterable[Reading], held: set[str], lexicon: Lexicon) -> Iterator[_Content]:
    plain = lexicon.words("plain")
    for reading in readings:
        for statement in reading.statements:
            if statement.id in held or statement.within:
                continue
            words = words_of(reading.report.text, statement.content, gap=" ")
            telling = frozenset(w for w in fold(words).split() if w not in plain and not w.isdigit())
            if len(telling) >= _FEWEST:
                yield _Content(statement, reading, telling, frozenset(n.strip(".,") for n in _DIGITS.findall(words)))


def _groups(contents: Iterable[_Content]) -> Iterator[list[_Content]]:
    """Contents of one claim together, only where they come from two reports at least."""
    listed = list(contents)
    frequency = Counter(word for content in listed for word in content.words)
    weight = {word: log(1 + len(listed) / n) for word, n in frequency.items()}
    keyed: dict[str, list[int]] = {}
    group_of = list(range(len(listed)))
    for number, content in enumerate(listed):
        rare = sorted((w for w in content.words if frequency[w] > 1), key=lambda w: (frequency[w], w))[:_KEYS]
        near = {other for word in rare if frequency[word] <= _COMMON for other in keyed.get(word, ())}
        for other in sorted(near):
            if _root(group_of, other) != _root(group_of, number) and _same_claim(content, listed[other], weight):
                group_of[_root(group_of, number)] = _root(group_of, other)
        for word in rare:
            keyed.setdefault(word, []).append(number)
    found: dict[int, list[_Content]] = {}
    for number, content in enumerate(listed):
        found.setdefault(_root(group_of, number), []).append(content)
    yield from (group for group in found.values() if len({c.reading.report.id for c in group}) > 1)


def _root(group_of: list[int], number: int) -> int:
    while group_of[number] != number:
        group_of[number] = group_of[group_of[number]]
        number = group_of[number]
    return number


def _same_claim(a: _Content, b: _Content, weight: Mapping[str, float]) -> bool:
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        return False
    both = fsum(weight[w] for w in a.words & b.words)  # a plain sum would depend on the order of a set
    return both >= ALIKE * fsum(weight[w] for w in a.words | b.words)


def _citations(readings: Iterable[Reading]) -> Mapping[str, frozenset[str]]:
    """Folded name of an outlet to whom its reports cite or credit."""
    found: dict[str, set[str]] = {}
    for reading in readings:
        if reading.report.outlet:
            cited = found.setdefault(fold_name(reading.report.outlet), set())
            cited |= {fold_name(s.speaker.name) for s in reading.statements if s.speaker}
            cited |= {fold_name(credit.agency) for credit in reading.credits}
    return {outlet: frozenset(names - {outlet}) for outlet, names in found.items()}


def _circular(
    reports: Sequence[str], origins: Sequence[str], cited: Mapping[str, frozenset[str]], outlets: Mapping[str, str]
) -> str | None:
    """Why the many reports of a claim are fewer than they seem, or None."""
    if len(reports) >= _ECHOED and len(origins) == 1:
        return f"{len(reports)} reports rest on one origin"
    names = sorted({outlets[report] for report in reports if outlets.get(report)})
    for one in names:
        for other in cited.get(one, frozenset()) & set(names):
            if one < other and one in cited.get(other, frozenset()):
                return f"{one} cites {other}, and {other} cites {one}"
    return None
