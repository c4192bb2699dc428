"""The start-up check list at its page, and what the strip above every page says to whom."""

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tandem.foundation.accounts.models import Authenticator
from tandem.foundation.organizations.program import date_here
from tandem.foundation.readiness import standing
from tandem.foundation.readiness.models import Signature, Vouch
from tandem.foundation.readiness.tests.test_checks import NOTE, settle
from tandem.surfaces.program.tests.conftest import at_the_page
from tandem.vocabulary.terms import Role
from tests import made
from tests.signed_in import stale

PAGE = "/program/ready/"


@pytest.fixture
def desks(lake):
    standing.forget()
    officer = made.user_with_job(Role.PRIVACY_OFFICER, of=lake.provider)
    yield lake.admin, at_the_page(officer)
    standing.forget()


def read(desk, path=PAGE):
    standing.forget()
    return unescape(desk.get(path).content.decode())


def word(point="counsel", **told):
    return {"point": point, "verb": "vouch", "done_on": date_here().isoformat(), "note": NOTE} | told


def test_a_word_is_written_down_with_name_and_taken_back(desks, lake):
    admin, privacy = desks
    assert "Nobody has vouched for this yet." in read(admin)
    assert admin.post(PAGE, word()).url == PAGE
    page = read(privacy)
    assert lake.chief.name in page and NOTE in page
    assert privacy.post(PAGE, word(verb="take_back", note="They read another version.")).url == PAGE
    assert NOTE not in read(admin) and Vouch.objects.count() == 2


def test_a_refused_word_keeps_what_was_typed(desks):
    admin, _privacy = desks
    answer = admin.post(PAGE, word(note="short", done_on="next week"))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422 and "Write the day like 2026-11-22." in page and 'value="short"' in page
    assert admin.post(PAGE, word("https")).status_code == 404
    assert not Vouch.objects.exists()


def test_nobody_else_has_the_page_and_it_asks_for_a_fresh_proof(desks, lake):
    admin, _privacy = desks
    assert lake.agency_admin.get(PAGE).status_code == 404
    assert lake.agency_admin.post(PAGE, word()).status_code == 404
    stale(admin)
    admin.post(PAGE, word())
    assert not Vouch.objects.exists()


def test_the_strip_says_to_each_what_concerns_them_until_two_have_signed(desks, lake, settings):
    admin, privacy = desks
    page = read(admin, "/program/")
    assert "things to do before real people:" in page and PAGE in page
    assert "things to do before real people:" in read(privacy, "/program/access/")
    other = read(lake.agency_admin, "/program/people/")
    assert "Not yet released for real people by your program." in other and PAGE not in other
    assert "Not yet released" in read(Client(), "/sign-in/")
    settle(lake.chief, settings)
    assert "Nothing is left to do before real people." in read(admin)
    for desk in desks:
        assert desk.post(PAGE, {"verb": "sign", "note": NOTE}).url == PAGE
    assert Signature.objects.count() == 2
    for desk, path in ((admin, PAGE), (privacy, PAGE), (lake.agency_admin, "/program/people/")):
        page = read(desk, path)
        assert 'class="strip"' not in page
    assert privacy.post(PAGE, {"verb": "take_back", "note": "A pact has lapsed."}).url == PAGE
    assert "Not yet released" in read(lake.agency_admin, "/program/people/")


def test_a_release_is_refused_while_points_are_open(desks):
    admin, _privacy = desks
    answer = admin.post(PAGE, {"verb": "sign", "note": NOTE})
    assert answer.status_code == 422 and b"Points to do first" in answer.content and not Signature.objects.exists()


def test_the_demo_says_so_to_everybody(desks, lake):
    app = Authenticator.objects.create(
        user_id=lake.local.id, sealed_secret="x", confirmed_at=timezone.now(), made_up=True
    )
    for desk, path in ((desks[0], PAGE), (Client(), "/sign-in/")):
        assert "Demo city: everyone here is made up." in read(desk, path)
    spanish = Client(headers={"accept-language": "es"})
    assert "Ciudad de demostración: todas las personas son inventadas." in read(spanish, "/sign-in/")
    app.delete()
