"""``python -m fgte``: the same as the command ``fgte``."""

import sys

from fgte.cli import main

if __name__ == "__main__":
    sys.exit(main())
