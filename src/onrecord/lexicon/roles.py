"""Titles, group nouns, organisation and document words, ready for look-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicon.load import Lexicon
from onrecord.text.forms import plural

_NOT_ROLE_KINDS = ("group",)


@dataclass(frozen=True)
class Roles:
    """Words that tell what a noun phrase stands for; all lower case but ``given``.

    ``titles`` maps the last word of a title to its gender (``f``, ``m`` or empty); ``groups`` are collective
    speakers; ``documents`` maps a word to ``document``, ``poll`` or ``media``.
    """

    titles: Mapping[str, str]
    groups: frozenset[str]
    organization: frozenset[str]
    documents: Mapping[str, str]
    given: Mapping[str, str]

    def is_title(self, word: str) -> bool:
        """Whether ``word`` ends a title: ``Minister``, ``spokeswoman``, ``Mr``."""
        return word.lower().rstrip(".") in self.titles


@lru_cache(maxsize=4)
def roles_of(lexicon: Lexicon) -> Roles:
    """The role words of a lexicon."""
    titles: dict[str, str] = {}
    groups: set[str] = set()
    for row in lexicon.rows("title"):
        for words in row.words:
            last = words.split()[-1].lower().rstrip(".")
            if row.kind in _NOT_ROLE_KINDS:
                groups |= {last}
            else:
                titles[last] = titles.get(last, row.gender) and row.gender
    organization = frozenset(w.lower() for row in lexicon.rows("organization_word") for w in row.words)
    documents = {w.lower(): row.kind for row in lexicon.rows("document_word") for w in row.words}
    documents |= {plural(w): kind for w, kind in list(documents.items()) if " " not in w}
    given: dict[str, str] = {}
    for row in lexicon.rows("given_name"):
        given |= dict.fromkeys(row.words, "") | dict.fromkeys(row.female, "f") | dict.fromkeys(row.male, "m")
    return Roles(titles, frozenset(groups - set(titles)), organization, documents, given)
