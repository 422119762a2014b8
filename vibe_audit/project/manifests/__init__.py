"""What a project declares that it needs: every manifest and lock file that Python's tools know, one room each."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch, translate
from typing import Any, NamedTuple

from vibe_audit.project.kept import words
from vibe_audit.project.manifests import conda, containers, locks, pipfile, pyproject, requirements, setup_files
from vibe_audit.project.manifests.requirement import canonical
from vibe_audit.source.expressions import expression
from vibe_audit.source.parsing import decode

Reader = Callable[[str], Iterator[str]]

READERS: tuple[tuple[str, Reader], ...] = (
    ("pyproject.toml", pyproject.read),
    ("setup.cfg", setup_files.read_cfg),
    ("setup.py", setup_files.read_py),
    ("Pipfile", pipfile.read),
    ("Pipfile.lock", pipfile.read_lock),
    ("poetry.lock", locks.read),
    ("uv.lock", locks.read),
    ("pdm.lock", locks.read),
    ("pylock*.toml", locks.read),
    ("environment*.y*ml", conda.read),
    ("conda*.y*ml", conda.read),
    ("*Dockerfile*", containers.read),
    ("*requirements*.txt", requirements.read),
    ("*requirements*.in", requirements.read),
    ("*constraints*.txt", requirements.read),
    ("*requirements/*.txt", requirements.read),
    ("*requirements/*.in", requirements.read),
    ("*reqs/*.txt", requirements.read),
)
"""By name, or by folder and name."""
_OF_PACKAGES = (pyproject.read, setup_files.read_cfg, setup_files.read_py)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""pip obeys the mark, and PowerShell's `pip freeze > requirements.txt` writes it."""
_ANY = expression("|".join(translate(pattern) for pattern, _ in READERS))


class Manifest(NamedTuple):
    """What one manifest declares by canonical name, the files that it includes, as it names them, and whether it is made for an index."""

    names: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    is_published: bool = False

    @classmethod
    def from_json(cls, answer: Any) -> Manifest:
        """The manifest that the index has kept. Raises ValueError or TypeError for anything else."""
        names, included, is_published = answer
        if not isinstance(is_published, bool):
            raise ValueError("not a manifest")
        return cls(words(names), words(included), is_published)


class Declared:
    """What all manifests of a project declare together. `manifests` are by path; None stands for one that is included and not there."""

    def __init__(self, manifests: Mapping[str, Manifest | None]) -> None:
        self.names = frozenset(name for manifest in manifests.values() if manifest for name in manifest.names)
        self._is_whole = all(manifests.values())
        telling = (path for path, manifest in manifests.items() if manifest and (manifest.names or manifest.included))
        self._folders = {path.rpartition("/")[0] for path in telling if "constraint" not in path}
        self._published = {path.rpartition("/")[0] for path, manifest in manifests.items() if manifest and manifest.is_published}

    def speaks_of(self, path: str) -> bool:
        """Whether all that the module at `path` needs is to be found in the manifests."""
        return self._is_whole and not self._folders.isdisjoint(_above(path))

    def is_published(self, path: str) -> bool:
        """Whether the module at `path` is a part of what others install: no service, and made to run without its optional parts."""
        return not self._published.isdisjoint(_above(path))


def _above(path: str) -> list[str]:
    """The folders that a path lies in, the root included."""
    return ["", *(path[:end] for end, letter in enumerate(path) if letter == "/")]


def is_manifest(path: str) -> bool:
    """Whether a file, by its path, is one that declares what a project needs."""
    return _ANY.match(path.rpartition("/")[2]) is not None or _ANY.match(path) is not None


def read_manifest(path: str, data: bytes) -> Manifest:
    """What a manifest declares; nothing where its own tool could not read it either, or where we fail at it.

    What has no name of its own was included by pip's.
    """
    try:
        return _read(path, data.decode("utf-16") if data.startswith(_UTF_16) else decode(data))
    except Exception:  # the other manifests go on
        return Manifest()


def _read(path: str, text: str) -> Manifest:
    reader = _reader_of(path)
    included = requirements.included(text) if reader is requirements.read else ()
    is_published = reader in _OF_PACKAGES and "classifiers" in text
    return Manifest(tuple(sorted({canonical(name) for name in reader(text) if name})), tuple(included), is_published)


def _reader_of(path: str) -> Reader:
    name = path.rpartition("/")[2]
    return next((reader for pattern, reader in READERS if fnmatch(path if "/" in pattern else name, pattern)), requirements.read)
