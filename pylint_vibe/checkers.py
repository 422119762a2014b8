"""One pylint checker per vector. They share one run of the engine per module and add what it found to pylint's messages."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pylint.checkers import BaseChecker

from pylint_vibe.scope import innermost_scope
from vibe_audit.catalog import CATALOG
from vibe_audit.config import Config, ConfigError, config_for, severity_when_named
from vibe_audit.engine import check_bytes
from vibe_audit.gate.baseline import load, split
from vibe_audit.reporters.escaping import visible
from vibe_audit.rule import PREFIX, Finding, Rule, Severity, Vector
from vibe_audit.running.files import configured

if TYPE_CHECKING:
    from astroid import nodes
    from pylint.lint import PyLinter

USAGE_ERROR = 32
"""pylint's exit status for a call that it cannot obey."""

_OURS = [rule for rule in CATALOG if not rule.delegated_to]
"""What another checker finds for us is that checker's to report."""
_LETTERS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.INFO: "R"}


def register(linter: PyLinter) -> None:
    """Called by pylint when the plugin is loaded. A configuration that cannot be obeyed is pylint's own usage error."""
    try:
        config = config_for(Path.cwd())
        load(config.root)
    except ConfigError as error:
        _refuse(str(error))
    run = EngineRun(linter, config)
    for vector in Vector:
        of_vector = [rule for rule in _OURS if rule.vector is vector]
        usual = [rule for rule in of_vector if config.may_report(rule)]
        strict = [rule for rule in of_vector if not config.may_report(rule)]
        linter.register_checker(VectorChecker(linter, f"vibe-{vector.value}", usual, run))
        # a checker of their own, so that enabling the vector does not enable what the team has switched off
        linter.register_checker(VectorChecker(linter, f"vibe-{vector.value}-strict", strict, run, default_enabled=False))


def _refuse(complaint: str) -> NoReturn:
    print(f"pylint: error: {visible(complaint)}", file=sys.stderr)
    sys.exit(USAGE_ERROR)


class EngineRun:
    """The findings of the module that pylint is at, worked out once for all checkers."""

    def __init__(self, linter: PyLinter, config: Config) -> None:
        self._linter = linter
        self._config = config
        self._module: nodes.Module | None = None
        self._found: tuple[Finding, ...] = ()
        self.complaint: str | None = None
        """What a worker process found wrong with a configuration, for the main process to say once."""

    def letter(self, rule: Rule) -> str:
        """pylint's letter for a rule: its severity in the configuration of the working directory."""
        return _LETTERS[self.usual_severity(rule)]

    def usual_severity(self, rule: Rule) -> Severity:
        """The severity that the letter stands for."""
        severity = self._config.severity_of(rule)
        return severity_when_named(rule) if severity is Severity.OFF else severity

    def findings(self, module: nodes.Module) -> tuple[Finding, ...]:
        """What is to be said about a module, findings left to pylint's own pragmas included."""
        if module is not self._module:
            self._module, self._found = module, self._run(module)
        return self._found

    def _run(self, module: nodes.Module) -> tuple[Finding, ...]:
        try:
            config, path = configured(Path(module.file or module.name))
            load(config.root)
        except ConfigError as error:  # of a folder below: pylint says what it checks only when it is there
            if self._linter.config.jobs == 1 or self._linter.config.from_stdin:
                _refuse(str(error))
            self.complaint = str(error)
            return ()
        if config.excludes(path):
            return ()
        strict = (rule for rule in _OURS if not self._config.may_report(rule))
        enabled = [rule.code for rule in strict if self._linter.is_message_enabled(rule.code)]
        with module.stream() as stream:
            data = stream.read()
        result = check_bytes(data, path, config.opting_in(enabled).decide(path))
        # A finding that is left to a pragma is no matter of the baseline: without it pylint would call the pragma useless.
        return (*split(result.findings, config, path).new, *result.left_to_pylint)


class VectorChecker(BaseChecker):
    """The rules of one vector: those that are on, or those that are off until they are named."""

    def __init__(
        self, linter: PyLinter, name: str, rules: Iterable[Rule], run: EngineRun, *, default_enabled: bool = True
    ) -> None:
        self.name = name
        self.msgs = {
            f"{run.letter(rule)}{_digits(rule)}": (
                "%s",
                rule.code,
                rule.summary,
                {"old_names": [(_alias_id(rule), rule.name)], "default_enabled": default_enabled},
            )
            for rule in rules
        }
        super().__init__(linter)
        self._codes = {rule.code for rule in rules}
        self._run = run

    def visit_module(self, module: nodes.Module) -> None:
        """Called by pylint for every module."""
        for finding in self._run.findings(module):
            if finding.rule.code not in self._codes:
                continue
            # pylint takes column 0 for none and would fill in that of the scope
            scope = innermost_scope(module, finding.line) if finding.column > 1 else module
            self.add_message(
                finding.rule.code,
                line=finding.line,
                node=scope,
                args=(self._text(finding),),
                col_offset=finding.column - 1,
                end_lineno=finding.end_line,
                end_col_offset=finding.end_column - 1,
            )

    def get_map_data(self) -> str | None:
        """Called by pylint in a worker process, after every module."""
        return self._run.complaint

    def reduce_map_data(self, linter: PyLinter, data: list[str]) -> None:  # noqa: ARG002 -- the signature is pylint's
        """Called by pylint in the main process, after all modules, where a worker had something to say."""
        _refuse(data[0])

    def _text(self, finding: Finding) -> str:
        if finding.severity is self._run.usual_severity(finding.rule):
            return finding.text
        return f"{finding.text} [{finding.severity.value}]"


def _digits(rule: Rule) -> str:
    return "9" + rule.code.removeprefix(PREFIX)


def _alias_id(rule: Rule) -> str:
    """An id for the rule's name. Nobody writes it, but pylint wants every alias to have one."""
    return "C" + _digits(rule)
