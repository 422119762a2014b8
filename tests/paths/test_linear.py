"""Patterns of a repository are matched as pathspec and codeowners match them, and in linear time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from codeowners import path_to_regex
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from vibe_audit import check_paths
from vibe_audit.paths.gitignore import spec_from
from vibe_audit.paths.linear import Linear, linear

SEGMENTS = st.one_of(
    st.sampled_from(["**", "*", "a", "b", "*a", "a*", "*a*", "a*b", "?", "a?", "[ab]", "[!a]", "[^a]b", "*.py", ".*", "\\*", "\\a", "é*"]),
    st.text("ab*?.", min_size=1, max_size=5),
)
PATTERNS = st.builds(
    lambda start, segments, end: start + "/".join(segments) + end,
    st.sampled_from(["", "/", "**/"]), st.lists(SEGMENTS, min_size=1, max_size=5), st.sampled_from(["", "/", "/**", "/*"]),
)  # fmt: skip
PATHS = st.builds("/".join, st.lists(st.text("abé.*py", min_size=1, max_size=4), min_size=1, max_size=6))


@settings(max_examples=1500, deadline=None)
@given(PATTERNS, PATHS)
def test_as_pathspec(pattern: str, path: str) -> None:
    try:
        theirs = GitIgnoreSpecPattern(pattern)
    except ValueError:
        return
    if theirs.regex is None:
        return
    expected = theirs.regex.search(path)
    found = Linear(theirs.regex.pattern).search(path)
    assert (found is None) == (expected is None), theirs.regex.pattern
    if found is not None and expected is not None:
        assert bool(found.groupdict().get("ps_d")) == bool(expected.groupdict().get("ps_d")), theirs.regex.pattern


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(str.__add__, st.sampled_from(["", "!"]), PATTERNS), min_size=1, max_size=6), PATHS)
def test_files_of_many_lines_as_pathspec(lines: list[str], path: str) -> None:
    try:
        theirs = GitIgnoreSpec.from_lines(lines, backend="simple")
    except ValueError:
        return
    assert spec_from(lines).check_file(path).include == theirs.check_file(path).include


@settings(max_examples=800, deadline=None)
@given(PATTERNS, PATHS)
def test_as_codeowners(pattern: str, path: str) -> None:
    try:
        theirs = path_to_regex(pattern)
    except (ValueError, re.error):
        return
    assert (Linear(theirs.pattern).search(path) is None) == (theirs.search(path) is None), theirs.pattern


@pytest.mark.parametrize(
    "pattern", ["*a" * 30 + "b.py", "**/a/" * 20 + "b", "?*" * 30 + "b", "*a*/" * 20 + "b.py", "[ab]*" * 30 + "x", "/**/*a*" * 10 + "x"]
)
@pytest.mark.parametrize("path", ["a" * 4000 + ".py", "a/" * 2000 + "c.py", ("a" * 200 + "/") * 20 + "c.py"])
def test_nothing_takes_for_ever(pattern: str, path: str) -> None:
    # the test is that it comes to an end: by trying, it would not in this life
    assert spec_from([pattern]).match_file(path) in (True, False)
    assert linear(path_to_regex(pattern)).search(path) is None or "**" in pattern


def test_a_set_that_re_does_not_take_is_no_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="bad character range"):
        spec_from(["[z-a]"])
    (tmp_path / ".gitignore").write_text("[z-a]\nbuild/\n")
    (tmp_path / "vibe-audit.toml").write_text("")
    (tmp_path / "build").mkdir()
    for name in ("app.py", "build/app.py"):
        (tmp_path / name).write_text("import requests\n\nrequests.get('https://example.org')\n")
    monkeypatch.chdir(tmp_path)
    assert [finding.path for finding in check_paths(["."], select=["VBE110"])] == ["app.py"]
