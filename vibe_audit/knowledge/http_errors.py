"""Exceptions and calls that a web framework answers with a status of the client's making, as dotted names."""

from __future__ import annotations

# Django, DRF and werkzeug have a class per status: https://docs.djangoproject.com/en/5.2/topics/http/views/#returning-errors,
# https://www.django-rest-framework.org/api-guide/exceptions/, https://werkzeug.palletsprojects.com/en/stable/exceptions/
CLIENT_ERRORS = frozenset({
    "django.core.exceptions.BadRequest", "django.core.exceptions.PermissionDenied", "django.core.exceptions.SuspiciousOperation",
    "django.http.Http404", "django.http.response.Http404",
}) | frozenset(
    f"rest_framework.{module}.{name}"
    for module, names in {
        "exceptions": (
            "AuthenticationFailed", "MethodNotAllowed", "NotAcceptable", "NotAuthenticated", "NotFound", "ParseError",
            "PermissionDenied", "Throttled", "UnsupportedMediaType", "ValidationError",
        ),
        "serializers": ("ValidationError",),
    }.items()
    for name in names
) | frozenset(
    f"werkzeug.exceptions.{name}"
    for name in (
        "BadRequest", "Conflict", "Forbidden", "Gone", "MethodNotAllowed", "NotFound", "RequestEntityTooLarge",
        "TooManyRequests", "Unauthorized", "UnprocessableEntity", "UnsupportedMediaType",
    )
)

# Exceptions that carry their status, and the position of it among the arguments; by keyword it is `status_code`.
STATUS_ERRORS = {
    "fastapi.HTTPException": 0, "fastapi.exceptions.HTTPException": 0, "litestar.exceptions.HTTPException": None,
    "starlette.exceptions.HTTPException": 0, "tornado.web.HTTPError": 0,
}

# Functions that raise for the status they are given.
ABORTS = frozenset({"flask.abort", "flask_restful.abort", "quart.abort", "werkzeug.exceptions.abort"})

# Functions that raise a 404 where nothing is found; the last three are methods of Flask-SQLAlchemy.
RAISING_404 = frozenset({"django.shortcuts.get_list_or_404", "django.shortcuts.get_object_or_404"})
METHODS_RAISING_404 = frozenset({"first_or_404", "get_or_404", "one_or_404"})

# Responses, and the position of the status among their arguments; by keyword it is `status` or `status_code`.
RESPONSES = {
    "HTMLResponse": 1, "HttpResponse": None, "JSONResponse": 1, "JsonResponse": None, "ORJSONResponse": 1, "PlainTextResponse": 1,
    "Response": 1, "make_response": 1,
}
SERVER_ERROR_RESPONSES = frozenset({"HttpResponseServerError"})
