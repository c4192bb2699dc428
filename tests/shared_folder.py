"""The design folder beside the repository, for tests marked `shared`. Loaded by `-p tests.shared_folder`."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared"
SENTENCE = "needs ../shared, the design folder"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder. Without it the test is skipped, or fails under TANDEM_STRICT=1."""
    if not FOLDER.is_dir():
        pytest.fail(SENTENCE) if os.environ.get("TANDEM_STRICT") == "1" else pytest.skip(SENTENCE)
    return FOLDER
