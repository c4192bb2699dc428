"""Card, times, lead and check-in, for everyone on the team."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tandem.domain.incidents.actions import answer
from tandem.domain.incidents.records import assignment
from tandem.domain.people.actions import publish_caution
from tandem.domain.releases.opening import open_list
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.call import _moment
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role, UnitTime
from tests import made


def _mine(night):
    return assignment(night.assignment, user_id=night.officer.id, release=open_list(night.officer, "my_call"))[0]


def test_off_shift_says_so_and_shows_where_to_sign_on(db):
    made.program()
    phone = Phone(made.user_with_job(Role.OFFICER)).open("/field/")
    assert "not on shift" in phone.page.text and 'href="/shift/"' in phone.html
    assert "/field/new/" not in phone.html


def test_on_shift_without_a_call(db):
    made.program()
    clinician = made.user_with_job(Role.CLINICIAN)
    made.team(clinician, made.user_with_job(Role.OFFICER))
    phone = Phone(clinician).open("/field/")
    assert "No call now" in phone.page.text and "/field/new/" in phone.html


def test_the_card_shows_cautions_with_source_and_expiry(night):
    publish_caution(
        actor=night.officer, person_id=night.person, words="Startles at loud knocks.", what_helps="Call him Theo.",
        expires_at=clock.now() + timedelta(days=30),
    )  # fmt: skip
    phone = Phone(night.officer).open("/field/")
    assert all(
        words in phone.page.text for words in ("Startles at loud knocks.", "Call him Theo.", "From Robin", "Expires")
    )


def test_times_are_stamped_once_and_fixed_with_a_reason_that_keeps_the_first(night, monkeypatch):
    night.arrived(night.officer)
    phone = Phone(night.officer)
    first = _mine(night).times[UnitTime.ARRIVAL]
    phone.keep(f"/field/call/{night.assignment}/stamp/", which="arrival")
    assert _mine(night).times[UnitTime.ARRIVAL] == first
    phone.open(f"/field/call/{night.assignment}/fix/arrival/")
    phone.type("at", "25:00").type("reason", "Tapped late").tap("Fix it", status=422)
    assert "24-hour" in phone.page.text and 'value="Tapped late"' in phone.html
    phone.type("at", timezone.localtime(first).strftime("%H:%M")).type("reason", "").tap("Fix it", status=422)
    assert "id_reason-error" in phone.html
    later = first + timedelta(minutes=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    was, right = (timezone.localtime(one).strftime("%H:%M") for one in (first, later))
    phone.type("at", right).type("reason", "Tapped late").tap("Fix it")
    assert f'<s class="was small">{was}</s> {right}' in phone.html


def test_a_fix_across_midnight_lands_on_the_nearest_day(night):
    near = timezone.make_aware(timezone.datetime(2026, 3, 2, 0, 10))
    assert _moment("23:55", near, "", (near - timedelta(days=1), near)) == near - timedelta(minutes=15)


def test_the_lead_is_handed_over_and_back(night):
    scene = night.arrived(night.clinician)
    assert _mine(night).lead.user_id == night.clinician.id
    phone = night.phone().open(f"/field/call/{night.assignment}/hand-over/").tap("Safety changed")
    assert phone.url == scene and _mine(night).lead.user_id == night.officer.id
    phone.tap("Undo the hand-over")
    assert _mine(night).lead.user_id == night.clinician.id and "Undo" not in phone.page.text


# In its place in `bin/test`: test_the_lead_is_handed_over_and_back.
@pytest.mark.whole
def test_among_several_the_new_lead_is_chosen(night):
    peer = made.user_with_job(Role.PEER)
    other = made.user_with_job(Role.CLINICIAN)
    incident = made.call()
    sent = made.sent(incident, made.team(other, peer, made.user_with_job(Role.OFFICER)))
    phone = Phone(other).open("/field/").tap("Arrived").tap("Hand over").tap("Weapon", status=422)
    assert "Choose first who leads now." in phone.page.text
    words = next(one[2].strip() for one in phone.page.tappable if "peer" in one[2])
    phone.choose("member", words).tap("Weapon")
    mine, _team = assignment(sent, user_id=other.id, release=open_list(other, "my_call"))
    assert mine.lead.user_id == peer.id


# In its place in `bin/test`: test_safety.py, test_a_check_in_from_the_middle_of_a_note_keeps_the_page;
# domain/incidents, test_checking_in_starts_the_timer_again.
@pytest.mark.whole
def test_check_in_starts_the_timer_again(night, monkeypatch):
    phone = Phone(night.officer).open(night.arrived(night.officer))
    due = _mine(night).checkin_due_at
    later = clock.now() + timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    phone.tap("OK, 20 more min")
    assert _mine(night).checkin_due_at > due


def test_an_officer_who_is_clear_is_back_at_the_start(night):
    phone = Phone(night.officer).open(night.arrived(night.officer)).tap("Clear now")
    assert phone.url == "/field/" and "is clear" in phone.page.text


def test_a_wrong_time_word_is_refused_in_words(night):
    phone = Phone(night.officer).post(f"/field/call/{night.assignment}/stamp/", which="\x00")
    assert "Choose which time this is." in phone.page.text


def test_the_card_lists_what_is_known_dangers_first_and_counts_the_rest(night):
    system = Actor.system("test", Permission.INCIDENT_RECEIVE, Permission.INCIDENT_ANSWER)
    for name, value in (("will_talk", "no"), ("suicide", "plan"), ("weapon", "none"), ("access", "unknown")):
        answer(night.incident, actor=system, name=name, value=value)
    text = Phone(night.officer).open("/field/").page.text
    first, then, last = (text.index(words) for words in ("Suicide risk: A plan", "Weapon: None", "Will talk: No"))
    assert first < then < last
    assert "8 not asked, 1 unknown" in text and "Violence now" not in text
