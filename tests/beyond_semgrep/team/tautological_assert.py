# path: tests/test_tautological_assert.py
from http import HTTPStatus

from rest_framework import status


def test_named_codes(client):
    response = client.get("/orders")
    # ruleid: VBE551
    assert response.status_code in (status.HTTP_200_OK, status.HTTP_404_NOT_FOUND)
    # ruleid: VBE551
    assert response.status_code in [HTTPStatus.OK, HTTPStatus.BAD_REQUEST]
    # ok: VBE551
    assert response.status_code in [HTTPStatus.OK, HTTPStatus.CREATED]
    # ruleid: VBE551
    assert response.status_code == 200 or response.status_code == 500
    # ok: VBE551
    assert response.status_code == 200 or "limit" in response.text


def test_opposites(order, pick):
    # ruleid: VBE551
    assert order.paid is None or order.paid is not None
    # ruleid: VBE551
    assert order in [] or order not in []
    # ok: VBE551
    assert pick() is None or pick() is not None
    # ok: VBE551
    assert order.paid is None or order.sent is not None
    # ruleid: VBE551
    assert len(order.lines) >= 0 and len(order.notes) >= 0
    # ok: VBE551
    assert len(order.lines) >= 0 and order.notes


def test_queries(Order):
    # ruleid: VBE551
    assert Order.objects.filter(paid=True).count() >= 0
    # ok: VBE551
    assert "a, b".count(",") >= 0


def test_account_may_be_there(client):
    response = client.post("/accounts", json={"name": "ada"})
    # ok: VBE551
    assert response.status_code in (201, 400)
    response = client.post("/login", json={"name": "ada"})
    assert response.status_code == 200


def test_only_one_gets_the_seat(client):
    for _ in range(3):
        response = client.post("/seats/7")
        # ok: VBE551
        assert response.status_code in (200, 409)


def test_in_a_nested_function(client):
    def ask():
        answer = client.get("/orders")
        # ruleid: VBE551
        assert answer.status_code in (200, 500)

    ask()
