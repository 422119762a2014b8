"""`vibe-audit explain`: show the page of a rule."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from vibe_audit.catalog import RETIRED, find_rule
from vibe_audit.cli.output import CLEAN
from vibe_audit.config import ConfigError, unknown_rule
from vibe_audit.reporters import rules as rendering

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    explain = commands.add_parser("explain", help="show what a rule is about", allow_abbrev=False)
    explain.add_argument("rule", metavar="RULE", help="a code or a name")
    explain.set_defaults(run=_explain)


def _explain(arguments: argparse.Namespace) -> int:
    word: str = arguments.rule
    if retired := RETIRED.get(word.upper()):
        print(f"{word.upper()} {retired.name} was retired in {retired.since}: {retired.why}")
        return CLEAN
    rule = find_rule(word)
    if rule is None:
        raise ConfigError(unknown_rule(word))
    sys.stdout.write(rendering.render_page(rule))
    return CLEAN
