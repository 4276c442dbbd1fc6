"""What tests share: one parser, one lexicon, a reader, and no network."""

import pytest

from onrecord.language.parser import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser, loaded once."""
    return Parser()
