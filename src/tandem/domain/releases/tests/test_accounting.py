"""The accounting equals the events: 20 planted disclosures of seven kinds, in and out of the windows (P7, H17)."""

from datetime import timedelta

import pytest

from tandem.domain.referrals.tests.made_loop import NAMED, loop
from tandem.domain.releases.accounting import SIX_YEARS, THREE_YEARS, lines_of, of_part2, of_person, of_program
from tandem.domain.releases.disclose import disclose, outside, registered
from tandem.domain.releases.forms.sending import OnForm
from tandem.domain.releases.grounds import Weighed
from tandem.domain.releases.models import Disclosure
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db
P2_OWED = frozenset({"part2_notice", "consent_copy", "accounting"})
EVERYTHING = (*NAMED, Category.PART2_RECORD, Category.CLINICAL_NOTE, Category.SAFETY_FLAGS)
DAY = timedelta(days=1)


class On:
    """A ground of one kind, as the rule table answers it."""

    def __init__(self, basis, *rules, owed=frozenset({"accounting"}), consent=None):
        self.basis, self.rules, self.owed, self.consent = basis, rules, owed, consent

    def weigh(self, release, to, categories, now):
        consents = {one: self.consent for one in categories} if self.consent else {}
        return Weighed(self.basis, self.rules, self.owed, consents)


def kinds(one):
    """Seven kinds: (name, ground, categories, whether the law asks for it, whether it is of Part 2)."""
    named = On(Basis.PART2_NAMED, "R22", owed=P2_OWED, consent=one.agreement)
    tpo = On(Basis.TPO, "R22", owed=P2_OWED, consent=one.agreement)
    return [
        ("part2 by name", named, (Category.PART2_RECORD,), True, True),
        ("part2 treatment", tpo, (Category.PART2_RECORD,), True, True),
        ("agreement", On(Basis.AGREE, "R21", consent=one.agreement), NAMED, True, False),
        ("receiving", On(Basis.NONE, "R50", owed=frozenset({"audit"})), (Category.CLINICAL_NOTE,), False, False),
        ("warning", OnForm(Form.THREAT), (Category.SAFETY_FLAGS,), True, False),
        ("family", OnForm(Form.FAMILY), (Category.CLINICAL_NOTE,), True, False),
        ("order", On(Basis.COURT_ORDER, "R81"), (Category.PART2_RECORD,), True, False),
    ]


def plant(one, ages):
    """Disclosures of every kind in turn, each so many days old. Returns (kind, age) of each."""
    release = made.release(one.sender, one.person, *EVERYTHING)
    planted, seven = [], kinds(one)
    for place, age in enumerate(ages):
        name, ground, categories, _asked, _part2 = seven[place % len(seven)]
        to = registered(one.clinic.pk) if place % 2 else outside("Ms. Ruiz, counsel", "12 Elm Street")
        with clock.at(clock.now() - age * DAY):
            disclose(
                actor=one.sender,
                release=release,
                to=to,
                on=ground,
                categories=categories,
                fields=("words",),
                body={},
                medium="paper",
            )
        planted.append((name, age))
    return planted


def test_p7_the_report_lists_exactly_the_part_2_disclosures_of_three_years():
    one = loop()
    edge, old = THREE_YEARS.days - 1, THREE_YEARS.days + 1
    ages = [0, edge, 1, 2, 3, 4, 5, edge, old, 6, 7, 8, 9, 10, old, 11, 12, 13, 14, 15]
    planted = plant(one, ages)
    assert len(planted) == Disclosure.objects.count() == 20
    expected = sorted(age for name, age in planted if name.startswith("part2") and age <= edge)
    found = of_part2(release=made.release(one.sender, one.person, Category.ACCESS_LOG))
    assert sorted((clock.now() - each.at).days for each in found) == expected
    assert {each.notice for each in found} == {"2.32(a)(1) of 2024"}


def test_h17_the_accounting_of_six_years_is_the_events_and_says_what_is_exempt():
    one = loop()
    edge, old = SIX_YEARS.days - 1, SIX_YEARS.days + 1
    planted = plant(one, [0, 1, old, 2, 3, 4, 5, edge, 6, 7, 8, 9, 10, old, 11, 12, 13, 14, 15, 16])
    reader = made.release(one.sender, one.person, Category.ACCESS_LOG)
    found = of_person(release=reader)
    assert len(found) == Disclosure.objects.filter(sent_at__gte=clock.now() - SIX_YEARS).count() == 18
    assert len(lines_of(reader)) == 18
    exempt = [age for name, age in planted if name == "receiving" and age <= edge]
    assert len([each for each in found if each.exempt]) == len(exempt) and exempt
    warned = [each for each in found if "D2" in each.rules]
    assert len(warned) == len([age for name, age in planted if name == "warning" and age <= edge]) and warned
    for each in found:
        assert each.to and each.what and each.why and each.rules
        assert each.address == "12 Elm Street" if "Ruiz" in each.to else "of Demo County" in each.to
    other = made.release(one.sender, made.person(), Category.ACCESS_LOG)
    assert of_person(release=other) == [] == of_part2(release=other)
    with pytest.raises(PermissionError):
        of_person(release=made.release(one.sender, one.person, Category.CLINICAL_NOTE))


def test_the_programs_own_count_is_the_sum_and_names_nobody():
    one = loop()
    plant(one, [0] * 20)
    officer = made.user_with_job(Role.PRIVACY_OFFICER, of=made.Organization.objects.get(pk=one.sender.organization_id))
    totals = of_program(officer, clock.now() - DAY)
    assert sum(each.count for each in totals) == 20
    assert not [each.word for each in totals if "Ballard" in each.word]
    assert of_program(made.user_with_job(Role.PRIVACY_OFFICER), clock.now() - DAY) == []
    with pytest.raises(NotAllowed):
        of_program(one.sender, clock.now() - DAY)
    assert Disclosure.objects.filter(purpose=Purpose.TREATMENT).count() == 20
