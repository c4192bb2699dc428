"""How much processor time the parts of a benchmark take: the server, the database, and what measures them."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time since each part began, and when they were read (`at`, seconds)."""

    at: float
    server: float
    database: float
    clients: float

    def since(self, before: "Spent") -> "Spent":
        return Spent(
            self.at - before.at,
            self.server - before.server,
            self.database - before.database,
            self.clients - before.clients,
        )

    def shares(self) -> str:
        """Each part's share of one core."""
        parts = {"server": self.server, "database": self.database, "clients": self.clients}
        return ", ".join(f"{name} {seconds / self.at:.0%}" for name, seconds in parts.items()) + " of one core"


def postmaster() -> int:
    """The process above all of the database's, found from this process's own connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


def spent(server: int, database: int) -> Spent:
    """What has been spent by now: by the server with its workers, by the database, and by this process."""
    return Spent(time.perf_counter(), processor_time(server), processor_time(database), time.process_time())


def processor_time(root: int) -> float:
    """Seconds a process and all below it have used. Those that ended count with whoever waited for them."""
    parents = {}
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                parts = (each / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            # Fields of proc_pid_stat(5), counted from the state: the parent, then own and waited-for time.
            parents[int(each.name)] = (int(parts[1]), sum(map(int, parts[11:15])))
    total, found = 0, [root]
    while found:
        one = found.pop()
        total += parents.get(one, (0, 0))[1]
        found += [child for child, (parent, _spent) in parents.items() if parent == one]
    return total / TICK
