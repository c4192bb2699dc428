"""The administrator chooses what teams are offered."""

import pytest

from tandem.domain.screenings.instruments import offered
from tandem.surfaces.program.tests.test_program import signed_in
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
AT = "/program/screenings/"


@pytest.fixture(autouse=True)
def a_program():
    return made.program()


def named():
    return [f"{one.id}/{one.edition}" for one in offered()]


def test_places_say_the_order_and_an_empty_box_is_not_offered(client):
    signed_in(client, Role.ADMIN)
    text = client.get(AT).content.decode()
    assert "PC-PTSD-5, edition 1" in text and "PC-PTSD-5, edition 2" in text and "Bovin" in text
    client.post(AT, {"place-phq-9/1": "2", "place-asq/1": "1", "place-pc-ptsd-5/2": "7"})
    assert named() == ["asq/1", "phq-9/1", "pc-ptsd-5/2"]
    client.post(AT, {})
    assert named()[0] == "cssrs-screener/1", "every box empty is the offer that ships"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"place-phq-9/1": "first"}, "Write a whole number"),
        ({"place-phq-9/1": "0"}, "Write a whole number"),
        ({"place-pc-ptsd-5/1": "1", "place-pc-ptsd-5/2": "2"}, "two editions"),
    ],
)
def test_a_wrong_place_is_named_and_nothing_changes(client, told, words):
    signed_in(client, Role.ADMIN)
    before = named()
    answer = client.post(AT, told)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert named() == before


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.CLINICIAN, Role.EVALUATOR, Role.OFFICER], every=2))
def test_only_an_administrator(client, role):
    signed_in(client, role)
    assert client.get(AT).status_code == 404
