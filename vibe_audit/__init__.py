"""Production-readiness lint rules for AI-generated Python: one catalog, the same findings from every checker."""

from vibe_audit.catalog import CATALOG
from vibe_audit.config import ConfigError
from vibe_audit.rule import Finding, Rule, Severity, Vector
from vibe_audit.runner import check_paths, check_source
from vibe_audit.version import __version__

__all__ = ["CATALOG", "ConfigError", "Finding", "Rule", "Severity", "Vector", "__version__", "check_paths", "check_source"]
