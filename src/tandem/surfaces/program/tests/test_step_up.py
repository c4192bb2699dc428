"""Step-up: what reaches far asks once more, keeps what was typed, and goes on by itself with the right code."""

import pytest

from tandem.foundation import clock
from tandem.foundation.accounts.models import User
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.program.tests.conftest import at_the_page
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import code_now, give_app, stale

pytestmark = pytest.mark.django_db
ADD = "/program/people/add/"


@pytest.fixture(scope="module")
def place(file_db):
    made.program()
    return made.organization(OrganizationKind.PROVIDER, in_program=True)


@pytest.fixture
def admin(place):
    actor = made.user_with_job(Role.ADMIN, of=place)
    give_app(User.objects.get(pk=actor.id))
    client = at_the_page(actor)
    stale(client)
    return client


@pytest.fixture
def form(place):
    told = {"name": "Lena <Castellan>", "username": "lena.castellan", "organization": str(place.pk), "email": ""}
    return {**told, "role": "clinician", "profession": "clinician", "expires_on": ""}


def made_accounts() -> int:
    return User.objects.filter(username="lena.castellan").count()


def test_a8_a_stale_proof_asks_and_keeps_what_was_typed(admin, form):
    form["name"] = "Lena Castellan"
    assert admin.get(ADD).status_code == 200
    asked = admin.post(ADD, form)
    assert asked.status_code == 200 and made_accounts() == 0
    assert dict(asked.context["carried"]) == form
    wrong = admin.post(ADD, {**form, "step_up_code": "000000"})
    assert wrong.status_code == 422 and made_accounts() == 0
    assert dict(wrong.context["carried"]) == form
    right = admin.post(ADD, {**form, "step_up_code": code_now()})
    assert right.url == "/program/people/links/" and made_accounts() == 1
    # Good for five minutes: the next one is not asked again.
    assert admin.post(ADD, {**form, "username": "lena.two"}).status_code == 302
    outcomes = Entry.objects.filter(action="session.step_up").order_by("id").values_list("outcome", flat=True)
    assert list(outcomes) == ["refused", "ok"]


def test_a_carried_form_still_meets_its_own_rules(admin, form):
    answer = admin.post(ADD, {**form, "name": "Front Desk", "step_up_code": code_now()})
    assert answer.status_code == 422 and "name" in answer.context["errors"]
    assert answer.context["told"]["username"] == "lena.castellan"


def test_what_is_carried_is_text_and_never_a_password(admin, form):
    page = admin.post(ADD, {**form, "password": "very secret words"}).content.decode()
    assert "Lena &lt;Castellan&gt;" in page and "very secret words" not in page


def test_c1_a_code_that_signed_in_can_not_step_up(admin, form):
    with clock.at(clock.now()):
        code = code_now()
        assert admin.post("/confirm/", {"step_up_code": code, "next": "/account/"}).url == "/account/"
        stale(admin)
        assert admin.post(ADD, {**form, "step_up_code": code}).status_code == 422


def test_a8_five_wrong_codes_at_a_step_up_lock_the_code_and_not_the_session(admin, form):
    answers = [admin.post(ADD, {**form, "step_up_code": "000000"}).status_code for _ in range(5)]
    assert answers == [422] * 4 + [429]
    assert admin.post(ADD, {**form, "step_up_code": code_now()}).status_code == 429
    assert admin.get("/account/").status_code == 200


def test_a_part_of_a_page_is_sent_to_ask_and_back(admin, form):
    answer = admin.post(ADD, form, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{ADD}"})
    assert answer.status_code == 204
    where = answer["HX-Redirect"]
    assert where.startswith("/confirm/?next=")
    assert admin.get(where).status_code == 200
    assert admin.post("/confirm/", {"step_up_code": code_now(), "next": "https://example.com/"}).url == "/"


@pytest.mark.parametrize(
    "verb", ["details", "jobs", "link", "disable", "enable", "jobs/{job}/change", "jobs/{job}/end"]
)
def test_a8_each_change_of_an_account_or_a_right_asks(admin, place, verb):
    somebody = made.user_with_job(Role.CLINICIAN, of=place)
    job = Membership.objects.get(user_id=somebody.id)
    path = f"/program/people/{somebody.id}/{verb.format(job=job.pk)}/"
    before = Entry.objects.exclude(action__startswith="session.").count()
    answer = admin.post(path, {"reason": "Left the agency"})
    assert b"Show that it is you" in answer.content
    assert Entry.objects.exclude(action__startswith="session.").count() == before
