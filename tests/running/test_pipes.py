"""A pipe or a device where a text is expected: nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files")

PROJECT = {
    "pyproject.toml": "[project]\nname = 'own'\n\n[tool.vibe-audit]\nselect = ['ALL', 'VBE154']\nextends = ['base.toml']\n\n"
    "[[tool.vibe-audit.teams]]\nname = 'one'\nowners = ['@one']\n",
    "base.toml": "profile = 'production'\n",
    "app.py": "import requests\n\nrequests.get('https://example.org')\n",
    "CODEOWNERS": "* @one\n",
    ".gitignore": "build/\n",
    "requirements.txt": "requests\n",
    "vibe-audit-baseline.json": '{"version": 1, "findings": {}}',
    "other.py": "",
}
CHECKERS = {
    "vibe-audit": ("-m", "vibe_audit", "check", "."),
    "flake8": ("-m", "flake8", "--select=VBE", "app.py"),
    "pylint": ("-m", "pylint", "--load-plugins=pylint_vibe", "--disable=all", "--enable=VBE110", "app.py"),
}


def run(folder: Path, checker: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *CHECKERS[checker]], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_git_is_not_held_up(tmp_path: Path) -> None:
    for file in ("app.py", "pyproject.toml", "base.toml", "CODEOWNERS"):
        (tmp_path / file).write_text(PROJECT[file])
    who = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        subprocess.run([*who, *arguments], cwd=tmp_path, check=True)
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / "new.py").write_text(PROJECT["app.py"])
    command = [sys.executable, "-m", "vibe_audit", "check", "--diff-base", "HEAD", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert "new.py:3:1: warning VBE110" in done.stdout
    assert "app.py:" not in done.stdout


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("how", ["pipe", "link to a pipe", "link to a device"])
@pytest.mark.parametrize("name", [".gitignore", "requirements.txt", "CODEOWNERS", "base.toml", "vibe-audit-baseline.json", "other.py"])
def test_nobody_waits(name: str, how: str, checker: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    for file, text in PROJECT.items():
        if file != name:
            (folder / file).write_text(text)
    if how == "pipe":
        os.mkfifo(folder / name)
    elif how == "link to a pipe":
        os.mkfifo(tmp_path / "pipe")
        (folder / name).symlink_to(tmp_path / "pipe")
    else:
        (folder / name).symlink_to("/dev/zero")
    done = run(folder, checker)
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    if name in ("CODEOWNERS", "base.toml", "vibe-audit-baseline.json"):
        assert name in said
    else:
        assert "VBE110" in said
    if name == "other.py" and checker == "vibe-audit":
        assert "other.py:1:1: error VBE003 unparsable-file" in said
