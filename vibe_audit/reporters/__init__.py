"""How findings are shown: one file a format. `text` is for people, the others for programs."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from vibe_audit.reporters.report import Report

FORMATS = ("json", "sarif", "github", "gitlab", "junit", "markdown")


def renderer(name: str) -> Callable[[Report], str]:
    """What writes a report in one of the formats for programs. It is loaded when it is asked for: a run needs one of them."""
    module = importlib.import_module(f"{__name__}.{name}{'_' if name == 'json' else ''}")
    return cast("Callable[[Report], str]", module.render)
