"""What a method is given first, and what its attributes stand for."""

from __future__ import annotations

import ast
import sys
import textwrap

import pytest

from vibe_audit.logic.dependencies import parameters_of
from vibe_audit.module import Module

IMPORTS = """
import abc
import enum
import functools
import typing
from abc import ABC, abstractstaticmethod as made_static, abstractclassmethod
from typing import Any, Self, Type, TypeVar

import models
import pydantic
from celery import shared_task
from pydantic import BaseModel, field_validator, model_validator, root_validator, validator
from pydantic import v1
from sqlalchemy.orm import declared_attr

from house import wrapped

T = TypeVar("T", bound="Order")
"""


def receiver_in(source: str) -> str:
    """`instance x`, `class x`, with `?` behind it where it is something else than the owner; `none x` where the first parameter is none."""
    text = IMPORTS + textwrap.dedent(source)
    module = Module("app.py", text, ast.parse(text))
    [function] = [function for function in module.functions if function.name in ("f", "__new__", "__init_subclass__", "__class_getitem__")]
    first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    receiver = module.names.receiver_of(function)
    named = [parameter.arg for parameter in parameters_of(function, module)]
    assert (receiver is None) == (first is None or named[:1] == [first.arg])
    if receiver is None:
        return f"none {first.arg if first else ''}".strip()
    return f"{'class' if receiver.is_class else 'instance'} {receiver.parameter.arg}{'' if receiver.is_own else '?'}"


CASES = [
    ("def f(self): ...", "instance self"),
    ("def f(this, /, x): ...", "instance this"),
    ("async def f(self): ...", "instance self"),
    ("def f(*args): ...", "none"),
    ("def f(): ...", "none"),
    ("@staticmethod\ndef f(self): ...", "none self"),
    ("@abc.abstractstaticmethod\ndef f(txn): ...", "none txn"),
    ("@made_static\ndef f(txn): ...", "none txn"),
    ("@staticmethod\n@abc.abstractmethod\ndef f(txn): ...", "none txn"),
    ("@wrapped\n@staticmethod\ndef f(self): ...", "none self"),
    ("def f(txn): ...\nf = staticmethod(f)", "none txn"),
    ("def f(txn): ...\nf: Any = staticmethod(wrapped(f))", "none txn"),
    ("def f(txn): ...\nf = wrapped(staticmethod(f))", "none txn"),
    ("def f(txn): ...\nif x:\n    f = staticmethod(f)", "none txn"),
    ("match x:\n    case 1:\n        for y in x:\n            def f(self): ...", "instance self"),
    ("def f(self): ...\ng = staticmethod(f)", "instance self"),
    ("def f(txn): ...\nf = classmethod(f)", "class txn"),
    ("def f(self): ...\nf = property(f)", "instance self"),
    ("@classmethod\ndef f(owner): ...", "class owner"),
    ("@abstractclassmethod\ndef f(owner): ...", "class owner"),
    ("@classmethod\n@property\ndef f(owner): ...", "class owner"),
    ("@validator('x')\ndef f(owner, value): ...", "class owner"),
    ("@pydantic.validator('x', pre=True)\ndef f(cls, value): ...", "class cls"),
    ("@v1.validator('x')\ndef f(cls, value): ...", "class cls"),
    ("@root_validator\ndef f(cls, values): ...", "class cls"),
    ("@root_validator(pre=True)\ndef f(cls, values): ...", "class cls"),
    ("@field_validator('x')\n@classmethod\ndef f(owner, value): ...", "class owner"),
    ("@field_validator('x')\ndef f(cls, value): ...", "class cls"),
    ("@field_validator('x')\ndef f(value): ...", "none value"),
    ("@field_validator('x')\n@staticmethod\ndef f(cls): ...", "none cls"),
    ("@model_validator(mode='after')\ndef f(self): ...", "instance self"),
    ("@model_validator(mode='before')\ndef f(cls, values): ...", "class cls"),
    ("@declared_attr\ndef f(owner): ...", "class owner"),
    ("@declared_attr.directive\ndef f(owner): ...", "class owner"),
    ("@price.expression\ndef f(cls): ...", "class cls"),
    ("@functools.lru_cache\ndef f(self): ...", "instance self"),
    ("def __new__(owner): ...", "class owner"),
    ("@staticmethod\ndef __new__(owner): ...", "class owner"),
    ("def __init_subclass__(owner, **rest): ...", "class owner"),
    ("def __class_getitem__(owner, key): ...", "class owner"),
    ("if x:\n    def f(self): ...\nelse:\n    g = 1", "instance self"),
    ("try:\n    @staticmethod\n    def f(self): ...\nexcept ImportError:\n    pass", "none self"),
    ("def f(self: 'Order'): ...", "instance self"),
    ("def f(self: Self): ...", "instance self"),
    ("def f(self: typing.Self): ...", "instance self"),
    ("def f(self: T): ...", "instance self"),
    ("def f(self: 'T'): ...", "instance self"),
    ("def f(self: Any): ...", "instance self"),
    ("def f(self: 'Order[int]'): ...", "instance self"),
    ("def f(self: typing.Annotated['Order', 1]): ...", "instance self"),
    ("def f(self: list['Order']): ...", "instance self?"),
    ("def f(self: 'list[Order]'): ...", "instance self?"),
    ("def f(self: dict[str, 'Order']): ...", "instance self?"),
    ("def f(self: 'Order | None'): ...", "instance self?"),
    ("def f(self: models.Order): ...", "instance self?"),
    ("def f(self: 'Transaction'): ...", "instance self?"),
    ("def f(self: 'no type at all'): ...", "instance self?"),
    ("def f(self: int): ...", "instance self?"),
    ("@wrapped\ndef f(txn: 'Transaction'): ...", "none txn"),
    ("@wrapped\ndef f(rows: list['Order']): ...", "none rows"),
    ("@wrapped\ndef f(self: 'HasSession'): ...", "instance self?"),
    ("@wrapped\ndef f(order: 'Order'): ...", "instance order"),
    ("@wrapped\ndef f(order: type['Order']): ...", "class order"),
    ("@classmethod\ndef f(cls: type[T]): ...", "class cls"),
    ("@classmethod\ndef f(cls: 'Type[Order]'): ...", "class cls"),
    ("@classmethod\ndef f(cls: type['Other']): ...", "class cls?"),
    ("def g(self):\n    def f(self): ...", "none self"),
    ("def g(self):\n    def f(cls): ...", "none cls"),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_a_method_s_first_parameter(body: str, expected: str) -> None:
    assert receiver_in(f"class Order(Base):\n{textwrap.indent(body, '    ')}") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("class Meta(type):\n    def f(cls): ...", "instance cls"),
        ("class Meta(abc.ABCMeta):\n    @property\n    def f(cls): ...", "instance cls"),
        ("class Meta(enum.EnumMeta):\n    def __new__(mcs, name, bases, space): ...", "class mcs"),
        ("class Meta(type):\n    @classmethod\n    def f(mcs, name): ...", "class mcs"),
        ("class Meta(type):\n    def f(cls: type['Order']): ...", "instance cls?"),
        ("def f(self): ...", "none self"),
        ("def f(cls): ...", "none cls"),
        ("@shared_task(bind=True)\ndef f(self): ...", "instance self"),
        ("@shared_task(bind=False)\ndef f(self): ...", "none self"),
        ("class A:\n    f = lambda self: self\n    class B:\n        @wrapped(f)\n        def f(self): ...", "instance self"),
        ("def g():\n    class A:\n        def f(self): ...", "instance self"),
        ("class A:\n    def g(self):\n        global d\n        d = self.d\n    @d\n    def f(self): ...", "instance self"),
    ],
)
def test_metaclasses_and_functions_of_no_class(source: str, expected: str) -> None:
    assert receiver_in(source) == expected


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters")
def test_a_type_parameter_is_any_type() -> None:
    assert receiver_in("class Order:\n    def f[U](self: U): ...") == "instance self"
    assert receiver_in("class Order[U]:\n    @classmethod\n    def f(cls: type['U']): ...") == "class cls"


