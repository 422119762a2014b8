"""The rules themselves, for people and for programs: the list of all, and the page of one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from vibe_audit.rule import Covered, Profile, Rule


def render_list(rules: Iterable[Rule]) -> str:
    """One rule a line: code, severity in production, name and headline."""
    rules = list(rules)
    widest = max((len(rule.name) for rule in rules), default=0)
    return "".join(
        f"{rule.code}  {rule.severity_in(Profile.PRODUCTION).value:<7}  {rule.name:<{widest}}  {rule.headline}{_finder(rule)}\n"
        for rule in rules
    )


def _finder(rule: Rule) -> str:
    return f" (delegated to {rule.delegated_to})" if rule.delegated_to else ""


def render_json(rules: Iterable[Rule]) -> str:
    """The cards of the rules as a JSON list."""
    return json.dumps([_card(rule) for rule in rules], indent=2) + "\n"


def render_page(rule: Rule) -> str:
    """The card of the rule and its page below it."""
    card = {
        "vector": rule.vector.value,
        "severity": ", ".join(f"{profile.value}: {rule.severity_in(profile).value}" for profile in Profile),
        "concern": rule.concern,
        "effort": rule.effort,
        "references": ", ".join(rule.refs),
        "covered by": "; ".join(_seen_by(tool, covered) for tool, covered in sorted(rule.covered_by.items())),
        "found by": f'{rule.delegated_to}, where delegate = ["{rule.delegated_to}"] is configured' if rule.delegated_to else "",
        "since": rule.since,
        "page": rule.url,
    }
    written = "".join(f"{key + ':':<12}{value}\n" for key, value in card.items() if value)
    return f"{rule.code} {rule.name}: {rule.headline}\n\n{written}\n{rule.page}\n"


def _seen_by(tool: str, covered: Covered) -> str:
    return f"{tool} {', '.join(covered.codes)}{' (partly)' if covered.partly else ''}"


def _card(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "vector": rule.vector.value,
        "headline": rule.headline,
        "summary": rule.summary,
        "severity": {profile.value: rule.severity_in(profile).value for profile in Profile},
        "concern": rule.concern,
        "effort": rule.effort,
        "refs": list(rule.refs),
        "roles": sorted(role.value for role in rule.roles),
        "when_imported": list(rule.when_imported),
        "covered_by": {
            tool: {"codes": list(covered.codes), "partly": covered.partly} for tool, covered in sorted(rule.covered_by.items())
        },
        "semgrep": rule.semgrep,
        "delegated_to": rule.delegated_to or None,
        "since": rule.since,
        "url": rule.url,
    }
