"""The privacy officer's desk in the demo city: one opening in need that was reviewed, and one that waits."""

from datetime import timedelta

from tandem.demo import cast
from tandem.domain.oversight.actions import hold_person, record_breach
from tandem.domain.people.models import Person
from tandem.domain.protections.actions import ask_open, review
from tandem.foundation import clock
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.oversight import GlassOutcome, Need
from tandem.vocabulary.terms import Role

OPENED = (
    (
        timedelta(days=2),
        Need.CALL,
        "His sister is on the line and says he left the house without his medicine.",
        "Called the sister back with the team. Understandable, and well told.",
    ),
    (
        timedelta(hours=3),
        Need.DANGER,
        "She called the desk, said goodbye and hung up. I need to know who can reach her.",
        "",
    ),
)


def watch_over() -> None:
    """Two openings by a clinician who was not on the care team; the privacy officer has looked at the older one.

    And one incident whose notices are still owed, and one record on legal hold. The weeks of the audit trail wait by themselves.
    """
    read = cast.read()
    clinician = read.in_role(Role.CLINICIAN)[-1].actor()
    officer = read.in_role(Role.PRIVACY_OFFICER)[0].actor()
    people = Person.objects.filter(organization_id=clinician.organization_id, sealed_at=None, is_staff=False)
    for one, (ago, need, reason, found) in zip(people.order_by("created_at")[:2], OPENED, strict=False):
        with clock.at(clock.now() - ago):
            opened, _now = ask_open(one.pk, actor=clinician, need=need, purpose=Purpose.EMERGENCY, reason=reason)
        if found:
            with clock.at(clock.now() - ago + timedelta(hours=20)):
                review(opened, actor=officer, outcome=GlassOutcome.NEEDED, words=found)
    record_breach(
        actor=officer,
        title="A phone left on a bus",
        what_happened="A team's phone was left on the 14 bus for two hours. It was locked; the bus company gave it back.",
        discovered_on=(clock.now() - timedelta(days=6)).date(),
        affected=9,
        per_state={"OH": 9},
        part2=False,
    )
    kept = people.order_by("created_at").last()
    if kept is not None:
        hold_person(
            kept.pk,
            actor=officer,
            matter="26-CV-118",
            reason="Counsel of the county expects a claim about the ride to the hospital.",
            since=(clock.now() - timedelta(days=4)).date(),
        )
