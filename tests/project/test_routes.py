"""How the functions of a project are reached, and what stands before them, from wherever it is put there."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit.module import Module
from vibe_audit.project import Project
from vibe_audit.project.routes import Served, served_by
from vibe_audit.project.routes.facts import Routing
from vibe_audit.project.routes.local import routing_of
from vibe_audit.source.parsing import parse


def ask(project: Project, place: str) -> tuple[Served, ...]:
    """The answer for a function: `app/api.py:Orders.get`."""
    path, _, name = place.partition(":")
    source = (project.root / path).read_text("utf-8")
    module = Module(path, source, parse(source), project=project)
    nodes = [node for node in module.functions if node.name == name.rpartition(".")[2]]
    owner = name.rpartition(".")[0]
    function = next(node for node in nodes if not owner or getattr(module.parents[node], "name", "") == owner)
    return served_by(function, module)


def seen(root: Path, files: dict[str, str], place: str) -> tuple[list[str | None], set[str], bool]:
    """The paths, the last names of the guards with their kinds, and whether anything is in doubt."""
    answer = ask(write(root, files), place)
    guards = {f"{guard.kind} {guard.name.rpartition('.')[2]}" for served in answer for guard in served.guards if guard.kind != "base"}
    return [served.path for served in answer], guards, any(served.in_doubt for served in answer)


AUTH = """\
from typing import Annotated
from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


def get_user(token=Depends(bearer)):
    return token


def admin(user=Depends(get_user)):
    return user


def role(name):
    def check(user=Depends(get_user)):
        return user
    return check


CurrentUser = Annotated[dict, Depends(get_user)]
"""
MAIN = """\
from fastapi import FastAPI
from app.api import api
from app.config import settings

app = FastAPI()
app.include_router(api, prefix=settings.PREFIX)
"""
CONFIG = 'class Settings:\n    PREFIX: str = "/v1"\n\n\nsettings = Settings()\n'
API = 'from fastapi import APIRouter\nfrom .orders import router\n\napi = APIRouter(prefix="/api")\napi.include_router(router, prefix="/orders")\n'
ORDERS = """\
from fastapi import APIRouter, Depends
from app.auth import CurrentUser, admin, get_user, role
from app import auth

router = APIRouter()


@router.get("/{key}")
def find(key: int):
    return key
"""
FASTAPI = {
    "app/__init__.py": "",
    "app/auth.py": AUTH,
    "app/main.py": MAIN,
    "app/config.py": CONFIG,
    "app/api.py": API,
    "app/orders.py": ORDERS,
}
USER = {"dependency get_user", "dependency HTTPBearer()"}
MIDDLEWARE = """\
from starlette.middleware.base import BaseHTTPMiddleware


