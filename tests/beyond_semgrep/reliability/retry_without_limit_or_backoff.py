import asyncio
import json
import logging
import random
import time

import requests
from retry import retry as try_again
from sqlalchemy.exc import IntegrityError
from tenacity import retry

from app.clients import accounts, db, failures, new_code, w3
from app.settings import settings

logger = logging.getLogger(__name__)


# ruleid: VBE113
@retry
def bare(order):
    return settings.gateway.charge(order)


# ruleid: VBE113
@try_again(tries=3)
def no_delay(order):
    return settings.gateway.charge(order)


# ok: VBE113
@try_again(tries=3, delay=2)
def with_delay(order):
    return settings.gateway.charge(order)


# ok: VBE113
@try_again(ConnectionError, 3, 2)
def with_both_by_position(order):
    return settings.gateway.charge(order)


def at_once(client, messages):
    error = None
    # ruleid: VBE113
    for attempt in range(3):
        try:
            response = client.chat.completions.create(model="small", messages=messages, timeout=20, max_tokens=100)
            return response.choices[0].message.content
        except Exception as failure:
            logger.exception("attempt %s failed", attempt)
            error = failure
    raise error


async def awaited(agent, question, retries):
    # ruleid: VBE113
    for attempt in range(retries):
        try:
            result = await asyncio.wait_for(agent.run(question), timeout=30)
            break
        except Exception:
            logger.exception("attempt %s failed", attempt)
            if attempt == retries - 1:
                raise
    return result


def counted(url):
    tries = 0
    # ruleid: VBE113
    while tries < 5:
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            tries += 1
    return None


def endless(url):
    # ruleid: VBE113
    while True:
        try:
            response = requests.get(url, timeout=5)
            response.raise_for_status()
        except requests.RequestException:
            continue
        return response.json()


def somebody_waits_for_ever(url):
    # ruleid: VBE113
    while True:
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            time.sleep(5)


def gives_up(url):
    started = time.monotonic()
    # ok: VBE113
    while True:
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            if time.monotonic() - started > 60:
                raise
            time.sleep(5)


async def supervised(broker):
    # ok: VBE113
    while True:
        try:
            await broker.run()
            break
        except ConnectionError:
            await asyncio.sleep(5)


def with_backoff(url):
    # ok: VBE113
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException:
            time.sleep(2**attempt + random.random())
    return None


def waits_in_a_helper(url):
    # ok: VBE113
    for _ in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            failures.handle(error)
    return None


def tells_and_does_not_wait(url, progress):
    # ruleid: VBE113
    for _ in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.RequestException as error:
            progress.publish_warning("once more", str(error))
    return None


def has_waited(url):
    # ok: VBE113
    for _ in range(3):
        try:
            return requests.get(url, timeout=5)
        except requests.Timeout:
            logger.warning("timed out")
    return None


def taken(session, invitation):
    # ok: VBE113
    for _ in range(5):
        try:
            session.execute(invitation.insert())
            return invitation
        except IntegrityError:
            continue
    return None


def another_code(session, invitation):
    # ok: VBE113
    for _ in range(5):
        code = new_code()
        try:
            session.execute(invitation.insert(code))
            return code
        except Exception:
            continue
    return None


def another_account(message):
    # ok: VBE113
    for turn in range(3):
        try:
            return accounts.client.send(message, accounts.names[turn])
        except Exception:
            logger.exception("not sent")
    return None


def another_temperature(client, messages):
    # ok: VBE113
    for turn in range(3):
        try:
            options = {"messages": messages, "temperature": turn / 10}
            return client.completions.create(**options)
        except Exception:
            logger.exception("no answer")
    return None


def reconnects(client, message):
    # ok: VBE113
    for _ in range(2):
        try:
            return client.session.send(message)
        except Exception:
            client.session = None
    return None


def another_prompt(client, messages):
    # ok: VBE113
    for _ in range(3):
        try:
            return json.loads(client.chat(messages))
        except Exception as error:
            messages.append({"role": "user", "content": str(error)})
    return None


def odd_answer(client, messages):
    # ok: VBE113
    for _ in range(3):
        try:
            return json.loads(client.chat(messages))
        except json.JSONDecodeError:
            continue
    return None


def last_day(year, month, day):
    # ok: VBE113
    while day > 0:
        try:
            return year.date(month, day)
        except ValueError:
            day -= 1
    return None


def each(client, count):
    # ok: VBE113
    for number in range(count):
        try:
            client.sync(number)
        except Exception:
            logger.exception("%s not synchronised", number)


async def events(queue):
    # ok: VBE113
    while True:
        try:
            event = await asyncio.wait_for(queue.get(), timeout=30)
            if event == "done":
                break
        except TimeoutError:
            yield "heartbeat"


def in_parts(client, order):
    # ok: VBE113
    for _ in range(2):
        try:
            client.charge(order)
        except Exception:
            logger.exception("not charged")
        try:
            client.ship(order)
        except Exception:
            logger.exception("not shipped")


def polled(transaction):
    # ok: VBE113
    for _ in range(60):
        try:
            receipt = w3.receipt(transaction)
            if receipt:
                return receipt
        except Exception:
            time.sleep(1)
    return db
