"""Rows behind a number: from real acts to the mart by the command, and back by releases of the reader's own."""

from io import StringIO
from shutil import copytree

import pytest
from django.core.management import call_command
from django.test import override_settings

from tandem.domain.consents.actions import restrict
from tandem.domain.encounters.actions import close, set_disposition, set_outcome, start
from tandem.domain.encounters.models import Encounter
from tandem.domain.releases.models import Opening
from tandem.surfaces.insight import views
from tandem.surfaces.insight.tests.conftest import signed_in
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import Disposition, OrganizationKind, Profession, Role
from tests.made import call, organization, person, program, sent, team, user_with_job

pytestmark = pytest.mark.django_db


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture(scope="module")
def once(file_db, tmp_path_factory):
    program()
    provider = organization(OrganizationKind.PROVIDER)
    clinician = user_with_job(Role.CLINICIAN, of=provider)
    officer = user_with_job(Role.OFFICER, Profession.OFFICER)
    theo = person(clinician, given_name="Theo", family_name="Brandt")
    incident = call(theo)
    assignment = sent(incident, team(clinician, officer))
    encounter = start(actor=clinician, person_id=theo, incident_id=incident, assignment_id=assignment)
    set_outcome(encounter, actor=clinician, outcome="engaged")
    set_disposition(encounter, actor=clinician, disposition=next(iter(Disposition)))
    close(encounter, actor=clinician)
    folder = tmp_path_factory.mktemp("marts")
    with override_settings(MART_DIR=folder):
        call_command("fill_facts", stdout=StringIO())
    return clinician, provider, folder


@pytest.fixture
def met(once, settings, tmp_path):
    """One clinician who met a person on a call, and a mart filled with it by the command."""
    clinician, provider, folder = once
    settings.MART_DIR = copytree(folder, tmp_path / "marts")
    return clinician, provider


def test_the_care_team_reads_its_row_and_the_look_is_logged(met):
    clinician, _provider = met
    before = Opening.objects.filter(kind="record").count()
    text = text_of(signed_in(clinician), "/measures/contact_outcome_mix/rows/")
    assert "1 encounter" in text
    assert "Theo Brandt" in text
    assert "Engaged" in text
    assert Opening.objects.filter(kind="record", actor_id=clinician.id).count() == before + 1


def test_a_clinician_of_another_provider_gets_the_count_and_no_word_of_the_person(met):
    other = user_with_job(Role.CLINICIAN)
    text = text_of(signed_in(other), "/measures/contact_outcome_mix/rows/")
    assert "1 encounter" in text
    assert "Theo" not in text


# In its place in `bin/test`: test_a_clinician_of_another_provider_gets_the_count_and_no_word_of_the_person.
@pytest.mark.whole
def test_a_colleague_outside_the_care_team_gets_no_row(met):
    _clinician, provider = met
    text = text_of(signed_in(user_with_job(Role.CLINICIAN, of=provider)), "/measures/contact_outcome_mix/rows/")
    assert "Theo" not in text


def test_call_rows_need_a_list_release_that_opens_call_facts(met):
    _clinician, provider = met
    supervisor = user_with_job(Role.CLINICAL_SUPERVISOR, of=provider)
    text = text_of(signed_in(supervisor), "/measures/request_to_arrival/rows/?part=no_arrival")
    assert "1 call" in text
    assert "Call " in text
    assert "No arrival time" in text
    assert Opening.objects.filter(kind="drill", actor_id=supervisor.id).count() == 1
    text = text_of(signed_in(user_with_job(Role.CLINICIAN)), "/measures/request_to_arrival/rows/?part=no_arrival")
    assert "No row to show on this page" in text


def test_a4_page_two_and_the_rows_behind_a_kept_report_close_with_the_persons_limit(met, monkeypatch):
    """The number was counted before and stays; whoever is behind it is read anew for each page."""
    monkeypatch.setattr(views, "PAGE", 1)
    clinician, provider = met
    second = start(actor=clinician, person_id=person(clinician, given_name="Theo", family_name="Ballard"))
    set_outcome(second, actor=clinician, outcome="engaged")
    set_disposition(second, actor=clinician, disposition=next(iter(Disposition)))
    close(second, actor=clinician)
    call_command("fill_facts", stdout=StringIO())
    client = signed_in(clinician)

    def pages() -> str:
        both = [text_of(client, f"/measures/contact_outcome_mix/rows/?page={one}") for one in (1, 2)]
        assert all("2 encounters" in one for one in both)
        return "".join(both)

    before = pages()
    assert "Theo Brandt" in before and "Theo Ballard" in before
    supervisor = user_with_job(Role.CLINICAL_SUPERVISOR, of=provider)
    for one in Encounter.objects.values_list("person_id", flat=True):
        restrict(actor=supervisor, person_id=one, categories=[Category.CLINICAL_NOTE], words="On no report, please")
    assert "Theo" not in pages()
