"""pylint, as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SLOW = '''\
import requests


class Rates:
    def fetch(self, url):
        return requests.get(
            url,
        )
'''


def pylint(project: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pylint", "--rcfile=", "--load-plugins=pylint_vibe", "--persistent=n", *arguments]
    return subprocess.run(command, cwd=project, input=stdin, capture_output=True, text=True, check=False)


def messages(project: Path, *arguments: str, stdin: str | None = None) -> list[dict[str, Any]]:
    done = pylint(project, "--output-format=json2", *arguments, stdin=stdin)
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return found


def symbols(project: Path, *arguments: str) -> list[str]:
    return [message["symbol"] for message in messages(project, *arguments)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "slow.py").write_text(SLOW)
    return tmp_path


def test_message_has_symbol_place_and_scope(project: Path) -> None:
    [message] = messages(project, "--disable=all", "--enable=VBE110", "app/slow.py")
    assert message["symbol"] == "VBE110"
    assert message["messageId"] == "W9110"
    assert message["message"] == "request-without-timeout: Outbound HTTP request has no timeout: requests.get"
    assert message["obj"] == "Rates.fetch"
    assert [message[key] for key in ("line", "column", "endLine", "endColumn")] == [6, 15, 8, 9]


def test_plugin_reports_beside_pylint_by_default(project: Path) -> None:
    assert "VBE110" in symbols(project, "app/slow.py")


@pytest.mark.parametrize("word", ["VBE110", "request-without-timeout", "vibe-reliability"])
def test_enable_and_disable_by_code_name_and_checker(project: Path, word: str) -> None:
    assert symbols(project, "--disable=all", f"--enable={word}", "app/slow.py") == ["VBE110"]
    assert "VBE110" not in symbols(project, f"--disable={word}", "app/slow.py")


def test_other_checker_does_not_enable_it(project: Path) -> None:
    assert symbols(project, "--disable=all", "--enable=vibe-team,eval-used", "app/slow.py") == []


def test_strict_rule_is_enabled_by_name_and_not_with_its_vector(project: Path) -> None:
    (project / "app" / "slow.py").write_text('import requests\n\nrequests.get("u")  # vibe: ignore[VBE110]\n')
    assert symbols(project, "--disable=all", "--enable=vibe-suite,eval-used", "app/slow.py") == []
    assert symbols(project, "--disable=all", "--enable=suppression-without-reason", "app/slow.py") == ["VBE002"]
    assert symbols(project, "--disable=all", "--enable=vibe-suite-strict", "app/slow.py") == ["VBE002"]


def test_two_jobs_find_the_same(project: Path) -> None:
    for number in range(4):
        (project / "app" / f"slow{number}.py").write_text(SLOW)
    found = [sorted(m["path"] for m in messages(project, "--disable=all", "--enable=VBE110", f"-j{jobs}", "app")) for jobs in (1, 2)]
    (project / "app" / "__init__.py").touch()
    assert found[0] == found[1]


def test_from_stdin(project: Path) -> None:
    found = messages(project, "--disable=all", "--enable=VBE110", "--from-stdin", "app/new.py", stdin=SLOW)
    assert [(message["path"], message["line"]) for message in found] == [("app/new.py", 6)]


def test_list_msgs_names_every_rule(project: Path) -> None:
    listed = pylint(project, "--list-msgs").stdout
    assert ":VBE110 (W9110):" in listed
    assert ":VBE003 (E9003):" in listed


def test_pragmas_for_a_block_and_a_file_are_pylints_own(project: Path) -> None:
    for pragma in ("# pylint: disable=VBE110\n", "# pylint: disable=request-without-timeout\n"):
        (project / "app" / "slow.py").write_text(pragma + SLOW)
        assert symbols(project, "--disable=all", "--enable=VBE110", "app/slow.py") == []
    (project / "app" / "slow.py").write_text(SLOW.replace("class Rates:", "class Rates:  # pylint: disable=VBE110"))
    assert symbols(project, "--disable=all", "--enable=VBE110", "app/slow.py") == []


def test_useless_pragma_is_known_to_pylint(project: Path) -> None:
    (project / "app" / "slow.py").write_text(SLOW.replace("get(", "get(  # pylint: disable=VBE110"))
    assert symbols(project, "--disable=all", "--enable=VBE110,useless-suppression", "app/slow.py") == []


def test_letter_follows_the_configuration_of_the_working_directory(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('profile = "regulated"\n')
    [message] = messages(project, "--disable=all", "--enable=VBE110", "app/slow.py")
    assert message["messageId"] == "E9110"


def test_severity_that_differs_from_the_letter_is_said(project: Path) -> None:
    (project / "app" / "vibe-audit.toml").write_text('profile = "regulated"\n')
    [message] = messages(project, "--disable=all", "--enable=VBE110", "app/slow.py")
    assert message["messageId"] == "W9110"
    assert message["message"].endswith("requests.get [error]")


def test_configuration_that_cannot_be_obeyed_is_a_usage_error(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('severity = { VBE11O = "error" }\n')
    done = pylint(project, "app/slow.py")
    assert done.returncode == 32
    assert "no rule is called 'VBE11O'; did you mean 'VBE110'?" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("jobs", ["-j0", "-j1", "-j2"])
def test_so_is_one_of_a_folder_below(project: Path, jobs: str) -> None:
    (project / "app" / "vibe-audit.toml").write_text('profil = "prototype"\n')
    for name in ("other.py", "app/a.py", "app/b.py", "app/c.py"):
        (project / name).write_text(SLOW)
    done = pylint(project, jobs, "other.py", "app/slow.py", "app/a.py", "app/b.py", "app/c.py")
    complaint = "pylint: error: app/vibe-audit.toml:1: profil: unknown key; did you mean 'profile'?\n"
    assert (done.returncode, done.stderr) == (32, complaint)
    done = pylint(project, jobs, "--from-stdin", "app/slow.py", stdin=SLOW)
    assert (done.returncode, done.stderr) == (32, complaint)


def test_text_of_the_configuration_cannot_forge_a_line(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('profile = "x\\n\\u001b[2J"\n')
    done = pylint(project, "app/slow.py")
    assert done.returncode == 32
    assert done.stderr.startswith("pylint: error: vibe-audit.toml:1: profile: 'x\\n\\x1b[2J' is none of ")
    assert done.stderr.count("\n") == 1


def test_excluded_file_is_left_out_even_when_it_is_named(project: Path) -> None:
    (project / "vibe-audit.toml").write_text('exclude = ["slow.py"]\n')
    assert symbols(project, "--disable=all", "--enable=VBE110", "app/slow.py") == []
