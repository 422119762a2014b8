"""Whether all rules bear odd code: every file of some trees, whatever it is, and no crash.

    python -m bench.odd_input FOLDER...

For the parser tests of other projects and of Python itself. Tells each file on which a rule, or the suite before the rules, crashed;
the exit code is 1 where one did.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from vibe_audit.config import everything
from vibe_audit.engine import check_bytes
from vibe_audit.knowledge.folders import SUFFIXES
from vibe_audit.module import Module
from vibe_audit.project.facts import Facts
from vibe_audit.source.parsing import Unreadable, decode, parse


def crashes_on(data: bytes) -> list[str]:
    """What crashed on the content of a file: as a module of a service, as a test, and as the project's index looks at it."""
    config = everything(Path("/nowhere"))
    found = []
    for path in ("app/module.py", "tests/test_module.py"):
        found += [finding.message for finding in check_bytes(data, path, config.decide(path)).findings if finding.rule.code == "VBE000"]
    try:
        source = decode(data)
        Facts.of(Module("app/module.py", source, parse(source)))
    except Unreadable:
        pass
    except Exception as error:
        found.append(f"facts of the module: {type(error).__name__}: {error}")
    return found


def main(folders: list[str]) -> int:
    count: Counter[str] = Counter()
    for folder in folders:
        for file in sorted(Path(folder).rglob("*")):
            if file.suffix in SUFFIXES and file.is_file():
                count["files"] += 1
                for crash in crashes_on(file.read_bytes()):
                    count["crashes"] += 1
                    print(f"{file}: {crash}")
    print(f"{count['files']} files, {count['crashes']} crashes")
    return 1 if count["crashes"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
