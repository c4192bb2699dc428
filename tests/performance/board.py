"""How many board pages a second, beside a bare Django view of the same server: `python -m tests.performance.board`."""

import asyncio
import statistics
import time

from tests.performance.serving import Serving, fetch, serving

CONNECTIONS = 8
SECONDS = 4.0
ROUNDS = 3


async def _rate(where: Serving, path: str, seconds: float) -> float:
    done, end = 0, time.perf_counter() + seconds

    async def client() -> None:
        nonlocal done
        reader, writer = await asyncio.open_connection("127.0.0.1", where.port)
        while time.perf_counter() < end:
            status, _body = await fetch(reader, writer, path, where.cookie)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
            done += 1
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return done / (time.perf_counter() - began)


async def _measure(where: Serving) -> None:
    await _rate(where, "/board/", 1.0)
    board, bare = [], []
    for _ in range(ROUNDS):
        board.append(await _rate(where, "/board/", SECONDS))
        bare.append(await _rate(where, "/bare/", SECONDS))
    ours, limit = statistics.median(board), statistics.median(bare)
    print(f"board page, {len(where.calls)} calls: {ours:.0f}/s (aim 150/s)", [f"{one:.0f}" for one in board])
    print(f"bare Django view, same server: {limit:.0f}/s", [f"{one:.0f}" for one in bare])
    print(f"ratio {ours / limit:.2f} (aim 0.10)")


if __name__ == "__main__":
    with serving() as where:
        asyncio.run(_measure(where))
