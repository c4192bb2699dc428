"""Telling the place, from the disposition to the hand-over, as taps on what the pages really show."""

import re
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tandem.domain.directory.actions import add
from tandem.domain.encounters.actions import set_disposition
from tandem.domain.releases.models import Disclosure
from tandem.domain.releases.receiving import tell
from tandem.domain.transfers import actions as transfers
from tandem.domain.transfers.models import Stay, Transfer
from tandem.foundation import clock
from tandem.foundation.acts.models import Log
from tandem.surfaces.field.tests.phone import Phone
from tandem.surfaces.field.there import moment_of
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.timeline import Kind
from tests import made
from tests.short import few

HERE = ZoneInfo("America/New_York")


@pytest.fixture(scope="module")
def hospitals(night):
    made_up = {}
    for name, kind in (
        ("St. Anne's Hospital", OrganizationKind.HOSPITAL),
        ("Harbor Crisis", OrganizationKind.CRISIS_CENTER),
    ):
        made_up[name] = made.organization(kind, name=name, registered_provider=True, phone="555-0140")
    return made_up


def _going(night, hospitals):
    phone = night.phone().open(night.met() + "disposition/").tap("Went by choice")
    return phone.tap("Tell the place you are going to")


def _told(night, hospitals):
    phone = _going(night, hospitals).tap("St. Anne's Hospital")
    phone.type("why", "Hears voices, three nights without sleep.").type("risk", "No plan to die.")
    phone.choose("hold", "No, by choice").choose("with", "A police officer").type("minutes_away", "12")
    return phone.tap("See what they will read").tap("Send this")


def test_from_the_disposition_to_a_sent_notice(night, hospitals):
    contact = night.met()
    set_disposition(UUID(contact.split("/")[4]), actor=night.clinician, disposition="voluntary_transport")
    phone = night.phone().open(contact + "disposition/").tap("Tell the place you are going to")
    assert "St. Anne's Hospital" in phone.page.text and "Beds not known." in phone.page.text
    phone.tap("St. Anne's Hospital")
    phone.type("why", "Hears voices, three nights without sleep.").tap("See what they will read")
    for line in ("Theo Brand", "Hears voices, three nights without sleep.", "Not known yet"):
        assert line in phone.page.text
    assert not Disclosure.objects.exists(), "reading it sends nothing"
    phone.tap("Send this")
    assert "/h/" in phone.html and Disclosure.objects.get().rules == ["R50"]
    text = re.search(r'href="sms:([^"]*)"', phone.html)[1]
    assert "Theo" not in text and "voices" not in text and "bringing%20someone" in text
    link = re.search(r"/h/[^<\s]+", phone.html)[0]
    phone.open(phone.url.replace("preview/", ""))
    assert link not in phone.html, "the link is shown once"


@pytest.mark.whole
def test_a_notice_without_why_can_not_leave(night, hospitals):
    phone = _going(night, hospitals).tap("St. Anne's Hospital").tap("See what they will read")
    assert "Say in a sentence why they come." in phone.page.text
    at = phone.url
    phone.post(at, seen=re.search(r'name="seen" value="([^"]*)"', phone.html)[1], status=422)
    assert not Disclosure.objects.exists()


@pytest.mark.whole
def test_what_changed_on_another_phone_is_read_again_before_it_leaves(night, hospitals):
    phone = (
        _going(night, hospitals).tap("St. Anne's Hospital").type("why", "First words.").tap("See what they will read")
    )
    old, at = re.search(r'name="seen" value="([^"]*)"', phone.html)[1], phone.url
    phone.tap("Change").type("why", "Second words.").tap("See what they will read")
    phone.post(at, seen=old, status=422)
    assert "This changed while you read it" in phone.page.text and "Second words." in phone.page.text
    assert not Disclosure.objects.exists()


@pytest.mark.whole
def test_cant_take_leads_to_the_next_place_in_two_taps_with_nothing_lost(night, hospitals):
    phone = _told(night, hospitals)
    phone.open(phone.url.replace("preview/", ""))
    phone.choose("said", "Can't take them").choose("reason_kind", "Full now").type("recorded_for", "Charge nurse")
    phone.tap("Write it down")
    assert "Full now Said by Charge nurse." in phone.page.text
    taps = phone.taps
    phone.tap("Harbor Crisis")
    assert "Hears voices, three nights without sleep." in phone.page.text and "No, by choice" in phone.page.text
    phone.tap("Send this")
    assert phone.taps - taps == 2
    first, second = Transfer.objects.order_by("created_at")
    assert second.instead_of_id == first.pk and second.state == "told" and first.state == "cant_take"
    assert second.expected_at is None, "the minutes to one place are not true of another"


@pytest.mark.whole
def test_what_the_place_said_by_phone_owes_who_said_it(night, hospitals):
    phone = _told(night, hospitals)
    phone.open(phone.url.replace("preview/", ""))
    phone.choose("said", "Ready for you").tap("Write it down", status=422)
    assert "This can't be empty." in phone.page.text
    phone.choose("said", "Ready for you").type("recorded_for", "Imani").type("where", "Bay 2").tap("Write it down")
    assert "Ready for you. Bay 2. Said by Imani." in phone.page.text


