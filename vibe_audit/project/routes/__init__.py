"""The routes of a project: each application and router, how they are put into each other, and what stands before each function."""

from __future__ import annotations

from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.project.routes.facts import Routing
from vibe_audit.project.routes.guarding import Guard as Guard
from vibe_audit.project.routes.local import routing_of
from vibe_audit.project.routes.naming import qualified
from vibe_audit.project.routes.serving import Routes
from vibe_audit.project.routes.serving import Served as Served


def served_by(function: Function, module: Module) -> tuple[Served, ...]:
    """The ways in which a function of a module is reached, with all that guards it from anywhere; none where it is no route."""
    return module.once(_routes_around).served(module.path, qualified(function, module))


def _routes_around(module: Module) -> Routes:
    """The routes of the project, with the module as it is asked about, which an editor may not have saved."""
    own = routing_of(module)
    if module.project is None:
        return Routes({module.path: own}, None, "")
    return module.project.routes_with(module.path, own)


__all__ = ["Guard", "Routes", "Routing", "Served", "served_by"]
