"""What counts as a route, per framework: verbs, paths, dependencies and guards."""

from __future__ import annotations

import ast
import textwrap

import pytest

from vibe_audit.logic.calls import terminal
from vibe_audit.logic.guards import is_guarded
from vibe_audit.logic.routes import Route, find_routes, route_of
from vibe_audit.module import Module


def module_of(code: str, path: str = "app/views.py") -> Module:
    source = textwrap.dedent(code)
    return Module(path, source, ast.parse(source))


def routes_in(code: str, path: str = "app/views.py") -> list[Route]:
    return find_routes(module_of(code, path))


def spelled(code: str, path: str = "app/views.py") -> list[tuple[str, str, str, str | None]]:
    """Function, framework, verbs and path of each route."""
    return [(route.function.name, route.framework, " ".join(sorted(route.verbs)), route.path) for route in routes_in(code, path)]


def only_route(code: str, path: str = "app/views.py") -> tuple[Route, Module]:
    module = module_of(code, path)
    [route] = find_routes(module)
    return route, module


SPELLINGS = {
    "fastapi": ("""
        from fastapi import APIRouter
        router = APIRouter()
        @router.post("/orders/{order_id}")
        async def change(order_id: int): ...
        """, [("change", "fastapi", "post", "/orders/{order_id}")]),
    "fastapi, empty path": ("""
        from fastapi import APIRouter
        router = APIRouter()
        @router.get("")
        def show(): ...
        """, [("show", "fastapi", "get", "")]),
    "fastapi, path by keyword": ("""
        from fastapi import FastAPI
        app = FastAPI()
        @app.get(path="/a")
        def show(): ...
        """, [("show", "fastapi", "get", "/a")]),
    "fastapi, computed path": ("""
        from fastapi import APIRouter
        orders_router = APIRouter()
        @orders_router.delete(PREFIX + "/{order_id}")
        def remove(order_id: int): ...
        """, [("remove", "fastapi", "delete", None)]),
    "fastapi, api_route": ("""
        from fastapi import FastAPI
        app = FastAPI()
        @app.api_route("/a", methods=["PUT", "PATCH"])
        def change(): ...
        """, [("change", "fastapi", "patch put", "/a")]),
    "fastapi, two paths": ("""
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/a")
        @app.post("/b")
        def both(): ...
        """, [("both", "fastapi", "get post", "/a")]),
    "fastapi, websocket": ("""
        from fastapi import FastAPI
        app = FastAPI()
        @app.websocket("/ws")
        async def talk(socket): ...
        """, [("talk", "fastapi", "", "/ws")]),
    "fastapi, registered": ("""
        from fastapi import FastAPI
        app = FastAPI()
        def change(): ...
        app.add_api_route("/a", change, methods=["POST"])
        """, [("change", "fastapi", "post", "/a")]),
    "starlette, registered": ("""
        from starlette.applications import Starlette
        from starlette.routing import Route
        async def show(request): ...
        async def change(request): ...
        app = Starlette(routes=[Route("/a", show), Route("/b", endpoint=change, methods=["POST"])])
        """, [("show", "starlette", "get", "/a"), ("change", "starlette", "post", "/b")]),
    "starlette, endpoint class": ("""
        from starlette.endpoints import HTTPEndpoint
        class Orders(HTTPEndpoint):
            async def get(self, request): ...
            async def helper(self, request): ...
        """, [("get", "starlette", "get", None)]),
    "flask": ("""
        from flask import Flask
        app = Flask(__name__)
        @app.route("/orders/<int:order_id>", methods=["GET", "POST"])
        def orders(order_id): ...
        """, [("orders", "flask", "get post", "/orders/<int:order_id>")]),
    "flask, verb and blueprint": ("""
        from flask import Blueprint
        bp = Blueprint("a", __name__)
        @bp.post("/a")
        def change(): ...
        """, [("change", "flask", "post", "/a")]),
    "flask, registered": ("""
        from flask import Flask
        app = Flask(__name__)
        def change(): ...
        app.add_url_rule("/a", view_func=change, methods=("POST",))
        app.add_url_rule(rule="/b", endpoint="b", view_func=change)
        """, [("change", "flask", "get post", "/a")]),
    "flask, class": ("""
        from flask.views import MethodView
        class Orders(MethodView):
            def delete(self, order_id): ...
        """, [("delete", "flask", "delete", None)]),
    "flask-restful": ("""
        from flask_restful import Resource
        class Orders(Resource):
            def put(self, order_id): ...
        """, [("put", "flask", "put", None)]),
    "django, function": ("""
        from django.shortcuts import render
        def orders(request):
            if request.method == "POST":
                return None
        def _private(request): ...
        def helper(order): ...
        """, [("orders", "django", "get post", None)]),
    "django, require_POST": ("""
        from django.views.decorators.http import require_POST
        @require_POST
        def change(request): ...
        """, [("change", "django", "post", None)]),
    "django, class": ("""
        from django.views import View
        class Orders(View):
            def post(self, request): ...
        """, [("post", "django", "post", None)]),
    "rest framework, function": ("""
        from rest_framework.decorators import api_view
        @api_view(["PUT"])
        def change(request): ...
        @api_view
        def show(request): ...
        """, [("change", "drf", "put", None), ("show", "drf", "get", None)]),
    "rest framework, view set": ("""
        from rest_framework.decorators import action
        from rest_framework.viewsets import ModelViewSet
        class Orders(ModelViewSet):
            def create(self, request): ...
            @action(detail=True, methods=["post"])
            def pay(self, request, pk): ...
            def get_queryset(self): ...
        """, [("create", "drf", "post", None), ("pay", "drf", "post", None)]),
    "aiohttp, table": ("""
        from aiohttp import web
        routes = web.RouteTableDef()
        @routes.get("/a")
        async def show(request): ...
        """, [("show", "aiohttp", "get", "/a")]),
    "aiohttp, registered": ("""
        from aiohttp import web
        async def show(request): ...
        async def change(request): ...
        async def remove(request): ...
        app = web.Application()
        app.add_routes([web.get("/a", show)])
        app.router.add_post("/b", change)
        app.router.add_route("DELETE", "/c", remove)
        """, [("show", "aiohttp", "get", "/a"), ("change", "aiohttp", "post", "/b"), ("remove", "aiohttp", "delete", "/c")]),
    "aiohttp, registered method": ("""
        from aiohttp import web
        class Service:
            def start(self, app):
                app.router.add_get("/status", self.status)
            async def status(self, request): ...
        """, [("status", "aiohttp", "get", "/status")]),
    "aiohttp, class": ("""
        from aiohttp import web
        class Orders(web.View):
            async def get(self): ...
        """, [("get", "aiohttp", "get", None)]),
    "tornado": ("""
        import tornado.web
        class Orders(tornado.web.RequestHandler):
            def get(self): ...
        """, [("get", "tornado", "get", None)]),
    "litestar": ("""
        from litestar import get
        @get("/a")
        async def show() -> dict: ...
        """, [("show", "litestar", "get", "/a")]),
}


