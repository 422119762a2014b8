"""Flag services that let scripts from any origin read their answers.

## Why it matters in production
Whatever the browser of a visitor can reach, any page that the visitor has open can now read: an internal service
behind a firewall or a VPN, and everything that is protected by nothing but its address.

## Example
```python
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
```

## Use instead
```python
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.org"])
```

## What it does not see
Origins that come from a function or another module, and headers that are written by hand, which public assets need.
Any origin together with credentials is worse, and another rule's subject.

## Measured
5 findings in 39 AI-written services (593,248 lines of service code), 0.08 per 10,000 lines; 26 mature projects: 3. Of
the 8 read, 4 right, 3 minor (a public interface that takes no cookies, and defaults that can be set), 1 false: an
application made for a test.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from vibe_audit.knowledge.roles import Role
from vibe_audit.knowledge.settings import DEVELOPMENT_FILES
from vibe_audit.logic.calls import argument, constant, find_keyword, has_spread, terminal, text_of
from vibe_audit.logic.settings import is_checked, is_for_development, is_validated, reading
from vibe_audit.module import Module
from vibe_audit.rule import Finding, Rule
from vibe_audit.source.expressions import expression

rule = Rule(
    __name__,
    code="VBE351",
    severity=("warning", "info", "error"),
    headline="Any origin may read the answers of this service",
    concern="attack surfaces",
    effort="10min",
    semgrep="subset",
    refs=("CWE-942", "OWASP-A05", "API8"),
    roles=frozenset({Role.SERVICE, Role.SETTINGS}),
    silent_in=DEVELOPMENT_FILES,
    since="0.1.0",
)

# https://www.starlette.io/middleware/#corsmiddleware, https://docs.litestar.dev/ (CORSConfig),
# https://falcon.readthedocs.io/en/stable/api/cors.html: nothing is allowed unless `allow_origins` says so.
_ORIGINS = ("allow_origins", "allow_origin", "cors_allowed_origins", "origins")
_TAKERS = frozenset({"add_middleware", "Middleware", "CORSMiddleware", "CORSConfig", "SocketIO", "AsyncServer", "Server"})
_CREDENTIALS = ("allow_credentials", "supports_credentials")
_SETTING = expression(r"(?i)(?:\w+_)?(?:cors_(?:allow(?:ed)?_)?origins?|allowed_origins|allow_origins)")
_ALLOW_ALL = frozenset({"CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"})


@rule.on(ast.Call, names=_TAKERS)
def check_middleware(call: ast.Call, module: Module) -> Iterator[Finding]:
    if terminal(call) in ("add_middleware", "Middleware") and "CORS" not in (terminal(call.args[0]) if call.args else ""):
        return
    expression = text_of(argument(call, None, "allow_origin_regex"))
    everything = _is_any(argument(call, None, *_ORIGINS), module) or expression in (".*", "^.*$", ".+")
    if everything and not _has_credentials(call) and not is_for_development(call, module):
        yield rule.at(call, "*")


# https://flask-cors.readthedocs.io/en/latest/api.html: every origin, on every route, unless told otherwise.
@rule.on(ast.Call, names=frozenset({"CORS", "cors"}))
def check_flask(call: ast.Call, module: Module) -> Iterator[Finding]:
    if module.resolve(call.func) not in ("flask_cors.CORS", "quart_cors.cors") or _has_credentials(call):
        return
    # `CORS()` is made for an application that comes later, with `init_app`; `**options` may name the origins.
    if not call.args or has_spread(call):
        return
    origins = argument(call, None, "origins", "allow_origin", "origin")
    resources = argument(call, None, "resources")
    if origins is not None:
        everything = _is_any(origins, module)
    elif resources is not None:
        everything = isinstance(resources, ast.Dict) and any(_opens(value, module) for value in resources.values)
    else:
        # `app.config["CORS_ORIGINS"] = [...]` is read by the extension itself.
        everything = "CORS_ORIGINS" not in module.source and "CORS_RESOURCES" not in module.source
    if everything and not is_for_development(call, module):
        yield rule.at(call, "*")


@rule.on(ast.Module)
def check_settings(_: ast.Module, module: Module) -> Iterator[Finding]:
    settings: list[tuple[ast.Assign | ast.AnnAssign, ast.expr]] = [(setting, setting.targets[0]) for setting in module.nodes(ast.Assign)]
    settings += [(setting, setting.target) for setting in module.nodes(ast.AnnAssign)]
    for setting, target in settings:
        if isinstance(target, ast.Name) and "origin" in target.id.lower():
            yield from _check_setting(setting, target, module)


def _check_setting(setting: ast.Assign | ast.AnnAssign, target: ast.Name, module: Module) -> Iterator[Finding]:
    holder = module.parents.get(setting)
    if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    if target.id in _ALLOW_ALL:
        everything = constant(setting.value) is True
    elif _SETTING.fullmatch(target.id):
        # A module's own list is reported where it is used.
        everything = _is_any(setting.value, module) and (isinstance(holder, ast.ClassDef) or not _is_used(target.id, module))
    else:
        return
    if not everything or module.once(_allows_credentials) or is_for_development(setting, module):
        return
    # `if self.CORS_ORIGINS == "*" and self.ENVIRONMENT == "production": raise ValueError(...)`
    if is_checked({target.id.lower()}, module) or (isinstance(holder, ast.ClassDef) and is_validated(target.id, holder, module)):
        return
    yield rule.at(target, target.id)


@rule.on(ast.Call, names=frozenset({"get", "getenv", "config"}))
def check_fallback(call: ast.Call, module: Module) -> Iterator[Finding]:
    name = text_of(call.args[0]) if call.args else None
    if name is None or not _SETTING.fullmatch(name):
        return
    read = reading(call, module)
    if read and text_of(read.fallback) == "*" and not module.once(_allows_credentials) and not is_for_development(call, module):
        yield rule.at(call, name)


def _is_any(origins: ast.expr | None, module: Module) -> bool:
    """Whether a list of origins holds the wildcard, seen through a name that is bound once."""
    if isinstance(origins, ast.Name) and (binding := module.names.binding(origins)) and not is_for_development(binding.node, module):
        origins = binding.value
    if isinstance(origins, ast.Call) and terminal(origins) == "Field":
        origins = argument(origins, 0, "default")
    if isinstance(origins, (ast.List, ast.Tuple, ast.Set)):
        return any(text_of(element) == "*" for element in origins.elts)
    return text_of(origins) == "*"


def _opens(options: ast.expr, module: Module) -> bool:
    """`{"origins": "*"}` among the resources of flask-cors."""
    pairs = zip(options.keys, options.values, strict=True) if isinstance(options, ast.Dict) else ()
    return any(text_of(key) == "origins" and _is_any(value, module) for key, value in pairs)


def _has_credentials(call: ast.Call) -> bool:
    keyword = find_keyword(call, *_CREDENTIALS)
    return keyword is not None and constant(keyword.value) is True


def _allows_credentials(module: Module) -> bool:
    """Whether anything in the module allows credentials: then its wildcard is the graver fault of another rule."""
    if any(_has_credentials(call) for call in module.nodes(ast.Call)):
        return True
    return any(
        constant(node.value) is True and any(terminal(target).upper().endswith("ALLOW_CREDENTIALS") for target in node.targets)
        for node in module.nodes(ast.Assign)
    )


def _is_used(name: str, module: Module) -> bool:
    return any(node.id == name and isinstance(node.ctx, ast.Load) for node in module.nodes(ast.Name))
