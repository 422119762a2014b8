"""Who is asked for the rules that another checker finds for us: the one place that knows which checkers those are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vibe_audit.catalog import BY_CODE, find_rule
from vibe_audit.config import Config, ConfigError, Decisions
from vibe_audit.delegated import Delegated, Delivery

_RUFF = "ruff"


def on_files(judged: Iterable[tuple[Path, Config, Decisions]]) -> dict[Path, list[Delivery]]:
    """What is said of the files by whom their configurations delegate to; files about which nobody is asked are not in it."""
    asked = {file: (config.delegate[_RUFF], rules) for file, config, decisions in judged if (rules := _delegated(config, decisions))}
    if not asked:
        return {}
    from vibe_audit.delegation.ruff import Ruff

    place, _ = next(iter(asked.values()))
    return Ruff(place, {rule for _, rules in asked.values() for rule in rules}).check_files(asked)


def on_source(source: str | bytes, name: str, config: Config, decisions: Decisions) -> list[Delivery] | None:
    """The same for one piece of source; None where nobody is asked."""
    rules = _delegated(config, decisions)
    if not rules:
        return None
    from vibe_audit.delegation.ruff import Ruff

    return Ruff(config.delegate[_RUFF], rules).check_source(source, name)


def refuse_unfound(select: Sequence[str], configs: Sequence[Config]) -> None:
    """Raise ConfigError where a rule is asked for by its full code or name that nobody would look for."""
    for word in select:
        finder = rule.delegated_to if (rule := find_rule(word)) else ""
        if finder and configs and not any(finder in config.delegate for config in configs):
            raise ConfigError(f"--select: '{word}' is found by {finder}, which takes delegate = [\"{finder}\"] in the configuration")


def _delegated(config: Config, decisions: Decisions) -> tuple[Delegated, ...]:
    """The rules that somebody else is asked about."""
    if not config.delegate:
        return ()
    return tuple(rule for code in decisions.severities if isinstance(rule := BY_CODE[code], Delegated))
