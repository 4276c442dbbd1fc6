"""Whatever is asked of the addresses for programs, the answer is as their own description says, and never a fault of ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.casework import correcting
from onrecord.casework.case import Case
from onrecord.casework.lists import LISTS
from onrecord.intake.arrivals import Said
from onrecord.language.parser import Parser
from onrecord.web.app import application
from onrecord.web.json_routes import TABLE

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install -e .[dev]")

DAYS = st.sampled_from(
    ["2017", "2017-03", "2017-03-03", "XXXX-03-03", "201X", "2017-21", "2017/2018", "../2018-03", "2017-03-03T10:12:00Z"]
)
WORDS = st.sampled_from(["rockets", '"122 mm" rock*', "rockets AND (said", "NEAR(a b)", "ünïcödé", "a\x00b", "x" * 5000]).filter(any)
MONEY = {"Karsk Post": "EUR 800 million", "Oru Times": "$1.4 billion"}


def decided(demo: Path, folder: Path, parser: Parser) -> Path:
    """A case with something of everything: sums at rates, a problem, and decisions of every kind."""
    path = folder / "decided.case"
    path.write_bytes(demo.read_bytes())
    with Case(path, parser=parser) as case:
        for outlet, value in MONEY.items():
            told = folder / f"{outlet}.txt"
            told.write_text(f"Kestovia sold 77 howitzers worth {value} to Orlava, officials said.\n\n“It never closes.", encoding="utf-8")
            case.add([told], said=Said(outlet=outlet, published="2019-05-04"))
        case.set_rates("day,currency,per,rate\n2019-05-04,EUR,USD,1.06\n", "rates.csv")
        statements = [s.id for _, s in case.statements()]
        links = case.chain().links
        who: Any = {"why": "read against the page", "person": "Ada"}
        correcting.accept(case, statements[0], **who)
        correcting.reject(case, statements[1], **who)
        correcting.edit(case, statements[2], correcting.Wanted(stance="doubts"), **who)
        correcting.note(case, statements[2], "ask for the tape", person="Ada")
        correcting.flag(case, statements[3], **who)
        correcting.flag(case, case.reports()[0].id, **who)
        correcting.detach(case, links[0].child, links[0].parent, **who)
        correcting.undo(case, correcting.accept(case, statements[4], **who).sequence, **who)
    return path


@pytest.fixture(scope="module")
def described(demo: Path, tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Iterator[Any]:
    """The addresses of a case as they describe themselves, asked within this process."""
    from schemathesis.python.asgi import HOST

    schemathesis.openapi.format("edtf", DAYS)
    schemathesis.openapi.format("words", WORDS)
    schemathesis.openapi.format("moment", st.sampled_from(["last", "intake:1", "2017-03-03", "2018"]))
    path = decided(demo, tmp_path_factory.mktemp("decided"), parser)
    yield schemathesis.openapi.from_asgi("/openapi.json", application(path, hosts=(HOST,)))
    for name in ("edtf", "words", "moment"):
        schemathesis.openapi.format(name, st.text())


MODES = [(one.path, mode) for one in TABLE for mode in ("positive", "negative") if mode == "positive" or one.asks or "{" in one.path]


@pytest.mark.parametrize(("path", "mode"), MODES)
def test_whatever_is_asked_the_answer_is_as_described(described: Any, path: str, mode: str) -> None:
    strategy = described[path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode(mode))

    @given(strategy)
    @settings(max_examples=15, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    def asked(case: Any) -> None:
        case.call_and_validate()

    asked()


def rows(described: Any, name: str) -> list[dict[str, Any]]:
    """All rows of a list, each page as described."""
    found: list[dict[str, Any]] = []
    number, pages = 1, 1
    while number <= pages:
        answer = described[f"/{name}.json"]["GET"].Case(query={"page": number}).call_and_validate()
        assert answer.status_code == 200
        found += answer.json()["rows"]
        number, pages = number + 1, answer.json()["pages"]
    return found


@pytest.mark.parametrize("name", [*LISTS, "journal", "review"])
def test_every_page_of_every_list_is_as_described(described: Any, name: str) -> None:
    assert rows(described, name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [*((name, name) for name in ("reports", "statements", "transfers", "conflicts", "claims", "actors", "origins")),
     *((name, "records") for name in ("figures", "times", "names", "transfers", "statements"))],
)  # fmt: skip
def test_every_record_is_as_described(described: Any, name: str, kind: str) -> None:
    for row in rows(described, name)[:60]:
        answer = described[f"/{kind}/{{id}}.json"]["GET"].Case(path_parameters={"id": row["id"]}).call_and_validate()
        assert answer.status_code == 200, row["id"]


def test_linked_reports_side_by_side_are_as_described(described: Any) -> None:
    links = described["/chain.json"]["GET"].Case().call_and_validate().json()["links"]
    assert links
    for link in links[:12]:
        case = described["/compare/{a}/{b}.json"]["GET"].Case(path_parameters={"a": link["child"], "b": link["parent"]})
        assert case.call_and_validate().status_code == 200


def test_the_case_has_what_only_some_cases_have(described: Any) -> None:
    told = rows(described, "statements")
    assert any(row["decided"] for row in told)
    assert any("at_rate" in rival for row in rows(described, "transfers") for rival in row.get("value", ()))
    assert any(row["kind"] == "report" for row in rows(described, "review"))
    assert {row["decision"] for row in rows(described, "journal")} >= {"undo", "note", "flag", "detach_link"}
