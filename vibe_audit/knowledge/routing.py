"""What makes routers and applications, and what puts one into another, by the documentation of each framework.

FastAPI's "Bigger applications", Starlette's "Routing", Flask's "Blueprints", Flask-RESTful, Flask-RESTX, Django REST framework's "Routers".
"""

from __future__ import annotations

from vibe_audit.knowledge.frameworks import WEB_APPLICATIONS

_APPLICATIONS = {path: (framework, "application", ("root",)) for path, framework in WEB_APPLICATIONS.items()}
_DRF = ("drf", "router", ())

# By the dotted name: framework, kind, and the keywords that give a prefix.
ROUTERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    **_APPLICATIONS,
    "fastapi.APIRouter": ("fastapi", "router", ("prefix",)),
    "fastapi.routing.APIRouter": ("fastapi", "router", ("prefix",)),
    "flask.Blueprint": ("flask", "router", ("url_prefix",)),
    "flask.blueprints.Blueprint": ("flask", "router", ("url_prefix",)),
    "flask_openapi3.APIBlueprint": ("flask", "router", ("url_prefix",)),
    "flask_restful.Api": ("flask", "router", ("prefix",)),
    "flask_restx.Api": ("flask", "router", ("prefix",)),
    "flask_restx.Namespace": ("restx", "router", ("path",)),
    "flask_smorest.Blueprint": ("flask", "router", ("url_prefix",)),
    "quart.Blueprint": ("flask", "router", ("url_prefix",)),
    "rest_framework.routers.DefaultRouter": _DRF,
    "rest_framework.routers.SimpleRouter": _DRF,
    "rest_framework_nested.routers.DefaultRouter": _DRF,
    "rest_framework_nested.routers.SimpleRouter": _DRF,
    "starlette.routing.Router": ("starlette", "router", ()),
}

# By the method: the position of what is put in, the keywords of its prefix, and whether it stays an application of its own.
INCLUDING: dict[str, tuple[int, tuple[str, ...], bool]] = {
    "add_namespace": (0, ("path",), False),
    "include_router": (0, ("prefix",), False),
    "mount": (1, (), True),
    "register_blueprint": (0, ("url_prefix",), False),
}

# What a class of views or a decorator of DRF is told under these names, and of what kind it is (`project.routes.facts`).
CLASS_MARKS: dict[str, str] = {
    "authentication_classes": "authentication",
    "decorators": "decorator",
    "method_decorators": "decorator",
    "permission_classes": "permission",
    "permission_required": "permission",
    "throttle_classes": "throttle",
    "throttle_scope": "throttle",
}
# Methods by which a class decides itself; those of DRF take the place of the list of the same kind.
OWN_CHECKS: dict[str, str] = {
    "check_permissions": "permission",
    "dispatch": "before_request",
    "get_authenticators": "authentication",
    "get_permissions": "permission",
    "get_throttles": "throttle",
    "has_permission": "before_request",
    "initial": "before_request",
    "prepare": "before_request",
    "test_func": "before_request",
}
# Methods of a view set by what stands behind its path: https://www.django-rest-framework.org/api-guide/routers/
BELOW_SET: dict[str, str] = {
    "create": "",
    "destroy": "{pk}/",
    "list": "",
    "partial_update": "{pk}/",
    "retrieve": "{pk}/",
    "update": "{pk}/",
}
# The keys of Django REST framework's settings that hold for every view that says nothing else.
SETTINGS_MARKS: dict[str, str] = {
    "DEFAULT_AUTHENTICATION_CLASSES": "authentication",
    "DEFAULT_PERMISSION_CLASSES": "permission",
    "DEFAULT_THROTTLE_CLASSES": "throttle",
}
