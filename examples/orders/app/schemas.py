"""Pydantic schemas for requests and responses."""

from datetime import datetime
from decimal import Decimal
from typing import List, Optional

from pydantic import BaseModel, Field


class CustomerCreate(BaseModel):
    """Payload for registering a customer."""

    email: str
    name: str
    password: str


class AdminCreate(BaseModel):
    """Payload for creating an administrator."""

    email: str
    password: str = Field(min_length=14, max_length=128)


class LoginRequest(BaseModel):
    """Credentials for logging in."""

    email: str
    password: str


class PasswordResetRequest(BaseModel):
    """Payload for choosing a new password."""

    token: str
    new_password: str


class CustomerUpdate(BaseModel):
    """Payload for updating a customer profile."""

    name: Optional[str] = None
    email: Optional[str] = None


class CustomerOut(BaseModel):
    """Customer as returned by the API."""

    id: int
    email: str
    name: str
    loyalty_points: int

    model_config = {"from_attributes": True}


class OrderItemIn(BaseModel):
    """One line of a new order."""

    product_id: int
    quantity: int = Field(gt=0, le=100)


class OrderCreate(BaseModel):
    """Payload for creating an order."""

    items: List[OrderItemIn]
    request_key: str
    note: Optional[str] = None


class OrderOut(BaseModel):
    """Order as returned by the API."""

    id: int
    status: str
    total: Decimal
    created_at: datetime

    model_config = {"from_attributes": True}


class PaymentCreate(BaseModel):
    """Payload for paying an order."""

    order_id: int
    card_token: str
