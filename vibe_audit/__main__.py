"""The command as it is started: `vibe-audit`, or `python -m vibe_audit`."""

import gc
import sys


def main() -> int:
    """Run the command without the garbage collector, which finds next to nothing in what is loaded and read; the exit code."""
    gc.disable()
    from vibe_audit.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
