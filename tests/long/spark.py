"""Every measure on Spark, beside DuckDB: `bin/test --long spark`. Adds the extra; Java it names where it is missing."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    if find_spec("pyspark") is None and subprocess.run([ROOT / "bin/extra", "spark"], check=False).returncode:
        return 1
    return subprocess.run([sys.executable, "-m", "pytest", "tests/spark", *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
