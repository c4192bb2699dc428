"""Whose consent counts for one person now, and what that means for a guardian (forbid F4; law.md, P11, S2)."""

import json
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from tandem.disclosure import Facts
from tandem.domain.consents.ages import Ages, decides, read
from tandem.domain.people.models import Description
from tandem.foundation.database import reach
from tandem.foundation.organizations.program import program, zone
from tandem.vocabulary.law import Basis, Category
from tandem.vocabulary.minors import Care, Decides, Tie

FILE = "state-law/minors/edition-1.json"
OF_SUBSTANCE_USE = frozenset({Category.PART2_RECORD, Category.SUD_COUNSELING_NOTE})


@lru_cache(maxsize=1)
def ages() -> Ages | None:
    """The table that ships, None where there is none. Raises BadAges for one that can't be read."""
    path = settings.CONTENT_DIR / FILE
    return read(json.loads(path.read_bytes())) if path.is_file() else None


def care_of(category: Category) -> Care:
    """Which kind of care a category is of, for the age of consent."""
    return Care.SUBSTANCE_USE if category in OF_SUBSTANCE_USE else Care.MENTAL_HEALTH


def care_for(kind: Basis | str) -> Care:
    """Which kind of care a consent of this kind is about."""
    return Care.MENTAL_HEALTH if kind in (Basis.AGREE, Basis.PSY_AUTHORIZATION) else Care.SUBSTANCE_USE


@reach.work("whose consent counts: a birth date for a decision, never for a page")
def birth_date(person_id: UUID) -> date | None:
    """The birth date as it was told last, a provider's telling before a caller's. For decisions, never for a page."""
    told = Description.objects.filter(person_id=person_id, withdrawn_at=None).order_by("call_source", "-recorded_at")
    return next((one.birth_date for one in told if one.birth_date), None)


def who_decides(person_id: UUID, care: Care, now: datetime) -> Decides:
    """Whose consent counts for this person and care on the program's day of `now`."""
    found = program()
    state = found.state if found else ""
    return decides(ages(), birth_date(person_id), state, care, now.astimezone(zone()).date())


def guardian_facts(facts: Facts, person_id: UUID, category: Category, now: datetime) -> Facts:
    """`facts` as they are where the row would go to a parent or guardian of a minor (F4).

    A grown person has no guardian any more, so that nothing goes to one without the person's own consent.
    """
    who = who_decides(person_id, care_of(category), now)
    return replace(
        facts,
        guardian=True,
        minor_alone_consents=who in (Decides.MINOR_ALONE, Decides.ADULT),
        age_unknown=who is Decides.PRIVACY_OFFICER,
    )


def representative_counts(person_id: UUID, kind: str, tie: str, now: datetime) -> bool:
    """Whether what somebody else signed binds now. A parent's signature counts only while a guardian's is asked for."""
    if tie != Tie.PARENT:
        return tie in list(Tie)
    return who_decides(person_id, care_for(kind), now) is Decides.WITH_GUARDIAN
