"""Contacts for a payer through their page: what is billable and why not, what leaves, and what never does."""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tandem.domain.consents.actions import restrict
from tandem.domain.encounters import actions as encounters
from tandem.domain.incidents.actions import stamp
from tandem.domain.part2 import actions as part2
from tandem.domain.people.models import Person
from tandem.domain.releases.billing import contacts, file, terms
from tandem.domain.releases.disclose import NotToThem, disclose_contacts
from tandem.domain.releases.models import Disclosure, Opening
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.attachments.models import File
from tandem.foundation.audit.models import Entry
from tandem.foundation.jobs import work
from tandem.foundation.jobs.models import Run
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.billing import LEFT_LABELS, Left
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Profession, Role, UnitTime
from tests import made
from tests.signed_in import sit, stale

pytestmark = pytest.mark.django_db
URL = "/reports/grants/mobile-crisis/"
TERMS = {
    "verb": "terms", "payer": "Demo State Medicaid", "payer_address": "1 Capitol Square", "code": "h2011",
    "modifiers": "HT, HE", "units": "eight", "place": "15", "source": "Demo state manual, chapter 12, July 2026",
}  # fmt: skip


@dataclass
class House:
    """A provider with its people, and contacts of three days ago."""

    provider: Organization
    clinician: Actor
    officer: Actor
    supervisor: Actor
    manager: Actor
    teams: dict = field(default_factory=dict)

    def met(
        self, name=("Theo", "Ballard"), *, minutes=40, sign=True, outcome="engaged", with_=None, used=(), **more
    ) -> UUID:
        """One contact from meeting to clear, closed; `with_` are who was on the team."""
        with clock.at(clock.now() - timedelta(days=3)):
            began = clock.now()
            told = {"given_name": name[0], "family_name": name[1], "birth_date": date(1990, 4, 3)} if name else {}
            person = made.person(self.clinician, **told, **more)
            members = with_ or (self.clinician, self.officer)
            self.teams[members] = self.teams.get(members) or made.team(*members)
            sent = made.sent(made.call(person), self.teams[members])
            encounter = encounters.start(actor=members[0], person_id=person, assignment_id=sent)
            encounters.set_outcome(encounter, actor=members[0], outcome=outcome)
            encounters.write_note(encounter, actor=members[0], text="Talked on the bench.", sign=sign)
            if used:
                part2.tell(encounter, actor=members[0], told={"substances": used})
        ticks = [(UnitTime.ARRIVAL, 1), (UnitTime.ENGAGEMENT, 2)]
        for which, after in [*ticks, (UnitTime.CLEAR, 2 + minutes)]:
            with clock.at(began + timedelta(minutes=after)):
                stamp(sent, actor=members[0], which=which)
        with clock.at(began + timedelta(minutes=3 + minutes)):
            encounters.set_disposition(encounter, actor=members[0], disposition="stays_with_support")
            encounters.close(encounter, actor=members[0])
        return encounter


@pytest.fixture(scope="module")
def house(file_db) -> House:
    made.program()
    provider = made.organization(OrganizationKind.PROVIDER, in_program=True)
    one = House(
        provider,
        made.user_with_job(Role.CLINICIAN, of=provider),
        made.user_with_job(Role.OFFICER),
        made.user_with_job(Role.CLINICAL_SUPERVISOR, of=provider),
        made.user_with_job(Role.EVALUATOR, of=provider),
    )
    terms.keep(terms.said(TERMS), actor=one.manager, seen=0)
    one.first = one.met()
    return one


@pytest.fixture
def desk(house) -> Client:
    return sit(Client(), house.supervisor)


def days() -> dict[str, str]:
    today = date_here()
    return {"since": str(today - timedelta(days=5)), "until": str(today - timedelta(days=1))}


def counted(desk) -> dict:
    page = desk.get(URL, days())
    assert page.status_code == 200, page.context["errors"]
    return page.context


