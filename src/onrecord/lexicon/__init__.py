"""Knowledge as data: TOML rows with an id, a reason, and examples that are tests."""

from onrecord.lexicon.load import Lexicon, load_lexicon, overlay_from
from onrecord.lexicon.names import Named, NameIndex

__all__ = ["Lexicon", "NameIndex", "Named", "load_lexicon", "overlay_from"]
