"""The page on joint inquiries is run from its first command to its last, in a shell, as a reader would."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "joint-inquiry.md"


def test_the_walk_ends_with_one_finding_signed_by_both_and_a_dissent(tmp_path: Path) -> None:
    script = "set -euo pipefail\n" + "\n".join(re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count(" 0 faults") == 2  # of a bundle, and of a dossier
    assert "draunia.case: whole" in ran.stdout
    bare = subprocess.run(
        [sys.executable, "-I", "-S", "checked/verify.py", "dossier.html"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (bare.returncode, bare.stderr) == (0, "")
    assert "Ministry of Kestovia signs" in bare.stdout
    assert not [path.name for path in tmp_path.glob("*.bundle") if "attaché".encode() in path.read_bytes()]
    states = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", "from onrecord.cli.main import run; run()", "inquiry", f"{name}.case", "status", "--json"],
                cwd=tmp_path, capture_output=True, text=True, check=True,
            ).stdout
        )
        for name in ("kestovia", "draunia")
    ]  # fmt: skip
    grades = [{said["party"]: said["value"] for said in m["held"]} for m in states[0]["matters"] if m["kind"] == "grade"]
    assert grades == [{"Draunian commission": "B", "Ministry of Kestovia": "C"}]
    assert sorted((f["state"], len(f["signed"]), len(f["dissents"])) for f in states[0]["findings"]) == [("adopted", 2, 0), ("open", 1, 1)]
    assert states[0]["findings"] == states[1]["findings"]
