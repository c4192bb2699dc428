"""A small process that outlives a killed parent: it waits until nobody holds a lock, then runs one command.

The kernel lets go of a lock however its holder dies, so the server and the processes of a start never stay behind.
"""

import fcntl
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

END_MY_GROUP = "END-MY-GROUP"
GRACE_SECONDS = 3


def watch(lock: Path, *command: str | Path, account: tuple[int, int] | None = None, **options) -> subprocess.Popen:
    """Starts a keeper: when no process holds `lock` any more, `command` runs, as `account` (uid, gid) where given.

    The process returned ends at once and is to be waited for, but for one case.
    With `END_MY_GROUP` as the command the keeper's own process group is asked to stop, and ended after a grace. Its
    members then share the writing end of a pipe whose reading end is the keeper's `stdin`: its end tells they are gone.
    """
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | options
    return subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, str(lock), ":".join(map(str, account or ())), *map(str, command)],
        cwd="/",
        **streams,
    )


def main(lock: str, account: str, *command: str) -> None:
    """The keeper itself. Holds the lock while the command runs, so that a new start waits for the end of the old."""
    if command != (END_MY_GROUP,) and os.fork():
        # The parent need not outlast its keeper nor reap it: it is an orphan from the beginning.
        os._exit(0)
    for deaf in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(deaf, signal.SIG_IGN)
    with open(lock, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if command == (END_MY_GROUP,):
            os.killpg(0, signal.SIGTERM)
            gone, _, _ = select.select([sys.stdin], [], [], GRACE_SECONDS)
            if not gone:
                os.killpg(0, signal.SIGKILL)
        else:
            uid, gid = map(int, account.split(":")) if account else (None, None)
            switch = {"user": uid, "group": gid, "extra_groups": []} if account else {}
            subprocess.run(command, check=False, **switch)


if __name__ == "__main__":
    main(*sys.argv[1:])
