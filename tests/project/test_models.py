"""What a model says of its columns decides what is said of a check before an insert."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch import write
from vibe_audit import check_source
from vibe_audit.config import Config

SQLALCHEMY = """\
from sqlalchemy import Column, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declarative_base, mapped_column

Base = declarative_base()


class Named:
    name = Column(String, unique=True)


class User(Named, Base):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("tenant", "login"), Index("by_phone", "phone", unique=True), Index("by_city", "city"))
    id = Column(Integer, primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    nick: Mapped[str] = mapped_column(String(200))
    city = Column(String, index=True)
    phone = Column(String)
    tenant = Column(Integer)
    login = Column(String)
"""
SQLMODEL = """\
from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    email: str = Field(unique=True)
    nick: str
"""
DJANGO = """\
from django.db import models


class User(models.Model):
    email = models.EmailField(unique=True)
    nick = models.CharField(max_length=20)
    tenant = models.IntegerField()
    login = models.CharField(max_length=20)
    phone = models.CharField(max_length=20)

    class Meta:
        unique_together = [("tenant", "login")]
        constraints = [models.UniqueConstraint(fields=["phone"], name="one_phone")]
"""
MONGO = """\
from beanie import Document


class User(Document):
    email: str
    nick: str

    class Settings:
        indexes = ["email"]
"""
IMPORTS = "from app.models import User\n\n\n"
SESSION = """\
def create(db, {names}):
    if db.query(User).filter({condition}).first():
        raise ValueError("taken")
    db.add(User({names}))
    db.commit()
"""
MANAGER = """\
def create({names}):
    if User.objects.filter({condition}).exists():
        raise ValueError("taken")
    User.objects.create({names})
"""


def said(root: Path, models: str, code: str, **files: str) -> list[str]:
    more = {f"app/{name}.py": text for name, text in files.items()}
    write(root, {"app/__init__.py": "", "app/models.py": models, **more})
    config = Config(root).narrowed(select=["VBE135"])
    return [finding.detail for finding in check_source(IMPORTS + code, root / "app" / "users.py", config=config)]


UNIQUE, NOT_UNIQUE = "unique, and its violation is answered by nobody", "not unique in the model"


@pytest.mark.parametrize(
    ("models", "form", "condition", "expected"),
    [
        (SQLALCHEMY, SESSION, "User.email == email", f"User.email is {UNIQUE}"),
        (SQLALCHEMY, SESSION, "User.nick == nick", f"User.nick is {NOT_UNIQUE}"),
        (SQLALCHEMY, SESSION, "User.name == name", f"User.name is {UNIQUE}"),
        (SQLALCHEMY, SESSION, "User.city == city", f"User.city is {NOT_UNIQUE}"),
        (SQLALCHEMY, SESSION, "User.phone == phone", f"User.phone is {UNIQUE}"),
        (SQLALCHEMY, SESSION, "User.tenant == 1, User.login == login", f"User.login and tenant is {UNIQUE}"),
        (SQLALCHEMY, SESSION, "User.login == login", f"User.login is {NOT_UNIQUE}"),
        (SQLALCHEMY, SESSION, "User.elsewhere == 1", "User"),
        (SQLMODEL, SESSION, "User.email == email", f"User.email is {UNIQUE}"),
        (SQLMODEL, SESSION, "User.nick == nick", f"User.nick is {NOT_UNIQUE}"),
        (DJANGO, MANAGER, "email__iexact=email", f"User.email is {UNIQUE}"),
        (DJANGO, MANAGER, "nick=nick", f"User.nick is {NOT_UNIQUE}"),
        (DJANGO, MANAGER, "phone=phone", f"User.phone is {UNIQUE}"),
        (DJANGO, MANAGER, "tenant=1, login=login", f"User.login and tenant is {UNIQUE}"),
        (MONGO, SESSION, "User.email == email", "User"),
        ("from elsewhere import User\n", SESSION, "User.email == email", "User"),
    ],
)
def test_models_tell_whether_a_column_is_unique(models: str, form: str, condition: str, expected: str, tmp_path: Path) -> None:
    names = "email, nick, name, city, phone, login"
    assert said(tmp_path, models, form.format(names=names, condition=condition)) == [expected]


def test_violation_that_is_answered_elsewhere_makes_a_unique_column_right(tmp_path: Path) -> None:
    handler = "@app.exception_handler(IntegrityError)\ndef taken(request, error):\n    return JSONResponse({}, 409)\n"
    unique, other = (SESSION.format(names="email, nick", condition=f"User.{column} == {column}") for column in ("email", "nick"))
    assert said(tmp_path, SQLALCHEMY, unique, main=handler) == []
    assert said(tmp_path, SQLALCHEMY, other, main=handler) == [f"User.nick is {NOT_UNIQUE}"]
