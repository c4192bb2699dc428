"""What leaves for a receiving hospital or crisis center: by R50, previewed, sealed, written down; and what never does."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tandem.disclosure import NotReleased
from tandem.domain.encounters import actions as encounters
from tandem.domain.people.actions import describe
from tandem.domain.releases.models import Disclosure, Opening
from tandem.domain.releases.receiving import NotToThem, open_for_desk, preview, tell
from tandem.domain.transfers import actions
from tandem.domain.transfers.links import digest, link_actor, open_link
from tandem.domain.transfers.models import Link, Notice, Transfer
from tandem.domain.transfers.records import for_desk
from tandem.foundation import clock
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind
from tests import made

TOLD = {
    "why": "Three nights without sleep, hears voices.",
    "risk": "No plan to die. Steps back when crowded.",
    "helps": "His sister on the phone.",
    "cautions": "Startles at sirens.",
    "hold": "yes",
    "hold_basis": "ORC 5122.10",
    "with": ["officer", "clinician"],
    "minutes_away": "12",
}


@dataclass
class Going:
    scene: object
    hospital: Organization
    encounter: UUID
    transfer: UUID

    @property
    def clinician(self):
        return self.scene.actors["clinician on the team"]

    def tell(self, **told):
        return tell(self.transfer, actor=self.clinician, medium="link", **told)

    def desk(self):
        return link_actor(open_link(self.tell().token))


@pytest.fixture(scope="module")
def going(scene) -> Going:
    made.program()
    hospital = made.organization(OrganizationKind.HOSPITAL, name="St. Anne's Hospital", registered_provider=True)
    clinician = scene.actors["clinician on the team"]
    encounter = encounters.start(actor=clinician, person_id=scene.person, assignment_id=scene.assignment)
    encounters.set_outcome(encounter, actor=clinician, outcome="engaged")
    transfer = actions.begin(encounter, actor=clinician, facility_id=hospital.pk)
    actions.write(transfer, actor=clinician, told=TOLD)
    return Going(scene, hospital, encounter, transfer)


def test_what_is_previewed_is_what_leaves_and_what_the_desk_reads(going):
    seen = preview(going.transfer, actor=going.clinician)
    assert seen.problem is None
    desk = going.desk()
    assert Notice.objects.get().body == seen.body
    view = for_desk(going.transfer, release=open_for_desk(desk, going.transfer))
    assert [list(one) for one in view.body] == seen.body
    told = dict(view.body)
    assert told["name"] == "Theo Ballard" and told["hold_basis"] == "ORC 5122.10"
    assert told["with"] == ["officer", "clinician"] and "looks" not in told


def test_it_is_in_the_accounting_as_exempt_by_r50(going):
    going.tell()
    row = Disclosure.objects.get()
    assert (row.rules, row.basis, row.purpose, row.medium) == (["R50"], "none", "treatment", "link")
    assert row.categories == ["clinical_note", "demographics", "safety_flags"]
    assert (row.recipient_name, row.subject_id, row.exempt) == ("St. Anne's Hospital", going.transfer, True)
    assert "why" in row.fields and "Three nights" not in str(row.fields)
    assert row.agreement_id is None
    assert Opening.objects.filter(pk=row.opening_id).exists()


def test_a_disclosure_that_rests_on_consent_is_not_exempt():
    assert not Disclosure(obligations=["accounting", "audit"]).exempt


def test_every_look_of_the_desk_is_logged_under_its_own_name(going):
    desk = going.desk()
    open_for_desk(desk, going.transfer)
    look = Opening.objects.latest("opened_at")
    assert (look.actor_name, look.role, look.organization_id) == ("St. Anne's Hospital", "hospital", going.hospital.pk)
    assert look.rules == ["R50"] and look.person_id == going.scene.person


def test_the_desk_reads_no_more_than_the_notice_and_no_call_or_police_facts(going):
    release = open_for_desk(going.desk(), going.transfer)
    closed = (Category.CAD_FACTS, Category.LE_NARRATIVE, Category.PART2_RECORD, Category.REFERRAL_STATUS)
    assert not any(release.allows(one) for one in closed)


def test_what_changed_since_the_preview_does_not_leave(going):
    seen = preview(going.transfer, actor=going.clinician).body
    actions.write(going.transfer, actor=going.clinician, told=TOLD | {"risk": "Has a knife in his coat."})
    with pytest.raises(Refusal, match="changed while you read it"):
        going.tell(seen=seen)
    assert not Disclosure.objects.exists() and not Link.objects.exists()


def test_an_unknown_person_is_told_by_looks(going):
    unknown = made.person(going.clinician, appearance="About 30, red jacket")
    encounter = encounters.start(actor=going.clinician, person_id=unknown)
    encounters.set_outcome(encounter, actor=going.clinician, outcome="engaged")
    transfer = actions.begin(encounter, actor=going.clinician, facility_id=going.hospital.pk)
    actions.write(transfer, actor=going.clinician, told={"why": "Found on the bridge."})
    told = dict(preview(transfer, actor=going.clinician).body)
    assert told == {"looks": "About 30, red jacket", "why": "Found on the bridge.", "hold": "unknown"}
    describe(actor=going.clinician, person_id=unknown, given_name="Ana")
    assert "looks" not in dict(preview(transfer, actor=going.clinician).body)


@pytest.mark.parametrize(("told", "field"), [({"why": " "}, "why"), ({"hold_basis": ""}, "hold_basis")])
def test_what_the_place_must_know_is_asked_for(going, told, field):
    actions.write(going.transfer, actor=going.clinician, told=TOLD | told)
    with pytest.raises(Refusal) as refused:
        going.tell()
    assert refused.value.errors[0][0] == field
    assert not Disclosure.objects.exists()


def test_nothing_leaves_about_a_sealed_person(going):
    going.scene.put(sealed_at=clock.now())
    with pytest.raises(Absent):
        going.tell()
    with pytest.raises(Absent):
        preview(going.transfer, actor=going.clinician)


def test_nothing_leaves_to_a_place_that_is_no_provider_any_more(going):
    Organization.objects.filter(pk=going.hospital.pk).update(registered_provider=False)
    with pytest.raises(NotToThem):
        going.tell()
    assert not Disclosure.objects.exists() and not Notice.objects.exists()
    assert Transfer.objects.get().state == "draft"


def test_a_sealed_record_closes_the_link_at_once(going):
    desk = going.desk()
    going.scene.put(sealed_at=clock.now())
    with pytest.raises(Absent):
        open_for_desk(desk, going.transfer)


def test_only_the_team_of_the_encounter_tells(going):
    for name in ("clinician not related", "clinician elsewhere", "officer on the team", "peer on the team"):
        with pytest.raises((Absent, NotReleased)):
            tell(going.transfer, actor=going.scene.actors[name], medium="link")
    assert not Disclosure.objects.exists()


def test_only_hospitals_and_crisis_centers_are_told(going):
    for kind in (OrganizationKind.SHELTER, OrganizationKind.POLICE, OrganizationKind.PROVIDER):
        with pytest.raises(Refusal, match="hospital or a crisis center"):
            actions.begin(
                going.encounter,
                actor=going.clinician,
                facility_id=made.organization(kind, registered_provider=True).pk,
            )


def test_a_link_of_another_transfer_opens_nothing(going):
    desk = going.desk()
    elsewhere = made.organization(OrganizationKind.CRISIS_CENTER, registered_provider=True)
    other = actions.begin(going.encounter, actor=going.clinician, facility_id=elsewhere.pk)
    for wrong in (other, uuid4()):
        with pytest.raises(Absent):
            open_for_desk(desk, wrong)


def test_a_link_stores_no_secret_and_ends_by_itself(going):
    token = going.tell().token
    assert token not in str(Link.objects.values_list())
    assert Link.objects.get().secret_hash != digest("")
    assert open_link(token) and open_link(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    with clock.at(clock.now() + timedelta(hours=13)):
        assert open_link(token) is None
    again = going.tell().token
    assert open_link(token) is None and open_link(again), "telling again stops the link made before"
    with act(going.clinician, Permission.TRANSFER_WRITE):
        pass
    actions.call_off(going.transfer, actor=going.clinician)
    assert open_link(again) is None


def test_a_word_by_phone_is_written_down_as_what_it_is(going):
    with pytest.raises(Refusal, match="can't be empty"):
        tell(going.transfer, actor=going.clinician, medium="voice")
    assert tell(going.transfer, actor=going.clinician, medium="voice", said_to="Nurse Imani") is None
    assert Disclosure.objects.get().medium == "voice"
    assert not Link.objects.exists() and Notice.objects.get().said_to == "Nurse Imani"
