"""What the person tells and asks on their own page: the next time, a correction, paper, and two questions unknown."""

from datetime import date, timedelta

import pytest

from tandem.domain.consents.actions import agree
from tandem.domain.people import records as people
from tandem.domain.people.models import Opinion, OwnKey, Wish
from tandem.domain.people.opinions import opinions
from tandem.domain.releases import asking
from tandem.domain.releases.cases import actions as cases
from tandem.domain.releases.cases.deciding import case_of
from tandem.domain.releases.models import ReleaseCase
from tandem.domain.releases.opening import open_release
from tandem.domain.safety_plans.actions import write_plan
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.program import date_here
from tandem.surfaces.person.tests.test_own_page import Theirs, words
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.languages import left_in_english
from tests.short import few

pytestmark = pytest.mark.django_db
ASKED = {"words": "I was not shouting.", "way": "555-0142, after five"}


@pytest.fixture(scope="module")
def once(file_db):
    found = Theirs()
    found.enter()
    return found


@pytest.fixture
def theirs(once):
    return once.anew()


def post(theirs, after, **told):
    return theirs.phone.post(theirs.path + after, told)


@pytest.mark.parametrize(("kind", "days"), [("amendment", 60), ("access", 30)])
def test_h17_what_they_ask_is_due_by_law_and_answered_on_their_page(theirs, kind, days):
    assert post(theirs, f"ask/{kind}/", **ASKED).status_code == 303
    case = ReleaseCase.objects.get()
    assert (case.kind, case.from_own_page) == (kind, True)
    assert case.due_on - case.received_on == timedelta(days=days)
    assert "We answer by" in words(theirs.get())
    officer = made.user_with_job(Role.PRIVACY_OFFICER, of=case.organization)
    assert case_of(case.pk, officer).pk == case.pk and case.identity == ""
    with pytest.raises(Refusal):
        cases.close(case.pk, actor=officer, outcome="answered")
    cases.close(case.pk, actor=officer, outcome="answered", reason="We put it right today.")
    page = words(theirs.get())
    assert "We put it right today." in page and "We answer by" not in page


def test_one_question_waits_at_a_time_and_four_a_month(theirs, monkeypatch):
    officer = made.user_with_job(Role.PRIVACY_OFFICER, of=theirs.loop.row().organization)
    assert post(theirs, "ask/access/", words="", way="").status_code == 422
    assert asking.MOST_A_MONTH == 4
    monkeypatch.setattr(asking, "MOST_A_MONTH", 2)
    for _ in range(2):
        assert post(theirs, "ask/access/", **ASKED).status_code == 303
        assert post(theirs, "ask/access/", **ASKED).status_code == 409
        cases.close(
            ReleaseCase.objects.get(closed_at=None).pk, actor=officer, outcome="answered", reason="It is on its way."
        )
    again = post(theirs, "ask/access/", **ASKED)
    assert again.status_code == 409 and "several times this month" in words(again) and "555-0142" in words(again)
    assert post(theirs, "ask/subpoena/", **ASKED).status_code == 404
    assert post(theirs, "ask/amendment/", words="a\x00b", way="x").status_code == 422
    assert post(theirs, "ask/amendment/", words="x" * 401, way="x").status_code == 422
    assert ReleaseCase.objects.count() == asking.MOST_A_MONTH


def test_without_the_code_nothing_is_asked_or_said(theirs):
    theirs.phone.cookies.clear()
    for after in ("ask/access/", "wish/", "questions/"):
        assert post(theirs, after, **ASKED, treated="well").status_code == 303
        assert theirs.phone.post(f"/me/nothing/{after}", ASKED).status_code == 404
    assert not (ReleaseCase.objects.exists() or Wish.objects.exists() or Opinion.objects.exists())


def test_a_wish_keeps_its_versions_and_the_team_reads_it(theirs):
    told = {"comes": ["no_uniform", "woman"], "language": "Spanish", "helps": "Knock softly", "words": "My dog is old."}
    assert post(theirs, "wish/", **told).status_code == 303
    assert post(theirs, "wish/", **{**told, "helps": "Call me first"}).status_code == 303
    page = words(theirs.get())
    assert "Call me first" in page and "No uniform first" in page and "Knock softly" not in page
    assert Wish.objects.count() == 2
    found = people.wish_of(made.release(theirs.loop.sender, theirs.person, Category.SAFETY_PLAN))
    assert found.who == ("No uniform first", "A woman") and found.words == "My dog is old." and found.earlier == 1
    assert post(theirs, "wish/", comes=["tank"]).status_code == 422


