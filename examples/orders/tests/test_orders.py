"""Tests for the order endpoints."""

from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_root():
    """The welcome message."""
    response = client.get("/")
    assert response.status_code == 200
    assert response.json()["docs"] == "/docs"


def test_create_order():
    """Create an order."""
    response = client.post("/orders/", json={"items": [{"product_id": 1, "quantity": 2}], "request_key": "abc"})
    print("Status:", response.status_code)
    print("Response:", response.json())


def test_get_order_requires_login():
    """Orders are not public."""
    response = client.get("/orders/1")
    assert response.status_code in (200, 401, 403, 422)


def test_list_orders_is_a_redirect_without_slash():
    """Both kinds of redirect are fine."""
    response = client.get("/orders", follow_redirects=False)
    assert response.status_code in (307, 308, 401, 422)


def test_cancel_order():
    """Cancel an order."""
    pass
