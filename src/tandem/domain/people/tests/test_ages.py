"""How old somebody is follows the day where the program is, not the day in Greenwich."""

from datetime import UTC, date, datetime

import pytest

from tandem.domain.people.records import summary
from tandem.foundation import clock
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role
from tests import made


@pytest.fixture(autouse=True)
def program(db):
    made.program()
    yield
    forget()


def test_a_birthday_begins_at_midnight_by_the_programs_clock():
    reader = made.user_with_job(Role.CLINICIAN)
    theo = made.person(reader, given_name="Theo", birth_date=date(2008, 11, 2))
    release = made.release(reader, theo, Category.DEMOGRAPHICS)
    # 23:30 on November 1 in New York, where that day has 25 hours.
    with clock.at(datetime(2026, 11, 2, 4, 30, tzinfo=UTC)):
        assert summary(release=release).age == 17
    with clock.at(datetime(2026, 11, 2, 5, 30, tzinfo=UTC)):
        assert summary(release=release).age == 18


def test_somebody_born_today_is_taken_where_today_is_ahead_of_greenwich():
    Program.objects.update(time_zone="Pacific/Guam")
    forget()
    reader = made.user_with_job(Role.CLINICIAN)
    with clock.at(datetime(2026, 11, 1, 15, tzinfo=UTC)):
        assert made.person(reader, given_name="Ina", birth_date=date(2026, 11, 2))
        with pytest.raises(Refusal, match="birth date"):
            made.person(reader, given_name="Ina", birth_date=date(2026, 11, 3))
