"""The tests on every supported interpreter that this machine has: `make test-all`."""

import nox

nox.options.error_on_missing_interpreters = False
nox.options.default_venv_backend = "venv"


@nox.session(python=["3.10", "3.11", "3.12", "3.13", "3.14"])
def tests(session: nox.Session) -> None:
    """All tests, with all hosts."""
    session.install(".[dev]")
    session.run("pytest", "-n", "auto", *session.posargs)
