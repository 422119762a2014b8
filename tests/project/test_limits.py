"""A request waits for ever because of what another module says of its limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit import check_source
from vibe_audit.config import Config

FILES = {
    "app/__init__.py": "",
    "app/config.py": """\
from pydantic_settings import BaseSettings

NOTHING = None
SOME = 5


class Settings(BaseSettings):
    limit: float | None = None
    short: float = 3


settings = Settings()
""",
    "app/sessions.py": "import requests\n\nhttp = requests.Session()\n",
    "app/limited.py": """\
import requests
from app.adapters import TimeoutAdapter

http = requests.Session()
http.mount("https://", TimeoutAdapter(5))
""",
    "app/bases.py": """\
import requests


class Base:
    def __init__(self):
        self.session = requests.Session()
""",
    "app/kept.py": "class Kept:\n    timeout = None\n",
}
CONFIG, BASE = "app/config.py", "app/bases.py"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("from app.config import NOTHING\n\ndef get(url):\n    return requests.get(url, timeout=NOTHING)\n", (CONFIG, 3)),
        ("from app import config\n\ndef get(url):\n    return requests.get(url, timeout=config.NOTHING)\n", (CONFIG, 3)),
        ("from app.config import settings\n\ndef get(url):\n    return requests.get(url, timeout=settings.limit)\n", (CONFIG, 8)),
        ("from app.sessions import http\n\ndef get(url):\n    return http.get(url)\n", ("app/sessions.py", 3)),
        ("from app.bases import Base\n\nclass C(Base):\n    def get(self, url):\n        return self.session.get(url)\n", (BASE, 6)),
        (
            ("from app.kept import Kept\n\nclass C(Kept):\n"
            "    def get(self, url):\n        return requests.get(url, timeout=self.timeout)\n"),
            ("app/kept.py", 2),
        ),
        ("from app.config import settings\n\ndef get(url):\n    return requests.get(url, timeout=settings.short)\n", None),
        ("from app.config import SOME\n\ndef get(url):\n    return requests.get(url, timeout=SOME)\n", None),
        ("from app.limited import http\n\ndef get(url):\n    return http.get(url)\n", None),
        ("from app.sessions import http\n\ndef get(url):\n    return http.get(url, timeout=5)\n", None),
        ("from app.sessions import http\n\ndef get(url, **options):\n    return http.get(url, **options)\n", None),
        (
            ("from app.config import settings\nsettings.limit = 4\n\n"
            "def get(url):\n    return requests.get(url, timeout=settings.limit)\n"),
            None,
        ),
    ],
)
def test_what_another_module_says_of_a_limit(source: str, place: tuple[str, int] | None, tmp_path: Path) -> None:
    write(tmp_path, FILES)
    config = Config(tmp_path).narrowed(select=["VBE110"])
    found = check_source("import requests\n" + source, tmp_path / "app" / "asker.py", config=config)
    said = [(Path(related.path).relative_to(tmp_path).as_posix(), related.line) for finding in found for related in finding.related]
    assert said == ([place] if place else [])
