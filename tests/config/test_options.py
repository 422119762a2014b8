"""Options of single rules: each is read from the configuration and changes what its rule reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from vibe_audit import check_source
from vibe_audit.catalog import CATALOG
from vibe_audit.config import parse_config

COMMENTED = "x = 1\n# first = call(1)\n# second = call(2)\n# third = call(3)\n# fourth = call(4)\n"
IDOR = """from fastapi import APIRouter, Depends

router = APIRouter()


@router.get("/orders/{order_id}")
def show(order_id: int, {NAME}=Depends(get_{NAME}), trace=Depends(get_trace)):
    return load(order_id)
"""
PAGE = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/orders')\ndef orders(rows: int = 20):\n    return load(rows)\n"
LOGGED = "import audit\n\n\ndef login(password):\n    audit.write(f'login with {password}')\n"
CAUGHT = """import logging

logger = logging.getLogger(__name__)


def run(job):
    try:
        job.start()
    except Exception as error:
        logger.error("failed: %s", error)
        house.errors.report()
"""


@pytest.mark.parametrize(
    ("code", "options", "source", "usual", "then"),
    [
        ("VBE505", "fewest-lines = 5", COMMENTED, 1, 0),
        ("VBE321", 'infrastructure = ["get_trace"]', IDOR.replace("{NAME}", "current_user"), 0, 1),
        ("VBE321", 'principals = ["who"]\ninfrastructure = ["get_trace"]', IDOR.replace("{NAME}", "who"), 0, 1),
        ("VBE202", 'parameters = ["rows"]', PAGE, 0, 1),
        ("VBE370", 'loggers = ["audit.write"]', LOGGED, 0, 1),
        ("VBE403", 'reporters = ["errors.report"]', CAUGHT, 1, 0),
    ],
)
def test_option_changes_what_is_reported(code: str, options: str, source: str, usual: int, then: int) -> None:
    def count(text: str) -> int:
        config = parse_config(text, Path("/project/vibe-audit.toml"))
        found = check_source(source, "/project/app/views.py", config=config, select=[code])
        return sum(finding.rule.code == code for finding in found)

    assert (count(""), count(f"[rules.{code}]\n{options}")) == (usual, then)


def test_every_option_is_tested_here() -> None:
    tested = {(mark[0], line.partition(" =")[0]) for mark in _cases() for line in mark[1].split("\n")}
    assert tested == {(rule.code, option) for rule in CATALOG for option in rule.options}


def _cases() -> list[tuple[str, str]]:
    marks = test_option_changes_what_is_reported.pytestmark  # type: ignore[attr-defined]
    return [(case[0], case[1]) for case in marks[0].args[1]]
