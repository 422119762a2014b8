"""Rules that ruff finds for the command: on where it is delegated to, and then treated like any other."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.checkers import environ
from tests.corpus import ROOT
from tests.test_catalog import examples
from vibe_audit import check_source, cli
from vibe_audit.catalog import BY_CODE, CATALOG, select_rules
from vibe_audit.config import ConfigError, parse_config
from vibe_audit.delegated import DELEGATED, Delegated
from vibe_audit.delegation.ruff import PREVIEW, SUPPORTED
from vibe_audit.running.files import forget

DELEGATE = 'delegate = ["ruff"]\n'
LOST = 'try:\n    port = int("x")\nexcept ValueError:\n    raise KeyError("port")\n'

each_rule = pytest.mark.parametrize("rule", DELEGATED, ids=lambda rule: rule.code)

Check = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "lost.py").write_text(LOST)
    monkeypatch.chdir(tmp_path)
    configure(tmp_path, DELEGATE)
    return tmp_path


def configure(project: Path, text: str) -> None:
    (project / "vibe-audit.toml").write_text(text)
    forget()


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Calls `vibe-audit check`; its exit code, and its findings."""

    def run(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
        code = cli.main(["check", "--format=json", *arguments])
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
        return code, found

    return run


def codes(answer: tuple[int, list[dict[str, Any]]]) -> list[str]:
    return [finding["code"] for finding in answer[1]]


# -- the table --------------------------------------------------------------------------------------------------------


def test_every_code_of_ruff_belongs_to_one_rule() -> None:
    found_by = [code for rule in DELEGATED for code in rule.found_by]
    assert len(found_by) == len(set(found_by))
    known = {entry["code"]: entry for entry in json.loads(output("ruff", "rule", "--all", "--output-format=json"))}
    assert {code for code in found_by if known[code]["preview"]} == PREVIEW
    assert all(rule.delegated_to == "ruff" for rule in DELEGATED)


def output(*command: str) -> str:
    program = shutil.which(command[0], path=str(Path(sys.executable).parent)) or command[0]
    return subprocess.run([program, *command[1:]], capture_output=True, text=True, check=True).stdout


@each_rule
def test_page_is_two_sentences_and_two_examples(rule: Delegated) -> None:
    assert re.findall(r"^## (.+)$", rule.page, re.MULTILINE) == ["Why it matters in production", "Example", "Use instead"]
    assert rule.section("Why it matters in production").partition("\n\n")[0].count(".") == 1
    assert len(examples(rule, "Example")) == len(examples(rule, "Use instead")) == 1


@each_rule
def test_documented_example_is_found_and_its_remedy_is_silent(rule: Delegated, project: Path, check: Check) -> None:
    (project / "app" / "lost.py").unlink()
    (project / "app" / "bad.py").write_text(examples(rule, "Example")[0])
    (project / "app" / "good.py").write_text(examples(rule, "Use instead")[0])
    _, found = check("--select", rule.code)
    assert {(finding["path"], finding["code"]) for finding in found} == {("app/bad.py", rule.code)}
    assert all(finding["message"].partition(": ")[2].split()[0] in rule.found_by for finding in found)


def test_an_example_is_found_by_its_own_rule_only(project: Path, check: Check) -> None:
    (project / "app" / "lost.py").unlink()
    for rule in DELEGATED:
        (project / "app" / f"{rule.code}.py").write_text('"""Text."""\n' * (rule.code != "VBE506") + examples(rule, "Example")[0])
    _, found = check("--select", ",".join(rule.code for rule in DELEGATED if rule.code != "VBE506"))
    assert {(finding["path"], finding["code"]) for finding in found} == {
        (f"app/{rule.code}.py", rule.code) for rule in DELEGATED if rule.code != "VBE506"
    }


# -- like any other rule ----------------------------------------------------------------------------------------------


def test_it_is_off_unless_it_is_delegated(project: Path, check: Check) -> None:
    assert check("app") == (1, check("app")[1])
    assert codes(check("app")) == ["VBE107"]
    configure(project, "")
    assert check("app") == (0, [])
    configure(project, 'severity = { VBE107 = "error" }\nselect = ["VBE1", "VBE107"]\nlock = ["VBE107"]\n')
    assert check("app") == (0, [])


def test_who_delegates_nothing_does_not_pay_for_it(project: Path) -> None:
    configure(project, "")
    loaded = "{'vibe_audit.delegation.ruff', 'subprocess'} & {*sys.modules}"
    program = f"import sys; from vibe_audit.cli import main; main(['check', 'app']); print({loaded})"
    assert output(sys.executable, "-c", program).endswith("\nset()\n")


@pytest.mark.parametrize("word", ["VBE107", "lost-exception-cause", "vbe107", "VBE10", "VBE1", "reliability", "ALL"])
def test_selectors(word: str, check: Check) -> None:
    assert "VBE107" in select_rules(word)
    assert codes(check("--select", word)) == ["VBE107"]
    assert codes(check("--ignore", word)) == []


def test_asking_for_what_nobody_looks_for_is_a_usage_error(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(project, "")
    for command in (["check", "--select", "VBE107"], ["check", "--select", "VBE107", "--stdin-filename", "app/x.py"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LOST.encode())))
        assert cli.main(command) == 2
        said = "vibe-audit: error: --select: 'VBE107' is found by ruff, which takes delegate = [\"ruff\"] in the configuration\n"
        assert capsys.readouterr() == ("", said)
    assert cli.main(["check", "--select", "VBE1"]) == 0


def test_severity_profile_and_threshold(project: Path, check: Check) -> None:
    assert [finding["severity"] for finding in check("app")[1]] == ["warning"]
    configure(project, DELEGATE + 'severity = { lost-exception-cause = "info" }\n')
    code, found = check("app")
    assert (code, [finding["severity"] for finding in found]) == (0, ["info"])
    configure(project, DELEGATE + 'profile = "prototype"\n')
    assert check("app") == (0, [])
    configure(project, DELEGATE + 'ignore = ["VBE107"]\n')
    assert check("app") == (0, [])
    configure(project, DELEGATE + 'select = ["VBE506"]\n')
    assert codes(check("app")) == ["VBE506"], "a strict rule that is named in full is on"


def test_a_team_decides_for_its_files(project: Path, check: Check) -> None:
    (project / "billing").mkdir()
    (project / "billing" / "lost.py").write_text(LOST)
    configure(project, DELEGATE + '[[teams]]\nname = "billing"\npaths = ["billing/"]\nseverity = { VBE107 = "error" }\n')
    assert [(finding["path"], finding["severity"]) for finding in check()[1]] == [
        ("app/lost.py", "warning"), ("billing/lost.py", "error"),
    ]


def test_each_project_delegates_for_itself(project: Path, check: Check) -> None:
    (project / "other").mkdir()
    (project / "other" / "lost.py").write_text(LOST)
    (project / "other" / "vibe-audit.toml").write_text("")
    forget()
    assert [finding["path"] for finding in check()[1]] == ["app/lost.py"]
    assert codes(check("--select", "VBE107")) == ["VBE107"]


def test_only_service_code_is_looked_at(project: Path, check: Check) -> None:
    for place in ("tests/test_lost.py", "scripts/lost.py", "app/migrations/0001_lost.py"):
        (project / place).parent.mkdir(parents=True)
        (project / place).write_text(LOST)
    assert [finding["path"] for finding in check("--select", "VBE107")[1]] == ["app/lost.py"]


@pytest.mark.parametrize(
    "comment",
    ["# vibe: ignore[VBE107] -- why", "# vibe: ignore[lost-exception-cause] -- why", "# noqa: VBE107", "# noqa: B904", "# noqa"],
)
def test_comments_are_obeyed_ours_by_us_and_those_of_ruff_by_ruff(comment: str, project: Path, check: Check) -> None:
    (project / "app" / "lost.py").write_text(f"{LOST.rstrip()}  {comment}\n")
    assert check() == (0, [])


def test_a_stale_comment_is_reported_where_ruff_was_asked(project: Path, check: Check) -> None:
    (project / "app" / "lost.py").write_text("port = 1  # vibe: ignore[VBE107]\n")
    assert codes(check()) == ["VBE001"]
    configure(project, "")
    assert codes(check()) == []


def test_a_rule_of_ours_that_sees_the_same_defect_is_the_one_that_is_reported(
    project: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "app" / "lost.py").write_text("import requests\n\nrequests.get('u'); open('/tmp/x', 'w')\n")
    assert codes(check("--select", "VBE110,VBE354")) == ["VBE110", "VBE354"]
    covered = {"ruff": BY_CODE["VBE354"].covered_by["ruff"]}
    monkeypatch.setattr(BY_CODE["VBE110"], "covered_by", covered)
    assert codes(check("--select", "VBE110,VBE354")) == ["VBE110"]
    assert codes(check("--select", "VBE354")) == ["VBE354"], "one that is not asked for reports nothing"


def test_a_secret_with_a_fallback_is_no_second_defect(project: Path, check: Check) -> None:
    settings = "from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    secret_key: str = 'change-me'\n"
    (project / "app" / "lost.py").write_text(settings)
    assert codes(check()) == ["VBE301"]
    assert codes(check("--select", "VBE303")) == ["VBE303"]


def test_the_baseline_knows_it(project: Path, check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["baseline", "write"]) == 0
    capsys.readouterr()
    assert check() == (0, [])
    (project / "app" / "lost.py").write_text(f"{LOST}\n\ndef again():\n    {LOST.rstrip().replace(chr(10), chr(10) + '    ')}\n")
    assert [finding["line"] for finding in check("--select", "VBE107")[1]] == [11]


def test_a_change_that_delegates_no_more_loosens_the_gate(project: Path, check: Check) -> None:
    for command in ("init", "add .", "-c user.name=a -c user.email=a@example.org commit -qm before"):
        output("git", *command.split())
    (project / "app" / "lost.py").write_text(f"{LOST}\nprint(port)\n")
    configure(project, "")
    assert codes(check("--diff-base", "HEAD", "--select", "VBE004,VBE107")) == ["VBE004"]
    (project / "app" / "lost.py").write_text(LOST.replace("port", "door"))
    assert codes(check("--diff-base", "HEAD", "--select", "VBE004,VBE107")) == ["VBE107", "VBE004"]


def test_two_codes_of_ruff_at_one_place_are_one_finding(project: Path, check: Check) -> None:
    (project / "app" / "lost.py").write_text("def total(order):\n    # TODO: returned items\n    return sum(order)\n")
    assert codes(check("--select", "VBE500")) == ["VBE500"]


def test_fingerprint_does_not_depend_on_the_line_nor_on_the_words_of_ruff(project: Path, check: Check) -> None:
    (before,) = check()[1]
    (project / "app" / "lost.py").write_text(f"# moved\n\n{LOST}")
    (after,) = check()[1]
    assert (before["line"], after["line"]) == (4, 6)
    assert before["fingerprint"] == after["fingerprint"]


def test_formats_and_the_list_of_rules(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--format=sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["VBE107"]
    cli.main(["rules"])
    assert "VBE107  warning  lost-exception-cause" in capsys.readouterr().out
    cli.main(["explain", "VBE107"])
    shown = capsys.readouterr().out
    assert 'found by:   ruff, where delegate = ["ruff"] is configured\n' in shown
    assert "ruff B904" in shown


def test_what_is_decided_is_explained(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def entry() -> dict[str, Any]:
        cli.main(["config", "app/lost.py", "--format=json"])
        return next(rule for rule in json.loads(capsys.readouterr().out)["rules"] if rule["code"] == "VBE107")

    assert (entry()["severity"], entry()["silent"]) == ("warning", "")
    configure(project, "")
    assert (entry()["severity"], entry()["silent"]) == ("warning", "not delegated to ruff")


def test_deferring_to_ruff_is_about_the_rules_that_we_find(project: Path, check: Check) -> None:
    configure(project, DELEGATE + 'defer-to = ["ruff"]\n')
    assert codes(check()) == ["VBE107"]


def test_other_doors_do_not_offer_it(project: Path) -> None:
    (project / "app" / "x.py").write_text(f"{LOST}port = 1  # vibe: ignore[VBE107] -- what they cannot see they cannot call stale\n")
    for tool in (["flake8", "--isolated", "--select=VBE"], ["pylint", "--load-plugins=pylint_vibe", "--list-msgs"]):
        done = subprocess.run([sys.executable, "-m", *tool, "app"], capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        assert not re.search("VBE107|VBE001.*app", done.stdout)
    cli.main(["export", "semgrep", "--output", "pack.yaml"])
    assert "id: VBE107" not in (project / "pack.yaml").read_text()


# -- running ruff -----------------------------------------------------------------------------------------------------


def test_stdin_and_source_are_checked_as_files_are(project: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    expectations = (("app/typed.py", ["VBE107"]), ("app/typed", ["VBE107"]), ("app/-d/typed.py", ["VBE107"]), ("tests/test_typed.py", []))
    for name, expected in expectations:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LOST.encode())))
        assert codes(check("--stdin-filename", name)) == expected
    config = parse_config(DELEGATE, project / "vibe-audit.toml")
    assert [finding.rule.code for finding in check_source(LOST, "app/x.py", config=config)] == ["VBE107"]
    assert [finding.rule.code for finding in check_source("def f(:", "app/x.py", config=config)] == ["VBE003"]


def test_columns_are_in_characters_whatever_the_encoding(project: Path, check: Check) -> None:
    text = LOST.replace("    raise", "    'é\N{SNOWMAN}'; raise").replace("\N{SNOWMAN}", "ü")
    (project / "app" / "lost.py").write_bytes(b"# coding: latin-1\r\n" + text.replace("\n", "\r\n").encode("latin-1"))
    (project / "app" / "marked.py").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (latin, marked) = check()[1]
    assert (latin["line"], latin["column"], marked["line"], marked["column"]) == (5, 11, 4, 11)


def test_odd_names_and_many_files(project: Path, check: Check) -> None:
    names = ["-d/x.py", "a b/x.py", "ä\N{SNOWMAN}.py", "@args.py", *(f"{'long' * 40}{number}.py" for number in range(300))]
    for name in names:
        (project / "app" / name).parent.mkdir(exist_ok=True)
        (project / "app" / name).write_text(LOST)
    (project / "app" / "link.py").symlink_to("-d/x.py")
    (project / "app" / "cells.ipynb").write_text(LOST)
    (project / "linked").symlink_to("app")
    alone = check("--jobs=1", "app")
    assert len(alone[1]) == len(names) + 2
    assert check("--jobs=2", "app") == alone
    assert [finding["path"] for finding in check("linked/-d/x.py", "app/../app/a b/x.py", "app/cells.ipynb")[1]] == [
        "app/a b/x.py", "app/cells.ipynb", "linked/-d/x.py",
    ]


def test_a_file_that_ruff_dies_of_costs_no_other_file_its_findings(project: Path, check: Check) -> None:
    for number in range(4):
        (project / "app" / f"deep{number}.py").write_text(f"x = {'(' * 10_000}{')' * 10_000}\n" if number == 2 else LOST)
    code, found = check("app", "--select=VBE107")
    assert code == 2
    assert [(finding["path"], finding["code"]) for finding in found] == [
        ("app/deep0.py", "VBE107"), ("app/deep1.py", "VBE107"), ("app/deep2.py", "VBE003"), ("app/deep3.py", "VBE107"),
        ("app/lost.py", "VBE107"),
    ]


def test_a_file_that_only_ruff_dies_of_is_not_passed_over(project: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(project, monkeypatch, "case $1 in --version) echo ruff 0.17.0;; *) kill -9 $$;; esac")
    code, found = check("app")
    assert (code, [finding["message"] for finding in found]) == (2, ["File cannot be parsed: ruff died of it"])


def fake(project: Path, monkeypatch: pytest.MonkeyPatch, script: str | None) -> Path:
    """Puts a program of this name, or none, where ruff is looked for."""
    folder = project / "bin"
    folder.mkdir()
    if script is not None:
        (folder / "ruff").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "ruff").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    monkeypatch.setenv("PATH", "")
    return folder / "ruff"


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        (None, "ruff is not installed"),
        ("echo ruff 0.14.14", "is ruff 0.14.14"),
        ("echo ruff 1.0.0", "is ruff 1.0.0"),
        ("echo something else", "is ruff 0.0"),
    ],
)
def test_a_ruff_that_is_not_the_one_we_know_is_a_usage_error(
    script: str | None, complaint: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = fake(project, monkeypatch, script)
    configure(project, f"profile = 'production'\n{DELEGATE}")
    assert cli.main(["check"]) == 2
    where = complaint if script is None else f"{program} {complaint}"
    assert capsys.readouterr() == ("", f"vibe-audit: error: vibe-audit.toml:2: delegate: {where}; ruff>=0.15,<1 is wanted\n")


@pytest.mark.parametrize(
    ("script", "complaint"),
    [("echo 'error: gone: B904' >&2; exit 2", "error: gone: B904"), ("echo all is well", "what it wrote is no JSON")],
)
def test_a_ruff_that_refuses_is_a_usage_error(
    script: str, complaint: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = fake(project, monkeypatch, f"case $1 in --version) echo ruff 0.99.0-rc1;; *) {script};; esac")
    assert cli.main(["check"]) == 2
    assert capsys.readouterr() == ("", f"vibe-audit: error: vibe-audit.toml:1: delegate: {program} failed: {complaint}\n")


def test_ruff_is_asked_for_what_is_on_and_by_nobody_else(project: Path, monkeypatch: pytest.MonkeyPatch, check: Check) -> None:
    log = 'echo "$@" "$RUFF_OUTPUT_FILE" >> asked; '
    program = fake(project, monkeypatch, f'{log}case $1 in --version) echo ruff 0.17.0;; *) echo "[]";; esac')
    monkeypatch.setenv("RUFF_OUTPUT_FILE", "elsewhere")
    check("app", "--select=VBE107,VBE512")
    fixed = "check --isolated --no-cache --exit-zero --output-format=json"
    file = project / "app" / "lost.py"
    assert (program.parent.parent / "asked").read_text() == (
        f"--version elsewhere\n{fixed} --select=B904 -- {file} \n{fixed} --select=PLR1702 --preview -- {file} \n"
    )


def test_nothing_is_asked_of_ruff_where_nothing_is_left_to_it(project: Path, monkeypatch: pytest.MonkeyPatch, check: Check) -> None:
    fake(project, monkeypatch, None)
    assert check("app", "--select=VBE110") == (0, [])


def test_a_configuration_that_is_extended_delegates_too(project: Path, check: Check) -> None:
    (project / "base.toml").write_text(DELEGATE)
    configure(project, 'extends = "base.toml"\n')
    assert codes(check()) == ["VBE107"]
    configure(project, 'extends = "base.toml"\ndelegate = []\n')
    assert codes(check()) == []


# -- the preset -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["production", "regulated"])
def test_ruff_accepts_the_preset(profile: str, project: Path) -> None:
    configure(project, f'profile = "{profile}"\n')
    assert cli.main(["export", "ruff", "--output", "preset.toml"]) == 0
    shown = output("ruff", "check", "--no-cache", "--exit-zero", "--config=preset.toml", "--output-format=json", "app")
    assert "B904" in [finding["code"] for finding in json.loads(shown)]
    settings = output("ruff", "check", "--no-cache", "--config=preset.toml", "--show-settings", "app/lost.py")
    enabled = set(re.findall(r"\(([A-Z]+\d+)\)", settings.partition("linter.rules.should_fix")[0]))
    on = {code for rule in DELEGATED if rule.severity[0 if profile == "production" else 2] != "off" for code in rule.found_by}
    assert on <= enabled
    assert 'external = [\n\tVBE,\n]' in settings


def test_delegated_rules_are_in_the_catalog_and_find_nothing_themselves() -> None:
    assert {*DELEGATED} <= {*CATALOG}
    assert not any(rule.checks for rule in DELEGATED)


def test_a_checker_that_nothing_is_delegated_to_is_an_error(project: Path) -> None:
    with pytest.raises(ConfigError, match="delegate: 'ruf' is none of ruff; did you mean 'ruff'"):
        parse_config('delegate = ["ruf"]\n', project / "vibe-audit.toml")


# -- what is written about it -----------------------------------------------------------------------------------------


def test_the_guide_lists_every_rule_and_the_versions() -> None:
    guide = (ROOT / "docs" / "ruff.md").read_text("utf-8")
    for rule in DELEGATED:
        assert f"| [{rule.code}](rules/{rule.code}.md) | {rule.name} | {', '.join(rule.found_by)} | {rule.severity[0]} |\n" in guide
    assert f"The catalog has {len(DELEGATED)} rules" in guide
    assert f"`{SUPPORTED.removeprefix('ruff')}`" in guide
    assert f'ruff = ["{SUPPORTED}"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_commands_of_the_guide_run(project: Path) -> None:
    blocks = re.findall(r"^```console\n(.*?)^```", (ROOT / "docs" / "ruff.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (project / "app").rename("src")
    commands = [command for block in blocks for command in block.splitlines() if not command.startswith("pip ")]
    assert len(commands) == 3
    for command in commands:
        done = subprocess.run(["sh", "-c", command], env=environ(), capture_output=True, text=True, check=False)
        assert done.returncode == (0 if "export" in command else 1)
        assert done.stderr == ""
