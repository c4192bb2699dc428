"""A link opens one referral for one recipient while the agreement holds; all else has one and the same answer."""

import secrets
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.consents.actions import revoke
from tandem.domain.referrals.actions import acknowledge, cancel, far_end, not_sent
from tandem.domain.referrals.links import digest, link_actor, open_link, token_of
from tandem.domain.referrals.models import Link, Transition
from tandem.domain.referrals.rules import UNDO_WITHIN
from tandem.domain.referrals.tests.made_loop import loop, yes
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tests import made

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


def test_it_opens_its_referral_and_changes_nothing():
    one = loop()
    secret = one.send()
    before = (one.row().state, Transition.objects.count())
    view = open_link(secret.token)
    assert (view.referral_id, view.person_id, view.agreement_id) == (one.referral, one.person, one.agreement)
    assert view.organization_id == one.clinic.pk
    assert view.expires_at == secret.expires_at
    assert (one.row().state, Transition.objects.count()) == before
    assert Link.objects.get().opened_at is None


def test_only_the_hash_is_stored_and_the_token_fits_an_address():
    one = loop()
    token = one.send().token
    secret = token.split(".")[1]
    assert len(secret) >= 43
    link = Link.objects.get()
    assert link.secret_hash == digest(secret)
    assert secret not in str(vars(link))
    assert all(character.isalnum() or character in "-_." for character in token)


def test_an_actor_by_link_may_answer_and_nothing_else():
    one = loop()
    actor = one.by_link(one.send())
    assert (actor.kind, actor.organization_id, actor.role) == ("link", one.clinic.pk, None)
    assert [permission for permission in Permission if actor.may(permission)] == [Permission.REFERRAL_ANSWER]


def test_tampered_tokens_open_nothing():
    one, other = loop(), loop()
    token, others = one.send().token, other.send().token
    link, secret, signature = token.split(".")
    bad = [
        "",
        "x",
        "..",
        "\x00",
        "é.ü.ß",
        link,
        f"{link}.{secret}",
        token + "x",
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        f"{others.split('.')[0]}.{secret}.{signature}",
        f"{link}.{others.split('.')[1]}.{signature}",
        # Signed by us and still wrong: another referral's secret, no such link, no id at all.
        token_of(Link.objects.get(referral_id=one.referral).pk, others.split(".")[1]),
        token_of(Link.objects.get(referral_id=other.referral).pk, secret),
        token_of(uuid4(), secret),
    ]
    assert [open_link(one) for one in bad] == [None] * len(bad)
    assert open_link(token)


def test_it_ends_at_its_time():
    one = loop()
    start = clock.now()
    with clock.at(start):
        secret = one.send()
    assert secret.expires_at == start + timedelta(days=14)
    assert open_link(secret.token, secret.expires_at - TICK)
    assert open_link(secret.token, secret.expires_at) is None


def test_it_never_outlives_the_agreement():
    one = loop()
    one.agreement = yes(one.sender, one.person, one.clinic, until=clock.now() + timedelta(days=2))
    secret = one.send()
    assert secret.expires_at < clock.now() + timedelta(days=2)
    assert open_link(secret.token, secret.expires_at) is None


def test_taking_the_agreement_back_stops_it_at_that_instant():
    one = loop()
    start = clock.now()
    with clock.at(start):
        secret = one.send()
        actor = one.by_link(secret)
    back = start + timedelta(hours=1)
    with clock.at(back):
        revoke(one.agreement, actor=one.sender, how="By phone")
    assert open_link(secret.token, back - TICK)
    assert open_link(secret.token, back) is None
    # An actor made a moment before finds nothing either.
    with clock.at(back):
        for verb in ("accept", "decline"):
            with pytest.raises(Absent):
                far_end(one.referral, actor=actor, verb=verb, reason_kind="", reason="")
        with pytest.raises(Absent):
            acknowledge(one.referral, actor=actor)
    assert one.row().state == "sent"


def test_a_link_to_what_was_not_sent_opens_nothing():
    one = loop()
    not_sent(one.referral, actor=one.sender)
    secret = secrets.token_urlsafe(32)
    with act(Actor.system("test", Permission.REFERRAL_WRITE), Permission.REFERRAL_WRITE) as doing:
        link = Link.objects.create(
            referral_id=one.referral,
            secret_hash=digest(secret),
            made_at=doing.at,
            expires_at=doing.at + timedelta(days=14),
        )
    assert open_link(token_of(link.pk, secret)) is None


def test_it_stops_when_the_loop_ends_and_lives_on_for_the_undo():
    one = loop()
    start = clock.now()
    with clock.at(start):
        secret = one.send()
        actor = one.by_link(secret)
        far_end(one.referral, actor=actor, verb="accept")
        far_end(one.referral, actor=actor, verb="complete")
    assert open_link(secret.token, start + UNDO_WITHIN)
    assert open_link(secret.token, start + UNDO_WITHIN + TICK) is None


def test_it_stops_when_the_referral_is_taken_back_or_sent_again():
    one = loop()
    first = one.send()
    second = one.send()
    assert open_link(first.token) is None
    assert open_link(second.token)
    cancel(one.referral, actor=one.sender, reason="Moved away")
    assert open_link(second.token) is None


def test_it_answers_its_own_referral_only():
    one = loop()
    other = loop(one.sender)
    actor = one.by_link(one.send())
    other.send()
    with pytest.raises(Absent):
        far_end(other.referral, actor=actor, verb="accept")
    with pytest.raises(Absent):
        acknowledge(other.referral, actor=actor)
    forged = link_actor(open_link(one.send().token))
    elsewhere = made.organization()
    with pytest.raises(Absent):
        far_end(
            one.referral,
            actor=Actor(
                kind="link",
                id=forged.id,
                name=elsewhere.name,
                organization_id=elsewhere.pk,
                grants=forged.grants,
            ),
            verb="accept",
        )
