"""How programs read their settings, as dotted names; `()` marks the result of a call, as `names` writes it."""

from __future__ import annotations

_CASTS = ("", ".str")

# Each takes the name of a setting first, and the fallback second or as `default`.
# https://docs.python.org/3/library/os.html#os.getenv, https://github.com/HBNetwork/python-decouple,
# https://github.com/sloria/environs, https://django-environ.readthedocs.io/, https://www.starlette.io/config/
SETTING_READERS = frozenset({
    "decouple.AutoConfig()", "decouple.Config()", "decouple.config", "os.environ.get", "os.getenv", "starlette.config.Config()",
    *(f"{base}{cast}" for base in ("environ.Env()", "environ.FileAwareEnv()", "environs.Env()", "environs.env") for cast in _CASTS),
})

# Readers that projects write for themselves, by the last name alone.
HOUSE_READERS = frozenset({
    "env_str", "get_env", "get_env_or_default", "get_env_str", "get_env_var", "get_env_variable", "get_environment_variable", "getenv",
})

# Wrappers that hide a value from logs; the value itself is their first argument.
SECRET_WRAPPERS = frozenset({"Secret", "SecretBytes", "SecretStr"})

SETTINGS_BASE = "BaseSettings"  # https://docs.pydantic.dev/latest/concepts/pydantic_settings/

# Files that only a developer's machine loads, or one that tries the service out: a container that lives for an hour, a build, a smoke
# test. A staging machine can be reached by others, `docker.py` may be the image that is deployed, and `local_storage.py` is a service's.
DEVELOPMENT_FILES = (
    "*_ci.py", "*_compose.py", "*_dev.py", "*_devel.py", "*_development.py", "*_e2e.py", "*_local.py", "*_localdev.py", "*_smoke.py",
    "*devcontainer*.py", "*docker_compose*.py", "*dockercompose*.py", "*smoketest*.py", ".circleci/", ".devcontainer/", "ci.py", "ci/",
    "compose.py", "dev.py", "dev/", "dev_*.py", "devcontainer/", "devel.py", "development.py", "development/", "development_*.py",
    "docker_compose/", "e2e.py", "e2e_*.py", "local.py", "local_config.py", "local_dev*.py", "local_settings.py", "localdev.py",
    "localdev/", "localdev_*.py", "settings_ci*.py", "smoke.py", "smoke/", "smoke_*.py", "smoketest/", "smoketests/", "test.py",
    "testing.py",
)
