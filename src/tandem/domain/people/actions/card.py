"""Write the preference card together with the person. Each version is kept, and none is overwritten unseen."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.people.actions.own import said_on_card
from tandem.domain.people.actions.take_in import taken_in
from tandem.domain.people.card import lasts
from tandem.domain.people.models import Wish
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.times import here
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.plans import Made
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.timeline import Kind


def write_card(
    *,
    actor: Actor,
    release: Release,
    comes: Iterable[str],
    language: str,
    helps: str,
    avoid: str,
    words: str,
    made: str,
    comes_words: str = "",
    base: UUID | None = None,
    at: datetime | None = None,
) -> UUID:
    """Keep what the person said about the next time as a new version of their card. Returns its id.

    `base` is the version its author saw, None for none; if another one came since that says something else, nothing is
    stored. `at` (aware) is when it was written, on a phone without signal. Raises Conflict for that, Refusal by field,
    NotReleased without a release that opens the category, Absent for a sealed or another provider's record.
    """
    said = said_on_card(comes=comes, comes_words=comes_words, language=language, helps=helps, avoid=avoid, words=words)
    if made not in (Made.TOGETHER, Made.BY_PHONE):
        raise Refusal(("made", "Say how you made it with the person."))
    if not any(said.values()):
        raise Refusal(("helps", "Write at least one thing. An empty card helps nobody."))
    if release.require(Category.SAFETY_PLAN).view != WHOLE:
        raise Absent
    with act(actor, Permission.PLAN_WRITE, kind="person", subject=release.person_id) as doing:
        person = taken_in(release.person_id, actor)
        stands = Wish.objects.filter(person=person).order_by("-given_at").first()
        same = stands is not None and all(getattr(stands, name) == value for name, value in said.items())
        if stands and not same and stands.pk != base:
            who = stands.written_by_name or "The person"
            raise Conflict(
                ("base", f"{who} changed this card {here(stands.given_at, '%b %-d at %H:%M')}. Look at both.")
            )
        moment = at or doing.at
        kept = Wish.objects.create(
            person=person,
            organization_id=person.organization_id,
            # A version never stands before the one it replaces, whatever a phone's clock said.
            given_at=max(moment, stands.given_at + timedelta(microseconds=1)) if stands else moment,
            expires_at=moment + lasts(),
            made=made,
            written_by=actor.id,
            written_by_name=actor.name,
            **said,
        )
        doing.log(Kind.CARD_WRITTEN, person.pk)
        doing.tell("person", person.pk)
        return kept.pk
