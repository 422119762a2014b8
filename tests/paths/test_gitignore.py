"""A pattern of .gitignore means what it means to git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from vibe_audit.paths.gitignore import spec_from

NAMES = ("a.py", "A.py", "1.py", "_.py", "a1.py", "x y.py", "f.py", "g.py", "lib/b.py")


@pytest.mark.parametrize(
    "pattern",
    [
        "[[:alpha:]].py", "[[:digit:]].py", "[[:alnum:]_].py", "[![:upper:]].py", "[[:alpha:]][[:digit:]].py", "x[[:space:]]y.py",
        "[[:xdigit:]].py", "[[:lower:]]*/[a-c].py", "*.py", "[a-f].py",
    ],
)
def test_classes_of_letters(pattern: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text(f"{pattern}\n")
    told = subprocess.run(["git", "check-ignore", *NAMES], cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    ignored = {line.strip('"') for line in told.splitlines()}
    assert {name for name in NAMES if spec_from([pattern]).match_file(name)} == ignored
