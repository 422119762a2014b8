"""Teams: whose file it is, by path and by CODEOWNERS, and what that team has decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from vibe_audit.catalog import BY_CODE
from vibe_audit.config import ConfigError, config_for
from vibe_audit.rule import Severity
from vibe_audit.running.files import forget

ERROR, INFO, OFF, WARNING = Severity.ERROR, Severity.INFO, Severity.OFF, Severity.WARNING

THREE = """
[tool.vibe-audit]
severity = { VBE110 = "warning", VBE400 = "info" }

[[tool.vibe-audit.teams]]
name = "payments"
owners = ["@acme/Payments"]
profile = "regulated"
fail-on = "info"

[[tool.vibe-audit.teams]]
name = "research"
paths = ["labs/", "*_experiment.py"]
profile = "prototype"
fail-on = "off"

[[tool.vibe-audit.teams]]
name = "platform"
paths = ["libs/"]
min-severity = "error"
[tool.vibe-audit.teams.severity]
security = "warning"
VBE103 = "off"

[[tool.vibe-audit.per-file]]
paths = ["services/payments/old/"]
severity = { VBE110 = "off" }
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/CODEOWNERS").write_text("* @acme/everyone\n/services/payments/ @acme/payments @ann\n")
    (tmp_path / "pyproject.toml").write_text(THREE)
    monkeypatch.chdir(tmp_path)
    forget()
    return tmp_path


def severity(path: str, code: str, root: Path) -> Severity:
    return config_for(root).decide(path).severities.get(code, OFF)


def test_whose_file_it_is(project: Path) -> None:
    config = config_for(project)
    files = ("services/payments/api.py", "labs/a.py", "services/x_experiment.py", "libs/a.py", "app.py")
    assert [config.team_of(file) for file in files] == ["payments", "research", "research", "platform", ""]


def test_each_team_decides_for_its_files(project: Path) -> None:
    assert severity("services/payments/api.py", "VBE301", project) is ERROR
    assert severity("services/payments/api.py", "VBE110", project) is WARNING, "what the project sets stands over a team's profile"
    assert severity("services/payments/old/api.py", "VBE110", project) is OFF, "what is said of files stands over their team"
    assert severity("labs/a.py", "VBE370", project) is WARNING
    assert severity("labs/a.py", "VBE551", project) is INFO
    assert severity("libs/a.py", "VBE103", project) is OFF
    assert severity("libs/a.py", "VBE301", project) is OFF, "a warning, where only errors are reported"
    assert severity("libs/a.py", "VBE106", project) is ERROR
    assert severity("app.py", "VBE400", project) is INFO
    config = config_for(project)
    assert config.decide("services/payments/api.py").fails("VBE400", INFO)
    assert not config.decide("labs/a.py").fails("VBE301", ERROR)
    assert not config.decide("app.py").fails("VBE400", INFO)


def test_rule_that_one_team_has_switched_on_may_be_reported(project: Path) -> None:
    config = config_for(project)
    assert config.severity_of(BY_CODE["VBE002"]) is OFF
    assert config.may_report(BY_CODE["VBE002"])


def test_every_decision_has_its_place(project: Path) -> None:
    config = config_for(project)
    gate, decided = config.explain("libs/a.py")
    assert str(gate.places["min-severity"]) == "pyproject.toml:20"
    assert str(decided["VBE301"].place) == "pyproject.toml:22"
    assert str(decided["VBE103"].place) == "pyproject.toml:23"
    assert str(decided["VBE110"].place) == "pyproject.toml:3"
    assert decided["VBE101"].place is None
    _, decided = config.explain("services/payments/old/a.py")
    assert str(decided["VBE110"].place) == "pyproject.toml:27"
    assert str(decided["VBE301"].place) == "pyproject.toml:8"


def test_the_last_team_that_claims_a_file_has_it(project: Path) -> None:
    (project / "pyproject.toml").write_text(THREE + '[[tool.vibe-audit.teams]]\nname = "ann"\nowners = ["@ANN"]\n')
    forget()
    assert config_for(project).team_of("services/payments/api.py") == "ann"


@pytest.mark.parametrize("place", ["CODEOWNERS", "docs/CODEOWNERS"])
def test_the_other_places_of_codeowners(place: str, project: Path) -> None:
    (project / ".github/CODEOWNERS").unlink()
    (project / place).parent.mkdir(exist_ok=True)
    (project / place).write_text("shop/ @acme/payments\n")
    assert config_for(project).team_of("src/shop/a.py") == "payments"


def test_codeowners_of_the_repository_speaks_of_paths_from_its_top(project: Path) -> None:
    inner = project / "services"
    inner.mkdir()
    (inner / "vibe-audit.toml").write_text('[[teams]]\nname = "payments"\nowners = ["@acme/payments"]\n')
    assert config_for(inner).team_of("payments/api.py") == "payments"
    assert config_for(inner).team_of("api.py") == ""


def test_owners_without_codeowners_are_an_error(project: Path) -> None:
    (project / ".github/CODEOWNERS").unlink()
    with pytest.raises(ConfigError, match="there is no CODEOWNERS"):
        config_for(project)
