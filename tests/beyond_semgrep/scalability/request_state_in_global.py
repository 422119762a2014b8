import time
import uuid
from collections import defaultdict, deque

attempts = {}
jobs: dict[str, dict] = {}
rooms = defaultdict(list)
online = set()
carts = {}
texts = {}
STATUS_TEXTS = {"new": "New"}
rates_cache = {}
handlers = {}
totals = {}
recent = deque(maxlen=100)
settings = {}
shadowed = {}


def note_failure(address):
    # ruleid: VBE220
    attempts[address] = attempts.get(address, 0) + 1
    # ok: VBE220
    attempts[address] = 0


async def start(body):
    key = str(uuid.uuid4())
    # ruleid: VBE220
    jobs[key] = {"state": "waiting"}
    return key


async def join(room, socket):
    # ruleid: VBE220
    rooms[room].append(socket)


def enter(request):
    user = request.user
    # ruleid: VBE220
    carts.setdefault(user.id, []).append(request.item)


def keep_alive(task):
    # ok: VBE220
    online.add(task)


def translation(language):
    if language not in texts:
        # ok: VBE220
        texts[language] = object()
    return texts[language]


def rename(status, text):
    # ok: VBE220
    STATUS_TEXTS[status] = text


def rate(currency):
    # ok: VBE220
    rates_cache[currency] = 1
    return rates_cache[currency]


def register_handler(kind, function):
    # ok: VBE220
    handlers[kind] = function


def count():
    # ok: VBE220
    totals["all"] = 1
    # ok: VBE220
    recent.append(1)


def load_settings(path):
    # ok: VBE220
    settings[path] = 1


def local(key):
    shadowed = {}
    # ok: VBE220
    shadowed[key] = 1
    return shadowed


def decorates(name):
    def inner(function):
        # ok: VBE220
        totals[name] = function
        return function

    return inner


started = {}


def before(task_id):
    # ok: VBE220
    started[task_id] = time.monotonic()
