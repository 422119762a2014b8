"""The semgrep pack: what each of its files takes from the catalog, and the whole of it as one file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vibe_audit.catalog import CATALOG
from vibe_audit.knowledge.frameworks import CLI_PACKAGES
from vibe_audit.knowledge.roles import ANY_CODE, SERVICE_CODE, Role
from vibe_audit.rule import Profile, Rule, Severity, Vector
from vibe_audit.source.roles import GENERATED_HEADER, excluded_paths, included_paths
from vibe_audit.suppression import comment_pattern

COMMAND = "python -m vibe_audit.exporters.semgrep"
HEADER = f"# The first entry of `patterns` is written by hand; all else is kept in step with the catalog by: {COMMAND}\n"
LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def pack_folder() -> Path:
    """Where the pack lies: beside the modules when installed, at the top of the repository when not."""
    package = Path(__file__).parent.parent
    installed = package / "semgrep-rules"
    return installed if installed.is_dir() else package.parent / "semgrep-rules"


def pattern_file(rule: Rule) -> Path:
    """Where the rule's pattern lies in the pack; it need not exist."""
    return pack_folder() / rule.vector.value / f"{rule.name.replace('-', '_')}.yaml"


def render_pack() -> str:
    """The whole pack as one YAML document."""
    parts = ["rules:\n"]
    for rule in CATALOG:
        file = pattern_file(rule)
        if file.exists():
            parts.append(file.read_text("utf-8").partition("rules:\n")[2])
    return "".join(parts)


def level(rule: Rule) -> str:
    """semgrep's word for the severity of the rule in production; for a strict rule, that of one who asks for it."""
    severity = rule.severity_in(Profile.PRODUCTION)
    return LEVELS[rule.severity_in(Profile.REGULATED) if severity is Severity.OFF else severity]


def complete(written: dict[str, Any], rule: Rule) -> dict[str, Any]:
    """The whole semgrep rule around the hand-written pattern of `written`."""
    entry: dict[str, Any] = {
        "id": rule.code,
        "message": f"{rule.name}: {rule.headline}",
        "severity": level(rule),
        "languages": ["python"],
        "metadata": _metadata(rule),
    }
    if paths := paths_of(rule):
        entry["paths"] = paths
    filters = list(_filters(rule))
    if written.get("mode") == "taint":
        entry["mode"] = "taint"
        entry |= {key: value for key, value in written.items() if key.startswith("pattern-") or key == "options"}
        entry["pattern-sinks"] = [{"patterns": [sink["patterns"][0], *filters]} for sink in written["pattern-sinks"]]
    else:
        entry["patterns"] = [written["patterns"][0], *filters]
    return entry


def paths_of(rule: Rule) -> dict[str, list[str]]:
    """The path filter of a rule: `include`, `exclude`, both or neither."""
    paths = _paths(rule.roles)
    if rule.silent_in:
        paths["exclude"] = [*paths.get("exclude", []), *rule.silent_in]
    return paths


def _metadata(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "vector": rule.vector.value,
        "severity": {profile.value: rule.severity_in(profile).value for profile in Profile},
        "concern": rule.concern,
        "cwe": [ref for ref in rule.refs if ref.startswith("CWE-")],
        "category": "security" if rule.vector is Vector.SECURITY else "correctness",
        "technology": sorted(rule.when_imported) or ["python"],
        "sees": rule.semgrep,
        "page": rule.url,
        "covered_by": {tool: [*covered.codes] for tool, covered in sorted(rule.covered_by.items())},
    }


def _paths(roles: frozenset[Role]) -> dict[str, list[str]]:
    """The path filter of roles. They are tried in a fixed order, so those before a rule's own are excluded."""
    if roles == ANY_CODE:
        return {}
    if roles >= {Role.SERVICE}:
        return {"exclude": list(excluded_paths(roles))}
    order = list(Role)
    first = min(order.index(role) for role in roles)
    earlier = frozenset(order) - frozenset(order[:first])
    return {"include": list(included_paths(roles)), "exclude": list(excluded_paths(earlier))}


def _filters(rule: Rule) -> Iterator[dict[str, str]]:
    """What silences the rule whatever its pattern says: a comment, a generated file, a command-line program."""
    yield {"pattern-not-regex": comment_pattern(rule)}
    if rule.roles != ANY_CODE:
        yield {"pattern-not-regex": rf"{GENERATED_HEADER}(?:.|\n)*\Z"}
    if rule.roles <= SERVICE_CODE and Role.CLI not in rule.roles:
        packages = "|".join(sorted(CLI_PACKAGES))
        # the whole file, wherever in it the import stands
        yield {"pattern-not-regex": rf"(?ms)\A.*?^[ \t]*(?:from|import)\s+(?:[\w.]+\s*,\s*)*(?:{packages})\b.*\Z"}


def sync(*, check: bool = False) -> list[Path]:
    """Bring every file of the pack in step with the catalog; the files that were not. With `check` nothing is written."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    yaml = YAML()
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    stale = []
    for rule in CATALOG:
        file = pattern_file(rule)
        if not file.exists():
            continue
        before = file.read_text("utf-8")
        written = yaml.load(before)["rules"][0]
        buffer = io.StringIO()
        entry = complete(written, rule)
        profiles = entry["metadata"]["severity"]
        # a bare `off` is a boolean to every YAML 1.1 reader
        entry["metadata"]["severity"] = {profile: DoubleQuotedScalarString(word) for profile, word in profiles.items()}
        yaml.dump({"rules": [_in_rows(entry)]}, buffer)
        after = HEADER + buffer.getvalue()
        if after != before:
            stale.append(file)
            if not check:
                file.write_text(after, "utf-8")
    return stale


def _in_rows(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with its generated lists on one line each, so that the pattern stays in view."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    def row(values: list[str]) -> CommentedSeq:
        sequence = CommentedSeq(values)
        sequence.fa.set_flow_style()
        return sequence

    entry["languages"] = row(entry["languages"])
    for table in (entry["metadata"], entry["metadata"]["covered_by"], entry.get("paths", {})):
        for key, value in table.items():
            if isinstance(value, list):
                table[key] = row(value)
    covered = CommentedMap(entry["metadata"]["covered_by"])
    covered.fa.set_flow_style()
    severity = CommentedMap(entry["metadata"]["severity"])
    severity.fa.set_flow_style()
    entry["metadata"] |= {"covered_by": covered, "severity": severity}
    return entry


if __name__ == "__main__":
    import sys

    behind = sync(check="--check" in sys.argv)
    print("\n".join(str(file) for file in behind))
    sys.exit(1 if behind and "--check" in sys.argv else 0)
