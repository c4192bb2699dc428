"""Brings an embedded database to the version of the sources, and remembers that it is there."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .access import REPOSITORY
from .account import DatabaseUnavailable

MIGRATE = (sys.executable, "-m", "tandem", "migrate_all")


def stamp(*marks: str) -> str:
    """A hash of everything that shapes the database: migrations, models, guards, the wall, grants, and the lock file.

    `marks` are hashed too: the address of the database it was reached on, so that a new database is never passed over.
    """
    sources = REPOSITORY / "src" / "tandem"
    shaping = {*sources.rglob("migrations/*.py"), *sources.rglob("models.py"), *sources.rglob("models/*.py")}
    shaping |= {*sources.glob("disclosure/*.*")}
    shaping |= {*sources.glob("foundation/**/*.*"), *sources.glob("domain/**/*.*")}
    digest = hashlib.sha256("\0".join(marks).encode())
    for file in (REPOSITORY / "uv.lock", sources / "settings.py", *sorted(shaping)):
        if file.suffix != ".pyc" and "tests" not in file.parts and file.is_file():
            digest.update(f"{file}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def bring_up_to_date(data_dir: Path, database_url: str, migrate: Callable[[], None]) -> bool:
    """Calls `migrate` unless the data folder remembers that this version was reached; tells whether it did."""
    reached, wanted = data_dir / "database.version", stamp(database_url)
    if reached.exists() and reached.read_text() == wanted:
        return False
    migrate()
    reached.write_text(wanted)
    return True


def migrate(environment: dict[str, str]) -> None:
    """Migrates in a process of its own. Raises DatabaseUnavailable with the end of its words when that fails."""
    done = subprocess.run(
        MIGRATE,
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DatabaseUnavailable(f"The database could not be migrated:\n{(done.stderr or done.stdout)[-2000:]}")
