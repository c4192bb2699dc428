"""Calls that go without a team if none waits: the loss formula of Erlang (1917), M/M/c/c."""


def erlang_b(servers: int, offered: float) -> float:
    """The share of calls that find every one of `servers` busy, at `offered` calls times hours a call."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked
