"""The README's picture shows what the demo prints now."""

import importlib.util
import os
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_picture_is_the_brief_of_today() -> None:
    spec = importlib.util.spec_from_file_location("make_picture", DOCS / "make_picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn = module.draw()
    if os.environ.get("ONRECORD_BLESS"):
        (DOCS / "brief.svg").write_text(drawn, encoding="utf-8")
    assert (DOCS / "brief.svg").read_text(encoding="utf-8") == drawn, "just bless, when this is meant"


def test_the_picture_fetches_nothing() -> None:
    svg = (DOCS / "brief.svg").read_text(encoding="utf-8")
    assert "@font-face" not in svg
    assert "url(http" not in svg
