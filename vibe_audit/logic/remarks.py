"""Comments that say something a rule looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vibe_audit.comments import Comment
from vibe_audit.module import Module


def first_of_each_block(said: re.Pattern[str], words: tuple[str, ...], module: Module) -> Iterator[Comment]:
    """The comments that begin with a match of `said`; of comments one below the other, which are one remark, the first.

    `words` are in lower case, and no text without one of them can match: most comments are let pass by that alone.
    """
    if not any(word in module.remarked for word in words):
        return
    last = 0
    for comment, text in module.remarks:
        if comment.line == last + 1 and comment.alone:
            last = comment.line
            continue
        for word in words:  # asked of every comment, and twice as fast as any()
            if word in text:
                if said.match(comment.text):
                    last = comment.line if comment.alone else 0
                    yield comment
                break
