"""The lock files of Poetry, uv and PDM, and pylock.toml of PEP 751: TOML in which each package has a line with its name.

They are the longest files of a project, and a whole parser would take longer for one than for all the code beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vibe_audit.source.expressions import expression

_NAME = expression(r'^name = "([^"]+)"$', re.MULTILINE)
_ITSELF = expression(r'^name = "([^"]+)"\nversion = [^\n]*\nsource = \{ (?:editable|virtual) = ', re.MULTILINE)


def read(text: str) -> Iterator[str]:
    """The names in a lock file; the project's own, which uv locks as well, left out."""
    own = set(_ITSELF.findall(text))
    yield from (name for name in _NAME.findall(text) if name not in own)
