"""Who refers to a route by its name, anywhere in the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit import check_paths
from vibe_audit import project as projects
from vibe_audit.logic.references import routes_referred_to


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    projects.forget()


TWICE = """from flask import Blueprint

pages = Blueprint('pages', __name__)


@pages.route('/imprint')
def imprint():
    return 'x'


@pages.route('/imprint')
def legal_notice():
    return 'x'
"""


@pytest.mark.parametrize(
    ("path", "text", "is_reported"),
    [
        ("app/other.py", "", True),
        ("app/other.py", "from flask import url_for\nurl_for('pages.legal_notice')\n", False),
        ("app/other.py", "from flask import url_for\nurl_for('pages.imprint')\n", True),
        ("app/other.py", "LABELS = {'legal_notice': 'Imprint'}\n", True),
        ("app/templates/base.html", "<a href=\"{{ url_for('pages.legal_notice') }}\">Imprint</a>", False),
        ("app/templates/base.jinja2", "{{ url_for( endpoint = '.legal_notice' ) }}", False),
        ("app/templates/base.html", "<p>legal_notice</p>", True),
        ("node_modules/x/base.html", "{{ url_for('pages.legal_notice') }}", True),
    ],
)
def test_second_name_of_a_path_may_be_referred_to_from_anywhere(tmp_path: Path, path: str, text: str, is_reported: bool) -> None:
    write(tmp_path, {"vibe-audit.toml": "", "app/pages.py": TWICE, path: text})
    found = check_paths([tmp_path / "app/pages.py"], select=["VBE108"])
    assert bool(found) is is_reported


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("url_for('show')", {"show"}),
        ('request.url_for("show", key=1)', {"show"}),
        ('app.url_path_for(\n    name="orders:show")', {"show"}),
        ("reverse('shop:orders:show')", {"show"}),
        ("{%- url 'show' order.id %}", {"show"}),
        ('login_manager.login_view = "auth.login"', {"login"}),
        ("url_for(name)", set()),
        ("reversed('show')", set()),
    ],
)
def test_references_in_a_text(text: str, names: set[str]) -> None:
    assert routes_referred_to(text) == names
