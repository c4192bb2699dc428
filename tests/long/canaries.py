"""Every reader at every address of the program, and wherever those pages lead: `bin/test --long canaries`.

No word planted in a record may be in a byte of whoever may not have it. Prints how many addresses were asked.
"""

import os
import subprocess
import sys


def main() -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-s", "--show-capture=no", "tests/hostile/test_canaries.py"]
    return subprocess.run([*command, *sys.argv[1:]], env=os.environ | {"TANDEM_LONG": "1"}).returncode


if __name__ == "__main__":
    sys.exit(main())
