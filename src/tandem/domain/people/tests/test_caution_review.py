"""Cautions come due, are renewed, corrected and withdrawn with a reason, and are gone the moment they end."""

from datetime import timedelta

import pytest

from tandem.domain.people import records
from tandem.domain.people.actions import correct_caution, publish_caution, renew_caution, withdraw_caution
from tandem.domain.people.models import CautionReview
from tandem.domain.releases.opening import open_list
from tandem.foundation import clock
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

DAY, F = timedelta(days=1), Category.SAFETY_FLAGS


class Sides:
    def __init__(self):
        made.program()
        provider = made.organization(OrganizationKind.PROVIDER)
        self.clinician, self.supervisor = (
            made.user_with_job(one, of=provider) for one in (Role.CLINICIAN, Role.CLINICAL_SUPERVISOR)
        )
        self.dispatcher, self.officer = made.user_with_job(Role.DISPATCHER), made.user_with_job(Role.OFFICER)
        self.person = made.person(self.clinician, family_name="Ballard")

    def publish(self, actor, words="Startles at loud knocks", days=5, **more):
        ends = clock.now() + days * DAY
        return publish_caution(actor=actor, person_id=self.person, words=words, expires_at=ends, **more)


@pytest.fixture
def sides(db):
    yield Sides()
    forget()


def due(actor, kind, **more) -> list[str]:
    return [one.caution.words for one in records.due_for_review(release=open_list(actor, kind), **more)]


def test_each_side_reviews_its_own_overdue_first(sides):
    sides.publish(sides.clinician, "Not yet due", days=40)
    sides.publish(sides.clinician, "Soon", days=9)
    sides.publish(sides.clinician, "Sooner", days=3)
    sides.publish(sides.dispatcher, "Dog in the yard")
    sides.publish(sides.officer, "Loose stair")
    assert due(sides.supervisor, "caution_review") == ["Sooner", "Soon"]
    assert due(sides.dispatcher, "board") == ["Dog in the yard", "Loose stair"]
    assert due(sides.officer, "my_call", author=sides.officer.id) == ["Loose stair"]
    with clock.at(clock.now() + 6 * DAY):
        found = records.due_for_review(release=open_list(sides.supervisor, "caution_review"))
        assert [(one.caution.words, one.overdue) for one in found] == [("Sooner", True), ("Soon", False)]
        assert found[0].person.title == "Ballard"
        for one in records.due_for_review(release=open_list(sides.dispatcher, "board")):
            assert one.person is None and one.person_id is None, "dispatch reviews words, and names nobody"


def test_renewed_with_a_reason_and_the_old_end_kept(sides):
    caution = sides.publish(sides.clinician)
    with clock.at(clock.now() + 6 * DAY):
        release = made.release(sides.clinician, sides.person, F)
        assert records.cautions(release=release) == []
        renew_caution(caution, actor=sides.supervisor, expires_at=clock.now() + 30 * DAY, reason="Seen again today")
        (again,) = records.cautions(release=release)
        assert again.reviewed_at == clock.now()
        (before,) = records.in_review(caution, release=release).before
        assert (before.what, before.by, before.reason) == ("renewed", sides.supervisor.name, "Seen again today")
        for reason, days in (("", 3), ("x", 181), ("x", 0)):
            with pytest.raises(Refusal):
                renew_caution(caution, actor=sides.supervisor, expires_at=clock.now() + days * DAY, reason=reason)


def test_corrected_and_withdrawn_words_stay_in_the_history(sides):
    caution = sides.publish(sides.dispatcher, told_on=None)
    correct_caution(caution, actor=sides.dispatcher, words="Dog in the house", avoid="The side gate", reason="Moved")
    (shown,) = records.cautions_of([sides.person], release=open_list(sides.dispatcher, "board_people"))[sides.person]
    assert (shown.words, shown.avoid) == ("Dog in the house", "The side gate")
    withdraw_caution(caution, actor=sides.dispatcher, reason="Dog has died")
    assert records.cautions_of([sides.person], release=open_list(sides.dispatcher, "board_people")) == {}
    found = records.in_review(caution, release=open_list(sides.dispatcher, "board"))
    assert found.withdrawn_reason == "Dog has died"
    assert [one.words for one in found.before] == ["Dog in the house", "Startles at loud knocks"]
    assert CautionReview.objects.count() == 2
    with pytest.raises(Absent):
        renew_caution(caution, actor=sides.dispatcher, expires_at=clock.now() + DAY, reason="No")


def test_nobody_reviews_the_other_side_or_another_house(sides):
    theirs, ours = sides.publish(sides.clinician), sides.publish(sides.officer, "Loose stair")
    stranger = made.user_with_job(Role.CLINICAL_SUPERVISOR)
    for caution, actor in (
        (theirs, sides.dispatcher),
        (theirs, sides.officer),
        (theirs, stranger),
        (ours, sides.supervisor),
        (ours, made.user_with_job(Role.OFFICER)),
        (theirs, made.user_with_job(Role.CLINICIAN)),
    ):
        with pytest.raises(Absent):
            withdraw_caution(caution, actor=actor, reason="Not mine")
    with pytest.raises(Absent):
        records.in_review(theirs, release=open_list(sides.dispatcher, "board"))
    with pytest.raises(Absent):
        records.in_review(ours, release=open_list(sides.supervisor, "caution_review"))
    withdraw_caution(ours, actor=sides.officer, reason="Mended")


def test_a_label_is_refused_and_the_program_sets_the_longest_end(sides):
    for told in ({"words": "EDP"}, {"words": "Ok", "avoid": "Frequent flyer"}, {"words": "Ok", "what_helps": "junkie"}):
        with pytest.raises(Refusal, match="is a label"):
            publish_caution(actor=sides.officer, person_id=sides.person, expires_at=clock.now() + DAY, **told)
    caution = sides.publish(sides.officer)
    with pytest.raises(Refusal, match="is a label"):
        correct_caution(caution, actor=sides.officer, words="Psycho", reason="x")
    Program.objects.update(caution_days=10)
    forget()
    with pytest.raises(Refusal, match="within 10 days"):
        sides.publish(sides.officer, days=11)
    assert sides.publish(sides.officer, days=10)
