"""Characters that turn, hide or join what stands around them, made visible by their number."""

import json
import re

_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

_SHOWN = re.compile(r"\[U\+([0-9A-F]{4,5})\]")


def visible(words: str) -> str:
    """``words`` with every such character as ``[U+202E]``; line ends and tabs stay."""
    return _CONTROLS.sub(lambda found: f"[U+{ord(found.group()):04X}]", words)


def escaped(line: str) -> str:
    """JSON with every such character in its strings as an escape; it says the same."""
    return _CONTROLS.sub(lambda found: json.dumps(found.group())[1:-1], line)


def unseen(words: str) -> str:
    """``words`` that ``visible`` has made, as they were."""
    return _SHOWN.sub(lambda found: chr(int(found.group(1), 16)), words)
