"""The example service keeps what its README promises: every defect is found, and nothing that only looks like one."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import pytest

from bench.demo import ORDERS, demonstrate, disagreements
from vibe_audit import Finding, Vector, check_paths
from vibe_audit.catalog import BY_CODE

SHOWN = (
    "VBE101", "VBE103", "VBE106", "VBE110", "VBE141", "VBE144", "VBE157", "VBE158", "VBE200", "VBE202", "VBE210", "VBE220",
    "VBE301", "VBE312", "VBE321", "VBE325", "VBE351", "VBE370", "VBE400", "VBE403", "VBE408", "VBE505", "VBE550", "VBE551",
)  # fmt: skip

# Lines that look like a defect and are none: the file, and a text that only this line has.
GOOD_LINES = (
    ("app/cli.py", 'print(f"{product.sku}: {product.stock} left")'),
    ("app/config.py", 'os.getenv("JWT_ALGORITHM", "HS256")'),
    ("app/config.py", 'os.getenv("ACCESS_TOKEN_EXPIRE_MINUTES", "60")'),
    ("app/config.py", 'smtp_password: str = ""'),
    ("app/database.py", "except OperationalError:"),
    ("app/database.py", "except Exception:"),
    ("app/database.py", 'logger.exception("transaction failed, rolling back")'),
    ("app/main.py", 'allow_methods=["*"]'),
    ("app/main.py", 'logger.error("unhandled error at %s"'),
    ("app/main.py", 'content={"status": "error", "database": "down"}'),
    ("app/models.py", "return datetime.now(timezone.utc)"),
    ("app/models.py", "default=lambda: datetime.now(timezone.utc)"),
    ("app/models.py", "default=utc_now"),
    ("app/schemas.py", "password: str = Field(min_length=14, max_length=128)"),
    ("app/routers/auth.py", "except jwt.PyJWTError:"),
    ("app/routers/auth.py", "except IntegrityError:"),
    ("app/routers/auth.py", "def create_admin("),
    ("app/routers/auth.py", 'logger.info("administrator %s created", admin.id)'),
    ("app/routers/auth.py", "access_token[:8]"),
    ("app/routers/auth.py", "await run_in_threadpool(hash_password, payload.new_password)"),
    ("app/routers/auth.py", "await run_in_threadpool(store_password, db"),
    ("app/routers/customers.py", "page_size: int = Query(20, ge=1, le=100)"),
    ("app/routers/customers.py", "def read_profile("),
    ("app/routers/customers.py", "def update_customer("),
    ("app/routers/customers.py", "counts[status] = db.query(Order)"),
    ("app/routers/orders.py", "page_size: int = 50"),
    ("app/routers/orders.py", "except HTTPException:"),
    ("app/routers/orders.py", 'detail="The warehouse did not accept the order"'),
    ("app/routers/orders.py", "raise HTTPException(status_code=422, detail=str(error)) from error"),
    ("app/routers/orders.py", 'logger.info("note of %d characters'),
    ("app/routers/payments.py", "payment.paid_at = datetime.now(timezone.utc)"),
    ("app/services/inventory.py", "product.stock += quantity"),
    ("app/services/inventory.py", "except KeyError:"),
    ("app/services/inventory.py", 'json={"sku": product.sku}, timeout=5)'),
    ("app/services/inventory.py", "contextlib.suppress(FileNotFoundError)"),
    ("app/services/notifications.py", "smtplib.SMTP(settings.smtp_host, 25, timeout=15)"),
    ("app/services/notifications.py", "except smtplib.SMTPRecipientsRefused:"),
    ("app/services/notifications.py", "client = OpenAI()"),
    ("app/services/payments.py", 'httpx.get(f"{PAYMENTS_URL}/status")'),
    ("app/services/payments.py", "timeout=10)"),
    ("app/services/payments.py", "timeout=(3, 10))"),
    ("app/services/payments.py", "except requests.Timeout:"),
    ("app/services/payments.py", "random.uniform(0, 0.25)"),
    ("app/services/payments.py", "_rate_cache[currency] = "),
    ("app/services/payments.py", "usedforsecurity=False"),
    ("worker/sync.py", "except ImportError:"),
    ("worker/sync.py", "product.synced_at = datetime.now(timezone.utc)"),
    ("worker/sync.py", "except Exception:"),
    ("tests/test_orders.py", 'assert response.json()["docs"] == "/docs"'),
    ("tests/test_orders.py", "in (307, 308, 401, 422)"),
    ("tests/test_payments.py", "def test_fetch_charge_gives_up("),
    ("tests/test_inventory.py", "def test_reserve_refuses_more_than_there_is("),
)


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return check_paths([ORDERS])


def on_line(findings: Iterable[Finding], path: str, line: int) -> list[str]:
    return [f"{f.rule.code} {f.text}" for f in findings if f.path == str(ORDERS / path) and f.line == line]


def test_it_has_plenty_to_show(findings: list[Finding]) -> None:
    assert len(findings) >= 40
    assert {finding.rule.vector for finding in findings} == set(Vector) - {Vector.SUITE}


@pytest.mark.parametrize("code", SHOWN)
def test_it_shows_the_rule(code: str, findings: list[Finding]) -> None:
    assert code in {finding.rule.code for finding in findings}


@pytest.mark.parametrize(("path", "snippet"), GOOD_LINES)
def test_good_line_is_left_alone(path: str, snippet: str, findings: list[Finding]) -> None:
    lines = (ORDERS / path).read_text("utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, start=1) if snippet in text]
    assert on_line(findings, path, line) == []


def test_nothing_in_it_tells_where_the_defects_are() -> None:
    for file in ORDERS.rglob("*.py"):
        source = file.read_text("utf-8")
        ast.parse(source, feature_version=(3, 10))
        assert not any(word in source for word in ("VBE", "noqa", "nosem", "pylint:", "ruleid", "vibe:"))


def test_all_checkers_agree_about_it(findings: list[Finding]) -> None:
    rows = demonstrate(ORDERS)
    assert disagreements(rows) == []
    assert {(str(ORDERS / row.path), row.line, row.code) for row in rows} == {(f.path, f.line, f.rule.code) for f in findings}
    assert {BY_CODE[row.code].vector for row in rows if "semgrep" in row.seen_by} == set(Vector) - {Vector.SUITE}
