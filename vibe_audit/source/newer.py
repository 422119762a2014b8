"""What a newer Python could have parsed."""

from __future__ import annotations

import re
import sys

from vibe_audit.knowledge.syntax import NEW_SYNTAX


def newer_syntax(line: str, running: tuple[int, int] = sys.version_info[:2]) -> str:
    """What in a line that cannot be parsed is newer than the Python that runs us, and since when it is syntax; empty where nothing is."""
    for version, pattern, what in NEW_SYNTAX:
        if running < version and re.match(pattern, line):
            return f"newer syntax, {what} of Python {version[0]}.{version[1]}"
    return ""
