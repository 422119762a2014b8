"""A flake8 plugin: tree in, findings out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from flake8.discover_files import expand_paths

import vibe_audit
from vibe_audit.config import ConfigError
from vibe_audit.engine import check_module
from vibe_audit.gate.baseline import load, split
from vibe_audit.reporters.escaping import visible
from vibe_audit.running.files import configured
from vibe_audit.source.parsing import collector_off

if TYPE_CHECKING:
    import argparse

    from flake8.options.manager import OptionManager

USAGE_ERROR = 2
"""flake8's exit status for a call that it cannot obey."""

_FULL_CODE = re.compile(r"VBE\d{3}")


class Plugin:
    """Reports every rule that the project's configuration has switched on; flake8's own options narrow that further."""

    name = "flake8-vibe"
    version = vibe_audit.__version__

    _named: ClassVar[tuple[str, ...]] = ()
    """Codes that the options name in full, which opts strict rules in."""

    def __init__(self, tree: ast.Module, filename: str, lines: Sequence[str]) -> None:
        self._tree = tree
        self._file = Path(filename)
        self._source = "".join(lines).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    @classmethod
    def parse_options(cls, manager: OptionManager, options: argparse.Namespace, args: list[str]) -> None:
        """Called by flake8 once a process. A configuration that cannot be obeyed is flake8's own usage error, before any file is read."""
        words = [*(options.select or []), *(getattr(options, "extend_select", None) or [])]
        cls._named = tuple(word for word in words if _FULL_CODE.fullmatch(word))
        try:
            for file in _files(options, args):
                load(configured(file)[0].root)
        except ConfigError as error:
            manager.parser.exit(USAGE_ERROR, f"{manager.parser.prog}: error: {visible(str(error))}\n")

    def run(self) -> Iterator[tuple[int, int, str, type[Any]]]:
        """Line from 1, column from 0, `CODE message`, and the class that flake8 wants to be told."""
        config, path = configured(self._file)
        if config.excludes(path):
            return
        decisions = config.opting_in(self._named).decide(path)
        with collector_off():
            result = check_module(path, self._source, self._tree, decisions)
        for finding in split(result.findings, config, path).new:
            yield finding.line, finding.column - 1, f"{finding.rule.code} {finding.text}", type(self)


def _files(options: argparse.Namespace, paths: Sequence[str]) -> Iterator[Path]:
    """The files that flake8 is about to check, and one of the working directory, so that its configuration is read in any case."""
    yield Path("-")
    shown, excluded = options.stdin_display_name, (*options.exclude, *options.extend_exclude)
    for name in expand_paths(paths=paths, stdin_display_name=shown, filename_patterns=options.filename, exclude=excluded):
        yield Path(shown if name == "-" else name)
