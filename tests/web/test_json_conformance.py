"""Whatever is asked of the addresses for programs, the answer is as their own description says, and never a fault of ours."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from onrecord.casework.lists import LISTS
from onrecord.web.app import application

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install -e .[dev]")


@pytest.fixture(scope="session")
def described(demo: Path) -> Any:
    """The addresses of the demo as they describe themselves, asked within this process."""
    return schemathesis.openapi.from_asgi("/openapi.json", application(demo), base_url="http://127.0.0.1:8700")


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=10, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
def test_x(case: Any) -> None:
    case.call_and_validate()
