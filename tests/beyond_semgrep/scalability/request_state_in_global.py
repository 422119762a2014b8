import threading
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
prices = {}
limits = {}
texts_by_language = {}
rates = {}
features = {}
answers = {}
waiting = {}
spent = {}
latest = {}
active_users = {}
life_spans = {}
quotas = {}
taxes = {}


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


# -- what is the same for everybody


async def price_of(plan, shop):
    # ok: VBE220
    prices[plan] = await shop.price(plan)


def limit_of(user, shop):
    tier_name = user.tier
    # ok: VBE220
    limits[tier_name] = shop.limit(tier_name)


def text_of(request, template_name, store):
    key = (request.headers["Accept-Language"], template_name.lower())
    # ok: VBE220
    texts_by_language[key] = store.read(*key)


def rate_of(body, bank):
    # ok: VBE220
    rates[f"{body['from_currency']}:{body.to_currency}"] = bank.rate(body)


def feature(flag_key, store):
    # ok: VBE220
    features.setdefault(flag_key, store.read(flag_key))


def plan_price(plan, shop):
    # ok: VBE220
    prices[plan.id] = shop.price(plan)


async def country_of(country_code, client, session):
    # ok: VBE220
    taxes[country_code] = await client.taxes(country_code) or load(session, country_code)


# -- by what the key comes from


def quota_of(user, plan, store):
    # ruleid: VBE220
    quotas[f"{user.id}:{plan}"] = store.quota(user)


def answer_of(model, prompt, client):
    # the prompt is the caller's
    # ruleid: VBE220
    answers[(model, prompt)] = client.ask(model, prompt)


def wait_for(tier, request):
    # ruleid: VBE220
    waiting[tier].append(request)


def spend(model, cost):
    # what is counted is counted once for each process
    # ruleid: VBE220
    spent[model] = spent.get(model, 0) + cost


def note_latest(plan, user_id):
    # ruleid: VBE220
    latest[plan] = user_id


def note_active(plan, people):
    # ruleid: VBE220
    active_users[plan] = people


def begin(app):
    key = (threading.get_ident(), id(app))
    # ok: VBE220
    life_spans[key] = app
