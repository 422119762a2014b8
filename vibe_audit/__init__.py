"""Production-readiness lint rules for AI-generated Python: one catalog, the same findings from every checker.

What is offered here is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from vibe_audit.catalog import CATALOG
    from vibe_audit.config import ConfigError
    from vibe_audit.gate.checking import check_paths, check_source
    from vibe_audit.rule import Finding, Rule, Severity, Vector

__all__ = ["CATALOG", "ConfigError", "Finding", "Rule", "Severity", "Vector", "__version__", "check_paths", "check_source"]

_HOMES = {
    "CATALOG": "catalog",
    "ConfigError": "config",
    "check_paths": "gate.checking",
    "check_source": "gate.checking",
    **dict.fromkeys(("Finding", "Rule", "Severity", "Vector"), "rule"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
