"""A cache folder that leads elsewhere, or came with the repository: nothing is written, deleted or believed there."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from vibe_audit.project import Project
from vibe_audit.project import index as indexing
from vibe_audit.project.index import FOLDER, UNUSED

MODULE = "from fastapi import FastAPI\n\napp = FastAPI()\n"


def project(root: Path) -> Path:
    root.mkdir(exist_ok=True)
    (root / "app.py").write_text(MODULE)
    return root


def age(file: Path) -> None:
    old = time.time() - 2 * UNUSED
    os.utime(file, (old, old))


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def frameworks(root: Path) -> dict[str, str]:
    indexing._is_ours.cache_clear()
    return {path: facts.framework for path, facts in Project(root).modules.items()}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "accounts.sqlite").write_text("precious")
    age(outside / "accounts.sqlite")
    root = project(tmp_path / "project")
    (root / FOLDER).symlink_to(outside)
    assert frameworks(root) == {"app.py": "fastapi"}
    assert [file.name for file in outside.iterdir()] == ["accounts.sqlite"]


@pytest.mark.parametrize("suffix", ["", "-journal"])
def test_a_database_that_is_a_link_is_not_written(suffix: str, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / FOLDER).mkdir()
    (tmp_path / "precious").write_text("precious")
    (root / FOLDER / f"{indexing._maker()}.sqlite{suffix}").symlink_to(tmp_path / "precious")
    assert frameworks(root) == {"app.py": "fastapi"}
    assert (tmp_path / "precious").read_text() == "precious"


def test_only_old_files_of_our_own_naming_are_removed(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / FOLDER).mkdir()
    names = {"accounts.sqlite": True, "0.0.9-1700000000-py3.9.sqlite": False, "0.1.0-1-py3.11.sqlite.bak": True, "notes.txt": True}
    for name in names:
        (root / FOLDER / name).write_text("")
        age(root / FOLDER / name)
    frameworks(root)
    assert {name: (root / FOLDER / name).exists() for name in names} == names


@pytest.mark.parametrize("version", [2, 4])
def test_a_cache_that_git_tracks_is_not_believed(version: int, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    frameworks(root)
    [file] = (root / FOLDER).glob("*.sqlite")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE answers SET answer = replace(answer, 'fastapi', 'flask')")
    os.utime(root / "app.py", (time.time() - 60, time.time() - 60))
    git(root, "init", "-q")
    git(root, "config", "index.version", str(version))
    (root / ".vibe").write_text("a path that begins alike")
    git(root, "add", "--force", ".")
    git(root, "commit", "-qm", "all of it")
    git(root, "update-index", "--index-version", str(version))
    before = file.read_bytes()
    assert frameworks(root) == {"app.py": "fastapi"}
    assert file.read_bytes() == before


def test_a_cache_beside_tracked_files_is_used(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    git(root, "init", "-q")
    git(root, "add", ".")
    frameworks(root)
    assert [*(root / FOLDER).glob("*.sqlite")]


@pytest.mark.parametrize(
    "answer", ["no JSON", "[]", "{}", "null", "1", '["x", "many", [], [], true]', '["x", 1, [1], [], true]', '["x", 1, [], {}, 0]']
)
def test_an_answer_of_another_shape_is_worked_out_anew(answer: str, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    old = time.time() - 60
    os.utime(root / "app.py", (old, old))
    frameworks(root)
    [file] = (root / FOLDER).glob("*.sqlite")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE answers SET answer = ?", (answer,))
    assert frameworks(root) == {"app.py": "fastapi"}
