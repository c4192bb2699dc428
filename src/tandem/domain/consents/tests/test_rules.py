"""An agreement as values: what it may open, which element is missing, and the instants at which it starts and ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tandem.domain.consents.rules import (
    AGREEABLE,
    LONGEST,
    LONGEST_SIGNATURE,
    Agreed,
    State,
    covers,
    is_drawn,
    missing,
    opened_by_agreement,
    problems,
    state,
)
from tandem.vocabulary.law import Category, Purpose

GIVEN = datetime(2026, 11, 22, 21, 41, tzinfo=UTC)
UNTIL = GIVEN + timedelta(days=90)
TICK = timedelta(microseconds=1)
PERSON, SENDER, RECEIVER = UUID(int=1), UUID(int=2), UUID(int=3)
SPOKEN = Agreed(
    person_id=PERSON,
    discloser_id=SENDER,
    recipient_id=RECEIVER,
    categories=(Category.DEMOGRAPHICS, Category.REFERRAL_STATUS),
    purpose=Purpose.REFERRAL,
    given_at=GIVEN,
    until=UNTIL,
    how="spoken",
    heard_by="Lena Castellan",
)
SIGNATURE = "M10 10 L20.5 30 Q 40,50 60 70Z"
GOOD = {
    "discloser_id": SENDER,
    "recipient_id": RECEIVER,
    "recipient_is_provider": True,
    "categories": [Category.DEMOGRAPHICS],
    "purpose": Purpose.REFERRAL,
    "given_at": GIVEN,
    "until": UNTIL,
    "how": "spoken",
    "heard_by": "Lena Castellan",
    "signature": "",
}


def fields(**changes) -> list[str]:
    return [field for field, _ in problems(**{**GOOD, **changes})]


def test_the_rule_table_says_what_an_agreement_opens():
    assert opened_by_agreement(Purpose.TREATMENT) == AGREEABLE
    assert opened_by_agreement(Purpose.SCENE) >= {Category.SAFETY_PLAN, Category.REFERRAL_STATUS}
    assert opened_by_agreement(Purpose.DISPATCH) == {
        Category.SAFETY_PLAN,
        Category.SAFETY_FLAGS,
        Category.DEMOGRAPHICS,
    }
    assert opened_by_agreement(Purpose.REFERRAL) >= {Category.DEMOGRAPHICS, Category.REFERRAL_STATUS}
    assert Category.CLINICAL_NOTE not in opened_by_agreement(Purpose.REFERRAL)


@pytest.mark.parametrize("purpose", [Purpose.RELEASE, Purpose.INVESTIGATION, Purpose.SYSADMIN, "lunch"])
def test_for_these_purposes_an_agreement_opens_nothing(purpose):
    assert opened_by_agreement(purpose) == frozenset()
    assert fields(purpose=purpose) == ["purpose"]


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize(
    "category",
    [Category.PART2_RECORD, Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE, Category.LE_NARRATIVE],
)
def test_a_plain_agreement_never_reaches_these(purpose, category):
    assert category not in opened_by_agreement(purpose)


def test_a_good_agreement_has_no_problem():
    assert fields() == []
    assert fields(how="signed", heard_by="", signature=SIGNATURE, recipient_is_provider=False) == []
    assert fields(until=GIVEN + LONGEST) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipient_id": SENDER}, "recipient"),
        ({"categories": []}, "categories"),
        ({"categories": [Category.DEMOGRAPHICS, Category.PART2_RECORD]}, "categories"),
        ({"categories": ["everything"]}, "categories"),
        ({"until": GIVEN}, "until"),
        ({"until": GIVEN + LONGEST + TICK}, "until"),
        ({"until": UNTIL.replace(tzinfo=None)}, "until"),
        ({"recipient_is_provider": False}, "how"),
        ({"heard_by": " "}, "heard_by"),
        ({"signature": SIGNATURE}, "signature"),
        ({"how": "signed", "heard_by": ""}, "signature"),
        ({"how": "nodded"}, "how"),
    ],
)
def test_what_keeps_an_agreement_from_being_one(changes, field):
    assert fields(**changes) == [field]


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        (SIGNATURE, True),
        (" m 1,1 c1-1 2e-3 3 4 5", True),
        ("", False),
        ("M1 1", False),
        ("L1 1 2 2", False),
        ("M1 1 L2 2<script>", False),
        ("M1 1 L2 2\u200b", False),
        ("M1 1 L2 2" + " 3" * LONGEST_SIGNATURE, False),
    ],
)
def test_a_signature_is_a_drawn_path_and_nothing_else(path, drawn):
    assert is_drawn(path) is drawn


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (GIVEN - TICK, State.VOID),
        (GIVEN, State.IN_FORCE),
        (UNTIL - TICK, State.IN_FORCE),
        (UNTIL, State.EXPIRED),
        (UNTIL + TICK, State.EXPIRED),
    ],
)
def test_it_holds_from_its_first_instant_to_before_its_last(now, expected):
    assert state(SPOKEN, now) == expected


@pytest.mark.parametrize(
    ("after_taking_back", "expected"),
    [(-TICK, State.IN_FORCE), (timedelta(0), State.TAKEN_BACK), (TICK, State.TAKEN_BACK)],
)
def test_taken_back_it_is_no_basis_from_that_instant(after_taking_back, expected):
    moment = GIVEN + timedelta(days=1)
    taken = replace(SPOKEN, taken_back_at=moment)
    assert state(taken, moment + after_taking_back) == expected
    assert state(taken, UNTIL) == State.TAKEN_BACK


@pytest.mark.parametrize(
    ("changes", "element"),
    [
        ({"person_id": None}, "person"),
        ({"discloser_id": None}, "discloser"),
        ({"recipient_id": None}, "recipient"),
        ({"categories": ()}, "categories"),
        ({"categories": ("part2_record",)}, "categories"),
        ({"until": None}, "until"),
        ({"given_at": None}, "given_at"),
        ({"heard_by": "  "}, "how"),
        ({"how": "signed"}, "how"),
    ],
)
def test_with_an_element_missing_it_is_none(changes, element):
    broken = replace(SPOKEN, **changes)
    assert missing(broken) == [element]
    assert state(broken, GIVEN) == State.VOID


def test_a_purpose_that_opens_nothing_voids_it():
    assert "purpose" in missing(replace(SPOKEN, purpose="lunch"))


@pytest.mark.parametrize(
    "changes",
    [
        {"person_id": UUID(int=9)},
        {"discloser_id": UUID(int=9)},
        {"recipient_id": UUID(int=9)},
        {"categories": [Category.SCREENING]},
        {"purpose": Purpose.TREATMENT},
        {"now": UNTIL},
    ],
)
def test_it_covers_exactly_what_it_names(changes):
    named = {
        "person_id": PERSON,
        "discloser_id": SENDER,
        "recipient_id": RECEIVER,
        "categories": [Category.DEMOGRAPHICS],
        "purpose": Purpose.REFERRAL,
        "now": GIVEN,
    }
    assert covers(SPOKEN, **named)
    assert not covers(SPOKEN, **{**named, **changes})
