"""A repository decides nothing that is run: each trick would leave a mark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = '[tool.vibe-audit]\nselect = ["VBE110"]\n'
OLD = "import requests\n\nrequests.get('https://example.org/one')\n"
NEW = OLD + "requests.get('https://example.org/two')\n"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "mark"


@pytest.fixture
def program(tmp_path: Path, mark: Path) -> Path:
    """What a repository would like to be run. It does what a filter has to, so that git goes on."""
    file = tmp_path / "program.sh"
    file.write_text(f"#!/bin/sh\necho run >> {mark}\ncat\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    top = tmp_path / "top"
    top.mkdir()
    (top / "pyproject.toml").write_text(CONFIG)
    (top / "app.py").write_text(OLD)
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-qm", "before")
    return top


def check(top: Path, **variables: str) -> tuple[list[tuple[str, int]], str]:
    command = [sys.executable, "-m", "vibe_audit", "check", "--diff-base", "HEAD", "--format=json", "--exit-zero"]
    done = subprocess.run(command, cwd=top, capture_output=True, text=True, timeout=60, env={**os.environ, **variables}, check=False)
    found = json.loads(done.stdout)["findings"] if done.stdout else []
    return [(finding["path"], finding["line"]) for finding in found], done.stderr


SETTINGS = {
    "monitor": {"core.fsmonitor": "PROGRAM"},
    "external diff": {"diff.external": "PROGRAM"},
    "text of a diff driver": {"diff.mine.textconv": "PROGRAM", "diff.mine.command": "PROGRAM"},
    "clean filter": {"filter.mine.clean": "PROGRAM", "filter.mine.smudge": "PROGRAM", "filter.mine.required": "true"},
    "process filter": {"filter.mine.process": "PROGRAM", "filter.mine.required": "true"},
    "pager": {"core.pager": "PROGRAM", "pager.diff": "PROGRAM", "pager.ls-files": "PROGRAM"},
    "credentials": {"credential.helper": "PROGRAM", "core.askPass": "PROGRAM"},
    "alternates": {"core.alternateRefsCommand": "PROGRAM"},
    "alias": {"alias.diff": "!PROGRAM", "alias.ls-files": "!PROGRAM"},
}


@pytest.mark.parametrize("trick", SETTINGS)
def test_no_setting_of_the_repository_is_run(trick: str, repository: Path, program: Path, mark: Path) -> None:
    for key, value in SETTINGS[trick].items():
        git(repository, "config", key, value.replace("PROGRAM", str(program)))
    (repository / ".gitattributes").write_text("*.py diff=mine filter=mine\n")
    (repository / "app.py").write_text(NEW)
    mark.unlink(missing_ok=True)
    assert check(repository)[0] == [("app.py", 4)]
    assert not mark.exists()


def test_no_hook_is_run(repository: Path, program: Path, mark: Path) -> None:
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        (repository / ".git" / "hooks").mkdir(exist_ok=True)
        (repository / ".git" / "hooks" / hook).write_bytes(program.read_bytes())
        (repository / ".git" / "hooks" / hook).chmod(0o755)
    (repository / "app.py").write_text(NEW)
    assert check(repository)[0] == [("app.py", 4)]
    assert not mark.exists()


@pytest.mark.parametrize("variable", ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS"])
def test_no_variable_is_run(variable: str, repository: Path, program: Path, mark: Path) -> None:
    (repository / "app.py").write_text(NEW)
    assert check(repository, **{variable: str(program)})[0] == [("app.py", 4)]
    assert not mark.exists()


def test_a_missing_object_is_not_fetched(repository: Path, program: Path, mark: Path) -> None:
    for key, value in {
        "extensions.partialClone": "origin", "core.repositoryFormatVersion": "1", "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{program}", "protocol.ext.allow": "always", "core.sshCommand": str(program),
    }.items():
        git(repository, "config", key, value)
    digest = git(repository, "rev-parse", "HEAD:app.py").strip()
    (repository / ".git" / "objects" / digest[:2] / digest[2:]).unlink()
    (repository / "app.py").write_text(NEW)
    found, said = check(repository)
    assert found == []
    assert "--diff-base" in said
    assert not mark.exists()


def test_a_repository_of_somebody_else_is_refused(repository: Path) -> None:
    found, said = check(repository, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert found == []
    assert "dubious ownership" in said


def test_ends_of_lines_are_no_change(repository: Path) -> None:
    (repository / "app.py").write_bytes(OLD.replace("\n", "\r\n").encode())
    assert check(repository)[0] == []
    (repository / "app.py").write_bytes(NEW.replace("\n", "\r\n").encode())
    assert check(repository)[0] == [("app.py", 4)]


def test_a_renamed_file_is_compared_with_what_it_was(repository: Path) -> None:
    git(repository, "mv", "app.py", "other.py")
    assert check(repository)[0] == []
    (repository / "other.py").write_text(NEW)
    assert check(repository)[0] == [("other.py", 4)]


@pytest.mark.parametrize("name", ['quo"ted.py', "tab\tbed.py", "ümlaut.py", "new\nline.py"])
def test_names_of_any_kind(name: str, repository: Path) -> None:
    (repository / name).write_text(OLD)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "named oddly")
    (repository / name).write_text(NEW)
    assert check(repository)[0] == [(name, 4)]
