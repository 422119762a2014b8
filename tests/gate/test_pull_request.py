"""`vibe-audit check --diff-base`: what a change brings, judged by what was decided before it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from vibe_audit import cli
from vibe_audit.config import ConfigError
from vibe_audit.gate.git import Revision
from vibe_audit.running.files import forget

SLOW = 'requests.get("https://api.example.org/{}")\n'
OLD = "import requests\n\n" + SLOW.format("one") + "\n\ndef later():\n    return 1\n"
CONFIG = '[tool.vibe-audit]\nselect = ["VBE110", "VBE505", "VBE004"]\n[tool.vibe-audit.severity]\nVBE505 = "warning"\n'


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "top"
    (top / "app").mkdir(parents=True)
    monkeypatch.chdir(top)
    forget()
    (top / "pyproject.toml").write_text(CONFIG)
    (top / "app/old.py").write_text(OLD)
    (top / "app/other.py").write_text(OLD)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "before")
    git("checkout", "-qb", "change")
    return top


def check(capsys: pytest.CaptureFixture[str], *arguments: str, base: str = "main") -> tuple[int, list[tuple[str, int, str]]]:
    forget()
    code = cli.main(["check", "--diff-base", base, "--format", "json", *arguments])
    found = json.loads(capsys.readouterr().out)["findings"]
    return code, [(entry["path"], entry["line"], entry["code"]) for entry in found]


def test_nothing_changed_is_nothing_to_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys) == (0, [])


def test_findings_on_changed_lines_only(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/old.py").write_text("# a line above\n" + OLD + "\n\n" + SLOW.format("two"))
    assert check(capsys) == (1, [("app/old.py", 11, "VBE110")])
    git("commit", "-qam", "committed or not makes no difference")
    assert check(capsys) == (1, [("app/old.py", 11, "VBE110")])


def test_same_line_written_twice_is_new_once(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/old.py").write_text(OLD + "\n\n" + SLOW.format("one"))
    assert check(capsys) == (1, [("app/old.py", 10, "VBE110")])


def test_finding_on_an_old_line_that_the_change_has_caused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/old.py").write_text(OLD.replace('"https://api.example.org/one"', '"https://api.example.org/one", timeout=LIMIT'))
    git("commit", "-qam", "mended")
    git("branch", "-f", "main")
    (repository / "app/old.py").write_text("import requests\n\nurl = 'u'\nrequests.get(\n    url,\n    timeout=5,\n)\n")
    git("commit", "-qam", "over several lines")
    git("branch", "-f", "main")
    (repository / "app/old.py").write_text("import requests\n\nurl = 'u'\nrequests.get(\n    url,\n)\n")
    assert check(capsys) == (1, [("app/old.py", 4, "VBE110")])


def test_new_files_known_to_git_or_not(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/née\"new\".py").write_text(OLD)
    (repository / "app/added.py").write_text(OLD)
    git("add", "app/added.py")
    assert check(capsys) == (1, [("app/added.py", 3, "VBE110"), ('app/née"new".py', 3, "VBE110")])


def test_renamed_file_brings_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git("mv", "app/old.py", "app/moved.py")
    assert check(capsys) == (0, [])
    (repository / "app/moved.py").write_text(OLD.replace("return 1", "return 2"))
    assert check(capsys) == (0, [])


def test_what_main_has_done_since_is_not_the_changes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git("checkout", "-q", "main")
    (repository / "app/other.py").write_text("")
    git("commit", "-qam", "main goes on")
    git("checkout", "-q", "change")
    assert check(capsys) == (0, [])


def test_from_a_folder_below_the_top(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/old.py").write_text(SLOW.format("zero") + OLD)
    monkeypatch.chdir(repository / "app")
    assert check(capsys) == (1, [("old.py", 1, "VBE110")])


def test_change_cannot_loosen_its_own_gate(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/old.py").write_text(OLD + SLOW.format("two"))
    (repository / "pyproject.toml").write_text(CONFIG + 'VBE110 = "info"\n[[tool.vibe-audit.per-file]]\npaths = ["a"]\n')
    assert check(capsys) == (1, [("app/old.py", 8, "VBE110"), ("pyproject.toml", 5, "VBE004")])
    assert cli.main(["check", "--diff-base", "main"]) == 1
    said = "VBE004 loosened-gate: Change lets more pass than before: VBE110 request-without-timeout warning -> info"
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (CONFIG.replace('"VBE110", ', ""), 2, "VBE110 request-without-timeout warning -> not reported"),
        (CONFIG + '\n[tool.vibe-audit.rules.VBE505]\nfewest-lines = 9\n', 7, "VBE505 commented-out-code fewest-lines 3 -> 9"),
        (CONFIG.replace("select", 'fail-on = "error"\nselect'), 2, "fail-on warning -> error"),
        (CONFIG.replace("select", 'min-severity = "error"\nselect'), 2, "VBE110 request-without-timeout warning -> not reported"),
        (CONFIG.replace("select", 'profile = "prototype"\nselect'), 2, "VBE004 loosened-gate warning -> info"),
        (CONFIG.replace("select", 'exclude = ["app/"]\nselect'), 2, "excluded files"),
        (CONFIG + '[[tool.vibe-audit.per-file]]\npaths = ["app/"]\nrole = "test"\n', 5, "role of files service -> test"),
        (CONFIG + '[[tool.vibe-audit.teams]]\nname = "a"\npaths = ["app/"]\nseverity = { VBE110 = "off" }\n', 8, "VBE110"),
        ("", 1, "VBE505 commented-out-code warning -> info"),
    ],
)
def test_whatever_lets_more_pass_is_said(text: str, line: int, what: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/old.py").write_text("import os\n" + OLD)
    (repository / "pyproject.toml").write_text(text)
    forget()
    cli.main(["check", "--diff-base", "main", "--format", "json"])
    found = [entry for entry in json.loads(capsys.readouterr().out)["findings"] if entry["code"] == "VBE004"]
    assert [(entry["path"], entry["line"]) for entry in found] == [("pyproject.toml", line)]
    assert what in found[0]["detail"]


def test_stricter_configuration_is_no_complaint_and_does_not_judge_yet(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "pyproject.toml").write_text("[tool.vibe-audit]\nprofile = 'regulated'\nseverity = { VBE505 = 'error' }\n")
    (repository / "app/old.py").write_text("try:\n    import os\nexcept Exception:\n    print('no')\n" + OLD)
    assert check(capsys) == (0, [])


def test_nested_configuration_that_comes_with_the_change_is_seen(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/vibe-audit.toml").write_text('select = ["VBE4"]\n')
    (repository / "app/old.py").write_text(OLD + SLOW.format("two"))
    code, found = check(capsys)
    assert (code, found) == (1, [("app/old.py", 8, "VBE110"), ("app/vibe-audit.toml", 1, "VBE004")])


def test_baseline_of_the_revision_counts_and_its_growth_is_said(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "app/old.py").write_text(OLD + SLOW.format("two"))
    assert cli.main(["baseline", "write"]) == 0
    capsys.readouterr()
    code, found = check(capsys)
    assert (code, found[0]) == (1, ("app/old.py", 8, "VBE110")), "the baseline that the change brings does not hide it"
    assert {entry[::2] for entry in found[1:]} == {("vibe-audit-baseline.json", "VBE004")}
    git("add", ".")
    git("commit", "-qm", "recorded")
    git("branch", "-f", "main")
    (repository / "app/old.py").write_text("import os\n" + OLD + SLOW.format("two"))
    assert check(capsys) == (0, [])
    git("mv", "app/old.py", "app/moved.py")
    assert cli.main(["baseline", "write"]) == 0
    capsys.readouterr()
    assert check(capsys) == (0, []), "an entry that has moved with its file is no growth"


@pytest.mark.parametrize("base", ["absent", "--output=x", "main:app"])
def test_revision_that_is_none(base: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", f"--diff-base={base}"]) == 2
    assert f"--diff-base: '{base}' is no revision" in capsys.readouterr().err
    assert not (repository / "x").exists()


def test_no_common_revision_and_no_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git("checkout", "-q", "--orphan", "alone")
    git("commit", "-qm", "alone")
    assert cli.main(["check", "--diff-base", "main"]) == 2
    assert "have no revision in common" in capsys.readouterr().err
    monkeypatch.chdir(repository.parent)
    with pytest.raises(ConfigError, match="not a git repository"):
        Revision("main")


def test_stdin_has_no_revision(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--diff-base", "main", "-"]) == 2
    assert "stdin" in capsys.readouterr().err
