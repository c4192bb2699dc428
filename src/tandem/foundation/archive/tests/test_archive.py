"""Everything goes out and comes back equal, row by row, or nothing comes back at all."""

import hashlib
import json
import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test import TransactionTestCase

from tandem.demo import city
from tandem.domain.incidents.models import Incident
from tandem.domain.people.models import Description
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.archive import check, write
from tandem.foundation.archive.locked import new_key
from tandem.foundation.archive.tables import own_models, tables
from tandem.foundation.attachments import store
from tandem.foundation.audit import signing
from tandem.foundation.audit.checking import check_everything
from tandem.foundation.audit.models import Checkpoint, Entry, Link
from tandem.foundation.audit.seal import Sealer
from tandem.foundation.organizations.program import forget
from tandem.standards.tabular.models import SavedMapping
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tests import made
from tests.short import LONG

both = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
ODD = [
    "",
    " ",
    "\\",
    "\\n",
    "\\N",
    "\t",
    "\n",
    "\r\n",
    '"',
    "\u2028",
    "\ufeff",
    "\x7f",
    "=1+1",
    "🏳️‍🌈",
    "\\u0000",
    "$json_null",
]


def every_row() -> dict[str, list[tuple]]:
    """Every row of every own table as the driver gives it; sealed ones opened, since each sealing is another."""
    found = {}
    with connection.cursor() as cursor:
        told = {one.name: one for one in tables(cursor)}
        for model in own_models():
            if told[model._meta.db_table].sealed:
                with transaction.atomic():
                    found[model._meta.db_table] = list(write.lines(cursor.cursor, told[model._meta.db_table]))
                continue
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"')
            found[model._meta.db_table] = cursor.fetchall()
    return found


def empty() -> bool:
    """Whether no own table has a row."""
    with connection.cursor() as cursor:
        there = " UNION ALL ".join(f'SELECT EXISTS (SELECT FROM "{one._meta.db_table}")' for one in own_models())
        cursor.execute(f"SELECT NOT bool_or(found) FROM ({there}) AS every (found)")
        return cursor.fetchone()[0]


def next_keys() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
        return [row for row in cursor.fetchall() if not row[0].startswith(("procrastinate", "django", "auth", "axes"))]


def emptied() -> None:
    """An empty installation: the database made anew, no files."""
    TransactionTestCase._fixture_teardown(None)
    for path in store.folder().iterdir():
        path.unlink()
    forget()


def odd_values() -> None:
    """Values a careless format would lose: signs, nulls in JSON, both sides of a change of clocks, bytes in a file."""
    for number, words in enumerate(ODD):
        made.call(source_id=f"odd-{number}", narrative=words, received_at=datetime(2026, 3, 8, 6, 59, 59, 999_999, UTC))
    made.call(
        source_id="dst", received_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC), latitude=0.1 + 0.2, longitude=-75.1
    )
    for number, body in enumerate(([], {}, 1.0, 1e300, 10**25, "\\", {"a": None, "b": [1, "é"]})):
        SavedMapping.objects.create(name=f"odd {number}", number=1, body=body, made_at=datetime.now(UTC))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_program SET units = ARRAY['A,B', '\"', '', 'NULL', '{x}']")
        # A JSON null, which is a value and no missing one; and a number beyond any float.
        cursor.execute(
            "INSERT INTO tabular_savedmapping (id, kind, name, number, body, made_at) VALUES"
            " (gen_random_uuid(), 'calls', 'null', 1, 'null', now()),"
            " (gen_random_uuid(), 'calls', 'big', 1, '[1.10, 1e400]', now())"
        )
    store.keep([bytes(range(256)) * 5_000], "é\n.bin", category=Category.CAD_FACTS, owner_id=None)


