"""Flag columns that keep an amount of money as a binary floating-point number.

## Why it matters in production
0.1 + 0.2 is not 0.3: sums of a thousand rows are off by cents, `balance == 0` never holds, and what the ledger says differs
from what the bank says. Once rows are written the cents are lost, and no later change of type brings them back.

## Example
```python
from sqlalchemy import Column, Float, Integer

from app.database import Base


class Invoice(Base):
    __tablename__ = "invoice"

    id = Column(Integer, primary_key=True)
    total_price = Column(Float, nullable=False)
```

## Use instead
```python
from sqlalchemy import Column, Integer, Numeric

from app.database import Base


class Invoice(Base):
    __tablename__ = "invoice"

    id = Column(Integer, primary_key=True)
    total_price = Column(Numeric(12, 2), nullable=False)
```

Whole cents in an integer do as well.

## What it does not see
Money under names that do not say so, types that are put together elsewhere, models that are only handed on and never
stored, and columns that migrations or SQL create.

## Measured
6 findings in 1 of 39 AI-written services (593,248 lines of service code), all right; the others keep money in Numeric columns,
in no relational database, or not at all. 23 mature projects (1,108,139 lines): 3, all minor (what a language model cost). Flask
and Requests: none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.databases import FLOAT_COLUMNS, FLOAT_FIELDS
from vibe_audit.logic.calls import constant, dotted, find_keyword, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE140",
    severity=("warning", "off", "error"),
    headline="Money is stored as a binary float",
    concern="edge cases",
    effort="1h",
    semgrep="subset",
    refs=("CWE-682",),
    since="0.1.0",
)

_MONEY = expression(
    r"(?i)(?:\w+_)?(?:amount|balance|cost|deposit|discount_amount|fee|fees|income|payment|payout|price|refund|revenue|salary|subtotal|tax|"
    r"tax_amount|wage|coste|costo|importe|monto|precio|saldo|salario|impuesto|preco|custo|betrag|preis|gehalt)"
    r"(?:_(?:brl|cents?|due|eur|gbp|gross|net|paid|total|usd))?|(?:grand_)?total|total_(?:due|paid|usd|eur)|(?:\w+_)?(?:eur|usd)_(?:amount|value)"
)
# `tax_rate`, `price_change_percent`, `cost_score`, `fuel_amount`, and what is weighed or dosed
_OTHER = expression(
    r"(?i)(?:^|_)(?:calor\w*|carbs?|change|co2|count|dosage|dose|energy|factor|fat|fuel|hours?|index|kg|km|liters?|minutes?|ml|nutri\w*|pct|"
    r"percent\w*|power|protein|quantity|rain\w*|rate|ratio|score|seconds?|size|sugar|tokens?|volume|water|weight)(?:_|$)"
)


@rule.on(ast.Call, names=frozenset({"Column", "mapped_column"}))
def check_column(call: ast.Call, module: Module) -> Iterator[Finding]:
    """`price = Column(Float)`, `price: Mapped[float] = mapped_column(Float)`, `Column("price", db.Float)` in a table."""
    name = _assigned_name(call, module) or (text_of(call.args[0]) if call.args else None)
    kind = next((part for part in _types_in(call) if terminal(part) in FLOAT_COLUMNS), None)
    if name is None or kind is None or not _is_money(name):
        return
    # `Float(asdecimal=True)` is read as a decimal.
    if isinstance(kind, ast.Call) and (given := find_keyword(kind, "asdecimal")) and constant(given.value) is not False:
        return
    yield rule.at(kind, name)


@rule.on(ast.Call, names=frozenset({"FloatField"}))
def check_field(call: ast.Call, module: Module) -> Iterator[Finding]:
    """`price = models.FloatField()`; a field of a form or a serializer stores nothing."""
    name = _assigned_name(call, module)
    if name and _is_money(name) and (dotted(call.func) == "models.FloatField" or module.resolve(call.func) in FLOAT_FIELDS):
        yield rule.at(call.func, name)


@rule.on(ast.Module)
def check_annotations(_: ast.Module, module: Module) -> Iterator[Finding]:
    """`price: Mapped[float]`, and `price: float` in a table of SQLModel."""
    if "Mapped[" not in module.source and "SQLModel" not in module.source:
        return
    for owner in module.nodes(ast.ClassDef):
        is_table = any(keyword.arg == "table" and constant(keyword.value) is True for keyword in owner.keywords)
        for field in owner.body:
            if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name) or not _is_money(field.target.id):
                continue
            kind = field.annotation
            if isinstance(kind, ast.Subscript) and terminal(kind.value) == "Mapped":
                kind = kind.slice
            elif not is_table:
                continue
            if _is_float(kind) and not _has_type(field.value):
                yield rule.at(field.annotation, field.target.id)


def _assigned_name(call: ast.Call, module: Module) -> str | None:
    holder = module.parents.get(call)
    if isinstance(holder, ast.Assign) and isinstance(holder.targets[0], ast.Name):
        return holder.targets[0].id
    return holder.target.id if isinstance(holder, ast.AnnAssign) and isinstance(holder.target, ast.Name) else None


def _types_in(call: ast.Call) -> list[ast.expr]:
    return [*call.args[:2], *(keyword.value for keyword in call.keywords if keyword.arg in ("type_", "sa_type"))]


def _is_money(name: str) -> bool:
    return bool(_MONEY.fullmatch(name)) and not _OTHER.search(name)


def _is_float(kind: ast.expr) -> bool:
    """`float`, `float | None`, `Optional[float]`."""
    if isinstance(kind, ast.BinOp):
        return _is_float(kind.left) or _is_float(kind.right)
    if isinstance(kind, ast.Subscript):
        return terminal(kind.value) == "Optional" and _is_float(kind.slice)
    return isinstance(kind, ast.Name) and kind.id == "float"


def _has_type(value: ast.expr | None) -> bool:
    """Whether a column says by itself what it is: `mapped_column(Numeric(12, 2))`, `Field(sa_column=Column(...))`."""
    if not isinstance(value, ast.Call):
        return False
    if terminal(value) == "mapped_column":
        return any(not isinstance(part, ast.Constant) and terminal(part) != "ForeignKey" for part in _types_in(value))
    return find_keyword(value, "sa_column", "sa_type") is not None
