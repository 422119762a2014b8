"""An import leads where Python's own finder leads: what goes by one name in one folder, in whatever company."""

from __future__ import annotations

import importlib.machinery
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scratch import write
from vibe_audit import check_source
from vibe_audit.config import Config
from vibe_audit.project.layout import Layout
from vibe_audit.project.paths import step

EXTENSION = importlib.machinery.EXTENSION_SUFFIXES[0]
ENTRIES = (
    "store.py", "store.pyc", f"store{EXTENSION}", "store.pyi",
    "store/__init__.py", f"store/__init__{EXTENSION}", "store/__init__.pyi", "store/inner.py",
)


def kind_for_python(folder: Path) -> str:
    """What Python finds by the name: nothing of it is run."""
    found = importlib.machinery.PathFinder.find_spec("store", [str(folder)])
    if found is None:
        return "nothing"
    if found.origin is None:
        return "namespace"
    return "package" if found.submodule_search_locations is not None else "module"


def kind_for_us(folder: Path) -> str:
    found = step(str(folder), "store", Layout(str(folder)))
    if found is None:
        return "nothing"
    if found.folder is None:
        return "module"
    return "package" if Layout(str(folder)).listing(found.folder).runs("__init__") else "namespace"


@settings(max_examples=200, deadline=None)
@given(st.sets(st.sampled_from(ENTRIES), min_size=1))
def test_one_name_in_one_folder(entries: set[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for entry in entries:
            (folder / entry).parent.mkdir(exist_ok=True)
            (folder / entry).write_text("")
        theirs, ours = kind_for_python(folder), kind_for_us(folder)
    # a stub says that there is a module, though none that runs; a folder of nothing else is no package of ours
    is_only_told = theirs == "nothing" or (theirs == "namespace" and "store/inner.py" not in entries)
    assert ours == theirs or (is_only_told and any(entry.endswith(".pyi") for entry in entries))


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ({"store.py": "def load(): ...\n", "store/schema.sql": "", "store/dump.py": ""}, set()),
        ({"store.py": "def save(): ...\n", "store/dump.py": "def load(): ...\n"}, {"VBE153"}),
        ({"store.py": "def load(): ...\n", "store/__init__.py": ""}, {"VBE153"}),
        ({"store.py": "", "store/__init__.py": "def load(): ...\n"}, set()),
        ({"store.py": "", "store.cpython-311-darwin.so": ""}, set()),
        ({"store.py": "", "store.abi3.so": ""}, set()),
        ({"store.py": "", "store.pyi": "def load() -> int: ...\n"}, set()),
        ({"store/__init__.pyi": "def load() -> int: ...\n", "store/fast.py": ""}, set()),
        ({"store.pyc": ""}, set()),
        ({"store.py": "", "store.pyc": ""}, {"VBE153"}),
        ({"store.py": "", "store.pyx": "def load(): ...\n"}, set()),
        ({"store.pyi": "def load() -> int: ...\n", "store/dump.py": ""}, set()),
        ({"store.pyi": "def save() -> int: ...\n", "store/dump.py": ""}, {"VBE153"}),
        ({"store.py": "", "store/__init__.pyi": "def load() -> int: ...\n"}, set()),
        ({"store.py": "", "store.pyi": "def save() -> int: ...\n"}, {"VBE153"}),
        ({"store.py": "", "store.test.py": "def load(): ...\n"}, {"VBE153"}),
        ({"store.test.py": "def load(): ...\n"}, set()),
        ({"a/store/x.py": "", "b/store.py": "def load(): ...\n"}, set()),
    ],
)
def test_names_are_looked_for_in_what_python_finds(files: dict[str, str], missing: set[str], tmp_path: Path) -> None:
    write(tmp_path, files)
    config = Config(tmp_path).narrowed(select=["VBE153"])
    found = check_source("from store import load\n", tmp_path / "main.py", config=config)
    assert {finding.rule.code for finding in found} == missing


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ({"store.py": "", "store/api.py": ""}, {"VBE153"}),
        ({"store.py": "", "store/other.py": ""}, set()),
        ({"store.py": "__path__ = ['store']\n", "store/api.py": ""}, set()),
        ({"store.py": "", "store/__init__.py": "", "store/api.py": ""}, set()),
        ({"store.abi3.so": "", "store/api.py": ""}, set()),
        ({"store/api.py": ""}, set()),
    ],
)
def test_module_hides_the_folder_of_its_name(files: dict[str, str], missing: set[str], tmp_path: Path) -> None:
    write(tmp_path, files)
    config = Config(tmp_path).narrowed(select=["VBE153"])
    found = check_source("import store.api\n", tmp_path / "main.py", config=config)
    assert {finding.rule.code for finding in found} == missing
