"""Two reports of one incident: linked, unlinked, never lost, whoever else is at it."""

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from tandem.domain.incidents import actions, records
from tandem.domain.incidents.facts import facts
from tandem.domain.incidents.models import Incident, ReportLink
from tandem.domain.incidents.tests.test_receive import CAD, told
from tandem.domain.releases import timeline
from tandem.domain.releases.opening import open_release
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
KEPT = ("number", "source", "place", "narrative", "caller", "callback", "inputs", "state", "response", "received_at")


def row(incident):
    return Incident.objects.get(pk=incident)


def whole(incident):
    return {name: getattr(row(incident), name) for name in KEPT}


@pytest.fixture
def twin(shift):
    other = made.call(place="Elm Street 4", narrative="A man shouts.", caller="Neighbor", callback="555-0142")
    actions.answer(other, actor=shift.dispatcher, name="weapon", value="in_hand")
    return other


def test_the_other_report_stands_whole_on_the_call_and_leaves_the_board(shift, twin):
    actions.answer(shift.incident, actor=shift.dispatcher, name="weapon", value="none")
    before = whole(twin)
    assert actions.link(twin, actor=shift.dispatcher, primary_id=shift.incident) == shift.incident
    board = records.board(release=shift.release)
    assert [(one.id, one.reports) for one in board] == [(shift.incident, 1)]
    assert [one.id for one in records.on_board(release=shift.release)] == [shift.incident]
    assert records.nearby(shift.incident, release=shift.release) == []
    (report,) = records.call(shift.incident, release=shift.release).reports
    assert (report.id, report.narrative, report.caller, report.callback) == (
        twin,
        "A man shouts.",
        "Neighbor",
        "555-0142",
    )
    assert report.answers == (("Weapon", "In hand"),)
    assert report.differs == (("Weapon", "none", "In hand"),)
    assert report.linked_by == shift.dispatcher.name
    opened = records.call(twin, release=shift.release)
    assert (opened.primary.id, opened.narrative) == (shift.incident, "A man shouts.")
    assert [one.id for one in records.find(row(twin).number, release=shift.release)] == [twin]
    assert [one.reports for one in facts(lambda *_: "key")] == [2]

    actions.unlink(twin, actor=shift.dispatcher)
    assert whole(twin) == before
    assert {one.id for one in records.board(release=shift.release)} == {shift.incident, twin}
    assert [one.reports for one in facts(lambda *_: "key")] == [1, 1]
    assert records.call(shift.incident, release=shift.release).reports == ()
    for incident in (twin, shift.incident):
        kinds = list(Log.objects.filter(subjects__contains=[incident]).values_list("kind", flat=True))
        assert kinds.count(Kind.INCIDENT_LINKED) == kinds.count(Kind.INCIDENT_UNLINKED) == 1
    link = ReportLink.objects.get()
    assert (link.linked_by, link.unlinked_by) == (shift.dispatcher.id, shift.dispatcher.id)
    said = [entry.text for entry in timeline.of_incident(twin, release=shift.release)]
    assert f"{row(twin).number} and {row(shift.incident).number}." in said


def test_twice_is_once_and_a_report_of_a_report_goes_to_the_call(shift, twin):
    third = made.call()
    for _ in range(2):
        actions.link(twin, actor=shift.dispatcher, primary_id=shift.incident)
    assert actions.link(third, actor=shift.dispatcher, primary_id=twin) == shift.incident
    assert {row(one).primary_id for one in (twin, third)} == {shift.incident}
    assert ReportLink.objects.count() == 2


