"""Which folders and files a project has. Each folder is listed once, and the whole tree is walked only where a question needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property

from vibe_audit.knowledge.folders import NEVER

MOST_FOLDERS = 20_000
"""What has more folders is no project: somebody's home, a disk."""

_COMPILED = (".pyd", ".so")
_WRITTEN = (".py", ".pyc", ".pyi", ".pyx")


class Listing:
    """What one folder holds: the names of its folders and files, and the names of its modules, compiled ones included."""

    def __init__(self, folder: str) -> None:
        folders: set[str] = set()
        files: set[str] = set()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    (folders if _is_folder(entry) else files).add(entry.name)
        except OSError:
            pass  # a folder that is not there, or that nobody may read, holds nothing
        self.folders = frozenset(folders)
        self.files = frozenset(files)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What modules are imported by: their names without the suffix; nobody imports `store.test.py`."""
        written = (name.rpartition(".")[0] for name in self.files if name.endswith(_WRITTEN))
        return self.compiled | frozenset([name for name in written if "." not in name])

    @cached_property
    def compiled(self) -> frozenset[str]:
        """The names of the extension modules, which Python prefers to source beside them: `fast` for `fast.cpython-311-darwin.so`."""
        return frozenset(name.partition(".")[0] for name in self.files if name.endswith(_COMPILED))

    def runs(self, name: str) -> bool:
        """Whether Python finds a module of this name here: an extension, source, or bytecode by itself. A stub is none."""
        return name in self.compiled or f"{name}.py" in self.files or f"{name}.pyc" in self.files

    @cached_property
    def has_modules(self) -> bool:
        """Whether one of the files is Python."""
        return any(name.endswith((".py", ".pyi")) for name in self.files)


class Layout:
    """The folders and files of a project as they were when it was first asked for them."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._listings: dict[str, Listing] = {}

    def listing(self, folder: str) -> Listing:
        """What a folder holds; nothing where there is none."""
        found = self._listings.get(folder)
        if found is None:
            found = self._listings[folder] = Listing(folder)
        return found

    def is_python(self, folder: str) -> bool:
        """Whether a folder holds Python modules, itself or one below: a package, or the beginning of a namespace."""
        listing = self.listing(folder)
        return listing.has_modules or any(self.listing(f"{folder}/{name}").has_modules for name in listing.folders if name not in NEVER)

    def is_alone(self, folder: str, file: str) -> bool:
        """Whether the file is all the Python that its folder holds, in itself or in a folder of its own."""
        listing = self.listing(folder)
        others = (name for name in listing.files if name.endswith((".py", ".pyi")) and name != file)
        return not any(others) and not any(self.listing(f"{folder}/{name}").has_modules for name in listing.folders)

    def above(self, folder: str) -> Iterator[str]:
        """The folder and those above it, up to the root; none where it lies outside."""
        if folder != self.root and not folder.startswith(f"{self.root.rstrip('/')}/"):
            return
        while True:
            yield folder
            if folder == self.root:
                return
            folder = folder.rpartition("/")[0]

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The root and every folder below it, sorted, environments and caches left out; none where there are too many."""
        found = [self.root]
        for folder in found:  # which grows meanwhile
            for name in sorted(self.listing(folder).folders - NEVER):
                inner = f"{folder.rstrip('/')}/{name}"
                if "pyvenv.cfg" not in self.listing(inner).files:
                    found.append(inner)
            if len(found) > MOST_FOLDERS:
                return ()
        return tuple(found)

    @cached_property
    def homes(self) -> dict[str, list[str]]:
        """For every name of a folder or module in the project: the folders that hold one of that name."""
        found: dict[str, list[str]] = {}
        for folder in self.folders:
            listing = self.listing(folder)
            for name in listing.folders | listing.stems:
                found.setdefault(name, []).append(folder)
        return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and entry.is_dir())
    except OSError:
        return False
