"""Command line for administrators: `python -m app.cli stock 10`."""

import argparse

from app.database import SessionLocal
from app.models import Product


def main() -> None:
    """Print the products that run out."""
    parser = argparse.ArgumentParser(description="Products that run out")
    parser.add_argument("command", choices=["stock"])
    parser.add_argument("threshold", type=int)
    arguments = parser.parse_args()
    with SessionLocal() as db:
        products = db.query(Product).filter(Product.stock < arguments.threshold).limit(500).all()
    for product in products:
        print(f"{product.sku}: {product.stock} left")


if __name__ == "__main__":
    main()
