"""Every test there is, those too that `bin/test` leaves to this form: `bin/test --long whole`.

A test is marked `whole` where it takes long and another one stands in for it in `bin/test`: the rule's own test below
the page, or one page of several that go the same way; the comment above the mark says which. Lists and made-up values
are whole here too, and every page of the sweep is asked for as each of its readers. It closes on pytest's own line.
"""

import os
import subprocess
import sys

SHARED = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")


def main() -> int:
    command = [sys.executable, "-m", "pytest", *(sys.argv[1:] or SHARED)]
    return subprocess.run(command, env=os.environ | {"TANDEM_LONG": "1"}).returncode


if __name__ == "__main__":
    sys.exit(main())
