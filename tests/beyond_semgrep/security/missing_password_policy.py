# path: app/missing_password_policy.py
from pydantic import BaseModel, field_validator, model_validator


class Schema(BaseModel):
    pass


class UserCreate(Schema):
    # ruleid: VBE312
    password: str


class CheckedCreate(BaseModel):
    # ok: VBE312
    password: str

    @field_validator("password")
    @classmethod
    def _long_enough(cls, value):
        if value.isdigit():
            raise ValueError("digits only")
        return value


class PairUpdate(BaseModel):
    # ok: VBE312
    password: str

    @model_validator(mode="after")
    def _check(self):
        return self


class SetupRequest(BaseModel):
    # ruleid: VBE312
    password: str

    @field_validator("email", check_fields=False)
    @classmethod
    def _lower(cls, value):
        return value.lower()


class ChangePassword(BaseModel):
    # ok: VBE312
    new_password: str


def change(body: ChangePassword):
    if len(body.new_password) < 12:
        raise ValueError("too short")


class NodeBase(BaseModel):
    label: str
    hostname: str = "localhost"


class NodeCreate(NodeBase):
    # ok: VBE312
    password: str


class PersonBase(BaseModel):
    username: str


class PersonCreate(PersonBase):
    # ruleid: VBE312
    password: str


# path: app/bases.py
from pydantic import BaseModel, field_validator


class Model(BaseModel):
    id: int


class Server(Model):
    hostname: str


class Careful(Model):
    @field_validator("password")
    @classmethod
    def long_enough(cls, value):
        if len(value) < 12:
            raise ValueError("too short")
        return value


# path: app/schemas.py
from app.bases import Careful, Model, Server


class UserCreate(Model):
    # ruleid: VBE312
    password: str


class ServerCreate(Server):
    # ok: VBE312
    password: str


class CarefulCreate(Careful):
    # ok: VBE312
    password: str
