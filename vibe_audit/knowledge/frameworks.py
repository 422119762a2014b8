"""Web and command-line frameworks, by the package that a program imports."""

from __future__ import annotations

CLI_PACKAGES = frozenset({
    "argparse", "cleo", "click", "cmd2", "cyclopts", "docopt", "fabric", "fire", "invoke", "optparse", "questionary", "textual", "typer",
})

WEB_PACKAGES = frozenset({
    "aiohttp", "bottle", "django", "falcon", "fastapi", "flask", "litestar", "quart", "rest_framework", "sanic",
    "starlette", "tornado",
})
