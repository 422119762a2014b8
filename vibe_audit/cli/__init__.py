"""The command `vibe-audit`: what it is asked, whom it asks in turn, and the exit code. A subcommand a file.

0: nothing to complain of. 1: findings at or above `fail-on`. 2: a usage error, a rule that crashed, a file that could
not be read.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from vibe_audit import __version__
from vibe_audit.cli.output import FAILED
from vibe_audit.config import ConfigError
from vibe_audit.reporters.escaping import visible

COMMANDS = ("check", "baseline", "config", "rules", "explain", "export", "merge", "server")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if argv is None else argv
    arguments = _parser(words[:1]).parse_args(words)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except ConfigError as error:
        return _complain(f"error: {error}")
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return 130
    return code


def _complain(what: str) -> int:
    print(f"vibe-audit: {visible(what)}", file=sys.stderr)
    return FAILED


def _parser(asked: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command line, with the one subcommand that is `asked` for, or with all where that is none."""
    parser = argparse.ArgumentParser(
        prog="vibe-audit", description="Production-readiness lint rules for AI-generated Python.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"vibe-audit {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", prog="vibe-audit")
    for name in [name for name in COMMANDS if name in asked] or COMMANDS:
        importlib.import_module(f"{__name__}.{name}").add_to(commands)
    return parser
