"""The table as a chief, a clinician and a dispatcher read it, and two editions side by side."""

import json

import pytest

from tandem.surfaces.plan.tests.conftest import seat
from tandem.vocabulary.terms import Role
from tests.short import few

READERS = (Role.EVALUATOR, Role.ADMIN, Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.OFFICER)


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few(READERS, every=5))
def test_everyone_who_signs_or_writes_reads_the_edition_in_force(role):
    client = seat(role)
    assert client.get("/criteria/").url == "/criteria/demo-county/1/"
    html = client.get("/criteria/demo-county/1/").content.decode()
    for words in ("Who do we send?", "In hand or used", "any", "The first row that fits decides.", "388,800"):
        assert words in html
    assert "51 of 51 test cases pass" in html
    assert "A fact is missing, or nothing fits" in html


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.CLINICIAN, Role.PEER, Role.PRIVACY_OFFICER], every=3))
def test_nobody_else_has_such_a_page(role):
    client = seat(role)
    for path in ("/criteria/", "/criteria/demo-county/1/", "/criteria/demo-county/1/file/"):
        assert client.get(path).status_code == 404


def test_an_edition_that_is_not_there_is_absent(officer):
    for path in ("demo-county/9/", "nowhere/1/", "demo-county/999999999999/", "demo-county/0/"):
        assert officer.get(f"/criteria/{path}").status_code == 404, path


def test_two_cities_side_by_side(officer):
    html = officer.get("/criteria/harbor-city/1/compare/?with=demo-county/1").content.decode()
    assert "Demo County criteria, edition 1" in html
    assert "Level 2, moderate" in html
    assert "would get Co-responder team alone, not Co-responder team, police staged out of sight" in html
    assert html.count("<s>") > 20 and "taken out" in html
    same = officer.get("/criteria/demo-county/1/compare/?with=demo-county/1").content.decode()
    assert "demo-county/1" not in same.split("<select")[1].split("</select>")[0]


def test_what_fits_the_same_is_shown_with_an_example(officer):
    html = officer.get("/criteria/demo-county/1/overlaps/").content.decode()
    assert "Rule 1 before Rule 20: 51,840 mixes" in html
    assert "Kind of place: a vehicle or in or beside traffic" in html
    assert officer.get("/criteria/demo-county/7/overlaps/").status_code == 404


def test_the_file_holds_table_cases_and_pathways(officer):
    answer = officer.get("/criteria/harbor-city/1/file/")
    assert answer["Content-Disposition"] == 'attachment; filename="harbor-city-edition-1.json"'
    whole = json.loads(answer.content)
    assert whole["edition"]["number"] == 1 and len(whole["cases"]) == 34 and len(whole["pathways"]) == 5
