"""The hooks that other projects use, in a repository of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import ROOT

pytestmark = pytest.mark.xdist_group("packaging")

IDENTITY = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]


def run(*command: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PRE_COMMIT_HOME": str(home)}
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """The working tree of this project as a repository at one commit, which is what pre-commit installs from."""
    tree = tmp_path / "ours"
    tree.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes((ROOT / name).read_bytes())
    for command in (["init", "-q"], ["add", "-A"], [*IDENTITY, "commit", "-q", "-m", "now"]):
        subprocess.run(["git", *command], cwd=tree, check=True)
    return tree


@pytest.mark.parametrize("hook", ["vibe-audit", "vibe-audit-flake8"])
def test_hook_blocks_a_commit_with_a_finding(hook: str, ours: Path, tmp_path: Path) -> None:
    scratch, home = tmp_path / "scratch", tmp_path / "cache"
    scratch.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=scratch, check=True)
    (scratch / "slow.py").write_text("import requests\n\nrequests.get('u')\n")
    subprocess.run(["git", "add", "."], cwd=scratch, check=True)
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ours), hook, "--verbose", "--files", "slow.py"]
    blocked = run(*command, cwd=scratch, home=home)
    assert blocked.returncode == 1, blocked.stdout + blocked.stderr
    assert "VBE110" in blocked.stdout

    (scratch / "slow.py").write_text("import requests\n\nrequests.get('u', timeout=3)\n")
    passed = run(*command, cwd=scratch, home=home)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_hook_blocks_a_real_commit(ours: Path, tmp_path: Path) -> None:
    scratch, home = tmp_path / "scratch", tmp_path / "cache"
    scratch.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=scratch, check=True)
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ours, capture_output=True, text=True, check=True).stdout.strip()
    (scratch / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {ours}\n    rev: {revision}\n    hooks:\n      - id: vibe-audit\n"
    )
    (scratch / "slow.py").write_text("import requests\n\nrequests.get('u')\n")
    assert run(sys.executable, "-m", "pre_commit", "install", cwd=scratch, home=home).returncode == 0
    run("git", "add", ".", cwd=scratch, home=home)
    blocked = run("git", *IDENTITY, "commit", "-m", "slow", cwd=scratch, home=home)
    assert blocked.returncode != 0
    assert "VBE110" in blocked.stdout + blocked.stderr
    assert run("git", "rev-parse", "--verify", "HEAD", cwd=scratch, home=home).returncode != 0
