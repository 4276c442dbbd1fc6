"""Draws the brief of the worked example as the SVG that the README shows."""

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from onrecord.casework.listing import brief_of_case
from onrecord.casework.worked_example import build
from onrecord.cli import render

PICTURE = Path(__file__).with_name("brief.svg")
_WIDTH = 122
_THEME = TerminalTheme(
    (251, 250, 246), (38, 38, 38),
    [(38, 38, 38), (176, 36, 36), (22, 110, 60), (150, 100, 0), (30, 80, 160), (130, 40, 130), (0, 110, 120), (110, 110, 110)],
)  # fmt: skip
_WEB_FONTS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


def draw() -> str:
    """The picture as SVG text: the same for the same story, and nothing in it is fetched from anywhere."""
    console = Console(record=True, width=_WIDTH, force_terminal=True, color_system="truecolor", file=io.StringIO(), highlight=False)
    with tempfile.TemporaryDirectory() as folder, build(Path(folder) / "demo.case") as case:
        render.brief(brief_of_case(case), "demo.case", console)
    svg = console.export_svg(title="onrecord demo", theme=_THEME, unique_id="brief")
    lines = _WEB_FONTS.sub("", svg).replace("Fira Code", "DejaVu Sans Mono").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
