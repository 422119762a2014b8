"""One walk over one file: each node goes to the checks that asked for its class, and what they find is judged once."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from vibe_audit.catalog import BY_CODE, CATALOG
from vibe_audit.config import Decisions
from vibe_audit.delegated import Delivery
from vibe_audit.identity.fingerprints import fingerprint, fingerprint_by_detail
from vibe_audit.knowledge.roles import Role
from vibe_audit.module import Module
from vibe_audit.paths.patterns import Patterns
from vibe_audit.project import project_at
from vibe_audit.rule import CRASHED, CheckFunction, Finding, Rule, Severity
from vibe_audit.source.parsing import Unreadable, collector_off, decode, parse
from vibe_audit.source.places import START_OF_FILE, Claims, Span
from vibe_audit.suppression import Suppression, iter_suppressions, may_suppress


class Result(NamedTuple):
    """What is to be said about one file, sorted by place.

    `left_to_pylint` are the findings that only a pylint pragma silences: our pylint door hands them to pylint, which
    obeys its own pragmas and keeps its own account of them.
    """

    findings: tuple[Finding, ...] = ()
    left_to_pylint: tuple[Finding, ...] = ()


def check_bytes(data: bytes | str, path: str, decisions: Decisions, deliveries: Sequence[Delivery] | None = None) -> Result:
    """Check the content of one file. `path` is relative to the configuration's root. An unreadable file is one VBE003.

    `deliveries` are what a checker that is delegated to says of the file; None where none was asked.
    """
    with collector_off():
        try:
            source = decode(data)
            known = project_at(decisions.root).parsed.same(path, source) if decisions.root else None
            tree = known.tree if known is not None else parse(source)
        except Unreadable as error:
            return Result(tuple(_suite_findings("VBE003", Span(error.line, 0, error.line, 0), str(error), path, decisions)))
        return check_module(path, source, tree, decisions, deliveries)


def check_module(
    path: str, source: str, tree: ast.Module, decisions: Decisions, deliveries: Sequence[Delivery] | None = None
) -> Result:
    """Check one parsed module. `source` has newlines as the only ends of its lines. A crash of ours, wherever, is VBE000 of this file."""
    try:
        project = project_at(decisions.root) if decisions.root else None
        known = project.parsed.same(path, source) if project is not None else None
        if known is not None and known.tree is tree:
            module = known.asked_as(decisions.role, decisions.options)
        else:
            module = Module(path, source, tree, decisions.role, decisions.options, project)
        rules = rules_to_run(module, decisions)
        jobs = list(work(rules, module))
    except Exception as error:  # the other files go on
        return _failed("no rule was asked", error, path, decisions)
    try:
        found, crashed = _run(jobs, module)
        return _judged(found, crashed, rules, module, decisions, deliveries)
    except Exception as error:
        return _failed("what the rules found is lost", error, path, decisions)
    finally:
        module.forget()
        if project is not None:
            project.parsed.keep(module)


def _failed(what: str, error: Exception, path: str, decisions: Decisions) -> Result:
    return Result(tuple(_suite_findings(CRASHED, START_OF_FILE, f"{what}: {_last_line(error)}", path, decisions)))


# -- running ----------------------------------------------------------------------------------------------------------


def _overruling() -> dict[str, frozenset[str]]:
    """Per rule: the rules that silence it inside their own defects."""
    return {rule.code: frozenset(other.code for other in CATALOG if rule.code in other.over) for rule in CATALOG}


_OVERRULED_BY = _overruling()


def rules_to_run(module: Module, decisions: Decisions) -> tuple[Rule, ...]:
    """The active rules that are meant for this file, and those that take precedence over one of them, active or not."""
    packages = None if module.imports_everything or module.imports_relatively else module.packages & _PACKAGES
    silent = _NOWHERE
    if _ANY_SILENT.match(module.path):
        silent = frozenset([silent_in for silent_in, patterns in _SILENT if patterns.match(module.path)])
    return _rules_for(decisions.codes, module.role, packages, silent)


_NOWHERE: frozenset[tuple[str, ...]] = frozenset()
_SILENT = [(silent_in, Patterns(silent_in)) for silent_in in {rule.silent_in for rule in CATALOG if rule.silent_in}]
_ANY_SILENT = Patterns(tuple(pattern for silent_in, _ in _SILENT for pattern in silent_in))
_PACKAGES = frozenset(package for rule in CATALOG for package in rule.when_imported)


@lru_cache(maxsize=1024)
def _rules_for(
    codes: frozenset[str], role: Role, packages: frozenset[str] | None, silent: frozenset[tuple[str, ...]]
) -> tuple[Rule, ...]:
    """The rules with these codes, and those over them, for files of this role and these imports: None where they may import anything.

    `silent` are the `silent_in` that match the file's path.
    """
    wanted = codes.union(*(_OVERRULED_BY[code] for code in codes))
    return tuple(
        rule
        for rule in CATALOG
        if rule.code in wanted
        and rule.checks
        and role in rule.roles
        and rule.silent_in not in silent
        and (not rule.when_imported or packages is None or not packages.isdisjoint(rule.when_imported))
    )


Job = tuple[Rule, CheckFunction]
Work = tuple[Job, Sequence[ast.AST]]


class _Agenda:
    """Which checks to call for a node: by its class, by the last name of what is called, and for a module by what it calls."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.by_type: dict[type[ast.AST], list[Job]] = {}
        self.by_name: dict[str, list[Job]] = {}
        self.by_called: dict[str, list[Job]] = {}
        for rule in rules:
            for check in rule.checks:
                job = (rule, check.function)
                for kind in check.types:
                    if check.names is None:
                        self.by_type.setdefault(kind, []).append(job)
                    else:
                        named = self.by_called if kind is ast.Module else self.by_name
                        for name in check.names:
                            named.setdefault(name, []).append(job)


