"""Which Python a project asks for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vibe_audit.paths.disk import read_file
from vibe_audit.project.manifests.pyproject import python_asked_for
from vibe_audit.source.parsing import Unreadable, decode

_FLOOR = re.compile(r"(?:>=?|~=?|\^|==)\s*(\d+)\.(\d+)")
_SETUP_CFG = re.compile(r"^\s*python_requires\s*=\s*(\S.*)$", re.MULTILINE)


def newer_python_wanted(root: Path, running: tuple[int, int] = sys.version_info[:2]) -> str:
    """What a project's manifest asks for where that is newer than the Python that runs us, as `pyproject.toml asks for Python >=3.14`."""
    for name, wanted in _wanted(root):
        if any((int(major), int(minor)) > running for major, minor in _FLOOR.findall(wanted)):
            return f"{name} asks for Python {wanted}"
    return ""


def _wanted(root: Path) -> Iterator[tuple[str, str]]:
    text = _read(root / "pyproject.toml")
    if "python" in text and (wanted := python_asked_for(text)):
        yield "pyproject.toml", wanted
    if match := _SETUP_CFG.search(_read(root / "setup.cfg")):
        yield "setup.cfg", match[1].strip()


def _read(file: Path) -> str:
    try:
        return decode(read_file(file))
    except (OSError, Unreadable):
        return ""
