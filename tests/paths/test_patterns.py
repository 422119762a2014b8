"""Patterns of paths are asked without expressions, and answer as the expressions would that they stand for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vibe_audit.paths.patterns import Patterns

PATTERNS = ("tests/", "a.py", "*_old.py", "*.conf.py", "seed*.py", "*mock*.py", "* *.py", "/load_*.py", "/api/load_*.py", "/api/run.py")
PIECES = st.sampled_from(["a", "api", "tests", "load_", "mock", "_old", "seed", "run", ".conf", " ", ".py", ".pyi", "/", "/", "x"])


def expression(pattern: str) -> str:
    """What a pattern means, spelled out."""
    inner = re.escape(pattern.strip("/")).replace(r"\*", "[^/]*")
    if pattern.endswith("/"):
        return f"(?:.*/)?{inner}/.*"
    return inner if pattern.startswith("/") else f"(?:.*/)?{inner}"


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join), st.sampled_from(PATTERNS))
def test_a_pattern_matches_what_its_expression_does(path: str, pattern: str) -> None:
    assert Patterns((pattern,)).match(path) == bool(re.fullmatch(expression(pattern), path))


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join))
def test_several_patterns_match_what_one_of_them_does(path: str) -> None:
    assert Patterns(PATTERNS).match(path) == any(Patterns((pattern,)).match(path) for pattern in PATTERNS)


def test_no_pattern_matches_nothing() -> None:
    assert not Patterns(()).match("app/main.py")


@pytest.mark.parametrize("pattern", ["load_*_all.py", "a*b*.py", "/api/*x*y.py"])
def test_another_shape_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError, match="a star"):
        Patterns((pattern,))
