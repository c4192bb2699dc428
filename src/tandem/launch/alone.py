"""One start at a time on one data folder and one port."""

import contextlib
import fcntl
import os
import socket
import time
from pathlib import Path

from tandem.foundation.database import keeper
from tandem.foundation.database.account import private
from tandem.launch.children import CannotStart


@contextlib.contextmanager
def only_start(data_dir: Path, port: int):
    """Holds the lock of the data folder: one start at a time, and the keeper of a killed one finishes first."""
    if not data_dir.exists():
        data_dir.mkdir(parents=True)
        data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
    path = data_dir / "start.lock"
    with open(path, "a+b", opener=private) as lock:
        deadline = time.monotonic() + keeper.GRACE_SECONDS + 5
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                lock.seek(0)
                words = lock.read().decode().split()
                if words and (_alive(int(words[0])) or time.monotonic() > deadline):
                    raise CannotStart(f"Tandem already runs on {data_dir}, at http://localhost:{words[1]}", 2) from None
                time.sleep(0.05)
        lock.truncate(0)
        lock.write(f"{os.getpid()} {port}".encode())
        lock.flush()
        try:
            yield path
        finally:
            lock.truncate(0)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise CannotStart(f"Port {port} is taken; choose another with --port N.", 2) from None
