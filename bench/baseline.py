"""What a baseline costs to load, beside parsing one large file.

    python -m bench.baseline [--findings 10000] [--lines 10000] [--rounds 7]

Both are made up: a baseline of so many findings in a fiftieth as many files, and a module of so many lines. Only the ratio
is worth quoting.
"""

from __future__ import annotations

import argparse
import ast
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from vibe_audit.catalog import CATALOG
from vibe_audit.config import forget
from vibe_audit.gate.baseline import Entry, load, save
from vibe_audit.rule import NOT_CHECKED

FUNCTION = '''
def order_{number}(customer, items, *, currency="EUR"):
    """Add up what the customer has ordered."""
    total = 0
    for item in items:
        if item.price is None or item.count < 1:
            raise ValueError(f"{{item}} of {{customer}} has no price")
        total += item.price * item.count
    return {{"customer": customer.id, "total": round(total, 2), "currency": currency}}
'''


def generated_module(lines: int) -> str:
    return "".join(FUNCTION.format(number=number) for number in range(lines // FUNCTION.count("\n")))


def generated_counts(findings: int) -> dict[Entry, int]:
    codes = [rule.code for rule in CATALOG if rule.code not in NOT_CHECKED]
    return {
        Entry(f"shop/orders/module_{number % (findings // 50)}.py", codes[number % len(codes)], f"{number:016x}"): 1
        for number in range(findings)
    }


def fastest(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    source = generated_module(arguments.lines)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        save(root, generated_counts(arguments.findings))

        def load_anew() -> int:
            forget()
            return len(load(root).counts)

        assert load_anew() == arguments.findings
        gc.disable()  # as in a run
        loading, parsing = fastest(load_anew, arguments.rounds), fastest(lambda: ast.parse(source), arguments.rounds)
    print(f"loading {arguments.findings} findings: {loading / parsing:.2f} times ast.parse of {source.count(chr(10))} lines")


if __name__ == "__main__":
    main()
