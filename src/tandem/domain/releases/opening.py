"""Open a release: gather, ask, write the access log, hand it over. No release, no record."""

import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tandem.disclosure import Answer, Facts, ListRelease, Question, Release, decide, issue
from tandem.domain.consents.basis import all_hold
from tandem.domain.people.models import Person
from tandem.domain.referrals.models import Referral
from tandem.domain.releases.models import Opening
from tandem.domain.releases.relations import NOBODYS, Relation, law_role, relation
from tandem.domain.releases.wall import opening_list, opening_person, same
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import entry_of, inserting, refuse
from tandem.foundation.database import reach
from tandem.foundation.database.journey import Statement, insert, send
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose
from tandem.vocabulary.refusal import Absent

LASTS = timedelta(minutes=30)
# Without one of these there is no page about a person at all.
ENOUGH = (Category.DEMOGRAPHICS, Category.SAFETY_FLAGS, Category.CLINICAL_NOTE, Category.REFERRAL_STATUS)


def answers_for(found: Relation, purpose: Purpose) -> dict[Category, Answer]:
    """One answer per category of law: over the bases that hold, the one that opens most; its rules are all that agree."""
    answers = {}
    for category in LAW_CATEGORIES:
        tried = [
            decide(
                Question(
                    found.role, category, purpose, basis, found.related, found.scopes, found.facts_for(category, basis)
                )
            )
            for basis in found.bases(category)
        ]
        answers[category] = max(tried, key=lambda answer: (answer.allowed, len(answer.rules)))
    return answers


def open_release(
    actor: Actor, person_id: UUID, purpose: Purpose, *, referral: Referral | None = None, now: datetime | None = None
) -> Release:
    """A release of one person to `actor` for `purpose`, logged before it is handed over.

    Raises Absent where no rule opens anything a person's page could show, exactly as for an id that does not exist.
    """
    moment = now or clock.now()
    found = _related(actor, person_id, purpose, moment, referral)
    try:
        return open_as(actor, person_id, purpose, found, moment)
    except Overtaken:
        # What is open without that consent is opened by what holds now.
        later = clock.now()
        return open_as(actor, person_id, purpose, _related(actor, person_id, purpose, later, referral), later)


@reach.work("what stands between reader and person")
def _related(
    actor: Actor, person_id: UUID, purpose: Purpose, now: datetime, referral: Referral | None
) -> Relation | None:
    person = Person.objects.filter(pk=person_id).only("organization_id", "sealed_at", "is_staff").first()
    # Somebody who does not exist is asked about like anybody else: the time of a no tells nothing (reliability A3).
    found = relation(actor, person or Person(pk=person_id, organization_id=NOBODYS), purpose, now, referral)
    return found if person else None


class Overtaken(Absent):
    """A consent that the reading rested on was taken back between the look at it and the entry in the log."""


def open_as(
    actor: Actor,
    person_id: UUID,
    purpose: Purpose,
    found: Relation | None,
    moment: datetime,
    *,
    enough: tuple[Category, ...] = ENOUGH,
    only: Category | None = None,
) -> Release:
    """A release for a reader whose relation to the person is known: asked, logged, handed over. Raises Absent.

    One open category of `enough` is needed: a page about a person needs one that it can show, a case any. `only` opens
    one category and nothing else, for a page of its own.
    """
    answers = answers_for(found, purpose) if found else {}
    if only:
        answers, enough = {one: answer for one, answer in answers.items() if one == only}, (only,)
    if not any(answers[one].allowed for one in enough if one in answers):
        refuse(Absent(), actor, "release.open", object_kind="person", object_id=person_id)
    released = issue.release(
        id=uuid.uuid4(),
        actor_user_id=actor.id,
        organization_id=actor.organization_id,
        role=found.role,
        person_id=person_id,
        purpose=purpose,
        opened_at=moment,
        expires_at=moment + LASTS,
        answers=answers,
    )
    asked = {one: {basis: found.facts_for(one, basis) for basis in found.bases(one)} for one in answers}
    deciding = opening_person(person_id, found.role, purpose, found.related, found.scopes, found.facts, asked)
    rests = found.resting({one for one, answer in answers.items() if answer.allowed})
    if not rests:
        same(_log(actor, "record", released, deciding, person_id=person_id), answers)
        return released
    try:
        with transaction.atomic():
            same(_log(actor, "record", released, deciding, person_id=person_id), answers)
            # Looked at again after the entry has its time: no read is logged as allowed after the consent is gone.
            if not all_hold(rests, max(moment, clock.now())):
                raise Overtaken
    except Overtaken as gone:
        refuse(gone, actor, "release.open", object_kind="person", object_id=person_id)
    return released


