"""Referrals as they are shown: the person's list, the receiving program's page, and the open loops with their age."""

import dataclasses
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.disclosure import NotReleased
from tandem.domain.referrals import records
from tandem.domain.referrals.actions import cancel, create, far_end, not_sent
from tandem.domain.referrals.tests.made_loop import NAMED, loop
from tandem.domain.referrals.tests.test_rules import REASONS
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import Category, LawRole
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db
STATUS = Category.REFERRAL_STATUS
DAY = timedelta(days=1)


def opened(one, *categories, actor=None):
    return made.release(actor or one.sender, one.person, *(categories or NAMED))


def loop_word_only(release):
    answer = dataclasses.replace(release.answers[STATUS], view="loop_word")
    return dataclasses.replace(release, answers={STATUS: answer}, role=LawRole.OFFICER)


def partner(one):
    desk = Actor(kind="link", id=uuid4(), name=one.clinic.name, organization_id=one.clinic.pk)
    return made.release(desk, one.person, *NAMED)


def test_the_persons_list_has_history():
    one = loop()
    link = one.by_link(one.send())
    far_end(one.referral, actor=link, verb="decline", reason_kind="waitlist", reason="Ask on Monday")
    (shown,) = records.of_person(opened(one, STATUS))
    assert (shown.service, shown.label, shown.closed) == ("Lakeside Walk-in", "Declined", False)
    assert shown.agreement_holds
    assert [(move.after, move.reason) for move in shown.history] == [("sent", ""), ("declined", "Ask on Monday")]
    assert records.summary(one.referral, release=opened(one, STATUS)) == shown


def test_another_reader_finds_no_referral():
    one, other = loop(), loop()
    with pytest.raises(Absent):
        records.summary(other.referral, release=opened(one))
    stranger = made.user_with_job(Role.CLINICIAN)
    assert records.of_person(opened(one, actor=stranger)) == []
    with pytest.raises(Absent):
        records.summary(one.referral, release=opened(one, actor=stranger))
    with pytest.raises(NotReleased):
        records.of_person(opened(one, Category.DEMOGRAPHICS))


def test_the_receiver_reads_a_draft_only_once_it_is_sent():
    one = loop()
    receiver = made.user_with_job(Role.CLINICIAN, of=one.clinic)
    assert records.of_person(opened(one, actor=receiver)) == []
    one.send()
    assert [row.id for row in records.of_person(opened(one, actor=receiver))] == [one.referral]


def test_the_person_reads_all_of_it_wherever_it_lies():
    one = loop()
    own = dataclasses.replace(opened(one, STATUS, actor=made.user_with_job(Role.CLINICIAN)), role=LawRole.PERSON_SERVED)
    assert [row.id for row in records.of_person(own)] == [one.referral]


def test_one_word_never_says_where():
    one = loop()
    one.send()
    release = loop_word_only(opened(one, STATUS))
    assert records.loop_words(release) == ["pending"]
    for read in (
        lambda: records.of_person(release),
        lambda: records.summary(one.referral, release=release),
        lambda: records.for_partner(one.referral, release=release),
    ):
        with pytest.raises(NotReleased):
            read()
    cancel(one.referral, actor=one.sender, reason="Moved away")
    assert records.loop_words(release) == []


def test_the_partner_reads_an_initial_until_yes_then_the_phone():
    one = loop()
    link = one.by_link(one.send())
    page = records.for_partner(one.referral, release=partner(one))
    assert (page.name, page.phone, page.phone_rule) == ("Theo B.", "", "")
    assert page.why == "Three nights without sleep."
    assert page.sent_by == one.sender.name
    assert page.can == ("acknowledge", "accept", "decline")
    assert page.undo_until is None
    assert "Ballard" not in str(page)
    far_end(one.referral, actor=link, verb="accept")
    page = records.for_partner(one.referral, release=partner(one))
    assert (page.name, page.phone, page.phone_rule) == ("Theo Ballard", "555-0117", "Texts are fine")
    assert page.can == ("seen", "complete", "fail", "undo")
    assert page.undo_until > clock.now()
    far_end(one.referral, actor=link, verb="complete")
    assert records.for_partner(one.referral, release=partner(one)).phone == ""


def test_the_partner_reads_nothing_else():
    one, other = loop(), loop()
    one.send()
    other.send()
    with pytest.raises(Absent):
        records.for_partner(other.referral, release=partner(one))
    with pytest.raises(Absent):
        records.for_partner(one.referral, release=opened(one))
    not_yet = loop()
    not_sent(not_yet.referral, actor=not_yet.sender)
    for none in (not_yet, loop()):
        with pytest.raises(Absent):
            records.for_partner(none.referral, release=partner(none))
    nameless = dataclasses.replace(partner(one), answers={STATUS: partner(one).answers[STATUS]})
    with pytest.raises(NotReleased):
        records.for_partner(one.referral, release=nameless)


def listed(one, **paging):
    return records.open_loops(made.list_release(one.sender, "care", STATUS), **paging)


def test_open_loops_oldest_first_with_age_and_next_step():
    start = clock.now()
    with clock.at(start - 20 * DAY):
        old = loop()
        old.send()
    with clock.at(start - 2 * DAY):
        waiting = loop(old.sender)
        waiting.send()
        loop()
    with clock.at(start):
        young = loop(old.sender)
        page = listed(old)
        assert [row.referral_id for row in page.rows] == [old.referral, waiting.referral, young.referral]
        assert page.total == 3
        first, second, third = page.rows
        assert (first.age, first.past_goal, first.label) == (20 * DAY, True, "Sent, no word yet")
        assert first.next_step == "The link has ended. Send it again, or call"
        assert (second.next_step, second.overdue) == ("Call them, 555-0178", "No word for a day")
        assert (third.last_word, third.overdue) == ("Not sent yet", "")
        part = listed(old, offset=1, limit=1)
        assert ([row.referral_id for row in part.rows], part.total) == ([waiting.referral], 3)


def test_received_is_not_closed_and_declined_waits_for_another_place():
    one = loop()
    link = one.by_link(one.send())
    far_end(one.referral, actor=link, verb="accept")
    assert listed(one).total == 1
    far_end(one.referral, actor=link, verb="complete")
    assert listed(one).total == 0
    far_end(one.referral, actor=link, verb="undo")
    far_end(one.referral, actor=link, verb="fail", **REASONS["fail"])
    assert listed(one).total == 0
    no = loop()
    no.send()
    far_end(no.referral, actor=no.sender, verb="decline", reason_kind="waitlist", reason="Monday")
    (row,) = listed(no).rows
    assert (row.reason_kind, row.next_step) == ("waitlist", "Ask again, or try another place")
    told = {"actor": no.sender, "person_id": no.person, "service_id": no.service, "need": "shelter"}
    second = create(**told, instead_of=no.referral)
    assert [row.referral_id for row in listed(no).rows] == [second]
    cancel(second, actor=no.sender, reason="No bed either")
    assert [row.referral_id for row in listed(no).rows] == [no.referral]


def test_a_list_needs_referrals_opened():
    one = loop()
    with pytest.raises(NotReleased):
        records.open_loops(made.list_release(one.sender, "care", Category.DEMOGRAPHICS))
    with pytest.raises(NotReleased):
        records.open_loops(loop_word_only(made.list_release(one.sender, "care", STATUS)))
    assert listed(loop()).total == 1
