"""Background worker: keeps the stock in step with the warehouse."""

import logging
import time
from datetime import datetime, timezone

from app.database import SessionLocal
from app.models import Product
from app.services import inventory

try:
    from setproctitle import setproctitle
except ImportError:
    setproctitle = None

logger = logging.getLogger(__name__)

INTERVAL = 300


def sync_once() -> int:
    """Copy the warehouse's stock levels into our database."""
    levels = inventory.load_warehouse_stock()
    updated = 0
    with SessionLocal() as db:
        for sku, stock in levels.items():
            product = db.query(Product).filter(Product.sku == sku).first()
            if product is None:
                continue
            product.stock = stock
            product.synced_at = datetime.now(timezone.utc)
            updated += 1
        db.commit()
    print(f"Synced {updated} products")
    return updated


def warn_about_low_stock(threshold: int = 5) -> None:
    """Announce every product that runs out."""
    with SessionLocal() as db:
        products = db.query(Product).filter(Product.stock < threshold).all()
    for product in products:
        inventory.announce_low_stock(product)


def run_forever() -> None:
    """Sync every few minutes."""
    if setproctitle is not None:
        setproctitle("orders-sync")
    # TODO: implement proper scheduling, a simple loop is fine for the demo
    while True:
        try:
            sync_once()
            warn_about_low_stock()
        except Exception as e:
            logger.error(f"Sync failed: {e}")
        time.sleep(INTERVAL)


def run_nightly() -> None:
    """One sync for the scheduler, which wants to know when it fails."""
    started = time.monotonic()
    try:
        sync_once()
    except Exception:
        logger.exception("nightly sync failed")
        raise
    logger.info("nightly sync took %.1f seconds", time.monotonic() - started)
