"""`vibe-audit export`: write the rules for another tool."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from vibe_audit.cli.output import CLEAN, emit

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    export = commands.add_parser("export", help="write the rules for another tool", allow_abbrev=False)
    export.add_argument("what", choices=("semgrep", "schema"), help="the semgrep pack, or the JSON schema of the configuration")
    export.add_argument("--output", metavar="FILE", help="write to FILE instead of stdout")
    export.set_defaults(run=_export)


def _export(arguments: argparse.Namespace) -> int:
    from vibe_audit.exporters import schema, semgrep

    emit(schema.render() if arguments.what == "schema" else semgrep.render_pack(), arguments.output)
    return CLEAN
