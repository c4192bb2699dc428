"""The administrator's rules for care: kept as editions, refused with the field named and what was typed kept."""

import pytest
from django.test import Client

from tandem.domain.directory.records import stale_after_days
from tandem.domain.encounters.signing import rule_in_force
from tandem.domain.followups.cadence import cadence_in_force
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import sit

pytestmark = pytest.mark.django_db
PAGE = "/program/care/"
CADENCE = {
    "rule": "cadence",
    "windows": ["first", "month"],
    "first_start": "24",
    "first_end": "48",
    "first_tries": "2",
    "week_start": "",
    "week_end": "",
    "week_tries": "",
    "month_start": "28",
    "month_end": "32",
    "month_tries": "4",
    "outcomes": ["engaged"],
    "dispositions": ["safety_plan"],
}


def client(role: Role) -> Client:
    made.program()
    actor = made.user_with_job(role)
    found = Client()
    sit(found, actor)
    return found


def test_each_rule_holds_from_now_on():
    admin = client(Role.ADMIN)
    assert "Rules for care" in admin.get("/program/").content.decode()
    shown = admin.get(PAGE).content.decode()
    assert 'value="intern" checked' in shown or "intern" in shown
    sent = {"rule": "signing", "professions": ["intern", "nurse"], "late_after_hours": "12"}
    assert admin.post(PAGE, sent).status_code == 302
    assert (set(rule_in_force().professions), rule_in_force().late_after_hours) == ({"intern", "nurse"}, 12)
    assert admin.post(PAGE, CADENCE).status_code == 302
    held = cadence_in_force()
    assert [(one.window, one.start, one.end, one.tries) for one in held.spans] == [
        ("first", 24, 48, 2),
        ("month", 28, 32, 4),
    ]
    assert (held.outcomes, held.dispositions) == (("engaged",), ("safety_plan",))
    assert admin.post(PAGE, {"rule": "directory", "stale_after_days": "30"}).status_code == 302
    assert stale_after_days() == 30


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("sent", "field"),
    few(
        [
            ({"rule": "signing", "professions": ["officer"], "late_after_hours": "12"}, "professions"),
            ({"rule": "signing", "late_after_hours": "soon"}, "late_after_hours"),
            ({"rule": "signing", "late_after_hours": "0"}, "late_after_hours"),
            ({"rule": "directory", "stale_after_days": "999999"}, "stale_after_days"),
            (CADENCE | {"first_end": "x"}, "first_end"),
            (CADENCE | {"first_start": "72"}, "first_start"),
            (CADENCE | {"outcomes": []}, "outcomes"),
            (CADENCE | {"outcomes": ["gone"]}, "outcomes"),
            (CADENCE | {"month_tries": "99"}, "month_tries"),
        ],
        every=5,
    ),
)
def test_a_rule_that_can_not_stand_names_its_field(sent, field):
    answer = client(Role.ADMIN).post(PAGE, sent)
    assert answer.status_code == 422 and f'href="#id_{field}"' in answer.content.decode()
    assert rule_in_force().set_at is None and cadence_in_force().edition is None and stale_after_days() == 90


def test_nobody_else_has_this_page():
    for role in (Role.CLINICAL_SUPERVISOR, Role.CLINICIAN, Role.PRIVACY_OFFICER):
        assert client(role).get(PAGE).status_code == 404
