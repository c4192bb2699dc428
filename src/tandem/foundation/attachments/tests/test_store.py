"""A file is kept whole or not at all, goes out as data only, and is gone when its time is over."""

import hashlib
import os
import time
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.foundation import clock
from tandem.foundation.attachments import store
from tandem.foundation.attachments.doors import as_attachment
from tandem.foundation.attachments.models import File
from tandem.foundation.attachments.names import LONGEST, safe_name
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal

pytestmark = pytest.mark.django_db


def keep(content=b"words", name="calls.csv", **told):
    return store.keep([content], name, category=Category.CAD_FACTS, owner_id=None, **told)


def test_it_lies_under_a_name_that_says_nothing_and_only_we_may_read_it():
    kept = keep(name="../../etc/passwd")
    assert kept.name == "../../etc/passwd"
    assert kept.path.parent == store.folder() and len(kept.path.name) == 32
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert (kept.size, kept.sha256) == (5, hashlib.sha256(b"words").hexdigest())
    with store.opened(kept.id)[1] as file:
        assert file.read() == b"words"


def test_a_file_over_the_limit_leaves_nothing():
    before = set(store.folder().iterdir())
    with pytest.raises(Refusal, match="larger than"):
        keep(b"x" * 11, limit=10)
    with pytest.raises(ZeroDivisionError), store.writing("a", category=Category.CAD_FACTS, owner_id=None) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert set(store.folder().iterdir()) == before
    assert not File.objects.exists()


def test_it_goes_when_its_time_is_over():
    lasting, short = keep(), keep(expires_at=clock.now() + timedelta(hours=24))
    File.objects.filter(pk=short.id).update(expires_at=clock.now())
    with pytest.raises(Absent):
        store.opened(short.id)
    orphan = store.folder() / ("0" * 32)
    orphan.write_bytes(b"")
    os.utime(orphan, times=(0, time.time() - store.ORPHAN_SECONDS - 1))
    store.sweep(timestamp=0)
    assert not short.path.exists() and not orphan.exists() and lasting.path.exists()
    assert store.kept(short.id).gone_at and store.kept(lasting.id).there
    store.discard(lasting.id)
    with pytest.raises(Absent):
        store.opened(lasting.id)
    with pytest.raises(Absent):
        store.kept(uuid4())


def test_it_is_handed_out_as_an_attachment_that_no_browser_opens():
    answer = as_attachment(keep(b"<script>", "evil.html").id)
    assert b"".join(answer.streaming_content) == b"<script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'attachment; filename="evil.html"'
    assert "sandbox" in answer["Content-Security-Policy"]
    answer.file_to_stream.close()
    table = as_attachment(keep().id, ours=True)
    assert table["Content-Type"].startswith("text/csv")
    table.file_to_stream.close()
    with pytest.raises(Absent):
        as_attachment(uuid4())


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("calls 2026.csv", "calls 2026.csv"),
        ("Año.csv", "Año.csv"),
        ("/etc/passwd", "passwd"),
        ("C:\\x", "x"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x_1.txt"),
        (".htaccess", "htaccess"),
        ("-rf", "rf"),
        ("~root", "root"),
        ("", "file"),
        ("...", "file"),
        ("x" * 400 + ".csv", "x" * (LONGEST - 4) + ".csv"),
    ],
)
def test_names_are_safe(given, called):
    assert safe_name(given) == called
