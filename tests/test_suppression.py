"""The one comment: whichever tool's dialect it is written in, every checker obeys it, and nothing more than it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.checkers import Answer, run_all, switch_all_on
from vibe_audit import check_source
from vibe_audit.config import everything

HEAD = "import requests\n\n"

# Each case: the comment, and whether it silences VBE110 on its line.
SILENCING = {
    "noqa": "# noqa: VBE110",
    "noqa_lower_case": "# noqa: vbe110",
    "noqa_among_others": "# noqa: S113, VBE110, E501",
    "noqa_separated_by_spaces": "# noqa: S113 VBE110",
    "noqa_with_reason": "# noqa: VBE110 -- the gateway limits it",
    "noqa_behind_a_remark": "# slow peer  # noqa: VBE110",
    "pylint": "# pylint: disable=VBE110",
    "pylint_by_name": "# pylint: disable=request-without-timeout",
    "pylint_among_others": "# pylint: disable=line-too-long,VBE110",
    "pylint_with_reason": "# pylint: disable=VBE110  # the gateway limits it",
    "nosemgrep": "# nosemgrep: VBE110",
    "nosemgrep_by_name": "# nosemgrep: request-without-timeout",
    "nosemgrep_with_path": "# nosemgrep: semgrep-rules.reliability.VBE110",
    "nosemgrep_among_others": "# nosemgrep: other-rule, VBE110",
    "nosem": "# nosem: VBE110",
    "vibe": "# vibe: ignore[VBE110]",
    "vibe_by_name": "# vibe: ignore[request-without-timeout]",
    "vibe_with_reason": "# vibe: ignore[VBE110] -- the gateway limits it",
    "vibe_among_others": "# vibe: ignore[VBE999, VBE110]",
    "two_dialects": "# noqa: S113 # vibe: ignore[VBE110] -- the gateway limits it",
}
SPEAKING = {
    "other_code": "# noqa: VBE111",
    "longer_code": "# noqa: VBE1101",
    "other_tool": "# noqa: S113",
    "name_in_noqa": "# type: ignore  # request-without-timeout",
    "mention": "# VBE110 is right here",
    "longer_name": "# vibe: ignore[my-request-without-timeout-x]",
    "prefix_in_brackets": "# vibe: ignore[VBE1]",
    "code_in_the_reason": "# vibe: ignore[VBE400] -- not VBE110",
}

INNER_LINES = HEAD + """\
requests.post(
    "u",  # noqa: VBE110
    data={},  # vibe: ignore[VBE110]
)  # nosemgrep: VBE110
requests.post(  # vibe: ignore[VBE110] -- on the first line
    "u",
    requests.get("v"),
)
"""

NESTED_HANDLER = """\
import logging

log = logging.getLogger(__name__)


def outer(read):
    try:
        read()
    except Exception:
        try:
            read()
        except Exception as error:  # vibe: ignore[VBE403] -- the inner one only
            log.error("inner %s", error)
        log.error("outer")
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    project = tmp_path_factory.mktemp("suppression") / "project"
    switch_all_on(project)
    (project / "app").mkdir()
    paths = {**SILENCING, **SPEAKING}
    for name, comment in paths.items():
        (project / "app" / f"{name}.py").write_text(f'{HEAD}requests.get("u")  {comment}\n')
    (project / "app" / "inner_lines.py").write_text(INNER_LINES)
    return run_all(project, [f"app/{name}.py" for name in [*paths, "inner_lines"]])


def lines(answer: Answer, name: str) -> list[int]:
    return sorted(r.line for r in answer.reported if r.path == f"app/{name}.py" and r.code == "VBE110")


@pytest.mark.parametrize("checker", ["flake8", "pylint", "semgrep", "vibe-audit"])
@pytest.mark.parametrize("name", SILENCING)
def test_comment_silences_the_finding_on_its_line(name: str, checker: str, answers: dict[str, Answer]) -> None:
    assert lines(answers[checker], name) == []


@pytest.mark.parametrize("checker", ["flake8", "pylint", "semgrep", "vibe-audit"])
@pytest.mark.parametrize("name", SPEAKING)
def test_comment_that_does_not_name_the_rule_silences_nothing(name: str, checker: str, answers: dict[str, Answer]) -> None:
    assert lines(answers[checker], name) == [3]


@pytest.mark.parametrize("checker", ["flake8", "pylint", "semgrep", "vibe-audit"])
def test_comment_counts_on_the_first_line_only(checker: str, answers: dict[str, Answer]) -> None:
    assert lines(answers[checker], "inner_lines") == [3, 9]


def found(source: str, tmp_path: Path) -> list[tuple[str, int]]:
    return [(finding.rule.code, finding.line) for finding in check_source(source, tmp_path / "app.py", config=everything(tmp_path))]


def test_comment_on_a_nested_handler_silences_nothing_else(tmp_path: Path) -> None:
    codes = found(NESTED_HANDLER, tmp_path)
    bare = found(NESTED_HANDLER.replace("# vibe: ignore[VBE403] -- the inner one only", ""), tmp_path)
    assert ("VBE403", 12) in bare or ("VBE403", 13) in bare
    assert set(bare) - set(codes) <= {("VBE403", 12), ("VBE403", 13)}


def test_stale_suppression_is_reported(tmp_path: Path) -> None:
    source = HEAD + 'requests.get("u", timeout=5)  # vibe: ignore[VBE110] -- no longer\n'
    assert found(source, tmp_path) == [("VBE001", 3)]


def test_suppression_of_a_rule_that_did_not_run_is_not_stale(tmp_path: Path) -> None:
    source = 'print("x")  # vibe: ignore[VBE550] -- a rule for tests\n'
    assert ("VBE001", 1) not in found(source, tmp_path)


def test_suppression_without_reason_is_reported(tmp_path: Path) -> None:
    for comment in ("# noqa: VBE110", "# pylint: disable=VBE110", "# nosemgrep: VBE110", "# vibe: ignore[VBE110]"):
        assert found(f'{HEAD}requests.get("u")  {comment}\n', tmp_path) == [("VBE002", 3)]


def test_suppression_with_reason_is_not(tmp_path: Path) -> None:
    for comment in (
        "# noqa: VBE110 -- why",
        "# pylint: disable=VBE110 # why",
        "# pylint: disable=VBE110 ; why",
        "# nosemgrep: VBE110 -- why",
        "# vibe: ignore[VBE110] -- why",
    ):
        assert found(f'{HEAD}requests.get("u")  {comment}\n', tmp_path) == []


def test_suppression_inside_a_string_is_none(tmp_path: Path) -> None:
    assert found(f'{HEAD}requests.get("u # noqa: VBE110")\n', tmp_path) == [("VBE110", 3)]
