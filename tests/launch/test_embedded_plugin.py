"""The database the tests are given: the plain role, a database of this run, put back after a transactional test."""

import os

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

MADE_UP = {"app_label": "rehearsal", "model": "made_up"}


@pytest.mark.django_db
def test_the_application_runs_as_its_plain_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("tandem_app", f"tandem_test_{os.getpid()}")


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_commit():
    with transaction.atomic():
        ContentType.objects.create(**MADE_UP)
    connection.close()
    assert ContentType.objects.filter(**MADE_UP).exists()


@pytest.mark.django_db(transaction=True)
def test_and_leaves_nothing_behind():
    assert ContentType.objects.exists()
    assert not ContentType.objects.filter(**MADE_UP).exists()
