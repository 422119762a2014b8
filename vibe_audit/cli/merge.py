"""`vibe-audit merge`: read what several checkers wrote into one log, with each defect once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vibe_audit.cli.output import CLEAN, emit

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    merge = commands.add_parser("merge", help="merge the outputs of several checkers into one SARIF log", allow_abbrev=False)
    merge.add_argument("files", nargs="+", metavar="FILE", help="what flake8, pylint, semgrep, vibe-audit or another checker wrote")
    merge.add_argument("--output", metavar="FILE", help="write to FILE instead of stdout")
    merge.set_defaults(run=_merge)


def _merge(arguments: argparse.Namespace) -> int:
    from vibe_audit.importers import read
    from vibe_audit.importers.merging import merge
    from vibe_audit.reporters.merged import render

    sightings = [sighting for file in arguments.files for sighting in read(Path(file))]
    emit(render(merge(sightings)), arguments.output)
    return CLEAN
