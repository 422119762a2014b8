"""What a rule may ask of one module: its tree, its names, its comments, its role. Each answer is worked out once."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from vibe_audit.knowledge.frameworks import CLI_PACKAGES, WEB_PACKAGES
from vibe_audit.knowledge.roles import Role
from vibe_audit.names.resolution import Function, Names
from vibe_audit.source.columns import Columns
from vibe_audit.source.comments import Comment, find_comments, marked_lines, possible_comments
from vibe_audit.source.places import Span
from vibe_audit.source.roles import is_generated, role_of
from vibe_audit.source.walking import index_of, walk, walk_own

if TYPE_CHECKING:
    from vibe_audit.project import Project

Options = Mapping[str, Mapping[str, Any]]
"""The options that are set, by the code of the rule and their own name."""

T = TypeVar("T")
N = TypeVar("N", bound=ast.AST)

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DEF_NAME = re.compile(rb"(?:async\s+)?(?:def|class)\s+")


class Module:
    """One parsed module. `path` is relative to the configuration's root, with forward slashes; `project` is what is around it."""

    def __init__(
        self,
        path: str,
        source: str,
        tree: ast.Module,
        role: Role | None = None,
        options: Options | None = None,
        project: Project | None = None,
    ) -> None:
        self.path = path
        self.source = source
        self.tree = tree
        self.project = project
        self.options = options or {}
        """The options that are set, for `Rule.option` to ask."""
        self._declared_role = role
        self._memo: dict[Any, Any] = {}
        self.nodes_by_type: Mapping[type[ast.AST], list[Any]]
        """All nodes by their class. Classes of which there is none may be missing."""
        self.parents: dict[ast.AST, ast.AST]
        """What holds a node, for every node but the module."""
        self.nodes_by_type, self.parents = index_of(tree)
        self.names = Names(self.parents, self.nodes(ast.NamedExpr), [*self.nodes(ast.Global), *self.nodes(ast.Nonlocal)])
        self.resolve = self.names.resolve

    def asked_as(self, role: Role | None, options: Options) -> Module:
        """The module itself, for rules: what it is for, where that is configured, and the options that are set."""
        self._declared_role = role
        self.options = options
        self.__dict__.pop("role", None)
        self.forget()
        return self

    # -- the file -------------------------------------------------------------------------------------------------

    @cached_property
    def role(self) -> Role:
        """What the file is for: as configured, else by its path, its opening comment and its imports."""
        if self._declared_role is not None:
            return self._declared_role
        role = role_of(self.path)
        if role in (Role.SERVICE, Role.SETTINGS):
            if is_generated(self.source):
                return Role.GENERATED
            if self.packages & CLI_PACKAGES and not self.packages & WEB_PACKAGES:
                return Role.CLI
        return role

    @property
    def lines(self) -> list[str]:
        """The lines of the source, split as the parser splits them, without their ends."""
        return self._columns.lines

    @cached_property
    def comments(self) -> list[Comment]:
        """Every comment, in order."""
        if not self._marked:
            return []
        kinds = (ast.JoinedStr, getattr(ast, "TemplateStr", ast.JoinedStr))
        literals = chain(self.nodes(ast.Constant), self.nodes(*dict.fromkeys(kinds)))
        return find_comments(self._marked, literals, self.parents, self._columns)

    @cached_property
    def possible_comments(self) -> list[Comment]:
        """What the first `#` of each line begins: known sooner than the comments, each of which follows a `#` of these."""
        return possible_comments(self._marked)

    @cached_property
    def remarked(self) -> str:
        """The text of all possible comments in lower case, one below the other."""
        return "\n".join([comment.text for comment in self.possible_comments]).lower()

    @cached_property
    def _marked(self) -> dict[int, str]:
        return marked_lines(self.source)

    def comment_on(self, line: int) -> Comment | None:
        """The comment on a line, if it has one."""
        return self._comments_by_line.get(line) if line in self._marked else None

    @cached_property
    def _comments_by_line(self) -> dict[int, Comment]:
        return {comment.line: comment for comment in self.comments}

    def text(self, place: ast.expr | ast.stmt | Span) -> str:
        """The source of a node or span; the empty string where it has none."""
        span = self.in_characters(place if isinstance(place, Span) else Span.of(place))
        lines = self.lines[span.lineno - 1 : span.end_lineno]
        if not lines:
            return ""
        lines[-1] = lines[-1][: span.end_col_offset]
        lines[0] = lines[0][span.col_offset :]
        return "\n".join(lines)

    def in_characters(self, span: Span) -> Span:
        """The same stretch with its columns counted in characters instead of bytes."""
        start = self._columns.characters(span.lineno, span.col_offset)
        return Span(span.lineno, start, span.end_lineno, self._columns.characters(span.end_lineno, span.end_col_offset))

    def in_bytes(self, span: Span) -> Span:
        """The same stretch with its columns counted in bytes instead of characters."""
        start = self._columns.bytes(span.lineno, span.col_offset)
        return Span(span.lineno, start, span.end_lineno, self._columns.bytes(span.end_lineno, span.end_col_offset))

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self.source)

    # -- the tree -------------------------------------------------------------------------------------------------

    def nodes(self, *kinds: type[N]) -> list[N]:
        """All nodes of exactly these classes, in no particular order."""
        if len(kinds) == 1:
            return self.nodes_by_type.get(kinds[0], [])
        return [node for kind in kinds for node in self.nodes_by_type.get(kind, ())]

    @cached_property
    def calls_by_name(self) -> dict[str, list[ast.Call]]:
        """All calls by the last name of what is called, seen through the aliases of imports: `post` for `requests.post(...)`."""
        found: dict[str, list[ast.Call]] = defaultdict(list)
        for call in self.nodes(ast.Call):
            called: Any = call.func
            kind = called.__class__
            if kind is ast.Attribute:
                found[called.attr].append(call)
            elif kind is ast.Name:
                found[called.id].append(call)
        for alias in self.aliases.keys() & found.keys():
            renamed = [call for call in found[alias] if isinstance(call.func, ast.Name)]
            found[alias] = [call for call in found[alias] if not isinstance(call.func, ast.Name)]
            found[self.aliases[alias]].extend(renamed)
        return found

    def calls_named(self, names: AbstractSet[str]) -> list[ast.Call]:
        """All calls of what has one of these last names, in no particular order."""
        calls = self.calls_by_name
        return [call for name in names & calls.keys() for call in calls[name]]

    @cached_property
    def functions(self) -> list[Function]:
        """Every function and coroutine function, methods and nested ones included."""
        found: list[Function] = [*self.nodes(ast.FunctionDef), *self.nodes(ast.AsyncFunctionDef)]
        return found

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes that hold `node`, innermost first; the last is the module."""
        holder = self.parents.get(node)
        while holder is not None:
            yield holder
            holder = self.parents.get(holder)

    def function_of(self, node: ast.AST) -> Function | None:
        """The innermost function whose body holds `node`; None at module level and inside a lambda."""
        child = node
        for holder in self.ancestors(node):
            if isinstance(holder, ast.Lambda):
                return None
            if isinstance(holder, _FUNCTIONS) and isinstance(child, ast.stmt):
                return holder
            child = holder
        return None

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement that `node` is, or is a part of."""
        if isinstance(node, ast.stmt):
            return node
        return next((holder for holder in self.ancestors(node) if isinstance(holder, ast.stmt)), None)

    def walk(self, root: ast.AST) -> list[ast.AST]:
        """`root` and all nodes below it, in the order of the source; remembered, so that rules may ask freely."""
        return self.once(walk, root)

    def walk_own(self, function: ast.AST) -> list[ast.AST]:
        """As `walk`, but without the bodies of the functions, lambdas and classes that are defined inside `function`."""
        return self.once(walk_own, function)

    def name_of(self, definition: Function | ast.ClassDef) -> Span:
        """The place of the name in a `def` or `class` statement."""
        line = self.lines[definition.lineno - 1].encode()
        match = _DEF_NAME.match(line, definition.col_offset)
        start = match.end() if match else definition.col_offset
        return Span(definition.lineno, start, definition.lineno, start + len(definition.name.encode()))

    # -- imports --------------------------------------------------------------------------------------------------

    @cached_property
    def packages(self) -> frozenset[str]:
        """The top-level packages that the module imports, anywhere in it; relative imports not counted."""
        found = [alias.name for node in self.nodes(ast.Import) for alias in node.names]
        found += [node.module or "" for node in self.nodes(ast.ImportFrom) if not node.level]
        return frozenset([path.partition(".")[0] for path in found])

    @cached_property
    def imported(self) -> frozenset[str]:
        """Every dotted path that the module imports, and all their beginnings."""
        found = {alias.name for node in self.nodes(ast.Import) for alias in node.names}
        for source in self.nodes(ast.ImportFrom):
            if not source.level and source.module:
                found.update(f"{source.module}.{alias.name}" for alias in source.names)
        return frozenset(beginning for path in found for beginning in _beginnings(path))

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Names that an import gives to something else's last name: `send` -> `post` after `from requests import post as send`."""
        imports: list[ast.Import | ast.ImportFrom] = [*self.nodes(ast.Import), *self.nodes(ast.ImportFrom)]
        return {alias.asname: alias.name.rpartition(".")[2] for node in imports for alias in node.names if alias.asname}

    @cached_property
    def imports_everything(self) -> bool:
        """Whether a star import may bring in names that nobody can see."""
        return "*" in [node.names[0].name for node in self.nodes(ast.ImportFrom)]

    @cached_property
    def imports_relatively(self) -> bool:
        """Whether something is imported from the module's own package, which may re-export what others made."""
        return any(map(attrgetter("level"), self.nodes(ast.ImportFrom)))

    # -- memory ---------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Let go of all answers, some of which hold the module itself: with the collector off it would stay for ever."""
        self._memo.clear()
        self.names.forget()

    def once(self, question: Callable[..., T], *about: Any) -> T:
        """`question(*about)`, or `question(self)` where it is about nothing in particular, asked once per module."""
        key = (question, *about)
        if key not in self._memo:
            self._memo[key] = question(*about) if about else question(self)
        return cast("T", self._memo[key])


def _beginnings(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]