class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        return await call_next(request)
"""


@pytest.mark.parametrize(
    ("changes", "guards"),
    [
        ({}, set()),
        ({"app/orders.py": ORDERS.replace("key: int)", "key: int, user=Depends(get_user))")}, USER),
        ({"app/orders.py": ORDERS.replace("key: int)", "key: int, user: Annotated[dict, Depends(get_user)])")}, USER),
        ({"app/orders.py": ORDERS.replace("key: int)", "key: int, user: CurrentUser)")}, USER),
        ({"app/orders.py": ORDERS.replace("key: int)", "key: int, user: auth.CurrentUser)")}, USER),
        ({"app/orders.py": ORDERS.replace("key: int)", "key: int, user=Depends(admin))")}, {*USER, "dependency admin"}),
        ({"app/orders.py": ORDERS.replace("key: int)", "key: int, user=Depends(role('x')))")}, {"dependency role()", *USER}),
        ({"app/orders.py": ORDERS.replace('"/{key}")', '"/{key}", dependencies=[Depends(get_user)])')}, USER),
        ({"app/orders.py": ORDERS.replace("APIRouter()", "APIRouter(dependencies=[Depends(get_user)])")}, USER),
        ({"app/api.py": API.replace('"/orders")', '"/orders", dependencies=[Depends(get_user)])').replace("from .orders", "from fastapi import Depends\nfrom .auth import get_user\nfrom .orders")}, USER),
        ({"app/main.py": MAIN.replace("FastAPI()", "FastAPI(dependencies=[Depends(get_user)])").replace("from app.api", "from fastapi import Depends\nfrom app.auth import get_user\nfrom app.api")}, USER),
        ({"app/main.py": MAIN + "from app.guard import Auth\napp.add_middleware(Auth)\n", "app/guard.py": MIDDLEWARE}, {"middleware Auth"}),
        ({"app/main.py": MAIN + "@app.middleware('http')\nasync def check(request, call_next):\n    return await call_next(request)\n"}, {"middleware check"}),
        ({"app/main.py": MAIN + "from app.guard import add\nadd(app)\n", "app/guard.py": MIDDLEWARE + "\n\ndef add(app):\n    app.add_middleware(Auth)\n"}, {"middleware Auth"}),
        ({"app/main.py": MAIN.replace("FastAPI()", "FastAPI(middleware=[Middleware(Auth)])").replace("from app.api", "from app.guard import Auth\nfrom starlette.middleware import Middleware\nfrom app.api"), "app/guard.py": MIDDLEWARE}, {"middleware Auth"}),
        ({"app/orders.py": ORDERS.replace("def find", "@needs('x')\ndef find") + "\n\nfrom app.guard import needs\n", "app/guard.py": "def needs(name):\n    return lambda f: f\n"}, {"decorator needs()"}),
    ],
)  # fmt: skip
def test_fastapi(changes: dict[str, str], guards: set[str], tmp_path: Path) -> None:
    assert seen(tmp_path, {**FASTAPI, **changes}, "app/orders.py:find") == (["/v1/api/orders/{key}"], guards, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"app/api.py": API.replace("api.include_router(", "print(")},
        {
            "app/orders.py": ORDERS.replace("def find", "@elsewhere.needs\ndef find").replace(
                "from app import", "import elsewhere\nfrom app import"
            )
        },
        {"app/orders.py": ORDERS.replace("APIRouter()", "APIRouter(dependencies=GUARDS)")},
        {"app/main.py": MAIN + "for middleware in load():\n    app.add_middleware(middleware)\n"},
        {"app/orders.py": ORDERS.replace("router = APIRouter()", "from elsewhere import router")},
    ],
)
def test_doubt(changes: dict[str, str], tmp_path: Path) -> None:
    assert seen(tmp_path, {**FASTAPI, **changes}, "app/orders.py:find")[2]


def test_an_application_that_is_mounted_has_the_middleware_of_the_outer_one_and_not_its_dependencies(tmp_path: Path) -> None:
    main = MAIN.replace("FastAPI()", "FastAPI(dependencies=[Depends(get_user)])") + (
        "from fastapi import Depends\nfrom app.auth import get_user\nfrom app.inner import inner\nfrom app.guard import Auth\n"
        "app.add_middleware(Auth)\napp.mount('/inner', inner)\n"
    )
    inner = "from fastapi import FastAPI\n\ninner = FastAPI()\n\n\n@inner.post('/x')\ndef make():\n    pass\n"
    files = {**FASTAPI, "app/main.py": main, "app/inner.py": inner, "app/guard.py": MIDDLEWARE}
    assert seen(tmp_path, files, "app/inner.py:make") == (["/inner/x"], {"middleware Auth"}, False)


def test_what_is_told_says_where_it_is_put_and_where_it_is_defined(tmp_path: Path) -> None:
    files = {**FASTAPI, "app/orders.py": ORDERS.replace("APIRouter()", "APIRouter(dependencies=[Depends(get_user)])")}
    (served,) = ask(write(tmp_path, files), "app/orders.py:find")
    assert served.methods == ("get",)
    assert [tuple(guard) for guard in served.guards] == [
        ("dependency", "get_user", "app/auth.py", "app/orders.py", 5),
        ("dependency", "fastapi.security.HTTPBearer()", "", "app/auth.py", 8),
    ]


FACTORY = """\
from flask import Flask
from shop.orders import bp


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp, url_prefix="/api")
    return app
