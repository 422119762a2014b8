"""environment.yml of conda. Names stand behind dashes, and a channel that is taken for one only makes a rule silent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vibe_audit.project.manifests.requirement import names_in
from vibe_audit.source.expressions import expression

_ENTRY = expression(r"""^\s*-\s+["']?(?:[\w-]+::)?([A-Za-z0-9][^"'#\n]*)""", re.MULTILINE)


def read(text: str) -> Iterator[str]:
    """The names in a conda environment, pip's part of it included."""
    for entry in _ENTRY.findall(text):
        yield from names_in(entry.split("=")[0])
