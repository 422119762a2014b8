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

# Where exceptions live that a framework turns into an answer, their text into its body.
HTTP_ERROR_MODULES = (
    "aiohttp.web.HTTP", "bottle.HTTPError", "falcon.HTTP", "fastapi.exceptions.", "litestar.exceptions.", "ninja.errors.",
    "rest_framework.exceptions.", "sanic.exceptions.", "tornado.web.HTTPError", "werkzeug.exceptions.",
)

# Packages with exceptions of the same names that tell of the answer of another service.
HTTP_CLIENT_PACKAGES = frozenset({"http", "httpx", "requests", "urllib", "urllib3"})

# What makes the answer to a request, as dotted names.
RESPONSES = frozenset({
    "aiohttp.web.Response", "aiohttp.web.json_response", "django.http.HttpResponse", "django.http.HttpResponseBadRequest",
    "django.http.HttpResponseServerError", "django.http.JsonResponse", "fastapi.Response", "fastapi.responses.HTMLResponse",
    "fastapi.responses.JSONResponse", "fastapi.responses.ORJSONResponse", "fastapi.responses.PlainTextResponse",
    "fastapi.responses.Response", "flask.Response", "flask.jsonify", "flask.make_response", "quart.jsonify",
    "rest_framework.response.Response", "starlette.responses.HTMLResponse", "starlette.responses.JSONResponse",
    "starlette.responses.PlainTextResponse", "starlette.responses.Response",
})

# What is told which function answers an error: Flask, Quart, FastAPI, Starlette, aiohttp, falcon; last name.
ERROR_REGISTRARS = frozenset({
    "add_error_handler", "add_exception_handler", "app_errorhandler", "error_handler", "errorhandler", "exception_handler",
    "register_error_handler",
})
# What takes such functions when it is made.
TAKING_ERROR_HANDLERS = frozenset({"ExceptionMiddleware", "FastAPI", "Litestar", "ServerErrorMiddleware", "Starlette"})
# The errors that stand for all others.
LAST_ERRORS = frozenset({"BaseException", "Exception", "HTTPException", "InternalServerError"})
# Frameworks that leave it to the service to answer what nobody has foreseen, and let it be done in one place.
LEAVING_ERRORS = frozenset({"aiohttp", "fastapi", "flask", "litestar", "starlette"})

# What is told of paths: Django; FastAPI and Starlette; Flask; aiohttp, tornado, falcon and sanic; last name.
ROUTING_CALLS = frozenset({
    "APIRouter", "Blueprint", "Mount", "Route", "URLSpec", "add_api_route", "add_get", "add_route", "add_url_rule", "add_websocket_route",
    "include", "include_router", "instrument_app", "mount", "path", "re_path", "register", "register_blueprint", "url",
})

# What names a function that FastAPI calls first, and hands in what it returns: https://fastapi.tiangolo.com/reference/dependencies/
HANDED_IN = frozenset({"Depends", "Security"})
# What FastAPI fills by itself, or reads from elsewhere than the body: https://fastapi.tiangolo.com/reference/request/
NO_BODIES = frozenset({
    "Any", "BackgroundTasks", "HTTPConnection", "Path", "Request", "Response", "SecurityScopes", "UploadFile", "WebSocket",
})
# What says that a parameter is read from the body.
BODY_MARKS = frozenset({"Body"})
# What makes a dictionary or a text of a whole model: https://docs.pydantic.dev/latest/api/base_model/
DUMPS = frozenset({"dict", "json", "model_dump", "model_dump_json"})

# What a route calls the one who is logged in.
PRINCIPALS = frozenset({"auth", "current_active_user", "current_user", "me", "principal", "user", "user_id"})

# What the templates of Jinja and Django end in.
TEMPLATES = (".htm", ".html", ".j2", ".jinja", ".jinja2")
