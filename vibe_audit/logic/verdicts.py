"""Whether code asks the body of a response if all went well, in place of its status."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from vibe_audit.logic.calls import terminal, text_of
from vibe_audit.logic.handlers import Try
from vibe_audit.logic.responses import name_given, taken
from vibe_audit.logic.uses import uses_of
from vibe_audit.module import Module
from vibe_audit.names.resolution import Function
from vibe_audit.source.expressions import expression

# Keys by which a body says of itself that something went wrong; the second only where what they hold is compared.
_VERDICT = expression(r"err|errors?|error_?(?:code|msg|message|description)|err_?(?:code|msg|no)|ok|success|succeeded", re.I)
_STATE = expression(r"code|detail|message|msg|result|ret_?code|state|status|status_?code", re.I)
_SCHEMAS = frozenset({"isinstance", "model_validate", "model_validate_json", "parse_obj", "parse_raw", "validate", "validate_python"})
_MISSING_KEY = frozenset({"BaseException", "Exception", "IndexError", "KeyError", "LookupError", "TypeError"})


class Question(NamedTuple):
    """What is asked of `asked`; `key` is empty where it is asked as a whole."""

    node: ast.AST
    asked: ast.AST
    key: str


def speaks_for_itself(bodies: list[ast.Attribute], function: Function, module: Module) -> bool:
    """Whether the code asks these bodies: `data.get("error")`, `if data["status"] != "done"`, `"rates" in data`, a schema."""
    wholes = [taken(body, module) for body in bodies]
    names = {name_given(whole, module) for whole in wholes} - {""}
    again = [use for name in names for use in uses_of(name, function, module)]
    names |= {name_given(taken(node, module), module) for node in again} - {""}  # `text = response.text; data = json.loads(text)`
    own = _questions_about(wholes, names, function, module)
    if any(_decides(question, function, module) or _is_caught(question, module) for question in own):
        return True
    # `return response.json()`: who called may ask, where the peer is known to answer so.
    is_handed_back = any(_is_handed_back(whole, names, function, module) for whole in wholes)
    return is_handed_back and module.once(_knows_of_verdicts)


def _questions_about(wholes: list[ast.AST], names: set[str], function: Function, module: Module) -> list[Question]:
    """The questions that a function asks of one of these expressions, or of what goes by one of these names."""
    asked = module.once(_questions_by_name, function, module)
    found = [question for name in names for question in asked.get(name, ())]
    for whole in wholes:  # `response.json()["ok"]`: whoever asks holds it
        found += [question for holder in module.ancestors(whole) if isinstance(holder, ast.expr) for question in asked.get(holder, ())]
        found += asked.get(whole, ())
    return list(dict.fromkeys(found))


def _questions_by_name(function: Function, module: Module) -> dict[str | ast.AST, list[Question]]:
    """The questions of a function by the names in what is asked, and by what is asked."""
    found: dict[str | ast.AST, list[Question]] = {}
    for question in _questions(function, module):
        names = {node.id for node in module.walk(question.asked) if isinstance(node, ast.Name)}
        keys: list[str | ast.AST] = [*names, question.asked]
        for key in keys:
            found.setdefault(key, []).append(question)
    return found


def _questions(root: ast.AST, module: Module) -> Iterator[Question]:
    for node in module.walk(root):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            yield Question(node, node.value, text_of(node.slice) or "0")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
            yield Question(node, node.func.value, text_of(node.args[0]) or "0")
        elif isinstance(node, ast.Call) and terminal(node) in _SCHEMAS:
            yield from (Question(node, given, "") for given in node.args)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            yield Question(node, node.comparators[0], "")


def _decides(question: Question, function: Function, module: Module) -> bool:
    if not question.key or _VERDICT.fullmatch(question.key):
        return True
    if not _STATE.fullmatch(question.key):
        return False
    name = name_given(question.node, module)
    if name:  # `state = data["status"]`, and then `if state == "failed"`
        return any(_is_compared(use, module) for use in uses_of(name, function, module))
    return _is_compared(question.node, module)


def _is_compared(node: ast.AST, module: Module) -> bool:
    holder = module.parents.get(node)
    return isinstance(holder, (ast.BoolOp, ast.Compare, ast.UnaryOp)) or (
        isinstance(holder, (ast.If, ast.IfExp, ast.While, ast.Assert)) and holder.test is node
    )


def _is_caught(question: Question, module: Module) -> bool:
    """Whether an answer without the key is caught: `data["version"]` below a handler of KeyError."""
    child = question.node
    for holder in module.ancestors(child) if isinstance(child, ast.Subscript) else ():
        if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        if isinstance(holder, Try) and child in holder.body:
            types = [node for handler in holder.handlers for node in (module.walk(handler.type) if handler.type else [])]
            if any(handler.type is None for handler in holder.handlers) or any(terminal(node) in _MISSING_KEY for node in types):
                return True
        child = holder
    return False


def _is_handed_back(whole: ast.AST, names: set[str], function: Function, module: Module) -> bool:
    holder = module.parents.get(whole)
    # `self.data = response.json()`: another method may ask.
    if isinstance(holder, ast.Return) or (isinstance(holder, ast.Assign) and isinstance(holder.targets[0], ast.Attribute)):
        return True
    return any(isinstance(module.parents.get(use), ast.Return) for name in names for use in uses_of(name, function, module))


def _knows_of_verdicts(module: Module) -> bool:
    return any(question.key and _VERDICT.fullmatch(question.key) for question in _questions(module.tree, module))
