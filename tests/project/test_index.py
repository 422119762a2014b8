"""The index keeps what was worked out about files until they change, whoever asks, and however many."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from tests.scratch import settle
from vibe_audit.project.cache_folder import VARIABLE, cache_folder
from vibe_audit.project.index import UNUSED, Index


class Counting:
    """An extraction that counts how often it is asked."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, path: str, data: bytes) -> object:
        self.paths.append(path)
        return [path, len(data)]


def test_index_works_out_only_what_has_changed(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
        settle(tmp_path / name)
    extract = Counting()
    assert Index(tmp_path).answers("k", ["a", "b"], extract) == {"a": ["a", 1], "b": ["b", 1]}
    assert Index(tmp_path).answers("k", ["a", "b"], extract) == {"a": ["a", 1], "b": ["b", 1]}
    assert extract.paths == ["a", "b"]
    (tmp_path / "a").write_text("longer")
    assert Index(tmp_path).answers("k", ["a", "b"], extract)["a"] == ["a", 6]
    os.utime(tmp_path / "b")  # touched, not changed: its content is read, and known
    assert Index(tmp_path).answers("k", ["a", "b"], extract)["b"] == ["b", 1]
    (tmp_path / "b").unlink()
    assert Index(tmp_path).answers("k", ["a", "b"], extract) == {"a": ["a", 6]}
    assert extract.paths == ["a", "b", "a"]


def test_index_sees_a_change_within_the_same_tick_of_the_clock(tmp_path: Path) -> None:
    now = time.time_ns()
    extract = Counting()
    for text in ("one", "two"):
        (tmp_path / "a").write_text(text)
        os.utime(tmp_path / "a", ns=(now, now))
        Index(tmp_path).answers("k", ["a"], lambda path, data: extract(path, data) and data.decode())
    assert len(extract.paths) == 2


def test_index_is_kept_in_the_users_cache_and_not_in_the_project(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a.py").write_text("")
    Index(tmp_path).answers("k", ["a.py"], Counting())
    assert [file.name for file in tmp_path.iterdir()] == ["a.py"]
    assert len([*cache.glob("*.sqlite")]) == 1
    assert (cache / ".gitignore").read_text() == "*\n"
    assert (cache / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_platform_says_where_the_cache_is_unless_the_environment_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    assert cache_folder() == user_cache_path("vibe-audit", appauthor=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "kept")
    assert cache_folder() == tmp_path / "kept"


def test_two_projects_have_an_index_each(tmp_path: Path, cache: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text(name)
        assert Index(tmp_path / name).answers("k", ["x"], lambda _, data: data.decode()) == {"x": name}
    assert len([*cache.glob("*.sqlite")]) == 2


def test_folder_that_is_there_already_is_not_made_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "own").mkdir()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    Index(tmp_path).answers("k", ["a"], Counting())
    assert [file.suffix for file in (tmp_path / "own").iterdir()] == [".sqlite"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")
def test_folder_of_another_user_is_not_used(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a")
    cache.mkdir()
    owner = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: owner)
    assert Index(tmp_path).answers("k", ["a"], Counting()) == {"a": ["a", 1]}
    assert [*cache.iterdir()] == []


def test_cache_that_came_with_the_repository_is_neither_believed_nor_touched(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a").write_text("a")
    settle(tmp_path / "a")
    Index(tmp_path).answers("k", ["a"], Counting())
    [file] = cache.glob("*.sqlite")
    brought = tmp_path / ".vibe_audit_cache"
    brought.mkdir()
    with sqlite3.connect(file) as database:
        database.execute("UPDATE answers SET answer = '\"lie\"'")
    file.rename(brought / file.name)
    (brought / f"{file.name}-journal").write_bytes(b"a journal that names another file")
    before = {entry.name: entry.read_bytes() for entry in brought.iterdir()}
    assert Index(tmp_path).answers("k", ["a"], Counting()) == {"a": ["a", 1]}
    assert {entry.name: entry.read_bytes() for entry in brought.iterdir()} == before


def test_only_old_files_of_our_own_naming_are_removed(tmp_path: Path, cache: Path) -> None:
    cache.mkdir()
    ours = f"{'0' * 32}-0.0.9-1700000000-py3.9.sqlite"
    for name in (ours, f"{ours}.bak", "accounts.sqlite", f"{'1' * 32}-0.0.9-1700000000-py3.9.sqlite"):
        (cache / name).write_text("")
        if not name.startswith("1"):
            os.utime(cache / name, (time.time() - 2 * UNUSED,) * 2)
    (tmp_path / "a").write_text("a")
    Index(tmp_path).answers("k", ["a"], Counting())
    assert {file.name for file in cache.iterdir()} > {f"{ours}.bak", "accounts.sqlite", f"{'1' * 32}-0.0.9-1700000000-py3.9.sqlite"}
    assert not (cache / ours).exists()


@pytest.mark.parametrize("lie", ["no json", '{"a": 1', "[" * 100_000, '"' + "a", "\\x00"])
def test_answer_that_cannot_be_read_is_worked_out_anew(lie: str, tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a").write_text("a")
    settle(tmp_path / "a")
    Index(tmp_path).answers("k", ["a"], Counting())
    with sqlite3.connect(next(cache.glob("*.sqlite"))) as database:
        database.execute("UPDATE answers SET answer = ?", (lie,))
    assert Index(tmp_path).answers("k", ["a"], Counting()) == {"a": ["a", 1]}


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b"no database" * 500), lambda file: file.write_bytes(b"")])
def test_damaged_index_is_made_anew(spoil: Callable[[Path], object], tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a").write_text("a")
    extract = Counting()
    Index(tmp_path).answers("k", ["a"], extract)
    [file] = cache.glob("*.sqlite")
    spoil(file)
    for _ in range(2):
        assert Index(tmp_path).answers("k", ["a"], extract) == {"a": ["a", 1]}
    settle(tmp_path / "a")
    Index(tmp_path).answers("k", ["a"], extract)
    asked = len(extract.paths)
    assert Index(tmp_path).answers("k", ["a"], extract) == {"a": ["a", 1]}
    assert len(extract.paths) == asked


def test_without_a_place_to_keep_it_everything_is_worked_out(tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where the folder would be")
    (tmp_path / "a").write_text("a")
    assert Index(tmp_path).answers("k", ["a"], Counting()) == {"a": ["a", 1]}


def _ask(root: Path, log: Path) -> None:
    def extract(path: str, data: bytes) -> object:
        with log.open("a") as stream:
            stream.write(f"{path}\n")
        time.sleep(0.01)
        return data.decode()

    answers = Index(root).answers("k", [f"f{number}" for number in range(30)], extract)
    assert answers == {f"f{number}": str(number) for number in range(30)}


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_share_one_index_and_work_nothing_out_twice(method: str, tmp_path: Path) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    root = tmp_path / "project"
    root.mkdir()
    for number in range(30):
        (root / f"f{number}").write_text(str(number))
        settle(root / f"f{number}")
    context = multiprocessing.get_context(method)
    workers = [context.Process(target=_ask, args=(root, tmp_path / "log")) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    assert sorted((tmp_path / "log").read_text().splitlines()) == sorted(f"f{number}" for number in range(30))


def test_process_that_is_killed_leaves_an_index_that_others_can_use(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    program = (
        "import os, sys, pathlib\nfrom vibe_audit.project.index import Index\n"
        "Index(pathlib.Path(sys.argv[1])).answers('k', ['a'], lambda path, data: os.kill(os.getpid(), 9))\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == -9
    started = time.monotonic()
    assert Index(tmp_path).answers("k", ["a"], Counting()) == {"a": ["a", 1]}
    assert time.monotonic() - started < 30, "a dead process holds no lock"