_agenda = lru_cache(maxsize=256)(_Agenda)


def _run(jobs: Iterable[Work], module: Module) -> tuple[list[Finding], list[tuple[Rule, Span, str]]]:
    """What the rules find, and those that crashed: which, where and why. A rule that crashed finds nothing more in this file."""
    found: list[Finding] = []
    crashed: dict[Rule, tuple[Span, str]] = {}
    for (rule, function), nodes in jobs:
        if rule in crashed:
            continue
        node: ast.AST = module.tree
        try:
            for node in nodes:
                found.extend(function(node, module))
        except Exception as error:  # whatever a rule raises is reported as VBE000, and the other rules go on
            crashed[rule] = (_place_of(node), _last_line(error))
    found = [finding for finding in found if finding.rule not in crashed]
    return found, [(rule, place, why) for rule, (place, why) in crashed.items()]


def work(rules: tuple[Rule, ...], module: Module) -> Iterator[Work]:
    """Each check of the rules with the nodes of this module that it asked for."""
    agenda = _agenda(rules)
    nodes_by_type = module.nodes_by_type
    for kind, jobs in agenda.by_type.items():
        nodes = nodes_by_type.get(kind)
        if nodes:
            for job in jobs:
                yield job, nodes
    calls = module.calls_by_name if agenda.by_name or agenda.by_called else {}
    for name in agenda.by_name.keys() & calls.keys():
        for job in agenda.by_name[name]:
            yield job, calls[name]
    for job in {job: None for name in agenda.by_called.keys() & calls.keys() for job in agenda.by_called[name]}:
        yield job, [module.tree]


def _place_of(node: Any) -> Span:
    return Span.of(node) if hasattr(node, "lineno") else START_OF_FILE


def _last_line(error: Exception) -> str:
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({frame.name}, line {frame.lineno})"


def _is_delegated(rule: Rule, module: Module) -> bool:
    return bool(rule.delegated_to) and module.role in rule.roles


def _delivered(deliveries: Iterable[Delivery], ours: Iterable[Finding], module: Module) -> list[Finding]:
    """The findings that another checker reports, each place once, without what a rule of ours reports on the same line."""
    own = {
        (finding.line, tool, code) for finding in ours for tool, covered in finding.rule.covered_by.items() for code in covered.codes
    }
    found: dict[tuple[Rule, int, int], Finding] = {}
    for delivery in deliveries:
        is_meant = module.role in delivery.rule.roles and delivery.place.lineno <= len(module.lines)  # the file may have changed meanwhile
        if is_meant and (delivery.place.lineno, delivery.rule.delegated_to, delivery.code) not in own:
            finding = delivery.rule.at(module.in_bytes(delivery.place), f"{delivery.code} {delivery.message}".strip())
            found.setdefault((delivery.rule, finding.place.lineno, finding.place.col_offset), finding)
    return list(found.values())


