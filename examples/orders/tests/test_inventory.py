"""Tests for stock keeping."""

import pytest

from app.models import Product
from app.services import inventory


class FakeSession:
    """Counts commits."""

    commits = 0

    def commit(self):
        """Remember the call."""
        self.commits += 1


def test_reserve_takes_items_out_of_stock():
    """Reserving lowers the stock."""
    product = Product(sku="mug", stock=5)
    inventory.reserve(FakeSession(), product, 2)
    assert product.stock == 3


def test_reserve_refuses_more_than_there_is():
    """An empty shelf is an error."""
    with pytest.raises(ValueError, match="Only 1"):
        inventory.reserve(FakeSession(), Product(sku="mug", stock=1), 2)


def test_find_product():
    """Find a product."""
    found = inventory.find_product({"mug": 1}, "mug")
    assert found or True


def test_warehouse_stock():
    """Load the stock of the warehouse."""
    stock = inventory.load_warehouse_stock()
    print(f"Loaded {len(stock)} products")
    return stock
