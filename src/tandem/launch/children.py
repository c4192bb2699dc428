"""The processes of one start, and what to say when one of them fails."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from tandem.foundation.database import keeper
from tandem.foundation.database.access import REPOSITORY

STOP_SECONDS = 8


class CannotStart(Exception):
    """The start cannot go on. The message is for the person at the terminal; `code` is the exit code."""

    def __init__(self, message: str, code: int = 1):
        super().__init__(message)
        self.code = code


@dataclass
class Children:
    """The processes of one start, in the process group of a keeper that ends them if this process is killed."""

    lock: Path
    logs: Path
    environment: dict[str, str]
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def __enter__(self) -> "Children":
        reading, self._pipe = os.pipe()
        self._keeper = keeper.watch(self.lock, keeper.END_MY_GROUP, stdin=reading, process_group=0)
        os.close(reading)
        return self

    def __exit__(self, *_exception) -> None:
        """Asks every child to stop, in the opposite order, waits, then ends what is left."""
        for heard in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(heard, signal.SIG_IGN)
        for child in reversed(self.running.values()):
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
        for child in self.running.values():
            child.kill()
            child.wait()
        os.close(self._pipe)

    def spawn(self, name: str, command: list[str], **streams) -> subprocess.Popen:
        """Starts a child. What it says goes to `streams`, or is added to its own file in the folder of logs."""
        if not streams:
            log = open(self.log(name), "ab")  # noqa: SIM115 - closed below, when the child has it
            streams = {"stdout": log, "stderr": subprocess.STDOUT}
        self.running[name] = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            pass_fds=(self._pipe,),
            process_group=self._keeper.pid,
            **streams,
        )
        if hasattr(streams["stdout"], "close"):
            streams["stdout"].close()
        return self.running[name]

    def finish(self, name: str, command: list[str], **streams) -> str:
        """Runs a child to its end and returns what it printed if that was captured. Raises CannotStart if it fails."""
        child = self.spawn(name, command, **({"stdout": None} | streams))
        printed, _ = child.communicate()
        del self.running[name]
        if child.returncode:
            raise CannotStart(f"{name} failed (exit code {child.returncode}): {' '.join(command[1:])}")
        return printed

    def check(self) -> None:
        """Raises CannotStart naming the log if a child has ended."""
        for name, child in self.running.items():
            if child.poll() is not None:
                raise CannotStart(
                    f"The {name} stopped by itself (exit code {child.returncode}); the reason is in {self.log(name)}"
                )

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"
