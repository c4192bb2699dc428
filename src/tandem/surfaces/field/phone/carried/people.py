"""The people on the calls of a shift: who they are, what to watch for, what helps, as the arrival card says it."""

from uuid import UUID

from tandem.disclosure import Release
from tandem.domain.people.records import PersonSummary, cautions, summary, wish_of
from tandem.domain.people.records.own import WishSummary
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import OnCall, person_of_call
from tandem.surfaces.field.phone.carried import plans
from tandem.surfaces.field.phone.carried.plain import at
from tandem.vocabulary.law import Category


def met(actor: Actor, calls: list[OnCall]) -> dict[UUID, Release]:
    """Everybody on these calls whom this reader may meet, each with the release they are read under."""
    found = {}
    for person_id in dict.fromkeys(each for one in calls for each in one.call.everybody):
        release = person_of_call(actor, person_id)
        if release:
            found[person_id] = release
    return found


def drawn(actor: Actor, people: dict[UUID, Release]) -> list[dict]:
    """Each person as the phone holds them."""
    return [_person(actor, release) for release in people.values()]


def _person(actor: Actor, release: Release) -> dict:
    one = summary(release=release)
    told = cautions(release=release) if release.allows(Category.SAFETY_FLAGS) else []
    wish = wish_of(release) if release.allows(Category.SAFETY_PLAN) else None
    return {
        "id": str(one.id),
        "name": one.title,
        "identified": one.identified,
        "about": _about(one),
        "cautions": [
            {
                "words": each.words,
                "helps": each.what_helps,
                "avoid": each.avoid,
                "source": each.source,
                "by": each.way,
                "expires": at(each.expires_at),
            }
            for each in told
        ],
        "wish": _wish(wish),
        "card": plans.card(release),
        "plan": plans.plan(release),
        "plan_may": plans.plan_may(actor, release),
    }


def _about(one: PersonSummary) -> dict:
    return {
        "age": one.age,
        "appearance": one.appearance,
        "says_name": one.says_name,
        "pronouns": one.pronouns,
        "language": one.language,
    }


def _wish(wish: WishSummary | None) -> dict | None:
    if wish is None:
        return None
    return {
        "who": list(wish.who),
        "language": wish.language,
        "helps": wish.helps,
        "words": wish.words,
        "given_at": at(wish.given_at),
    }
