"""What a file is for, as its path tells it: gitignore patterns, relative to the root of the configuration.

The first role whose patterns match decides. semgrep reads the same patterns, so each is one of the three shapes that
mean the same to both: `folder/`, `file*.py`, `/file*.py`.
"""

from __future__ import annotations

from vibe_audit.rule import Role

ONE_OFF_SCRIPTS = tuple(
    f"{folder}/{prefix}_*.py"
    for folder in ("", "/backend", "/server", "/api")
    for prefix in ("analyze", "check", "create", "debug", "demo", "diagnose", "fix", "generate", "import", "setup", "verify")
)

ROLE_PATHS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.VENDORED, (
        ".tox/", ".venv/", "_vendor/", "_vendored/", "external/", "node_modules/", "site-packages/",
        "third_party/", "thirdparty/", "vendor/", "vendored/", "venv/",
    )),
    (Role.GENERATED, ("*_pb2.py", "*_pb2_grpc.py", "_generated/", "_version.py", "generated/")),
    (Role.MIGRATION, ("alembic/", "migrations/")),
    (Role.TEST, ("*_test.py", "*_tests.py", "conftest.py", "test/", "test_*.py", "testing/", "tests.py", "tests/")),
    (Role.EXAMPLE, (
        "bench/", "benchmark/", "benchmarks/", "demo/", "demos/", "doc/", "docs/", "docs_src/", "example/", "examples/",
        "notebooks/", "sample/", "samples/", "tutorial/", "tutorials/",
    )),
    (Role.SCRIPT, (
        "*_seed.py", "*_seeder.py", "backfill_*.py", "bin/", "fabfile.py", "init_db*.py", "manage.py", "management/",
        "migrate_*.py", "noxfile.py", "populate_*.py", "scripts/", "seed*.py", "seeds/", "setup.py", "tools/",
        *ONE_OFF_SCRIPTS,
    )),
    (Role.CLI, ("*_cli.py", "__main__.py", "cli.py", "cli/", "commands/", "commands.py")),
    (Role.SETTINGS, ("*_config.py", "*_settings.py", "config.py", "config/", "settings.py", "settings/")),
)
