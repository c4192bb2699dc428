"""Ask the program to see somebody, and answer a request: as a call, with a call, by reaching out, or not at all."""

import secrets
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from tandem.domain.incidents.actions import Call, receive, tell_of
from tandem.domain.incidents.models import Incident
from tandem.domain.people.models import Person
from tandem.domain.requests.models import Request
from tandem.domain.requests.rules import CALLER, TRANSITIONS, Asked, check, check_decline, origin, told_of_person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.asking import REQUEST_STATE_LABELS, Asker, RequestState
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.timeline import Kind

SOURCE = "request"
# No letter or digit that is read or heard as another.
LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
LANGUAGES = {"english": "english", "inglés": "english", "ingles": "english", "spanish": "spanish", "español": "spanish"}


def public_actor() -> Actor:
    """Whoever stands at the public form: nobody Tandem knows, who may ask and nothing else. No address is kept."""
    return Actor.system("public form", Permission.REQUEST_MAKE)


def reference() -> str:
    """A fresh reference, like K7M-4QX."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(3)) for _ in range(2))


def make(form_key: UUID, asked: Asked, *, actor: Actor) -> str:
    """Store what was asked, once for each form however often it is sent. Returns the reference. Raises Refusal."""
    check(asked)
    with act(actor, Permission.REQUEST_MAKE, kind="request") as doing:
        known = Request.objects.filter(form_key=form_key).first()
        if known:
            return known.reference
        own = {"made_by": actor.id, "organization_id": actor.organization_id} if actor.kind == "user" else {}
        request = _stored(form_key, Request(**vars(asked), made_at=doing.at, **own))
        if request.made_at != doing.at:
            return request.reference
        doing.about("request", request.pk)
        doing.log(Kind.REQUEST_MADE, request.pk, asker=asked.asker)
        doing.tell("requests", request.pk)
        return request.reference


def _stored(form_key: UUID, request: Request) -> Request:
    """The request with a fresh reference, or what another delivery of the same form stored meanwhile."""
    request.form_key, request.pk = form_key, uuid5(form_key, SOURCE)
    for _try in range(5):
        request.reference = reference()
        try:
            with transaction.atomic():
                request.save(force_insert=True)
        except IntegrityError:
            known = Request.objects.filter(form_key=form_key).first()
            if known:
                return known
        else:
            return request
    raise Conflict(("form_key", "Send the form again, please."))


def _held(request_id: UUID) -> Request:
    found = Request.objects.select_for_update().filter(pk=request_id).first()
    if found is None:
        raise Absent
    return found


def _settle(request: Request, verb: str, doing: Act, *also: UUID, **values) -> None:
    allowed, after = TRANSITIONS[verb]
    if request.state not in allowed:
        words = REQUEST_STATE_LABELS[RequestState(request.state)].lower()
        who = f" by {request.settled_by_name}" if request.settled_by_name else ""
        raise Conflict(("state", f"This request was answered already: {words}{who}."))
    request.state = after
    request.settled_at, request.settled_by, request.settled_by_name = doing.at, doing.actor.id, doing.actor.name
    for name, value in values.items():
        setattr(request, name, value)
    request.save()
    doing.log(Kind.REQUEST_SETTLED, request.pk, *also, state=after)
    doing.tell("requests", request.pk)


def take_as_call(request_id: UUID, *, actor: Actor, agency_id: UUID, place: str = "") -> UUID:
    """Make it a call, with what was said as what the caller told. Twice is one call. Returns the incident's id.

    The call came in now: how long the request waited stands in its words. Raises Absent, Refusal, Conflict.
    """
    with act(actor, Permission.REQUEST_SETTLE, kind="request", subject=request_id) as doing:
        request = _held(request_id)
        if request.state == RequestState.CALL:
            return request.incident_id
        call = Call(
            source=SOURCE,
            source_id=str(request.pk),
            agency_id=agency_id,
            origin=origin(request.asker),
            received_at=doing.at,
            place=place or request.place,
            narrative=_narrative(request),
            caller=", ".join(one for one in (request.asker_name, request.asker_organization) if one)[:120],
            callback=(request.asker_phone or request.asker_email)[:120],
            inputs=_inputs(request),
        )
        incident = receive(call, actor=actor).id
        told = told_of_person(request)
        if told:
            tell_of(incident, actor=actor, key=str(request.pk), told=told, as_told=True)
        _settle(request, "take_as_call", doing, incident, incident_id=incident)
        return incident


def _narrative(request: Request) -> str:
    lines = [request.worry]
    lines += [f"Since: {request.since}"] if request.since else []
    lines += [f"How to reach them: {request.person_reach}"] if request.person_reach else []
    asked = f"{request.made_at:%Y-%m-%d %H:%M} UTC"
    return "\n".join([*lines, f"Asked of the program {asked}, request {request.reference}."])


def _inputs(request: Request) -> dict[str, str]:
    found = {}
    if caller := CALLER.get(Asker(request.asker)):
        found["caller"] = caller
    if language := LANGUAGES.get(request.person_language.strip().lower()):
        found["language"] = language
    return found


def put_with_call(request_id: UUID, *, actor: Actor, incident_id: UUID) -> None:
    """It is about a call that exists. Both keep what they say; each names the other. Raises Absent, Conflict."""
    with act(actor, Permission.REQUEST_SETTLE, kind="request", subject=request_id) as doing:
        request = _held(request_id)
        if not Incident.objects.filter(pk=incident_id).exists():
            raise Absent
        if request.incident_id == incident_id and request.state == RequestState.LINKED:
            return
        _settle(request, "put_with_call", doing, incident_id, incident_id=incident_id)
        doing.tell("board", incident_id)


def reach_out(request_id: UUID, *, actor: Actor, person_id: UUID) -> None:
    """Somebody of the care side goes to the person without a call. `person_id` is who it is about, described by then."""
    with act(actor, Permission.REQUEST_SETTLE, kind="request", subject=request_id) as doing:
        request = _held(request_id)
        if not Person.objects.filter(pk=person_id, sealed_at=None).exists():
            raise Absent
        _settle(request, "reach_out", doing, person_id, person_id=person_id)


def decline(request_id: UUID, *, actor: Actor, kind: str, reason: str = "") -> None:
    """Not taken, and why. It can be opened again. Raises Refusal naming the field, Absent, Conflict."""
    check_decline(kind, reason)
    with act(actor, Permission.REQUEST_SETTLE, kind="request", subject=request_id) as doing:
        _settle(_held(request_id), "decline", doing, reason_kind=kind, reason=reason)


def reopen(request_id: UUID, *, actor: Actor) -> None:
    """Wrongly declined, or put with the wrong call: it waits again. Raises Absent, Refusal."""
    with act(actor, Permission.REQUEST_SETTLE, kind="request", subject=request_id) as doing:
        request = _held(request_id)
        allowed, after = TRANSITIONS["reopen"]
        if request.state not in allowed:
            raise Refusal(("state", "Only a request that was declined or put with a call can be opened again."))
        before, incident = request.state, request.incident_id
        request.state = after
        request.settled_at = request.settled_by = request.incident_id = None
        request.settled_by_name = request.reason_kind = request.reason = ""
        request.save()
        doing.log(Kind.REQUEST_REOPENED, request.pk, incident, before=before)
        doing.tell("requests", request.pk)
