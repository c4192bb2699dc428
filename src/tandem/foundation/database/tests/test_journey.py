"""Several statements in one journey: in order, all or none, each with its own answer."""

import pytest
from django.db import Error, connection

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.record import entry_of
from tandem.foundation.database.journey import Statement, insert, send

WHO = Actor.system("job")


@pytest.mark.django_db
def test_each_statement_has_its_own_answer():
    several = [
        Statement("SELECT %s::text, 1", ["100 % 'sure'"]),
        Statement("SELECT 2 WHERE false"),
        Statement("SELECT 3"),
    ]
    assert send(several) == [("100 % 'sure'", 1), None, (3,)]


@pytest.mark.django_db
def test_rows_go_in_as_django_would_have_put_them():
    rows = [entry_of(WHO, "one", detail={"percent": "50 %s"}), entry_of(WHO, "two", count=7)]
    assert send([insert(rows), Statement("SELECT count(*) FROM audit_entry")]) == [None, (2,)]
    rows[0].save(force_insert=True)
    sent, _two, saved = Entry.objects.order_by("id").values()
    assert sent.pop("id") < saved.pop("id")
    assert sent == saved


@pytest.mark.django_db(transaction=True)
def test_all_or_none_where_no_transaction_is_open():
    with pytest.raises(Error):
        send([insert([entry_of(WHO, "one")]), Statement("SELECT 1/0")])
    assert not Entry.objects.exists()
    send([insert([entry_of(WHO, "one")])])
    assert Entry.objects.count() == 1
    assert not connection.in_atomic_block
