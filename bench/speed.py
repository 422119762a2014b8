"""What the suite costs, as ratios within one run: against parsing alone, and against other linters.

    python -m bench.speed [FOLDER] [--rounds 3] [--others flake8 bandit pylint] [--select VBE110 ...]
    python -m bench.speed --rules [FOLDER] [--rounds 3]

FOLDER is a tree of Python files; without it, the package `django` of the sdist of Django 5.2 is fetched by pip. Every
command is a whole process, one process wide, and all our rules are on, or those of --select; a second row tells what the rules
cost that are on by default. flake8 is timed in two environments made for the purpose, one without our plugin and one with it. Only
ratios are worth quoting: machines differ, and drift. With --rules it tells instead what each rule costs, as a share of parsing, in one
process: what several rules share (comments, routes, the walk of a function) is paid by the one that asks first.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from bench.checkers import BIN, switch_all_on
from bench.rule_times import rule_times
from vibe_audit.catalog import BY_CODE
from vibe_audit.running.files import find_files
from vibe_audit.source.parsing import Unreadable, collector_off, decode, parse

ROOT = Path(__file__).parent.parent
BUDGET = 0.02
"""What a rule may cost at most, as a share of parsing."""
PARSE = """
import ast, gc, sys, warnings
from pathlib import Path
gc.disable()
warnings.simplefilter("ignore")
for file in sorted(Path(sys.argv[1]).rglob("*.py")):
    ast.parse(file.read_bytes())
"""


def fetch_django(folder: Path) -> Path:
    """The package `django` of the sdist of Django 5.2."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:", "--no-build-isolation",
               "--dest", str(folder), "django==5.2"]  # fmt: skip
    subprocess.run(command, check=True)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("[Dd]jango-5.2/django"))


def environment(folder: Path, *requirements: str) -> Path:
    """A virtual environment with `requirements`; its interpreter."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *requirements], check=True)
    return python


def seconds(command: list[str], project: Path) -> float:
    """User and system time of one run: what it costs, whatever else the machine is doing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", nargs="*", choices=["flake8", "bandit", "pylint"], default=["flake8", "bandit", "pylint"])
    parser.add_argument("--select", nargs="+", default=[], metavar="RULE")
    parser.add_argument("--rules", action="store_true", help="what each rule costs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        source = arguments.folder or fetch_django(work)
        if arguments.rules:
            report_rules(source, arguments.rounds)
            return
        project = work / "project"
        shutil.copytree(source, project / "django", ignore=lambda _, names: [n for n in names if Path(n).suffix not in ("", ".py")])
        switch_all_on(project)
        shutil.copytree(project / "django", work / "defaults" / "django")
        (work / "defaults" / "vibe-audit.toml").write_text("")
        us = [str(BIN / "vibe-audit"), "check", "--jobs=1", "--exit-zero", "--format=json"]
        commands = {
            "ast.parse": [sys.executable, "-c", PARSE, "django"],
            "vibe-audit check": [*us, *(f"--select={rule}" for rule in arguments.select), "django"],
            "  the defaults": [*us, str(work / "defaults" / "django")],
        }
        if "flake8" in arguments.others:
            bare = environment(work / "bare", "flake8")
            ours = environment(work / "ours", "flake8", str(ROOT))
            bugbear = environment(work / "bugbear", "flake8", "flake8-bugbear")
            commands["flake8 --select F"] = [str(bare), "-m", "flake8", "-j1", "--select=F", "django"]
            commands["flake8 --select F,VBE"] = [str(ours), "-m", "flake8", "-j1", "--select=F,VBE", "django"]
            commands["flake8 --select F,B"] = [str(bugbear), "-m", "flake8", "-j1", "--select=F,B", "django"]
        if "bandit" in arguments.others:
            bandit = environment(work / "bandit", "bandit")
            commands["bandit"] = [str(bandit), "-m", "bandit", "--recursive", "--quiet", "django"]
        timed: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(arguments.rounds + 1):  # the first round warms the caches and is not counted
            for name, command in commands.items():
                timed[name].append(seconds(command, project))
        if "pylint" in arguments.others:  # one run: it takes minutes
            pylint = environment(work / "pylint", "pylint")
            timed["pylint"] = [0.0, seconds([str(pylint), "-m", "pylint", "-j1", "--persistent=n", "django"], project)]
        report(timed)


def report_rules(folder: Path, rounds: int) -> None:
    """A row per rule, the dearest first: the median of its shares of the time of parsing."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in find_files([folder])}
    shares: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        start = time.perf_counter()
        with collector_off():
            for data in files.values():
                with suppress(Unreadable):
                    parse(decode(data))
        parsing = time.perf_counter() - start
        for code, spent in rule_times(files, folder.absolute()).items():
            shares[code].append(spent / parsing)
    costs = sorted(((statistics.median(found), code) for code, found in shares.items()), reverse=True)
    print(f"{len(files)} files; shares of the time of parsing them; {BUDGET} is what a rule may cost at most")
    for cost, code in costs:
        name = BY_CODE[code].name if code in BY_CODE else ""
        print(f"{cost:8.4f}  {code}  {name}{'   over' if name and cost > BUDGET else ''}")
    ours = [cost for cost, code in costs if code in BY_CODE]
    print(f"{sum(ours):8.4f}  all rules together, {sum(ours) / len(BY_CODE):.4f} each on average")


def report(timed: dict[str, list[float]]) -> None:
    """A row per command: its time as a multiple of parsing, and of ours; then what our plugin adds to flake8."""
    print(f"{'command':26}{'x ast.parse':>14}{'x vibe-audit':>14}")
    for name in timed:
        print(f"{name:26}{ratio(timed, name, 'ast.parse'):>14.2f}{ratio(timed, name, 'vibe-audit check'):>14.2f}")
    if "flake8 --select F,VBE" in timed:
        added = ratio(timed, "flake8 --select F,VBE", "flake8 --select F") - 1
        print(f"the plugin adds {100 * added:.0f} % to flake8 --select F")


def ratio(timed: dict[str, list[float]], name: str, other: str) -> float:
    """The median of the ratios of runs that followed one another: a machine is never equally fast for long."""
    return statistics.median(one / two for one, two in zip(timed[name][1:], timed[other][1:], strict=False))


if __name__ == "__main__":
    main()
