"""How web frameworks spell their routes, and what in a route is only plumbing."""

from __future__ import annotations

VERBS = frozenset({"delete", "get", "head", "options", "patch", "post", "put"})
MUTATING_VERBS = frozenset({"delete", "patch", "post", "put"})

# Last part of the name of a direct base class. Django and Flask: View, MethodView; DRF: APIView, ViewSet;
# flask-restful: Resource; Starlette: HTTPEndpoint; tornado: RequestHandler.
VIEW_BASES = ("APIView", "HTTPEndpoint", "MethodView", "RequestHandler", "Resource", "View", "ViewSet")

VIEW_METHODS = {
    "create": "post", "delete": "delete", "destroy": "delete", "get": "get", "head": "head", "list": "get",
    "options": "options", "partial_update": "patch", "patch": "patch", "post": "post", "put": "put", "retrieve": "get",
    "update": "put",
}

# Decorators beside a route that say nothing about who may call it.
HARMLESS_DECORATORS = frozenset({
    "action", "api_view", "async_timeout", "atomic", "cache", "cache_control", "cache_page", "cached", "cbv", "csrf_exempt",
    "csrf_protect", "ensure_csrf_cookie", "exempt", "extend_schema", "extend_schema_view", "inject", "limit", "never_cache",
    "non_atomic_requests", "parser_classes", "renderer_classes", "require_GET", "require_POST", "require_http_methods",
    "require_safe", "shared_limit", "staticmethod", "swagger_auto_schema", "throttle_classes", "timed", "timeit",
    "transaction", "vary_on_cookie", "vary_on_headers", "wraps", "xframe_options_exempt",
})

# Words of a dependency's name that make it plumbing; any other dependency counts as a guard.
INFRASTRUCTURE_WORDS = frozenset({
    "cache", "celery", "client", "config", "conn", "connection", "cursor", "database", "db", "engine", "factory", "filter",
    "filters", "http", "limiter", "llm", "logger", "manager", "mongo", "page", "pagination", "paginator", "params", "pool",
    "producer", "query", "queue", "redis", "repo", "repository", "service", "session", "sessionlocal", "settings", "storage",
    "store", "supabase", "tracer", "uow",
})

# Words of a dependency's name that make it an authentication whatever else the name says (`get_session_user`).
AUTHENTICATION_WORDS = frozenset({
    "admin", "auth", "authenticate", "authenticated", "authorize", "authorized", "bearer", "credentials", "current",
    "identity", "jwt", "login", "member", "oauth2", "permission", "permissions", "principal", "protected", "require",
    "required", "role", "roles", "scopes", "security", "superuser", "tenant", "token", "user", "verified", "verify",
})
