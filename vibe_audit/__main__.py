"""The command as it is started: `vibe-audit`, or `python -m vibe_audit`."""

import gc
import sys


def main() -> int:
    """Run the command without the garbage collector, which finds next to nothing in what is loaded and read; the exit code."""
    gc.disable()
    from vibe_audit.cli import main as run

    try:
        return run()
    finally:
        gc.freeze()  # what is left goes with the process, and is not looked through once more at its end


if __name__ == "__main__":
    sys.exit(main())
