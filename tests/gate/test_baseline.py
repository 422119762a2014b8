"""What is known is not reported by any checker, and only growth fails."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import Runner
from vibe_audit import check_paths, check_source
from vibe_audit.gate.baseline import FILE_NAME, load
from vibe_audit.running.files import forget

SLOW = 'import requests\n\n\ndef {}():\n    requests.get("u")\n'
TEAMS = """
[[teams]]
name = "money"
paths = ["app/pay.py", "app/refund.py"]

[[teams]]
name = "rest"
paths = ["app/ship.py"]
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "app").mkdir()
    for name in ("pay", "ship"):
        (tmp_path / "app" / f"{name}.py").write_text(SLOW.format(name))
    (tmp_path / "vibe-audit.toml").write_text('ignore = ["VBE001"]\n')
    monkeypatch.chdir(tmp_path)
    forget()
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)


def known(project: Path) -> dict[str, int]:
    """How many findings the baseline holds, by file."""
    files = json.loads((project / FILE_NAME).read_text())["findings"]
    return {path: sum(entries.values()) for path, entries in files.items()}


def more(file: Path, name: str) -> None:
    file.write_text(file.read_text() + SLOW.format(name).removeprefix("import requests\n"))


# -- write, check, prune ----------------------------------------------------------------------------------------------


def test_what_is_written_is_held_back(run: Runner, project: Path) -> None:
    assert run("baseline", "write") == (0, f"{FILE_NAME}: 2 known, 2 added, 0 removed\n", "")
    assert run("check") == (0, "Checked 2 files: no findings. The baseline holds back 2 known findings.\n", "")
    assert json.loads(run("check", "--format=json")[1])["summary"]["known"] == 2
    code, out, _ = run("check", "--no-baseline")
    assert code == 1
    assert out.endswith("Checked 2 files: 2 findings (2 warnings).\n")
    assert check_paths(["app"]) == []
    assert len(check_paths(["app"], baseline=False)) == 2


def test_the_file_has_a_line_for_each_entry_and_names_the_rule(run: Runner, project: Path) -> None:
    run("baseline", "write")
    lines = (project / FILE_NAME).read_text().splitlines()
    assert [line.strip().split(" ")[:2] for line in lines if "VBE110" in line] == [['"VBE110', "request-without-timeout"]] * 2
    assert lines.index('    "app/pay.py": {') < lines.index('    "app/ship.py": {')


def test_only_growth_fails(run: Runner, project: Path) -> None:
    run("baseline", "write")
    assert run("baseline", "check") == (0, f"{FILE_NAME}: 2 known, 0 gone, 0 new\n", "")
    more(project / "app" / "pay.py", "refund")
    code, out, _ = run("baseline", "check")
    assert code == 1
    assert out.startswith("new: app/pay.py:9:5: VBE110 request-without-timeout: ")
    assert out.endswith(f"{FILE_NAME}: 2 known, 0 gone, 1 new\n")
    code, out, _ = run("check")
    assert code == 1
    assert "Checked 2 files: 1 finding (1 warning). The baseline holds back 2 known findings." in out


def test_write_does_not_grow_unless_it_is_told_to(run: Runner, project: Path) -> None:
    run("baseline", "write")
    more(project / "app" / "pay.py", "refund")
    (project / "app" / "ship.py").write_text("")
    code, out, _ = run("baseline", "write")
    assert (code, known(project)) == (1, {"app/pay.py": 1})
    assert "1 new not recorded" in out
    assert run("baseline", "write", "--accept-new")[0] == 0
    assert known(project) == {"app/pay.py": 2}


def test_stale_entries_are_listed_and_fail_if_that_is_wanted(run: Runner, project: Path) -> None:
    run("baseline", "write")
    (project / "app" / "ship.py").unlink()
    code, out, _ = run("baseline", "check")
    assert code == 0
    assert out.startswith("stale: app/ship.py: VBE110 request-without-timeout ")
    assert f"{FILE_NAME}: 1 known, 1 gone, 0 new" in out
    assert run("baseline", "check", "--strict")[0] == 1