def made_file(desk) -> tuple[dict[str, list[list[str]]], str]:
    """Make the file as the page does, with the worker's part: (its tables by name, its own words)."""
    answer = desk.post(URL, {"verb": "make", "seen": str(terms.in_force().edition), **days()})
    run = Run.objects.latest("asked_at")
    assert b"Waiting to start" in desk.get(answer.url).content
    work.execute(run_id=str(run.pk))
    run.refresh_from_db()
    assert run.state == "done", run.failure
    assert b"Download the file" in desk.get(answer.url).content
    answer = desk.post(f"{answer.url}file/")
    assert answer["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        told = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {n: list(csv.reader(io.StringIO(t))) for n, t in told.items() if n.endswith("csv")}, told["read-me.txt"]


def test_a_contact_leaves_with_its_units_and_its_entry_in_the_accounting(house, desk):
    tables, words = made_file(desk)
    head, line = tables["contacts.csv"]
    told = dict(zip(head, line, strict=True))
    assert (told["minutes"], told["units"], told["procedure_code"], told["place_of_service"]) == (
        "40",
        "3",
        "H2011",
        "15",
    )
    assert (told["modifier_1"], told["modifier_2"], told["modifier_3"]) == ("HT", "HE", "")
    assert (told["family_name"], told["birth_date"], told["under_18"]) == ("Ballard", "1990-04-03", "no")
    assert told["signed_by"] == house.clinician.name and "Clinician" in told["team"]
    # What Tandem does not hold is empty, and said.
    assert (told["beneficiary_id"], told["diagnosis"], told["rendering_npi"]) == ("", "", "")
    assert "THIS IS NOT A CLAIM" in words and "Demo state manual, chapter 12" in words
    (event,) = Disclosure.objects.filter(form="D10")
    assert (event.recipient_name, event.recipient_address) == ("Demo State Medicaid", "1 Capitol Square")
    assert (event.why[:11], event.subject_id, event.exempt) == ("Payment for", house.first, True)
    assert event.rules == ["D10", "R13"] and "part2_record" not in event.categories
    assert Opening.objects.filter(kind="billing", ids__contains=[event.person_id]).exists()
    assert Entry.objects.filter(action="disclose", detail__form="D10").exists()
    # A second file says that this one was told before.
    assert counted(desk)["again"] == 1
    tables, _words = made_file(desk)
    assert dict(zip(*tables["contacts.csv"], strict=True))["in_an_earlier_file"] == str(date_here())
    assert Disclosure.objects.filter(form="D10").count() == 2


def test_what_is_not_billable_is_listed_with_every_reason(house, desk):
    intern = made.user_with_job(Role.CLINICIAN, Profession.INTERN, of=house.provider)
    pair = tuple(made.user_with_job(Role.CLINICIAN, of=house.provider) for _ in range(2))
    house.met(sign=False)
    house.met(outcome="declined", minutes=5)
    house.met(None, appearance="Male, about 30")
    house.met(with_=(intern, made.user_with_job(Role.OFFICER)))
    house.met(with_=pair)
    found = counted(desk)
    assert (found["total"], found["billable"], found["left_count"]) == (6, 1, 5)
    assert dict(found["why"]) == {
        LEFT_LABELS[why]: n
        for why, n in (
            (Left.NOT_MET, 1), (Left.TOO_SHORT, 1), (Left.NO_PROFESSIONAL, 1), (Left.ONE_PROFESSION, 1),
            (Left.UNKNOWN, 1), (Left.UNSIGNED, 2),
        )
    }  # fmt: skip
    tables, words = made_file(desk)
    assert len(tables["contacts.csv"]) == 2 and len(tables["not-billable.csv"]) == 6
    assert [row[2] for row in tables["not-billable.csv"] if "face to face" in row[2]] == [
        f"{LEFT_LABELS[Left.NOT_MET]}; {LEFT_LABELS[Left.TOO_SHORT]}"
    ]
    # No name of anybody stands among what is not billable.
    assert "Ballard" not in str(tables["not-billable.csv"]) and "not-billable.csv: 5" in words


def test_nothing_of_part_2_leaves_and_nobody_learns_that_it_is_there(house, desk, monkeypatch):
    house.met(("Nora", "Vale"), used=["opioids"])
    limited, sealed, staff = (house.met((name, "Made")) for name in ("Ana", "Bo", "Cy"))
    person = contacts.Encounter.objects.get(pk=limited).person_id
    officer = made.user_with_job(Role.PRIVACY_OFFICER, of=house.provider)
    restrict(actor=officer, person_id=person, categories=["clinical_note"], words="Not to the insurer.")
    with act(Actor.system("test", Permission.DEMO_BUILD), Permission.DEMO_BUILD):
        for encounter, fact in ((sealed, {"sealed_at": clock.now()}), (staff, {"is_staff": True})):
            Person.objects.filter(pk=contacts.Encounter.objects.get(pk=encounter).person_id).update(**fact)
    found = counted(desk)
    assert (found["total"], found["billable"], found["left_count"]) == (1, 1, 0)
    tables, words = made_file(desk)
    told = str(tables) + words
    assert "Ballard" in told and not any(name in told for name in ("Vale", "Nora", "Ana", "Bo ", "Cy "))
    assert {one.subject_id for one in Disclosure.objects.filter(form="D10")} == {house.first}
    # The planted fault: without the tables of what is kept apart, the contact would have left.
    monkeypatch.setattr(contacts, "APART", ())
    assert counted(desk)["billable"] == 2


def test_a_form_for_payers_never_holds_a_category_of_part_2(house):
    release = made.list_release(house.supervisor, "billing", *contacts.HELD, Category.PART2_RECORD)
    told = {"contacts": [], "to": terms.in_force().recipient, "fields": (), "why": ""}
    with pytest.raises(NotToThem):
        disclose_contacts(
            actor=house.supervisor, release=release, categories=(*contacts.HELD, Category.PART2_RECORD), **told
        )


def test_an_agency_of_substance_use_care_alone_makes_no_file(house, desk):
    Organization.objects.filter(pk=house.provider.pk).update(only_sud_care=True)
    page = desk.get(URL, days())
    assert page.status_code == 422 and "own consent alone" in page.context["faults"]["until"]


def test_who_may_not_read_the_contacts_sees_neither_counts_nor_files(house, desk):
    made_file(desk)
    run = Run.objects.latest("asked_at")
    for who in (house.manager, made.user_with_job(Role.ADMIN)):
        other = sit(Client(), who)
        page = other.get(URL, days())
        assert "found" not in page.context and b"A clinical supervisor of the agency" in page.content
        assert other.post(URL, {"verb": "make", "seen": "1", **days()}).status_code == 404
        assert other.get(f"{URL}{run.pk}/").status_code == other.post(f"{URL}{run.pk}/file/").status_code == 404
        with pytest.raises(NotAllowed):
            file.fetch(UUID(run.results["file"]), actor=who)
        with pytest.raises(NotAllowed):
            contacts.read(who, terms.in_force(), date_here(), date_here())
    elsewhere = sit(Client(), made.user_with_job(Role.CLINICAL_SUPERVISOR))
    assert counted(elsewhere)["total"] == 0
    assert elsewhere.post(f"{URL}{run.pk}/file/").status_code == 404
    assert sit(Client(), made.user_with_job(Role.DISPATCHER)).get(URL).status_code == 404


def test_a_file_of_people_needs_a_fresh_proof_and_every_fetch_is_in_the_trail(house, desk):
    made_file(desk)
    run = Run.objects.latest("asked_at")
    door, fetched = f"{URL}{run.pk}/file/", Entry.objects.filter(action="billing.fetch")
    entry = fetched.get()
    assert str(entry.object_id) == run.results["file"] and entry.detail["sha256"] and entry.size
    assert desk.get(door).status_code == 405, "no link and no scanner fetches it"
    # The same right without the file being one's own.
    other = made.user_with_job(Role.CLINICAL_SUPERVISOR, of=house.provider)
    with pytest.raises(Absent):
        file.fetch(UUID(run.results["file"]), actor=other)
    stale(desk)
    asked = desk.post(URL, {"verb": "make", "seen": "1", **days()}), desk.post(door)
    assert all("Show that it is you" in one.content.decode() for one in asked)
    assert Run.objects.latest("asked_at") == run and fetched.count() == 1


def test_more_files_in_a_day_than_usual_are_a_row_for_the_oversight_desk(house, desk, monkeypatch):
    monkeypatch.setattr("tandem.domain.releases.lists.USUAL_FILES", 1)
    made_file(desk)
    assert not Entry.objects.filter(action="export.unusual").exists()
    made_file(desk)
    entry = Entry.objects.get(action="export.unusual")
    assert (entry.object_kind, entry.detail) == ("billing", {"files": 2, "rows": 2})


def test_terms_are_editions_and_what_is_wrong_is_said_beside_its_field(house, desk):
    manager = sit(Client(), house.manager)
    wrong = TERMS | {
        "payer": "",
        "code": "H20",
        "modifiers": "HTX",
        "units": "x",
        "place": "1",
        "source": "\0",
        "seen": "1",
    }
    page = manager.post(URL, wrong)
    assert page.status_code == 422
    assert set(page.context["faults"]) == {"payer", "code", "modifiers", "units", "place", "source"}
    assert page.context["f"]["modifiers"]["value"] == "HTX"
    assert manager.post(URL, TERMS | {"seen": "0"}).status_code == 409
    assert manager.post(URL, TERMS | {"seen": "1", "units": "whole"}).status_code == 302
    assert terms.in_force().edition == 2 and counted(desk)["sum_units"] == 2
    # A file asked for under the old terms is not made.
    desk.post(URL, {"verb": "make", "seen": "1", **days()})
    run = Run.objects.latest("asked_at")
    work.execute(run_id=str(run.pk))
    run.refresh_from_db()
    assert (run.state, "changed meanwhile" in run.failure) == ("failed", True)
    assert not Disclosure.objects.filter(form="D10").exists()
    with pytest.raises(NotAllowed):
        terms.keep(terms.said(TERMS), actor=house.supervisor, seen=2)


@pytest.mark.parametrize(
    ("since", "until"),
    [("", "2026-01-01"), ("2026-02-30", ""), ("2026-02-01", "2026-01-01"), ("2024-01-01", "2026-01-01")],
)
def test_days_that_cant_be_are_refused(house, desk, since, until):
    page = desk.get(URL, {"since": since, "until": until})
    assert page.status_code == 422 and page.context["errors"]
    with pytest.raises(Refusal):
        contacts.checked(date_here(), date_here(), date_here())


def test_stopped_or_broken_nothing_left_and_the_file_lasts_a_day(house, desk, monkeypatch):
    answer = desk.post(URL, {"verb": "make", "seen": "1", **days()})
    desk.post(answer.url)
    work.execute(run_id=str(Run.objects.latest("asked_at").pk))
    assert b"nothing left" in desk.get(answer.url).content
    with monkeypatch.context() as patch:
        patch.setattr(file, "packed", lambda *_told: 1 / 0)
        answer = desk.post(URL, {"verb": "make", "seen": "1", **days()})
        work.execute(run_id=str(Run.objects.latest("asked_at").pk))
        assert b"Nothing was made, and nothing left" in desk.get(answer.url).content
    assert not Disclosure.objects.filter(form="D10").exists() and not File.objects.filter(gone_at=None).exists()
    made_file(desk)
    run = Run.objects.latest("asked_at")
    with clock.at(clock.now() + timedelta(hours=25)):
        late = sit(Client(), house.supervisor)
        assert late.post(f"{URL}{run.pk}/file/").status_code == 404
        assert b"The file is deleted" in late.get(f"{URL}{run.pk}/").content
