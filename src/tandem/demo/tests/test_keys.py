"""What a newcomer is handed: it works, it is kept, and it is made anew when it has died."""

import json
import stat
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from tandem.demo import city, keys
from tandem.domain.referrals.links import open_link
from tandem.domain.referrals.models import Link
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.links import choose_password
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.batch import batch
from tandem.foundation.organizations.models import Membership
from tandem.foundation.organizations.tokens import token_actor
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def built(file_db, tmp_path_factory):
    """A small city; what each newcomer of it is handed is kept in the test's own folder."""
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("city")):
        city.build(days=8, rehearsals=False)


def _printed() -> dict:
    out = StringIO()
    call_command("sign_ins", "--json", stdout=out)
    return json.loads(out.getvalue())


# Before the city of this file is built.
@pytest.mark.django_db
def test_an_empty_installation_gets_its_first_administrator_once():
    link = _printed()["links"]["first_administrator"]
    assert "/begin/" in link
    assert _printed()["sign_ins"] == []
    user = User.objects.get()
    assert not user.has_usable_password()
    assert Membership.objects.get(user=user).role == Role.ADMIN
    link = _printed()["links"]["first_administrator"]
    choose_password(link.rstrip("/").rpartition("/")[2], "a long and good word")
    assert _printed() == {"sign_ins": [], "tokens": {}, "links": {}}


def test_the_demo_hands_out_what_works(built, data):
    first = _printed()
    assert [one["role"] for one in first["sign_ins"]] == [*map(str, keys_roles())]
    assert token_actor(f"Bearer {first['tokens']['intake']}", "intake")
    token = first["links"]["partner"].rstrip("/").rpartition("/")[2]
    assert open_link(token)
    assert stat.S_IMODE((data / "demo-secrets.json").stat().st_mode) == 0o600
    assert _printed() == first

    actor = Actor.system("test", Permission.DEMO_BUILD)
    with batch(actor, Permission.DEMO_BUILD, kind="test") as doing, doing.piece():
        Link.objects.filter(stopped_at=None).update(stopped_at=clock.now())
    assert open_link(token) is None
    again = _printed()["links"]["partner"]
    assert open_link(again.rstrip("/").rpartition("/")[2])


def keys_roles() -> list[Role]:
    return [
        Role.DISPATCHER,
        Role.OFFICER,
        Role.CLINICIAN,
        Role.PEER,
        Role.CLINICAL_SUPERVISOR,
        Role.EVALUATOR,
        Role.PRIVACY_OFFICER,
        Role.ADMIN,
        Role.AGENCY_ADMIN,
        Role.TRAINER,
    ]


def test_a_lost_file_gives_a_new_token_and_ends_the_old(built, data):
    old = keys.intake_secret()
    (data / "demo-secrets.json").unlink()
    new = keys.intake_secret()
    assert token_actor(f"Bearer {old}", "intake") is None
    assert token_actor(f"Bearer {new}", "intake")