# -- judging ----------------------------------------------------------------------------------------------------------


def _judged(
    found: list[Finding],
    crashed: list[tuple[Rule, Span, str]],
    rules: tuple[Rule, ...],
    module: Module,
    decisions: Decisions,
    deliveries: Sequence[Delivery] | None,
) -> Result:
    """What is to be said of all that was found: precedence, decisions and comments obeyed."""
    if deliveries is not None:
        found += _delivered(deliveries, [finding for finding in found if decisions.is_active(finding.rule.code)], module)
        rules = (*rules, *(BY_CODE[code] for code in decisions.severities if _is_delegated(BY_CODE[code], module)))
    found = _without_overruled(found)
    found = [finding for finding in found if decisions.is_active(finding.rule.code)]
    for rule, place, why in crashed:
        found.extend(_suite_findings(CRASHED, place, f"{rule.code} {rule.name}: {why}", module.path, decisions))
    kept, left = _without_suppressed(found, module, set(rules) - {rule for rule, _, _ in crashed}, decisions)
    return Result(_finished(kept, module, decisions), _finished(left, module, decisions))


def _without_overruled(found: list[Finding]) -> list[Finding]:
    """One defect, one finding: drop what lies inside a defect that a rule with precedence has reported."""
    claimed: dict[str, list[Span]] = defaultdict(list)  # by the code that is to be silent there
    for winner in found:
        for code in winner.rule.over:
            claimed[code].append(winner.defect)
    claims = {code: Claims(spans) for code, spans in claimed.items()}
    return [finding for finding in found if finding.rule.code not in claims or not claims[finding.rule.code].hold(finding.place)]


def _without_suppressed(
    found: list[Finding], module: Module, ran: set[Rule], decisions: Decisions
) -> tuple[list[Finding], list[Finding]]:
    """The findings that no comment silences, with those about the comments themselves; and those left to pylint."""
    suppressions = list(iter_suppressions(module.comments)) if may_suppress(module.remarked) else []
    if not suppressions:
        return found, []
    found = found + _about_comments(suppressions, found, ran, module.path, decisions)
    by_place: dict[tuple[int, str], set[str]] = {}
    for suppression in suppressions:
        by_place.setdefault((suppression.line, suppression.rule.code), set()).add(suppression.dialect)
    kept, left = [], []
    for finding in found:
        dialects = by_place.get((finding.place.lineno, finding.rule.code))
        if not dialects:
            kept.append(finding)
        elif dialects == {"pylint"}:
            left.append(finding)
    return kept, left


def _about_comments(
    suppressions: list[Suppression], found: list[Finding], ran: set[Rule], path: str, decisions: Decisions
) -> list[Finding]:
    """VBE001 for what silences nothing, VBE002 for what gives no reason."""
    reported = {(finding.place.lineno, finding.rule.code) for finding in found}
    said: list[Finding] = []
    for suppression in dict.fromkeys(suppressions):
        code, name = suppression.rule.code, suppression.rule.name
        if (suppression.line, code) in reported:
            if not suppression.has_reason:
                said.extend(_suite_findings("VBE002", suppression.place, f"{code} {name}", path, decisions))
        elif suppression.rule in ran and decisions.is_active(code):
            said.extend(_suite_findings("VBE001", suppression.place, f"{code} {name}", path, decisions))
    return said


def _suite_findings(code: str, place: Span, detail: str, path: str, decisions: Decisions) -> Iterator[Finding]:
    if decisions.is_active(code):
        finding = BY_CODE[code].at(place, detail)
        yield replace(finding, path=path, severity=decisions.severities[code], fingerprint=fingerprint_by_detail(finding))


def _finished(found: Iterable[Finding], module: Module, decisions: Decisions) -> tuple[Finding, ...]:
    """The findings with path, severity and fingerprint, sorted, each once."""
    severities: Callable[[str], Severity] = decisions.severities.__getitem__
    placed = {
        replace(
            finding,
            path=module.path,
            severity=severities(finding.rule.code),
            place=module.in_characters(finding.place),
            fingerprint=fingerprint(finding, module),
        )
        for finding in found
    }
    return tuple(sorted(placed, key=lambda finding: finding.order))
