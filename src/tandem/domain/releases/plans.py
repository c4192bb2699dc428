"""The safety plan and the preference card as sections of a text; and the card for dispatch, where the person agreed."""

from uuid import UUID

from tandem.disclosure import Release
from tandem.domain.consents.basis import bases
from tandem.domain.people.models import Person
from tandem.domain.people.records import WishSummary, wish_of
from tandem.domain.releases.copying import Section
from tandem.domain.releases.opening import open_release
from tandem.domain.safety_plans.form import LANGUAGES, form
from tandem.domain.safety_plans.records import plan_of
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent


def plan_section(release: Release) -> Section:
    """The plan as it stands, a line each, under the form's words in the language of the person's own. Empty for none."""
    plan, lines = plan_of(release), []
    plan = None if plan is None or plan.is_empty else plan
    language = plan.language if plan and plan.language in LANGUAGES else "en"
    for one in form().sections if plan else ():
        lines += [f"{one.label[language]}: {line}" for line in plan.sections.get(one.name, ())]
    if plan:
        lines.append(f"{plan.number}, {plan.by}, {plan.at:%Y-%m-%d}")
    return Section(Category.SAFETY_PLAN, "Safety plan", tuple(lines))


def card_section(release: Release) -> Section:
    """The preference card as it stands. Empty for none."""
    card = wish_of(release)
    told = (
        [
            ("Who should come", ", ".join(card.who)),
            ("Language", card.language),
            ("What helps", card.helps),
            ("Avoid", card.avoid),
            ("In their own words", card.words),
        ]
        if card
        else []
    )
    return Section(
        Category.SAFETY_PLAN, "Preference card", tuple(f"{label}: {words}" for label, words in told if words)
    )


def card_for_dispatch(actor: Actor, person_id: UUID) -> WishSummary | None:
    """One line of the card for the desk that answers an open call, where the person agreed to that (R31); else None.

    Looked at first is only whether such an agreement stands, so that nobody's record is opened for nothing.
    """
    if actor.organization_id is None or not _agreed(person_id, actor.organization_id):
        return None
    try:
        release = open_release(actor, person_id, Purpose.DISPATCH)
    except Absent:
        return None
    return wish_of(release) if release.allows(Category.SAFETY_PLAN) else None


def _agreed(person_id: UUID, desk_id: UUID) -> bool:
    with reach.work("whether a person agreed that dispatch reads their card: yes or no"):
        holder = Person.objects.filter(pk=person_id, sealed_at=None).values_list("organization_id", flat=True).first()
    if holder is None:
        return False
    return bool(bases(person_id, holder, desk_id, Category.SAFETY_PLAN, Purpose.DISPATCH, clock.now()))
