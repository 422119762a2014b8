"""What a file is for, and how its path tells it: gitignore patterns, relative to the root of the configuration.

The first role whose patterns match decides. semgrep reads the same patterns, so each is one of the three shapes that
mean the same to both: `folder/`, `file*.py`, `/file*.py`.
"""

from __future__ import annotations

from enum import Enum


class Role(str, Enum):
    """What a file is for. A rule is silent in files whose role it does not declare."""

    VENDORED = "vendored"
    GENERATED = "generated"
    MIGRATION = "migration"
    TEST = "test"
    EXAMPLE = "example"
    SCRIPT = "script"
    CLI = "cli"
    SETTINGS = "settings"
    SERVICE = "service"


SERVICE_CODE = frozenset({Role.SERVICE, Role.SETTINGS, Role.CLI})
TEST_CODE = frozenset({Role.TEST})
ANY_CODE = frozenset(Role)

# Beside the service, at the top of a project or of its backend, lies what somebody ran once. Further down the same
# verbs name modules of the service, and some (add, audit, list, load, update, validate) name them at the top as well.
ONE_OFF_VERBS = (
    "analyze", "apply", "bootstrap", "check", "cleanup", "configure", "crear", "create", "debug", "diagnose", "emergency",
    "final", "fix", "force", "generate", "import", "init", "inspect", "install", "limpiar", "manual", "mostrar", "patch",
    "probar", "quick", "rebuild", "recreate", "repair", "setup", "simulate", "temp", "tmp", "upgrade", "verificar", "verify",
)
ONE_OFF_SCRIPTS = tuple(
    f"{folder}/{name}"
    for folder in ("", "/backend", "/server", "/api")
    for name in (*(f"{verb}_*.py" for verb in ONE_OFF_VERBS), "*_migration.py")
)

# No import statement can name these (`001_load.py`, `my-script.py`, `views copy.py`): each is run by hand, or is not run at all.
NOT_IMPORTABLE = ("* *.py", "*-*.py", *(f"{digit}*.py" for digit in range(10)))

ROLE_PATHS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.VENDORED, (
        ".tox/", ".venv/", "_vendor/", "_vendored/", "dist-packages/", "external/", "node_modules/", "site-packages/",
        "third_party/", "thirdparty/", "vendor/", "vendored/", "venv/",
    )),
    (Role.GENERATED, ("*_pb2.py", "*_pb2_grpc.py", "_generated/", "_version.py", "generated/")),
    (Role.MIGRATION, ("_migrations/", "alembic/", "migrations/")),
    (Role.TEST, (
        "*_test.py", "*_testing.py", "*_tests.py", "conftest.py", "doctests/", "e2e/", "integration_tests/", "load_testing/",
        "load_tests/", "loadtests/", "locustfile.py", "test/", "test_*.py", "testing/", "tests.py", "tests/", "unit_tests/",
    )),
    (Role.EXAMPLE, (
        "*_demo.py", "*_example.py", "*_examples.py", "bench/", "bench_*.py", "benches/", "benchmark/",
        "benchmark_*.py", "benchmarks/", "cookbook/", "demo/", "demo_*.py", "demos/", "doc/", "docs/", "docs_src/", "example/",
        "example_*.py", "example_dags/", "examples/", "notebooks/", "playground/", "poc/", "sample/", "samples/", "tutorial/",
        "tutorials/",
    )),
    (Role.SCRIPT, (
        "*_seed.py", "*_seeder.py", ".github/", "backfill_*.py", "bin/", "ci/", "create_admin*.py",
        "create_superuser*.py", "fabfile.py", "init_db*.py", "maint/", "manage.py", "management/", "migrate_*.py", "noxfile.py",
        "populate_*.py", "scripts/", "seed*.py", "seeds/", "setup.py", "tools/", *NOT_IMPORTABLE, *ONE_OFF_SCRIPTS,
    )),
    (Role.CLI, ("*_cli.py", "__main__.py", "cli.py", "cli/", "commands/", "commands.py")),
    (Role.SETTINGS, ("*.conf.py", "*_config.py", "*_settings.py", "config.py", "config/", "settings.py", "settings/")),
)
