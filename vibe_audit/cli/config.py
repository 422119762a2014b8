"""`vibe-audit config`: what is decided about a file, rule by rule, and which line of which file decided it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vibe_audit.catalog import CATALOG
from vibe_audit.cli.output import CLEAN
from vibe_audit.config import Config, Decided
from vibe_audit.knowledge.roles import Role
from vibe_audit.module import Module
from vibe_audit.paths.disk import read_file
from vibe_audit.reporters.escaping import visible
from vibe_audit.rule import Rule, Severity
from vibe_audit.running.files import configured
from vibe_audit.source.parsing import Unreadable, decode, parse
from vibe_audit.source.roles import role_of

if TYPE_CHECKING:
    from vibe_audit.cli.parsers import Commands

DEFAULT = "default"
_GATES = ("profile", "min-severity", "fail-on")


def add_to(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser("config", help="show what is decided about a file, and where", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", help="a file, which need not exist")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=_config)


def _config(arguments: argparse.Namespace) -> int:
    file = Path(arguments.file)
    config, path = configured(file)
    said = _explained(config, path, _role(file, path, config))
    lines = [json.dumps(said, indent=2)] if arguments.format == "json" else map(visible, _lines(said))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return CLEAN


def _role(file: Path, path: str, config: Config) -> Role:
    """The role of a file, by what is in it where it can be read."""
    declared = config.decide(path).role
    try:
        source = decode(read_file(file))
        return Module(path, source, parse(source), declared).role
    except (OSError, Unreadable):
        return declared or role_of(path)


def _explained(config: Config, path: str, role: Role) -> dict[str, Any]:
    gate, decided = config.explain(path)
    decisions = config.decide(path)
    values = {
        "profile": gate.profile.value if gate.profile else "",
        "min-severity": gate.min_severity.value if gate.min_severity else "",
        "fail-on": gate.fail_on.value if gate.fail_on else "",
    }
    return {
        "path": path,
        "root": str(config.root),
        "configuration": str(config.source) if config.source else DEFAULT,
        "extends": list(config.bases),
        "excluded": config.excludes(path),
        "role": role.value,
        "team": decisions.team,
        **{key: {"value": values[key], "decided_by": str(gate.places.get(key, DEFAULT))} for key in _GATES},
        "rules": [_entry(rule, decided[rule.code], role, config, reported=decisions.is_active(rule.code)) for rule in CATALOG],
    }


def _entry(rule: Rule, decided: Decided, role: Role, config: Config, *, reported: bool) -> dict[str, Any]:
    why = ""
    if decided.severity is not Severity.OFF and rule.delegated_to and rule.delegated_to not in config.delegate:
        why = f"not delegated to {rule.delegated_to}"
    elif decided.severity is not Severity.OFF and not reported:
        why = "below min-severity"
    elif reported and (rule.checks or rule.delegated_to) and role not in rule.roles:
        why = f"not about files of the role {role.value}"
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": decided.severity.value,
        "key": ("lock" if decided.is_locked else decided.place.key) if decided.place else "profile",
        "decided_by": str(decided.place or DEFAULT),
        "silent": why,
    }


def _lines(said: dict[str, Any]) -> list[str]:
    head = [
        ("root", said["root"], ""),
        ("configuration", said["configuration"], ""),
        *(("extends", base, "") for base in said["extends"]),
        ("role", said["role"], ""),
        ("team", said["team"] or "none", ""),
        *((key, said[key]["value"], said[key]["decided_by"]) for key in _GATES),
    ]
    lines = [said["path"] + ("  (excluded)" if said["excluded"] else "")]
    lines += [f"  {key:14} {value:24} {place}".rstrip() for key, value, place in head]
    lines.append("")
    widest = max(len(entry["name"]) for entry in said["rules"])
    for entry in said["rules"]:
        silent = f"  ({entry['silent']})" if entry["silent"] else ""
        lines.append(f"{entry['code']} {entry['name']:{widest}}  {entry['severity']:8} {entry['decided_by']} {entry['key']}{silent}")
    return lines
