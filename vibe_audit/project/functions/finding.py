"""Which function a path stands for, followed through imports, re-exports, instances, bases and what functions return."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple

from vibe_audit.knowledge.settings import SETTINGS_BASE
from vibe_audit.module import Module
from vibe_audit.names.bindings import Binding
from vibe_audit.project.functions.facts import Class, Function
from vibe_audit.project.functions.local import class_named, function_named, given_at_top, given_to, local, meaning_of_name, returned_by
from vibe_audit.project.imports import Imports
from vibe_audit.project.paths import Found

_DEEPEST = 10


class Place(NamedTuple):
    """A function in a file. `is_bound` where it is called on an instance, which is then its first argument."""

    path: str
    name: str
    is_bound: bool = False


class Finder:
    """Follows paths through the modules of a project. `module_at` answers for a path below its root, None where nothing can be parsed."""

    def __init__(self, imports: Imports | None, root: str, module_at: Callable[[str], Module | None]) -> None:
        self._imports = imports
        self._prefix = f"{root.rstrip('/')}/"
        self._module_at = module_at
        self._facts: dict[tuple[str, str], Function] = {}
        self._known: dict[tuple[str, str], Place | None] = {}
        self._meant: dict[tuple[str, str], str] = {}

    def find(self, target: str, path: str) -> Place | None:
        """The function that a path, as `logic.standing` writes it, stands for in the module at `path`; None for whatever is no function."""
        if self.is_elsewhere(target, path):
            return None
        key = (target, path if target.startswith((":", ".")) else path.rpartition("/")[0])
        if key not in self._known:
            self._known[key] = None
            self._known[key] = self._follow(target, path, _DEEPEST)
        return self._known[key]

    def is_elsewhere(self, target: str, path: str) -> bool:
        """Whether what a path begins with is nothing of the project, which most paths tell by that alone."""
        if target.startswith((":", ".")):
            return False
        return self._imports is None or not self._imports.may_begin(target.partition(".")[0].partition("(")[0], path)

    def meaning(self, target: str, path: str) -> str:
        """What a path stands for outside of the project: `httpx.Client().get` for `app.http.client.get`; empty where nothing there does.

        A class of the project, and what it inherits, stands for the library's class that it is made from.
        """
        if self.is_elsewhere(target, path):
            return target
        key = (target, path)
        if key not in self._meant:
            self._meant[key] = ""
            self._meant[key] = self._outside(target, path, _DEEPEST)
        return self._meant[key]

    def class_named(self, target: str, path: str) -> tuple[Module, ast.ClassDef] | None:
        """The class of the project that a path stands for, with its module."""
        found = self._class(target, path, _DEEPEST)
        module = self._module_at(found[0]) if found is not None else None
        return (module, local(module).classes[found[1]]) if found is not None and module is not None else None

    def function(self, place: Place) -> Function:
        """The function at a place."""
        key = (place.path, place.name)
        if key not in self._facts:
            module = self._module_at(place.path)
            assert module is not None
            self._facts[key] = function_named(place.name, module)
        return self._facts[key]

    def held(self, target: str, path: str) -> tuple[Module, ast.expr] | None:
        """What a path was given, which ends in a name at the top of a module or in an attribute, with the module where that stands."""
        return None if self.is_elsewhere(target, path) else self._held(target, path, _DEEPEST)

    def _held(self, target: str, path: str, depth: int) -> tuple[Module, ast.expr] | None:
        before, _, name = target.rpartition(".")
        if depth <= 0 or name.endswith("()"):
            return None
        if (owner := self._instance(before, path, depth) if before.strip(".") else None) is not None:
            return self._held_in_class(name, *owner, depth)
        file = self._module_of(target, path)
        module = self._module_at(file) if file is not None else None
        if file is None or module is None or (binding := local(module).names.get(name)) is None:
            return None
        if binding.imported:
            return self._held(binding.imported, file, depth - 1)
        is_given = len(given_at_top(name, module)) == 1 and binding.value is not None and not isinstance(binding.node, ast.withitem)
        return (module, binding.value) if is_given and binding.value is not None else None

    def _held_in_class(self, name: str, path: str, owner: str, depth: int) -> tuple[Module, ast.expr] | None:
        module = self._module_at(path)
        if module is None or depth <= 0:
            return None
        given = given_to(name, local(module).classes[owner], module)
        if given:
            is_known = len(given) == 1 and given[0].value is not None and not isinstance(given[0].node, ast.withitem)
            is_known = is_known and not self._is_given_by_callers(given[0], owner, path)
            return (module, given[0].value) if is_known and given[0].value is not None else None
        for base in class_named(owner, module).bases:
            above = self._class(base, path, depth - 1)
            if above is not None and (found := self._held_in_class(name, *above, depth - 1)) is not None:
                return found
        return None

    def _is_given_by_callers(self, binding: Binding, owner: str, path: str) -> bool:
        """Whether a class, a dataclass or a model, takes the value of a field when it is made; one of settings takes the environment's."""
        module = self._module_at(path)
        if module is None or not isinstance(binding.node, ast.AnnAssign) or not isinstance(binding.node.target, ast.Name):
            return False
        definition = local(module).classes[owner]
        if not (definition.bases or definition.decorator_list):
            return False
        return not self.meaning(f":{owner}", path).endswith(SETTINGS_BASE)

    def _instance(self, target: str, path: str, depth: int) -> tuple[str, str] | None:
        """The file and the class that a path is an instance of: `:Settings()`, `app.config.settings`, `app.config.get_settings()`."""
        if depth <= 0 or self.is_elsewhere(target, path):
            return None
        if target.endswith("()"):
            made = target.removesuffix("()")
            if (owner := self._class(made, path, depth)) is not None:
                return owner
            place = self.find(made, path)
            returned = self._returned(place) if place is not None else ""
            return self._instance(returned, place.path, depth - 1) if place is not None and returned else None
        name = target.rpartition(".")[2].lstrip(":")
        file = self._module_of(target, path)
        module = self._module_at(file) if file is not None else None
        if file is None or module is None or name not in local(module).names:
            return None
        meant = meaning_of_name(name, module)
        return self._instance(meant, file, depth - 1) if meant else None

    def _module_of(self, target: str, path: str) -> str | None:
        """The file of the module that a path names something at the top of."""
        if target.startswith(":"):
            return path if "." not in target else None
        dots = len(target) - len(target.lstrip("."))
        origin = target[dots:].rpartition(".")[0]
        return self._file(origin, dots, path) if (origin or dots) and "(" not in origin else None

    def _follow(self, target: str, path: str, depth: int) -> Place | None:
        if depth == 0 or not target.strip("."):
            return None
        if target.startswith(":"):
            return self._within(path, target[1:].split("."), depth)
        dots = len(target) - len(target.lstrip("."))
        parts = target[dots:].split(".")
        modules = next((count for count, part in enumerate(parts) if part.endswith("()")), len(parts))
        for cut in range(min(modules, len(parts) - 1), -1 if dots else 0, -1):
            file = self._file(".".join(parts[:cut]), dots, path)
            if file is not None and (found := self._within(file, parts[cut:], depth)) is not None:
                return found
        return None

    def _outside(self, target: str, path: str, depth: int) -> str:
        if depth <= 0 or not target.strip("."):
            return ""
        if target.startswith(":"):
            return self._outside_within(path, target[1:].split("."), depth)
        dots = len(target) - len(target.lstrip("."))
        parts = target[dots:].split(".")
        modules = next((count for count, part in enumerate(parts) if part.endswith("()")), len(parts))
        is_ours = bool(dots)
        for cut in range(modules, -1 if dots else 0, -1):
            file = self._file(".".join(parts[:cut]), dots, path)
            is_ours = is_ours or file is not None
            if file is not None and cut < len(parts) and (found := self._outside_within(file, parts[cut:], depth)):
                return found
        return "" if is_ours else target

    def _outside_within(self, path: str, names: list[str], depth: int) -> str:
        if (module := self._module_at(path)) is None:
            return ""
        here = local(module)
        head = names[0].partition("()")[0]
        calls = names[0][len(head) :]
        if head in here.names:
            return self._outside(".".join([meaning_of_name(head, module) + calls, *names[1:]]), path, depth - 1)
        if head in here.definitions:
            returned = returned_by(head, module) if calls else ""
            return self._outside(".".join([returned + calls[2:], *names[1:]]), path, depth - 1) if returned else ""
        if head not in here.classes:
            return ""
        if len(names) > 1:
            if (made := self._method(path, head, names[1].removesuffix("()"), depth, is_bound=bool(calls))) is not None:
                returned = self._returned(made) if names[1].endswith("()") else ""
                return self._outside(".".join([returned, *names[2:]]), made.path, depth - 1) if returned else ""
            if (held := self._attribute(path, head, names[1], depth)) is not None:
                return self._outside(".".join([held[1], *names[2:]]), held[0], depth - 1)
        above = (self._outside(base, path, depth - 1) for base in class_named(head, module).bases)
        return next((".".join([base + calls, *names[1:]]) for base in above if base and not base.endswith("()")), "")

    def _returned(self, place: Place) -> str:
        module = self._module_at(place.path)
        return returned_by(place.name, module) if module is not None else ""

    def _file(self, origin: str, dots: int, path: str) -> str | None:
        if self._imports is None:
            return None
        led = self._imports.leads_to(origin, dots, path)
        file = led.file if isinstance(led, Found) else None
        return file[len(self._prefix) :] if file is not None and file.startswith(self._prefix) else None

    def _within(self, path: str, names: list[str], depth: int) -> Place | None:
        if (module := self._module_at(path)) is None:
            return None
        here = local(module)
        head = names[0].partition("()")[0]
        calls = names[0][len(head) :]
        if head in here.names:
            return self._follow(".".join([meaning_of_name(head, module) + calls, *names[1:]]), path, depth - 1)
        if head in here.definitions:
            if not calls:
                return Place(path, head) if len(names) == 1 else None
            returned = returned_by(head, module)
            return self._follow(".".join([returned + calls[2:], *names[1:]]), path, depth - 1) if returned else None
        if head not in here.classes:
            return None
        if len(names) == 1:
            return self._method(path, head, "__init__", depth, is_bound=True) if not calls else None
        if names[1] == "super()":
            return self._inherited(path, head, names[2], depth, is_bound=True) if len(names) == 3 else None
        if len(names) == 2:
            return self._method(path, head, names[1], depth, is_bound=bool(calls))
        if names[1].endswith("()"):
            made = self._method(path, head, names[1].removesuffix("()"), depth, is_bound=bool(calls))
            returned = self._returned(made) if made is not None else ""
            return self._follow(".".join([returned, *names[2:]]), made.path, depth - 1) if made is not None and returned else None
        held = self._attribute(path, head, names[1], depth)
        return self._follow(".".join([held[1], *names[2:]]), held[0], depth - 1) if held else None

    def _method(self, path: str, owner: str, name: str, depth: int, *, is_bound: bool) -> Place | None:
        module = self._module_at(path)
        definition = local(module).definitions.get(f"{owner}.{name}") if module is not None else None
        if module is not None and definition is not None:
            receiver = module.names.receiver_of(definition)
            return Place(path, f"{owner}.{name}", receiver is not None and (is_bound or receiver.is_class))
        return self._inherited(path, owner, name, depth, is_bound=is_bound)

    def _inherited(self, path: str, owner: str, name: str, depth: int, *, is_bound: bool) -> Place | None:
        for base in self._class_at(path, owner).bases:
            held = self._class(base, path, depth - 1)
            if held is not None and (found := self._method(*held, name, depth - 1, is_bound=is_bound)) is not None:
                return found
        return None

    def _attribute(self, path: str, owner: str, name: str, depth: int) -> tuple[str, str] | None:
        """The file and the path in it of what instances of a class hold under a name."""
        found = self._class_at(path, owner)
        if name in found.attributes:
            return path, found.attributes[name]
        for base in found.bases:
            held = self._class(base, path, depth - 1)
            if held is not None and (inherited := self._attribute(*held, name, depth - 1)) is not None:
                return inherited
        return None

    def _class_at(self, path: str, name: str) -> Class:
        module = self._module_at(path)
        return class_named(name, module) if module is not None else Class((), {})

    def _class(self, target: str, path: str, depth: int) -> tuple[str, str] | None:
        """The file and the name of the class that a path stands for."""
        if depth <= 0 or target.endswith("()"):
            return None
        dots = len(target) - len(target.lstrip("."))
        parts = target[dots:].lstrip(":").split(".")
        ways = [(path, parts)] if target.startswith(":") else [
            (file, parts[cut:]) for cut in range(len(parts) - 1, -1 if dots else 0, -1)
            if (file := self._file(".".join(parts[:cut]), dots, path)) is not None
        ]
        for file, names in ways:
            if (module := self._module_at(file)) is None:
                continue
            here = local(module)
            if len(names) == 1 and names[0] in here.classes:
                return file, names[0]
            if names[0] in here.names:
                meant = ".".join([meaning_of_name(names[0], module), *names[1:]])
                if (found := self._class(meant, file, depth - 1)) is not None:
                    return found
        return None
