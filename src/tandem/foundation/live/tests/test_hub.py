"""The hub: one drawing per audience, bounded queues, and streams that end when they must."""

import asyncio
import json
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from tandem.foundation.live import hub as hub_module
from tandem.foundation.live import sessions, topics
from tandem.foundation.live.hub import GONE, Hub
from tandem.foundation.live.tables import MOST_WAITING
from tandem.foundation.live.topics import Audience, Rendered, View, register

DISPATCH = Audience("made", "dispatcher", None)
SUPERVISOR = Audience("made", "clinical_supervisor", None)
SESSION = SimpleNamespace(key="k1")


class Drawing:
    """A renderer that counts, and can be told to fail."""

    def __init__(self):
        self.calls: list[tuple[Audience, dict]] = []
        self.fails = False

    def __call__(self, audience, told, release):
        self.calls.append((audience, told))
        if self.fails:
            raise RuntimeError("made to fail")
        ids = frozenset(one for of in told.values() for one in of)
        return Rendered("".join(sorted(f"<p id='{one}'></p>" for one in ids)), ids)


@pytest.fixture
def drawing(monkeypatch):
    monkeypatch.setattr(topics, "TOPICS", {})
    monkeypatch.setattr(hub_module, "TOPICS", topics.TOPICS)
    made = Drawing()
    register("made", lambda session, query: None, made, hears=("board", "teams"))
    return made


def view(*audiences, seen=None, **values):
    return View(audiences or (DISPATCH,), release=None, seen=seen or (lambda ids: None), **values)


def run(work):
    """Run `work(hub)` on a loop of its own."""

    async def inside():
        hub = Hub()
        try:
            await asyncio.wait_for(work(hub), 10)
        finally:
            await hub.stop()

    asyncio.run(inside())


async def drawn(hub):
    while any(room.told or (room.task and not room.task.done()) for room in hub.rooms.values()):
        await asyncio.sleep(0.001)


def told(*ids: UUID, topic: str = "board"):
    return {topic: frozenset(ids)}


def test_an_audience_is_drawn_once_and_all_of_it_gets_the_same_bytes(drawing):
    call = uuid4()

    async def work(hub):
        streams = [hub.join(SESSION, view()) for _ in range(3)]
        hub.tell(told(call))
        await drawn(hub)
        assert len(drawing.calls) == 1
        messages = [stream.queue.get_nowait() for stream in streams]
        assert messages[0] is messages[1] is messages[2]
        assert json.loads(messages[0].removeprefix(b"data: "))["html"] == f"<p id='{call}'></p>"

    run(work)


def test_each_audience_has_its_own_drawing(drawing):
    async def work(hub):
        hub.join(SESSION, view(DISPATCH))
        hub.join(SESSION, view(SUPERVISOR))
        hub.tell(told(uuid4()))
        await drawn(hub)
        assert {audience for audience, _told in drawing.calls} == {DISPATCH, SUPERVISOR}

    run(work)


def test_a_burst_shares_a_drawing(drawing):
    ids = [uuid4() for _ in range(20)]

    async def work(hub):
        stream = hub.join(SESSION, view())
        for one in ids:
            hub.tell(told(one))
        await drawn(hub)
        assert len(drawing.calls) == 1
        assert drawing.calls[0][1]["board"] == frozenset(ids)
        assert stream.queue.qsize() == 1

    run(work)


def test_what_a_topic_does_not_hear_is_not_drawn(drawing):
    async def work(hub):
        hub.join(SESSION, view())
        hub.tell(told(uuid4(), topic="elsewhere"))
        await drawn(hub)
        assert drawing.calls == []

    run(work)


def test_what_was_missed_before_the_stream_opened_is_drawn(drawing):
    call = uuid4()

    async def work(hub):
        stream = hub.join(SESSION, view(missed=told(call)))
        await drawn(hub)
        assert str(call).encode() in stream.queue.get_nowait()

    run(work)


def test_a_browser_too_far_behind_is_dropped_and_others_are_not(drawing):
    async def work(hub):
        slow, quick = hub.join(SESSION, view()), hub.join(SESSION, view())
        for _ in range(MOST_WAITING + 1):
            slow.send(b"x", frozenset())
        assert slow.over
        assert not quick.over
        assert slow.queue.qsize() <= MOST_WAITING + 2
        last = None
        while not slow.queue.empty():
            last = slow.queue.get_nowait()
        assert last is None

    run(work)


def test_a_view_that_cannot_be_drawn_ends_its_streams(drawing):
    drawing.fails = True

    async def work(hub):
        stream = hub.join(SESSION, view())
        hub.tell(told(uuid4()))
        await drawn(hub)
        assert stream.over
        assert stream.queue.get_nowait() is None

    run(work)


