"""What git knows: the files of a revision, and which lines have changed since."""

from __future__ import annotations

import codecs
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from vibe_audit.config.errors import ConfigError
from vibe_audit.config.tree import Disk

_HUNK = re.compile(rb"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")


@dataclass
class Change:
    """What happened to one file: the lines that were written anew, and its path before; None for a new file."""

    before: str | None
    lines: set[int] = field(default_factory=set)


class Revision:
    """One revision of the repository that holds the working directory; a tree that configuration can be read from.

    Raises ConfigError where there is no git, no repository, or no such revision.
    """

    def __init__(self, name: str) -> None:
        here = Path.cwd()
        self.top = here
        prefix = self._git("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip()
        self.top = here.parents[len(Path(prefix).parts) - 1] if prefix else here
        # behind --end-of-options a name that begins with a dash is no option
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        self._commit = self._git(*asked, why=f"'{name}' is no revision").decode().split()[-1]
        self._name = name
        self._disk = Disk()

    def read(self, file: Path) -> str | None:
        """The text of a file as it was; of one outside the repository as it is. None where there is none."""
        if not file.is_relative_to(self.top):
            return self._disk.read(file)
        data = self.bytes_of(file.relative_to(self.top).as_posix())
        return None if data is None else data.decode("utf-8")

    def bytes_of(self, path: str) -> bytes | None:
        """The content of a file, by its path from the top of the repository; None where there is none."""
        return self._git("cat-file", "blob", f"{self._commit}:{path}") if path in self._paths else None

    def is_top(self, folder: Path) -> bool:
        """Whether the repository begins here."""
        return folder == self.top

    def fork(self) -> Revision:
        """The last revision that this one and the working directory have in common."""
        why = f"'{self._name}' and HEAD have no revision in common; fetch more of the history"
        common = self._git("merge-base", self._commit, "HEAD", why=why)
        return Revision(common.decode().strip())

    def changes(self) -> dict[str, Change]:
        """What has happened to each Python file since, by its present path from the top; files that git does not know are new."""
        form = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--src-prefix=", "--dst-prefix=")
        patch = self._git("diff", *form, self._commit, "--", "*.py", "*.pyi")
        found = _read_patch(patch)
        unknown = self._git("ls-files", "--others", "--exclude-standard", "-z", "--", "*.py", "*.pyi")
        for path in unknown.split(b"\0"):
            if path:
                found[path.decode("utf-8", "surrogateescape")] = Change(None)
        return found

    @cached_property
    def _paths(self) -> frozenset[str]:
        listed = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._commit)
        return frozenset(path.decode("utf-8", "surrogateescape") for path in listed.split(b"\0"))

    def _git(self, *arguments: str, why: str = "") -> bytes:
        command: Sequence[str] = ("git", "-c", "core.quotePath=false", *arguments)
        try:
            return subprocess.run(command, cwd=self.top, capture_output=True, check=True).stdout
        except FileNotFoundError as error:
            raise ConfigError("--diff-base: git is not installed") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise ConfigError(f"--diff-base: {why or said}") from error


def _read_patch(patch: bytes) -> dict[str, Change]:
    """The changes in the output of `git diff --unified=0` without prefixes."""
    found: dict[str, Change] = {}
    before: str | None = None
    change = Change(None)
    left = 0  # lines of the present hunk, which may look like anything
    for line in patch.split(b"\n"):
        word, _, rest = line.partition(b" ")
        if left and line[:1] in (b"-", b"+"):
            left -= 1
        elif match := _HUNK.match(line):
            first, count = int(match["first"]), int(match["count"] or 1)
            change.lines.update(range(first, first + count))
            left = count + int(match["gone"] or 1)
        elif line.startswith(b"rename from ") or word == b"---":
            before = _path(rest.removeprefix(b"from "))
        elif line.startswith(b"rename to ") or word == b"+++":
            after = _path(rest.removeprefix(b"to "))
            change = found.setdefault(after, Change(before)) if after is not None else Change(None)
    return found


def _path(written: bytes) -> str | None:
    """A path as a patch writes it: in quotes where it has odd characters, /dev/null for none."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"'):
        written = codecs.escape_decode(written[1:-1])[0]
    return None if written == b"/dev/null" else written.decode("utf-8", "surrogateescape")
