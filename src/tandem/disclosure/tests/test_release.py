"""Releases and packages cannot be made up, and say no for what they do not hold."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tandem.disclosure import Answer, Enclosure, ListRelease, NotReleased, Package, Release, issue
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANSWERS = {
    Category.REFERRAL_STATUS: Answer(True, ("R21",), "whole", frozenset({"accounting"}), "consent"),
    Category.PART2_RECORD: Answer(True, ("R22",), "whole", frozenset({"part2_notice", "consent_copy"}), "2.31"),
    Category.CLINICAL_NOTE: Answer(False, forbid="F2"),
}
READER = dict(actor_user_id=7, organization_id=3, role=LawRole.CLINICIAN_OTHER, purpose=Purpose.REFERRAL)


def released(**changes) -> Release:
    given = READER | dict(
        id=UUID(int=1), person_id=UUID(int=2), opened_at=NOW, expires_at=NOW + timedelta(hours=1), answers=dict(ANSWERS)
    )
    return issue.release(**given | changes)


def package(*categories: Category, **more) -> Package:
    return issue.package(
        released(),
        id=UUID(int=9),
        recipient_organization_id=5,
        basis=Basis.PART2_NAMED,
        categories=categories,
        body={"state": "sent"},
        **more,
    )


@pytest.mark.parametrize("category", Category)
def test_a_release_opens_what_it_was_given_and_nothing_else(category):
    for held in (released(), issue.list_release(**READER, id=UUID(int=1), kind="board", answers=ANSWERS)):
        if category in (Category.REFERRAL_STATUS, Category.PART2_RECORD):
            assert held.allows(category) and held.view(category) == "whole"
            assert held.require(category) is ANSWERS[category]
        else:
            assert not held.allows(category) and held.view(category) is None
            with pytest.raises(NotReleased) as refused:
                held.require(category)
            assert str(refused.value) == f"{category} is not released to clinician_other"


@pytest.mark.parametrize("seal", [None, object(), True])
def test_nobody_else_makes_one(seal):
    release, listed, packed = (
        released(),
        issue.list_release(**READER, id=UUID(int=1), kind="board", answers={}),
        package(Category.REFERRAL_STATUS),
    )
    for held, made in ((release, Release), (listed, ListRelease), (packed, Package)):
        given = {name: value for name, value in vars(held).items() if name != "seal"}
        with pytest.raises(TypeError, match="issue"):
            made(**given, seal=seal)
        with pytest.raises(TypeError, match="seal"):
            made(**given)


def test_a_release_cannot_be_changed():
    answers = dict(ANSWERS)
    held = released(answers=answers)
    answers[Category.CLINICAL_NOTE] = Answer(True)
    assert not held.allows(Category.CLINICAL_NOTE)
    with pytest.raises(TypeError):
        held.answers[Category.CLINICAL_NOTE] = Answer(True)
    with pytest.raises(FrozenInstanceError):
        held.role = LawRole.OFFICER


def test_the_seal_is_not_printed():
    assert "seal" not in repr(released())


def test_a_release_that_has_ended_before_it_opens_is_refused():
    with pytest.raises(ValueError, match="expires"):
        released(expires_at=NOW)


def test_a_package_carries_the_obligations_of_all_it_holds_and_what_they_put_inside():
    inside = (Enclosure("part2_notice", "1", "The notice."), Enclosure("consent_copy", "2", "The consent."))
    held = package(Category.REFERRAL_STATUS, Category.PART2_RECORD, enclosures=inside)
    assert held.release_id == UUID(int=1) and held.purpose is Purpose.REFERRAL
    assert held.obligations == {"accounting", "part2_notice", "consent_copy"}
    assert held.categories == {Category.REFERRAL_STATUS, Category.PART2_RECORD}
    assert held.inside == "The notice.\n\nThe consent."


@pytest.mark.parametrize("kinds", [(), ("part2_notice",), ("consent_copy",)])
def test_p3_nothing_of_part_2_is_sealed_without_the_notice_and_the_consent_copy_inside(kinds):
    inside = [Enclosure(kind, "1", "Words.") for kind in kinds]
    with pytest.raises(ValueError, match="encloses what it owes"):
        package(Category.PART2_RECORD, enclosures=inside)
    with pytest.raises(ValueError, match="encloses what it owes"):
        package(Category.REFERRAL_STATUS, owed={"part2_notice", "consent_copy"}, enclosures=inside)


def test_a_package_holds_only_what_was_released():
    with pytest.raises(NotReleased, match="clinical_note"):
        package(Category.REFERRAL_STATUS, Category.CLINICAL_NOTE)
    with pytest.raises(ValueError, match="categories"):
        package()
