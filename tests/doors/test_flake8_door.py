"""flake8, as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SLOW = 'import requests\n\nrequests.get("u")\n'
STRICT = 'import requests\n\nrequests.get("u")  # vibe: ignore[VBE110]\n'


def flake8(project: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flake8", *arguments]
    return subprocess.run(command, cwd=project, input=stdin, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "slow.py").write_text(SLOW)
    return tmp_path


def codes(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode in (0, 1), done.stderr
    return [line.split()[1] for line in done.stdout.splitlines()]


def test_default_run_reports_our_codes_beside_others(project: Path) -> None:
    (project / "app" / "slow.py").write_text("import os\n" + SLOW)
    assert codes(flake8(project, "app")) == ["F401", "VBE110"]


def test_select_ignore_and_extend_select(project: Path) -> None:
    assert codes(flake8(project, "--select=VBE", "app")) == ["VBE110"]
    assert codes(flake8(project, "--select=VBE1", "app")) == ["VBE110"]
    assert codes(flake8(project, "--select=VBE2", "app")) == []
    assert codes(flake8(project, "--extend-ignore=VBE110", "app")) == []
    assert codes(flake8(project, "--select=F", "app")) == []
    assert codes(flake8(project, "--select=F", "--extend-select=VBE110", "app")) == ["VBE110"]


def test_strict_rule_is_opted_in_by_its_full_code_only(project: Path) -> None:
    (project / "app" / "slow.py").write_text(STRICT)
    assert codes(flake8(project, "--select=VBE", "app")) == []
    assert codes(flake8(project, "--select=VBE0", "app")) == []
    assert codes(flake8(project, "--select=VBE002", "app")) == ["VBE002"]
    assert codes(flake8(project, "--extend-select=VBE002", "app")) == ["VBE002"]


def test_per_file_ignores(project: Path) -> None:
    assert codes(flake8(project, "--per-file-ignores=app/*.py:VBE110", "app")) == []


def test_noqa_is_flake8s_own_too(project: Path) -> None:
    (project / "app" / "slow.py").write_text('import requests\n\nrequests.get("u")  # noqa\nrequests.get("u")  # noqa: VBE1\n')
    assert codes(flake8(project, "--select=VBE", "app")) == []


def test_several_jobs_find_the_same(project: Path) -> None:
    for number in range(6):
        (project / "app" / f"slow{number}.py").write_text(SLOW)
    one, two = flake8(project, "--select=VBE", "-j1", "app"), flake8(project, "--select=VBE", "-j2", "app")
    assert len(codes(one)) == 7
    assert sorted(one.stdout.splitlines()) == sorted(two.stdout.splitlines())


def test_stdin_is_judged_by_its_display_name(project: Path) -> None:
    done = flake8(project, "--select=VBE", "--stdin-display-name=app/new.py", "-", stdin=SLOW)
    assert done.stdout.startswith("app/new.py:3:1: VBE110 request-without-timeout: Outbound HTTP request has no timeout: requests.get")
    assert codes(flake8(project, "--select=VBE110", "--stdin-display-name=tests/test_new.py", "-", stdin=SLOW)) == []


def test_off_and_min_severity_of_the_configuration_are_obeyed(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('profile = "prototype"\n')
    assert codes(flake8(project, "--select=VBE", "app")) == []
    (project / "vibe-audit.toml").write_text('min-severity = "error"\n')
    assert codes(flake8(project, "--select=VBE", "app")) == []


@pytest.mark.parametrize("place", ["vibe-audit.toml", "app/inner/vibe-audit.toml"])
@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_configuration_that_cannot_be_obeyed_is_a_usage_error(project: Path, place: str, jobs: str) -> None:
    (project / "app" / "inner").mkdir()
    for folder in ("app", "app/inner"):
        (project / folder / "other.py").write_text(SLOW)
    (project / place).write_text('profil = "prototype"\n')
    done = flake8(project, "--select=VBE", jobs, "app")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"flake8: error: {place}:1: profil: unknown key; did you mean 'profile'?\n"


def test_configuration_of_what_flake8_leaves_out_is_not_read(project: Path) -> None:
    (project / "app" / "vibe-audit.toml").write_text("broken")
    assert codes(flake8(project, "--select=VBE", "--extend-exclude=app", ".")) == []


def test_text_of_the_configuration_cannot_forge_a_line(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('profile = "x\\n\\u001b[2J"\n')
    done = flake8(project, "--select=VBE", "app")
    assert done.returncode == 2
    assert done.stderr.startswith("flake8: error: vibe-audit.toml:1: profile: 'x\\n\\x1b[2J' is none of ")
    assert done.stderr.count("\n") == 1


def test_excluded_file_is_left_out_even_when_it_is_named(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('exclude = ["slow.py"]\n')
    assert codes(flake8(project, "--select=VBE", "app/slow.py")) == []


def test_columns_count_characters(project: Path) -> None:
    (project / "app" / "slow.py").write_text('import requests\n\n"é"; requests.get("u")\n', "utf-8")
    assert ":3:6: VBE110" in flake8(project, "--select=VBE", "app").stdout


def test_byte_order_mark_and_crlf(project: Path) -> None:
    (project / "app" / "slow.py").write_bytes(b"\xef\xbb\xbf" + SLOW.replace("\n", "\r\n").encode())
    assert codes(flake8(project, "--select=VBE", "app")) == ["VBE110"]