def test_prune_removes_and_never_adds(run: Runner, project: Path) -> None:
    run("baseline", "write")
    more(project / "app" / "pay.py", "refund")
    (project / "app" / "ship.py").unlink()
    assert run("baseline", "prune") == (0, f"{FILE_NAME}: 1 known, 0 added, 1 removed\n", "")
    assert known(project) == {"app/pay.py": 1}
    (project / FILE_NAME).unlink()
    forget()
    assert run("baseline", "prune")[0] == 0
    assert not (project / FILE_NAME).exists()


def test_files_that_are_not_asked_for_are_left_alone(run: Runner, project: Path) -> None:
    run("baseline", "write")
    (project / "app" / "pay.py").write_text("")
    (project / "app" / "ship.py").write_text("")
    assert run("baseline", "check", "app/pay.py")[1].endswith("prune` removes what is stale\n")
    run("baseline", "prune", "app/pay.py")
    assert known(project) == {"app/ship.py": 1}


def test_a_file_that_cannot_be_parsed_keeps_its_entries(run: Runner, project: Path) -> None:
    run("baseline", "write")
    (project / "app" / "pay.py").write_text("def (:\n")
    for command in ("check", "write", "prune"):
        code, _, err = run("baseline", command)
        assert code == 2
        assert "app/pay.py:1:" in err
        assert "VBE003" in err
    run("baseline", "write", "--accept-new")
    assert known(project) == {"app/pay.py": 1, "app/ship.py": 1}


def test_projects_below_have_baselines_of_their_own(run: Runner, project: Path) -> None:
    (project / "app" / "vibe-audit.toml").write_text("")
    (project / "main.py").write_text(SLOW.format("main"))
    assert run("baseline", "write")[0] == 0
    assert known(project) == {"main.py": 1}
    assert known(project / "app") == {"pay.py": 1, "ship.py": 1}
    assert run("check")[0] == 0


# -- what is known again ----------------------------------------------------------------------------------------------


def test_moved_lines_renamed_files_and_formatting_bring_nothing_new(run: Runner, project: Path) -> None:
    run("baseline", "write")
    pay = project / "app" / "pay.py"
    pay.write_text("import requests\n# moved\n\n\n\ndef pay( ):\n    requests.get(\n        'u',\n    )\n")
    pay.rename(project / "app" / "payments.py")
    assert run("check")[0] == 0
    assert run("baseline", "check") == (0, f"{FILE_NAME}: 2 known, 0 gone, 0 new\n", "")
    run("baseline", "prune")
    assert known(project) == {"app/payments.py": 1, "app/ship.py": 1}


def test_a_copy_is_growth(run: Runner, project: Path) -> None:
    run("baseline", "write")
    (project / "app" / "copy.py").write_text(SLOW.format("pay"))
    assert run("baseline", "check")[0] == 1
    (project / "app" / "pay.py").rename(project / "app" / "renamed.py")
    code, out, _ = run("baseline", "check")
    assert (code, f"{FILE_NAME}: 2 known, 0 gone, 1 new\n" in out) == (1, True)


def test_of_two_that_are_alike_each_is_counted(run: Runner, project: Path) -> None:
    twice = SLOW.format("pay") + '    requests.get("u")\n'
    (project / "app" / "pay.py").write_text(twice)
    run("baseline", "write", "app/pay.py")
    assert known(project) == {"app/pay.py": 2}
    found = check_source(twice + '    requests.get("u")\n', "app/pay.py")
    assert [finding.line for finding in found] == [7]


def test_comments_are_judged_before_the_baseline(run: Runner, project: Path) -> None:
    (project / "vibe-audit.toml").write_text("")
    forget()
    run("baseline", "write")
    silenced = SLOW.format("pay").replace('"u")', '"u")  # noqa: VBE110 -- asked rarely')
    (project / "app" / "pay.py").write_text(silenced)
    assert run("check")[0] == 0
    assert "1 known, 1 gone, 0 new" in run("baseline", "check")[1]


def test_source_that_is_handed_over_obeys_too(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline", "write")
    for code, source in ((0, SLOW.format("pay")), (1, SLOW.format("fetch"))):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source.encode())))
        assert run("check", "--stdin-filename=app/pay.py")[0] == code


# -- teams ------------------------------------------------------------------------------------------------------------


