"""`vibe-audit server`: serve an editor."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from vibe_audit.cli.output import CLEAN
from vibe_audit.config import ConfigError

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("server", help="serve an editor: the Language Server Protocol over stdio", allow_abbrev=False)
    parser.set_defaults(run=_server)


def _server(_: argparse.Namespace) -> int:
    try:
        from vibe_audit.editor.server import server
    except ImportError as error:
        raise ConfigError('the editor server needs pygls: pip install "vibe-audit[lsp]"') from error
    server.start_io()
    return CLEAN
