"""D7: a data set about many people, with fixed fields, no identifier, and an entry for each person in it."""

import csv
import io
from datetime import timedelta

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.releases.cases import actions, data_set
from tandem.domain.releases.disclose import NotToThem, disclose_set, outside
from tandem.domain.releases.models import Disclosure
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import date_here
from tandem.surfaces.program.tests.conftest import at_the_page
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db


class Study:
    def __init__(self):
        made.program()
        self.provider = made.organization(in_program=True)
        self.clinician = made.user_with_job(Role.CLINICIAN, of=self.provider)
        self.officer = made.user_with_job(Role.PRIVACY_OFFICER, of=self.provider)
        self.people = [
            made.person(self.clinician, given_name="Theo", family_name=f"Ballard{n}", phone="555-0117")
            for n in range(3)
        ]
        for person in self.people:
            contact = encounters.start(actor=self.clinician, person_id=person)
            encounters.set_outcome(contact, actor=self.clinician, outcome="engaged")
        self.today = date_here()

    def case(self, **papers):
        made_case = actions.open_new(
            actor=self.officer,
            kind="official",
            requester_name="Dr. Imani Ferro",
            requester_tie="state university",
            requester_address="3 College Road",
            matter="A year of contacts",
            received_on=self.today,
        )
        told = {"identity": "Known", "proceeding": False, "paper_kept": "File 7", "counsel": "J. Ames", **papers}
        actions.record_papers(made_case, actor=self.officer, told=told)
        return made_case

    def days(self):
        return {"since": self.today - timedelta(days=2), "until": self.today + timedelta(days=1)}


@pytest.fixture(scope="module")
def study(file_db) -> Study:
    return Study()


@pytest.mark.parametrize(("paper", "exempt"), [("agreement", True), ("board", False)])
def test_a_line_a_contact_without_identifiers_and_an_event_a_person(study, paper, exempt):
    case = study.case()
    body = data_set.send(case, actor=study.officer, paper=paper, reference="DUA 26-4", seen=3, **study.days())
    head, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert tuple(head) == data_set.FIELDS and len(rows) == 3 and {row[3] for row in rows} == {"Engaged"}
    for word in ("Theo", "Ballard", "555-0117", *(str(one) for one in study.people)):
        assert word not in body.decode("utf-8-sig")
    kept = list(Disclosure.objects.all())
    assert {one.person_id for one in kept} == set(study.people) and {one.form for one in kept} == {"D7"}
    assert {one.exempt for one in kept} == {exempt} and {one.recipient_name for one in kept} == {"Dr. Imani Ferro"}
    assert {one.why.split(": ")[1] for one in kept} == {"DUA 26-4"}


def test_it_needs_its_papers_days_and_a_reading(study):
    days = study.days()
    with pytest.raises(Absent):
        data_set.read(study.case(paper_kept=""), actor=study.officer, **days)
    case = study.case()
    late, long = days["until"] + timedelta(days=1), days["until"] - timedelta(days=2000)
    for changed in ({"since": None}, {"since": late}, {"since": long}):
        with pytest.raises(Refusal, match="three years"):
            data_set.read(case, actor=study.officer, **{**days, **changed})
    for told in ({"paper": "word of mouth"}, {"reference": ""}, {"seen": 2}):
        with pytest.raises(Refusal):
            data_set.send(case, actor=study.officer, **{"paper": "board", "reference": "7", "seen": 3, **days, **told})
    named = study.case()
    actions.name_record(named, actor=study.officer, person_id=study.people[0])
    with pytest.raises(Absent):
        data_set.read(named, actor=study.officer, **days)
    assert not Disclosure.objects.exists()


def test_nothing_of_part_2_leaves_in_one(study):
    Organization.objects.filter(pk=study.provider.pk).update(only_sud_care=True)
    case = study.case()
    with pytest.raises(NotToThem):
        data_set.read(case, actor=study.officer, **study.days())
    with pytest.raises(NotToThem):
        disclose_set(
            actor=study.officer,
            persons=study.people,
            to=outside("Dr. Imani Ferro", "3 College Road"),
            categories=(Category.PART2_RECORD,),
            fields=("substances",),
            accounted=True,
            why="Board 7",
            case_id=case,
        )
    assert not Disclosure.objects.exists()


def test_counted_looked_at_and_given_out_through_the_page(study):
    client, case = at_the_page(study.officer), study.case()
    url = f"/program/cases/{case}/data-set/"
    days = {name: value.isoformat() for name, value in study.days().items()}
    assert client.get(url).status_code == 200
    shown = client.post(url, {**days, "step": "read"}).content.decode()
    assert "3 lines would leave" in shown and "Ballard" not in shown and not Disclosure.objects.exists()
    refused = client.post(url, {**days, "step": "send", "seen": "3", "paper": "", "reference": "x"})
    assert refused.status_code == 422
    file = client.post(url, {**days, "step": "send", "seen": "3", "paper": "board", "reference": "IRB 7"})
    assert file["Content-Type"].startswith("text/csv") and Disclosure.objects.count() == 3
    assert client.post(url, {"since": "yesterday", "until": "", "step": "read"}).status_code == 422
