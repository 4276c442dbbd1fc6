"""What tests of the pages share: a copy of the demo that may be changed."""

from pathlib import Path

import pytest


@pytest.fixture
def copy(tmp_path: Path, demo: Path) -> Path:
    """A case of one's own, the demo's."""
    path = tmp_path / "copy.case"
    path.write_bytes(demo.read_bytes())
    return path
