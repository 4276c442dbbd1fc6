"""A page of a list is the same slice of all rows, whatever is asked for, and what lists rest on follows the records."""

import itertools
import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casework.case import Case
from onrecord.model import BadInput
from onrecord.store import Asked, Derived
from onrecord.store.lists import ORDERS
from onrecord.text.folding import fold

KINDS = {
    Derived.STATEMENT: ("day", "outlet", "path", "speaker", "stance"),
    Derived.FIGURE: ("day", "kind", "low"),
    Derived.TIME: ("day", "edtf"),
    Derived.MENTION: ("day", "name", "kind"),
}
WHERE = {
    Derived.STATEMENT: [{}, {"stance": "denies"}, {"speaker": "REZ"}, {"speaker": "e", "stance": "asserts"}, {"words": "rockets"},
                        {"from": "2017-03", "stance": "denies"}, {"to": "2017-03-03"}, {"outlet": "Hourly Lantern"}],
    Derived.FIGURE: [{}, {"kind": "count"}, {"kind": "money", "words": "rockets"}],
    Derived.TIME: [{}, {"edtf": "2017"}, {"edtf": "zz"}],
    Derived.MENTION: [{}, {"name": "kest"}, {"kind": "state"}],
}  # fmt: skip
QUESTIONS = [(kind, where, order) for kind, orders in KINDS.items() for where, order in itertools.product(WHERE[kind], orders)]


@given(question=st.sampled_from(QUESTIONS), down=st.booleans(), after=st.integers(0, 400), most=st.integers(1, 60))
def test_a_page_is_a_slice_of_all_rows(
    demo: Path, *, question: tuple[Derived, dict[str, str], str], down: bool, after: int, most: int
) -> None:
    kind, where, order = question
    with Case(demo, readonly=True) as case:
        _, rows = case.file.lists.derived(kind, Asked(where=where, order=order, down=down))
        total, page = case.file.lists.derived(kind, Asked(where=where, order=order, down=down, most=most, after=after))
    assert total == len(rows)
    assert page == rows[after : after + most]


@pytest.mark.parametrize(("kind", "where"), [(k, w) for k, ws in WHERE.items() for w in ws])
def test_rows_are_just_those_that_fit(demo: Path, kind: Derived, where: dict[str, str]) -> None:
    with Case(demo, readonly=True) as case:
        reports = {r.id: r for r in case.reports()}
        found = {hit.report for hit in case.search(where["words"], limit=1000)} if "words" in where else set()
        _, rows = case.file.lists.derived(kind, Asked(where=where))
        every = list(case.file.derived(kind))

    def fits(report: str, record: str) -> bool:
        held, day = json.loads(record), reports[report].published or ""
        speaker = (held.get("speaker") or {}).get("name", "")
        return (
            where.get("stance", held.get("stance")) == held.get("stance")
            and where.get("kind", held.get("kind")) == held.get("kind")
            and fold(where.get("speaker", "")) in fold(speaker)
            and fold(where.get("name", "")) in fold(held.get("name", ""))
            and where.get("edtf", "") in held.get("edtf", "")
            and (not where.get("from") or day >= where["from"])
            and (not where.get("to") or (bool(day) and day[: len(where["to"])] <= where["to"]))
            and where.get("outlet", reports[report].outlet) == reports[report].outlet
            and (not found or report in found)
        )

    assert [r for _, _, r in rows] == [record for report, record in every if fits(report, record)]


def test_what_lists_rest_on_follows_every_change_of_the_records(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    with Case(copy) as case:
        db = case.file._db
        listed = "SELECT count(*) FROM listed"
        wanted = "SELECT count(*) FROM derived WHERE kind IN ('statement', 'figure', 'time', 'mention')"
        number = db.execute("SELECT number FROM derived WHERE kind = 'statement' LIMIT 1").fetchone()[0]
        db.execute("UPDATE derived SET record = json_set(record, '$.stance', 'confirms') WHERE number = ?", (number,))
        assert db.execute("SELECT label FROM listed WHERE number = ?", (number,)).fetchone()[0] == "confirms"
        assert db.execute(listed).fetchone() == db.execute(wanted).fetchone()
        db.execute("DELETE FROM derived WHERE number = ?", (number,))
        db.execute("DELETE FROM report WHERE number = (SELECT min(number) FROM report)")
        assert db.execute(listed).fetchone() == db.execute(wanted).fetchone()


def test_a_case_of_the_format_before_is_given_what_lists_rest_on(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    db = sqlite3.connect(copy)
    rows = db.execute("SELECT * FROM listed ORDER BY number").fetchall()
    for name in (
        "TRIGGER listed_in",
        "TRIGGER listed_out",
        "TRIGGER listed_over",
        "TABLE listed",
        "TABLE as_read",
        "INDEX derived_by_speaker",
        "INDEX signed_by_decision",
    ):
        db.execute(f"DROP {name}")
    db.execute("PRAGMA user_version = 4")
    db.commit()
    db.close()
    with Case(copy) as case:
        assert case.file._db.execute("SELECT * FROM listed ORDER BY number").fetchall() == rows
    assert rows


def test_what_pages_have_in_common_is_worked_out_once(demo: Path) -> None:
    held: dict[object, object] = {}
    with Case(demo, readonly=True) as case:
        first = case.file.lists_with(held).derived(Derived.STATEMENT, Asked(most=5))
        kept = dict(held)
        assert kept
        assert case.file.lists_with(held).derived(Derived.STATEMENT, Asked(most=5)) == first
    assert held == kept


def test_what_cannot_be_asked_is_refused(demo: Path) -> None:
    with Case(demo, readonly=True) as case:
        for asked in (Asked(where={"colour": "red"}), Asked(order="colour")):
            with pytest.raises(BadInput):
                case.file.lists.derived(Derived.STATEMENT, asked)
        for asked in (Asked(where={"kind": "money"}), Asked(order="speaker")):
            with pytest.raises(BadInput):
                case.file.lists.reports(asked)
    assert {order for orders in KINDS.values() for order in orders} == set(ORDERS)
