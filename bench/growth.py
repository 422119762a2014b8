"""Whether what checking costs grows with the code and not faster: every shape at a size and at four times that size.

    python -m bench.growth [SHAPE...] [--most 6] [--rules]

A shape is the beginning of its name. Times are those of this process, the fastest of several, with all rules on. More than `--most`
times the cost for four times the code is a failing bench (exit code 1). `--rules` tells which rules grow fastest within a shape.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.rule_times import rule_times
from bench.shapes import FILES, PROJECTS
from vibe_audit import check_paths, project
from vibe_audit.config import everything
from vibe_audit.engine import check_bytes
from vibe_audit.running import files

FIRST, ENOUGH = 50, 0.1
"""The size to begin with, and how many seconds the smaller of the two runs takes at least: below that, noise decides."""
TIMES = 4


def fastest(run: Callable[[], object], rounds: int = 3) -> float:
    found = []
    gc.collect()
    gc.disable()
    for _ in range(rounds):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
        gc.collect()
    return min(found)


def place_of(source: str) -> str:
    """Where such a file would stand: rules look at tests, or they look at services."""
    return "tests/test_module.py" if "def test_" in source else "app/module.py"


def file_cost(source: str) -> float:
    path = place_of(source)
    decisions = everything(Path("/nowhere")).decide(path)

    def run() -> None:
        project.forget()
        check_bytes(source, path, decisions)

    return fastest(run)


def project_cost(pieces: dict[str, str]) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "vibe-audit.toml").write_text('select = ["ALL"]\n')
        for name, text in pieces.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)

        def run() -> None:
            files.forget()
            project.forget()
            check_paths([root])

        return fastest(run, 2)


def grown(cost: Callable[[int], float], largest: int) -> tuple[int, float]:
    """The size that was begun with, and how many times the cost four times of it has."""
    size = FIRST
    small = cost(size)
    while small < ENOUGH and size * TIMES < largest:
        size *= 2
        small = cost(size)
    return size, cost(size * TIMES) / small


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*")
    parser.add_argument("--most", type=float, default=6.0)
    parser.add_argument("--rules", action="store_true")
    arguments = parser.parse_args()
    costs: dict[str, tuple[Callable[[int], float], int]] = {
        **{name: (lambda size, shape=shape: file_cost(shape(size)), 20_000) for name, shape in FILES.items()},  # type: ignore[misc]
        **{f"project: {name}": (lambda size, shape=shape: project_cost(shape(size)), 1_000) for name, shape in PROJECTS.items()},  # type: ignore[misc]
    }
    over = []
    print(f"{'shape':48}{'n':>7}{'cost at 4 n':>13}")
    for name, (cost, largest) in costs.items():
        if arguments.shapes and not name.startswith(tuple(arguments.shapes)):
            continue
        size, growth = grown(cost, largest)
        if growth > arguments.most:  # once more: the machine may have been busy
            growth = min(growth, cost(size * TIMES) / cost(size))
        print(f"{name:48}{size:>7}{growth:>11.1f} x{'   too much' if growth > arguments.most else ''}", flush=True)
        if growth > arguments.most:
            over.append(name)
        if arguments.rules and name in FILES:
            tell_rules(FILES[name], size)
    if over:
        sys.exit(f"faster than the code grow: {', '.join(over)}")


def tell_rules(shape: Callable[[int], str], size: int) -> None:
    small, large = (rule_times({place_of(source): source}) for source in (shape(size), shape(size * TIMES)))
    for code, cost in sorted(large.items(), key=lambda row: -row[1])[:5]:
        print(f"    {code}  {1000 * cost:8.1f} ms  {cost / max(small.get(code, 0.0), 1e-5):6.1f} x")


if __name__ == "__main__":
    main()
