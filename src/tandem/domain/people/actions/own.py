"""What the person does on their own page: say who should come next time, and answer two questions unknown."""

import re
from collections.abc import Iterable
from uuid import UUID

from tandem.domain.people.card import lasts
from tandem.domain.people.models import Opinion, OwnKey, Person, Wish
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.program import zone
from tandem.vocabulary.own_page import Comes, Helped, Treated
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

HELPS_LIMIT, WORDS_LIMIT, LANGUAGE_LIMIT = 300, 400, 40
# A phone number, an e-mail address, a case number: what tells who wrote it.
TELLS_WHO = re.compile(r"@|(?:\d[\s().-]*){5,}")


def said_on_card(
    *, comes: Iterable[str], language: str, helps: str, avoid: str, words: str, comes_words: str = ""
) -> dict[str, object]:
    """What a card says, as its columns. Raises Refusal by field."""
    chosen = list(dict.fromkeys(comes))
    if not set(chosen) <= set(Comes):
        raise Refusal(("comes", "Choose from the list."))
    clean("comes_words", comes_words, HELPS_LIMIT)
    clean("language", language, LANGUAGE_LIMIT)
    clean("helps", helps, HELPS_LIMIT)
    clean("avoid", avoid, HELPS_LIMIT)
    clean("words", words, WORDS_LIMIT)
    told = {"comes_words": comes_words, "language": language, "helps": helps, "avoid": avoid, "words": words}
    return {"comes": chosen, **{name: text.strip() for name, text in told.items()}}


def wish(
    *,
    actor: Actor,
    comes: Iterable[str],
    language: str,
    helps: str,
    words: str,
    avoid: str = "",
    comes_words: str = "",
) -> UUID:
    """The person says who should come next time. What stood before is kept. Raises Refusal by field, Absent."""
    said = said_on_card(comes=comes, comes_words=comes_words, language=language, helps=helps, avoid=avoid, words=words)
    with act(actor, Permission.OWN_PAGE_SAY, kind="person", subject=actor.id) as doing:
        person = Person.objects.filter(pk=actor.id, sealed_at=None).first() if actor.kind == "person" else None
        if person is None or person.organization_id is None:
            raise Absent
        made = Wish.objects.create(
            person=person,
            organization_id=person.organization_id,
            given_at=doing.at,
            expires_at=doing.at + lasts(),
            **said,
        )
        doing.log(Kind.WISH_SAID, person.pk)
        doing.tell("person", person.pk)
        return made.pk


def opinion(*, key_id: UUID, treated: str, helped: Iterable[str], words: str) -> None:
    """Keep one answer, once for each link. Raises Refusal by field, Conflict where this link answered already.

    The act is nobody's: neither the timeline nor the audit trail says whose answer it was.
    """
    chosen = list(dict.fromkeys(helped))
    if treated not in list(Treated):
        raise Refusal(("treated", "Choose one."))
    if not set(chosen) <= set(Helped):
        raise Refusal(("helped", "Choose from the list."))
    clean("words", words, WORDS_LIMIT)
    if TELLS_WHO.search(words):
        raise Refusal(("words", "Leave out phone numbers and addresses, so that nobody knows it was you."))
    nobody = Actor.system("own page", Permission.OWN_PAGE_SAY)
    with act(nobody, Permission.OWN_PAGE_SAY, kind="opinion") as doing:
        key = OwnKey.objects.select_for_update().filter(pk=key_id).first()
        if key is None:
            raise Absent
        if key.answered:
            raise Conflict(("treated", "You answered these questions already. Thank you."))
        key.answered = True
        key.save(update_fields=["answered"])
        month = doing.at.astimezone(zone()).date().replace(day=1)
        Opinion.objects.create(
            organization_id=key.organization_id, month=month, treated=treated, helped=chosen, words=words.strip()
        )
