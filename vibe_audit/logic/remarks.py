"""Comments that say something a rule looks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.comments import Comment
from vibe_audit.source.expressions import expression

_ADMITS = expression(
    r"(?i)\b(?:demo|dummy|fake[ds]?|fixme|for now|for the moment|hack|in (?:a )?(?:real|production)|mock(?:ed|s)?|not (?:yet )?implemented|"
    r"placeholder|simplified|simulat\w+|stub(?:bed)?|tbd|"
    r"temporar(?:ily (?:allow|bypass|disabl|ignor)\w*|y (?:bypass|fix|hack|solution|workaround))|todo|xxx)\b"
)
_MARKS = expression(r"#+")
_LONGEST = 500
"""Characters of a remark that are looked at: in a text that somebody has made for it, the expressions go back and forth."""


def admits_shortcut(text: str) -> bool:
    """Whether a remark says that the code is not what it is to be: what else it says is about another day."""
    return bool(_ADMITS.search(text))


def comments_in(block: Function | ast.ExceptHandler, module: Module) -> list[str]:
    """The comments in a function or a handler, those behind its last statement included."""
    last = block.end_lineno or block.lineno
    while last < len(module.lines) and (not module.lines[last].strip() or _is_indented_remark(module.lines[last], block)):
        last += 1
    return [comment.text for line in range(block.lineno, last + 1) if (comment := module.comment_on(line))]


def _is_indented_remark(line: str, block: Function | ast.ExceptHandler) -> bool:
    text = line.lstrip()
    return text.startswith("#") and len(line) - len(text) > block.col_offset


def first_of_each_block(said: re.Pattern[str], words: tuple[str, ...], module: Module) -> Iterator[Comment]:
    """The comments that begin with a match of `said`; of comments one below the other, which are one remark, the first.

    `words` are in lower case, and no text without one of them can match: most comments are let pass by that alone.
    """
    if not _is_said(said, words, module):
        return
    last = 0
    for comment in module.comments:
        if comment.line == last + 1 and comment.alone:
            last = comment.line
        elif said.match(comment.text[:_LONGEST]):
            last = comment.line if comment.alone else 0
            yield comment


def _is_said(said: re.Pattern[str], words: tuple[str, ...], module: Module) -> bool:
    """Whether a match begins at any `#` of the module, one in a literal included."""
    remarked = module.remarked
    spoken = [word for word in words if word in remarked]
    if not spoken:
        return False
    for comment, lowered in zip(module.possible_comments, remarked.split("\n"), strict=True):
        for word in spoken:
            if word in lowered:
                if any(said.match(text) for text in _from_each_mark(comment.text)):
                    return True
                break
    return False


def _from_each_mark(text: str) -> list[str]:
    """A text that begins with `#`, and what follows each further row of them, as far as anybody reads."""
    if "#" not in text[1:]:
        return [text[:_LONGEST]]
    return [text[match.start() : match.start() + _LONGEST] for match in _MARKS.finditer(text)]
