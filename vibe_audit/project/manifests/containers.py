"""What a Dockerfile installs by name."""

from __future__ import annotations

from collections.abc import Iterator

from vibe_audit.project.manifests.requirement import names_in
from vibe_audit.source.expressions import expression

_INSTALL = expression(r"\b(?:pip3?|uv pip|conda|mamba|poetry|apt-get|apt)\s+(?:install|add)\b([^&|;\n]*)")


def read(text: str) -> Iterator[str]:
    """The names that are installed; those of a distribution of Linux without their `python3-`."""
    for arguments in _INSTALL.findall(text.replace("\\\n", " ")):
        for word in arguments.split():
            if not word.startswith("-"):
                yield from names_in(word.strip("\"'").removeprefix("python3-"))
