"""Words that name a secret, in variables and in settings. The semgrep pack repeats these expressions."""

from __future__ import annotations

import ast

from vibe_audit.logic.calls import terminal
from vibe_audit.source.expressions import expression

# Words before the last that make a name harmless: a test's own account, the `[PAD]` token of a tokenizer, the WETH of an exchange.
_HARMLESS_BEFORE = (
    r"(?!.*(?:^|_)(?:TEST|TESTING|E2E|BENCH|DEV|EXAMPLE|FAKE|DUMMY|MOCK|PUBLIC|PUBLISHABLE|BASE|QUOTE|NATIVE|INPUT|OUTPUT"
    r"|BOS|EOS|PAD|UNK|SEP|CLS|MASK|STOP|START|END)_)"
)

SECRET_SETTING = (
    rf"(?i)^{_HARMLESS_BEFORE}(?:.*(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|SENHA|CONTRASENA)"
    r"|(?:.*_)?(?:DB_?|PG_?)?(?:PASS|PWD|SALT|PEPPER|TOKEN|APIKEY|SECRETKEY|JWTKEY)"
    r"|(?:.*_)?(?:SECRET|SECRET_ACCESS|API|JWT|SIGNING|PRIVATE|ENCRYPTION|FERNET|MASTER|HMAC|AUTH|SERVICE_ROLE|AES)_KEY)$"
)
"""The whole name of a setting whose value is a secret: `JWT_SECRET`, `db_pass`; not `TOKEN_URL` or `MAX_TOKENS`."""

OUTBOUND_SETTING = r"(?i)^.+_(?:API_?KEY|TOKEN)$"
"""A key to somebody else's door: a made-up value opens nothing here."""

_SETTING = expression(SECRET_SETTING)
_OUTBOUND = expression(OUTBOUND_SETTING)

# `OPENAI_API_KEY` is "ollama" or "EMPTY" where the server on the other side asks for none, "your-key-here" where it refuses.
NO_KEY = (
    r"(?i)^(?:<.*>|.*\byour[-_ ].*|any[-_ ]?key|anonymous|dummy|"
    r"dummy[-_ ]?(?:api[-_ ]?)?(?:key|token)|empty|lm[-_]?studio|local|missing|n/?a|"
    r"no[-_ ]?(?:api[-_ ]?)?(?:key|token)(?:[-_ ]?(?:needed|required))?|"
    r"not[-_ ]?(?:needed|required|set|used|provided|configured)|ollama|optional|sk-no-key-required|undefined|unset)$"
)
_NO_KEY = expression(NO_KEY)

# Empty, a switch, or where the secret is to be found: no value that anybody could log in with.
NO_SECRET = r"(?i)^\s*$|^(?:none|null|true|false|0|1)$|^(?:/|\./|~|https?://|arn:|file:|projects/|\$\{|0x)"
_NO_SECRET = expression(NO_SECRET)


def is_secret_setting(name: str) -> bool:
    """Whether a setting of this name holds a secret."""
    return bool(_SETTING.match(name))


def is_usable_secret(name: str, value: str) -> bool:
    """Whether the value that a setting falls back to would work as the secret that the name promises."""
    if _NO_SECRET.match(value) or value.lower() == name.lower():
        return False
    return not (_OUTBOUND.match(name) and _NO_KEY.match(value))


def name_behind(node: ast.expr) -> str:
    """The name that a value is known by: a variable, an attribute, or a constant key; empty for all else."""
    if isinstance(node, ast.Subscript):
        key: ast.AST | None = node.slice
    elif isinstance(node, ast.Call) and terminal(node) in ("get", "getenv", "getlist", "pop", "get_secret_value") and node.args:
        key = node.args[0]
    elif isinstance(node, ast.Call) and terminal(node) == "get_secret_value" and isinstance(node.func, ast.Attribute):
        return name_behind(node.func.value)
    else:
        return terminal(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""


CREDENTIAL = (
    r"(?i)^(?!(?:attr|conf|config|env|field|header|opt|option|param|has|is|can|should|needs?|no|num|max|min|use|uses|require[sd]?|show|hide|missing|invalid|wrong|valid|masked|redacted|hashed|encrypted"
    r"|hash|verify|check|reset|change|forgot|update|validate|set|get|generate|create)_(?!token|code))"
    r"(?:\w+_)?(?:password[12]?|passwd|passphrase|senha|contrasena|secret_?key|(?:client|api|app|jwt|totp|webhook|shared)_?secret|api_?key"
    r"|(?:access|refresh|reset|auth|bearer|session|id|verification|activation|invite|invitation|jwt|login|magic|confirmation)_?token"
    r"|otp|otp_?code|totp_?code|(?:verification|reset|mfa)_?code|cvv|cvc|card_?number|ssn|authorization|auth_?header|private_?key)$"
)
"""The whole name of a value that is a secret itself."""

_CREDENTIAL = expression(CREDENTIAL)
_ACCESS = expression(r"(?i)auth|log_?in|sign_?in|reset|verif|session|passw|jwt|bearer|otp|invit|credential|activat|magic|confirm")


def is_credential(name: str) -> bool:
    """Whether a value of this name is a secret wherever it stands."""
    return bool(_CREDENTIAL.match(name))


def is_doubtful_credential(name: str) -> bool:
    """Whether a value of this name is a secret in code about access, and a coin or a syllable elsewhere."""
    return name.lower() in ("secret", "token", "user_token")


def speaks_of_access(text: str) -> bool:
    """Whether a file name, a function name or a message is about who gets in."""
    return bool(_ACCESS.search(text))
