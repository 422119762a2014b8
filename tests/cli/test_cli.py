"""The command, as its users call it."""

from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.corpus import ROOT
from vibe_audit import CATALOG, __version__, cli, engine
from vibe_audit.catalog import BY_CODE, RETIRED, Retired
from vibe_audit.cli.destinations import ALL_FORMATS
from vibe_audit.exporters.semgrep import render_pack
from vibe_audit.rule import Check, Finding
from vibe_audit.running.files import forget

BAD = "import requests\n\nrequests.get('https://api.example.org')\n"
CLEAN = "import requests\n\nrequests.get('https://api.example.org', timeout=5)\n"
ONE = "--select=VBE110"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "bad.py").write_text(BAD)
    (tmp_path / "app" / "clean.py").write_text(CLEAN)
    monkeypatch.chdir(tmp_path)
    forget()
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)


class Runner:
    """Calls the command; its exit code, and what it wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        written = self.capsys.readouterr()
        return code, written.out, written.err


def type_in(monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))


# -- check ------------------------------------------------------------------------------------------------------------


def test_findings_are_shown_and_counted(run: Runner) -> None:
    code, out, err = run("check", ONE)
    assert code == 1
    assert out.startswith("app/bad.py:3:1: warning VBE110 request-without-timeout: Outbound HTTP request has no timeout")
    assert out.endswith("\n\nChecked 2 files: 1 finding (1 warning).\n")
    assert err == ""


def test_clean_code_is_exit_zero(run: Runner) -> None:
    assert run("check", "app/clean.py", ONE) == (0, "Checked 1 file: no findings.\n", "")


def test_selectors_may_be_listed_and_repeated(run: Runner) -> None:
    assert run("check", "--select", "VBE3, request-without-timeout", "--select", "team")[0] == 1
    assert run("check", "--select", "VBE1", "--ignore", "VBE110")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["check", "--select", "VBE11O"], "--select: no rule is called 'VBE11O'; did you mean 'VBE"),
        (["check", "--ignore", "nonsense"], "--ignore: no rule is called 'nonsense'"),
        (["check", "empty", "--select", "nonsense"], "--select: no rule is called 'nonsense'"),
        (["check", "app", "gone.py"], "gone.py: no such file or folder"),
        (["check", "a\x1b[2J.py"], "a\\x1b[2J.py: no such file or folder"),
        (["check", "-", "app"], "stdin (-) cannot be checked together with other paths"),
        (["check", "app", "--stdin-filename", "x.py"], "--stdin-filename cannot be given together with paths"),
        (["check", "--format", "json", "--output", "gone/x.json"], "gone/x.json: No such file or directory"),
        (["check", "--output", "sarf=x"], "--output: no format is called 'sarf'; did you mean 'sarif'?"),
        (["check", "--output", "a/b=c.txt"], "--output: no format is called 'a/b'; a file of that name is --output 'text=a/b=c.txt'"),
        (["check", "--output", "sarif="], "--output: 'sarif=' names no file"),
        (["check", "--output", "x", "--output", "sarif=x"], "--output: x is given twice"),
        (["explain", "VBE11O"], "no rule is called 'VBE11O'; did you mean 'VBE"),
        (["explain", "request-without-timeouts"], "no rule is called 'request-without-timeouts'; did you mean 'request-without-timeout'?"),
    ],
)
def test_a_usage_error_is_one_line(run: Runner, project: Path, arguments: list[str], complaint: str) -> None:
    (project / "empty").mkdir()
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"vibe-audit: error: {complaint}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--jobs", "-1"], ["check", "--jobs", "x"], ["check", "--form", "json"]])
def test_what_argparse_rejects_is_a_usage_error_too(run: Runner, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "vibe-audit" in err


def test_a_broken_configuration_is_a_usage_error(run: Runner, project: Path) -> None:
    for content in ('profle = "production"\n', "profile = \n", 'exclude = "x"\n'):
        (project / "vibe-audit.toml").write_text(content)
        forget()
        code, out, err = run("check")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "vibe-audit.toml" in err


@pytest.mark.parametrize(("threshold", "code"), [("info", 1), ("warning", 1), ("error", 0), ("off", 0)])
def test_the_configuration_decides_what_fails(run: Runner, project: Path, threshold: str, code: int) -> None:
    (project / "vibe-audit.toml").write_text(f'fail-on = "{threshold}"\n')
    assert run("check", ONE)[0] == code


def test_each_file_fails_by_its_own_configuration(run: Runner, project: Path) -> None:
    (project / "vibe-audit.toml").write_text('fail-on = "error"\n')
    assert run("check", ONE)[0] == 0
    (project / "strict").mkdir()
    (project / "strict" / "vibe-audit.toml").write_text('fail-on = "warning"\n')
    (project / "strict" / "bad.py").write_text(BAD)
    assert run("check", ONE)[0] == 1


def test_exit_zero_forgives_findings_and_nothing_else(run: Runner, project: Path) -> None:
    assert run("check", ONE, "--exit-zero")[0] == 0
    (project / "app" / "broken.py").write_text("def f(:\n")
    for arguments in (["check", ONE], ["check", ONE, "--exit-zero"]):
        code, out, _ = run(*arguments)
        assert code == 2
        assert "app/broken.py:1:1: error VBE003" in out
        assert "app/bad.py:3:1: warning VBE110" in out


def test_a_rule_that_crashed_is_exit_two(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> Iterator[Finding]:
        raise ZeroDivisionError
        yield

    rule = BY_CODE["VBE110"]
    monkeypatch.setattr(engine, "_rules_for", engine._rules_for.__wrapped__)
    monkeypatch.setattr(engine, "CATALOG", [replace(rule, checks=[Check(crash, (ast.Call,), None)])])
    code, out, _ = run("check", ONE, "--exit-zero", "--jobs", "1")
    assert code == 2
    assert "error VBE000 rule-crashed: A rule of vibe-audit crashed here: VBE110 request-without-timeout: ZeroDivisionError" in out


def test_no_python_files_is_said_and_no_error(run: Runner, project: Path) -> None:
    (project / "empty").mkdir()
    assert run("check", "empty") == (0, "No Python files to check.\n", "")
    code, out, err = run("check", "empty", "--format", "json")
    assert (code, json.loads(out)["summary"]["files"], err) == (0, 0, "No Python files to check.\n")


def test_formats(run: Runner) -> None:
    code, out, _ = run("check", ONE, "--format", "json")
    assert (code, [entry["path"] for entry in json.loads(out)["findings"]]) == (1, ["app/bad.py"])
    code, out, _ = run("check", ONE, "--format", "sarif")
    assert (code, len(json.loads(out)["runs"][0]["results"])) == (1, 1)
    code, out, _ = run("check", ONE, "--format", "github")
    assert (code, out[:27]) == (1, "::warning file=app/bad.py,l")


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_output_goes_to_a_file(run: Runner, project: Path, form: str) -> None:
    shown = run("check", ONE, "--format", form)
    assert run("check", ONE, "--format", form, "--output", "report") == (1, "", "")
    assert (project / "report").read_text("utf-8") == shown[1]


def test_several_outputs_of_one_run(run: Runner, project: Path) -> None:
    shown = {form: run("check", ONE, "--format", form)[1] for form in ("text", "json", "sarif", "junit")}
    code, out, err = run("check", ONE, "--output", "sarif=vibe.sarif", "--output", "junit=vibe=.xml")
    assert (code, out, err) == (1, shown["text"], "")
    assert (project / "vibe.sarif").read_text("utf-8") == shown["sarif"]
    assert (project / "vibe=.xml").read_text("utf-8") == shown["junit"]
    assert run("check", ONE, "--format=json", "--output=report", "--output=text=a.txt", "--output=copy") == (1, "", "")
    for name, form in (("report", "json"), ("copy", "json"), ("a.txt", "text")):
        assert (project / name).read_text("utf-8") == shown[form]


def test_statistics(run: Runner) -> None:
    line = "     1  VBE110  request-without-timeout\n"
    assert line in run("check", ONE, "--statistics")[1]
    _, out, err = run("check", ONE, "--statistics", "--format", "json")
    assert json.loads(out)["summary"]["by_code"] == {"VBE110": 1}
    assert err == line


@pytest.mark.parametrize("arguments", [["-"], ["--stdin-filename", "app/typed.py"], ["-", "--stdin-filename", "app/typed.py"]])
def test_stdin(run: Runner, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    type_in(monkeypatch, BAD)
    code, out, _ = run("check", ONE, *arguments)
    assert code == 1
    assert out.startswith(f"{'app/typed.py' if len(arguments) > 1 else '<stdin>'}:3:1: warning VBE110")
    assert "  3 | requests.get('https://api.example.org')\n    | ^^^^^^^^^^^^" in out


def test_stdin_is_judged_by_the_name_it_bears(run: Runner, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    (project / "vibe-audit.toml").write_text('exclude = ["old/"]\n')
    for name, code in (("app/x.py", 1), ("tests/test_x.py", 0), ("old/x.py", 0)):
        type_in(monkeypatch, BAD)
        assert run("check", ONE, "--stdin-filename", name)[0] == code


def test_jobs_change_nothing(run: Runner, project: Path) -> None:
    for number in range(30):
        (project / "app" / f"m{number}.py").write_text(BAD if number % 3 else CLEAN)
    (project / "app" / "broken.py").write_text("def f(:\n")
    alone = run("check", "--jobs", "1")
    assert run("check", "--jobs", "3") == alone
    assert run("check") == alone


# -- the other commands -----------------------------------------------------------------------------------------------


def test_version_and_help(run: Runner) -> None:
    assert run("--version") == (0, f"vibe-audit {__version__}\n", "")
    assert all(command in run("--help")[1] for command in ("check", "rules", "explain", "export"))


def test_rules(run: Runner) -> None:
    code, out, _ = run("rules")
    assert (code, out.count("\n")) == (0, len(CATALOG))
    code, out, _ = run("rules", "--format", "json")
    assert (code, len(json.loads(out))) == (0, len(CATALOG))


@pytest.mark.parametrize("word", ["VBE110", "vbe110", "request-without-timeout", "Request-Without-Timeout"])
def test_explain(run: Runner, word: str) -> None:
    code, out, _ = run("explain", word)
    assert code == 0
    assert out.startswith("VBE110 request-without-timeout: Outbound HTTP request has no timeout\n")
    assert all(part in out for part in ("prototype: off", "CWE-400", "ruff S113 (partly)", "## Use instead"))


def test_explain_knows_retired_codes(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RETIRED, "VBE199", Retired("old-rule", "0.3.0", "ruff does it better"))
    assert run("explain", "vbe199") == (0, "VBE199 old-rule was retired in 0.3.0: ruff does it better\n", "")


def test_export_semgrep(run: Runner, project: Path) -> None:
    assert run("export", "semgrep") == (0, render_pack(), "")
    assert run("export", "semgrep", "--output", "pack.yaml") == (0, "", "")
    assert (project / "pack.yaml").read_text("utf-8") == render_pack()


# -- as a process -----------------------------------------------------------------------------------------------------


def command(*arguments: str) -> list[str]:
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from vibe_audit.cli import main; sys.exit(main())"
    return [sys.executable, "-c", program, *arguments]


def test_the_module_is_the_command(project: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "vibe_audit", "check", str(project), ONE], capture_output=True, text=True,
                          check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "")
    assert "VBE110" in done.stdout


def test_a_terminal_that_cannot_show_a_character_is_no_crash(project: Path) -> None:
    (project / "app" / "bad.py").write_text(BAD + "# \N{SNOWMAN}\n", encoding="utf-8")
    done = subprocess.run(command("check", ONE), capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\\u2603" in done.stdout


def test_a_reader_that_leaves_early_is_no_traceback(project: Path) -> None:
    (project / "app" / "bad.py").write_text(BAD + "requests.get('https://api.example.org')\n" * 5000)
    with subprocess.Popen(command("check", ONE), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2