def _log(
    actor: Actor,
    kind: str,
    released: Release | ListRelease,
    *then: Statement,
    person_id: UUID | None = None,
    ids: list[UUID] | None = None,
) -> list[str]:
    """Write the access entry; `then` is asked on the same journey once it is written, and its answer returned."""
    opened = [category for category in released.answers if released.allows(category)]
    rules = sorted({rule for category in opened for rule in released.answers[category].rules})
    opening = Opening(
        id=released.id if kind == "record" else uuid.uuid4(),
        kind=kind,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        role=released.role,
        organization_id=actor.organization_id,
        person_id=person_id,
        ids=ids or [],
        purpose=released.purpose,
        opened_at=clock.now(),
        rules=rules,
        categories=opened,
    )
    entry = entry_of(
        actor,
        f"release.{kind}",
        object_kind="person" if person_id else kind,
        object_id=person_id,
        count=max(1, len(ids or [])),
        detail={"release": str(released.id)},
        purpose=released.purpose,
        categories=opened,
    )
    # Sent together, both are written or neither.
    answered = send([insert([opening]), *inserting(entry), *then])[-1]
    return answered[0] if then else []


# List kind → who the row is about, for the questions a list asks: (relationship, scope words).
LISTS: dict[str, tuple[Purpose, bool, frozenset[str]]] = {
    "board": (Purpose.DISPATCH, False, frozenset({"own_psap", "by_call_not_name"})),
    "board_people": (Purpose.DISPATCH, True, frozenset({"own_psap", "open_call", "call_source"})),
    "my_call": (
        Purpose.SCENE,
        True,
        frozenset({"active_call", "care_team", "call_source", "own_agency", "own_le_agency"}),
    ),
    # A request that waits is a call to answer, told by whoever asked: an open call of the desk, and of the care team.
    "requests_desk": (Purpose.DISPATCH, True, frozenset({"own_psap", "open_call", "call_source"})),
    "request_desk": (Purpose.DISPATCH, True, frozenset({"own_psap", "open_call", "call_source"})),
    "requests_care": (Purpose.TREATMENT, True, frozenset({"care_team", "own_agency"})),
    "request_care": (Purpose.TREATMENT, True, frozenset({"care_team", "own_agency"})),
    "care": (Purpose.TREATMENT, True, frozenset({"care_team", "own_agency"})),
    "search": (Purpose.TREATMENT, False, frozenset({"own_agency"})),
    "drill": (Purpose.OPERATIONS, False, frozenset({"own_agency", "qa_case"})),
    "signing": (Purpose.OPERATIONS, False, frozenset({"own_agency", "qa_case"})),
    "caution_review": (Purpose.OPERATIONS, False, frozenset({"own_agency", "qa_case"})),
    # Contacts that somebody may be asked to pay for: a supervisor goes through each for what a payer asks of it (R13).
    "billing": (Purpose.OPERATIONS, False, frozenset({"own_agency", "qa_case"})),
    # Limits that were agreed to, and who has no notice yet: who it is about, and nothing more.
    "restrictions": (Purpose.TREATMENT, False, frozenset({"own_agency"})),
    # A device of the dispatch center: what its records cut to number, kind, area and times, and nothing else.
    "wall": (Purpose.DISPATCH, False, frozenset({"own_psap", "by_call_not_name"})),
    "handover": (Purpose.SCENE, True, frozenset({"care_team", "own_agency"})),
}


def open_list(actor: Actor, kind: str) -> ListRelease:
    """A release of one kind of list: only the stub columns the rules grant this role. Raises Absent if they grant none.

    The scope words of the kind hold for every row that the list's own query selects; a row's record needs its own
    release. Call `shown` with the ids that went to the screen.
    """
    purpose, related, scopes = LISTS[kind]
    role = _wall_role(kind) if actor.kind == "device" else law_role(actor, None)
    answers = {}
    if role:
        facts = Facts(no_second_factor=not actor.second_factor)
        answers = {
            category: decide(Question(role, category, purpose, relationship=related, scopes=scopes, facts=facts))
            for category in LAW_CATEGORIES
        }
    if not any(answer.allowed for answer in answers.values()):
        refuse(Absent(), actor, f"release.{kind}", object_kind=kind)
    released = issue.list_release(
        id=uuid.uuid4(),
        actor_user_id=actor.id,
        organization_id=actor.organization_id,
        role=role,
        purpose=purpose,
        kind=kind,
        answers=answers,
    )
    again(actor, released)
    return released


def again(actor: Actor, released: ListRelease) -> None:
    """Open the wall for a list in this transaction: the database decides about it anew.

    A live view holds its release for longer than a transaction, so each drawing of one calls this first.
    """
    purpose, related, scopes = LISTS[released.kind]
    facts = Facts(no_second_factor=not actor.second_factor)
    asked = {one: {Basis.NONE: facts} for one in LAW_CATEGORIES}
    ((opened,),) = send([opening_list(released.role, purpose, related, scopes, facts, asked)])
    same(opened, released.answers)


def _wall_role(kind: str) -> LawRole | None:
    """A screen on a wall reads as the dispatch center it hangs in, and only its own list."""
    return LawRole.DISPATCHER if kind == "wall" else None


def shown(actor: Actor, released: ListRelease, ids: list[UUID]) -> None:
    """Write one access entry with the ids of the rows a list showed."""
    if ids:
        _log(actor, released.kind, released, ids=sorted(set(ids)))
