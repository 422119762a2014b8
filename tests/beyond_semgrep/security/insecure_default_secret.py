# path: app/core/settings.py
import os
import sys
from dataclasses import dataclass, field

from fastapi import HTTPException
from pydantic import field_validator, model_validator
from pydantic_settings import BaseSettings

# ruleid: VBE301
FIRST = os.getenv("JWT_SECRET") or os.getenv("JWT_KEY") or "built-in"

# ok: VBE301
SECRET_KEY = os.getenv("SECRET_KEY", "change-me")
if SECRET_KEY == "change-me":
    raise RuntimeError("SECRET_KEY is not set")

# ok: VBE301
signing = os.getenv("SIGNING_KEY", "insecure")

if os.getenv("APP_ENV") == "production":
    assert signing != "insecure"

# ok: VBE301
admin_password = os.getenv("ADMIN_PASSWORD", "admin")
if len(admin_password) < 12:
    sys.exit("ADMIN_PASSWORD is too short")

# The fallback is not empty, so it passes this check.
# ruleid: VBE301
hmac_key = os.getenv("HMAC_KEY", "insecure")
if not hmac_key:
    raise RuntimeError("HMAC_KEY is not set")

# Comparing it with what a client sent is using the secret, not refusing the fallback.
# ruleid: VBE301
API_KEY = os.getenv("API_KEY", "insecure")


def check_key(key):
    if key != API_KEY:
        raise HTTPException(401)


if os.getenv("DEBUG"):
    # ok: VBE301
    MAIL_PASSWORD = os.getenv("MAIL_PASSWORD", "mail")
else:
    MAIL_PASSWORD = os.environ["MAIL_PASSWORD"]


class CompanySettings(BaseSettings):
    pass


class Settings(CompanySettings):
    # ruleid: VBE301
    session_secret: str = "change-this-secret"
    # ok: VBE301
    jwt_secret: str = "change-this-secret"
    # ok: VBE301
    db_password: str = "postgres"

    @field_validator("jwt_secret")
    @classmethod
    def _not_the_default(cls, value):
        if value.startswith("change"):
            raise ValueError("set JWT_SECRET")
        return value

    @model_validator(mode="after")
    def _check_defaults(self):
        self._check_default("DB_PASSWORD", self.db_password)
        return self


class FromUrl(BaseSettings):
    # set from a URL where there is one, refused nowhere
    # ruleid: VBE301
    POSTGRES_PWD: str = "postgres"

    @model_validator(mode="after")
    def _from_url(self):
        if self.POSTGRES_URL:
            self.POSTGRES_PWD = self.POSTGRES_URL.password
        return self


class DevelopmentConfig:
    # ok: VBE301
    SECRET_KEY = os.getenv("FLASK_SECRET_KEY", "dev")


@dataclass
class Config:
    # ruleid: VBE301
    cron_secret: str = os.getenv("CRON_SECRET", "cron")
    # ruleid: VBE301
    webhook_secret: str = field(default_factory=lambda: os.getenv("WEBHOOK_SECRET", "hook"))


class CheckedByFieldSettings(BaseSettings):
    # ok: VBE301
    pepper: str = "change-this-pepper"

    @field_validator("pepper")
    @classmethod
    def _not_the_default(cls, value):
        assert not value.startswith("change")
        return value


class AppliedAfterwardsSettings(BaseSettings):
    # ok: VBE301
    jwt_key: str = "change-this-key"

    @model_validator(mode="after")
    def _apply(self) -> "AppliedAfterwardsSettings":
        self._refuse_in_production(self.jwt_key)
        return self


read = os.environ.get
# ruleid: VBE301
RENAMED_SECRET = read("RENAMED_SECRET", "built-in-too")


if os.getenv("CI"):
    # ok: VBE301
    BUILD_PASSWORD = os.getenv("BUILD_PASSWORD", "build")

PROFILE = os.getenv("APP_PROFILE")
if PROFILE == "docker-compose":
    # ok: VBE301
    BROKER_PASSWORD = os.getenv("BROKER_PASSWORD", "guest")


class DockerComposeSettings(BaseSettings):
    # ok: VBE301
    db_password: str = "postgres"


class SmokeConfig(BaseSettings):
    # ok: VBE301
    db_password: str = "postgres"


# a composer writes, and builds nothing
class ComposerSettings(BaseSettings):
    # ruleid: VBE301
    cookie_secret: str = "built-in"


# path: app/settings/docker_compose.py
import os

# ok: VBE301
DB_PASSWORD = os.getenv("DB_PASSWORD", "postgres")

# path: app/settings/settings_docker_compose.py
import os

# ok: VBE301
DB_PASSWORD = os.getenv("DB_PASSWORD", "postgres")

# path: app/settings/ci.py
import os

# ok: VBE301
SECRET_KEY = os.environ.get("SECRET_KEY") or "built-in"

# path: app/settings/local_config.py
import os

# ok: VBE301
SECRET_KEY = os.getenv("SECRET_KEY", "built-in")

# path: app/settings/dev_docker.py
import os

# ok: VBE301
SECRET_KEY = os.getenv("SECRET_KEY", "built-in")

# path: deploy/smoketest_orders.py
import os

# ok: VBE301
ADMIN_PASSWORD = os.getenv("ADMIN_PASSWORD", "admin")

# path: .devcontainer/settings.py
import os

# ok: VBE301
SECRET_KEY = os.getenv("SECRET_KEY", "built-in")

# path: app/settings/staging.py
import os

# others reach it
# ruleid: VBE301
SECRET_KEY = os.getenv("SECRET_KEY", "built-in")

# path: app/settings/docker.py
import os

# ruleid: VBE301
SECRET_KEY = os.getenv("SECRET_KEY", "built-in")

# path: app/local_storage.py
import os

# ruleid: VBE301
SIGNING_KEY = os.getenv("SIGNING_KEY", "built-in")

# path: app/composer.py
import os

# ruleid: VBE301
SECRET_KEY = os.getenv("SECRET_KEY", "built-in")
