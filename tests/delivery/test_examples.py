"""The three set-ups of the guide do, in the real hosts, what their pages say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bench.checkers import BIN, environ
from tests.consoles import EXAMPLES, SET_UPS, lay_out, played, shown, squeezed
from tests.corpus import ROOT

STANDARDS = EXAMPLES / "regulated" / "standards"
HOSTS = {
    "vibe-audit": (["vibe-audit", "check"], 2),
    "flake8": (["flake8"], 2),
    "pylint": (["pylint", "accounts"], 32),
}


def run(command: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(command, cwd=folder, env={**environ(), **variables}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", SET_UPS)
def test_page_of_a_set_up_shows_what_happens(name: str, tmp_path: Path) -> None:
    page = (EXAMPLES / name / "README.md").read_text("utf-8")
    found = played(page, lay_out(name, tmp_path))
    assert list(map(squeezed, found)) == list(map(squeezed, shown(page))), "run: python -m tests.consoles"


def test_hooks_of_the_small_team_are_ours() -> None:
    yaml = YAML(typ="safe")
    ours = {hook["id"] for hook in yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    [repository] = yaml.load((EXAMPLES / "small-team" / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= ours


@pytest.fixture
def service(tmp_path: Path) -> Path:
    return lay_out("regulated", tmp_path) / "service"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("severity.insecure-default-secret", '[tool.vibe-audit.severity]\ninsecure-default-secret = "warning"\n'),
        ("severity.security", '[tool.vibe-audit.severity]\nsecurity = "info"\n'),
        ("ignore", '[tool.vibe-audit]\nignore = ["VBE101"]\n'),
        ("select", '[tool.vibe-audit]\nselect = ["reliability"]\n'),
        ("per-file.severity.VBE002", '[[tool.vibe-audit.per-file]]\npaths = ["accounts/"]\nseverity = { VBE002 = "off" }\n'),
        ("teams.severity.VBE3", '[[tool.vibe-audit.teams]]\nname = "a"\npaths = ["*"]\nseverity = { VBE3 = "info" }\n'),
    ],
)
def test_lowering_what_is_locked_is_one_line_and_a_usage_error_in_every_host(key: str, text: str, service: Path) -> None:
    extends = '[tool.vibe-audit]\nextends = "acme_standards:vibe-audit.toml"\n'
    pylint = '[tool.pylint.main]\nload-plugins = ["pylint_vibe"]\n'
    (service / "pyproject.toml").write_text(pylint + extends + text.removeprefix("[tool.vibe-audit]\n"))
    complaints = set()
    for host, (command, status) in HOSTS.items():
        done = run(command, service, PYTHONPATH=str(STANDARDS))
        assert (done.returncode, done.stdout) == (status, ""), host
        [line] = done.stderr.splitlines()
        complaints.add(line.removeprefix(f"{host}: error: "))
    [complaint] = complaints
    place, said, reason = complaint.split(": ", 2)
    assert (place.rpartition(":")[0], said) == ("pyproject.toml", key)
    assert reason.endswith("by acme_standards:vibe-audit.toml:5")
    assert " is locked at error " in reason


def test_profile_and_gates_do_not_reach_what_is_locked(service: Path) -> None:
    file = service / "pyproject.toml"
    gates = 'profile = "prototype"\nmin-severity = "error"\nfail-on = "off"\n'
    text = file.read_text().replace("\n[tool.vibe-audit.severity]", f"{gates}\n[tool.vibe-audit.severity]")
    file.write_text(text.replace('naive-datetime = "error"', 'naive-datetime = "info"'))
    done = run(["vibe-audit", "check", "--format=json"], service, PYTHONPATH=str(STANDARDS))
    found = {(finding["code"], finding["severity"]) for finding in json.loads(done.stdout)["findings"]}
    assert (done.returncode, found) == (1, {("VBE301", "error"), ("VBE002", "error")})


def test_pipeline_installs_the_standards_and_fails_on_their_findings(service: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    offline = {"PIP_TARGET": str(site), "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        [str(service.parent / "ci.sh")],
        env={**environ(), **offline, "PYTHONPATH": str(site)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert (site / "acme_standards" / "vibe-audit.toml").is_file()
    log = json.loads((service / "vibe-audit.sarif").read_text("utf-8"))
    assert {result["ruleId"] for result in log["runs"][0]["results"]} == {"VBE002", "VBE141", "VBE301"}


def test_service_whose_standards_are_missing_is_told_so(service: Path) -> None:
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-m", "vibe_audit", "check"], cwd=service, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "vibe-audit: error: pyproject.toml:9: extends: 'acme_standards:vibe-audit.toml': "
        "package acme_standards: it is not installed beside vibe-audit\n"
    )
