import os

import flask
from fastapi import APIRouter, FastAPI, WebSocket
from flask import Blueprint, Flask
from quart import Quart

from app.core.routing import shared_router, version

router = APIRouter(prefix="/tickets")
site = FastAPI()


# -- a parameter takes what comes behind it


@router.get("/{ticket_id}")
async def read_ticket(ticket_id: int): ...


@router.get("/overdue")
# ruleid: VBE108
async def list_overdue(): ...


@router.get(path="/{reference:str}", summary="By reference")
# ruleid: VBE108
def read_by_reference(reference: str): ...


# ok: VBE108
@router.get("/")
def list_tickets(): ...


# ok: VBE108
@router.get("")
def list_tickets_without_slash(): ...


@router.post("/overdue")
# ok: VBE108
def remind_overdue(): ...


@router.get("/{ticket_id}/notes")
# ok: VBE108
def list_notes(ticket_id: int): ...


@router.get("/overdue/notes")
# ruleid: VBE108
def list_overdue_notes(): ...


@router.get("/{ticket_id}/notes/{note_id}")
# ok: VBE108
def read_note(ticket_id: int, note_id: int): ...


@router.get("/{ticket_id}/notes/latest")
# ruleid: VBE108
def read_latest_note(ticket_id: int): ...


@router.get("/{ticket_id}.pdf")
# ruleid: VBE108
def print_ticket(ticket_id: int): ...


@router.put("/bulk")
# ok: VBE108
def change_many(): ...


@router.put("/{ticket_id}")
# ok: VBE108
def change_ticket(ticket_id: int): ...


# -- what only some requests fit


@site.get("/seats/{seat:int}")
def read_seat(seat: int): ...


@site.get("/seats/free")
# ok: VBE108
def list_free_seats(): ...


@site.get("/seats/{row:int}")
# ruleid: VBE108
def read_row(row: int): ...


@site.get("/seats/{name}")
# ok: VBE108
def find_seat(name: str): ...


@site.get("/seats/{code:uuid}")
# ruleid: VBE108
def find_seat_by_code(code: str): ...


@site.get("/seats/{rest:path}")
# ok: VBE108
def any_seat(rest: str): ...


@site.get("/v-{label}")
def read_label(label: str): ...


@site.get("/v-latest")
# ok: VBE108
def read_latest_label(): ...


# -- the rest of the path


@site.get("/files/{rest:path}")
def read_file(rest: str): ...


@site.get("/files/recent")
# ruleid: VBE108
def list_recent_files(): ...


@site.get("/files/{folder}/{name}")
# ruleid: VBE108
def read_from_folder(folder: str, name: str): ...


@site.get("/files")
# ok: VBE108
def list_files(): ...


@site.delete("/files/{rest:path}")
# ok: VBE108
def remove_file(rest: str): ...


@site.get("/trees/{rest:path}/leaves")
def list_leaves(rest: str): ...


@site.get("/trees/oak/roots")
# ok: VBE108
def list_roots(): ...


# -- the same path twice


@site.get("/status")
def status(): ...


@site.get("/status", include_in_schema=False)
# ruleid: VBE108
def detailed_status(): ...


# the second is reached by POST
@site.api_route("/status", methods=["GET", "POST"])
# ok: VBE108
def status_for_probes(): ...


@site.api_route("/status", methods=["GET", "POST"])
# ruleid: VBE108
def status_for_all(): ...


# FastAPI's routes answer HEAD only where they say so
@site.api_route("/status", methods=["GET", "HEAD"])
# ok: VBE108
def status_for_monitors(): ...


@site.api_route("/status", methods=os.environ["VERBS"].split(","))
# ok: VBE108
def status_for_some(): ...


@site.get("/pulse", **{"include_in_schema": False})
def pulse(): ...


@site.get("/pulse")
# ok: VBE108
def pulse_again(): ...


@site.websocket("/live")
async def live(socket: WebSocket): ...


@site.get("/live")
# ok: VBE108
async def live_page(): ...


@site.websocket("/live")
# ruleid: VBE108
async def live_once_more(socket: WebSocket): ...


# two paths of one function
@site.get("/people/me")
@site.get("/people/{person_id}")
# ok: VBE108
def read_person(person_id: str = "me"): ...


@site.get("/people/you")
@site.get("/guests/you")
# ruleid: VBE108
def read_guest(): ...


# -- routers


@shared_router.get("/{anything}")
def catch(anything: str): ...


@shared_router.get("/something")
# ruleid: VBE108
def never_caught(): ...


