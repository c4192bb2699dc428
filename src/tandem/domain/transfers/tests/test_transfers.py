"""A transfer through its verbs: who may, second taps, order of times, facts, and who reads what."""

from datetime import timedelta

import pytest

from tandem.disclosure import NotReleased
from tandem.domain.encounters import actions as encounters
from tandem.domain.incidents.actions import add_person
from tandem.domain.transfers import actions
from tandem.domain.transfers.facts import facts
from tandem.domain.transfers.models import Stay, Transfer
from tandem.domain.transfers.notice import categories, checked, compose
from tandem.domain.transfers.records import of_encounter, of_person, stays, summary, transfers_under_way
from tandem.foundation import clock
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.transfers import TransferTime
from tests import made
from tests.short import few

T = TransferTime


class Way:
    """A clinician and an officer taking somebody to a hospital."""

    def __init__(self):
        made.program()
        self.clinician = made.user_with_job(Role.CLINICIAN)
        self.officer = made.user_with_job(Role.OFFICER)
        self.hospital = made.organization(OrganizationKind.HOSPITAL, name="St. Anne's", registered_provider=True)
        self.person = made.person(self.clinician, given_name="Theo", family_name="Ballard")
        self.assignment = made.sent(made.call(self.person), made.team(self.clinician, self.officer))
        self.encounter = encounters.start(actor=self.clinician, person_id=self.person, assignment_id=self.assignment)
        encounters.set_outcome(self.encounter, actor=self.clinician, outcome="engaged")
        self.transfer = actions.begin(self.encounter, actor=self.clinician, facility_id=self.hospital.pk)

    def stamp(self, which, **told):
        return actions.stamp(self.transfer, actor=told.pop("actor", self.clinician), which=which, **told)

    @property
    def stay(self):
        return Stay.objects.get(pk=self.transfer)


@pytest.fixture(scope="module")
def way(file_db):
    return Way()


def test_a_second_tap_begins_nothing_new_and_stamps_nothing_again(way):
    again = actions.begin(way.encounter, actor=way.clinician, facility_id=way.hospital.pk)
    assert again == way.transfer and Transfer.objects.count() == 1
    first = way.stamp(T.ARRIVED)
    with clock.at(first + timedelta(minutes=3)):
        assert way.stamp(T.ARRIVED) == first
    assert Log.objects.filter(kind=Kind.TRANSFER_TIMED).count() == 1


def test_times_need_no_notice_and_come_in_order(way):
    with pytest.raises(Refusal, match="Say first when you arrived there"):
        way.stamp(T.OFFICER_FREE)
    way.stamp(T.ARRIVED, actor=way.officer)
    with pytest.raises(Refusal, match="can't be empty"):
        way.stamp(T.TOOK_OVER)
    way.stamp(T.TOOK_OVER, said_by="Charge nurse", actor=way.officer)
    assert way.stay.took_over_said_by == "Charge nurse"


def test_a_dispatcher_may_stamp_by_radio_and_a_stranger_finds_nothing(way):
    dispatcher = made.user_with_job(Role.DISPATCHER)
    assert way.stamp(T.ARRIVED, actor=dispatcher)
    for stranger in (made.user_with_job(Role.OFFICER), made.user_with_job(Role.CLINICIAN)):
        with pytest.raises(Absent):
            way.stamp(T.CLINICIAN_FREE, actor=stranger)


def test_what_was_called_off_takes_no_time_until_a_place_is_chosen_again(way):
    actions.call_off(way.transfer, actor=way.clinician)
    with pytest.raises(Refusal, match="not going there any more"):
        way.stamp(T.ARRIVED)
    again = actions.begin(way.encounter, actor=way.clinician, facility_id=way.hospital.pk)
    assert again != way.transfer
    actions.stamp(again, actor=way.clinician, which=T.ARRIVED)
    with pytest.raises(Refusal, match="arrived there already"):
        actions.call_off(again, actor=way.clinician)


def test_a_corrected_time_keeps_the_old_one_and_its_reason(way):
    first = way.stamp(T.ARRIVED)
    early = first - timedelta(minutes=9)
    with pytest.raises(Refusal):
        actions.correct_time(way.transfer, actor=way.officer, which=T.ARRIVED, at=early, reason=" ")
    actions.correct_time(way.transfer, actor=way.officer, which=T.ARRIVED, at=early, reason="tapped late")
    assert way.stay.arrived_at == early
    [log] = Log.objects.filter(kind=Kind.TRANSFER_CORRECTED)
    assert (log.detail["old"], log.detail["new"]) == (first.isoformat(), early.isoformat())
    assert way.person not in log.subjects and way.transfer in log.subjects
    with pytest.raises(Refusal, match="Not said yet"):
        actions.correct_time(way.transfer, actor=way.officer, which=T.CLINICIAN_FREE, at=first, reason="x")


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("told", "field"),
    few(
        [
            ({"why": "x" * 401}, "why"),
            ({"why": "a\x00b"}, "why"),
            ({"risk": "\ud800"}, "risk"),
            ({"hold": "perhaps"}, "hold"),
            ({"with": ["dragon"]}, "with"),
            ({"minutes_away": "soon"}, "minutes_away"),
            ({"minutes_away": "9999"}, "minutes_away"),
            ({"minutes_away": "-1"}, "minutes_away"),
        ],
        every=3,
    ),
)
def test_bad_words_are_named_and_nothing_is_kept(way, told, field):
    with pytest.raises(Refusal) as refused:
        actions.write(way.transfer, actor=way.clinician, told={"why": "Good words.", **told})
    assert [each for each, _words in refused.value.errors] == [field]
    assert Transfer.objects.get().draft == {}


