from typing import Annotated, Optional

from pydantic import AfterValidator, BaseModel, Field, SecretStr, constr, field_validator, model_validator
from sqlmodel import SQLModel

from app.passwords import StrongPassword, check


class UserCreate(BaseModel):
    email: str
    # ruleid: VBE312
    password: str


class RegisterRequest(SQLModel):
    # ruleid: VBE312
    password: SecretStr
    # ok: VBE312
    confirm_password: str


class UserUpdate(BaseModel):
    # ruleid: VBE312
    password: Optional[str] = None


class MemberUpdate(BaseModel):
    # ruleid: VBE312
    password: str | None = None


class ResetPasswordRequest(BaseModel):
    token: str
    # ruleid: VBE312
    new_password: str


class PasswordResetConfirm(BaseModel):
    # ruleid: VBE312
    new_password: str = Field(...)
    # ok: VBE312
    current_password: str


class UsuarioCreate(BaseModel):
    # ruleid: VBE312
    senha: str = Field(..., description="Senha")


class LongUserCreate(BaseModel):
    # ok: VBE312
    password: str = Field(..., min_length=12)


class PatternUserCreate(BaseModel):
    # ok: VBE312
    password: str = Field(pattern=r"^.{12,}$")


class ConstrainedUserCreate(BaseModel):
    # ok: VBE312
    password: constr(min_length=12)


class AnnotatedUserCreate(BaseModel):
    # ok: VBE312
    password: Annotated[str, AfterValidator(check)]


class TypedUserCreate(BaseModel):
    # ok: VBE312
    password: StrongPassword


class ValidatedUserCreate(BaseModel):
    # ok: VBE312
    password: str

    @field_validator("password")
    @classmethod
    def _long(cls, value: str) -> str:
        return check(value)


class WholeUserUpdate(BaseModel):
    # ok: VBE312
    password: str

    @model_validator(mode="after")
    def _whole(self):
        return check(self)


class LoginRequest(BaseModel):
    # ok: VBE312
    password: str


class UserCreateResponse(BaseModel):
    # ok: VBE312
    password: str


class EmailChangeRequest(BaseModel):
    # ok: VBE312
    password: str


class SmtpSetup(BaseModel):
    # ok: VBE312
    password: str


class NodeCreate(BaseModel):
    host: str
    port: int = 22
    username: str
    # ok: VBE312
    password: str


class FeedUpdate(BaseModel):
    # ok: VBE312
    password: Optional[str] = None
    base_url: str | None = None


class ArchiveSetup(BaseModel):
    smtp_user: str
    # ok: VBE312
    password: str


class ShopUserCreate(BaseModel):
    username: str
    website: str
    avatar_url: str
    is_host: bool = False
    # ruleid: VBE312
    password: str


class CameraCreate(BaseModel):
    # ok: VBE312
    password: str


class SSHUpdate(BaseModel):
    # ok: VBE312
    password: str


class DBUserCreate(BaseModel):
    # ok: VBE312
    password: str


class DeleteAccountRequest(BaseModel):
    # ok: VBE312
    password: str


class Account:
    # ok: VBE312
    password: str


# ruleid: VBE312
AUTH_PASSWORD_VALIDATORS = []
