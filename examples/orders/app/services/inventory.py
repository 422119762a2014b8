"""Stock keeping."""

import contextlib
import logging
from pathlib import Path

import requests
from sqlalchemy.orm import Session

from app.config import settings
from app.models import Product

logger = logging.getLogger(__name__)

EXPORT_FILE = Path("stock.csv")


def reserve(db: Session, product: Product, quantity: int) -> None:
    """Take items out of stock for an order."""
    if product.stock < quantity:
        raise ValueError(f"Only {product.stock} of {product.sku} left")
    product.stock -= quantity
    db.commit()


def release(db: Session, product_id: int, quantity: int) -> None:
    """Put the items of a cancelled order back into stock."""
    product = db.query(Product).filter(Product.id == product_id).with_for_update().one()
    product.stock += quantity
    db.flush()


def restock(db: Session, deliveries: dict) -> int:
    """Add delivered quantities, given as SKU to quantity."""
    updated = 0
    for sku, quantity in deliveries.items():
        product = db.query(Product).filter(Product.sku == sku).first()
        if product:
            product.stock = product.stock + quantity
            updated += 1
    db.commit()
    return updated


def find_product(catalogue: dict, sku: str):
    """Look a product up in a loaded catalogue."""
    try:
        return catalogue[sku]
    except KeyError:
        return None


def request_shipment(order_id: int) -> str:
    """Ask the warehouse to ship an order and return the tracking code."""
    response = requests.post(f"{settings.warehouse_url}/shipments", json={"order_id": order_id})
    return response.json()["tracking"]


def announce_low_stock(product: Product) -> None:
    """Tell the warehouse that a product runs out."""
    with contextlib.suppress(Exception):
        requests.post(f"{settings.warehouse_url}/alerts", json={"sku": product.sku}, timeout=5)


def remove_export() -> None:
    """Delete yesterday's export."""
    with contextlib.suppress(FileNotFoundError):
        EXPORT_FILE.unlink()


def load_warehouse_stock() -> dict:
    """Read the stock levels of the warehouse."""
    try:
        response = requests.get(f"{settings.warehouse_url}/stock", timeout=30)
        response.raise_for_status()
        return response.json()
    except Exception as e:
        print(f"Error loading stock: {e}")
        return {}
