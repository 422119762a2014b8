"""Comments that say something a rule looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vibe_audit.comments import Comment
from vibe_audit.module import Module

# A line as far as its comment, which neither a string on the line nor, as far as one line can tell, one of several lines holds.
_BEFORE = r"""(?m)^(?:[^#"'\n]|"(?:[^"\n\\]|\\.)*"|'(?:[^'\n\\]|\\.)*')*"""
_REST = r"""(?:(?!\"""|''')[^\n])*"""


def first_of_each_block(said: re.Pattern[str], module: Module) -> Iterator[Comment]:
    """The comments that begin with a match of `said`; of comments one below the other, which are one remark, the first."""
    last = 0
    for comment in module.comments:
        if comment.alone and comment.line == last + 1:
            last = comment.line
        elif said.match(comment.text):
            last = comment.line
            yield comment


def semgrep_pattern(said: str) -> str:
    """The same for semgrep's `pattern-regex`, where the first group is the comment: whatever stands inside strings is to be left out."""
    return rf"{_BEFORE}({said}){_REST}(?:\n[ \t]*#{_REST}$)*"
