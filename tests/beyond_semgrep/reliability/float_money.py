from typing import Optional

from sqlalchemy import DOUBLE_PRECISION, Column, Numeric, Table
from sqlalchemy import Float as Real
from sqlalchemy.orm import Mapped, mapped_column
from sqlmodel import Field, SQLModel

orders = Table(
    "orders",
    metadata,
    # ruleid: VBE140
    Column("price", DOUBLE_PRECISION),
    # ok: VBE140
    Column("height", DOUBLE_PRECISION),
)


class Order(Base):
    # ruleid: VBE140
    price: Mapped[float]
    # ruleid: VBE140
    refund: Mapped[Optional[float]] = mapped_column(nullable=True)
    # ruleid: VBE140
    fee: Mapped[float | None] = mapped_column("fee", default=None)
    # ok: VBE140
    tax: Mapped[float] = mapped_column(Numeric(12, 2))
    # ok: VBE140
    lines: Mapped[list["Line"]]


class Invoice(SQLModel, table=True):
    # ruleid: VBE140
    amount: float = Field(default=0)
    # ok: VBE140
    total: float = Field(sa_column=Column(Numeric(12, 2)))


class InvoiceIn(SQLModel):
    # ok: VBE140
    amount: float
