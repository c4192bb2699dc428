"""The system account PostgreSQL runs under. PostgreSQL refuses root, so root lends it a service account.

The account must be able to enter every folder above the programs and the data. A clone often lies below a folder
that only root may enter; then another place is found, or one sentence names the folder that is in the way.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path


class DatabaseUnavailable(Exception):
    """The database cannot be brought up. The message is one sentence a person can act on."""


@dataclass(frozen=True)
class Account:
    """Who runs PostgreSQL: `name`, `uid`, `gid`; `switched` when that is not the account of this process."""

    name: str
    uid: int
    gid: int
    switched: bool

    def run(self, *command: str | Path, **options) -> subprocess.CompletedProcess:
        """Runs a command as this account, away from the caller's folder and PG* settings; returns its text output."""
        switch = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switched else {}
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_"))}
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            env=environment | {"LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            # Ctrl-C at the terminal is for the one who called, who then stops the server in order.
            process_group=0,
            **switch,
            **options,
        )

    def own(self, path: Path, mode: int) -> None:
        """Makes this account the owner of a path, with these permissions."""
        if self.switched:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
        path.chmod(mode)

    def barrier(self, path: Path) -> Path | None:
        """The first folder on the way to `path` that this account may not enter, or None."""
        if not self.switched:
            return None
        script = 'for folder; do [ -x "$folder" ] || { printf %s "$folder"; exit 1; }; done'
        answer = self.run("/bin/sh", "-c", script, "sh", *reversed(path.parents), *([path] if path.is_dir() else []))
        return Path(answer.stdout) if answer.returncode else None


def private(path: str, flags: int) -> int:
    """An opener for files that only their owner may open: a lock that others can take is a way to be in the way."""
    return os.open(path, flags, 0o600)


def service_account() -> Account:
    """The account for PostgreSQL: this one, or for root `tandem` where it exists, else `nobody`."""
    if os.geteuid() != 0:
        entry = _entry_of_this_user()
        return Account(entry, os.geteuid(), os.getegid(), switched=False)
    for name in ("tandem", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid, switched=True)
    raise DatabaseUnavailable("PostgreSQL refuses to run as root, and there is neither an account tandem nor nobody.")


def _entry_of_this_user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