def test_a_notice_says_only_what_is_known_and_names_its_categories():
    draft = checked({"why": "Voices.", "hold_basis": "left over", "hold": "no"}, now=clock.now())
    body = compose(draft, name="", age=None, looks="Red jacket")
    assert body == [["looks", "Red jacket"], ["why", "Voices."], ["hold", "no"]]
    assert categories(body) == (Category.CLINICAL_NOTE, Category.DEMOGRAPHICS)
    more = compose(draft | {"cautions": "Dogs.", "screenings": ["PHQ-9: 12."]}, name="Theo", age=34, looks="Red")
    assert set(categories(more)) == {*categories(body), Category.SAFETY_FLAGS, Category.SCREENING}


def test_a_record_needs_its_category_and_its_person(way):
    note = made.release(way.clinician, way.person, Category.CLINICAL_NOTE)
    assert summary(way.transfer, release=note).facility == "St. Anne's"
    assert [one.id for one in of_encounter(way.encounter, release=note)] == [one.id for one in of_person(note)]
    for release in (
        made.release(way.clinician, way.person, Category.CAD_FACTS, Category.DEMOGRAPHICS),
        made.release(way.clinician, made.person(), Category.CLINICAL_NOTE),
    ):
        with pytest.raises(Absent):
            summary(way.transfer, release=release)


def test_where_a_unit_stands_needs_call_facts_only_and_names_nobody(way):
    way.stamp(T.ARRIVED)
    calls = made.list_release(way.officer, "board", Category.CAD_FACTS)
    stay = stays([way.assignment], release=calls)[way.assignment]
    assert (stay.place, stay.standing, stay.since) == ("St. Anne's", "waiting", way.stay.arrived_at)
    assert str(way.person) not in repr(stay) and "Theo" not in repr(stay)
    with pytest.raises(NotReleased):
        stays([way.assignment], release=made.list_release(way.officer, "board", Category.DEMOGRAPHICS))


def test_what_is_under_way_ends_with_a_free_clinician(way):
    care = made.list_release(way.clinician, "care", Category.CLINICAL_NOTE)
    assert [one.transfer.id for one in transfers_under_way(release=care)] == [way.transfer]
    elsewhere = made.list_release(made.user_with_job(Role.CLINICIAN), "care", Category.CLINICAL_NOTE)
    assert transfers_under_way(release=elsewhere) == []
    way.stamp(T.ARRIVED)
    way.stamp(T.CLINICIAN_FREE)
    assert transfers_under_way(release=care) == []


def test_facts_carry_times_and_no_word_of_anybody(way):
    way.stamp(T.ARRIVED)
    way.stamp(T.OFFICER_FREE)
    [fact] = facts(lambda kind, id: f"{kind}:{id.hex[:4]}")
    assert (fact.facility, fact.facility_kind, fact.record) == (way.hospital.short_name, "hospital", str(way.transfer))
    assert fact.arrived_at == way.stay.arrived_at and fact.took_over_at is None
    assert (fact.officer_came, fact.hold) == (None, None), "nobody said so yet"
    assert fact.person and fact.incident and "Theo" not in repr(fact)
    unknown = made.person(way.clinician, appearance="Red jacket")
    encounter = encounters.start(actor=way.clinician, person_id=unknown)
    actions.begin(encounter, actor=way.clinician, facility_id=way.hospital.pk)
    assert [one.person is None for one in facts(lambda kind, id: kind)] == [False, True]


def test_a_contact_put_under_the_right_person_takes_its_transfer_along(way):
    right = made.person(way.clinician, given_name="Ana", family_name="Brook")
    incident_id = Transfer.objects.get().encounter.incident_id
    add_person(incident_id, actor=way.clinician, person_id=right)
    encounters.move_to_person(way.encounter, actor=way.clinician, person_id=right, reason="Wrong name given")
    assert of_person(made.release(way.clinician, way.person, Category.CLINICAL_NOTE)) == []
    assert len(of_person(made.release(way.clinician, right, Category.CLINICAL_NOTE))) == 1
