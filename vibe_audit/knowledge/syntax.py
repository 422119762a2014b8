"""Syntax that a version of Python brought, as a line of it looks to an older parser, which only says that it is wrong.

Sources: PEP 654 (exception groups), 695 (type parameters), 750 (template strings), 758 (exceptions without parentheses).
"""

from __future__ import annotations

NEW_SYNTAX: tuple[tuple[tuple[int, int], str, str], ...] = (
    ((3, 11), r"\s*except\s*\*", "except*"),
    ((3, 12), r"\s*type\s+\w+\s*(?:\[[^=]*\]\s*)?=[^=]", "a type statement"),
    ((3, 12), r"\s*(?:async\s+)?(?:def|class)\s+\w+\s*\[", "type parameters"),
    ((3, 14), r"\s*except\*?\s+[\w.]+\s*,[^:()]*:", "exceptions without parentheses"),
    ((3, 14), r"[^#'\"]*\b(?:t|T|[tT][rR]|[rR][tT])['\"]", "a template string"),
)
