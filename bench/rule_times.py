"""What each rule costs, measured inside one process: the engine runs the checks of one rule after another, with a clock around each."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from vibe_audit import engine
from vibe_audit.config import Config, everything
from vibe_audit.module import Module
from vibe_audit.project import project_at
from vibe_audit.source.parsing import Unreadable, collector_off, decode, parse

REST = "the rest"
"""What is not a rule's: the walk, telling which rules apply, judging what was found."""


def rule_times(sources: Mapping[str, bytes | str], root: Path | None = None) -> dict[str, float]:
    """Seconds by code of rule, over the files of one project by their paths. What rules share is paid by who asks first."""
    spent: dict[str, float] = defaultdict(float)
    config: Config = everything(root or Path("/nowhere"))
    with collector_off():
        for path, data in sources.items():
            try:
                source = decode(data)
                tree = parse(source)
            except Unreadable:
                continue
            start = time.perf_counter()
            decisions = config.decide(path)
            module = Module(path, source, tree, decisions.role, decisions.options, project_at(root) if root else None)
            rules = engine.rules_to_run(module, decisions)
            spent[REST] += time.perf_counter() - start
            for (rule, function), nodes in engine.work(rules, module):
                start = time.perf_counter()
                for node in nodes:
                    list(function(node, module))
                spent[rule.code] += time.perf_counter() - start
            module.forget()
    return dict(spent)
