"""Taking back bites on every path at once, and no look is logged as allowed after it (law.md P9; reliability A4, F20)."""

import os
import random
import threading
import time

import pytest
from django.db import connections
from django.test import Client

from tandem.domain.consents.actions import revoke
from tandem.domain.referrals.records import loops
from tandem.domain.referrals.tests.made_loop import NAMED, loop
from tandem.domain.releases.models import Opening
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.referring import send
from tandem.foundation import clock
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import OrganizationKind, ReferralState, Role
from tests import made

# `TANDEM_LONG=1` (bin/test --long faults) tries a thousand times.
TRIES = 1000 if os.environ.get("TANDEM_LONG") else 5


def sent():
    one = loop()
    return one, send(one.referral, actor=one.sender)


@pytest.mark.django_db
def test_p9_the_next_page_behind_a_link_and_every_act_of_it_are_gone():
    one, link = sent()
    desk = Client()
    assert desk.get(f"/r/{link.token}/").status_code == 200
    revoke(one.agreement, actor=one.sender, how="told us by phone")
    nothing = Client().get("/r/never-was/")
    for answer in (desk.get(f"/r/{link.token}/"), desk.post(f"/r/{link.token}/", {"verb": "accept"})):
        assert answer.status_code == nothing.status_code == 404
    assert one.row().state in (ReferralState.ACKNOWLEDGED, ReferralState.SENT)


@pytest.mark.django_db
def test_p9_an_answer_of_before_is_kept_by_no_cache():
    _one, link = sent()
    answer = Client().get(f"/r/{link.token}/")
    assert "no-store" in answer["Cache-Control"] and "ETag" not in answer


@pytest.mark.django_db
def test_p9_what_was_drafted_before_is_not_sent_after():
    one = loop()
    revoke(one.agreement, actor=one.sender, how="told us by phone")
    assert send(one.referral, actor=one.sender) is None
    assert one.row().state == ReferralState.NOT_SENT


@pytest.mark.django_db
def test_p9_open_referrals_that_rest_on_it_are_flagged():
    one, _link = sent()
    listed = made.list_release(one.sender, "care", *NAMED)
    assert not loops([one.referral], listed)[one.referral].sharing_stopped
    revoke(one.agreement, actor=one.sender, how="told us by phone")
    row = loops([one.referral], listed)[one.referral]
    assert row.sharing_stopped and "has ended" in row.next_step and "has ended" in row.overdue


@pytest.mark.django_db
def test_c11_without_a_pact_nothing_opens_between_organizations(scene_of_two):
    reader, person, pact = scene_of_two
    assert open_release(reader, person, Purpose.SCENE).allows(Category.DEMOGRAPHICS)
    pact.ends_at = clock.now()
    pact.save()
    # What police entered themselves stays theirs; what the provider holds is closed at that instant.
    with pytest.raises(Absent):
        open_release(reader, person, Purpose.SCENE)


@pytest.fixture
def scene_of_two(db):
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    provider, police = (made.Organization.objects.get(pk=one.organization_id) for one in (clinician, officer))
    person = made.person(clinician, given_name="Theo", family_name="Ballard")
    made.sent(made.call(person, agency=police), made.team(clinician, officer))
    assert police.kind == OrganizationKind.POLICE
    return officer, person, made.pact(provider, police)


@pytest.mark.django_db(transaction=True)
def test_f20_no_look_is_logged_as_allowed_after_the_revocation_is_there():
    """A desk reads while the person takes it back, over and over, at random distances in time."""
    dice = random.Random(20)
    for _try in range(TRIES):
        one, link = sent()
        began, wait = threading.Barrier(2), dice.uniform(0, 0.03)
        answers = []

        def read(token=link.token, began=began, answers=answers):
            desk = Client()
            began.wait()
            try:
                for _again in range(3):
                    answers.append(desk.get(f"/r/{token}/").status_code)
            finally:
                connections.close_all()

        reader = threading.Thread(target=read)
        reader.start()
        began.wait()
        time.sleep(wait)
        revoke(one.agreement, actor=one.sender, how="told us by phone")
        gone = clock.now()
        reader.join()
        late = Opening.objects.filter(person_id=one.person, actor_kind="link", opened_at__gt=gone)
        assert not late.exists() and set(answers) <= {200, 404}
