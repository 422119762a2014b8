"""What other checkers have written, read back: one file a format. Which format a file is in, its content says."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

from vibe_audit.config import ConfigError
from vibe_audit.importers import flake8_, ours, pylint_, sarif, semgrep_
from vibe_audit.importers.sighting import Sighting
from vibe_audit.paths.shown import shown

READERS = (sarif, ours, pylint_, semgrep_, flake8_)


def read(file: Path) -> list[Sighting]:
    """What a file says. Raises ConfigError where it cannot be read, or is in none of the formats."""
    try:
        content = _parsed(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from error
    for reader in READERS:
        if reader.fits(content):
            try:
                return [replace(sighting, path=_path(sighting.path)) for sighting in reader.read(content)]
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                raise ConfigError(f"{file}: looks like {reader.FORMAT}, but is not: {error!r}") from error
    known = ", ".join(reader.FORMAT for reader in READERS)
    raise ConfigError(f"{file}: none of the formats that can be merged: {known}")


def _parsed(data: bytes) -> Any:
    """The JSON in a file, or else its text."""
    text = data.decode(json.detect_encoding(data), "backslashreplace").removeprefix("\ufeff")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _path(path: str) -> str:
    """A path as all checkers have it in the end: below the working directory. One of Windows may have come to another system."""
    is_foreign = os.name != "nt" and re.match(r"[A-Za-z]:[\\/]", path)
    return PureWindowsPath(path).as_posix() if is_foreign else shown(path, str(Path.cwd()))
