"""Web and command-line frameworks, by the package that a program imports."""

from __future__ import annotations

CLI_PACKAGES = frozenset({"argparse", "click", "cyclopts", "docopt", "fire", "typer"})

WEB_PACKAGES = frozenset({
    "aiohttp", "bottle", "django", "falcon", "fastapi", "flask", "litestar", "quart", "rest_framework", "sanic",
    "starlette", "tornado",
})
