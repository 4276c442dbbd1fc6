"""Controls in JSON stand as escapes that say the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.controls import escaped, visible


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_says_the_same_and_shows_no_control(words: str) -> None:
    line = escaped(json.dumps([words], ensure_ascii=False))
    assert json.loads(line) == [words]
    assert visible(line) == line
