import os
from pathlib import Path

import pytest


@pytest.fixture
def shared() -> Path:
    """The design folder beside the repository; skipped loudly without it, a failure under TANDEM_STRICT=1."""
    folder = Path(__file__).parents[5] / "shared"
    if folder.is_dir():
        return folder
    if os.environ.get("TANDEM_STRICT") == "1":
        pytest.fail(f"no {folder}")
    pytest.skip(f"no {folder}: what it holds was NOT checked")
