"""Exit codes, and where what is written goes."""

from __future__ import annotations

import sys
from pathlib import Path

from vibe_audit.config import ConfigError

CLEAN, FOUND, FAILED = 0, 1, 2


def emit(content: str, output: str | None) -> None:
    """Write to the file `output`, or to standard output where there is none."""
    if output:
        write_file(output, content)
    else:
        sys.stdout.write(content)


def write_file(name: str, content: str) -> None:
    """Write a file. Raises ConfigError where that is not possible."""
    try:
        Path(name).write_bytes(content.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ConfigError(f"{name}: {error.strerror}") from error
