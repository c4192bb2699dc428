"""One request, one transaction: a refusal stays on the trail, everything else of a failed request is undone."""

import pytest
from django.http import Http404, HttpResponse
from django.test import Client

from tandem.domain.people.models import Person
from tandem.foundation.audit.models import Entry
from tandem.foundation.database import reach
from tandem.surfaces.entry import views
from tandem.surfaces.shared.one_transaction import refused_try
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role
from tests import made
from tests.signed_in import sit

pytestmark = pytest.mark.django_db


def signed_in(actor) -> Client:
    client = Client()
    sit(client, actor)
    return client


def test_a5_a_404_leaves_the_entry_of_its_refusal_and_only_one():
    person = made.person(made.user_with_job(Role.CLINICIAN), given_name="Theo", family_name="Brand")
    stranger = made.user_with_job(Role.CLINICIAN)
    assert signed_in(stranger).get(f"/people/{person}/").status_code == 404
    refused = Entry.objects.filter(actor_id=stranger.id, object_id=person, outcome="refused")
    assert [(one.action, one.count) for one in refused] == [("release.open", 1)]


def test_a5_a_request_begins_with_nothing_open_and_the_test_gets_its_own_back(monkeypatch):
    made.person(made.user_with_job(Role.CLINICIAN), given_name="Theo", family_name="Brand")
    seen = []
    monkeypatch.setattr(
        views, "render", lambda *args, **more: seen.append(Person.objects.count()) or HttpResponse("nothing")
    )
    assert Client().get("/sign-in/").status_code == 200
    assert seen == [0]
    assert Person.objects.count() == 1
    with reach.fresh():
        assert Person.objects.count() == 0


def test_a_refusal_is_found_however_it_was_dressed():
    no = Absent()
    no.refused_try = {"action": "release.open"}
    try:
        try:
            raise no
        except Absent as missing:
            raise Http404 from missing
    except Http404 as shown:
        assert refused_try(shown) == {"action": "release.open"}
    assert refused_try(ValueError()) is None
