"""How many calls a second come in durably, beside the raw limit of the same server.

Run: `python -m tests.performance.intake [SECONDS]`. Ours: POST to the EIDO door over HTTP, each answered after its
commit (call, decision, log, audit, outbox). Raw: one insert into a plain table and one into an audit-like table per
committed transaction, the same number of connections and the same PostgreSQL, with nothing else in the way. The two
take turns. Aim: 0.15 of raw.
"""

import asyncio
import json
import multiprocessing
import statistics
import sys
import time
from datetime import UTC, datetime

import psycopg

from tests.performance.serving import Serving, serving

CONNECTIONS = 8
PROCESSES = 2
ROUNDS = 3
RAW_TABLES = """
    CREATE TABLE raw_thing (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), source text, source_id text,
        place text, narrative text, received_at timestamptz, UNIQUE (source, source_id));
    CREATE TABLE raw_audit (id bigserial PRIMARY KEY, at timestamptz, actor text, action text, object_id uuid);
    GRANT INSERT, SELECT ON raw_thing, raw_audit TO tandem_app;
    GRANT USAGE ON SEQUENCE raw_audit_id_seq TO tandem_app;
"""


def document(number: int) -> bytes:
    """One made-up call on its way from dispatch."""
    from tandem.standards.eido.make import make

    made = make(
        source_name="cad.example",
        source_id=f"urn:emergency:uid:incidentid:{number}:{time.time_ns()}:cad.example",
        agency="psap.example",
        received_at=datetime.now(UTC),
        call_type="Welfare check",
        place=f"{number} Orchard Street",
        latitude=39.74,
        longitude=-75.54,
        callback="+1-202-555-0142",
        notes=["Crying on a bench, agrees to talk."],
    )
    return json.dumps(made).encode()


async def ours(where: Serving, token: str, seconds: float) -> list[float]:
    """Seconds each call took from sending to its 201."""
    took: list[float] = []
    end = time.perf_counter() + seconds
    ask = f"POST /api/v1/intake/eido HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"

    async def client(index: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", where.port)
        number = index
        while time.perf_counter() < end:
            body = document(number)
            began = time.perf_counter()
            writer.write(f"{ask}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(one[15:]) for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:"))
            answer = await reader.readexactly(length)
            if not head.startswith(b"HTTP/1.1 201"):
                raise RuntimeError(f"{head[:40]!r} {answer[:400]!r}")
            took.append(time.perf_counter() - began)
            number += CONNECTIONS
        writer.close()

    await asyncio.gather(*(client(index) for index in range(CONNECTIONS)))
    return took


async def _raw_writes(url: str, seconds: float, connections: int) -> int:
    done = 0

    async def writer() -> None:
        nonlocal done
        async with await psycopg.AsyncConnection.connect(url) as connection:
            end, now = time.perf_counter() + seconds, datetime.now(UTC)
            while time.perf_counter() < end:
                async with connection.transaction():
                    row = await connection.execute(
                        "INSERT INTO raw_thing (source, source_id, place, narrative, received_at)"
                        " VALUES ('raw', gen_random_uuid()::text, %s, %s, %s) RETURNING id",
                        ["12 Orchard Street", "Crying on a bench, agrees to talk.", now],
                    )
                    (id,) = await row.fetchone()
                    await connection.execute(
                        "INSERT INTO raw_audit (at, actor, action, object_id) VALUES (%s, 'raw', 'write', %s)",
                        [now, id],
                    )
                done += 1

    await asyncio.gather(*(writer() for _ in range(connections)))
    return done


def _raw_process(url: str, seconds: float, connections: int, done) -> None:
    done.put(asyncio.run(_raw_writes(url, seconds, connections)))


def raw(url: str, seconds: float) -> float:
    """Committed two-insert transactions a second, from as many processes as the server has workers."""
    spawn = multiprocessing.get_context("spawn")
    done = spawn.Queue()
    each = CONNECTIONS // PROCESSES
    workers = [spawn.Process(target=_raw_process, args=(url, seconds, each, done)) for _ in range(PROCESSES)]
    for one in workers:
        one.start()
    total = sum(done.get(timeout=seconds + 60) for _ in workers)
    for one in workers:
        one.join()
    return total / seconds


def main(seconds: float) -> None:
    with serving(calls=0) as where:
        from django.db import connections

        from tandem.foundation.organizations.models import Organization, Token
        from tandem.vocabulary.terms import OrganizationKind
        from tests import made

        dispatch = made.organization(OrganizationKind.PSAP, in_program=True)
        token = Token.issue(Organization.objects.get(pk=dispatch.pk), "CAD of the benchmark", "intake")
        with connections["owner"].cursor() as cursor:
            cursor.execute("SHOW fsync")
            (fsync,) = cursor.fetchone()
            cursor.execute("SHOW synchronous_commit")
            print(f"fsync {fsync}, synchronous_commit {cursor.fetchone()[0]}; {CONNECTIONS} connections")
            cursor.execute(RAW_TABLES)
        connections.close_all()
        asyncio.run(ours(where, token, 1.0))
        part, took, rates, limits = seconds / ROUNDS, [], [], []
        for _ in range(ROUNDS):
            these = asyncio.run(ours(where, token, part))
            took += these
            rates.append(len(these) / part)
            limits.append(raw(where.database_url, part))
        acts, limit = statistics.median(rates), statistics.median(limits)
        cuts = statistics.quantiles(took, n=100)
        print(f"calls taken in: {acts:.0f}/s, p50 {cuts[49] * 1000:.1f} ms, p95 {cuts[94] * 1000:.1f} ms", rates)
        print(f"raw two-insert writes: {limit:.0f}/s", limits)
        print(f"ratio {acts / limit:.3f} (aim 0.15)")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 15.0)