def test_a_session_that_is_over_hears_gone(drawing, monkeypatch):
    monkeypatch.setattr(hub_module, "CHECK_SECONDS", 0.001)
    monkeypatch.setattr(sessions, "ended", lambda every: {"k2"})

    async def work(hub):
        stays = hub.join(SESSION, view())
        goes = hub.join(SimpleNamespace(key="k2"), view())
        checking = asyncio.create_task(hub._check())
        assert await goes.queue.get() == GONE
        assert await goes.queue.get() is None
        assert not stays.over
        checking.cancel()

    run(work)


def test_nobody_goes_on_when_sessions_cannot_be_checked(drawing, monkeypatch):
    monkeypatch.setattr(hub_module, "CHECK_SECONDS", 0.001)

    def broken(every):
        raise RuntimeError("no database")

    monkeypatch.setattr(sessions, "ended", broken)

    async def work(hub):
        stream = hub.join(SESSION, view())
        checking = asyncio.create_task(hub._check())
        assert await stream.queue.get() == GONE
        checking.cancel()

    run(work)


def test_only_what_newly_came_into_view_is_noted(drawing, monkeypatch):
    monkeypatch.setattr(hub_module, "SEEN_SECONDS", 0.001)
    known, new = uuid4(), uuid4()
    noted = []

    async def work(hub):
        hub.join(SESSION, view(already=frozenset({known}), seen=noted.append))
        noting = asyncio.create_task(hub._note())
        hub.tell(told(known, new))
        while not noted:
            await asyncio.sleep(0.001)
        hub.tell(told(new))
        await drawn(hub)
        await asyncio.sleep(0.01)
        noting.cancel()

    run(work)
    assert noted == [[new]]


def test_a_stream_whose_access_cannot_be_logged_ends(drawing, monkeypatch):
    monkeypatch.setattr(hub_module, "SEEN_SECONDS", 0.001)

    def broken(ids):
        raise RuntimeError("no database")

    async def work(hub):
        stream = hub.join(SESSION, view(seen=broken))
        noting = asyncio.create_task(hub._note())
        hub.tell(told(uuid4()))
        while not stream.over:
            await asyncio.sleep(0.001)
        noting.cancel()

    run(work)


@pytest.mark.parametrize("payload", ["", "{", "[]", '{"topic": "board"}', '{"topic": "board", "ids": ["x"]}'])
def test_a_notice_nobody_can_read_changes_nothing(drawing, payload):
    async def work(hub):
        hub.join(SESSION, view())
        hub._heard(payload)
        await drawn(hub)
        assert drawing.calls == []

    run(work)


def test_a_room_without_streams_is_forgotten(drawing):
    async def work(hub):
        stream = hub.join(SESSION, view())
        hub.leave(stream)
        assert hub.rooms == {}
        assert hub.streams == set()

    run(work)


def test_an_audience_with_a_subject_is_woken_by_its_own_id_only(drawing):
    mine, other = uuid4(), uuid4()
    about = Audience("made", "officer", None, about="one phone", subject=mine)

    async def work(hub):
        stream = hub.join(SESSION, view(about))
        hub.tell(told(other))
        await drawn(hub)
        assert stream.queue.empty() and not drawing.calls
        hub.tell(told(mine, other))
        await drawn(hub)
        assert len(drawing.calls) == 1

    run(work)


def test_audiences_of_one_subject_are_drawn_together_and_who_sees_nothing_new_is_sent_nothing(monkeypatch):
    monkeypatch.setattr(topics, "TOPICS", {})
    monkeypatch.setattr(hub_module, "TOPICS", topics.TOPICS)
    mine, calls, states = uuid4(), [], {"phone": "a", "wall": "a"}

    def together(asked):
        calls.append({one.audience.name for one in asked})
        for one in asked:
            state = states[one.audience.name]
            if state != one.shown:
                yield one.audience, Rendered(f"{one.audience.name} {state}", state=state)

    for name in states:
        register(name, lambda session, query: None, together=together, hears=("board",))

    async def work(hub):
        audiences = [Audience(name, "peer", None, subject=mine) for name in states]
        streams = {one.name: hub.join(SESSION, view(one)) for one in audiences}
        for changed in ({}, {"phone": "b"}, {}):
            states.update(changed)
            hub.tell(told(mine))
            await drawn(hub)
        assert calls == [{"phone", "wall"}] * 3
        heard = {name: [one.queue.get_nowait() for _ in range(one.queue.qsize())] for name, one in streams.items()}
        assert {name: len(messages) for name, messages in heard.items()} == {"phone": 2, "wall": 1}
        # What a new page shows is not known: the next drawing is for all of its audience.
        second = hub.join(SESSION, view(audiences[1]))
        hub.tell(told(mine))
        await drawn(hub)
        assert (second.queue.qsize(), streams["phone"].queue.qsize()) == (1, 0)
        for one in [*streams.values(), second]:
            hub.leave(one)
        assert hub.tables == {}

    run(work)
