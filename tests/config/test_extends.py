"""Configurations that build upon others: paths, installed packages, several, cycles, and what an organisation has locked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vibe_audit.config import Config, ConfigError, config_for
from vibe_audit.rule import Profile, Severity
from vibe_audit.running.files import forget, refresh

ERROR, INFO, OFF, WARNING = Severity.ERROR, Severity.INFO, Severity.OFF, Severity.WARNING


@pytest.fixture(autouse=True)
def read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    forget()


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def severity(config: Config, code: str, path: str = "app.py") -> Severity:
    return config.decide(path).severities.get(code, OFF)


def test_the_extending_file_has_the_last_word_key_by_key(tmp_path: Path) -> None:
    write(tmp_path / "shared/house.toml", 'profile = "regulated"\nfail-on = "info"\n[severity]\nVBE110 = "info"\nVBE400 = "off"\n')
    write(tmp_path / "vibe-audit.toml", 'extends = "shared/house.toml"\nfail-on = "error"\n[severity]\nVBE110 = "warning"\n')
    config = config_for(tmp_path)
    assert (config.profile, config.decide("app.py").fail_on) == (Profile.REGULATED, ERROR)
    assert (severity(config, "VBE110"), severity(config, "VBE400")) == (WARNING, OFF)


def test_of_several_the_later_wins_and_lists_add_up(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", 'severity = { VBE110 = "info" }\nexclude = ["a/"]\nselect = ["VBE1"]')
    write(tmp_path / "b.toml", 'severity = { VBE110 = "error" }\nexclude = ["b/"]\nselect = ["VBE1", "VBE4"]')
    write(tmp_path / "vibe-audit.toml", 'extends = ["a.toml", "b.toml"]\nexclude = ["c/"]')
    config = config_for(tmp_path)
    assert severity(config, "VBE110") is ERROR
    assert [config.excludes(f"{folder}/x.py") for folder in "abcd"] == [True, True, True, False]
    assert severity(config, "VBE400") is WARNING, "the last `select` stands alone"
    assert severity(config, "VBE301") is OFF


def test_paths_are_relative_to_the_file_and_patterns_to_the_project(tmp_path: Path) -> None:
    write(tmp_path / "house/base.toml", 'extends = "deeper/most.toml"\nexclude = ["/generated/"]')
    write(tmp_path / "house/deeper/most.toml", 'min-severity = "error"')
    write(tmp_path / "service/pyproject.toml", '[tool.vibe-audit]\nextends = "../house/base.toml"')
    config = config_for(tmp_path / "service")
    assert config.excludes("generated/x.py")
    assert severity(config, "VBE110") is OFF


def test_resource_of_an_installed_package_is_read_and_the_package_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "site/acme_house/__init__.py", "raise SystemExit('imported')")
    write(tmp_path / "site/acme_house/strict/vibe-audit.toml", 'severity = { VBE110 = "error" }')
    write(tmp_path / "project/vibe-audit.toml", 'extends = ["acme_house:strict/vibe-audit.toml"]')
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert severity(config_for(tmp_path / "project"), "VBE110") is ERROR
    assert "acme_house" not in sys.modules
    write(tmp_path / "other/vibe-audit.toml", '\nextends = "acme_house:absent.toml"')
    with pytest.raises(ConfigError, match=r"vibe-audit.toml:2: extends: 'acme_house:absent.toml': package acme_house: it has no such file"):
        config_for(tmp_path / "other")


def test_circle_is_an_error_that_says_where(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", 'extends = "vibe-audit.toml"')
    write(tmp_path / "vibe-audit.toml", '# ours\nextends = "./a.toml"')
    with pytest.raises(ConfigError, match=r"^a\.toml:1: extends: 'vibe-audit.toml' extends a file that extends it in turn$"):
        config_for(tmp_path)


def test_error_in_a_base_names_the_base(tmp_path: Path) -> None:
    write(tmp_path / "house.toml", '[severity]\nVBE1 = "loud"')
    write(tmp_path / "vibe-audit.toml", 'extends = "house.toml"')
    with pytest.raises(ConfigError, match=r"^house\.toml:2: severity\.VBE1: 'loud' is none of"):
        config_for(tmp_path)


LOCKED = 'profile = "regulated"\nlock = ["VBE301", "VBE110"]\nfail-on = "warning"\n[severity]\nVBE110 = "warning"\n'


@pytest.mark.parametrize(
    "text",
    [
        'severity = { VBE301 = "warning" }',
        'severity = { security = "info" }',
        'ignore = ["insecure-default-secret"]',
        'select = ["VBE4"]',
        '[[teams]]\nname = "a"\npaths = ["a/"]\nseverity = { VBE301 = "off" }',
        '[[per-file]]\npaths = ["a/"]\nseverity = { VBE301 = "off" }',
    ],
)
def test_what_is_locked_cannot_be_lowered(text: str, tmp_path: Path) -> None:
    write(tmp_path / "house.toml", LOCKED)
    write(tmp_path / "vibe-audit.toml", f'extends = "house.toml"\n{text}')
    with pytest.raises(ConfigError, match=r"^vibe-audit\.toml:\d: [\w.-]+: VBE\d+ is locked at (error|warning) by house\.toml:2$"):
        config_for(tmp_path)


def test_profile_and_gates_of_an_extending_file_do_not_reach_what_is_locked(tmp_path: Path) -> None:
    write(tmp_path / "house.toml", LOCKED)
    write(
        tmp_path / "vibe-audit.toml",
        'extends = "house.toml"\nprofile = "prototype"\nmin-severity = "error"\nfail-on = "off"\n'
        '[[teams]]\nname = "lab"\npaths = ["lab/"]\nprofile = "prototype"\n',
    )
    config = config_for(tmp_path)
    for path in ("app.py", "lab/app.py"):
        decisions = config.decide(path)
        assert (decisions.severities["VBE301"], decisions.severities["VBE110"]) == (ERROR, WARNING)
        assert decisions.fails("VBE110", WARNING)
        assert not decisions.fails("VBE103", ERROR)
        assert "VBE400" not in decisions.severities
    _, decided = config.explain("app.py")
    assert (str(decided["VBE301"].place), decided["VBE301"].is_locked) == ("house.toml:2", True)
    assert (str(decided["VBE110"].place), decided["VBE110"].is_locked) == ("house.toml:5", False)


def test_what_is_locked_may_be_raised_and_the_locking_file_may_make_exceptions(tmp_path: Path) -> None:
    write(tmp_path / "house.toml", LOCKED + '[[per-file]]\npaths = ["old/"]\nseverity = { VBE301 = "info" }')
    write(tmp_path / "vibe-audit.toml", 'extends = "house.toml"\nseverity = { VBE110 = "error" }')
    config = config_for(tmp_path)
    assert (severity(config, "VBE110"), severity(config, "VBE301", "old/x.py")) == (ERROR, INFO)


def test_change_of_a_base_is_seen_by_whoever_lives_long(tmp_path: Path) -> None:
    base = write(tmp_path / "house.toml", 'severity = { VBE110 = "error" }')
    write(tmp_path / "vibe-audit.toml", 'extends = "house.toml"')
    before = config_for(tmp_path)
    assert severity(before, "VBE110") is ERROR
    assert not refresh()
    assert config_for(tmp_path) is before, "nothing is read again"
    base.write_text('severity = { VBE110 = "info" } # changed')
    assert refresh()
    assert severity(config_for(tmp_path), "VBE110") is INFO
    write(tmp_path / "deep/vibe-audit.toml", "")
    assert not refresh(), "nobody has asked about that folder"
    config_for(tmp_path / "other")
    write(tmp_path / "other/vibe-audit.toml", 'severity = { VBE110 = "off" }')
    assert refresh(), "a configuration that has come is a change too"
    assert severity(config_for(tmp_path / "other"), "VBE110") is OFF
