"""What a team decided: profile, severities, exclusions, teams. Read from `[tool.vibe-audit]` or `vibe-audit.toml`.

`shapes` lists the keys, `reading` turns the table of one file into what it says, `combining` lays files that extend one
another over each other, `model` decides for a file, `lookup` finds the configuration of a folder.
"""

from vibe_audit.config.errors import ConfigError, nearest, unknown_rule
from vibe_audit.config.lookup import FILE_NAME, config_for, forget, parse_config
from vibe_audit.config.model import Config, Decided, Decisions, everything, severity_when_named

__all__ = [
    "FILE_NAME", "Config", "ConfigError", "Decided", "Decisions", "config_for", "everything", "forget", "nearest", "parse_config",
    "severity_when_named", "unknown_rule",
]
