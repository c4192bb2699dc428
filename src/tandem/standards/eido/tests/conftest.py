"""Where the design folder of the project lies, for the tests that read it."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(__file__).resolve().parents[6] / "shared"
    if not folder.is_dir():
        said = f"needs the design folder at {folder}"
        pytest.fail(said) if os.environ.get("TANDEM_STRICT") == "1" else pytest.skip(said)
    return folder
