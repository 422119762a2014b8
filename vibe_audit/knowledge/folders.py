"""Which files hold Python, and the folders in which nobody looks for a project's own code."""

from __future__ import annotations

SUFFIXES = (".py", ".pyi")

# Version control, environments, and what tools leave behind.
NEVER = frozenset({
    ".eggs", ".git", ".hg", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".svn", ".tox", ".venv",
    "__pycache__", "node_modules", "site-packages", "venv",
})
