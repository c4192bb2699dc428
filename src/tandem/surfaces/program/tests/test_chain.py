"""The privacy officer sees whether the audit trail is sealed, has its newest day checked, and each of it is on it."""

import pytest
from django.db import connection

from tandem.foundation.audit import alerts, sinks
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.record import record
from tandem.foundation.audit.seal import Sealer
from tandem.foundation.jobs.models import Run
from tandem.foundation.jobs.work import execute
from tandem.surfaces.program.tests.conftest import at_the_page
from tandem.vocabulary.terms import Role
from tests import made

PAGE = "/program/access/chain/"


@pytest.fixture
def officer(lake, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    alerts._told_at.clear()
    yield made.user_with_job(Role.PRIVACY_OFFICER, of=lake.provider)
    alerts._told_at.clear()


def test_the_newest_day_is_checked_and_reading_is_recorded(officer, lake):
    desk = at_the_page(officer)
    assert b"not yet" in desk.get(PAGE).content
    assert Entry.objects.filter(action="audit.review", actor_id=officer.id).count() == 1
    for _each in range(3):
        record(officer, "access_log.review")
        Sealer(margin=0).tick()
    assert desk.post(PAGE).url == PAGE
    run = Run.objects.get()
    # A second press while one waits begins no second check.
    desk.post(PAGE)
    assert Run.objects.count() == 1 and b"Waiting to start" in desk.get(PAGE).content
    execute(run_id=str(run.pk))
    assert desk.get(PAGE + "?part=run")["HX-Refresh"] == "true"
    page = desk.get(PAGE).content.decode()
    assert "Whole:" in page and "whole" in page
    told = Entry.objects.get(action="audit.verify")
    assert (told.outcome, told.actor_id, told.detail["findings"]) == ("ok", officer.id, 0)
    # Nobody else has this page, nor learns that there is one.
    assert lake.admin.get(PAGE).status_code == 404


def test_what_is_not_whole_is_said_with_its_place_and_on_both_pages(officer, lake):
    desk = at_the_page(officer)
    record(officer, "access_log.review")
    Sealer(margin=0).tick()
    # What the file outside holds and the database doesn't: the table of yesterday.
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_link SELECT seq + 50, entry_id + 50, leaf, hash FROM audit_link LIMIT 1")
    desk.post(PAGE)
    execute(run_id=str(Run.objects.get().pk))
    page = desk.get(PAGE).content.decode()
    assert "not whole" in page and "are gone" in page
    assert "found that it was changed" in desk.get("/program/access/").content.decode()
    assert "found that it was changed" in lake.admin.get("/program/").content.decode()
    assert sinks.files()[0].exists()
