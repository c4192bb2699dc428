"""Whatever the owner of the tables does to the trail by SQL is found, and where (45 CFR 164.312(c); CJIS AU-9)."""

import json
import threading
from contextlib import ExitStack

import pytest
from django.db import InternalError, ProgrammingError, connection, connections, transaction

from tandem.foundation.audit import signing, sinks
from tandem.foundation.audit.canonical import BEGINNING, canonical, leaf_of, link_of
from tandem.foundation.audit.lines import lines
from tandem.foundation.audit.models import Checkpoint, Entry, Link
from tandem.foundation.audit.seal import FIELDS, Sealer, behind
from tandem.foundation.audit.verify import check
from tests.short import few

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("first_day"),
]

TAMPERINGS = [
    (["UPDATE audit_entry SET actor_id = NULL WHERE id = 7"], ["changed: entry 7 (place 7)"]),
    (["UPDATE audit_entry SET detail = '{\"a\": 1}' WHERE id = 15"], ["changed: entry 15 (place 15)"]),
    (["DELETE FROM audit_entry WHERE id = 7"], ["deleted: entry 7 (place 7)"]),
    (
        ["DELETE FROM audit_entry WHERE id = 7", "DELETE FROM audit_link WHERE entry_id = 7"],
        ["deleted: the places 7 to 7", "rehashed: the entries of places 6 to 10"],
    ),
    (
        [
            "UPDATE audit_entry SET id = 99 WHERE id = 4",
            "UPDATE audit_entry SET id = 4 WHERE id = 12",
            "UPDATE audit_entry SET id = 12 WHERE id = 99",
        ],
        ["swapped: the entries at the places 4 and 12"],
    ),
    (
        [
            "UPDATE audit_link SET seq = 99 WHERE seq = 4",
            "UPDATE audit_link SET seq = 4 WHERE seq = 5",
            "UPDATE audit_link SET seq = 5 WHERE seq = 99",
        ],
        ["link: the link of entry 5 (place 4)", "rehashed: the entries of places 1 to 5"],
    ),
    (
        ["DELETE FROM audit_entry WHERE id > 12", "DELETE FROM audit_link WHERE seq > 12"],
        ["cut: the end of the chain is gone: places 11 to 15"],
    ),
    (
        [
            "DELETE FROM audit_entry WHERE id > 10",
            "DELETE FROM audit_link WHERE seq > 10",
            "DELETE FROM audit_checkpoint WHERE number > 2",
        ],
        ["rolled back: the places 11 to 15"],
    ),
    (["TRUNCATE audit_link, audit_checkpoint"], ["rolled back: the places 1 to 15"]),
    (
        ["DELETE FROM audit_checkpoint WHERE number = 2"],
        ["checkpoint: between checkpoint 1 and checkpoint 3 some are gone"],
    ),
    (
        ["UPDATE audit_checkpoint SET body = replace(body, 'sealed', 'sealer') WHERE number = 2"],
        ["signature: checkpoint 2 does not carry the signature", "replaced: checkpoint 2"],
    ),
]


def rehash_as_owner(trail) -> None:
    """What a database administrator would do: every link written anew, so that the chain holds together again."""
    statements, head = [], BEGINNING
    for seq, entry_id in Link.objects.order_by("seq").values_list("seq", "entry_id"):
        row = Entry.objects.filter(pk=entry_id).values(*FIELDS).get()
        leaf = leaf_of(canonical(row))
        head = link_of(head, leaf)
        statements.append(f"UPDATE audit_link SET leaf = '{leaf}', hash = '{head}' WHERE seq = {seq}")
    trail.owner(*statements)


@pytest.mark.fuzz
def test_h5_what_the_owner_does_by_sql_is_found_and_located(trail):
    for statements, finds in few(TAMPERINGS, every=2):
        trail.begin_anew()
        trail.days()
        trail.owner(*statements)
        found = trail.found()
        for words in finds:
            assert any(one.startswith(words) for one in found), (words, found)
        assert len(found) <= len(finds) + 2, found


def test_h5_an_entry_slipped_in_is_found_although_it_looks_like_any_other(trail):
    trail.days(1)
    # A try that was rolled back leaves a hole in the numbers, where an inserted one would hide.
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        trail.write(1)
        raise ZeroDivisionError
    hole = Link.objects.order_by("-seq").first().entry_id + 1
    trail.days()
    trail.seal()
    columns = ", ".join(f'"{name}"' for name in FIELDS if name != "id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_entry (id, {columns}) SELECT %s, {columns} FROM audit_entry WHERE id = %s",
            [hole, hole - 1],
        )
    trail.seal()
    assert not Link.objects.filter(entry_id=hole).exists()
    assert [one for one in trail.found() if one.startswith(f"inserted: entry {hole}")]


