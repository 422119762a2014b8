"""requirements.txt, and the files that go by such names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vibe_audit.project.manifests.requirement import names_in
from vibe_audit.source.expressions import expression

_COMMENT = expression(r"(?:^|\s)#.*$")
_EDITABLE = expression(r"^(?:-e|--editable)[\s=]+")
_INCLUDE = expression(r"^(?:-r|-c|--requirement|--constraint)[\s=]*(\S+)", re.MULTILINE)
_TRAILING_OPTIONS = expression(r"\s+--\w.*$")


def read(text: str) -> Iterator[str]:
    """The names in a requirements file."""
    for raw in text.replace("\\\n", " ").split("\n"):
        line = _EDITABLE.sub("", _COMMENT.sub("", raw).strip())
        if line and not line.startswith("-"):
            yield from names_in(_TRAILING_OPTIONS.sub("", line))


def included(text: str) -> list[str]:
    """The files that it includes, as it names them: relative to its own folder."""
    return [name for name in _INCLUDE.findall(text) if "://" not in name]
