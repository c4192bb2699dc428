"""Keys are turned over while rows are read and written: killed anywhere, everything opens, and the next run goes on."""

import json
import os
import random
from datetime import timedelta

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from tink import aead

from tandem.domain.encounters import actions
from tandem.domain.encounters.models import Note
from tandem.domain.people import records
from tandem.domain.people.models import Description
from tandem.foundation.keys import ring, rotate, top
from tandem.foundation.keys.models import Key, PersonKey
from tandem.foundation.keys.owners import sealed_fields, sealed_models
from tandem.foundation.keys.start import check
from tandem.foundation.keys.top import WrongKey
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import Role
from tests import made

both = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
# `bin/test --long faults` takes a hundred.
POINTS, SEED = int(os.environ.get("TANDEM_KEY_POINTS", "4")), 16


class Killed(BaseException):
    """The process is gone."""


def everything() -> dict[str, list[tuple]]:
    """Every sealed value of every row, opened as a reader would."""
    ring.forget()
    return {
        model.__name__: [
            tuple(getattr(row, one.attname) for one in sealed_fields(model)) for row in model.objects.order_by("pk")
        ]
        for model in sealed_models()
    }


@pytest.fixture
def filled():
    """A small past: persons with and without a provider, calls, signed notes."""
    clinician = made.user_with_job(Role.CLINICIAN)
    for number in range(5):
        made.person(clinician, given_name=f"Given{number}", family_name=f"Family{number}", phone=f"555-01{number:02}")
        made.call(made.person(appearance=f"Coat {number}"), narrative=f"Somebody calls for help, {number}")
    met = actions.start(actor=clinician, person_id=made.person(clinician, family_name="Met"))
    actions.set_outcome(met, actor=clinician, outcome="engaged")
    actions.write_note(met, actor=clinician, text="Talked on the bench.", sign=True)
    return clinician


def killed_at(point: int, deep: bool) -> bool:
    """One run that ends at its step `point`. Returns whether it got there."""
    left = [point]

    def step(_said: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Killed

    try:
        rotate.rotate_top(step)
        rotate.rotate(deep=deep, step=step)
    except Killed:
        return True
    return False


@both
def test_f16_a_turn_killed_at_any_point_goes_on_and_every_row_opens(filled, monkeypatch):
    monkeypatch.setattr(rotate, "PIECE", 5)
    before, chance = everything(), random.Random(SEED)
    assert sum(len(rows) for rows in before.values()) > 30
    steps = []
    rotate.rotate(step=steps.append)
    killed = 0
    for number in range(POINTS):
        killed += killed_at(chance.randrange(len(steps)), deep=number % 3 == 0)
        assert everything() == before
    assert killed > POINTS // 2
    rotate.rotate()
    rotate.rotate(deep=True)
    assert everything() == before
    in_use = set(Key.objects.filter(retired_at=None).values_list("pk", flat=True))
    assert rotate.in_need() <= in_use
    made.person(filled, family_name="Afterwards")
    assert made.row(Description, family_name="Afterwards")


@pytest.mark.whole
@both
def test_old_keys_go_after_a_day_and_the_search_still_finds(filled, monkeypatch):
    before = everything()
    rotate.rotate(deep=True)
    old = set(Key.objects.exclude(retired_at=None).values_list("pk", flat=True))
    assert old and PersonKey.objects.exclude(retired_at=None).exists()
    monkeypatch.setattr(rotate, "KEPT", timedelta(0))
    assert rotate.rotate().removed > len(old)
    assert not Key.objects.filter(pk__in=old).exists()
    assert everything() == before
    release = made.list_release(filled, "search", Category.DEMOGRAPHICS)
    assert [one.given_name for one in records.find("family3", release=release)] == ["Given3"]


# In its place in `bin/test`: test_f16_a_turn_killed_at_any_point_goes_on_and_every_row_opens.
@pytest.mark.whole
@both
def test_a_signed_note_is_sealed_anew_and_never_changed(filled):
    before = _stored()
    rotate.rotate(deep=True)
    assert _stored() != before and Note.objects.get().text == "Talked on the bench."
    with (
        pytest.raises(DatabaseError, match="never changed"),
        rotate._as_owner(),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute("UPDATE encounters_note SET text = '', written_by_name = 'x'")
    # The application's own role can't say that it only seals anew.
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tandem.resealing', 'on', true), set_config('tandem.act', 'x', true)")
        cursor.execute("UPDATE encounters_note SET text = ''")


def _stored() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM encounters_note")
        return cursor.fetchone()[0]


@both
def test_f16_a_wrong_or_missing_key_is_told_in_one_sentence(filled, tmp_path, settings):
    """Nothing is made or written where a key is missed: the right file may still come back."""
    with psycopg.connect(**_address()) as found:
        check(found, settings.KEY_FILE)
        other = tmp_path / "other.json"
        top.make(other)
        with pytest.raises(WrongKey, match=r"is not that of this database.*TANDEM_KEY_FILE\.$"):
            check(found, other)
        missing = tmp_path / "missing" / "kek.json"
        with pytest.raises(WrongKey, match="is missing, but the database holds sealed values"):
            check(found, missing)
        assert not missing.exists() and not missing.parent.exists()
        other.write_text("{}")
        with pytest.raises(WrongKey, match="can't be read"):
            check(found, other)
    settings.KEY_FILE = missing
    ring.forget()
    with pytest.raises(WrongKey):
        made.person(filled, family_name="In clear")
    with pytest.raises(CommandError, match="is missing"):
        call_command("keys", "status")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_description WHERE family_name = 'In clear'::bytea")
        assert cursor.fetchone() == (0,)


def _address() -> dict:
    told = connection.get_connection_params()
    return {name: told[name] for name in ("dbname", "user", "password", "host", "port") if told.get(name)}


@both
def test_status_names_the_oldest_key_still_used_and_the_mode_of_openssl(filled, capsys):
    call_command("keys", "status", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["persons"] == 11 and said["destroyed"] == 0 and said["fips"] is False
    assert sum(one["opens"] for one in said["agencies"]) > 11
    assert said["oldest_still_used"] == min(one["made"] for one in said["agencies"])
    agency = next(one["agency"] for one in said["agencies"] if one["opens"] > 4 and one["agency"] != "calls")
    call_command("keys", "rotate", "--agency", agency)
    assert "1 agencies turned over" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no agency Nowhere"):
        call_command("keys", "rotate", "--agency", "Nowhere")
    call_command("keys", "status")
    assert "Oldest key still used" in capsys.readouterr().out


def test_a_key_service_takes_the_place_of_the_file(monkeypatch, tmp_path):
    monkeypatch.setenv("TANDEM_KEY_SERVICE", "tandem.foundation.keys.tests.test_rotation:null_service")
    above = top.top(tmp_path / "none.json", may_make=lambda: False)
    assert above.decrypt(above.encrypt(b"a key", b"row"), b"row") == b"a key"
    assert not list(tmp_path.iterdir())
    monkeypatch.setenv("TANDEM_KEY_SERVICE", "tandem.foundation.keys.tests.test_rotation:nobody")
    with pytest.raises(WrongKey, match="can't be reached"):
        top.top(tmp_path / "none.json", may_make=lambda: False)


def null_service():
    """The twin of a key service: a key in memory."""
    return top.new_keyset().primitive(aead.Aead)
