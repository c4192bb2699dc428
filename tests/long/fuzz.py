"""Every hostile string and file at every door that takes some of them in `bin/test`: `bin/test --long fuzz`.

Runs the tests marked `fuzz` with their whole lists, and closes on pytest's own line.
"""

import os
import subprocess
import sys


def main() -> int:
    command = [sys.executable, "-m", "pytest", "-m", "fuzz", "-n", "2", "--dist", "loadscope", *sys.argv[1:]]
    return subprocess.run(command, env=os.environ | {"TANDEM_LONG": "1"}).returncode


if __name__ == "__main__":
    sys.exit(main())
