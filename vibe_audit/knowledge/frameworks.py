"""Web and command-line frameworks, by the package that a program imports."""

from __future__ import annotations

CLI_PACKAGES = frozenset({
    "argparse", "cleo", "click", "cmd2", "cyclopts", "docopt", "fabric", "fire", "invoke", "optparse", "questionary", "textual", "typer",
})

WEB_PACKAGES = frozenset({
    "aiohttp", "bottle", "django", "falcon", "fastapi", "flask", "litestar", "quart", "rest_framework", "sanic",
    "starlette", "tornado",
})

# What makes or runs an application, last name: where it stands, a program starts.
APPLICATIONS = frozenset({
    "APIFlask", "AsyncIOScheduler", "BackgroundScheduler", "BlockingScheduler", "Bot", "Celery", "Dash", "FastAPI", "FastMCP", "Flask",
    "Huey", "Litestar", "NinjaAPI", "Quart", "Robyn", "Sanic", "Starlette", "Updater", "run_app", "run_forever", "run_polling",
    "run_until_complete", "serve", "start_polling",
})

# Packages whose programs are single modules that a runner of theirs starts.
STARTERS = frozenset({"chainlit", "gradio", "locust", "nicegui", "reflex", "streamlit", "uvicorn"})

# What makes a web application, by the dotted name under which each framework's own tutorial imports it: the framework that it speaks.
WEB_APPLICATIONS = {
    "aiohttp.web.Application": "aiohttp",
    "apiflask.APIFlask": "flask",
    "bottle.Bottle": "bottle",
    "falcon.App": "falcon",
    "falcon.asgi.App": "falcon",
    "fastapi.FastAPI": "fastapi",
    "fastapi.applications.FastAPI": "fastapi",
    "flask.Flask": "flask",
    "litestar.Litestar": "litestar",
    "quart.Quart": "flask",
    "robyn.Robyn": "robyn",
    "sanic.Sanic": "sanic",
    "starlette.applications.Starlette": "starlette",
    "tornado.web.Application": "tornado",
}
