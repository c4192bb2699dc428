"""Legal holds through their door: placed, in the way of an expungement, released (law.md 2.5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tandem.domain.incidents.actions import add_person
from tandem.domain.incidents.models import Incident
from tandem.domain.oversight.actions import ask_expungement, hold_person
from tandem.domain.oversight.holds import held
from tandem.domain.oversight.models import Expungement, LegalHold
from tandem.domain.releases.cases import actions
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.audit.models import Entry
from tandem.foundation.database import reach
from tandem.foundation.keys.models import PersonKey
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import date_here
from tandem.surfaces.program.tests.conftest import at_the_page as browser
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import stale

HOLDS, NEW, APPROVE = "/program/oversight/holds/", "/program/oversight/holds/new/", "/program/expunge/"


@pytest.fixture(scope="module")
def officer(file_db):
    made.program()
    return made.user_with_job(Role.PRIVACY_OFFICER)


@pytest.fixture(scope="module")
def house(officer):
    return Organization.objects.get(pk=officer.organization_id)


@pytest.fixture(scope="module")
def person(house):
    return made.person(made.user_with_job(Role.CLINICIAN, of=house), given_name="Ada", family_name="Quillfeather")


def told(about, **more):
    day = str(date_here() - timedelta(days=2))
    return {"about": str(about), "matter": "26-CV-7", "reason": "A claim is likely.", "since": day, **more}


def ask(officer, house, person):
    """Asked for, and the browser of the second human with the form that approves."""
    asked = ask_expungement(person, actor=officer, order_number="26-EX-3", scope="clinical")
    return browser(made.user_with_job(Role.ADMIN, of=house)), {"expungement": str(asked), "yes": "1"}


def unharmed(person):
    return PersonKey.objects.filter(person_id=person, destroyed_at=None).exists()


def test_2_5_a_hold_says_who_why_and_when_and_names_nobody(officer, person):
    desk = browser(officer)
    stale(desk)
    assert "Show that it is you" in desk.post(NEW, told(person)).content.decode() and not LegalHold.objects.exists()
    desk = browser(officer)
    assert desk.post(NEW, told(person)).status_code == 302
    one = LegalHold.objects.get()
    body = desk.get(HOLDS).content.decode() + desk.get(f"{HOLDS}{one.pk}/").content.decode()
    assert "26-CV-7" in body and "A claim is likely." in body and officer.name in body and str(person) in body
    assert "Quillfeather" not in body
    assert HOLDS in desk.get("/program/oversight/").content.decode()
    assert desk.post(f"{HOLDS}{one.pk}/", {"reason": ""}).status_code == 422
    assert desk.post(f"{HOLDS}{one.pk}/", {"reason": "Settled."}).status_code == 302
    assert desk.post(f"{HOLDS}{one.pk}/", {"reason": "Again."}).status_code == 409
    one.refresh_from_db()
    assert (one.released_reason, one.released_by_name) == ("Settled.", officer.name)
    steps = Entry.objects.filter(action="record:legal_hold", outcome="ok").values_list("detail__step", flat=True)
    assert {"placed", "released"} <= set(steps)


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("change", "field"),
    few(
        [
            ({"matter": ""}, "matter"),
            ({"reason": "x" * 401}, "reason"),
            ({"since": ""}, "since"),
            ({"since": "soon"}, "since"),
            ({"since": "2999-01-01"}, "since"),
            ({"about": ""}, "about"),
            ({"about": str(uuid4())}, "about"),
            ({"about": "NO-1"}, "about"),
            ({"about": "a\x00b"}, "about"),
        ],
        every=5,
    ),
)
def test_a_hold_that_lacks_something_is_not_half_placed(officer, person, change, field):
    answer = browser(officer).post(NEW, told(person) | change)
    assert answer.status_code == 422 and field in answer.context["error"] and not LegalHold.objects.exists()


def test_2_5_a_hold_stops_an_expungement_until_a_human_settles_it(officer, house, person):
    admin, form = ask(officer, house, person)
    hold_person(person, actor=officer, matter="26-CV-7", reason="A claim.", since=date_here())
    body = admin.get(APPROVE).content.decode()
    assert "A legal hold stands" in body and 'value="1"' not in body and "26-CV-7" not in body
    assert "A legal hold stops it" in browser(officer).get("/program/oversight/orders/").content.decode()
    assert admin.post(APPROVE, form).status_code == 409
    assert unharmed(person) and Expungement.objects.get().approved_at is None
    browser(officer).post(f"{HOLDS}{LegalHold.objects.get().pk}/", {"reason": "The order goes first."})
    assert 'value="1"' in admin.get(APPROVE).content.decode()


def test_2_5_a_held_call_keeps_everybody_on_it_also_who_came_later(officer, house, person):
    call = made.call(person)
    number = Incident.objects.get(pk=call).number
    assert browser(officer).post(NEW, told(number)).status_code == 302
    author = made.user_with_job(Role.CLINICIAN, of=house)
    later = made.person(author, given_name="Bo")
    free = made.person(author, given_name="Cy")
    add_person(call, actor=Actor.system("test", Permission.PERSON_DESCRIBE), person_id=later)
    assert held({person, later, free}) == {person, later}
    admin, form = ask(officer, house, later)
    assert admin.post(APPROVE, form).status_code == 409 and unharmed(later)


def test_2_5_a_hold_is_placed_from_the_case_that_names_the_record(officer, person):
    case = actions.open_new(
        actor=officer,
        kind="court_order",
        requester_name="The clerk",
        requester_tie="Demo County Court",
        requester_address="1 Court Square",
        matter="A claim",
        received_on=date_here() - timedelta(days=1),
    )
    desk = browser(officer)
    assert desk.get(f"{NEW}?case={case}").status_code == 404
    assert desk.get(f"{NEW}?case=nothing").status_code == 404
    actions.record_papers(case, actor=officer, told={"order_number": "26-CV-7", "findings": ""})
    actions.name_record(case, actor=officer, person_id=person)
    assert f"{NEW}?case={case}" in desk.get(f"/program/cases/{case}/").content.decode()
    assert desk.post(NEW, told("") | {"case": str(case)}).status_code == 302
    assert LegalHold.objects.get().person_id == person


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.ADMIN, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR], every=2))
def test_2_5_a_hold_is_the_privacy_officers_of_the_own_organization_alone(officer, house, person, role):
    with pytest.raises(NotAllowed):
        hold_person(
            person,
            actor=made.user_with_job(role, of=house),
            matter="1",
            reason="No",
            since=date_here(),
        )
    foreign = browser(made.user_with_job(Role.PRIVACY_OFFICER))
    assert foreign.post(NEW, told(person)).status_code == 422
    browser(officer).post(NEW, told(person))
    one = LegalHold.objects.get().pk
    assert foreign.get(f"{HOLDS}{one}/").status_code == 404
    assert foreign.post(f"{HOLDS}{one}/", {"reason": "Mine now"}).status_code == 404
    assert LegalHold.objects.get().released_at is None


def test_2_5_a_hold_stands_behind_the_second_wall(officer, person):
    hold_person(person, actor=officer, matter="26-CV-7", reason="A claim.", since=date_here())
    with connection.cursor() as cursor:
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'oversight_legalhold'")
        assert cursor.fetchone() == (True,)
    with reach.fresh():
        assert not LegalHold.objects.exists()


def test_a_hold_about_nobody_or_both_is_refused_by_the_table(officer):
    with pytest.raises(IntegrityError), transaction.atomic(), act(officer, Permission.LEGAL_HOLD) as doing:
        LegalHold.objects.create(
            organization_id=officer.organization_id,
            matter="1",
            reason="",
            since=doing.at.date(),
            placed_at=doing.at,
            placed_by=officer.id,
            placed_by_name="",
        )