@both
def test_out_and_back_equal_row_by_row(tmp_path, capsys, settings):
    # A folder of its own: files of other tests have no row here any more.
    settings.DATA_DIR = tmp_path / "data"
    city.build(days=3 if LONG else 1, rehearsals=LONG)
    odd_values()
    Sealer().tick()
    old = signing.public_of(signing.key())
    archive, folder = tmp_path / "all.zip", tmp_path / "all"
    call_command("export", str(archive), open=True)
    before, keys = every_row(), next_keys()
    assert not empty()
    assert sum(map(bool, before.values())) > 20 and sum(map(len, before.values())) > 500
    kept = {path.name: path.read_bytes() for path in store.folder().iterdir()}
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    if LONG:
        call_command("export", str(folder), open=True)
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(archive))
    emptied()
    call_command("restore", str(archive))
    assert "Restored and compared" in capsys.readouterr().out
    after = every_row()
    restored = [row for row in after["audit_entry"] if row not in before["audit_entry"]]
    after["audit_entry"] = [row for row in after["audit_entry"] if row not in restored]
    assert after.keys() == before.keys()
    for table in before:
        assert after[table] == before[table], table
    entry = Entry.objects.get(action=Permission.ARCHIVE_RESTORE)
    assert len(restored) == 1 and entry.act_id and entry.detail["manifest_sha256"]
    # The entry of the restore is the next one after the old ones.
    assert [key for key in next_keys() if key not in keys] == [("audit_entry_id_seq", entry.pk)]
    assert {path.name: path.read_bytes() for path in store.folder().iterdir()} == kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'event' = 'archive.restored'")
        assert cursor.fetchone() == (1,)
    # On a new machine, with a key of its own, the chain goes on in a new segment that names the old one.
    signing.place().unlink()
    Sealer().tick()
    told = json.loads(Checkpoint.objects.latest("number").body)
    assert (told["kind"], told["vouches"]) == ("restored", old)
    assert told["old_head"] == Link.objects.get(seq=told["first"] - 1).hash
    assert told["key"] == signing.public_of(signing.key()) != old
    assert check_everything(Actor.system("test")).findings == []
    if LONG:
        # The folder holds the same; in `bin/test` that a folder is read is tried with a small one.
        emptied()
        call_command("restore", str(folder))
        again = every_row()
        assert [again[table] == before[table] for table in before if table != "audit_entry"].count(False) == 0
    # What was restored is in use like any other.
    made.call(source_id="after")
    with pytest.raises(Exception, match="no act, no write"), transaction.atomic():
        Incident.objects.update(place="x")


@pytest.fixture
def small(tmp_path):
    """An archive of a small installation that is then empty."""
    made.person()
    User.objects.create_user("somebody", "Some Body", None)
    store.keep([b"attached"], "a.txt", category=Category.CAD_FACTS, owner_id=None)
    archive = tmp_path / "small.zip"
    call_command("export", str(archive), open=True)
    emptied()
    return archive


def rewritten(archive: Path, **changed) -> Path:
    """A copy with files changed (None: left out) and the manifest as given by `manifest`, where it is a function."""
    manifest = changed.pop("manifest", lambda said: said)
    copy = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps(manifest(json.loads(content))).encode()
            content = changed.get(name, content)
            if content is not None:
                new.writestr(name, content)
        for name in changed.keys() - set(old.namelist()):
            new.writestr(name, changed[name])
    return copy


def refused(archive: Path, says: str) -> None:
    """The archive is refused with these words."""
    with pytest.raises(CommandError, match=says):
        call_command("restore", str(archive))


def nothing_of_it() -> bool:
    """Whether nothing of any archive that was refused is anywhere."""
    return empty() and not any(store.folder().iterdir())


