"""Without the audit trail nothing about a person is shown or saved, within two seconds; cautions on a call go on (F19)."""

import contextlib
import threading
import time
from datetime import timedelta

import pytest
from django.db import connections

from tandem.domain.people.actions import publish_caution
from tandem.domain.people.models import Caution
from tandem.foundation import clock
from tandem.foundation.audit import spool
from tandem.foundation.audit.alerts import _told_at, alerts
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.seal import Sealer
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
NAME, WORDS = "Heronfeather", "Startles at loud knocks"
TOLD = {"words": "A dog is loose in the yard", "avoid": "", "what_helps": "", "expires_at": "30"}


class Call:
    """An officer and a clinician sent to somebody about whom the officer published a caution."""

    def __init__(self):
        self.clinician, self.officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
        self.person = made.person(given_name="Theo", family_name=NAME)
        self.incident = made.call(self.person)
        self.assignment = made.sent(self.incident, made.team(self.clinician, self.officer))
        publish_caution(
            actor=self.officer, person_id=self.person, words=WORDS, expires_at=clock.now() + timedelta(days=30)
        )
        self.police, self.care = Phone(self.officer).client, Phone(self.clinician).client
        self.card = f"/field/call/{self.assignment}/"


def soon(ask, *told, **more):
    """The answer, which must come in time."""
    began = time.monotonic()
    answer = ask(*told, **more)
    assert time.monotonic() - began < 2, "too slow to say no"
    return answer


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    _told_at.clear()
    yield
    _told_at.clear()


@contextlib.contextmanager
def unwritable():
    """The owner takes the right to add entries away."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("REVOKE INSERT ON audit_entry FROM tandem_app")
        try:
            yield
        finally:
            cursor.execute("GRANT INSERT ON audit_entry TO tandem_app")
    connections["owner"].close()


@contextlib.contextmanager
def hanging():
    """The owner holds the table, as a backup or a repair may."""
    held, done = threading.Event(), threading.Event()

    def hold():
        with connections["owner"].cursor() as cursor:
            cursor.execute("BEGIN; LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE")
            held.set()
            done.wait(60)
            cursor.execute("ROLLBACK")
        connections["owner"].close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_f19_c9_without_the_trail_nothing_is_shown_or_saved_but_cautions_on_an_active_call():
    call = Call()
    assert NAME in call.police.get(call.card).content.decode()
    # While the table hangs each answer takes its second: one page of each kind, all of them in the long form.
    for number, (fault, every) in enumerate(((unwritable, 1), (hanging, 3))):
        _told_at.clear()
        before = Entry.objects.count()
        words = f"{TOLD['words']} {number}"
        with fault():
            for path in few((f"/people/{call.person}/", "/search/?q=Theo", f"/board/{call.incident}/intake/"), every):
                answer = soon(call.care.get, path)
                assert answer.status_code == 503 and NAME not in answer.content.decode(), path
                assert answer["Retry-After"] and "no-store" in answer["Cache-Control"]
            answer = soon(call.police.post, f"{call.card}stamp/", {"which": "arrival"})
            assert answer.status_code == 503 and "was not saved" in answer.content.decode()
            # The card holds the cautions and nothing else of the person.
            page = soon(call.police.get, call.card)
            assert page.status_code == 200
            assert WORDS in page.content.decode() and NAME not in page.content.decode()
            form = f"/board/call/{call.incident}/caution/"
            assert soon(call.police.get, form).status_code == 200
            told = TOLD | {"person": str(call.person), "words": words}
            assert soon(call.police.post, form, told).status_code == 303
            assert {"unwritable", "spooled"} <= {one.kind for one in alerts()}
            assert spool.waiting() >= 3
        kept = (spool.own_folder() / spool.FILE).read_text()
        assert WORDS not in kept and TOLD["words"] not in kept and NAME not in kept
        # The words are sealed in the database: found again only by opening each.
        assert words in [one.words for one in Caution.objects.all()]
        assert Sealer(margin=0).tick() >= 3 and spool.waiting() == 0
        late = Entry.objects.filter(detail__spooled__isnull=False, pk__gt=0)
        assert late.filter(action="caution:publish").count() == number + 1
        assert late.filter(action="release.record", object_id=call.person).exists()
        assert Entry.objects.count() > before
        # It works again as before.
        assert NAME in call.police.get(call.card).content.decode()
        assert made.my(call.officer)[0].times[UnitTime.ARRIVAL] is None


def test_f19_an_entry_of_the_spool_is_put_in_once_whatever_is_killed(monkeypatch):
    call = Call()
    with unwritable():
        call.police.get(call.card)
    waiting = spool.waiting()
    file = spool.own_folder() / spool.FILE
    lines = file.read_bytes()
    spool.take_in()
    # Killed between the commit and the emptying of the file; and a line that a killed writer left half.
    file.write_bytes(lines + lines[:40])
    before = Entry.objects.count()
    assert spool.take_in() == 0 and Entry.objects.count() == before
    assert Entry.objects.filter(detail__spooled__isnull=False).count() == waiting
