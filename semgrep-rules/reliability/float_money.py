import sqlalchemy as sa
from django import forms
from django.db import models
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, Float, Integer, Numeric, Table
from sqlalchemy.orm import Mapped, mapped_column

db = SQLAlchemy()


class Invoice(db.Model):
    id = Column(Integer, primary_key=True)
    # ruleid: VBE140
    total_price = Column(Float, nullable=False)
    # ruleid: VBE140
    amount = db.Column(db.Float, default=0.0)
    # ruleid: VBE140
    balance = sa.Column(sa.Float(precision=2))
    # ruleid: VBE140
    saldo = Column("saldo", Float)
    # ruleid: VBE140
    fee: Mapped[float] = mapped_column(Float)
    # ruleid: VBE140
    salary: Mapped[float] = mapped_column(sa.REAL, nullable=False)
    # ok: VBE140
    paid_amount = Column(Numeric(12, 2))
    # ok: VBE140
    tax_rate = Column(Float)
    # ok: VBE140
    price_change_percent = Column(Float)
    # ok: VBE140
    latitude = Column(Float)
    # ok: VBE140
    total_hours = Column(Float)
    # ok: VBE140
    cost = Column(Float(asdecimal=True))
    # ok: VBE140
    deposit: Mapped[float] = mapped_column(Numeric(12, 2))


class Order(models.Model):
    # ruleid: VBE140
    price = models.FloatField(default=0)
    # ruleid: VBE140
    total = models.FloatField()
    # ok: VBE140
    tax = models.DecimalField(max_digits=12, decimal_places=2)
    # ok: VBE140
    weight = models.FloatField()
    # ok: VBE140
    price_score = models.FloatField()


class OrderForm(forms.Form):
    # ok: VBE140
    price = forms.FloatField()


class Quote:
    # ok: VBE140
    price: float = 0.0
    # ok: VBE140
    cost = float("nan")