@router.patch("/{ticket_id}")
def patch_ticket(ticket_id: int): ...


@site.patch("/first")
# ok: VBE108
def patch_first(): ...


# the name stands for another router from here on
router = APIRouter(prefix="/labels")


@router.patch("/first")
# ok: VBE108
def patch_first_label(): ...


@router.get("/{label}")
# ok: VBE108
def show_label(label: str): ...


@router.get("/all")
# ruleid: VBE108
def show_all_labels(): ...


def make_router():
    router = APIRouter()

    @router.get("/all")
    # ok: VBE108
    def all_of_it(): ...

    @router.get("/{one}")
    # ok: VBE108
    def one_of_it(one: int): ...

    @router.get("/none")
    # ruleid: VBE108
    def none_of_it(): ...

    return router


class Service:
    def __init__(self):
        self.app = FastAPI()

    def add_routes(self):
        @self.app.get("/{key}")
        def read(key: str): ...

        @self.app.get("/keys")
        # ruleid: VBE108
        def keys(): ...

    # the class decides which of its methods comes first
    @router.get("/methods/{name}")
    def method(self, name: str): ...

    @router.get("/methods/all")
    # ok: VBE108
    def methods(self): ...


# alternatives
if os.environ.get("MODE") == "demo":

    @site.get("/home")
    def demo_home(): ...

else:

    @site.get("/home")
    # ok: VBE108
    def home(): ...


try:
    import orjson

    @site.get("/dump")
    def dump_fast(): ...

except ImportError:

    @site.get("/dump")
    # ok: VBE108
    def dump(): ...


# once for each version
@site.get("/greeting")
@version(1)
def greet(): ...


@site.get("/greeting")
@version(2)
# ok: VBE108
def greet_better(): ...


# computed
@site.get(os.environ["ROOT"])
def computed(): ...


@site.get(os.environ["ROOT"])
# ok: VBE108
def computed_again(): ...


# -- Flask sorts its paths by itself

blueprint = Blueprint("blueprint", __name__)
old = Flask(__name__)
another = flask.Flask("another")
asynchronous = Quart(__name__)


@blueprint.route("/<slug>")
def page(slug): ...


@blueprint.route("/imprint")
# ok: VBE108
def imprint(): ...


@blueprint.route("/<string:title>")
# ruleid: VBE108
def page_by_title(title): ...


@blueprint.route("/<int:number>")
# ok: VBE108
def page_by_number(number): ...


@blueprint.route("/<int:number>", methods=["DELETE"])
# ok: VBE108
def remove_page(number): ...


@blueprint.get("/<int:page_number>")
# ruleid: VBE108
def page_once_more(page_number): ...


@old.route("/imprint")
# ok: VBE108
def old_imprint(): ...


@old.route("/imprint", methods=("GET", "OPTIONS"))
# ruleid: VBE108
def older_imprint(): ...


@old.route("/imprint/")
# ok: VBE108
def imprint_folder(): ...


@old.route("/imprint", methods=["POST"])
# ok: VBE108
def change_imprint(): ...


@old.route("/form", methods=["GET", "POST"])
def form(): ...


@old.post("/form")
# ruleid: VBE108
def send_form(): ...


@old.route("/door", host="a.example.org")
def door(): ...


@old.route("/door", host="b.example.org")
# ok: VBE108
def other_door(): ...


@another.route("/imprint")
# ok: VBE108
def another_imprint(): ...


@asynchronous.route("/door")
async def async_door(): ...


@asynchronous.route("/door")
# ruleid: VBE108
async def second_async_door(): ...


# no routes at all
@site.middleware("http")
async def measure(request, call_next): ...


@site.middleware("http")
# ok: VBE108
async def trace(request, call_next): ...


# -- a second name of the same path, which something refers to


@old.route("/account")
def account(): ...


@old.route("/account")
# ok: VBE108
def account_before_the_move(): ...


@old.route("/account")
# ruleid: VBE108
def account_that_nobody_knows(): ...


@old.route("/account", endpoint="account_in_menus")
# ok: VBE108
def account_with_a_menu(): ...


@site.get("/u/{user_id}")
def profile(user_id: int): ...


@site.get("/u/{key}", name="profile_by_key")
# ok: VBE108
def profile_of(key: int): ...


# the link leads to somebody else's page
@site.get("/u/overview")
# ruleid: VBE108
def profile_overview(): ...


def leave(request):
    flask.redirect(flask.url_for("account_before_the_move"))
    flask.url_for(endpoint=".account_in_menus")
    site.url_path_for("profile_by_key", key=1)
    return request.url_for("profile_overview")
