"""The dossier as PDF, printed by Chromium where that is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from onrecord.model import Refused

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 120


def printer() -> str | None:
    """Where Chromium is, or None."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def printed(page: str) -> bytes:
    """``page`` (a self-contained HTML file) as PDF. Raises Refused when there is no Chromium, or it fails."""
    chromium = printer()
    if chromium is None:
        raise Refused(
            "--to pdf", "needs Chromium, which is not installed", "install chromium, or print the file of --to html from any browser"
        )
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        source, out = Path(folder) / "dossier.html", Path(folder) / "dossier.pdf"
        source.write_text(page, encoding="utf-8")
        asked = [
            chromium,
            "--headless",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--disable-background-networking",
            f"--user-data-dir={folder}/profile",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            asked.append("--no-sandbox")  # Chromium has no sandbox for root; the page holds no script
        try:
            subprocess.run([*asked, f"--print-to-pdf={out}", source.as_uri()], check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
            return out.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise Refused(
                "--to pdf", f"Chromium could not print it ({type(error).__name__})", "print the file of --to html from any browser"
            ) from None
