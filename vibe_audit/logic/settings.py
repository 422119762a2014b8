"""How a module reads its settings: from the environment, and as the fields of a settings class."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.knowledge.settings import HOUSE_READERS, SECRET_WRAPPERS, SETTING_READERS, SETTINGS_BASE
from vibe_audit.logic.calls import argument, terminal, text_of
from vibe_audit.module import Module
from vibe_audit.source.expressions import expression

_DEVELOPMENT_WORDS = expression(
    r"(?i)debug|develop|testing|staging|environment|production|docker[-_]?compose|smoke|"
    r"(?:^|[^a-z])(?:dev|local|localdev|env|test|prod|ci|e2e)(?:$|[^a-z])"
)
_DEVELOPMENT_CLASS = expression(
    r"^(?:Dev|Test|Local|CI[A-Z]|Mock|DockerCompose|Smoke|E2E)"
    r"|(?:Dev|Test|Local|Development|Testing|CI|DockerCompose|Smoke|E2E)(?:Config|Settings)?$"
)

_ANSWERS_CLIENT = expression(r"HTTP|Http|Unauthori|Forbidden|Permission|Auth|Credential|Abort")
_CHECKING_METHOD = expression(r"_*(?:check|validate)|__init__$|__post_init__$|model_post_init$")


class Reading(NamedTuple):
    """A setting that is read, its name and what it falls back to."""

    name: str
    fallback: ast.expr | None


def reading(call: ast.Call, module: Module) -> Reading | None:
    """The setting that a call reads from the environment, `os.getenv("X", "y")`; None where it reads none."""
    name = text_of(call.args[0]) if call.args else None
    if name is None:
        return None
    resolved = module.resolve(call.func)
    if resolved not in SETTING_READERS and terminal(call.func) not in HOUSE_READERS:
        return None
    fallback = argument(call, 1, "default")
    holder = module.parents.get(call)
    # `os.getenv("X", "") or "y"`
    is_empty = fallback is None or (isinstance(fallback, ast.Constant) and not fallback.value)
    if is_empty and isinstance(holder, ast.BoolOp) and isinstance(holder.op, ast.Or) and holder.values[-1] is not call:
        fallback = holder.values[-1]
    return Reading(name, fallback)


def iter_fields(owner: ast.ClassDef) -> Iterator[tuple[ast.Name, ast.expr, ast.expr | None]]:
    """The annotated fields of a model: name, annotation, default or `Field(...)`."""
    for node in owner.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target, node.annotation, node.value


def is_settings_class(owner: ast.ClassDef, module: Module) -> bool:
    """Whether pydantic fills the fields of a class from the environment."""
    return module.once(_is_settings_class, owner, module, 4)


def _is_settings_class(owner: ast.ClassDef, module: Module, depth: int) -> bool:
    for base in owner.bases:
        if terminal(base).endswith(SETTINGS_BASE):
            return True
        above = module.names.definition(base)
        if depth and isinstance(above, ast.ClassDef) and above is not owner and _is_settings_class(above, module, depth - 1):
            return True
    return False


def literal_text(node: ast.expr | None, module: Module) -> str | None:
    """The text of a string constant, seen through `SecretStr(...)`, `Field(...)` and a name that is bound once."""
    for _ in range(4):
        if isinstance(node, ast.Name):
            binding = module.names.binding(node)
            node = binding.value if binding else None
        elif isinstance(node, ast.Call) and terminal(node) in SECRET_WRAPPERS:
            node = node.args[0] if node.args else None
        elif isinstance(node, ast.Call) and terminal(node) == "Field":
            node = argument(node, 0, "default")
        else:
            break
    return text_of(node)


def is_for_development(node: ast.AST, module: Module) -> bool:
    """Whether code stands in a branch that asks which environment this is, or in a class that is named for one."""
    child = node
    for holder in module.ancestors(node):
        if isinstance(holder, ast.If) and child is not holder.test and _DEVELOPMENT_WORDS.search(module.text(holder.test)):
            return True
        if isinstance(holder, ast.ClassDef) and _DEVELOPMENT_CLASS.search(holder.name):
            return True
        child = holder
    return False


def is_checked(names: set[str], module: Module) -> bool:
    """Whether the module refuses some value of a setting: an `if` or `assert` that compares one of `names` (in lower case) and raises."""
    return any(not names.isdisjoint(compared) for compared in module.once(_refusals))


def _refusals(module: Module) -> list[frozenset[str]]:
    """What is compared in each condition that decides whether the module raises or exits."""
    found = [_compared_in(check.test, module) for check in module.nodes(ast.Assert)]
    for branch in module.nodes(ast.If):
        body = (node for statement in (*branch.body, *branch.orelse) for node in module.walk(statement))
        if any(_refuses(node) for node in body):
            found.append(_compared_in(branch.test, module))
    return found


def _refuses(node: ast.AST) -> bool:
    """`if key != API_KEY: raise HTTPException(401)` compares a setting with what a client sent: that is using it, not refusing it."""
    if isinstance(node, ast.Raise):
        return not _ANSWERS_CLIENT.search(terminal(node.exc))
    return isinstance(node, ast.Call) and terminal(node) in ("exit", "_exit")


def _compared_in(test: ast.expr, module: Module) -> frozenset[str]:
    """The names in the comparisons and calls of a condition. `if not SECRET` asks for no value in particular: a fallback passes it."""
    judged = [node for node in module.walk(test) if isinstance(node, (ast.Call, ast.Compare)) and not _asks_whether_empty(node)]
    names = (text_of(node) or terminal(node) for judge in judged for node in module.walk(judge))
    return frozenset(name.lower() for name in names if name)


def _asks_whether_empty(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) and all(isinstance(other, ast.Constant) and not other.value for other in node.comparators)


def is_validated(field: str, owner: ast.ClassDef, module: Module) -> bool:
    """Whether a class looks at one of its own fields by name where it checks what it was given: in a validator, or when it is made."""
    return any(
        isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (any("validator" in terminal(decorator) for decorator in method.decorator_list) or _CHECKING_METHOD.match(method.name))
        # `self.db_password = url.password` sets the field; it refuses nothing
        and any(
            field in (text_of(node), terminal(node)) and not isinstance(getattr(node, "ctx", None), ast.Store)
            for node in module.walk(method)
        )
        for method in owner.body
    )
