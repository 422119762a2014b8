"""What git knows: the files of a revision, and which lines have changed since.

A repository decides nothing that is run: its hooks, its monitor, its diff and text programs, its ssh command and its remotes are
switched off, and git is never asked to read the work tree, because a filter would run over each file (`filter.*.clean`).
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from vibe_audit.config.errors import ConfigError
from vibe_audit.config.tree import Disk
from vibe_audit.paths.disk import read_file

_HUNK = re.compile(rb"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_PYTHON = ("*.py", "*.pyi")
_SWITCHED_OFF = {
    "core.alternateRefsCommand": "",
    "core.askPass": "",
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.gitProxy": "",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.quotePath": "false",
    "core.sshCommand": "false",
    "credential.helper": "",
    "diff.external": "",
    "diff.ignoreSubmodules": "all",
    "submodule.recurse": "false",
}
_SETTINGS = tuple(word for key, value in _SWITCHED_OFF.items() for word in ("-c", f"{key}={value}"))
_PROGRAMS = ("GIT_ASKPASS", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_PROXY_COMMAND", "GIT_SSH", "GIT_SSH_COMMAND")
"""Variables that name a program. Where the repository lies (GIT_DIR, GIT_INDEX_FILE) is what git tells its own hooks, and is kept."""
_QUIET = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


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
        before = self._paths_before()
        pairs: dict[str, tuple[bytes, bytes]] = {}
        found: dict[str, Change] = {}
        for path, (earlier, digest) in before.items():
            try:
                data = read_file(self.top / path)
            except OSError:
                continue  # it is gone
            is_same = _is_content(data, digest)
            if not is_same or path != earlier:
                found[path] = Change(earlier)
            if not is_same:
                pairs[path] = (self.bytes_of(earlier) if earlier else None) or b"", data
        for path, lines in _changed_lines(pairs).items():
            found[path].lines = lines
        # what is ignored is new as well, should it be checked: git reads no .gitignore here, which may be a pipe
        unknown = self._git("ls-files", "--others", "-z", "--", *_PYTHON)
        found.update((path, Change(None)) for path in _words(unknown))
        return found

    def _paths_before(self) -> dict[str, tuple[str | None, str]]:
        """For each Python file that git knows now: its path in this revision, None for a new one, and the digest of its content then."""
        listed = self._git("ls-tree", "-r", "-z", "--full-tree", self._commit)
        digests = {path: entry.split()[2] for entry, _, path in (line.partition("\t") for line in _words(listed))}
        now = [path for path in _words(self._git("ls-files", "-z", "--", *_PYTHON)) if path]
        before: dict[str, tuple[str | None, str]] = {path: (path, digests[path]) for path in now if path in digests}
        # the index against the revision: of the work tree nothing is read
        form = ("--cached", "--raw", "-z", "--no-abbrev", "--find-renames", "--diff-filter=AR", "--no-ext-diff", "--no-textconv")
        words = iter(_words(self._git("diff", *form, self._commit, "--", *_PYTHON)))
        for entry in words:
            path = next(words)
            if entry.split()[-1].startswith("R"):
                before[next(words)] = (path, digests[path])
            else:
                before[path] = (None, "")
        return before

    @cached_property
    def _paths(self) -> frozenset[str]:
        listed = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._commit)
        return frozenset(path.decode("utf-8", "surrogateescape") for path in listed.split(b"\0"))

    def _git(self, *arguments: str, why: str = "") -> bytes:
        try:
            return _run(arguments, self.top).stdout
        except FileNotFoundError as error:
            raise ConfigError("--diff-base: git is not installed") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise ConfigError(f"--diff-base: {why or said}") from error


def _run(arguments: Sequence[str], folder: Path, *, fine: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[bytes]:
    kept = {key: value for key, value in os.environ.items() if key not in _PROGRAMS}
    done = subprocess.run(("git", *_SETTINGS, *arguments), cwd=folder, capture_output=True, env={**kept, **_QUIET}, check=False)
    if done.returncode not in fine:
        raise subprocess.CalledProcessError(done.returncode, "git", done.stdout, done.stderr)
    return done


def _words(listed: bytes) -> list[str]:
    """What git lists with `-z`."""
    return [word.decode("utf-8", "surrogateescape") for word in listed.split(b"\0") if word]


def _is_content(data: bytes, digest: str) -> bool:
    """Whether git's digest is that of these bytes, or of what it makes of them where it changes the ends of lines."""
    made = hashlib.sha256 if len(digest) > 40 else hashlib.sha1
    return any(made(b"blob %d\0" % len(text) + text).hexdigest() == digest for text in dict.fromkeys((data, _with_newlines(data))))


def _with_newlines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _changed_lines(pairs: Mapping[str, tuple[bytes, bytes]]) -> dict[str, set[int]]:
    """The lines of each file that are not what they were, by the path: git compares copies, outside of any repository."""
    numbered = dict(enumerate(pairs))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for place in ("before", "after"):
            (folder / place).mkdir()
        for number, path in numbered.items():
            for place, data in zip(("before", "after"), pairs[path], strict=True):
                (folder / place / str(number)).write_bytes(_with_newlines(data))
        form = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--no-renames")
        arguments = (f"--git-dir={os.devnull}", "diff", "--no-index", *form, "before", "after")
        patch = _run(arguments, folder, fine=(0, 1)).stdout if pairs else b""  # 1 says that there are differences
    return {numbered[number]: lines for number, lines in _read_patch(patch).items()}


def _read_patch(patch: bytes) -> dict[int, set[int]]:
    """The lines that were written anew in the output of `git diff --unified=0`, by the number that a file is named by."""
    found: dict[int, set[int]] = {}
    lines: set[int] = set()
    left = 0  # lines of the present hunk, which may look like anything
    for line in patch.split(b"\n"):
        if left and line[:1] in (b"-", b"+"):
            left -= 1
        elif match := _HUNK.match(line):
            first, count = int(match["first"]), int(match["count"] or 1)
            lines.update(range(first, first + count))
            left = count + int(match["gone"] or 1)
        elif line.startswith(b"+++ "):
            lines = found.setdefault(int(line.rpartition(b"/")[2]), set())
    return found