def test_teams_answer_for_their_own(run: Runner, project: Path) -> None:
    (project / "vibe-audit.toml").write_text(TEAMS)
    (project / "main.py").write_text(SLOW.format("main"))
    forget()
    run("baseline", "write")
    more(project / "app" / "pay.py", "refund")
    code, out, _ = run("baseline", "check")
    assert code == 1
    assert out.splitlines()[1:] == [
        f"{FILE_NAME}: money: 1 known, 0 gone, 1 new",
        f"{FILE_NAME}: rest: 1 known, 0 gone, 0 new",
        f"{FILE_NAME}: no team: 1 known, 0 gone, 0 new",
    ]
    assert run("baseline", "check", "--team=money")[0] == 1
    assert run("baseline", "check", "--team=rest") == (0, f"{FILE_NAME}: rest: 1 known, 0 gone, 0 new\n", "")
    code, _, err = run("baseline", "check", "--team=mony")
    assert (code, err) == (2, "vibe-audit: error: --team: no team is called 'mony'; did you mean 'money'?\n")


# -- the hosts --------------------------------------------------------------------------------------------------------


def host(name: str, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = {
        "flake8": ["--select=VBE", *arguments, "app"],
        "pylint": ["--rcfile=", "--load-plugins=pylint_vibe", "--persistent=n", "--disable=all", "--enable=VBE110", "--score=n",
                   *arguments, "app/pay.py", "app/ship.py"],
        "vibe_audit": ["check", *arguments, "app"],
    }  # fmt: skip
    return subprocess.run([sys.executable, "-m", name, *options[name]], cwd=project, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "options"), [("flake8", ["-j1"]), ("flake8", ["-j2"]), ("pylint", []), ("pylint", ["-j2"])])
def test_flake8_and_pylint_obey(run: Runner, project: Path, name: str, options: list[str]) -> None:
    assert host(name, project, *options).stdout.count("VBE110") == 2
    run("baseline", "write")
    done = host(name, project, *options)
    assert (done.returncode, done.stdout.count("VBE110")) == (0, 0)
    more(project / "app" / "pay.py", "refund")
    done = host(name, project, *options)
    assert done.returncode != 0
    assert next(line for line in done.stdout.splitlines() if "VBE110" in line).startswith("app/pay.py:9:")
    assert done.stdout.count("VBE110") == 1


def test_a_pragma_is_pylints_own_whatever_is_known(run: Runner, project: Path) -> None:
    run("baseline", "write")
    silenced = SLOW.format("pay").replace('"u")', '"u")  # pylint: disable=VBE110')
    (project / "app" / "pay.py").write_text(silenced)
    done = host("pylint", project, "--enable=useless-suppression")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"version": 1,\n<<<<<<< ours\n', f"{FILE_NAME}:2: Expecting property name"),
        ("[]", f"{FILE_NAME}: not a baseline: it has no version"),
        ('{"version": 2, "findings": {}}', f"{FILE_NAME}: version 2 was written by a newer vibe-audit; this one reads version 1"),
        ('{"version": 1, "findings": []}', f"{FILE_NAME}: not a baseline: findings by file are wanted"),
        ('{"version": 1, "findings": {"a.py": {"VBE110": 1}}}', f"{FILE_NAME}: a.py: no finding that can be known: \"VBE110\": 1"),
        ('{"version": 1, "findings": {"a.py": {"VBE003 x 0123456789abcdef": 1}}}', "no finding that can be known"),
        ('{"version": 1, "findings": {"a.py": {"VBE110 x 0123456789abcdef": 0}}}', "no finding that can be known"),
        ("[" * 100_000, f"{FILE_NAME}: "),
    ],
)
def test_a_broken_baseline_is_a_usage_error(run: Runner, project: Path, content: str, complaint: str) -> None:
    (project / FILE_NAME).write_text(content)
    for command in (["check"], ["baseline", "check"], ["baseline", "write"]):
        code, out, err = run(*command)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert complaint in err


@pytest.mark.parametrize(("name", "code"), [("flake8", 2), ("pylint", 32), ("vibe_audit", 2)])
def test_a_broken_baseline_is_a_usage_error_in_every_host(project: Path, name: str, code: int) -> None:
    (project / FILE_NAME).write_text('{"version": 2}')
    for file in ("pay.py", "ship.py"):
        (project / "app" / file).write_text("")
    done = host(name, project)
    assert done.returncode == code
    assert "version 2 was written by a newer vibe-audit" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_baseline_is_read_once_and_anew_when_told(project: Path) -> None:
    assert load(project) is load(project)
    before = load(project)
    forget()
    assert load(project) is not before
