"""The tests on every supported interpreter that this machine has: `make test-all`."""

import shutil
from pathlib import Path

import nox

nox.options.error_on_missing_interpreters = False
nox.options.default_venv_backend = "venv"


@nox.session(python=["3.10", "3.11", "3.12", "3.13", "3.14"])
def tests(session: nox.Session) -> None:
    """All tests, with all hosts, and all of Python's own tests as input."""
    session.install(".[dev]")
    session.run("pytest", "-n", "auto", *session.posargs, env={"VIBE_AUDIT_ODD_INPUT": "all"})


@nox.session
def pyodide(session: nox.Session) -> None:
    """Both corpora on the Python 3.14 that the npm package `pyodide` brings, which runs under Node."""
    if not shutil.which("node") or not shutil.which("npm"):
        session.skip("Node.js is not here")
    session.install(".")
    folder = Path(session.create_tmp())
    session.run("npm", "install", "--silent", "--no-audit", "--prefix", str(folder), "pyodide@314", external=True)
    packages = session.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", silent=True)
    session.run("node", "tests/pyodide/run.mjs", str(folder / "node_modules" / "pyodide"), str(packages).strip(), external=True)
