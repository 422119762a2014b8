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
    remarked = module.remarked
    words = tuple([word for word in words if word in remarked])
    if not words or not any(_may_say(said, words, comment.text) for comment in module.possible_comments):
        return
    last = 0
    for comment in module.comments:
        if comment.line == last + 1 and comment.alone:
            last = comment.line
        elif _may_say(said, words, comment.text) and said.match(comment.text):
            last = comment.line if comment.alone else 0
            yield comment


def _may_say(said: re.Pattern[str], words: tuple[str, ...], text: str) -> bool:
    """Whether one of the words is in a text, and something that `said` matches follows one of its `#`."""
    lowered = text.lower()
    for word in words:  # asked of every comment, and twice as fast as any()
        if word in lowered:
            return any(said.match(text[at:]) for at, letter in enumerate(text) if letter == "#")
    return False
