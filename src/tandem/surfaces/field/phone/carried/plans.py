"""The plan, the card and the plan's form as a phone carries them: only what the reader's release opens."""

from tandem.disclosure import Release
from tandem.domain.people.records import wish_of
from tandem.domain.safety_plans import records
from tandem.domain.safety_plans.form import form
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.phone.carried.plain import at
from tandem.surfaces.field.phone.verbs.plan import CARD_TEXTS, plan_fields
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission


def card(release: Release) -> dict | None:
    """The preference card as far as this reader may see it, with its source and its end; None for none."""
    found = wish_of(release) if release.allows(Category.SAFETY_PLAN) else None
    if found is None:
        return None
    return {
        "comes": list(found.who),
        **{name: getattr(found, name) for name in CARD_TEXTS},
        "language": found.language,
        "by": found.by,
        "given_at": at(found.given_at),
        "shared_until": at(found.expires_at),
    }


def plan(release: Release) -> dict | None:
    """The plan as it stands, for who may read the whole of it; None for anybody else and for none."""
    found = records.plan_of(release) if records.may_read(release) else None
    if found is None:
        return None
    return {
        "version": found.number,
        "fields": plan_fields(release),
        "by": found.by,
        "at": at(found.at),
        "review_by": at(found.review_by),
        "clashes": len(records.clashes_of(release)),
    }


def plan_may(actor: Actor, release: Release) -> bool:
    """Whether this reader may write a plan and a card with this person."""
    return actor.may(Permission.PLAN_WRITE) and records.may_read(release)


def plan_form() -> dict:
    """The form of the plan, in both languages."""
    return {
        "edition": form().edition,
        "line_limit": form().line_limit,
        "sections": [
            {
                "name": one.name,
                "label": dict(one.label),
                "hint": dict(one.hint),
                "always": dict(one.always),
                "lines": one.lines,
            }
            for one in form().sections
        ],
    }
