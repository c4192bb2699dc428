"""Faults and races with their whole numbers of tries: `bin/test --long faults`.

Closes on pytest's own line.
"""

import os
import subprocess
import sys

RACES = ("src/tandem/domain/releases/tests/test_revocation.py",)


def main() -> int:
    command = [sys.executable, "-m", "pytest", *RACES, *sys.argv[1:]]
    return subprocess.run(command, env=os.environ | {"TANDEM_LONG": "1"}).returncode


if __name__ == "__main__":
    sys.exit(main())
