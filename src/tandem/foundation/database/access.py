"""What a process of Tandem needs in its environment: where the data lies, the two addresses, and the secret key."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from .account import DatabaseUnavailable
from .embedded import Embedded

REPOSITORY = Path(__file__).resolve().parents[4]


def data_folder(chosen: str | None) -> Path:
    """The data folder: the one chosen, else `$TANDEM_DATA`, else `.tandem` in the clone."""
    return Path(chosen or os.environ.get("TANDEM_DATA") or REPOSITORY / ".tandem").absolute()


@contextlib.contextmanager
def opened(data_dir: Path) -> Iterator[dict[str, str]]:
    """The environment with the database reachable: the agency's own where DATABASE_URL is set, else the embedded one.

    Raises DatabaseUnavailable where there is neither.
    """
    if os.environ.get("DATABASE_URL"):
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield {"TANDEM_DATA": str(data_dir), "TANDEM_SECRET_KEY": secret_key(data_dir)}
        return
    with Embedded(data_dir) as urls:
        yield {
            "TANDEM_DATA": str(data_dir),
            "TANDEM_SECRET_KEY": secret_key(data_dir),
            "DATABASE_URL": urls.app,
            "DATABASE_OWNER_URL": urls.owner,
        }


def require_owner() -> None:
    """Raises DatabaseUnavailable where the agency named its database but not the role that migrates it."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_OWNER_URL"):
        raise DatabaseUnavailable(
            "DATABASE_URL is set but DATABASE_OWNER_URL is not: set it to the same database as the role that owns "
            "its tables, which migrates it; the application itself never uses that role."
        )


def secret_key(data_dir: Path) -> str:
    """`$TANDEM_SECRET_KEY`, else the key kept in the data folder (mode 0600), made on first use."""
    if os.environ.get("TANDEM_SECRET_KEY"):
        return os.environ["TANDEM_SECRET_KEY"]
    file = data_dir / "secret-key"
    with contextlib.suppress(FileNotFoundError):
        return file.read_text()
    # Linked only when whole, so that two first starts agree on one key.
    draft = data_dir / f"secret-key.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.write(secrets.token_urlsafe(50))
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
    return file.read_text()
