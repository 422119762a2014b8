"""Who owns a file: CODEOWNERS, in the three places where code hosts look for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vibe_audit.config.errors import ConfigError

if TYPE_CHECKING:
    from vibe_audit.config.tree import Tree

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners"""


def find_owners(root: Path, tree: Tree) -> Callable[[str], frozenset[str]]:
    """What tells the owners, in lower case, of a file by its path below `root`. Raises ConfigError where there is no CODEOWNERS."""
    from codeowners import CodeOwners

    for folder in (root, *root.parents):
        for place in PLACES:
            text = tree.read(folder / place)
            if text is not None:
                try:
                    found = CodeOwners(text)
                except ValueError as error:
                    raise ConfigError(f"{folder / place}: {error}") from error
                above = root.relative_to(folder).as_posix()
                prefix = "" if above == "." else f"{above}/"
                return lambda path: frozenset(owner.lower() for _, owner in found.of(prefix + path))
        if tree.is_top(folder):
            break
    raise ConfigError(f"{root}: teams have owners, and there is no CODEOWNERS in .github/, at the top of the repository or in docs/")
