"""Sample one rule's findings over many repositories, with the code around them, for a person to judge.

    python -m bench.precision VBE110 REPOSITORY... [--most 20] [--per-repository 3] [--seed 1] [--context 6]

Each REPOSITORY is a root of its own: roles are judged by the path below it. First comes a table, a row per repository
with findings; then the sample. A strict rule is switched on by being named.
"""

from __future__ import annotations

import argparse
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from vibe_audit.catalog import BY_CODE
from vibe_audit.config import Config
from vibe_audit.engine import check_bytes
from vibe_audit.knowledge.roles import SERVICE_CODE
from vibe_audit.rule import Finding
from vibe_audit.running.files import find_files
from vibe_audit.source.roles import role_of


def measure(repository: Path, code: str) -> tuple[str, int, list[Finding]]:
    """Name, lines of service code, and the findings of one repository; a rule that crashed shows as VBE000."""
    rule = BY_CODE[code]
    config = Config(repository.absolute()).narrowed(select=[code, "VBE000"])
    lines = 0
    found: list[Finding] = []
    for file in find_files([repository]):
        path = config.relative(file)
        data = file.read_bytes()
        role = role_of(path)
        lines += data.count(b"\n") if role in SERVICE_CODE else 0
        if role not in rule.roles:
            continue  # not worth parsing
        found.extend(check_bytes(data, path, config.decide(path)).findings)
    return repository.name, lines, found


def show(repository: Path, finding: Finding, context: int) -> None:
    lines = (repository / finding.path).read_text("utf-8-sig", errors="replace").splitlines()
    print(f"\n=== {repository.name}/{finding.path}:{finding.line}:{finding.column} {finding.rule.code} {finding.message}")
    for number in range(max(1, finding.line - context), min(len(lines), finding.line + context) + 1):
        print(f"{'>' if number == finding.line else ' '}{number:5} {lines[number - 1][:160]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("code")
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--per-repository", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--context", type=int, default=6)
    arguments = parser.parse_args()

    with ProcessPoolExecutor(2) as pool:
        measured = list(pool.map(partial(measure, code=arguments.code), arguments.repositories))
    total = all_lines = 0
    sample: list[tuple[Path, Finding]] = []
    dice = random.Random(arguments.seed)
    for repository, (name, lines, found) in zip(arguments.repositories, measured, strict=True):
        total += len(found)
        all_lines += lines
        if found:
            print(f"{len(found):5} in {lines:7} service lines of {name}")
        dice.shuffle(found)
        sample.extend((repository, finding) for finding in found[: arguments.per_repository])
    hit = sum(1 for _, _, found in measured if found)
    rate = 10_000 * total / max(1, all_lines)
    print(f"{total:5} in {all_lines} service lines, {rate:.2f} per 10,000, in {hit} of {len(measured)} repositories")
    dice.shuffle(sample)
    for repository, finding in sample[: arguments.most]:
        show(repository, finding, arguments.context)


if __name__ == "__main__":
    main()
