"""Python's own parser, called so that no text ends the process."""

from __future__ import annotations

import ast
import sys
import warnings

SHALLOW = 12_000
"""No text up to this length nests deeper than a parser without a check of its own can bear."""


def tree_of(source: str) -> ast.Module:
    """The tree of a module. Raises what the parser raises: mostly SyntaxError, and SystemError, RecursionError or MemoryError for depth."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if sys.version_info < (3, 11) and len(source) > SHALLOW:
            import symtable

            symtable.symtable(source, "<unknown>", "exec")  # stops at the depth at which `ast` overflows the C stack
        return ast.parse(source)
