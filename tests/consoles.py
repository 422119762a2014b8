"""The ```console blocks of the examples' pages: what they say that happens, and what does. To bring them up to date:

    python -m tests.consoles
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.checkers import environ
from tests.corpus import ROOT

EXAMPLES = ROOT / "examples"
SET_UPS = ("small-team", "monorepo", "regulated")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```)", re.MULTILINE | re.DOTALL)


def lay_out(name: str, folder: Path) -> Path:
    """A copy of an example, as a repository of its own."""
    project = folder / name
    shutil.copytree(EXAMPLES / name, project, ignore=shutil.ignore_patterns("__pycache__"))
    (project / ".git").mkdir()
    return project


def shown(page: str) -> list[str]:
    """The blocks of a page."""
    return _BLOCK.findall(page)


def squeezed(text: str) -> str:
    """A text without what a column's width says: how long the longest name in the catalog is."""
    return re.sub(" {2,}", "  ", text)


def played(page: str, folder: Path) -> list[str]:
    """What a shell in `folder` shows that is given the commands of the blocks, those after a `$`, one after the other."""
    lines = []
    for block in shown(page):
        for command in (line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")):
            # the status of the command before is kept, for a page that shows it
            lines += ["status=$?", f"printf '%s\\n' {shlex.quote(f'$ {command}')}", "(exit $status)", command]
        lines.append("printf '\\f'")
    output = shell("\n".join(lines), folder)
    return output.split("\f")[:-1]


def shell(script: str, folder: Path, **variables: str) -> str:
    """What a script writes to either stream."""
    environment = {**environ(), "PWD": os.fspath(folder), "LC_ALL": "C", **variables}
    command = subprocess.run(
        ["bash"], input=script, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return command.stdout


def main() -> None:
    for name in SET_UPS:
        file = EXAMPLES / name / "README.md"
        page = file.read_text("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            blocks = iter(played(page, lay_out(name, Path(folder))))
        file.write_text(_BLOCK.sub(lambda _, left=blocks: next(left), page), "utf-8")  # type: ignore[misc]


if __name__ == "__main__":
    main()