def test_h5_a_whole_new_chain_by_who_owns_the_tables_does_not_carry_the_signatures(trail):
    trail.days()
    trail.owner("UPDATE audit_entry SET action = 'nothing' WHERE id = 7")
    rehash_as_owner(trail)
    found = trail.found()
    assert found[0].startswith("rehashed: the entries of places 6 to 10, signed at"), found
    assert not any(one.startswith("changed") for one in found)


def test_h5_a_chain_signed_anew_with_another_key_is_found(trail, tmp_path, monkeypatch):
    trail.days()
    public = signing.public_of(signing.key())
    elsewhere = sinks.files()[0].read_bytes().splitlines()
    trail.owner("TRUNCATE audit_link, audit_checkpoint", "UPDATE audit_entry SET action = 'nothing' WHERE id = 7")
    monkeypatch.setenv("TANDEM_AUDIT_KEY", str(tmp_path / "other.pem"))
    Sealer(margin=0).tick()
    report = check(lines(), [public], [elsewhere])
    assert {"signature", "rolled back"} <= {one.kind for one in report.findings}
    # The file outside still tells what was.
    assert "places 6 to 15" in next(one.words for one in report.findings if one.kind == "rolled back")


def test_h5_a_return_to_yesterday_is_found_by_the_file_outside(trail):
    trail.days()
    kept = sinks.files()[0].read_bytes()
    trail.owner(
        "DELETE FROM audit_entry WHERE id > 10",
        "DELETE FROM audit_link WHERE seq > 10",
        "DELETE FROM audit_checkpoint WHERE number > 2",
    )
    assert "holds checkpoint 3, the database only 2" in behind()
    # From inside nothing is missing: only what was kept elsewhere tells.
    assert trail.found(elsewhere=False) == []
    # Work goes on, with other entries at the same places: the file still tells.
    trail.write(5)
    trail.seal()
    assert sinks.files()[0].read_bytes() == kept
    assert [one for one in trail.found() if one.startswith("replaced: checkpoint 3")]


def test_c9_neither_the_application_nor_the_owner_changes_the_trail(trail):
    trail.days(1)
    for table, key in (("audit_entry", "id"), ("audit_link", "seq"), ("audit_checkpoint", "number")):
        for statement in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)
            with pytest.raises((ProgrammingError, InternalError), match="the audit trail is not changed"):
                connections["owner"].cursor().execute(statement)
    connections["owner"].close()
    assert trail.found() == []


def test_h5_sixteen_writers_leave_no_gap_and_no_fork(trail):
    """Some commit late, one rolls back; two sealers work at once."""
    stop, errors = threading.Event(), []

    def writer(number: int) -> None:
        try:
            for each in range(6):
                with transaction.atomic():
                    trail.write(1)
                    if each == number % 6:
                        stop.wait(0.02)
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                trail.write(1)
                raise ZeroDivisionError
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    def sealing() -> None:
        sealer = Sealer(margin=0)
        while not stop.is_set():
            sealer.tick()
        connections.close_all()

    writers = [threading.Thread(target=writer, args=(number,)) for number in range(16)]
    sealers = [threading.Thread(target=sealing) for _each in range(2)]
    for one in sealers + writers:
        one.start()
    for one in writers:
        one.join()
    stop.set()
    for one in sealers:
        one.join()
    trail.seal()
    assert not errors
    seqs = list(Link.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, 97)) and Entry.objects.count() == 96
    assert set(Link.objects.values_list("entry_id", flat=True)) == set(Entry.objects.values_list("id", flat=True))
    assert trail.found() == []


def test_h5_a_lower_number_that_commits_later_is_linked_later(trail):
    other = connections.create_connection("default")
    with ExitStack() as stack:
        cursor = stack.enter_context(other.cursor())
        stack.callback(other.close)
        cursor.execute("BEGIN")
        columns = "at, actor_kind, actor_role, session, address, action, object_kind, outcome, count, detail"
        cursor.execute(
            f"INSERT INTO audit_entry ({columns}) VALUES (now(), 'user', '', '', '', 'late', '', 'ok', 1, '{{}}')"
        )
        trail.days()
        for _each in range(4):
            trail.write(1)
            trail.seal()
        cursor.execute("COMMIT")
    assert trail.seal() == 1
    late = Entry.objects.get(action="late")
    assert Link.objects.get(entry_id=late.pk).seq == Link.objects.count() and late.pk == 1
    assert trail.found() == []
    for _each in range(4):
        trail.write(1)
        trail.seal()
    floors = [
        json.loads(body)["floor"] for body in Checkpoint.objects.order_by("number").values_list("body", flat=True)
    ]
    assert floors == sorted(floors) and floors[0] == 0 and floors[-1] > late.pk
