"""Flag request models that take a new password of any length and shape.

## Why it matters in production
The first account with the password "1" is guessed in the first sweep. A rule about length belongs where the password
enters, on the server: the form in the browser is only a courtesy.

## Example
```python
from pydantic import BaseModel


class UserCreate(BaseModel):
    email: str
    password: str
```

## Use instead
```python
from pydantic import BaseModel, Field


class UserCreate(BaseModel):
    email: str
    password: str = Field(min_length=12, max_length=128)
```

## What it does not see
A policy that another module enforces, as an identity provider does, and passwords read from a form without a model. A model
with a host, a port or a server's address beside the password, or named for a connection, holds a credential for another system,
which has rules of its own.

## Measured
18 findings in 39 AI-written services (593,248 lines of service code), 0.30 per 10,000 lines; 26 mature projects: 2.
Of the 18 read, 15 right, 2 minor (an identity provider may have a policy of its own), 1 false: a model of internal use
whose password another module had checked. Before checks in other languages were known by name, 4 more were false.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.credentials import SYSTEM_FIELDS, SYSTEM_NAMES
from vibe_audit.knowledge.roles import SERVICE_CODE, Role
from vibe_audit.knowledge.settings import DEVELOPMENT_FILES
from vibe_audit.logic.calls import constant, find_keyword, has_spread, terminal, text_of
from vibe_audit.logic.settings import is_for_development, iter_fields
from vibe_audit.module import Module
from vibe_audit.project.functions import classes_of
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE312",
    severity=("warning", "off", "error"),
    headline="New password accepted with no rule on it",
    concern="password policies",
    effort="10min",
    semgrep="subset",
    refs=("CWE-521", "OWASP-A07", "PCI-8.3.6"),
    roles=SERVICE_CODE - {Role.CLI},
    silent_in=DEVELOPMENT_FILES,
    since="0.1.0",
)

_PASSWORD = expression(r"(?i)(?:user_?|admin_?)?(?:password|passwd|senha|contrasena|contraseña)1?")
_NEW_PASSWORD = expression(r"(?i)(?:new_?(?:password|passwd)1?|(?:password|senha|contrasena)_?nova|nova_?senha|nueva_?contrasena)")
_TAKES_NEW = expression(
    r"Create|Regist|Sign_?[Uu]p|Reset|ChangePassword|PasswordChange|Update|SetPassword|Invit|Setup|Onboard|Cadastro|Criar"
    r"|(?:User|Account|Member|Admin|Usuario)\w*(?:In|Input|Request)$"
)
# A password that already exists, or that opens somebody else's door.
_EXISTING = expression(
    r"Log_?[Ii]n|Sign_?[Ii]n|Sign(?!_?[Uu]p)|Auth(?!or)|Token|Response|Out(?:put)?$|Read$|Public$|Result|InDB|Confirm|Delet|Reauth|Unlock"
    rf"|Verif|Decrypt|Share|{SYSTEM_NAMES}"
)
_ANSWER = expression(r"Response|Out(?:put)?$|Read$|Result|InDB")
_SYSTEM_FIELD = expression(SYSTEM_FIELDS)
_PLAIN_TYPES = frozenset({"Optional", "SecretStr", "str"})
_LIMITS = frozenset({"min_length", "pattern", "regex"})
_POLICY = expression(
    r"(?i)validate_?\w*(?:password|passwd|senha|contrasena)|(?:password|senha)_?(?:policy|strength|validat\w*|rules|complexity)|"
    r"\w*(?:strong|strength|policy|complex)\w*(?:password|senha)\w*|"
    r"\w*(?:password|senha|contrasena)\w*(?:strong|strength|policy|complex|forte|fuerte|segura)\w*"
)
_ABOUT_PASSWORDS = expression(
    r"(?i)_*(?:check|validate|ensure|require|enforce|assert|exigir|validar|checar)_\w*(?:password|senha|contrasena)"
)


@rule.on(ast.ClassDef)
def check_model(owner: ast.ClassDef, module: Module) -> Iterator[Finding]:
    # A class without a base is no model that parses requests; an ORM model holds the hash.
    if not owner.bases or owner.decorator_list or any(keyword.arg == "table" for keyword in owner.keywords):
        return
    for field, annotation, default in iter_fields(owner):
        if not _takes_new_password(field.id, owner.name) or not any(_is_model(base, module) for base in owner.bases):
            continue
        # `host: str`, `port: int` and then `password: str` opens somebody else's door.
        if any(_SYSTEM_FIELD.fullmatch(other.id) for holder in _with_bases(owner, module) for other, _, _ in iter_fields(holder)):
            return
        if _is_free(annotation, default, module) and not _is_validated(field.id, owner, module):
            yield rule.at(field, f"{owner.name}.{field.id}")


@rule.on(ast.Module)
def check_django(_: ast.Module, module: Module) -> Iterator[Finding]:
    for assignment in module.nodes(ast.Assign) if "AUTH_PASSWORD_VALIDATORS" in module.source else ():
        target, value = assignment.targets[0], assignment.value
        is_empty = isinstance(value, (ast.List, ast.Tuple)) and not value.elts
        if terminal(target) == "AUTH_PASSWORD_VALIDATORS" and is_empty and not is_for_development(assignment, module):
            yield rule.at(target, terminal(target))


def _takes_new_password(field: str, owner: str) -> bool:
    if _NEW_PASSWORD.fullmatch(field):
        return not _ANSWER.search(owner)
    return bool(_PASSWORD.fullmatch(field) and _TAKES_NEW.search(owner)) and not _EXISTING.search(owner)


def _is_model(base: ast.expr, module: Module) -> bool:
    name = terminal(base)
    if name in ("BaseModel", "SQLModel", "Schema") or name.endswith(("Base", "BaseModel", "Schema")):
        return True
    above = (further for _, holder in classes_of(base, module) for further in holder.bases)
    return any(terminal(further) in ("BaseModel", "SQLModel", "Schema") for further in above)


def _with_bases(owner: ast.ClassDef, module: Module) -> list[ast.ClassDef]:
    """A class and its bases, in whatever module of the project they stand."""
    return [owner, *(above for base in owner.bases for _, above in classes_of(base, module))]


def _is_free(annotation: ast.expr, default: ast.expr | None, module: Module) -> bool:
    """Whether a field takes any text: `str`, `SecretStr` or one of them or None, with no limit beside it."""
    names = [node for node in module.walk(annotation) if isinstance(node, (ast.Name, ast.Attribute))]
    # `StrongPassword`, `constr(min_length=8)`, `Annotated[str, AfterValidator(check)]`: the type may hold the rule.
    if any(terminal(node) not in _PLAIN_TYPES for node in names if not isinstance(module.parents.get(node), ast.Attribute)):
        return False
    if any(isinstance(node, ast.Call) for node in module.walk(annotation)) or not {terminal(node) for node in names} & {"str", "SecretStr"}:
        return False
    if isinstance(default, ast.Call):
        # `password: str = Field(min_length=8)`; a helper such as `password_field()` may hold the rule too.
        return terminal(default) == "Field" and not has_spread(default) and find_keyword(default, *_LIMITS) is None
    # A default password is another matter.
    return default is None or constant(default) in (None, ...)


def _is_validated(field: str, owner: ast.ClassDef, module: Module) -> bool:
    """Whether a validator of the class, or a check anywhere in the module, looks at the password."""
    for method in (node for holder in _with_bases(owner, module) for node in holder.body):
        for decorator in method.decorator_list if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)) else ():
            if terminal(decorator) in ("model_validator", "root_validator"):
                return True
            named = [text_of(argument) for argument in decorator.args] if isinstance(decorator, ast.Call) else []
            if "validator" in terminal(decorator) and (field in named or "*" in named):
                return True
    return field in module.once(_measured) or module.once(_has_policy)


def _measured(module: Module) -> frozenset[str]:
    """What the module takes the length of: `len(body.password)`."""
    calls = (call for call in module.calls_named({"len"}) if call.args)
    return frozenset(terminal(call.args[0].func.value if _is_method(call.args[0]) else call.args[0]) for call in calls)  # type: ignore[attr-defined]


def _is_method(node: ast.expr) -> bool:
    """`body.password.strip()` and `body.password.get_secret_value()`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def _has_policy(module: Module) -> bool:
    """Whether the module calls a policy by its name, or a check of passwords only for what it raises: `check_password_rules(text)`."""
    for call in module.nodes(ast.Call):
        name = terminal(call)
        if _POLICY.fullmatch(name) or (_ABOUT_PASSWORDS.match(name) and isinstance(module.parents.get(call), ast.Expr)):
            return True
    return False
