"""Text from analysed code, made harmless where it is shown."""

from __future__ import annotations

import json
import re
from typing import Any

_COMMAND = re.compile(r"##(?=\w*\[)")
"""Where a build agent reads a command anywhere in a line: `##[...]`, `##vso[...]`, `##teamcity[...]`."""


def visible(text: str) -> str:
    """The text with every character written out that a terminal would obey or hide: controls, bidi overrides, lone surrogates.

    So is a mark that a build agent would obey.
    """
    if "##" in text:
        text = _COMMAND.sub(r"#\\x23", text)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def visible_at_start(text: str) -> str:
    """The same for text that a line begins with, where a GitHub runner reads `::command::`."""
    return f"./{visible(text)}" if text.lstrip().startswith("::") else visible(text)


def as_json(content: Any) -> str:
    """The content as JSON in plain ASCII. A mark that a build agent would obey is written as an escape."""
    return _COMMAND.sub(r"#\\u0023", json.dumps(content, indent=2)) + "\n"
