"""`vibe-audit rules`: list all rules."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from vibe_audit.catalog import CATALOG
from vibe_audit.cli.output import CLEAN
from vibe_audit.reporters import rules as rendering

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    listing = commands.add_parser("rules", help="list all rules", allow_abbrev=False)
    listing.add_argument("--format", choices=("text", "json"), default="text")
    listing.set_defaults(run=_rules)


def _rules(arguments: argparse.Namespace) -> int:
    render = rendering.render_json if arguments.format == "json" else rendering.render_list
    sys.stdout.write(render(CATALOG))
    return CLEAN