"""
BLUEPRINT = """\
from flask import Blueprint
from flask.views import MethodView
from flask_login import login_required

bp = Blueprint("orders", __name__, url_prefix="/other")


@bp.route("/orders", methods=["POST"])
def make():
    return {}


class Orders(MethodView):
    decorators = [login_required]

    def get(self):
        return {}


bp.add_url_rule("/all", view_func=Orders.as_view("all"))
"""
FLASK = {"shop/__init__.py": "", "shop/app.py": FACTORY, "shop/orders.py": BLUEPRINT}
CHECK = "def check():\n    pass\n"


@pytest.mark.parametrize(
    ("changes", "guards"),
    [
        ({}, set()),
        ({"shop/orders.py": BLUEPRINT.replace("def make", "@login_required\ndef make")}, {"decorator login_required"}),
        ({"shop/orders.py": BLUEPRINT + "\n\n@bp.before_request\n" + CHECK}, {"before_request check"}),
        ({"shop/orders.py": BLUEPRINT + "\n\n" + CHECK + "\n\nbp.before_request(check)\n"}, {"before_request check"}),
        ({"shop/app.py": FACTORY.replace("    return", "    @app.before_request\n    def check():\n        pass\n    return")}, {"before_request check"}),
        ({"shop/app.py": FACTORY.replace("    return", "    init(app)\n    return") + "\n\nfrom shop.hooks import init\n", "shop/hooks.py": "# a flask\ndef init(app):\n    @app.before_request\n    def check():\n        pass\n"}, {"before_request check"}),
        ({"shop/app.py": FACTORY.replace("    return", "    app.wsgi_app = Auth(app.wsgi_app)\n    return") + "\n\nfrom shop.auth import Auth\n", "shop/auth.py": "class Auth:\n    pass\n"}, {"middleware Auth"}),
    ],
)  # fmt: skip
def test_flask(changes: dict[str, str], guards: set[str], tmp_path: Path) -> None:
    assert seen(tmp_path, {**FLASK, **changes}, "shop/orders.py:make") == (["/api/orders"], guards, False)


def test_routes_of_an_application_that_a_function_has_made(tmp_path: Path) -> None:
    run = (
        "from shop.app import create_app\n\napp = create_app()\n\n\n@app.before_request\n"
        + CHECK
        + "\n\n@app.get('/here')\ndef here():\n    pass\n"
    )
    files = {**FLASK, "shop/run.py": run.replace("from shop", "import flask\nfrom shop")}
    assert seen(tmp_path, files, "shop/run.py:here") == (["/here"], {"before_request check"}, False)
    assert seen(tmp_path, files, "shop/orders.py:make") == (["/api/orders"], {"before_request check"}, False)


STARLETTE = """\
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from views import Home, home
from guard import Auth

app = Starlette(
    routes=[Route("/", home), Mount("/in", routes=[Route("/x", home, methods=["POST"])])],
    middleware=[Middleware(Auth)],
)
"""


def test_starlette(tmp_path: Path) -> None:
    files = {"main.py": STARLETTE, "views.py": "def home(request):\n    pass\n", "guard.py": MIDDLEWARE}
    assert seen(tmp_path, files, "views.py:home") == (["/", "/in/x"], {"middleware Auth"}, False)


ROUTER_IN_A_CLASS = """\
from fastapi import APIRouter, Depends
from app.auth import get_user


class Orders:
    def __init__(self):
        self.router = APIRouter(prefix="/kept", dependencies=[Depends(get_user)])
        self.router.add_api_route("/x", self.find, methods=["GET"])

    def find(self):
        pass


