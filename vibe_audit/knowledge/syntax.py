"""Since which version of Python something is syntax, of what an older parser stops at.

Sources: PEP 654 (exception groups), 695 (type parameters), 696 (their defaults), 750 (template strings), 758 (exceptions without
parentheses).
"""

from __future__ import annotations

SINCE: dict[str, tuple[int, int]] = {
    "except*": (3, 11),
    "a type statement": (3, 12),
    "type parameters": (3, 12),
    "a default of a type parameter": (3, 13),
    "exceptions without parentheses": (3, 14),
    "a template string": (3, 14),
}
