"""Criteria are data: two cities, written after different practice, answer the same calls through the same doors."""

import pytest

from tandem.domain.incidents import editions
from tandem.domain.incidents.actions import drafts
from tandem.domain.incidents.criteria.cases import failures
from tandem.domain.incidents.criteria.findings import findings, to_mend
from tandem.domain.incidents.editions import available, edition, edition_in_force
from tandem.domain.incidents.models import Decision
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions import records
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tests import made

ADOPTING = Actor.system("test", Permission.EDITION_ADOPT)
CALM = {"weapon": "none", "violence": "none", "medical": "none", "suicide": "none", "intoxication": "none",
        "crime_complaint": "none", "will_talk": "yes", "location": "home"}  # fmt: skip
CALLS = {
    "a threat in words, no weapon": CALM | {"violence": "threat"},
    "a gun locked away, thoughts of suicide": CALM | {"weapon": "somewhere", "suicide": "thoughts"},
    "sitting in a car": CALM | {"location": "vehicle"},
    "on a bridge, may want to die": CALM | {"location": "edge", "suicide": "thoughts"},
}


@pytest.fixture(autouse=True)
def nothing_kept():
    records.forget()
    yield
    records.forget()
    forget()


@pytest.mark.parametrize("name", [one.id for one in available()])
def test_every_city_that_ships_could_be_signed_as_it_is(name):
    """Its cases pass, every row decides something and has a case, each says staging, attire and car."""
    one = editions.shipped(name)
    listed = editions.file_of(name)
    assert to_mend(listed) == []
    found = findings(editions.draft_of(listed))
    assert not found.look and found.coverage.answered == found.coverage.total
    assert failures(one.rules, one.cases) == [] and len(one.cases) > len(one.rules)
    assert {case.rule for case in one.cases} == {rule.id for rule in one.rules[:-1]}
    assert "not any agency's own" in one.source_notes[0]
    assert len(one.pathways) == 5


def test_the_cities_differ():
    demo, harbor = (editions.shipped(name) for name in ("demo-county/1", "harbor-city/1"))
    assert len(demo.rules) != len(harbor.rules)
    assert {rule.staging for rule in demo.rules}.isdisjoint({rule.staging for rule in harbor.rules})
    said = [{line for one in city.pathways for line in (*one.call_taker, *one.team)} for city in (demo, harbor)]
    assert said[0].isdisjoint(said[1])


@pytest.mark.django_db
def test_the_same_calls_get_other_answers_through_the_same_door():
    answers = {}
    for city in ("demo-county/1", "harbor-city/1"):
        made.program()
        Program.objects.filter(pk=1).update(edition=city)
        forget()
        calls = {name: made.call(inputs=inputs) for name, inputs in CALLS.items()}
        answers[city] = {
            name: Decision.objects.filter(incident_id=id).values_list("edition", "response", "staging").first()
            for name, id in calls.items()
        }
    for name in CALLS:
        demo, harbor = answers["demo-county/1"][name], answers["harbor-city/1"][name]
        assert (demo[0], harbor[0]) == ("demo-county/1", "harbor-city/1")
        assert demo[1] != harbor[1] and demo[2] != harbor[2], name


@pytest.mark.django_db
def test_what_was_adopted_decides_and_the_setting_no_longer_does(django_assert_num_queries):
    made.program()
    assert edition_in_force().id == "demo-county/1"
    drafts.adopt("harbor-city/1", actor=ADOPTING)
    drafts.adopt("demo-county/1", actor=ADOPTING)
    assert edition_in_force().id == "harbor-city/1"
    assert edition("harbor-city/1") == editions.shipped("harbor-city/1")
    with django_assert_num_queries(0):
        for _call in range(20):
            edition_in_force()
    assert [one.key for one in editions.line()] == ["harbor-city/1"]
    assert "harbor-city/1" not in {one.key for one in editions.templates()}
    for name in ("nowhere/1", "demo-county/x", "../../etc/1", "demo-county/99999999999"):
        with pytest.raises(Refusal):
            edition(name)