@pytest.mark.parametrize(("code", "expected"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_spellings(code: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert spelled(code) == expected


@pytest.mark.parametrize("code", [
    "@mock.patch('app.orders')\ndef test(request): ...",
    "@cache.get('orders')\ndef orders(): ...",
    "@get('/a')\ndef show(): ...",
    "from widgets import View\nclass Chart(View):\n    def update(self): ...",
    "class Orders:\n    def get(self, request): ...",
    "from fastapi import FastAPI\nfrom .x import y\ndef helper(request): ...",
])
def test_what_only_looks_like_a_route(code: str) -> None:
    assert spelled(code) == []


def test_django_views_are_known_by_their_file() -> None:
    code = "from django.http import HttpResponse\ndef show(request): ..."
    assert spelled(code, "shop/views/orders.py")
    assert spelled(code, "shop/ViewsOrders.py")
    assert not spelled(code, "shop/helpers.py")


def test_route_of_sees_through_nested_functions() -> None:
    module = module_of("""
        from flask import Flask
        app = Flask(__name__)
        @app.route("/a")
        def outer():
            def inner():
                return 1
            return inner()
        def other():
            return 2
        """)
    by_value = {node.value: route_of(node, module) for node in module.nodes(ast.Constant) if isinstance(node.value, int)}
    assert by_value[1] is not None
    assert by_value[1].function.name == "outer"
    assert by_value[2] is None


def test_path_parameters_and_mutation() -> None:
    [first, second] = routes_in("""
        from fastapi import FastAPI
        app = FastAPI()
        @app.put("/a/{item_id}/b/{rest:path}")
        def change(item_id, rest): ...
        @app.get("/a")
        def show(): ...
        """)
    assert first.path_parameters == {"item_id", "rest"}
    assert first.is_mutating
    assert not second.is_mutating


def test_dependencies_in_every_place() -> None:
    [route] = routes_in("""
        from typing import Annotated
        from fastapi import APIRouter, Depends, Security
        from .auth import CurrentUser
        from .db import get_db
        router = APIRouter(dependencies=[Depends(on_router)])
        Paged = Annotated[dict, Depends(paging)]
        @router.get("/a", dependencies=[Depends(on_route)])
        def show(a=Depends(by_default), b: Annotated[int, Security(by_annotation)] = 0, c: Paged = None, d: CurrentUser = None): ...
        """)
    assert [(dependency.parameter, terminal(dependency.target)) for dependency in route.dependencies] == [
        ("a", "by_default"), ("b", "by_annotation"), ("c", "paging"), ("d", "CurrentUser"), (None, "on_route"), (None, "on_router"),
    ]


FASTAPI = "from fastapi import APIRouter, Depends\nrouter = APIRouter()\n@router.post('/a')\n"
FLASK = "from flask import Flask, request\napp = Flask(__name__)\n"
DJANGO = "from django.shortcuts import render\n"


@pytest.mark.parametrize("code", [
    FASTAPI + "def change(user=Depends(get_current_user)): ...",
    FASTAPI + "def change(x=Depends(something_unknown)): ...",
    FASTAPI + "def change():\n    raise HTTPException(status_code=403)",
    FASTAPI + "def change(request):\n    user = who(request)",
    FASTAPI.replace("APIRouter()", "APIRouter(dependencies=[Depends(signed_in)])") + "def change(): ...",
    FLASK + "@app.route('/a')\n@login_required\ndef show(): ...",
    FLASK + "@app.before_request\ndef gate(): ...\n@app.route('/a')\ndef show(): ...",
    DJANGO + "@login_required\ndef show(request): ...",
    DJANGO + "def show(request):\n    return render(request, 'a', {'u': request.user})",
    "from rest_framework.views import APIView\nclass A(APIView):\n    permission_classes = [P]\n    def get(self, request): ...",
    "from django.views import View\nclass A(LoginRequiredMixin, View):\n    def get(self, request): ...",
    "from aiohttp import web\nroutes = web.RouteTableDef()\n@routes.get('/a')\nasync def show(request):\n    check(request)",
])
def test_guarded(code: str) -> None:
    assert is_guarded(*only_route(code))


@pytest.mark.parametrize("code", [
    FASTAPI + "def change(db=Depends(get_db), settings=Depends(get_settings)): ...",
    FASTAPI.replace("@router.post('/a')", "@router.put('/b')\n@router.post('/a')") + "def change(): ...",
    FLASK + "@app.route('/a')\n@limiter.limit('5/minute')\ndef show(): ...",
    DJANGO + "@csrf_exempt\ndef show(request):\n    return render(request, 'a')",
    "from aiohttp import web\nroutes = web.RouteTableDef()\n@routes.get('/a')\nasync def show(request):\n    return web.Response()",
])
def test_open(code: str) -> None:
    assert not is_guarded(*only_route(code))