def test_what_would_hide_work_is_refused_with_words(shift, twin):
    by = {"actor": shift.dispatcher}
    third, over = made.call(), made.call()
    actions.close(over, **by, reason="Done")
    with pytest.raises(Refusal, match="itself"):
        actions.link(twin, **by, primary_id=twin)
    with pytest.raises(Refusal, match="is over"):
        actions.link(twin, **by, primary_id=over)
    with pytest.raises(Refusal, match="over already"):
        actions.link(over, **by, primary_id=twin)
    made.sent(twin, shift.team)
    with pytest.raises(Refusal, match="A team is on"):
        actions.link(twin, **by, primary_id=shift.incident)
    actions.link(shift.incident, **by, primary_id=twin)
    with pytest.raises(Refusal, match="other way around"):
        actions.link(twin, **by, primary_id=shift.incident)
    with pytest.raises(Refusal, match="already another report"):
        actions.link(shift.incident, **by, primary_id=third)
    with pytest.raises(Refusal, match="other reports of its own"):
        actions.link(twin, **by, primary_id=third)
    with pytest.raises(Refusal, match="Send the team there"):
        actions.assign(shift.incident, **by, team_id=shift.team)
    with pytest.raises(Refusal, match="not linked"):
        actions.unlink(twin, **by)
    with pytest.raises(Absent):
        actions.link(uuid4(), **by, primary_id=twin)
    with pytest.raises(NotAllowed):
        actions.link(third, actor=shift.officer, primary_id=twin)


def test_a_person_on_the_other_report_goes_where_the_call_goes(shift, twin):
    person = made.person()
    actions.add_person(twin, actor=shift.dispatcher, person_id=person)
    with pytest.raises(Absent):
        open_release(shift.officer, person, Purpose.SCENE)
    actions.link(twin, actor=shift.dispatcher, primary_id=shift.incident)
    assignment = made.sent(shift.incident, shift.team)
    assert records.call(shift.incident, release=shift.release).everybody == (person,)
    release = open_release(shift.officer, person, Purpose.SCENE)
    assert release.allows(Category.DEMOGRAPHICS)
    assert records.call(shift.incident, release=release).number == row(shift.incident).number
    assert timeline.of_incident(shift.incident, release=release)
    assert any(one.kind == Kind.TEAM_ASSIGNED for one in timeline.of_person(release=release))
    actions.release_team(assignment, actor=shift.dispatcher, reason="Enough")
    actions.unlink(twin, actor=shift.dispatcher)
    assert records.call(shift.incident, release=shift.release).everybody == ()
    with pytest.raises(Absent):
        open_release(shift.officer, person, Purpose.SCENE)


def test_a_later_message_about_the_other_report_shows_on_the_call(shift):
    call = told()
    other = actions.receive(call, actor=CAD).id
    actions.link(other, actor=shift.dispatcher, primary_id=shift.incident)
    before = row(shift.incident).changed_at
    actions.receive(dataclasses.replace(call, narrative="He has a bat."), actor=CAD)
    assert records.call(shift.incident, release=shift.release).reports[0].narrative == "He has a bat."
    assert row(shift.incident).changed_at > before
    kinds = Log.objects.filter(subjects__contains=[shift.incident]).values_list("kind", flat=True)
    assert Kind.INCIDENT_CHANGED in kinds
    assert row(other).state == "linked"


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_make_no_ring_and_no_chain():
    dispatcher = made.user_with_job(Role.DISPATCHER)
    one, two, three = made.call(), made.call(), made.call()
    pairs = [(one, two), (two, one), (two, three), (three, one), (one, three), (three, two)]
    ready = threading.Barrier(len(pairs))

    def at_once(pair):
        try:
            ready.wait()
            return actions.link(pair[0], actor=dispatcher, primary_id=pair[1])
        except Refusal as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(pairs)) as threads:
        list(threads.map(at_once, pairs))
    rows = {one.pk: one for one in Incident.objects.all()}
    linked = [one for one in rows.values() if one.primary_id]
    assert 1 <= len(linked) <= 2
    assert all(rows[one.primary_id].primary_id is None and rows[one.primary_id].state == "open" for one in linked)
    assert ReportLink.objects.filter(unlinked_at=None).count() == len(linked)
