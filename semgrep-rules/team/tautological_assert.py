# path: tests/test_tautological_assert.py
from http import HTTPStatus
from unittest import TestCase

from rest_framework import status


def test_sizes(orders, body):
    # ruleid: VBE551
    assert len(orders) >= 0
    # ruleid: VBE551
    assert len(body["items"]) > -1, "a list"
    # ruleid: VBE551
    assert 0 <= len(orders)
    # ok: VBE551
    assert len(orders) >= 1
    # ok: VBE551
    assert len(orders) > 0
    # ok: VBE551
    assert body["count"] >= 0


def test_constants(orders, total):
    # ruleid: VBE551
    assert 1 == 1
    # ruleid: VBE551
    assert "no order may come this far"
    # ruleid: VBE551
    assert (total == 3, "three orders")
    # ok: VBE551
    assert True
    # ok: VBE551
    assert False, "not reached"
    # ok: VBE551
    assert total == 3, "three orders"
    # ok: VBE551
    assert ()


def test_or_true(orders, total):
    # ruleid: VBE551
    assert total == 3 or True
    # ruleid: VBE551
    assert isinstance(total, object)
    # ok: VBE551
    assert isinstance(total, int)
    # ok: VBE551
    assert total or orders
    # ok: VBE551
    assert True and total


def test_any_answer(client):
    response = client.get("/orders")
    # ruleid: VBE551
    assert response.status_code in (200, 404)
    # ruleid: VBE551
    assert response.status_code in [200, 401, 500], response.text
    # ruleid: VBE551
    assert response.status_code in {422, 200}
    # ok: VBE551
    assert response.status_code in (200, 201)
    # ok: VBE551
    assert response.status_code in (401, 403)
    # ok: VBE551
    assert response.status_code in (302, 403)
    # ok: VBE551
    assert response.status_code == 404
    # ok: VBE551
    assert response.status_code not in (200, 404)
    # some are refused, which is what a test of a limit is about
    # ok: VBE551
    assert response.status_code in (200, 429)
    # ok: VBE551
    assert response.json()["code"] in (200, 404)


def login(client):
    # a helper of tests may find the account there
    # ok: VBE551
    assert client.post("/accounts").status_code in (201, 409)


class OrderTest(TestCase):
    def test_methods(self):
        orders = self.client.get("/orders").json()
        # ruleid: VBE551
        self.assertTrue(True)
        # ruleid: VBE551
        self.assertTrue(True, "went through")
        # ruleid: VBE551
        self.assertFalse(False)
        # ruleid: VBE551
        self.assertEqual(1, 1)
        # ruleid: VBE551
        self.assertGreaterEqual(len(orders), 0)
        # ruleid: VBE551
        self.assertIsInstance(orders, object)
        # ok: VBE551
        self.assertTrue(orders)
        # ok: VBE551
        self.assertFalse(True)
        # ok: VBE551
        self.assertEqual(len(orders), 1)
        # ok: VBE551
        self.assertGreater(len(orders), 0)
        # ok: VBE551
        self.assertGreaterEqual(len(orders), 1)

    def test_answers(self):
        response = self.client.get("/orders")
        # ruleid: VBE551
        self.assertIn(response.status_code, [200, 404])
        # ruleid: VBE551
        self.assertIn(response.status_code, (200, 500), "works or not")
        # ok: VBE551
        self.assertIn(response.status_code, (200, 204))

    def test_refusal(self):
        try:
            self.client.get("/orders/refused")
            self.fail("went through")
        except ValueError:
            # ok: VBE551
            self.assertTrue(True)
