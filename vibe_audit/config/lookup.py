"""Which configuration decides about a folder: the nearest one at or above it, with all that it extends. Read once, until it changes."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from typing import Any

from vibe_audit.config.combining import combine
from vibe_audit.config.errors import ConfigError
from vibe_audit.config.model import Config
from vibe_audit.config.places import Place, Source
from vibe_audit.config.reading import Layer, extended, read_layer
from vibe_audit.config.tree import Disk, Tree
from vibe_audit.source.toml import TOMLDecodeError, loads

FILE_NAME = "vibe-audit.toml"
TABLE = ("tool", "vibe-audit")
_RESOURCE = re.compile(r"(?P<package>[A-Za-z_]\w*(?:\.\w+)*):(?P<path>[^\\/:][^:]*)")


class Lookup:
    """The configurations of one state of the files."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._found: dict[Path, Config] = {}
        self._defaults: dict[Path, Config] = {}

    def config_for(self, folder: Path) -> Config:
        """The configuration of the nearest folder, at `folder` or above it, that has one; else the defaults, rooted at the repository."""
        if folder not in self._found:
            self._found[folder] = self._find(folder)
        return self._found[folder]

    def _find(self, folder: Path) -> Config:
        for name in (FILE_NAME, "pyproject.toml"):
            if (read := self._read(folder / name)) is not None:
                layers: list[Layer] = []
                self._collect(*read, folder / name, (), layers)
                return combine(layers, folder.absolute(), folder / name, self.tree)
        above = self.config_for(folder.parent) if folder.parent != folder else None
        if above is not None and above.source is not None:
            return above
        root = self._default_root(folder)
        return self._defaults.setdefault(root, Config(root))

    def _default_root(self, folder: Path) -> Path:
        for candidate in (folder, *folder.parents):
            if self.tree.is_top(candidate):
                return candidate
        here = Path.cwd()
        return here if here == folder or here in folder.parents else folder

    def _read(self, file: Path, shown: str = "") -> tuple[dict[str, Any], Source] | None:
        """The suite's table in `file`, with its source; None where there is none. Raises ConfigError where it is not TOML."""
        try:
            text = self.tree.read(file)
        except (OSError, ValueError) as error:  # no text, or a name that no file can have
            raise ConfigError(f"{shown or _shown(file)}: {error}") from error
        is_ours = file.name != "pyproject.toml"
        if text is None or (not is_ours and "vibe-audit" not in text):
            return None  # whatever is in it, and be it broken, is not addressed to us
        name = shown or _shown(file)
        table = read_table(text, name, is_ours=is_ours)
        return None if table is None else (table, Source(name, text, () if is_ours else TABLE))

    def _collect(self, table: dict[str, Any], source: Source, file: Path, below: tuple[Path, ...], found: list[Layer]) -> None:
        """Add what the file builds upon, the remotest first, and what it says itself. `below` are the files that led here."""
        for word, where in extended(table, Place(source)):
            base, shown = _located(word, file, where)
            if base in (*below, file):
                raise where.error(f"'{word}' extends a file that extends it in turn", word)
            read = self._read(base, shown)
            if read is None:
                is_missing = self.tree.read(base) is None
                raise where.error(f"'{word}': " + ("no such file" if is_missing else "it has no table [tool.vibe-audit]"), word)
            self._collect(*read, base, (*below, file), found)
        found.append(read_layer(table, Place(source, layer=len(found))))


def read_table(text: str, name: str, *, is_ours: bool) -> dict[str, Any] | None:
    """The suite's table in a text; None where it has none. Raises ConfigError where it is not TOML."""
    try:
        data = loads(text)
    except (TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{name}: {error}") from error
    if is_ours:
        return data
    tool = data.get("tool")
    table = tool.get("vibe-audit") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{name}: tool.vibe-audit: a table is wanted")
    return table


def parse_config(text: str, file: Path) -> Config:
    """The configuration that the content of a file spells out, as if it lay at `file`. Raises ConfigError."""
    is_ours = file.name != "pyproject.toml"
    table = read_table(text, str(file), is_ours=is_ours) or {}
    layers: list[Layer] = []
    lookup = Lookup(Disk())
    lookup._collect(table, Source(str(file), text, () if is_ours else TABLE), file, (), layers)
    return combine(layers, file.parent.absolute(), file, lookup.tree)


def _located(word: str, file: Path, place: Place) -> tuple[Path, str]:
    """The file that an `extends` names, and what it is called in reports. Nothing is imported for it."""
    resource = _RESOURCE.fullmatch(word)
    if resource is None or len(resource["package"]) == 1:  # C:/shared/vibe-audit.toml
        base = Path(os.path.normpath(file.parent / word))
        return base, _shown(base)
    top, *inner = resource["package"].split(".")
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        spec = None
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    for folder in folders:
        base = Path(folder, *inner, resource["path"])
        if base.is_file():
            return base, word
    missing = "it has no such file" if folders else "it is not installed beside vibe-audit"
    raise place.error(f"'{word}': package {top}: {missing}", word)


def _shown(file: Path) -> str:
    """A path as people would write it: from the working directory where it lies below."""
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


# -- the one that is in use -------------------------------------------------------------------------------------------

_current = Lookup(Disk())


def config_for(folder: Path) -> Config:
    """The configuration that decides about the files in `folder`, which is a whole path. Raises ConfigError."""
    return _current.config_for(folder)


def use(lookup: Lookup) -> Lookup:
    """Take all configuration from another state of the files from now on; what was in use until now."""
    global _current
    before, _current = _current, lookup
    return before


def in_use() -> Lookup:
    """The lookup that all configuration is taken from."""
    return _current


def forget() -> None:
    """Read everything anew when it is next asked for."""
    use(Lookup(Disk()))


def has_changed() -> bool:
    """Whether a file that the configuration was read from has changed, come or gone."""
    return isinstance(_current.tree, Disk) and _current.tree.has_changed()