orders = Orders()
"""


def test_a_router_that_an_instance_keeps(tmp_path: Path) -> None:
    files = {
        **FASTAPI,
        "app/kept.py": ROUTER_IN_A_CLASS,
        "app/main.py": MAIN + "from app.kept import orders\napp.include_router(orders.router)\n",
    }
    assert seen(tmp_path, files, "app/kept.py:Orders.find") == (["/kept/x"], USER, False)


def test_the_blueprint_of_another_module_guards_the_whole_application(tmp_path: Path) -> None:
    hooks = "from flask import Blueprint\n\nauth = Blueprint('auth', __name__)\n\n\n@auth.before_app_request\n" + CHECK
    main = FACTORY.replace("    return", "    app.register_blueprint(auth)\n    return").replace(
        "from shop.orders", "from shop.auth import auth\nfrom shop.orders"
    )
    files = {**FLASK, "shop/app.py": main, "shop/auth.py": hooks}
    assert seen(tmp_path, files, "shop/orders.py:make") == (["/api/orders"], {"before_request check"}, False)


def test_a_class_of_flask_has_its_decorators(tmp_path: Path) -> None:
    assert seen(tmp_path, FLASK, "shop/orders.py:Orders.get") == (["/api/all"], {"decorator login_required"}, False)


SETTINGS = """\
ROOT_URLCONF = "site_.urls"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"]}
"""
ROOT = """\
from django.urls import include, path

urlpatterns = [path("shop/", include("shop.urls"))]
"""
URLS = """\
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from . import views

router = DefaultRouter()
router.register("orders", views.Orders)

urlpatterns = [
    path("show/<int:key>/", views.show),
    path("wrapped/", login_required(views.wrapped)),
    path("class/", views.Page.as_view()),
    path("open/", views.Open.as_view()),
    path("stats/", views.stats),
    path("api/", include(router.urls)),
]
"""
VIEWS = """\
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.utils.decorators import method_decorator
from django.views import View
from rest_framework.decorators import action, api_view, permission_classes, throttle_classes
from rest_framework.permissions import AllowAny, IsAdminUser
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet


def show(request, key):
    pass


def wrapped(request):
    pass


@method_decorator(login_required, name="dispatch")
class Page(LoginRequiredMixin, View):
    def get(self, request):
        pass


class Open(APIView):
    permission_classes = [AllowAny]

    def post(self, request):
        pass


class Base(ModelViewSet):
    throttle_classes = [UserRateThrottle]


class Orders(Base):
    def list(self, request):
        pass

    @action(detail=False, permission_classes=[IsAdminUser])
    def report(self, request):
        pass


@api_view(["GET"])
def stats(request):
    pass
"""
DJANGO = {
    "site_/__init__.py": "",
    "site_/settings.py": SETTINGS,
    "site_/urls.py": ROOT,
    "shop/__init__.py": "",
    "shop/urls.py": URLS,
    "shop/views.py": VIEWS,
}
DEFAULT = "permission IsAuthenticated"


@pytest.mark.parametrize(
    ("name", "path", "guards"),
    [
        ("show", "/shop/show/<int:key>/", set()),
        ("wrapped", "/shop/wrapped/", {"decorator login_required"}),
        ("Page.get", "/shop/class/", {"decorator login_required"}),
        ("Open.post", "/shop/open/", {"permission AllowAny"}),
        ("Orders.list", "/shop/api/orders/", {"throttle UserRateThrottle", DEFAULT}),
        ("Orders.report", "/shop/api/orders/report/", {"throttle UserRateThrottle", "permission IsAdminUser"}),
        ("stats", "/shop/stats/", {DEFAULT}),
    ],
)
def test_django(name: str, path: str | None, guards: set[str], tmp_path: Path) -> None:
    expected = {"middleware CommonMiddleware", *guards}
    assert seen(tmp_path, DJANGO, f"shop/views.py:{name}") == ([path], expected, False)


@pytest.mark.parametrize(
    ("urls", "paths"),
    [
        ('urlpatterns = [path("a/", include([path("b/", views.show), *router.urls]))]', ["/shop/a/b/"]),
        ('urlpatterns = [path("a/", include([re_path("^b/$", views.show)]))]', ["/shop/a/b/"]),
        ('more = [path("b/", views.show)]\nurlpatterns = [path("x/", views.wrapped)] + more', ["/shop/b/"]),
        ('more = [path("b/", views.show)]\nurlpatterns = [path("x/", include(more)), path("y/", include(more))]', ["/shop/x/b/", "/shop/y/b/"]),
        ('urlpatterns = [path(name(), views.show)]', [None]),
    ],
)  # fmt: skip
def test_lists_of_urls_in_lists(urls: str, paths: list[str | None], tmp_path: Path) -> None:
    head = URLS.partition("urlpatterns")[0].replace("import include, path", "import include, path, re_path")
    assert seen(tmp_path, {**DJANGO, "shop/urls.py": head + urls}, "shop/views.py:show")[::2] == (paths, False)


def test_the_bases_of_a_view_are_told(tmp_path: Path) -> None:
    (served,) = ask(write(tmp_path, DJANGO), "shop/views.py:Page.get")
    assert [guard.name for guard in served.guards if guard.kind == "base"] == [
        "django.contrib.auth.mixins.LoginRequiredMixin",
        "django.views.View",
    ]


MIXED = """\
from flask import Flask, abort, request, session
from flask_login import login_required

