"""How much the default profile says about code that is known to be good, per 1,000 lines, and every finding of it.

    python -m bench.noise FOLDER...

The yardstick is the sources of flask 3.1.0 and requests 2.32.3: at most 1.0 per 1,000 lines, none false at error.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from vibe_audit.config import Config
from vibe_audit.engine import check_bytes
from vibe_audit.files import find_files
from vibe_audit.rule import Finding


def main() -> None:
    for folder in map(Path, sys.argv[1:]):
        config = Config(folder.absolute())
        found: list[Finding] = []
        lines = 0
        for file in find_files([folder]):
            data = file.read_bytes()
            lines += data.count(b"\n")
            path = config.relative(file)
            found.extend(check_bytes(data, path, config.decide(path)).findings)
        severities = ", ".join(f"{count} {severity.value}" for severity, count in Counter(f.severity for f in found).items())
        rate = 1000 * len(found) / max(1, lines)
        print(f"{folder}: {lines} lines, {len(found)} findings ({severities or 'none'}), {rate:.2f} per 1,000 lines")
        for finding in found:
            print(f"  {finding.path}:{finding.line}: {finding.severity.value} {finding.rule.code} {finding.text}")


if __name__ == "__main__":
    main()
