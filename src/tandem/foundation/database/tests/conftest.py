import shutil
import tempfile
from pathlib import Path

import pytest

from tandem.foundation.database.embedded import Embedded


@pytest.fixture
def folder():
    """A short folder that every account may enter, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="tdb-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def server(folder):
    """A throwaway server, not started."""
    made = Embedded(folder / "data", fast=True)
    yield made
    made.remove()
