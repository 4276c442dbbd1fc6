"""Part of speech and lemma of a word, asked of spaCy's own rules once and remembered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

_NAME = "PROPN"
_READ = frozenset(("TAG", "LOWER", "DEP", "IS_SPACE"))
_MOST = 50_000
"""So many answers are kept before all are forgotten: words in real text never stop being new."""

Key = tuple[str, str, str]
"""Word, fine tag, label of the arc above it."""

Forms = tuple[str, str]
"""Universal part of speech and lemma."""


class WordForms:
    """What spaCy's attribute ruler and lemmatizer say of a word that is tagged and parsed.

    Both pipes walk every token in Python, though what they say hangs on the word, its tag and its label alone; for a
    word that no rule of the ruler names, the part of speech hangs on tag and label, and the lemma on the word, its tag
    and that part of speech. A text that holds one of the pairs that a few rules look at ("let 's") goes through both
    pipes. So the answers are those of the pipeline.
    """

    def __init__(self, nlp: "Language") -> None:
        """Use the rules of ``nlp``, which has both pipes and need not run them. Raises ValueError for rules of another make."""
        self._vocab = nlp.vocab
        ruler = nlp.get_pipe("attribute_ruler")
        lemmatizer = nlp.get_pipe("lemmatizer")
        _index(lemmatizer)
        self._pipes: tuple[Any, ...] = (ruler, lemmatizer)
        patterns = [pattern for row in ruler.patterns for pattern in row["patterns"]]  # type: ignore[attr-defined]
        self._pairs = Matcher(self._vocab)
        for pattern in patterns:
            if len(pattern) > 1:
                self._pairs.add("pair", [pattern])
        self._named = re.compile("|".join(sorted(set(_named(patterns)))))
        self._known: dict[Key, Forms] = {}
        self._pos: dict[tuple[str, str], str] = {}
        self._lemmas: dict[Key, str] = {}

    def of(self, doc: Doc, keys: Sequence[Key]) -> list[Forms]:
        """The forms of the tokens of ``doc``, whose ``keys`` are given in order."""
        if self._pairs(doc):
            return self._through(doc)
        if len(self._known) > _MOST:
            for memory in (self._known, self._lemmas, self._pipes[-1].cache):
                memory.clear()
        known = self._known
        missing = [key for key in dict.fromkeys(keys) if key not in known and not self._told(key)]
        if missing:
            self._ask(missing)
        return [known[key] for key in keys]

    def _told(self, key: Key) -> bool:
        """Whether what was said of other words tells the forms of this one."""
        word, tag, label = key
        pos = self._pos.get((tag, label))
        if pos is None or self._named.fullmatch(word.lower()):
            return False
        lemma = word if pos == _NAME else self._lemmas.get((word, tag, pos))
        if lemma is None:
            return False
        self._known[key] = (pos, lemma)
        return True

    def _ask(self, missing: Sequence[Key]) -> None:
        """Send the words through the pipes as one text, white space between them so that they make no pairs."""
        spaced = [part for key in missing for part in (key, (" ", "_SP", "dep"))]
        words, tags, labels = ([part[n] for part in spaced] for n in range(3))
        doc = Doc(self._vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
        for key, (pos, lemma) in zip(missing, self._through(doc)[::2], strict=True):
            self._known[key] = (pos, lemma)
            word, tag, label = key
            if not self._named.fullmatch(word.lower()):
                self._pos[tag, label] = pos
                self._lemmas[word, tag, pos] = lemma

    def _through(self, doc: Doc) -> list[Forms]:
        for pipe in self._pipes:
            doc = pipe(doc)
        return [(t.pos_, t.text if t.pos_ == _NAME else t.lemma_.lower()) for t in doc]


def _index(lemmatizer: Any) -> None:
    """Make sets of the lemmatizer's lists of known words, each of which it reads from the start for every word."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for pos, words in list(table.items()):
            table.set(pos, frozenset(words))


def _named(patterns: Iterable[list[dict[str, Any]]]) -> Iterator[str]:
    """Regular expressions of the words, in lower case, that the ruler's rules name."""
    for token in (token for pattern in patterns for token in pattern):
        if not set(token) <= _READ:
            raise ValueError(f"a rule reads {sorted(set(token) - _READ)} of a word")
        asked = token.get("LOWER", {})
        asked = {"IN": [asked]} if isinstance(asked, str) else asked
        for how, words in asked.items():
            if how == "REGEX":
                yield words.removeprefix("^").removesuffix("$")
            elif how in ("IN", "NOT_IN"):
                yield from map(re.escape, words)
            else:
                raise ValueError(f"a rule asks for a word by {how}")
