"""Puts the semgrep pack into the wheel: its patterns, without the annotated corpora beside them."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackHook(BuildHookInterface[Any]):
    """Maps semgrep-rules/**/*.yaml to vibe_audit/semgrep-rules."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling before it builds the wheel."""
        root = Path(self.root)
        for file in sorted((root / "semgrep-rules").rglob("*.yaml")):
            build_data["force_include"][str(file)] = f"vibe_audit/{file.relative_to(root).as_posix()}"
