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

# Files that only a developer's machine loads.
DEVELOPMENT_FILES = (
    "*_dev.py", "*_development.py", "*_local.py", "dev.py", "dev_settings.py", "development.py", "local.py", "local_settings.py",
    "settings_test.py",
)
