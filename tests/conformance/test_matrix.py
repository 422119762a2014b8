"""One configuration with three teams, and every checker held to it: the same lines, and of each line the same severity."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import pytest

from bench.checkers import BIN, Reported, environ, run_command, run_flake8, run_semgrep
from tests.consoles import lay_out
from tests.corpus import SHARED, read_corpora
from vibe_audit.config import config_for, forget

pytestmark = pytest.mark.xdist_group("matrix")

AREAS = ("services/payments", "labs", "libs", "services/catalog")
TEAMS = ("payments", "research", "platform")
MORE = """
[[tool.vibe-audit.per-file]]
paths = ["libs/app/core/"]
severity = { insecure-default-secret = "warning" }

[[tool.vibe-audit.per-file]]
paths = ["labs/app/error_detail_leak.py", "services/catalog/app/error_detail_leak.py"]
severity = { security = "off" }

[[tool.vibe-audit.per-file]]
paths = ["**/query_in_loop.py"]                    # for platform, that is below its min-severity
severity = { query-in-loop = "info" }

[[tool.vibe-audit.per-file]]
paths = ["libs/app/admitted_shortcut.py"]          # off in the project, on in this file
severity = { admitted-shortcut = "warning" }

[[tool.vibe-audit.per-file]]
paths = ["labs/app/blocking_db_call_in_async.py"]
role = "script"
"""
LEVELS = {"error": "error", "warning": "warning", "note": "info"}
LETTERS = {"error": "error", "warning": "warning", "refactor": "info"}

Line = tuple[str, int, str]
Seen = tuple[str, int, str, str]
"""Path, line, code and severity."""


class Matrix:
    """The monorepo of the guide with every shared corpus in each of its places, and what the command says about it."""

    def __init__(self, folder: Path) -> None:
        self.root = lay_out("monorepo", folder)
        (self.root / ".semgrepignore").write_text("# nothing: semgrep's own list leaves out tests/\n")
        with (self.root / ".github" / "CODEOWNERS").open("a") as owners:
            owners.write("/services/payments/app/naive_datetime.py  @acme/everyone\n/services/shared/app/*  @acme/payments\n")
        file = self.root / "pyproject.toml"
        file.write_text(file.read_text("utf-8").replace("\n", '\nexclude = ["services/gone/"]\n', 1) + MORE)
        corpora = read_corpora(SHARED)
        for area in AREAS:
            for corpus in corpora:
                corpus.lay_out(self.root / area)
        (self.root / "libs" / "inner").mkdir()
        (self.root / "libs" / "inner" / "vibe-audit.toml").write_text('profile = "prototype"\nmin-severity = "error"\n')
        for area in ("libs/inner", "services/gone", "services/shared", "services/shared/app/inner"):
            corpora[0].lay_out(self.root / area)
        self.paths = sorted(found.relative_to(self.root).as_posix() for found in self.root.rglob("*.py"))

    @cached_property
    def expected(self) -> set[Seen]:
        return seen(run_command(self.root, self.paths).reported)

    @cached_property
    def lines(self) -> set[Line]:
        return {found[:3] for found in self.expected}

    def team_of(self, path: str) -> str:
        return config_for(self.root).team_of(path)

    def severities(self, code: str, area: str) -> set[str]:
        return {severity for path, _, found, severity in self.expected if found == code and path.startswith(f"{area}/")}

    def ask(self, *command: str) -> str:
        command = (str(BIN / command[0]), *command[1:])
        done = subprocess.run(command, cwd=self.root, env=environ(), capture_output=True, text=True, check=False)
        assert done.stdout, done.stderr
        return done.stdout


def seen(reported: Iterable[Reported]) -> set[Seen]:
    return {(one.path, one.line, one.code, one.severity) for one in reported}


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    forget()
    return Matrix(tmp_path_factory.mktemp("matrix"))


@pytest.mark.parametrize(
    ("code", "payments", "research", "platform", "nobody"),
    [
        ("VBE110", "error warning", "", "error", "warning"),
        ("VBE101", "error", "info", "", "warning"),
        ("VBE400", "warning", "", "warning", "warning"),
        ("VBE158", "warning", "", "warning", ""),
        ("VBE002", "error", "", "", ""),
        ("VBE301", "error", "warning", "warning", "error"),
        ("VBE200", "info warning", "info", "warning", "info warning"),
    ],
)
def test_every_kind_of_decision_occurs(code: str, payments: str, research: str, platform: str, nobody: str, matrix: Matrix) -> None:
    found = [" ".join(sorted(matrix.severities(code, area))) for area in AREAS]
    assert found == [payments, research, platform, nobody]


def test_excluded_file_is_reported_by_none(matrix: Matrix) -> None:
    assert [line for line in matrix.lines if line[0].startswith("services/gone/")] == []
    assert any(path.startswith("services/gone/") for path in matrix.paths)


def test_folder_with_a_configuration_of_its_own_is_no_teams(matrix: Matrix) -> None:
    assert matrix.severities("VBE101", "libs/inner") == set()
    assert any(path.startswith("libs/inner/") for path in matrix.paths)


def test_flake8_reports_the_same_lines(matrix: Matrix) -> None:
    assert {found[:3] for found in seen(run_flake8(matrix.root, matrix.paths).reported)} == matrix.lines


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_pylint_reports_the_same_lines_with_the_same_severities(jobs: str, matrix: Matrix) -> None:
    messages = json.loads(matrix.ask("pylint", "--output-format=json2", "--persistent=n", jobs, *matrix.paths))["messages"]
    found = set()
    for message in messages:
        said = re.search(r" \[(error|warning|info)\]$", message["message"])
        severity = said[1] if said else LETTERS[message["type"]]
        found.add((message["path"], message["line"], message["symbol"], severity))
    assert found == matrix.expected


def test_sarif_has_the_same_levels(matrix: Matrix) -> None:
    found = set()
    for result in json.loads(matrix.ask("vibe-audit", "check", "--format=sarif"))["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        found.add((place["artifactLocation"]["uri"], place["region"]["startLine"], result["ruleId"], LEVELS[result["level"]]))
    assert found == matrix.expected


@pytest.mark.parametrize("team", TEAMS)
def test_semgrep_with_the_pack_of_a_team_reports_some_of_its_lines_with_its_severities(team: str, matrix: Matrix) -> None:
    pack = matrix.root / f"{team}.yaml"
    pack.write_text(matrix.ask("vibe-audit", "export", "semgrep", "--team", team))
    found = seen(run_semgrep(matrix.root, matrix.paths, pack).reported)
    assert found - {line for line in matrix.expected if matrix.team_of(line[0]) == team} == set()
    assert len({code for _, _, code, _ in found}) > 5


def test_semgrep_with_the_pack_of_the_project_reports_nothing_that_the_command_does_not(matrix: Matrix) -> None:
    pack = matrix.root / "project.yaml"
    pack.write_text(matrix.ask("vibe-audit", "export", "semgrep"))
    found = {line[:3] for line in seen(run_semgrep(matrix.root, matrix.paths, pack).reported)}
    assert found - matrix.lines == set()
    assert {matrix.team_of(path) for path, _, _ in found} == {*TEAMS, ""}
