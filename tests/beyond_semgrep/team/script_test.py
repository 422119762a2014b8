# path: tests/test_script_test.py
import unittest

import pytest

from tests.helpers import run_case


# ruleid: VBE550
def test_verdict(client):
    status = client.get("/orders").status_code
    return status == 200


# ruleid: VBE550
def test_result(client):
    if client.get("/orders"):
        return {"ok": True}
    return None


# ruleid: VBE550
def test_later():
    """The total is rounded to cents."""
    # not written yet
    pass


class TestOrders:
    # ruleid: VBE550
    def test_list(self, client):
        print(client.get("/orders").status_code == 200)

    @pytest.mark.django_db
    # ruleid: VBE550
    async def test_query(self, Order):
        print(await Order.objects.filter(Order.total > 3))


class OrderTest(unittest.TestCase):
    # ok: VBE550
    def test_total(self):
        print("total")
        self.assertEqual(self.total(), 3)

    @unittest.skip("not yet")
    # ok: VBE550
    def test_later(self):
        pass


class Tester:
    # ok: VBE550
    def __init__(self, url):
        self.url = url

    # ok: VBE550
    def test_login(self):
        print(self.url)


class Base(unittest.TestCase):
    # ok: VBE550
    def test_write(self):
        self.write()
        self.assertTrue(self.read())


class ReadOnly(Base):
    # ok: VBE550
    def test_write(self):
        pass


# ok: VBE550
def test_assertion(client):
    response = client.get("/orders")
    print(response)
    assert response.status_code == 200


# ok: VBE550
def test_raises(client):
    print("refused")
    with pytest.raises(ValueError):
        client.get("/orders")


# ok: VBE550
def test_own_check(client):
    response = client.get("/orders")
    print(response)
    checar(response.status_code == 200, "orders")


# ok: VBE550
def test_notes(client, failures):
    print("orders")
    if not client.get("/orders"):
        failures.append("orders")


def compare(one, other):
    assert one == other


def both(client):
    compare(client.get("/orders"), client.get("/v2/orders"))


# ok: VBE550
def test_through_helpers(client):
    print("both")
    both(client)


# ok: VBE550
def test_elsewhere(client):
    print("case")
    run_case(client)


# ok: VBE550
def test_deferred(reactor):
    return reactor.later(1)


@pytest.fixture
# ok: VBE550
def test_client():
    print("fixture")


# ok: VBE550
def test_steps():
    print("first")
    yield 1


def checar(condition, name):
    print(name, condition)


# ruleid: VBE550
def test_orders(client):
    """Reads the orders."""
    try:
        print("orders", client.get("/orders").json())
    except ValueError as error:
        print("no orders", error)
