"""What changed between two reports of a case is called out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.casework.case import Case
from onrecord.casework.comparing import compare_reports
from onrecord.casework.worked_example import build
from onrecord.model import BadInput


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The demo case, built once."""
    with build(tmp_path_factory.mktemp("compare") / "demo.case") as built:
        yield built


def named(case: Case, stem: str) -> str:
    return next(r.id for r in case.reports() if Path(r.path).stem.endswith(stem))


def test_a_figure_that_became_vague_is_called_out(demo: Case) -> None:
    found = compare_reports(demo, named(demo, "ledger-explanation"), named(demo, "thousands"))
    figures = [(c.a, c.b) for c in found.changes if c.what == "figure"]
    assert any("2,400" in a and "thousands" in b for a, b in figures)
    assert found.link is not None


def test_a_hedge_that_was_lost_is_called_out(demo: Case) -> None:
    found = compare_reports(demo, named(demo, "ledger-explanation"), named(demo, "thousands"))
    assert ("allegedly", "") in [(c.a, c.b) for c in found.changes if c.what == "hedge"]


def test_reports_without_a_link_can_be_compared(demo: Case) -> None:
    found = compare_reports(demo, named(demo, "crates"), named(demo, "lathes"))
    assert found.link is None
    assert {part.kind.value for part in found.parts} >= {"only_a", "only_b"}


def test_a_report_is_not_compared_with_itself(demo: Case) -> None:
    one = named(demo, "crates")
    with pytest.raises(BadInput, match="same report"):
        compare_reports(demo, one, one)
