"""The web service that a project is: where its application is made, and what all modules together know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vibe_audit.knowledge.roles import SERVICE_CODE
from vibe_audit.logic.applications import find_application
from vibe_audit.module import Module
from vibe_audit.project.facts import Facts
from vibe_audit.source.places import Located

FEWEST_ROUTES = 3
"""What answers fewer requests is an example, or a part of something else."""


class Service(NamedTuple):
    """`place` is where the application is made, `modules` are the facts of all modules by path."""

    framework: str
    place: Located
    modules: Mapping[str, Facts]


def service_made_in(module: Module) -> Service | None:
    """The project's service, where this module makes its application: the first one, where several do. None for all other modules."""
    return module.once(_service_made_in)


def _service_made_in(module: Module) -> Service | None:
    if module.role not in SERVICE_CODE or module.project is None:
        return None
    found = find_application(module)
    if found is None or module.project.declared.is_published(module.path):
        return None
    modules = {**module.project.modules, module.path: Facts.of(module)}
    first = min((path for path, facts in modules.items() if facts.framework), key=lambda path: (path.count("/"), path))
    if first != module.path or sum(facts.routes for facts in modules.values()) < FEWEST_ROUTES:
        return None
    framework, place = found
    return Service(framework, place, modules)
