"""`vibe-audit export`: write the rules for another tool."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vibe_audit.cli.output import CLEAN, emit
from vibe_audit.config import config_for

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    export = commands.add_parser("export", help="write the rules for another tool", allow_abbrev=False)
    what = "the semgrep pack, a preset for ruff, or the JSON schema of the configuration"
    export.add_argument("what", choices=("semgrep", "ruff", "schema"), help=what)
    export.add_argument("--team", metavar="NAME", help="the pack as one team wants it, for its files")
    export.add_argument("--output", metavar="FILE", help="write to FILE instead of stdout")
    export.set_defaults(run=_export)


def _export(arguments: argparse.Namespace) -> int:
    emit(_rendered(arguments.what, arguments.team), arguments.output)
    return CLEAN


def _rendered(what: str, team: str | None) -> str:
    if what == "semgrep":
        return _pack(team)
    return _schema() if what == "schema" else _preset()


def _preset() -> str:
    """What the configuration of the working directory leaves on of the rules that ruff finds."""
    from vibe_audit.exporters import ruff

    return ruff.render(config_for(Path.cwd()))


def _schema() -> str:
    from vibe_audit.exporters import schema

    return schema.render()


def _pack(team: str | None) -> str:
    """The whole pack where nothing is configured, else what the configuration of the working directory makes of it."""
    from vibe_audit.exporters import semgrep, tailored

    config = config_for(Path.cwd())
    return tailored.render(config, team) if config.source or team else semgrep.render_pack()
