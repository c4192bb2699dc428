"""Everything out by the page: two persons, a run, one fetcher, a day; every step in the audit trail."""

import io
import re
import zipfile
from datetime import timedelta
from uuid import uuid4

import pyrage
import pytest
from django.db import IntegrityError, transaction

from tandem.foundation import clock
from tandem.foundation.archive.asking import ANSWER_HOURS
from tandem.foundation.archive.models import ExportRequest
from tandem.foundation.attachments.models import File
from tandem.foundation.attachments.store import sweep
from tandem.foundation.audit.models import Entry
from tandem.foundation.jobs import work
from tandem.foundation.jobs.models import Run
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.program.tests.test_program import signed_in
from tandem.vocabulary.runs import ExportState
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import sit, stale

pytestmark = pytest.mark.django_db
REASON = "We move to a new machine in May."


@pytest.fixture
def admin(client):
    made.program()
    return signed_in(client, Role.ADMIN)


def again(client, actor):
    sit(client, actor)


def asked(client, reason=REASON):
    return client.post("/program/export/", {"reason": reason})


def answered(client, request, verb="yes", words=""):
    return client.post("/program/exports/", {"request": request, "verb": verb, "answer": words})


def test_ask_approve_write_fetch_expire(client, admin):
    page = asked(client).url
    request = ExportRequest.objects.get()
    officer = signed_in(client, Role.PRIVACY_OFFICER)
    shown = client.get("/program/exports/").content.decode()
    assert REASON in shown and "Approve" in shown
    assert answered(client, request.pk).url == "/program/exports/"
    assert client.get(page).status_code == 404
    again(client, admin)
    assert b"Writing everything" in client.get(page).content
    assert client.post(f"{page}download/").status_code == 404
    work.execute(run_id=str(Run.objects.get().pk))
    assert client.get(f"{page}?part=run")["HX-Refresh"] == "true"
    assert b"The archive is ready" in client.get(page).content
    # A link or a scanner never fetches it.
    assert client.get(f"{page}download/").status_code == 405
    answer = client.post(f"{page}download/")
    assert answer["Content-Disposition"].startswith('attachment; filename="tandem-')
    sent = b"".join(answer.streaming_content)
    # Only the key of this export opens it, and only who asked sees that.
    assert sent.startswith(b"age-encryption.org/v1") and b"manifest.json" not in sent
    key = re.search(r"AGE-SECRET-KEY-[0-9A-Z]+", client.get(page).content.decode())[0]
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(sent, [pyrage.x25519.Identity.from_str(key)]))) as archive:
        assert archive.testzip() is None and "manifest.json" in archive.namelist()
    actions = list(
        Entry.objects.filter(object_kind__startswith="archive").order_by("id").values_list("action", "actor_id")
    )
    assert actions == [
        ("archive:ask", admin.id),
        ("run.ask", admin.id),
        ("archive:approve", officer.id),
        ("archive.written", admin.id),
        ("archive.fetch", admin.id),
    ]
    File.objects.update(expires_at=clock.now())
    sweep(timestamp=0)
    assert client.post(f"{page}download/").status_code == 404
    assert b"deleted after its time" in client.get(page).content
    for role in (Role.ADMIN, Role.PRIVACY_OFFICER):
        signed_in(client, role)
        assert client.post(f"{page}download/").status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize("reason", few(["", "too short", "x" * 501, "a NUL \x00 in the reason"], every=3))
def test_asking_takes_a_reason(client, admin, reason):
    answer = asked(client, reason)
    assert (answer.status_code, set(answer.context["errors"])) == (422, {"reason"})
    assert not ExportRequest.objects.exists()


def test_a8_asking_answering_and_fetching_each_take_a_fresh_proof(client, admin):
    page = asked(client).url
    for path in ("/program/export/", f"{page}download/"):
        stale(client)
        answer = client.post(path, {"reason": REASON})
        assert b"Show that it is you" in answer.content, path
    signed_in(client, Role.PRIVACY_OFFICER)
    stale(client)
    assert b"Show that it is you" in answered(client, ExportRequest.objects.get().pk).content
    assert ExportRequest.objects.count() == 1 and not Run.objects.exists()


def test_one_person_with_two_roles_cannot_do_both(client, admin):
    asked(client)
    employer = Membership.objects.get(user_id=admin.id).organization
    job = Membership.objects.create(user_id=admin.id, organization=employer, role=Role.PRIVACY_OFFICER)
    session = client.session
    session["membership"] = str(job.pk)
    session.save()
    request = ExportRequest.objects.get()
    answer = answered(client, request.pk)
    assert answer.status_code == 422 and b"Another person" in answer.content
    assert not Run.objects.exists()
    # Nor by any other door: the table itself wants two persons.
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportRequest.objects.update(decided_by=admin.id)


def test_a_no_needs_a_reason_and_an_answer_is_given_once(client, admin):
    page = asked(client).url
    assert asked(client).status_code == 422
    request = ExportRequest.objects.get()
    signed_in(client, Role.PRIVACY_OFFICER)
    assert answered(client, request.pk, "no").status_code == 422
    assert answered(client, request.pk, "no", "Ask again after the audit.").status_code == 302
    assert answered(client, request.pk).status_code == 422
    for wrong in (uuid4(), "x"):
        assert answered(client, wrong).status_code == 404
    again(client, admin)
    assert b"Ask again after the audit." in client.get(page).content
    assert not Run.objects.exists()


def test_it_is_taken_back_stopped_or_lapses(client, admin):
    page = asked(client).url
    client.post(f"{page}take-back/")
    assert ExportRequest.objects.get().state == ExportState.WITHDRAWN
    client.post(f"{page}take-back/")
    page = asked(client).url
    request = ExportRequest.objects.latest("asked_at")
    officer = signed_in(client, Role.PRIVACY_OFFICER)
    answered(client, request.pk)
    again(client, admin)
    client.post(f"{page}take-back/")
    assert b"The export was stopped" in client.get(page).content
    asked(client)
    late = ExportRequest.objects.latest("asked_at")
    ExportRequest.objects.filter(pk=late.pk).update(asked_at=clock.now() - timedelta(hours=ANSWER_HOURS + 1))
    again(client, officer)
    assert answered(client, late.pk).status_code == 422
    again(client, admin)
    assert asked(client).status_code == 302


def test_a_run_without_its_approval_writes_nothing(client, admin):
    asked(client)
    run = Run.objects.create(
        kind="archive.export",
        asked_by=admin.id,
        asked_as=Role.ADMIN,
        organization_id=admin.organization_id,
        arguments={"request": str(ExportRequest.objects.get().pk)},
        asked_at=clock.now(),
    )
    work.execute(run_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.failure) == ("failed", "Nobody has approved this export.")
    assert not File.objects.exists()


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "role", few([Role.CLINICIAN, Role.DISPATCHER, Role.EVALUATOR, Role.CLINICAL_SUPERVISOR], every=4)
)
def test_other_roles_find_nothing_here(client, role):
    made.program()
    signed_in(client, role)
    assert client.get("/program/export/").status_code == 404
    assert client.get("/program/exports/").status_code == 404
    signed_in(client, Role.PRIVACY_OFFICER)
    assert client.get("/program/export/").status_code == 404
    signed_in(client, Role.ADMIN)
    assert client.get("/program/exports/").status_code == 404
