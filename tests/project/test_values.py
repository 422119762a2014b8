"""What a name or an attribute holds, through the modules of a project."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit.logic.calls import NOT_CONSTANT
from vibe_audit.module import Module
from vibe_audit.project.values import constant_of, is_overridden, value_of

FILES = {
    "pyproject.toml": "",
    "app/__init__.py": "",
    "app/config.py": """\
import os
from functools import lru_cache
from pydantic import Field
from pydantic_settings import BaseSettings

TIMEOUT = None
RETRIES = int("3")
LIMIT = os.getenv("LIMIT", "10")
REQUIRED = os.environ["REQUIRED"]
if os.getenv("FAST"):
    PAUSE = 1
else:
    PAUSE = 2

class Common(BaseSettings):
    timeout: float | None = None
    name: str = Field("house", max_length=9)

class Settings(Common):
    retries: int = 3
    key: str = os.environ.get("KEY", "none")

settings = Settings()

@lru_cache
def get_settings() -> Settings:
    return Settings()
""",
    "app/base.py": """\
from app.config import TIMEOUT

class Base:
    agent = "house"
    either = None

    def __init__(self, given=5):
        self.timeout = TIMEOUT
        self.given = given
        self.either = 1

    def change(self):
        self.either = 2
""",
    "app/given.py": """\
from dataclasses import dataclass

from app.config import Common


@dataclass
class Options:
    timeout: float | None = None


class Extended(Common):
    pause: float | None = None


options = Options(timeout=5)
extended = Extended()
""",
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from app.config import TIMEOUT\nTIMEOUT", None),
        ("from app import config\nconfig.LIMIT", "10"),
        ("import app.config\napp.config.TIMEOUT", None),
        ("from app.config import LIMIT as most\nmost", "10"),
        ("from app.config import settings\nsettings.timeout", None),
        ("from app.config import settings\nsettings.name", "house"),
        ("from app.config import settings\nsettings.retries", 3),
        ("from app.config import get_settings\nget_settings().key", "none"),
        ("from app.config import Settings\nSettings().retries", 3),
        ("from app.base import Base\nclass Client(Base):\n    def get(self):\n        self.timeout", None),
        ("from app.base import Base\nclass Client(Base):\n    def get(self):\n        self.agent", "house"),
        ("class Client:\n    def __init__(self):\n        self.timeout = None\n    def get(self):\n        self.timeout", None),
        ("from app.given import extended\nextended.pause", None),
        ("from app.given import extended\nextended.name", "house"),
        # what is decided elsewhere, or in two ways
        ("from app.config import REQUIRED\nREQUIRED", NOT_CONSTANT),
        ("from app.config import RETRIES\nRETRIES", NOT_CONSTANT),
        ("from app.given import options\noptions.timeout", NOT_CONSTANT),
        ("from app.config import PAUSE\nPAUSE", NOT_CONSTANT),
        ("from app.config import settings\nsettings.unknown", NOT_CONSTANT),
        ("from app.base import Base\nclass Client(Base):\n    def get(self):\n        self.given", NOT_CONSTANT),
        ("from app.base import Base\nclass Client(Base):\n    def get(self):\n        self.either", NOT_CONSTANT),
        ("def get(timeout=None):\n    timeout", NOT_CONSTANT),
        ("from elsewhere import TIMEOUT\nTIMEOUT", NOT_CONSTANT),
    ],
)
def test_what_is_held(source: str, expected: object, tmp_path: Path) -> None:
    node, module = _asked(source, tmp_path)
    assert constant_of(node, module) == expected


def test_the_variable_that_may_say_otherwise(tmp_path: Path) -> None:
    value = value_of(*_asked("from app.config import settings\nsettings.key", tmp_path))
    assert value is not None
    assert value.variable == "KEY"
    assert value.related("the setting").path.endswith("app/config.py")


def _asked(source: str, root: Path) -> tuple[ast.expr, Module]:
    """The last expression of a module of the project."""
    project = write(root, FILES)
    tree = ast.parse(source)
    module = Module("app/asker.py", source, tree, project=project)
    return [node for node in ast.walk(tree) if isinstance(node, ast.Expr)][-1].value, module


def test_what_another_module_writes_is_overridden(tmp_path: Path) -> None:
    node, module = _asked("from app.config import settings\nsettings.timeout", tmp_path)
    value = value_of(node, module)
    assert value is not None
    assert not is_overridden("timeout", value, module)
    write(tmp_path, {"app/main.py": "from app.config import settings\n\nsettings.retries = 2\nsettings.timeout = 5\n"})
    node, module = _asked("from app.config import settings\nsettings.timeout", tmp_path)
    value = value_of(node, module)
    assert value is not None
    assert is_overridden("timeout", value, module)