from guards import Auth, token_required

app = Flask(__name__)
app.wsgi_app = Auth(app.wsgi_app)


@app.before_request
def check():
    pass


@app.route("/decorated")
@login_required
def decorated():
    pass


@app.route("/token")
@token_required
def token():
    pass


@app.route("/open")
def open_():
    pass
"""


def test_a_service_that_guards_in_many_ways(tmp_path: Path) -> None:
    files = {"app.py": MIXED, "guards.py": "class Auth:\n    pass\n\n\ndef token_required(f):\n    return f\n"}
    everywhere = {"middleware Auth", "before_request check"}
    for name, own in (("decorated", {"decorator login_required"}), ("token", {"decorator token_required"}), ("open_", set())):
        assert seen(tmp_path, files, f"app.py:{name}") == ([f"/{name.rstrip('_')}"], everywhere | own, False)


@pytest.mark.parametrize(
    "answer", [None, 1, [], {}, [1] * 11, [[]] * 11, [[[1]], *[[]] * 4, *[{}] * 4, ["", []], {}], [*[[]] * 5, {"f": [1]}]]
)
def test_what_somebody_has_written_into_the_index_is_not_believed(answer: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        Routing.from_json(answer)


def test_what_the_index_keeps_is_what_was_read() -> None:
    for source in (AUTH, MAIN, CONFIG, ORDERS, FACTORY, BLUEPRINT, SETTINGS, URLS, VIEWS, MIXED, STARLETTE, ROUTER_IN_A_CLASS):
        found = routing_of(Module("app/module.py", source, parse(source)))
        assert Routing.from_json(json.loads(json.dumps(found))) == found


def test_a_module_that_is_not_saved_counts_as_it_is_asked_about(tmp_path: Path) -> None:
    project = write(tmp_path, FASTAPI)
    assert not ask(project, "app/orders.py:find")[0].guards
    source = ORDERS.replace("APIRouter()", "APIRouter(dependencies=[Depends(get_user)])")
    module = Module("app/orders.py", source, ast.parse(source), project=project)
    assert served_by(module.functions[0], module)[0].guards


def test_each_of_many_routers_tells_its_routes(tmp_path: Path) -> None:
    main = "from fastapi import FastAPI\napp = FastAPI()\n" + "".join(
        f"from r{i} import router as r{i}\napp.include_router(r{i}, prefix='/{i}')\n" for i in range(50)
    )
    routes = "from fastapi import APIRouter\nrouter = APIRouter()\n\n\n@router.get('/one')\ndef one():\n    pass\n"
    project = write(tmp_path, {"main.py": main, **{f"r{i}.py": routes for i in range(50)}})
    for i in range(50):
        module = Module(f"r{i}.py", routes, parse(routes), project=project)
        assert [served.path for served in served_by(module.functions[0], module)] == [f"/{i}/one"]
