"""Faults and races with their whole numbers of tries: `bin/test --long faults`.

Revocations that race readers, keys turned over and killed at a hundred random points, a million values without a nonce
twice. Closes on pytest's own line.
"""

import os
import subprocess
import sys

RACES = ("src/tandem/domain/releases/tests/test_revocation.py",)
KEYS = (
    "src/tandem/foundation/keys/tests/test_rotation.py::test_f16_a_turn_killed_at_any_point_goes_on_and_every_row_opens",
    "src/tandem/foundation/keys/tests/test_sealed.py::test_no_nonce_twice",
)
WHOLE = {"TANDEM_LONG": "1", "TANDEM_KEY_POINTS": "100", "TANDEM_KEY_NONCES": "1000000"}


def main() -> int:
    command = [sys.executable, "-m", "pytest", *RACES, *KEYS, *sys.argv[1:]]
    return subprocess.run(command, env=os.environ | WHOLE).returncode


if __name__ == "__main__":
    sys.exit(main())
