"""Words as numbers: the same word has the same code wherever it stands, and its place is known."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.wordcodes import code_words, runs


def test_words_are_found_where_they_stand() -> None:
    text = "Brenik denied it: 2,400 crates."
    (words,) = code_words([text])
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == ["Brenik", "denied", "it", "2", "400", "crates"]


def test_case_and_diacritics_do_not_count() -> None:
    one, other = code_words(["Miloš went to ŽUPANJA", "milos WENT to zupanja"])
    assert one.codes.tolist() == other.codes.tolist()


def test_a_text_without_words_has_none() -> None:
    assert [len(words) for words in code_words(["", " – ", "x"])] == [0, 0, 1]
    assert code_words([]) == []


@given(st.lists(st.text(max_size=40), max_size=6))
def test_a_text_has_the_same_words_alone_and_among_others(texts: list[str]) -> None:
    for text, words in zip(texts, code_words(texts), strict=True):
        (alone,) = code_words([text])
        assert alone.codes.tolist() == words.codes.tolist()
        assert alone.starts.tolist() == words.starts.tolist()
        assert all(0 <= a < b <= len(text) for a, b in zip(words.starts, words.ends, strict=True))


@given(st.lists(st.sampled_from("ab"), max_size=12))
def test_equal_runs_have_equal_codes(words: list[str]) -> None:
    (found,) = code_words([" ".join(words)])
    by_code: dict[int, set[tuple[str, ...]]] = {}
    for at, code in enumerate(runs(found.codes, 3).tolist()):
        by_code.setdefault(code, set()).add(tuple(words[at : at + 3]))
    assert all(len(same) == 1 for same in by_code.values())
