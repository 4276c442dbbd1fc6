"""The project's own gold, and the shared one when it lies beside the repository."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.quality.measures import Tally, score
from onrecord.casework.case import read_files
from onrecord.codec import to_plain
from onrecord.model import Reading

HERE = Path(__file__).parent / "gold"
SHARED = Path(__file__).parents[3] / "shared"


def is_held_out(doc: str) -> bool:
    """Whether a document belongs to the half that nobody tunes on: decided by a hash of its name."""
    return hashlib.sha256(doc.encode()).digest()[0] % 2 == 1


def own_gold() -> list[dict[str, Any]]:
    """The rows of ``gold/gold.jsonl``."""
    return [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def own_digest() -> str:
    """A digest of the gold and its reports: floors hold for just these."""
    digest = hashlib.sha256((HERE / "gold.jsonl").read_bytes())
    for file in sorted((HERE / "reports").iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def own_readings() -> list[tuple[dict[str, Any], Reading]]:
    """Each row of the gold with the reading of its report."""
    rows = {row["doc"]: row for row in own_gold()}
    with tempfile.TemporaryDirectory() as folder:
        manifest = Path(folder) / "manifest.jsonl"
        manifest.write_text(
            "".join(json.dumps({"path": str(HERE / "reports" / d), "published": r["published"]}) + "\n" for d, r in rows.items())
        )
        readings = [r for r in read_files([manifest]) if isinstance(r, Reading)]
    return [(rows[Path(reading.report.path).name], reading) for reading in readings]


def own_scores() -> dict[str, dict[str, Tally]]:
    """Measures on the ``dev`` and the ``held_out`` half."""
    scores: dict[str, dict[str, Tally]] = {"dev": {}, "held_out": {}}
    for row, reading in own_readings():
        score(row, to_plain(reading), scores["held_out" if is_held_out(row["doc"]) else "dev"])
    return scores


def shared_scores() -> Iterator[tuple[str, str, dict[str, float]]]:
    """(name, digest of the gold, measures) of each shared gold that is there; none when ``../shared`` is not."""
    seeds = SHARED / "seeds"
    if (SHARED / "score" / "score_seeds.py").is_file() and seeds.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            readings = _write(Path(folder) / "r.jsonl", sorted(seeds.glob("*.txt")), seeds / "manifest.jsonl")
            found = _run(SHARED / "score" / "score_seeds.py", "--gold", SHARED / "gold" / "seeds.json", "--readings", readings, "--json")
        measures = {f"{name}.{side}": row[side] for name, row in found["measures"].items() for side in ("precision", "recall")}
        yield "seeds", _digest_of(SHARED / "gold" / "seeds.json"), measures
    polnear = SHARED / "polnear" / "dev"
    if polnear.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            readings = _write(Path(folder) / "r.jsonl", sorted((polnear / "text").glob("*.txt")), None)
            _run(SHARED / "score" / "to_polnear.py", readings, "--texts", polnear / "text", "--out", Path(folder) / "p.jsonl")
            found = _run(SHARED / "score" / "score_polnear.py", "--gold", polnear, "--pred", Path(folder) / "p.jsonl", "--json")
        yield "polnear_dev", _digest_of(*sorted((polnear / "attributions").iterdir())), _polnear_measures(found)

    figures = SHARED / "figures"
    if figures.is_dir():
        yield from _figure_scores(figures)


def _figure_scores(shared: Path) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Figures and times on single sentences, and figures on half of NewsQuant."""
    golds = {"sentences": shared / "sentences.jsonl", "newsquant": shared / "newsquant_dev.json"}
    asked = [word for name, gold in golds.items() for word in (f"--{name}", gold)]
    script = shared / "score_figures.py"
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        _run(script, *asked, "--make-texts", texts)
        readings = _write(Path(folder) / "r.jsonl", sorted(texts.glob("*.txt")), texts / "manifest.jsonl")
        found = _run(script, *asked, "--readings", readings, "--json")
    for name, parts in (("sentences", ("figures", "times")), ("newsquant", ("newsquant",))):
        measures: dict[str, float] = {}
        for part in parts:
            rows = {measure: row for measure, row in found[part].items() if isinstance(row, dict) and "f1" in row}
            measures |= {f"{part}.{measure}": round(float(row["f1"]) / 100, 4) for measure, row in rows.items()}
            measures[f"{part}.traps_kept"] = 1 - round(found[part]["traps"]["false_finds"] / found[part]["traps"]["sentences"], 4)
        yield f"{name}_dev", _digest_of(golds[name], script), measures


def _polnear_measures(found: dict[str, Any]) -> dict[str, float]:
    rows = found.get("measures", found)
    wanted = {"content_words": "words_f1", "content_partial": "partial_f1", "attribution": "whole_f1"}
    measures = {new: round(float(rows[old]["f1"]), 4) for old, new in wanted.items()}
    return {**measures, "partial_precision": round(float(rows["content_partial"]["p"]), 4)}


def _write(path: Path, files: list[Path], manifest: Path | None) -> Path:
    from onrecord.codec import to_json

    with path.open("w", encoding="utf-8") as out:
        for reading in read_files(files, manifest=manifest):
            out.write(to_json(reading) + "\n")
    return path


def _run(script: Path, *args: object) -> dict[str, Any]:
    command = [sys.executable, str(script), *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout:
        raise SystemExit(f"{script.name}: {done.stderr}")
    return dict(json.loads(done.stdout)) if done.stdout.strip() else {}


def _digest_of(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
