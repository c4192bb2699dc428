"""A trainer leads rehearsals and opens nobody's record: no rule of the law names the role, no door of care knows it."""

import pytest

from tandem.domain.releases.opening import open_release
from tandem.surfaces.rehearse.tests.conftest import signed_in
from tandem.surfaces.shared.session import DOORS
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few


@pytest.fixture
def person(db):
    made.program()
    return made.person(given_name="Zqanary", family_name="Zqamily")


def test_no_release_of_any_purpose_opens_for_a_trainer(person):
    trainer = made.user_with_job(Role.TRAINER)
    for purpose in Purpose:
        with pytest.raises(Absent):
            open_release(trainer, person, purpose)


@pytest.mark.fuzz
def test_every_other_door_is_absent_for_a_trainer(person):
    trainer = signed_in(made.user_with_job(Role.TRAINER))
    elsewhere = [url for url, _label, roles in DOORS if Role.TRAINER not in roles]
    assert len(elsewhere) > 10
    for url in [*few(elsewhere, every=3), f"/people/{person}/", f"/people/{person}/copy/"]:
        answer = trainer.get(url)
        assert answer.status_code in (403, 404), url
        assert "Zqanary" not in answer.content.decode()
    assert trainer.get("/rehearse/").status_code == 200


def test_a_trainer_holds_the_training_rooms_permissions_only():
    assert {one.partition(":")[0] for one in GRANTS[Role.TRAINER]} <= {"training", "scenario", "edition"}
    leads = {role for role, held in GRANTS.items() if Permission.TRAINING_LEAD in held}
    assert leads == {Role.TRAINER}
