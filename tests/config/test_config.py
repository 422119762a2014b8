"""The configuration: what it says, and what it says when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from vibe_audit import check_paths
from vibe_audit.catalog import BY_CODE
from vibe_audit.config import Config, ConfigError, config_for, parse_config
from vibe_audit.config.tree import Disk
from vibe_audit.knowledge.roles import Role
from vibe_audit.rule import Profile, Severity
from vibe_audit.running.files import forget


def parsed(text: str) -> Config:
    return parse_config(text, Path("/project/vibe-audit.toml"))


def test_defaults() -> None:
    config = parsed("")
    assert (config.profile, config.gate.fail_on, config.gate.min_severity) == (Profile.PRODUCTION, Severity.WARNING, Severity.INFO)
    assert config.severity_of(BY_CODE["VBE110"]) is Severity.WARNING


def test_internal_is_production_with_warning_lowered_to_info() -> None:
    internal, production = parsed('profile = "internal"'), parsed("")
    for rule in BY_CODE.values():
        usual = production.severity_of(rule)
        assert internal.severity_of(rule) is (Severity.INFO if usual is Severity.WARNING else usual)


def test_narrower_word_wins_whatever_the_order() -> None:
    config = parsed('[severity]\nVBE110 = "info"\nVBE1 = "error"\nreliability = "off"\nall = "warning"')
    assert config.severity_of(BY_CODE["VBE110"]) is Severity.INFO
    assert config.severity_of(BY_CODE["VBE400"]) is Severity.WARNING


def test_select_and_ignore() -> None:
    config = parsed('select = ["VBE1", "suppression-without-reason"]\nignore = ["VBE158"]')
    decisions = config.decide("app.py")
    assert decisions.is_active("VBE110")
    assert decisions.is_active("VBE002"), "a strict rule that is named in full is on"
    assert not decisions.is_active("VBE158")
    assert not decisions.is_active("VBE400")


def test_min_severity() -> None:
    decisions = parsed('min-severity = "error"').decide("app.py")
    assert not decisions.is_active("VBE110")
    assert decisions.is_active("VBE103")


def test_per_file_decides_role_and_severity() -> None:
    config = parsed('[[per-file]]\npaths = ["tools/ingest/"]\nrole = "service"\nseverity = { VBE110 = "error" }')
    assert config.decide("tools/ingest/a.py").role is Role.SERVICE
    assert config.decide("tools/ingest/a.py").severities["VBE110"] is Severity.ERROR
    assert config.decide("tools/b.py").role is None
    assert config.decide("tools/b.py").severities["VBE110"] is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('profil = "prototype"', "1: profil: unknown key; did you mean 'profile'?"),
        ('\nprofile = "prod"', "2: profile: 'prod' is none of prototype, internal, production, regulated; did you mean 'production'?"),
        ('severity = { VBE11O = "error" }', "1: severity.VBE11O: no rule is called 'VBE11O'; did you mean 'VBE110'?"),
        ('[severity]\nVBE1 = "info"\nVBE110 = "fatal"', "3: severity.VBE110: 'fatal' is none of off, info, warning, error"),
        ('select = "VBE1"', "1: select: a list of strings is wanted"),
        (
            'ignore = [\n    "VBE110",\n    "print-in-servise",\n]',
            "3: ignore: no rule is called 'print-in-servise'; did you mean 'print-in-service'?",
        ),
        ('severity = "error"', "1: severity: a table of selectors and severities is wanted"),
        ('exclude = [\n"a",\n"!"]', "3: exclude: "),
        ('select = [""]', "1: select: no rule is called ''"),
        ('[per-file]\npaths = ["a"]', "1: per-file: tables are wanted, each under [[per-file]]"),
        ('[[per-file]]\npaths = ["!"]', "2: per-file.paths: "),
        ('[[per-file]]\npath = ["a"]', "2: per-file.path: unknown key; did you mean 'paths'?"),
        ('[[per-file]]\nrole = "test"', "1: per-file: paths are wanted"),
        ('[[per-file]]\npaths = ["a"]\n[[per-file]]\npaths = ["b"]\nrole = "tests"', "5: per-file.role: 'tests' is none of"),
        ('[[teams]]\npaths = ["a"]', "1: teams.name: a name is wanted"),
        ('[[teams]]\nname = "a"', "1: teams: team 'a' has neither paths nor owners"),
        ('[[teams]]\nname = "a"\npaths = ["a"]\n[[teams]]\nname = "a"\npaths = ["b"]', "5: teams.name: there are two teams called 'a'"),
        ('[[teams]]\nname = "a"\nowners = ["acme"]', "3: teams.owners: 'acme' is no owner"),
        ('[[teams]]\nname = "a"\npaths = ["a"]\n[teams.severity]\nVBE = "on"', "5: teams.severity.VBE: 'on' is none of"),
        ('[rules.nothing]', "1: rules.nothing: no rule is called 'nothing'"),
        ('[rules.VBE110]\nlimit = 3', "2: rules.VBE110.limit: unknown option; VBE110 has no options"),
        ('defer-to = ["ruf"]', "1: defer-to: 'ruf' is none of bandit, "),
        ('delegate = ["flake8"]', "1: delegate: 'flake8' is none of ruff"),
        ('lock = ["VBE9"]', "1: lock: no rule is called 'VBE9'"),
        ("extends = 3", "1: extends: a path, a package:resource, or a list of them is wanted"),
        ('extends = "absent.toml"', "1: extends: 'absent.toml': no such file"),
        ('extends = "absent_house:vibe-audit.toml"', "1: extends: 'absent_house:vibe-audit.toml': package absent_house: it is not"),
    ],
)
def test_what_cannot_be_obeyed_is_said_with_file_line_and_nearest_spelling(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parsed(text)
    assert str(caught.value).startswith(f"/project/vibe-audit.toml:{complaint}")


@pytest.mark.parametrize("text", ["profile = ", 'extends = "a\\u0000b"', "exclude = " + "[" * 5000], ids=["broken", "NUL", "deep"])
def test_what_cannot_be_read_is_an_error_too(text: str) -> None:
    with pytest.raises(ConfigError, match=r"^/project/"):
        parsed(text)


def test_nearest_configuration_applies_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.vibe-audit]\nprofile = "regulated"\n')
    inner = tmp_path / "service"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert config_for(inner).profile is Profile.REGULATED, "a pyproject.toml without our table is not a configuration"
    other = tmp_path / "other"
    other.mkdir()
    (other / "vibe-audit.toml").write_text("")
    assert config_for(other).profile is Profile.PRODUCTION
    assert config_for(other).root == other


def test_root_without_configuration_is_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert config_for(tmp_path / "deep" / "er").root == tmp_path


def test_broken_pyproject_that_does_not_speak_of_us_is_none_of_our_business(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("this is no TOML")
    assert config_for(tmp_path).source is None
    (tmp_path / "pyproject.toml").write_text("[tool.vibe-audit\n")
    forget()
    with pytest.raises(ConfigError):
        config_for(tmp_path)


@pytest.mark.parametrize("text", ["tool = 3 # vibe-audit", "[tool]\nvibe-audit = 3"])
def test_table_that_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    forget()
    if "3 #" in text:
        assert config_for(tmp_path).source is None
    else:
        with pytest.raises(ConfigError, match="a table is wanted"):
            config_for(tmp_path)


def test_host_selectors_narrow_and_only_a_full_name_opts_in() -> None:
    config = parsed('severity = { VBE110 = "off" }')
    assert not config.narrowed(select=["VBE1"]).decide("a.py").is_active("VBE110")
    assert config.narrowed(select=["VBE110"]).decide("a.py").is_active("VBE110")
    assert not config.narrowed(select=["VBE4"]).decide("a.py").is_active("VBE103")
    assert not config.narrowed(ignore=["reliability"]).decide("a.py").is_active("VBE103")


def test_configuration_is_read_once_however_many_files_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    usual = Disk.read

    def read(self: Disk, file: Path) -> str | None:
        asked.append(file)
        return usual(self, file)

    monkeypatch.setattr(Disk, "read", read)
    (tmp_path / "vibe-audit.toml").write_text('[[per-file]]\npaths = ["a/"]\nseverity = { VBE110 = "off" }\n')
    for folder in "abc":
        (tmp_path / folder).mkdir()
        for number in range(20):
            (tmp_path / folder / f"f{number}.py").write_text("x = 1\n")
    forget()
    check_paths([tmp_path])
    assert len(asked) == len(set(asked)), "no file is read twice"
    assert {file.parent for file in asked} == {tmp_path, *(tmp_path / folder for folder in "abc")}
    config = config_for(tmp_path)
    assert config.decide("a/x.py") is config.decide("a/y.py"), "what is decided for some files is worked out once"
