"""Names of known states, agencies, outlets and organisations, and how to find them in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.lexicon.rows import Organization, Publisher, State
from onrecord.model import Span
from onrecord.text.folding import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """What a written form names.

    ``kind``: state, agency, outlet or organization. ``form`` says what the words are to it:
    ``name``, ``adjective``, ``people``, ``capital``, ``city``, ``metonym`` or ``epithet``.
    """

    kind: str
    row: str
    name: str
    form: str
    ambiguous: bool = False


@dataclass(frozen=True)
class NameIndex:
    """Written forms, as they are written, to what they name."""

    forms: Mapping[str, tuple[Named, ...]]

    @classmethod
    def of(
        cls,
        states: Iterable[State],
        agencies: Iterable[Publisher],
        outlets: Iterable[Publisher],
        organizations: Iterable[Organization],
    ) -> "NameIndex":
        """Index every form of every row; later rows come first, so that an overlay wins."""
        forms: dict[str, list[Named]] = {}

        def put(form: str, named: Named) -> None:
            if form:
                forms.setdefault(form, []).insert(0, named)

        for state in states:
            for use, form in _forms_of(state):
                put(form, Named("state", state.id, state.name, use, state.ambiguous and use == "name"))
        for kind, publishers in (("agency", agencies), ("outlet", outlets)):
            for row in publishers:
                for form in dict.fromkeys((row.name, row.full, *row.aliases)):
                    put(form, Named(kind, row.id, row.name, "name", row.ambiguous))
        for body in organizations:
            for form in (body.name, *body.aliases):
                put(form, Named("organization", body.id, body.name, "name"))
        return cls({form: tuple(named) for form, named in forms.items()})

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        """First word of a form to the lengths in characters of the forms that begin with it, longest first."""
        found: dict[str, set[int]] = {}
        for form in self.forms:
            first = _WORD.match(form)
            if first:
                found.setdefault(first.group(), set()).add(len(form))
        return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}

    @cached_property
    def _folded(self) -> Mapping[str, tuple[Named, ...]]:
        folded: dict[str, tuple[Named, ...]] = {}
        for form, named in self.forms.items():
            key = fold(form)
            folded[key] = (*folded.get(key, ()), *named)
        return folded

    def find(self, text: str) -> Iterator[tuple[Span, tuple[Named, ...]]]:
        """Longest known forms in ``text``, left to right, as they are written there."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for length in self._lengths.get(word.group(), ()):
                form = text[word.start() : word.start() + length]
                named, stop = self.forms.get(form), word.start() + len(form)
                if named is not None and not text[stop : stop + 1].isalnum():
                    yield Span(word.start(), stop), named
                    end = stop
                    break

    def lookup(self, name: str, *kinds: str) -> Named | None:
        """What ``name`` names, spelling and case aside, among ``kinds`` (all when none are given)."""
        for form in (fold(name), fold(name).removeprefix("the ")):
            for named in self._folded.get(form, ()):
                if not kinds or named.kind in kinds:
                    return named
        return None


def _forms_of(state: State) -> Iterator[tuple[str, str]]:
    """(what the form is to the state, the form); an article is part of an epithet only, which may begin a sentence."""
    plain = {
        "name": (state.name, *state.aliases), "adjective": state.adjectives, "people": state.people,
        "capital": (state.capital, *state.capital_aliases), "city": state.cities, "metonym": state.metonyms,
    }  # fmt: skip
    for use, forms in plain.items():
        yield from ((use, form.removeprefix("the ")) for form in forms)
    yield from (("epithet", form) for written in state.epithets for form in (written, written[:1].upper() + written[1:]))
