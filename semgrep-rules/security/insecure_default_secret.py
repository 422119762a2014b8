# path: app/core/settings.py
import os
from os import environ, getenv

import environ as django_environ
from decouple import config
from environs import Env
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

from app.core.reading import get_env

env = Env()
django_env = django_environ.Env(DEBUG=(bool, False))
fallback = "built-in"

# ruleid: VBE301
JWT_SECRET = os.getenv("JWT_SECRET", "change-me-in-production")
# ruleid: VBE301
SECRET_KEY = os.environ.get("SECRET_KEY") or "dev-secret-key"
# ruleid: VBE301
SIGNING_KEY = os.environ.get("SIGNING_KEY", "") or "dev-signing-key"
# ruleid: VBE301
admin_password = environ.get("ADMIN_PASSWORD", "admin123")
# ruleid: VBE301
webhook = getenv("STRIPE_WEBHOOK_SECRET", default="whsec_placeholder")
# ruleid: VBE301
DJANGO_SECRET_KEY = config("DJANGO_SECRET_KEY", default="django-insecure-1x2y3z")
# ruleid: VBE301
encryption = env.str("ENCRYPTION_KEY", "0123456789abcdef")
# ruleid: VBE301
token = env("ADMIN_TOKEN", default="letmein")
# ruleid: VBE301
database = {"PASSWORD": django_env("POSTGRES_PASSWORD", default="postgres")}
# ruleid: VBE301
smtp = get_env("SMTP_PASS", "mailer")
# ruleid: VBE301
salt = os.getenv(
    "SECURITY_PASSWORD_SALT",
    "salt",
).encode()
# ruleid: VBE301
api_key = os.getenv("API_KEY", "test-key")
# ruleid: VBE301
named = os.getenv("SESSION_SECRET", fallback)

# ok: VBE301
required = os.environ["JWT_SECRET"]
# ok: VBE301
optional = os.getenv("JWT_SECRET")
# ok: VBE301
empty = os.getenv("JWT_SECRET", "")
# ok: VBE301
nothing = os.environ.get("JWT_SECRET", None)
# ok: VBE301
either = os.getenv("JWT_SECRET") or os.getenv("SECRET_KEY")
# ok: VBE301
algorithm = os.getenv("JWT_ALGORITHM", "HS256")
# ok: VBE301
lifetime = int(os.getenv("ACCESS_TOKEN_EXPIRE_MINUTES", "30"))
# ok: VBE301
limit = int(os.getenv("MAX_TOKENS", "4096"))
# ok: VBE301
address = os.getenv("TOKEN_URL", "https://auth.example.org/token")
# ok: VBE301
identifier = os.getenv("AWS_ACCESS_KEY_ID", "local")
# ok: VBE301
publishable = os.getenv("STRIPE_PUBLISHABLE_KEY", "pk_test_x")
# ok: VBE301
place = os.getenv("DB_PASSWORD_FILE", "/run/secrets/db")
# ok: VBE301
mounted = os.getenv("VAULT_TOKEN", "/var/run/secrets/token")
# a local model server asks for no key
# ok: VBE301
model_key = os.getenv("OPENAI_API_KEY", "not-needed")
# a made-up key to somebody else's door opens nothing
# ok: VBE301
mail_key = os.getenv("MAILER_API_KEY", "your-api-key-here")
# ok: VBE301
tester = os.getenv("TEST_USER_PASSWORD", "admin123")
# ok: VBE301
padding = os.getenv("PAD_TOKEN", "[PAD]")
# ok: VBE301
header = {}.get("API_KEY", "none given")
# ok: VBE301
switch = os.getenv("REQUIRE_TOKEN", "false")


class Settings(BaseSettings):
    # ruleid: VBE301
    secret_key: str = "change-this-secret"
    # ruleid: VBE301
    jwt_secret: str = Field(default="change-this-secret", min_length=8)
    # ruleid: VBE301
    db_password: SecretStr = SecretStr("postgres")
    # ruleid: VBE301
    session_secret: str = Field("change-this-secret")
    # ok: VBE301
    smtp_password: str = ""
    # ok: VBE301
    api_key: str
    # ok: VBE301
    master_key: str = Field(..., min_length=32)
    # ok: VBE301
    token_url: str = "/auth/token"
    # ok: VBE301
    jwt_algorithm: str = "HS256"


class NotSettings:
    # a column, a form label or a key of a dictionary: nothing reads it from the environment
    # ok: VBE301
    password: str = "Your password"
