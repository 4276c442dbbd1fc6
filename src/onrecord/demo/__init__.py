"""The worked example: an invented story of two years, its reports and its own lexicon."""

from importlib.resources import as_file, files

__all__ = ["STORY", "as_file"]

STORY = files("onrecord.demo").joinpath("story")
"""The folder with ``manifest.jsonl``, ``reports/`` and ``lexicon.toml``."""
