"""What a rule may ask of the project around a module: what its imports lead to, what its manifests declare, what its modules hold.

A project is rooted where its configuration is, whatever was named on the command line. Nothing is read before it is asked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vibe_audit.project.paths import Found as Found
from vibe_audit.project.paths import Missing as Missing
from vibe_audit.project.project import Project as Project


@cache
def project_at(root: Path) -> Project:
    """The project rooted at a folder, as it is found when it is first asked about."""
    return Project(root)


def forget() -> None:
    """Look at all projects anew."""
    project_at.cache_clear()
