"""The four checkers as users run them, over one project, answering in one shape."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from vibe_audit.catalog import BY_CODE, CATALOG
from vibe_audit.config import severity_when_named
from vibe_audit.exporters.semgrep import pack_folder
from vibe_audit.project.manifests import is_manifest
from vibe_audit.rule import Profile, Severity

CHECKERS = ("flake8", "pylint", "semgrep", "vibe-audit")
BIN = Path(sys.executable).parent


def environ() -> dict[str, str]:
    """The environment as it is, for programs of this installation, none of which is to speak to anybody."""
    return {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "SEMGREP_ENABLE_VERSION_CHECK": "0",
        "SEMGREP_SEND_METRICS": "off",
    }


class Reported(NamedTuple):
    """One finding as a checker reports it; the column is counted from 1."""

    path: str
    line: int
    column: int
    code: str
    severity: str
    message: str


class Answer(NamedTuple):
    """What one checker said, and the files that it could not read."""

    reported: frozenset[Reported]
    unread: frozenset[str]


def lay_out(repository: Path, project: Path, files: Iterable[Path]) -> list[str]:
    """Copy `files` of `repository`, and its manifests, into a scratch project that has every rule switched on; the paths of the files."""
    for manifest in (path for path in repository.rglob("*") if path.is_file() and is_manifest(path.relative_to(repository).as_posix())):
        target = project / manifest.relative_to(repository)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(manifest, target)
    paths = []
    for file in files:
        target = project / file.relative_to(repository)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        paths.append(target.relative_to(project).as_posix())
    switch_all_on(project)
    return paths


def switch_all_on(project: Path) -> None:
    """A configuration in which strict rules are on, and a .semgrepignore that leaves nothing out."""
    project.mkdir(parents=True, exist_ok=True)
    strict = [rule for rule in CATALOG if rule.severity_in(Profile.PRODUCTION) is Severity.OFF]
    lines = [f'{rule.code} = "{severity_when_named(rule).value}"' for rule in strict]
    (project / "vibe-audit.toml").write_text("\n".join(["[severity]", *lines, ""]))
    (project / ".semgrepignore").write_text("# nothing: semgrep's own list leaves out tests/\n")


def run_all(project: Path, paths: list[str], checkers: Iterable[str] = CHECKERS) -> dict[str, Answer]:
    """The answers of the checkers about the files at `paths`, which are relative to the project's root."""
    runs = {"flake8": run_flake8, "pylint": run_pylint, "semgrep": run_semgrep, "vibe-audit": run_command}
    return {checker: runs[checker](project, paths) for checker in checkers}


def run_flake8(project: Path, paths: list[str]) -> Answer:
    """flake8 with no other plugin's codes selected."""
    separator = "\x1f"
    form = separator.join(("%(path)s", "%(row)d", "%(col)d", "%(code)s", "%(text)s"))
    # blanket comments are flake8's own affair: ours are obeyed by the engine
    command = [str(BIN / "flake8"), "--isolated", "--disable-noqa", "--select=VBE,E9", f"--format={form}", "-j2", *paths]
    output = _run(command, project)
    reported, unread = set(), set()
    for row in output.splitlines():
        path, line, column, code, text = row.split(separator, 4)
        path = path.removeprefix("./")
        if code in BY_CODE:
            reported.add(Reported(path, int(line), int(column), code, "", text))
        else:
            unread.add(path)
    return Answer(frozenset(reported), frozenset(unread))


def run_pylint(project: Path, paths: list[str]) -> Answer:
    """pylint with the plugin and nothing else enabled."""
    codes = ",".join(rule.code for rule in CATALOG if not rule.delegated_to)
    command = [
        str(BIN / "pylint"), "--rcfile=", "--load-plugins=pylint_vibe", "--disable=all",
        f"--enable={codes},syntax-error,astroid-error,parse-error", "--output-format=json2", "-j2", "--persistent=n", *paths,
    ]  # fmt: skip
    messages = json.loads(_run(command, project))["messages"]
    reported = {
        Reported(m["path"], m["line"], m["column"] + 1, m["symbol"], _SEVERITY_OF[m["type"]], m["message"])
        for m in messages
        if m["symbol"] in BY_CODE
    }
    return Answer(frozenset(reported), frozenset(m["path"] for m in messages if m["symbol"] not in BY_CODE))


_SEVERITY_OF = {"error": "error", "warning": "warning", "refactor": "info"}


_INVALID_PACK = 7
"""semgrep's exit status for rules that it cannot read; it finds nothing then, and says so in its output only."""


def run_semgrep(project: Path, paths: list[str], pack: Path | None = None) -> Answer:
    """semgrep with the pack, rooted at the project."""
    command = [
        str(BIN / "semgrep"), "scan", "--experimental", "--config", str(pack or pack_folder()), "--no-rewrite-rule-ids",
        "--project-root", ".", "--no-git-ignore", "--disable-nosem", "--max-target-bytes=0", "--timeout=60", "--json", ".",
    ]  # fmt: skip
    output = _run(command, project, refusal=_INVALID_PACK)
    data = json.loads(output[output.index("{") :])
    wanted = set(paths)
    reported = {
        Reported(
            path, r["start"]["line"], r["start"]["col"], r["check_id"].rpartition(".")[2],
            r["extra"]["severity"].lower(), r["extra"]["message"],
        )
        for r in data["results"]
        if (path := r["path"].removeprefix("./")) in wanted
    }  # fmt: skip
    unread = {e["path"].removeprefix("./") for e in data["errors"] if "path" in e}
    return Answer(frozenset(reported), frozenset(unread))


def run_command(project: Path, paths: list[str]) -> Answer:
    """Our own command."""
    # not `python -m`, which would let a `typing.py` in the analysed project stand in for the real one
    command = [str(BIN / "vibe-audit"), "check", "--format=json", *paths]
    findings = json.loads(_run(command, project))["findings"]
    reported = {
        Reported(f["path"], f["line"], f["column"], f["code"], f["severity"], f"{f['name']}: {f['message']}") for f in findings
    }
    return Answer(frozenset(reported), frozenset(f["path"] for f in findings if f["code"] == "VBE003"))


def _run(command: list[str], project: Path, refusal: int | None = None) -> str:
    """What a command writes. It fails where it writes nothing, or exits with `refusal`, which says that it did not do what it was asked."""
    done = subprocess.run(command, cwd=project, env=environ(), capture_output=True, text=True, check=False)
    if (not done.stdout and done.returncode > 1) or done.returncode == refusal:
        raise RuntimeError(f"{command[0]} failed with {done.returncode}:\n{done.stderr[-2000:] or done.stdout[:2000]}")
    return done.stdout