# In its place in `bin/test`: domain/transfers, test_times_need_no_notice_and_come_in_order.
@pytest.mark.whole
def test_the_four_times_by_officer_and_clinician(night, hospitals):
    _told(night, hospitals)
    stay = Stay.objects.get()
    at = f"/field/call/{night.assignment}/there/{stay.pk}/"
    officer = Phone(night.officer).open(f"/field/call/{night.assignment}/scene/")
    assert "St. Anne's Hospital" in officer.page.text and "on the way there" in officer.page.text
    officer.tap("St. Anne's Hospital").tap("We arrived").tap("Officer free")
    assert "Theo" not in officer.page.text and "voices" not in officer.page.text
    clinician = night.phone().open(at)
    clinician.tap("They took over now", status=422)
    clinician.type("said_by", "Charge nurse").tap("They took over now").tap("Clinician free")
    stay.refresh_from_db()
    assert stay.arrived_at <= stay.officer_free_at <= stay.took_over_at <= stay.clinician_free_at
    assert "Charge nurse took over at" in clinician.page.text
    timed = Log.objects.filter(kind=Kind.TRANSFER_TIMED)
    assert timed.count() == 4
    assert not any(night.person in one.subjects for one in timed), "a unit's time names no person"


@pytest.mark.whole
def test_a_time_is_put_right_and_the_old_one_stays(night, hospitals):
    _told(night, hospitals)
    stay = Stay.objects.get()
    at = f"/field/call/{night.assignment}/there/{stay.pk}/"
    phone = night.phone().open(at).tap("We arrived").tap("Officer free")
    was = Stay.objects.get().officer_free_at
    phone.open(f"{at}fix/officer_free/").type("at", "25:99").type("reason", "typed wrong").tap("Fix it", status=422)
    assert "24-hour HH:MM" in phone.page.text
    early = made.timedelta(hours=2)
    words = f"{(was - early).astimezone(HERE):%H:%M}"
    phone.open(f"{at}fix/officer_free/").type("at", words).type("reason", "too early").tap("Fix it", status=422)
    assert "can't be before you arrived there" in phone.page.text
    phone.open(f"{at}fix/arrived/").type("at", words).type("reason", "tapped late").tap("Fix it")
    assert f'<s class="was small">{was.astimezone(HERE):%H:%M}</s>' in phone.html
    log = Log.objects.get(kind=Kind.TRANSFER_CORRECTED)
    assert log.words["reason"] == "tapped late" and log.detail["old"] != log.detail["new"]


def test_a_corrected_time_on_the_night_the_clocks_go_back():
    with timezone.override(HERE), clock.at(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        arrived = datetime(2026, 11, 1, 5, 50, tzinfo=UTC)  # 01:50, summer time
        near = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)  # 01:30, winter time
        assert moment_of("01:10", near=near, not_before=arrived) == datetime(2026, 11, 1, 6, 10, tzinfo=UTC)
        assert moment_of("01:10", near=arrived - made.timedelta(minutes=30)) == datetime(2026, 11, 1, 5, 10, tzinfo=UTC)


def test_an_hour_of_spring_that_never_was_is_refused():
    with timezone.override(HERE), pytest.raises(Refusal, match="did not exist that night"):
        moment_of("02:30", near=datetime(2026, 3, 8, 7, 5, tzinfo=UTC))


def test_the_hour_over_midnight_lands_on_the_right_day():
    with timezone.override(HERE), clock.at(datetime(2026, 11, 22, 6, tzinfo=UTC)):
        near = datetime(2026, 11, 22, 5, 10, tzinfo=UTC)  # 00:10
        assert moment_of("23:55", near=near) == datetime(2026, 11, 22, 4, 55, tzinfo=UTC)


# In its place in `bin/test`: tests/hostile/test_canaries.py,
# test_a6_another_agencys_ids_are_nobodys_at_every_address.
@pytest.mark.whole
@pytest.mark.fuzz
def test_others_find_nothing(night, hospitals):
    contact, anne = night.met(), hospitals["St. Anne's Hospital"]
    notice = transfers.begin(UUID(contact.split("/")[4]), actor=night.clinician, facility_id=anne.pk)
    transfers.write(notice, actor=night.clinician, told={"why": "Three nights without sleep.", "hold": "no"})
    tell(notice, actor=night.clinician, medium="link")
    phone, base, stay = night.phone(), f"{contact}transfer/{notice}/", Stay.objects.get()
    phone.open(base)
    officer = Phone(night.officer)
    for page in few(("", "notice/", "preview/"), every=2):
        officer.open(base + page, status=404)
    stranger = Phone(made.user_with_job(night.clinician.role))
    stranger.open(base, status=404)
    stranger.open(f"/field/call/{night.assignment}/there/{stay.pk}/", status=404)
    phone.open(base.replace(str(stay.pk), str(night.person)), status=404)


@pytest.mark.whole
def test_what_the_place_last_said_of_its_beds_is_shown(night, hospitals):
    system = made.Actor.system("test", Permission.DIRECTORY_WRITE)
    told = {"name": "Harbor beds", "needs": ["crisis_stabilization"], "capacity": "2 beds"}
    add(actor=system, organization_id=hospitals["Harbor Crisis"].pk, **told)
    assert "2 beds, said" in _going(night, hospitals).page.text
