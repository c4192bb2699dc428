import shutil
import tempfile
from pathlib import Path

import pytest

from tandem.foundation.database.embedded import Embedded
from tests import embedded


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


@pytest.fixture(scope="session")
def shared():
    """The server of the tests, running: for what a database of its own on it is enough."""
    joined = embedded._server()
    yield joined
    joined.stop()
