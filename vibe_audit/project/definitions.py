"""Which names a module defines, worked out no further than the question needs: most answers stand at the start of a line."""

from __future__ import annotations

import ast
from functools import cached_property

from vibe_audit.names.bindings import bindings_of
from vibe_audit.paths.disk import read_file
from vibe_audit.source.parsing import Unreadable, decode, parse

# What can give a module names that nobody sees by reading it, or an attribute for every name that is asked for.
_OPEN = (
    "import *", "__dict__", "__getattr__", "__path__", "eval(", "exec(", "globals(", "lazy", "load_module", "locals(", "setattr(",
    "sys.modules", "vars(",
)


class Definitions:
    """The names that one module of the project defines. `source` is None where the file cannot be read."""

    def __init__(self, source: str | None) -> None:
        self._source = source
        self._known: dict[str, bool] = {}

    @classmethod
    def of(cls, file: str) -> Definitions:
        """Those of a file."""
        try:
            return cls(decode(read_file(file)))
        except (OSError, Unreadable):
            return cls(None)

    def may_have(self, name: str) -> bool:
        """Whether the module has, or may have, an attribute of this name. False is certain."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._may_have(name)
        return known

    def _may_have(self, name: str) -> bool:
        text = self._source
        if text is None or name.startswith("__"):
            return True
        # How a name stands that a module defines, or uses and so must have from somewhere: what its letters say it is first.
        definitions = (f"def {name}(", f"class {name}", f"\n{name} = ")
        likely = 0 if name.islower() else 2 if name.isupper() else 1
        if definitions[likely] in text:
            return True
        if name not in text:
            return self.is_open
        spellings = (*definitions, f"import {name}", f"{name},", f"{name} = ", f"{name}: ", f" {name}\n", f", {name}  #")
        if any(spelling in text for spelling in spellings) or self.is_open:
            return True
        return self._everything is None or name in self._everything

    @cached_property
    def is_open(self) -> bool:
        """Whether the module may get names, or modules below it, that nobody sees by reading it."""
        return any(word in (self._source or "") for word in _OPEN)

    @cached_property
    def _everything(self) -> set[str] | None:
        """Every name that is bound anywhere in the module, at any depth, and every word that stands alone in a string."""
        try:
            return _names_in(parse(self._source or ""))
        except Unreadable:
            return None


def _names_in(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        found.update(name for name, _ in bindings_of(node))
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):  # assignment expressions and type aliases as well
            found.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            found.update(node.names)
    return found
