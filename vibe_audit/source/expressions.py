"""Regular expressions that are compiled when they are first asked.

A run needs few of the expressions that all rules together hold, and compiling them all is half of what it costs to start.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Expression:
    """Stands in for a compiled expression, and answers with its methods."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        answer = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, answer)  # so that nothing is asked here a second time
        return answer


def expression(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`; an error in `text` is raised at the first use."""
    return cast("re.Pattern[str]", _Expression(text, flags))