def resolved(body: str) -> str | None:
    """What the argument of the call of `target` stands for, in a class whose constructor sets `self.c`, and whose body sets `d`."""
    head = "import a\n\n\nclass Order:\n    d = a.D()\n\n    def __init__(self):\n        self.c = a.B()\n\n"
    text = head + textwrap.indent(body, "    ")
    module = Module("app.py", text, ast.parse(text))
    return module.resolve(module.calls_by_name["target"][0].args[0])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("def f(self):\n    target(self.c)", "a.B()"),
        ("def f(this):\n    def g():\n        target(this.c)", "a.B()"),
        ("def f(self):\n    def g(self):\n        target(self.c)", None),
        ("def f(self):\n    class Inner:\n        def g(self):\n            target(self.c)", None),
        ("def f(self):\n    class Inner:\n        def g(this):\n            target(self.c)", "a.B()"),
        ("def f(self):\n    target([self.c for self in rows])", None),
        ("@staticmethod\ndef f(self):\n    target(self.c)", None),
        ("def f(self):\n    target(self.c)\nf = staticmethod(f)", None),
        ("def f(self: list['Order']):\n    target(self.c)", "list().c"),
        # what an instance is given is not there in the class
        ("@classmethod\ndef f(cls):\n    target(cls.c)", None),
        ("def __new__(cls):\n    target(cls.c)", None),
        ("def __init_subclass__(cls):\n    target(cls.c)", None),
        ("@classmethod\ndef f(cls):\n    target(cls.d)", "a.D()"),
        ("def __init_subclass__(cls):\n    cls.e = a.E()\ndef f(self):\n    target(self.e)", "a.E()"),
        ("@classmethod\ndef g(cls):\n    cls.e = a.E()\n@classmethod\ndef f(cls):\n    target(cls.e)", "a.E()"),
        ("if a:\n    def g(self):\n        self.e = a.E()\ndef f(self):\n    target(self.e)", "a.E()"),
        ("@staticmethod\ndef g(self):\n    self.e = a.E()\ndef f(self):\n    target(self.e)", None),
    ],
)
def test_what_its_attributes_stand_for(body: str, expected: str | None) -> None:
    assert resolved(body) == expected
