"""The index keeps what was worked out about files until they change, whoever asks, and however many."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scratch import settle
from vibe_audit.project import Project
from vibe_audit.project.index import FOLDER, Index


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


def test_folder_of_the_index_is_ignored_by_git_and_not_checked(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("")
    Index(tmp_path).answers("k", ["a.py"], Counting())
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"
    assert (tmp_path / FOLDER / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert [*Project(tmp_path)._files(".sqlite")] == []


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b"no database" * 500), lambda file: file.write_bytes(b"")])
def test_damaged_index_is_made_anew(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    extract = Counting()
    Index(tmp_path).answers("k", ["a"], extract)
    [file] = (tmp_path / FOLDER).glob("*.sqlite")
    spoil(file)
    for _ in range(2):
        assert Index(tmp_path).answers("k", ["a"], extract) == {"a": ["a", 1]}
    settle(tmp_path / "a")
    Index(tmp_path).answers("k", ["a"], extract)
    asked = len(extract.paths)
    assert Index(tmp_path).answers("k", ["a"], extract) == {"a": ["a", 1]}
    assert len(extract.paths) == asked


def test_without_a_place_to_keep_it_everything_is_worked_out(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder would be")
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
