"""The boundary cases of the matrix that need a clock: the instant at which a consent ends."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tandem.domain.consents.rules import SPOKEN, Agreed, covers
from tandem.vocabulary.law import Category, Purpose

GIVEN = datetime(2026, 11, 26, 12, tzinfo=UTC)
UNTIL = GIVEN + timedelta(days=90)


def test_boundary_at_the_expiry_instant():
    """A microsecond before its end a consent is a basis; at the end it is none."""
    person, discloser, recipient = uuid4(), uuid4(), uuid4()
    agreed = Agreed(
        person_id=person,
        discloser_id=discloser,
        recipient_id=recipient,
        categories=(Category.REFERRAL_STATUS,),
        purpose=Purpose.REFERRAL,
        given_at=GIVEN,
        until=UNTIL,
        how=SPOKEN,
        heard_by="Lucia Verano-Holt",
    )

    def holds(now: datetime) -> bool:
        exactly = dict(person_id=person, discloser_id=discloser, recipient_id=recipient)
        return covers(agreed, **exactly, categories=agreed.categories, purpose=agreed.purpose, now=now)

    assert holds(GIVEN) and holds(UNTIL - timedelta(microseconds=1))
    assert not holds(UNTIL) and not holds(GIVEN - timedelta(microseconds=1))
