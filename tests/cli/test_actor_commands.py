"""The commands about actors and rates, as typed."""

import json
from pathlib import Path

import pytest

from onrecord.cli import main

TEXTS = {
    "a.txt": "Defence Minister Ilan Dorvek of Norria denied that the mill had sold rockets.",
    "b.txt": "Dorvek said that the papers were forged.",
}


def run(*words: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["onrecord", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        main.run()
    return int(stopped.value.code or 0)


def test_actors_are_listed_split_merged_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "story.case"
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("add", case, *(tmp_path / name for name in TEXTS), monkeypatch=monkeypatch) == 0
    capsys.readouterr()
    assert run("actors", case, "--json", monkeypatch=monkeypatch) == 0
    (actor,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert actor["names"] == ["Ilan Dorvek", "Dorvek"]
    assert run("split", case, actor["id"], "Dorvek", "--why", "his brother", monkeypatch=monkeypatch) == 0
    capsys.readouterr()
    assert run("actors", case, "--json", monkeypatch=monkeypatch) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run("merge", case, "Dorvek", "Ilan Dorvek", "--why", "no brother", monkeypatch=monkeypatch) == 0
    assert run("merge", case, "Dorvek", "Ilan Dorvek", "--why", "again", monkeypatch=monkeypatch) == 2
    capsys.readouterr()
    assert run("show", case, actor["id"][:8], monkeypatch=monkeypatch) == 0
    shown = capsys.readouterr().out
    assert "no brother" in shown
    assert "the papers were forged" in shown


def test_rates_are_taken_or_refused_with_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case, table = tmp_path / "story.case", tmp_path / "rates.csv"
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    run("add", case, tmp_path / "a.txt", monkeypatch=monkeypatch)
    table.write_text("day,currency,per,rate\n2023-03-03,EUR,USD,1.06\n", encoding="utf-8")
    assert run("rates", case, table, monkeypatch=monkeypatch) == 0
    table.write_text("day,currency,per,rate\n2023-03-03,EUR,USD,none\n", encoding="utf-8")
    assert run("rates", case, table, monkeypatch=monkeypatch) == 2
    assert "line 2" in capsys.readouterr().err
