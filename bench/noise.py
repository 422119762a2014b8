"""How much the default profile says about code that is known to be good, and what.

    python -m bench.noise FOLDER... [--select reliability observability] [--sample 50] [--seed 1]

Each FOLDER is a root of its own. Without --sample every finding is named, with it so many are shown with the code around them, for a
person to judge. Two yardsticks: the sources of flask 3.1.0 and requests 2.32.3 (at most 1.0 finding per 1,000 lines) and mature projects
(at most 3 per 10,000 lines of service code for two vectors together); at error nothing is false.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.precision import show
from vibe_audit.config import Config
from vibe_audit.engine import check_bytes
from vibe_audit.knowledge.roles import SERVICE_CODE
from vibe_audit.rule import Finding, Vector
from vibe_audit.running.files import find_files
from vibe_audit.source.roles import role_of


def measure(folder: Path, vectors: frozenset[str]) -> tuple[int, int, list[Finding]]:
    """Lines, lines of service code, and the findings of these vectors at their default severities."""
    config = Config(folder.absolute())
    lines = service = 0
    found: list[Finding] = []
    for file in find_files([folder]):
        data = file.read_bytes()
        path = config.relative(file)
        lines += data.count(b"\n")
        service += data.count(b"\n") if role_of(path) in SERVICE_CODE else 0
        found.extend(finding for finding in check_bytes(data, path, config.decide(path)).findings if finding.rule.vector.value in vectors)
    return lines, service, found


def summary(name: object, lines: int, service: int, found: list[Finding]) -> str:
    severities = ", ".join(f"{count} {severity.value}" for severity, count in Counter(f.severity for f in found).items())
    thousands, ten_thousands = max(1, lines) / 1000, max(1, service) / 10_000
    rates = f"{len(found) / thousands:.2f} per 1,000 lines, {len(found) / ten_thousands:.2f} per 10,000 of service code"
    return f"{name}: {lines} lines, {len(found)} findings ({severities or 'none'}), {rates}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--select", nargs="+", choices=list(Vector), type=Vector, default=list(Vector), metavar="VECTOR")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with ProcessPoolExecutor(2) as pool:
        vectors = frozenset(vector.value for vector in arguments.select)
        measured = list(pool.map(partial(measure, vectors=vectors), arguments.folders))
    for folder, (lines, service, found) in zip(arguments.folders, measured, strict=True):
        print(summary(folder.name, lines, service, found))
    everything = [(folder, finding) for folder, (_, _, found) in zip(arguments.folders, measured, strict=True) for finding in found]
    print(summary("all", sum(m[0] for m in measured), sum(m[1] for m in measured), [finding for _, finding in everything]))
    for (code, severity), count in sorted(Counter((f.rule.code, f.severity.value) for _, f in everything).items()):
        print(f"  {code} {severity:8}{count:6}")
    random.Random(arguments.seed).shuffle(everything)
    for folder, finding in everything[: arguments.sample] if arguments.sample else ():
        show(folder, finding, context=6)
    for folder, finding in () if arguments.sample else everything:
        print(f"  {folder.name}/{finding.path}:{finding.line}: {finding.severity.value} {finding.rule.code} {finding.text}")


if __name__ == "__main__":
    main()
