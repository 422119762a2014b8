"""What libraries put before routes, and what it does there, by their documentation.

Of each: whether it finds out who asks (authenticates), decides what they may do (authorises), or how often (limits). What does none
of these is there as well, so that it need not be feared.
"""

from __future__ import annotations

from vibe_audit.knowledge.decorators import CACHING, KEEPING
from vibe_audit.knowledge.web import HARMLESS_DECORATORS, VIEW_BASES

AUTHENTICATES, AUTHORISES, LIMITS = "authenticates", "authorises", "limits"

# Dotted names without `()`. FastAPI's "Security", Flask-Login, Flask-JWT-Extended, Flask-HTTPAuth, Flask-Security, Flask-Principal,
# Flask-Limiter, slowapi, fastapi-limiter, fastapi-users, Django's "Authentication", Django REST framework, django-ratelimit, Simple JWT.
GUARDS: dict[str, tuple[str, ...]] = {
    "django.contrib.admin.views.decorators.staff_member_required": (AUTHENTICATES, AUTHORISES),
    "django.contrib.auth.decorators.login_not_required": (),
    "django.contrib.auth.decorators.login_required": (AUTHENTICATES,),
    "django.contrib.auth.decorators.permission_required": (AUTHENTICATES, AUTHORISES),
    "django.contrib.auth.decorators.user_passes_test": (AUTHENTICATES, AUTHORISES),
    "django.contrib.auth.middleware.AuthenticationMiddleware": (),
    "django.contrib.auth.middleware.LoginRequiredMiddleware": (AUTHENTICATES,),
    "django.contrib.auth.mixins.LoginRequiredMixin": (AUTHENTICATES,),
    "django.contrib.auth.mixins.PermissionRequiredMixin": (AUTHENTICATES, AUTHORISES),
    "django.contrib.auth.mixins.UserPassesTestMixin": (AUTHENTICATES, AUTHORISES),
    "django_ratelimit.decorators.ratelimit": (LIMITS,),
    "fastapi.security.APIKeyCookie": (AUTHENTICATES,),
    "fastapi.security.APIKeyHeader": (AUTHENTICATES,),
    "fastapi.security.APIKeyQuery": (AUTHENTICATES,),
    "fastapi.security.HTTPAuthorizationCredentials": (),
    "fastapi.security.HTTPBasic": (AUTHENTICATES,),
    "fastapi.security.HTTPBearer": (AUTHENTICATES,),
    "fastapi.security.HTTPDigest": (AUTHENTICATES,),
    "fastapi.security.OAuth2AuthorizationCodeBearer": (AUTHENTICATES,),
    "fastapi.security.OAuth2PasswordBearer": (AUTHENTICATES,),
    "fastapi.security.OAuth2PasswordRequestForm": (),
    "fastapi.security.OpenIdConnect": (AUTHENTICATES,),
    "fastapi_limiter.depends.RateLimiter": (LIMITS,),
    "fastapi_users.FastAPIUsers().current_user": (AUTHENTICATES,),
    "flask_httpauth.HTTPBasicAuth().login_required": (AUTHENTICATES,),
    "flask_httpauth.HTTPTokenAuth().login_required": (AUTHENTICATES,),
    "flask_jwt_extended.jwt_required": (AUTHENTICATES,),
    "flask_limiter.Limiter": (LIMITS,),
    "flask_limiter.Limiter().limit": (LIMITS,),
    "flask_limiter.Limiter().shared_limit": (LIMITS,),
    "flask_login.fresh_login_required": (AUTHENTICATES,),
    "flask_login.login_required": (AUTHENTICATES,),
    "flask_principal.Permission().require": (AUTHENTICATES, AUTHORISES),
    "flask_security.auth_required": (AUTHENTICATES,),
    "flask_security.login_required": (AUTHENTICATES,),
    "flask_security.permissions_required": (AUTHENTICATES, AUTHORISES),
    "flask_security.roles_accepted": (AUTHENTICATES, AUTHORISES),
    "flask_security.roles_required": (AUTHENTICATES, AUTHORISES),
    "LOGIN_REQUIRED": (AUTHENTICATES,),
    "rest_framework.authentication.BasicAuthentication": (AUTHENTICATES,),
    "rest_framework.authentication.SessionAuthentication": (AUTHENTICATES,),
    "rest_framework.authentication.TokenAuthentication": (AUTHENTICATES,),
    "rest_framework.permissions.AllowAny": (),
    "rest_framework.permissions.BasePermission": (),
    "rest_framework.permissions.DjangoModelPermissions": (AUTHENTICATES, AUTHORISES),
    "rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly": (AUTHORISES,),
    "rest_framework.permissions.IsAdminUser": (AUTHENTICATES, AUTHORISES),
    "rest_framework.permissions.IsAuthenticated": (AUTHENTICATES,),
    "rest_framework.permissions.IsAuthenticatedOrReadOnly": (AUTHORISES,),
    "rest_framework.throttling.AnonRateThrottle": (LIMITS,),
    "rest_framework.throttling.ScopedRateThrottle": (LIMITS,),
    "rest_framework.throttling.UserRateThrottle": (LIMITS,),
    "rest_framework_simplejwt.authentication.JWTAuthentication": (AUTHENTICATES,),
    "slowapi.Limiter().limit": (LIMITS,),
    "slowapi.Limiter().shared_limit": (LIMITS,),
    "slowapi.middleware.SlowAPIMiddleware": (LIMITS,),
    "starlette.authentication.requires": (AUTHENTICATES, AUTHORISES),
    "starlette.middleware.authentication.AuthenticationMiddleware": (AUTHENTICATES,),
}

# What stands before routes and lets everybody in, whoever they are: the beginnings of dotted names.
LETTING_IN = (
    "allauth.account.middleware.", "asgi_correlation_id.", "auditlog.", "corsheaders.", "csp.", "debug_toolbar.",
    "django.contrib.messages.", "django.contrib.sessions.", "django.db.transaction.", "django.middleware.", "django.utils.",
    "django.views.decorators.", "django_browser_reload.", "django_htmx.", "django_prometheus.", "drf_spectacular.", "drf_yasg.",
    "fastapi.middleware.", "fastapi.security.", "fastapi_pagination.", "flask_cors.",
    "functools.", "gradio.", "reversion.", "simple_history.", "sqlalchemy.",
    "starlette.middleware.", "starlette_exporter.", "typing.", "werkzeug.middleware.", "whitenoise.",
)  # fmt: skip


def what_is_done(name: str) -> tuple[str, ...] | None:
    """What a library's guard does, by its dotted name with or without `()` at the end; None for one that is not known."""
    bare = name.removesuffix("()")
    if (found := GUARDS.get(bare)) is not None:
        return found
    return () if bare.startswith(LETTING_IN) else None


def is_known(name: str, *, is_base: bool) -> bool:
    """Whether somebody can tell what a guard from outside of the project does, or that it guards nothing."""
    if what_is_done(name) is not None:
        return True
    last = name.removesuffix("()").lstrip("?").rpartition(".")[2]
    if not is_base:
        return last in HARMLESS_DECORATORS or name in KEEPING or name in CACHING
    return name == "object" or name.startswith(_OF_FRAMEWORKS) or last.endswith(VIEW_BASES)


_OF_FRAMEWORKS = ("django.", "flask", "rest_framework.", "starlette.", "typing.")