@both
def test_what_is_not_as_it_was_written_is_refused_before_anything_is(small):
    table = "tables/accounts_user.jsonl"
    with zipfile.ZipFile(small) as whole:
        user, place = whole.read(table), next(n for n in whole.namelist() if n.startswith("attachments/"))
    refused(rewritten(small, **{table: user.replace(b"Some Body", b"Same Body")}), "not what the manifest says")
    refused(rewritten(small, **{table: user + user}), "not what the manifest says")
    refused(rewritten(small, **{place: None}), "don't name the same files")
    refused(rewritten(small, **{"attachments/" + "0" * 32: b"x"}), "don't name the same files")
    refused(rewritten(small, **{"tables/../../x": b"x"}), "leads out of its folder")
    refused(rewritten(small, **{"evil.py": b"x"}), "does not belong")
    refused(rewritten(small, **{"manifest.json": b"[1]"}), "damaged")
    refused(rewritten(small, **{"manifest.json": None}), "no manifest")
    refused(rewritten(small, manifest=lambda said: said | {"format": "other/9"}), "format")
    refused(rewritten(small, manifest=lambda said: said | {"tables": {}}), "damaged")
    newer = lambda said: said | {"migrations": [*said["migrations"], "people.9999_later"]}  # noqa: E731
    refused(rewritten(small, manifest=newer), "another version of Tandem.*people.9999_later.*update")
    content = small.read_bytes()
    for cut in (0, 10, len(content) // 2, len(content) - 10):
        small.with_name("cut.zip").write_bytes(content[:cut])
        refused(small.with_name("cut.zip"), "cut off|damaged")
    refused(small.with_name("nothing.zip"), "no archive")
    assert nothing_of_it()
    folder = small.with_name("folder")
    with zipfile.ZipFile(small) as whole:
        whole.extractall(folder)
    call_command("restore", str(folder))
    assert User.objects.get().name == "Some Body"


# In its place in `bin/test`: test_what_is_not_as_it_was_written_is_refused_before_anything_is.
@pytest.mark.whole
@both
def test_a_row_that_does_not_fit_leaves_nothing(small):
    """Hashes in order, but a key that points at nothing: found when the transaction would end."""

    def broken(said):
        said["files"][table] = {"bytes": len(orphan), "sha256": hashlib.sha256(orphan).hexdigest()}
        return said

    table = "tables/organizations_membership.jsonl"
    nobody = "00000000-0000-0000-0000-00000000000"
    row = {"id": f"{nobody}1", "user_id": f"{nobody}2", "organization_id": f"{nobody}3", "role": "admin"}
    orphan = (
        json.dumps(row | {"profession": "", "active": True, "created_at": "2026-01-01T00:00:00+00:00"}) + "\n"
    ).encode()
    with pytest.raises(Exception, match="did not come back equal|violates foreign key"):
        call_command("restore", str(rewritten(small, manifest=broken, **{table: orphan})))
    connections["owner"].close()
    assert empty() and not any(store.folder().iterdir())


@pytest.mark.whole
@both
def test_links_bombs_and_crowds_are_refused(small, tmp_path):
    folder = tmp_path / "folder"
    with zipfile.ZipFile(small) as whole:
        whole.extractall(folder)
    secret = tmp_path / "secret"
    secret.write_text("x")
    user = folder / "tables/accounts_user.jsonl"
    content = user.read_bytes()
    user.unlink()
    user.symlink_to(secret)
    refused(folder, "link or a device")
    user.unlink()
    user.write_bytes(content)
    (folder / "more").symlink_to(tmp_path)
    refused(folder, "link or a device")
    crowd = tmp_path / "crowd.zip"
    with zipfile.ZipFile(crowd, "w") as many:
        for number in range(20_000):
            many.writestr(f"attachments/{number:032x}", b"")
        many.writestr("manifest.json", json.dumps({"files": {}}))
    refused(crowd, "damaged|same files")
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made_up:
        made_up.writestr("tables/accounts_user.jsonl", b"\0" * 50_000_000)
    refused(bomb, "far too large")
    twice = tmp_path / "twice.zip"
    with zipfile.ZipFile(twice, "w") as made_up, pytest.warns(UserWarning):
        made_up.writestr("manifest.json", b"{}")
        made_up.writestr("manifest.json", b"{}")
    refused(twice, "same name")
    assert nothing_of_it()


@pytest.mark.django_db
def test_every_own_table_is_in_it_with_schema_and_category():
    with connection.cursor() as cursor:
        found = tables(cursor)
    assert [one.name for one in found] == [one._meta.db_table for one in own_models()]
    for number, table in enumerate(found):
        before = {one.name for one in found[: number + 1]}
        assert {one.points_to for one in table.columns if one.points_to} <= before, table.name
        assert all(one.category for one in table.columns), table.name


@both
def test_a_reader_without_tandem_can_use_it(small):
    with zipfile.ZipFile(small) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = archive.namelist()
        readme = archive.read("README.txt").decode()
        user = json.loads(archive.read("tables/accounts_user.jsonl").splitlines()[0])
        schema = json.loads(archive.read("schema/accounts_user.json"))
    assert user["name"] == "Some Body" and schema["properties"]["name"]["x-category"] == "operations"
    assert set(user) == set(schema["required"])
    assert "bin/tandem restore" in readme and "What you read here is open" in " ".join(readme.split())
    assert sorted(manifest["files"]) == sorted(set(names) - {"manifest.json"})
    assert any("session" in what for what in manifest["left_out"])
    assert not any("session" in name or "procrastinate" in name or "axes" in name for name in names)


@both
def test_it_is_one_moment_whatever_is_written_meanwhile(tmp_path):
    made.person()
    target, said = write.FolderTarget(tmp_path / "out"), []

    def say(done, total):
        if not said:
            User.objects.create_user("late", "Too Late", None)
        said.append(done)

    manifest = write.write(target, made_by="test", say=say)
    rows = {one["table"]: one["rows"] for one in manifest["tables"]}
    assert User.objects.count() == 1 and rows["accounts_user"] == 0
    assert (tmp_path / "out/tables/accounts_user.jsonl").read_bytes() == b""


@both
def test_an_export_never_overwrites_and_leaves_nothing_half(tmp_path, monkeypatch):
    there = tmp_path / "there.zip"
    there.write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("export", str(there), open=True)
    assert there.read_text() == "mine"

    def full(*_args, **_told):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("tandem.foundation.archive.management.commands.export.write", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("export", str(tmp_path / "new.zip"), open=True)
    assert [path.name for path in tmp_path.iterdir()] == ["there.zip"]


def test_the_check_wants_a_path_that_is_there(tmp_path):
    with pytest.raises(Refusal, match="no archive"):
        check.checked(tmp_path / "nothing")


@both
def test_an_encrypted_archive_opens_with_its_own_key_under_another_key_of_the_installation(tmp_path, settings, capsys):
    settings.DATA_DIR = tmp_path / "data"
    person = made.person(family_name="Ballard", phone="555-0144")
    archive = tmp_path / "all.zip.age"
    with pytest.raises(CommandError, match="--open"):
        call_command("export", str(tmp_path / "all.zip"))
    with pytest.raises(CommandError, match="no age recipient"):
        call_command("export", str(archive), recipient="age1nobody")
    call_command("export", str(archive))
    key = tmp_path / "all.zip.age.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 == stat.S_IMODE(archive.stat().st_mode)
    assert archive.read_bytes().startswith(b"age-encryption.org/v1") and b"Ballard" not in archive.read_bytes()
    emptied()
    settings.KEY_FILE = tmp_path / "other" / "kek.json"
    other = tmp_path / "other.key"
    other.write_text(new_key()[0])
    for wrong, says in (
        (other, "does not open"),
        (archive, "can't be read|no key"),
        (tmp_path / "none", "can't be read"),
    ):
        with pytest.raises(CommandError, match=says):
            call_command("restore", str(archive), key=wrong)
    call_command("restore", str(archive))
    row = made.row(Description, family_name="Ballard")
    assert (row.person_id, row.phone) == (person, "555-0144") and settings.KEY_FILE.exists()
    assert list((tmp_path / "data").glob("restoring-*")) == []
