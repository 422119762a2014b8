"""No code crashes a rule: Python's own tests, and the syntax of every version as it arrived.

`VIBE_AUDIT_ODD_INPUT=all` reads all of Python's tests, as `make test-all` does; otherwise a sample is enough.
"""

from __future__ import annotations

import os
import random
import re
import sys
import sysconfig
from pathlib import Path

import pytest

from bench.odd_input import crashes_on
from tests.corpus import ROOT
from vibe_audit import engine
from vibe_audit.config import everything
from vibe_audit.engine import check_bytes
from vibe_audit.module import Module

SYNTAX = sorted((ROOT / "tests" / "data" / "syntax").glob("*.py"))
OWN_TESTS = Path(sysconfig.get_path("stdlib")) / "test"


@pytest.mark.parametrize("file", SYNTAX, ids=lambda file: file.stem)
def test_syntax_of_every_version(file: Path) -> None:
    data = file.read_bytes()
    assert crashes_on(data) == []
    found = check_bytes(data, "app/module.py", everything(Path("/nowhere")).decide("app/module.py")).findings
    version = tuple(int(number) for number in re.findall(r"\d+", file.stem))
    if sys.version_info >= version:
        assert not [finding for finding in found if finding.rule.code == "VBE003"]
        assert [finding.rule.code for finding in found if finding.rule.code == "VBE110"] == ["VBE110"] * data.count(b"requests.get(")
    else:
        assert [finding.rule.code for finding in found] == ["VBE003"]
        assert "newer syntax" in found[0].message


@pytest.mark.skipif(not OWN_TESTS.is_dir(), reason="Python is here without its own tests")
def test_python_s_own_tests() -> None:
    files = sorted(OWN_TESTS.rglob("*.py"))
    if os.environ.get("VIBE_AUDIT_ODD_INPUT") != "all":
        files = random.Random(1).sample(files, min(len(files), 40))
    assert {str(file): crashes for file in files if (crashes := crashes_on(file.read_bytes()))} == {}


def test_a_crash_before_the_rules_is_told_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> Module:
        raise KeyError("str")

    monkeypatch.setattr(engine, "Module", crash)
    [finding] = check_bytes("x = 1\n", "app.py", everything(Path("/nowhere")).decide("app.py")).findings
    assert (finding.rule.code, finding.line) == ("VBE000", 1)
    assert "KeyError: 'str'" in finding.message
