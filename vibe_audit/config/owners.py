"""Who owns a file: CODEOWNERS, in the three places where code hosts look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from vibe_audit.config.errors import ConfigError
from vibe_audit.paths.linear import linear

if TYPE_CHECKING:
    from codeowners import CodeOwners

    from vibe_audit.config.tree import Tree

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners"""


class Owners:
    """What CODEOWNERS says of the files of one configuration, whose root lies at `prefix` in the repository."""

    def __init__(self, found: CodeOwners, prefix: str) -> None:
        self._found = found
        self._prefix = prefix

    def of(self, path: str) -> frozenset[str]:
        """The owners of a file, in lower case, by its path below the root of the configuration."""
        return frozenset(owner.lower() for _, owner in self._found.of(self._prefix + path))

    def patterns(self, owners: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Patterns of .gitignore for the modules that belong to one of the owners, and for what is taken from them by later lines."""
        lines = list(self._lines())
        owned = [number for number, (_, names) in enumerate(lines) if names & owners]
        taken = [pattern for pattern, names in lines[owned[0] :] if not names & owners] if owned else []
        return tuple(pattern for number in owned for pattern in _modules(lines[number][0])), tuple(taken)

    def _lines(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Patterns from the root of the configuration, with the owners, in the order of the file."""
        for _, pattern, owners, _, _ in reversed(self._found.paths):
            anchored = f"/{pattern}" if "/" in pattern.rstrip("/") and not pattern.startswith("/") else pattern
            if not anchored.startswith("/"):
                yield pattern, frozenset(owner.lower() for _, owner in owners)
            elif anchored.startswith(f"/{self._prefix}"):
                yield anchored.removeprefix(f"/{self._prefix}".rstrip("/")) or "/**", frozenset(owner.lower() for _, owner in owners)


def _modules(pattern: str) -> tuple[str, ...]:
    """`docs/*` does not reach into the folders of docs/ in CODEOWNERS; in .gitignore it does."""
    return (f"{pattern}.py", f"{pattern}.pyi") if pattern.endswith("/*") else (pattern,)


def find_owners(root: Path, tree: Tree) -> Owners:
    """The owners of the files below `root`. Raises ConfigError where there is no CODEOWNERS."""
    from codeowners import CodeOwners

    for folder in (root, *root.parents):
        for place in PLACES:
            try:
                text = tree.read(folder / place)
            except (OSError, ValueError) as error:
                raise ConfigError(f"{folder / place}: {error}") from error
            if text is not None:
                try:
                    found = CodeOwners(text)
                    found.paths = [(cast("re.Pattern[str]", linear(line[0])), *line[1:]) for line in found.paths]
                except (ValueError, re.error) as error:
                    raise ConfigError(f"{folder / place}: {error}") from error
                above = root.relative_to(folder).as_posix()
                return Owners(found, "" if above == "." else f"{above}/")
        if tree.is_top(folder):
            break
    raise ConfigError(f"{root}: teams have owners, and there is no CODEOWNERS in .github/, at the top of the repository or in docs/")
