"""A copy of the database tells nothing: words planted in every sealed column are in none of its files, nor in its dump."""

import os
import re
import secrets
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction

from tandem.demo import cast, city
from tandem.domain.incidents.models import Incident
from tandem.domain.oversight.actions import hold_person
from tandem.domain.people.actions import describe, publish_caution
from tandem.domain.people.models import Person
from tandem.foundation import clock
from tandem.foundation.acts.act import guard
from tandem.foundation.database.account import service_account
from tandem.foundation.database.binaries import binaries
from tandem.foundation.keys.fields import SealedDate, SealedField, SealedJSON
from tandem.foundation.keys.models import Key, PersonKey
from tandem.foundation.keys.owners import sealed_fields, sealed_models
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.terms import Role
from tests import made
from tests.embedded import _server

FEWEST = 50


def planted(field: SealedField, word: str) -> object:
    if isinstance(field, SealedJSON):
        return {"told": [word]}
    if isinstance(field, SealedDate):
        return date(1903, 7, 19)
    return word[: field.max_length]


def plant(row: models.Model, words: list[str]) -> None:
    """Put a word of its own in every sealed column of a row, as a change where the table takes one, else as a new row."""
    for field in sealed_fields(type(row)):
        word = f"zqx{len(words)}{secrets.token_hex(6)}"
        setattr(row, field.attname, planted(field, word))
        words.append("1903-07-19" if isinstance(field, SealedDate) else word)
    if not row._state.adding and (getattr(row, "append_only", False) or getattr(row, "signed_at", None)):
        row._state.adding = True
        if row._meta.pk.is_relation:
            setattr(row, row._meta.pk.name, stored(row._meta.pk.related_model))
        else:
            row.pk = uuid4() if isinstance(row._meta.pk, models.UUIDField) else None
        if hasattr(row, "seal"):
            row.seal = uuid4()
        if hasattr(row, "signed_at"):
            row.signed_at = None
    with guard(uuid4()):
        row.save(force_insert=row._state.adding)


def stored(model: type[models.Model]) -> models.Model:
    row = invented(model)
    with guard(uuid4()):
        row.save(force_insert=True)
    return row


def invented(model: type[models.Model]) -> models.Model:
    """A row of a table that the city leaves empty, pointing at what there is."""
    row = model()
    for field in model._meta.concrete_fields:
        if field.is_relation:
            known = field.related_model._base_manager.first()
            setattr(row, field.name, known if known or field.null else stored(field.related_model))
        elif field.null or field.has_default() or isinstance(field, models.AutoField) or hasattr(field, "kept_as"):
            continue
        elif isinstance(field, models.DateTimeField):
            setattr(row, field.attname, clock.now())
        elif isinstance(field, models.UUIDField):
            setattr(row, field.attname, uuid4())
        elif isinstance(field, models.DateField):
            setattr(row, field.attname, date_here())
        elif isinstance(field, ArrayField):
            setattr(row, field.attname, [])
        elif isinstance(field, models.IntegerField):
            setattr(row, field.attname, 1)
        elif field.choices:
            setattr(row, field.attname, field.choices[0][0])
        elif isinstance(field, models.JSONField):
            setattr(row, field.attname, {})
        elif isinstance(field, models.BooleanField):
            setattr(row, field.attname, False)
        elif isinstance(field, models.CharField):
            setattr(row, field.attname, "x")
    return row


def held() -> None:
    """A legal hold, which is about one person or one call and never both, so that none can be invented."""
    officer = cast.read().in_role(Role.PRIVACY_OFFICER)[0].actor()
    someone = Person.objects.filter(organization_id=officer.organization_id).first()
    hold_person(someone.pk, actor=officer, matter="26-CV-9", reason="A claim.", since=date_here())


def doors(words: list[str]) -> None:
    """The same through the verbs that pages call."""
    clinician = made.user_with_job(Role.CLINICIAN)
    said = [f"zqd{number}{secrets.token_hex(6)}" for number in range(6)]
    person = describe(actor=clinician, given_name=said[0], family_name=said[1], phone=said[2], address=said[3])
    publish_caution(
        actor=clinician, person_id=person, words=said[4], what_helps=said[5], expires_at=clock.now() + timedelta(days=9)
    )
    words += said


def on_disk(found: psycopg.Connection) -> bytes:
    """Every byte of this database's files, and of the log they are recovered from."""
    found.execute("CHECKPOINT")
    (place,) = found.execute("SHOW data_directory").fetchone()
    (oid,) = found.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    files = [*Path(place, "base", str(oid)).iterdir(), *Path(place, "pg_wal").glob("0*")]
    return b"\n".join(one.read_bytes() for one in files)


def dumped(found: psycopg.Connection) -> bytes:
    """What pg_dump tells of every table, else the same by COPY where the machine has none."""
    if program := shutil.which("pg_dump", path=f"{binaries(service_account())}:{os.environ['PATH']}"):
        command = [program, "--inserts", "--schema=public", found.info.dsn]
        done = subprocess.run(command, env=os.environ | {"PGPASSWORD": found.info.password}, capture_output=True)
        if done.returncode == 0:
            return done.stdout
    parts = []
    for (table,) in found.execute(
        "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
    ).fetchall():
        with found.cursor().copy(f"COPY {table} TO STDOUT") as rows:
            parts += [bytes(part) for part in rows]
    return b"".join(parts)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_h8_fifty_planted_words_are_in_no_file_of_the_database_and_not_in_its_dump():
    city.build(days=1, rehearsals=False)
    held()
    words: list[str] = []
    for model in sealed_models():
        plant(model.objects.order_by("pk").last() or invented(model), words)
    doors(words)
    assert len(set(words)) >= FEWEST
    with guard(uuid4()), transaction.atomic():
        Incident.objects.filter(pk=Incident.objects.first().pk).update(place="zqplainlyhere")
    server = _server()
    try:
        with server.connect_as_superuser(connection.settings_dict["NAME"]) as found:
            places = on_disk(found), dumped(found)
    finally:
        server.stop()
    secret = {one for word in words for one in (word.encode(), word.encode("utf-16-le"))}
    for where in places:
        # The search itself works: what is not sealed is found.
        assert b"zqplainlyhere" in where
        assert told_in(where, secret) == set()
        assert told_in(where + next(iter(secret)), secret)
    assert Key.objects.exists() and PersonKey.objects.exists()
    assert sealed_row(words[0]) and sealed_row(words[-1])


def told_in(where: bytes, words: set[bytes]) -> set[bytes]:
    """Which of the words are there. Most begin alike, so that one search for each beginning finds them all."""
    places = (found.start() for start in {one[:3] for one in words} for found in re.finditer(re.escape(start), where))
    return {one for at in places for one in words if where.startswith(one, at)}


def sealed_row(word: str) -> models.Model:
    """The row that says `word`, opened."""
    for model in sealed_models():
        for row in model.objects.all():
            if any(word in str(getattr(row, one.attname)) for one in sealed_fields(model)):
                return row
    raise LookupError(word)
