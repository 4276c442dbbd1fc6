"""What people type is looked for as words, and never more of them than can be looked for at once."""

import pytest

from onrecord.model import BadInput
from onrecord.store.search import MOST_WORDS, match_of


def test_as_many_words_as_a_search_takes_are_looked_for() -> None:
    assert match_of("word " * MOST_WORDS).count('"word"') == MOST_WORDS


@pytest.mark.parametrize("asked", ["word " * (MOST_WORDS + 1), '"' + "word " * (MOST_WORDS + 1) + '"', '"a b" ' * MOST_WORDS])
def test_more_words_than_a_search_takes_are_refused(asked: str) -> None:
    with pytest.raises(BadInput, match=f"more than {MOST_WORDS} words"):
        match_of(asked)
