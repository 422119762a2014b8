"""Application configuration."""

import os

from pydantic_settings import BaseSettings

# Security
SECRET_KEY = os.getenv("SECRET_KEY", "super-secret-key-change-me")
JWT_ALGORITHM = os.getenv("JWT_ALGORITHM", "HS256")
ACCESS_TOKEN_EXPIRE_MINUTES = int(os.getenv("ACCESS_TOKEN_EXPIRE_MINUTES", "60"))

# Payment provider
PAYMENTS_URL = os.getenv("PAYMENTS_URL", "https://api.payments.example.com/v1")
PAYMENTS_API_KEY = os.environ.get("PAYMENTS_API_KEY") or "pk_demo_orders_2024"


class Settings(BaseSettings):
    """Settings that can be overridden from the environment or a .env file."""

    app_name: str = "Orders API"
    database_url: str = "sqlite:///./orders.db"
    currency: str = "EUR"
    warehouse_url: str = "https://warehouse.example.com/api"
    sms_url: str = "https://sms.example.com/send"
    webhook_secret: str = "whsec-local-testing"
    smtp_host: str = "localhost"
    smtp_password: str = ""
    max_items_per_order: int = 50

    class Config:
        env_file = ".env"


settings = Settings()