def test_their_plan_stands_on_their_page_in_their_words():
    theirs = Theirs("es")
    theirs.enter()
    release = made.release(theirs.loop.sender, theirs.person, Category.SAFETY_PLAN)
    told = {"by_myself": ["Regar las plantas"], "living_for": ["Mis nietos"]}
    write_plan(actor=theirs.loop.sender, release=release, base=0, sections=told, language="es", made="together")
    page = words(theirs.get())
    assert "Mi plan de seguridad" in page and "Regar las plantas" in page and "988" in page
    assert left_in_english(page) == []


def test_answers_lead_to_nobody(theirs):
    before = set(Entry.objects.values_list("pk", flat=True))
    said = post(theirs, "questions/", treated="mixed", helped=["sooner"], words="I waited long.")
    assert said.status_code == 200 and "Thank you" in words(said)
    row = Opinion.objects.get()
    assert row.month == date_here().replace(day=1)
    assert {field.name for field in Opinion._meta.concrete_fields} == {
        "id",
        "organization",
        "month",
        "treated",
        "helped",
        "words",
    }
    new = Entry.objects.exclude(pk__in=before).filter(action=Permission.OWN_PAGE_SAY)
    assert [one.actor_id for one in new] == [None] and new[0].object_id is None
    # Once for each link, also by a second tap.
    assert OwnKey.objects.get(person_id=theirs.person).answered
    assert "Thank you" in words(post(theirs, "questions/", treated="well")) and Opinion.objects.count() == 1
    assert "Answer two questions" not in words(theirs.get())


@pytest.mark.fuzz
@pytest.mark.parametrize("text", few(["call 555-0142 now", "me@example.org", "x" * 401], every=2))
def test_words_that_tell_who_are_given_back(theirs, text):
    assert post(theirs, "questions/", treated="well", words=text).status_code == 422
    assert not Opinion.objects.exists() and not OwnKey.objects.get(person_id=theirs.person).answered


def _answers(organization, count: int, month: date, **told) -> None:
    nobody = Actor.system("test", Permission.OWN_PAGE_SAY)
    with act(nobody, Permission.OWN_PAGE_SAY):
        for _ in range(count):
            Opinion.objects.create(organization=organization, month=month, treated="well", **told)


def test_nothing_is_shown_of_fewer_than_eleven(client):
    provider = made.organization(in_program=True)
    reader = made.user_with_job(Role.CLINICAL_SUPERVISOR, of=provider)
    _answers(provider, 10, date(2026, 3, 1), words="Kind people.")
    assert opinions(reader).groups == () and opinions(reader).words == ()
    _answers(provider, 1, date(2026, 4, 1), words="Kind people.", helped=["sooner"])
    found = opinions(reader)
    (group,) = found.groups
    assert (group.first, group.last) == (date(2026, 3, 1), date(2026, 4, 1))
    assert dict(group.treated) == {"With respect": 11, "Some good, some not": None, "Without respect": None}
    assert dict(group.helped)["Help that comes sooner"] is None and len(found.words) == 11
    clinician = made.user_with_job(Role.CLINICIAN, of=provider)
    assert opinions(clinician).words == () and opinions(clinician).groups


def test_the_spanish_forms_are_whole():
    theirs = Theirs("es")
    theirs.enter()
    pages = [theirs.get(after) for after in ("wish/", "ask/access/", "ask/amendment/", "questions/")]
    post(theirs, "ask/access/", **ASKED)
    post(theirs, "wish/", comes=["peer"], helps="Despacio")
    pages += [theirs.get(), post(theirs, "questions/", treated="", words="x@y"), post(theirs, "ask/access/", **ASKED)]
    for page in pages:
        assert left_in_english(words(page)) == []


def test_r05_police_get_the_card_only_on_a_consent_that_names_them(theirs):
    post(theirs, "wish/", comes=["no_uniform"], helps="Knock softly", words="My dog is old.")
    sender, person = theirs.loop.sender, theirs.person
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    made.pact(theirs.loop.row().organization, police)
    officer = made.user_with_job(Role.OFFICER, of=police)
    made.sent(made.call(person, agency=police), made.team(officer, sender))
    assert not open_release(officer, person, Purpose.SCENE).allows(Category.SAFETY_PLAN)
    agree(
        actor=sender,
        person_id=person,
        recipient_id=police.pk,
        categories=[Category.SAFETY_PLAN],
        purpose=Purpose.SCENE,
        until=clock.now() + timedelta(days=30),
        how="signed",
        signature="M10 10 L20 30 40 50",
    )
    found = people.wish_of(open_release(officer, person, Purpose.SCENE))
    assert (found.who, found.helps, found.words) == (("No uniform first",), "Knock softly", "")
