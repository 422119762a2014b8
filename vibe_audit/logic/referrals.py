"""Whether a function says, in its docstring or in a comment, where the check is made that it does not make itself."""

from __future__ import annotations

import ast

from vibe_audit.knowledge.enforcement import SAYS_WHERE
from vibe_audit.logic.remarks import admits_shortcut, comments_in
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

_SAYS_WHERE = expression(SAYS_WHERE)
_LONGEST, _LONGEST_WORD = 2000, 60
_SENTENCES = expression(r"[.;:!?]\s")
# `not here but in the view` says where.
_NOT_HERE = expression(r"(?i)\b(?:not|never)\s+((?:\w+\s+){0,2})(?:here|in here|by this \w+|in this \w+)\b,?\s*(?:but|rather)?")
# `returns True if the user was verified by the gateway`, `should be checked in the view`: what is asked or wished for is no place.
_UNSURE = expression(
    r"(?i)^\W*(?:check|return|validate|verif)\w*\b(?!.*\b(?:because|since)\b)|"
    r"\b(?:could|if|may|might|must|needs?|never|no|not|should|to be|unless|until|whether|will|would)\b"
)


def says_where_it_is_checked(function: Function, module: Module) -> bool:
    """`# permissions are enforced by the router`; not `# TODO: check it in the view`, nor a wish or a condition."""
    remarks = list(_remarks(function, module))
    if any(map(admits_shortcut, remarks)):
        return False
    return any(_names_a_place(sentence) for remark in remarks for sentence in _SENTENCES.split(_NOT_HERE.sub(r"\1 ", remark) + " "))


def _names_a_place(sentence: str) -> bool:
    # nobody writes so long a sentence or word, and the expression would go back and forth in it
    if len(sentence) > _LONGEST or any(len(word) > _LONGEST_WORD for word in sentence.split()):
        return False
    said = _SAYS_WHERE.search(sentence)
    return said is not None and not _UNSURE.search(sentence[: said.start()])


def _remarks(function: Function, module: Module) -> list[str]:
    """The docstring, the comments above the function and those in it, each as one line of text."""
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    above: list[str] = []
    while (comment := module.comment_on(first - len(above) - 1)) and comment.alone:
        above.insert(0, comment.text)
    blocks = (" ".join(text.lstrip("#! ") for text in block) for block in (above, comments_in(function, module)))
    return [" ".join(text.split()) for text in (ast.get_docstring(function) or "", *blocks) if text]
