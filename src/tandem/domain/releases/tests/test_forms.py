"""What the law permits without consent: fixed fields, read before it leaves, in the accounting by its id."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.people.models import Person
from tandem.domain.releases import letters
from tandem.domain.releases.accounting import line
from tandem.domain.releases.disclose import NotToThem, outside
from tandem.domain.releases.forms import SHEETS
from tandem.domain.releases.forms.locate import GIVEN, LOCATE
from tandem.domain.releases.forms.report import LATER, reports
from tandem.domain.releases.forms.sending import open_to, prefilled, preview, send, sheet_of
from tandem.domain.releases.models import Disclosure, Letter
from tandem.domain.releases.opening import open_release
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.disclosing import NEVER_ON_A_FORM, Form
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made

POLICE = ("Det. Lowe, Rivermont Police", "1 Main Street")
FILLED = {
    Form.LOCATE: {
        "whom": "missing",
        "asked_by": "Det. Lowe, badge 12",
        "asked_how": "By phone",
        "name_address": "Theo Ballard, 4 Quay Street",
        "looks": "Tall, scar on the left hand",
    },
    Form.THREAT: {
        "statement": "He said he will wait for her at work.",
        "at_risk": "Ann Ballard",
        "able": "Her employer",
    },
    Form.MANDATED_REPORT: {
        "about": "other",
        "law": "R.C. 2151.421",
        "which": "first",
        "noticed": "Nov 20, 21:00",
        "about_whom": "A boy of 6, 4 Quay Street",
        "facts": "Bruises on both arms.",
    },
    Form.CRIME: {
        "crime": "staff",
        "circumstances": "He threw a chair at a nurse.",
        "status": "is",
        "name_address": "Theo Ballard, 4 Quay Street",
        "whereabouts": "Left by the north door",
    },
    Form.DEATH: {"law": "R.C. 313", "asked_by": "Coroner", "who": "Theo Ballard", "facts": "Took an overdose before."},
    Form.FAMILY: {"tie": "sister", "asked": "agreed", "line": "He is safe and stays the night."},
    Form.CUSTODY: {"who": "Theo Ballard", "safety": "Said he thinks of dying.", "needed_for": "Intake at the jail"},
    Form.OVERSIGHT: {"law": "42 CFR 3", "asked_by": "HHS 7", "who": "Theo Ballard", "given": "The note of Nov 20."},
}


class Desk:
    """A clinician with a person they met, and the privacy officer of their provider."""

    def __init__(self):
        made.program()
        self.provider = made.organization(in_program=True)
        self.clinician = made.user_with_job(Role.CLINICIAN, of=self.provider)
        self.officer = made.user_with_job(Role.PRIVACY_OFFICER, of=self.provider)
        self.person = made.person(
            self.clinician,
            given_name="Theo",
            family_name="Ballard",
            address="4 Quay Street",
            appearance="Tall, red jacket",
        )
        encounters.start(actor=self.clinician, person_id=self.person)

    def release(self, role=Role.CLINICIAN):
        if role == Role.CLINICIAN:
            return open_release(self.clinician, self.person, Purpose.TREATMENT)
        return made.officers_release(self.officer, self.person)

    def send(self, form, **changes):
        sheet = SHEETS[form]
        role = Role.CLINICIAN if Role.CLINICIAN in sheet.roles else Role.PRIVACY_OFFICER
        actor = self.clinician if role == Role.CLINICIAN else self.officer
        told = {"actor": actor, "to": outside(*POLICE), "medium": "voice"}
        told["release"] = changes.pop("release", None) or self.release(role)
        values = {**FILLED[form], **changes.pop("values", {})}
        return send(sheet, values, **{**told, **changes})


@pytest.fixture(scope="module")
def desk(file_db) -> Desk:
    return Desk()


@pytest.mark.parametrize("form", FILLED)
def test_each_form_is_in_the_accounting_by_its_own_id_with_the_words_that_left(desk, form):
    sent = desk.send(form)
    kept = Disclosure.objects.get(pk=sent)
    assert kept.form == form and form in kept.rules and not kept.exempt
    assert (kept.recipient_name, kept.recipient_address) == POLICE
    assert Letter.objects.get(pk=sent).lines == preview(SHEETS[form], FILLED[form]).lines
    assert form in line(kept).rules and "Det. Lowe" in line(kept).to
    assert NEVER_ON_A_FORM.isdisjoint(map(Category, kept.categories))


def test_h15_police_who_look_for_somebody_get_exactly_the_eight_facts_of_the_rule(desk):
    assert [one.label for one in GIVEN] == [
        "Name and address",
        "Date and place of birth",
        "Social Security number",
        "Blood type and Rh factor",
        "Type of injury",
        "Date and time of treatment",
        "Date and time of death",
        "What the person looks like",
    ]
    assert [one for one in LOCATE.fields if one.leaves] == list(GIVEN)
    sent = desk.send(Form.LOCATE, values={"dna": "ACGT", "note": "Three nights", "teeth": "Gold"})
    assert [label for label, _words in Letter.objects.get(pk=sent).lines] == [
        "Name and address",
        "What the person looks like",
    ]
    # The request is recorded with it, and not sent.
    assert ["Who asked", "Det. Lowe, badge 12"] in Letter.objects.get(pk=sent).kept
    for name in ("whom", "asked_by", "asked_how"):
        with pytest.raises(Refusal, match="empty"):
            desk.send(Form.LOCATE, values={name: ""})


def test_h15_never_from_a_part_2_row_nor_by_a_program_of_substance_use_care(desk):
    for words in ("Seen at the methadone clinic", "After an overdose", "At the detox"):
        with pytest.raises(Refusal, match="substance use"):
            desk.send(Form.LOCATE, values={"looks": words})
    Organization.objects.filter(pk=desk.provider.pk).update(only_sud_care=True)
    for form in (Form.LOCATE, Form.THREAT, Form.FAMILY, Form.CUSTODY, Form.OVERSIGHT):
        with pytest.raises(NotToThem):
            desk.send(form)
    assert not Disclosure.objects.exists()


def test_p13_a_crime_and_a_first_report_may_leave_such_a_program_with_the_fields_the_rule_allows(desk):
    Organization.objects.filter(pk=desk.provider.pk).update(only_sud_care=True)
    crime = desk.send(Form.CRIME, values={"diagnosis": "None of theirs"})
    assert [label for label, _words in Letter.objects.get(pk=crime).lines] == [
        "What kind",
        "What happened",
        "The person",
        "Name and address",
        "Last known whereabouts",
    ]
    desk.send(Form.MANDATED_REPORT)
    with pytest.raises(Refusal) as refused:
        desk.send(Form.MANDATED_REPORT, values={"which": "more"})
    assert ("which", LATER) in refused.value.errors


def test_h16_a_warning_holds_the_entered_statement_only(desk):
    sent = desk.send(Form.THREAT)
    assert [label for label, _words in Letter.objects.get(pk=sent).lines] == [
        "What they need to know",
        "Who is in danger",
    ]
    kept = Disclosure.objects.get(pk=sent)
    assert (kept.purpose, kept.rules) == (Purpose.IMMINENT_THREAT, ["D2", "R04"])
    for words in ("He is an addict", "He is bipolar"):
        with pytest.raises(Refusal, match="label"):
            desk.send(Form.THREAT, values={"statement": words})


def test_s3_which_reports_there_are_and_by_when_is_the_states_own_content(desk):
    assert reports() == ()
    program = made.program()
    program.state = "CO"
    program.save()
    made.program()
    with clock.at(datetime(2026, 11, 20, tzinfo=UTC)):
        child, adult = reports()
        assert "19-3-304" in child.citation and child.hours == adult.hours == 24
        words = dict(SHEETS[Form.MANDATED_REPORT].choices(SHEETS[Form.MANDATED_REPORT].fields[0]))
        assert list(words) == ["0", "1", "other"] and "A child" in words["0"]
        sent = desk.send(Form.MANDATED_REPORT, values={"about": "0", "law": ""})
    assert "19-3-304" in Letter.objects.get(pk=sent).lines[0][1]
    kept = Disclosure.objects.get(pk=sent)
    # The report opens nothing of the chart to whoever receives it.
    assert kept.form == "D3" and set(kept.categories) <= {"clinical_note", "demographics"}


def test_told_to_family_needs_why_where_the_person_could_not_be_asked(desk):
    with pytest.raises(Refusal, match="could not be asked"):
        desk.send(Form.FAMILY, values={"asked": "could_not"})
    desk.send(Form.FAMILY, values={"asked": "could_not", "could_not_why": "Asleep; she waits outside."})
    with pytest.raises(Refusal, match="substance use"):
        desk.send(Form.FAMILY, values={"line": "He is in rehab."})


def test_who_may_send_what(desk):
    assert [one.form for one in open_to(Role.CLINICIAN)] == ["D2", "D3", "D6", "D8"]
    assert [one.form for one in open_to(Role.PRIVACY_OFFICER)] == list(SHEETS)
    assert open_to(Role.OFFICER) == open_to(Role.PEER) == open_to(None) == []
    for form in ("D1", "D4", "D5", "D9", "D7", "D0", ""):
        with pytest.raises(Absent):
            sheet_of(form, actor=desk.clinician)
    # Nor by the release of somebody whose role may not.
    for form in (Form.LOCATE, Form.CRIME, Form.DEATH, Form.OVERSIGHT):
        with pytest.raises(NotToThem):
            desk.send(form, actor=desk.clinician, release=desk.release())
    with pytest.raises(NotAllowed):
        desk.send(Form.FAMILY, actor=made.user_with_job(Role.PEER, of=desk.provider))


def test_what_was_read_leaves_once(desk):
    read = preview(SHEETS[Form.FAMILY], FILLED[Form.FAMILY])
    with pytest.raises(Refusal, match="not what you read"):
        desk.send(Form.FAMILY, seen=read.lines, values={"line": "He is not safe."})
    key = made.release(desk.clinician, desk.person).id
    desk.send(Form.FAMILY, key=key)
    with pytest.raises(Conflict):
        desk.send(Form.FAMILY, key=key)
    assert Disclosure.objects.count() == 1


def test_what_the_record_knows_is_offered_as_far_as_the_sender_may_read_it(desk):
    assert prefilled(SHEETS[Form.CUSTODY], release=desk.release()) == {"who": "Theo Ballard"}
    offered = prefilled(LOCATE, release=made.officers_release(desk.officer, desk.person))
    assert offered["name_address"] == "Theo Ballard, 4 Quay Street" and offered["looks"] == "Tall, red jacket"
    assert offered["treated_at"]
    narrow = made.release(desk.officer, desk.person, Category.CLINICAL_NOTE)
    assert prefilled(LOCATE, release=narrow)["name_address"] == ""


def test_the_words_are_kept_for_whoever_may_read_notes_of_that_person(desk):
    sent = desk.send(Form.FAMILY)
    assert letters.kept(sent, release=desk.release()).lines[0][1] == "He is safe and stays the night."
    other = made.person(desk.clinician, given_name="Rae", family_name="Calderwick")
    with pytest.raises(Absent):
        letters.kept(sent, release=made.release(desk.clinician, other, Category.CLINICAL_NOTE))
    with pytest.raises(PermissionError):
        letters.kept(sent, release=made.release(desk.clinician, desk.person, Category.DEMOGRAPHICS))


def test_a_sealed_record_leaves_on_no_form(desk):
    releases = {form: desk.release(Role.CLINICIAN) for form in (Form.THREAT, Form.FAMILY)}
    with act(Actor.system("test", Permission.DEMO_BUILD), Permission.DEMO_BUILD):
        Person.objects.filter(pk=desk.person).update(sealed_at=clock.now() - timedelta(hours=1))
    for form, release in releases.items():
        with pytest.raises(NotToThem):
            desk.send(form, release=release)
