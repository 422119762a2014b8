"""`python -m vibe_audit` is the command `vibe-audit`."""

import sys

from vibe_audit.cli import main

sys.exit(main())
