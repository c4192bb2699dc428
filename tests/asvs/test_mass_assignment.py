"""B10: fields that a form does not have change nothing, and a name sent twice is one value."""

import pytest

from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership, Program
from tandem.surfaces.program.tests.conftest import Lake, at_the_page
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db
EXTRA = {
    "is_active": "",
    "session_mark": "77",
    "password": "chosen by somebody else",
    "id": "00000000-0000-4000-8000-000000000001",
    "pk": "1",
    "is_superuser": "on",
    "set_up_at": "2020-01-01",
    "active": "",
    "user": "1",
}


@pytest.fixture
def house(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made.program()
    return Lake()


def test_b10_a_field_nobody_asked_for_changes_nothing(house):
    house.admin.post("/program/people/add/", house.person(**EXTRA))
    user = User.objects.get(username="lena.castellan")
    assert user.is_active and user.session_mark == 0 and not user.has_usable_password()
    assert str(user.pk) != EXTRA["id"] and Membership.objects.get(user=user).active
    before = Program.objects.values().get()
    house.admin.post("/program/ways-in/", {"verb": "open", **EXTRA, "lock_minutes": "0", "state": "XX", "name": "Mine"})
    after = Program.objects.values().get()
    assert {name for name in before if before[name] != after[name]} <= {"requests_open"}


def test_b10_nobody_gives_a_right_to_themselves_by_a_field(house):
    clinician = made.user_with_job(Role.CLINICIAN, of=house.provider)
    desk = at_the_page(clinician)
    for path in ("/account/password/", "/care/"):
        desk.post(
            path, {"role": "admin", "membership": "1", "is_superuser": "on", "organization": str(house.police.pk)}
        )
    assert set(Membership.objects.filter(user_id=clinician.id).values_list("role", flat=True)) == {"clinician"}


def test_b10_a_name_sent_twice_is_read_once(house):
    house.admin.post("/program/people/add/", house.person(username=["lena.castellan", "lena.second"]))
    names = User.objects.filter(username__startswith="lena").values_list("username", flat=True)
    assert list(names) == ["lena.second"]
