"""Settings, from the environment of the pod."""

import os

LEDGER_URL = os.environ["LEDGER_URL"]
JWT_SECRET = os.getenv("JWT_SECRET", "accounts-dev-secret-do-not-use")
