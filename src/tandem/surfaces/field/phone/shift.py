"""The shift a phone takes: everything it may hold, read under the releases of the pages, logged, and a lease for it."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tandem.domain.incidents.tele import open_asks
from tandem.domain.phones import actions
from tandem.domain.staffing.records import TeamOnShift, team_of
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.program import dictation_allowed, program, sos_number, zone_of
from tandem.surfaces.field.door import TEAM, WRITERS
from tandem.surfaces.field.phone.answers import signed_in
from tandem.surfaces.field.phone.carried import calls, contacts, people, places, plans, words
from tandem.surfaces.field.phone.carried.plain import at
from tandem.surfaces.field.phone.me import me
from tandem.surfaces.field.phone.verbs.call import on_calls
from tandem.vocabulary.permissions import Permission

CONTRACT = 1


@require_GET
@signed_in(*TEAM)
def shift(request: HttpRequest) -> JsonResponse:
    """GET /phone/api/shift."""
    return JsonResponse(bundle(request))


def bundle(request: HttpRequest) -> dict:
    """What this human's phone carries from now on (`contracts/shift.schema.json`). Makes its lease."""
    actor = request.actor
    mine = on_calls(actor)
    begun = contacts.own(actor)
    carried = people.met(actor, mine)
    team = team_of(actor.id)
    documents, offer = words.instruments(actor)
    word, taken_at, until = actions.take_shift(
        actor=actor,
        job=request.membership.pk,
        people={*carried, *(one.encounter.person_id for one in begun)},
        team=team.id if team else None,
        members=[one.user_id for one in team.members] if team else [],
        until=team.until if team else None,
    )
    return {
        "contract": CONTRACT,
        "lease": word,
        "taken_at": at(taken_at),
        "until": at(until),
        "server_key": actions.own_key(),
        "me": me(actor) | {"may": _may(actor)},
        "zone": str(zone_of(actor.organization_id)),
        "language": get_language() or "en",
        "settings": _settings(actor),
        "team": _team(team),
        "asks": _asks(actor, team),
        "calls": calls.drawn(actor, mine, carried),
        "people": people.drawn(actor, carried),
        "contacts": contacts.drawn(actor, begun),
        "directory": {"as_of": at(taken_at), "services": places.drawn(actor)},
        "instruments": documents,
        "offer": offer,
        "forms": words.forms(actor),
        "report_forms": words.report_forms(actor),
        "words": words.words(),
        "plan_form": plans.plan_form(),
    }


def _asks(actor: Actor, team: TeamOnShift | None) -> list[dict]:
    """Officers alone who wait for a clinician, for whoever could take it: on shift, and allowed to."""
    if team is None or not actor.may(Permission.TELE_TAKE):
        return []
    return [
        {"id": str(one.id), "unit": one.unit, "area": one.area, "asked_at": at(one.asked_at)} for one in open_asks()
    ]


def _may(actor: Actor) -> dict:
    return {
        "write": actor.role in WRITERS,
        "report": actor.may(Permission.POLICE_REPORT),
        "ask": actor.may(Permission.REQUEST_MAKE),
        "plan": actor.may(Permission.PLAN_WRITE),
    }


def _settings(actor: Actor) -> dict:
    found, dictation = program(), dictation_allowed(actor.organization_id)
    return {
        "dictation": dictation,
        "dictation_words": _("Dictation may leave the phone.") if dictation else "",
        "sos_number": sos_number(actor.organization_id),
        "check_in_minutes": found.check_in_minutes if found else 20,
    }


def _team(team: TeamOnShift | None) -> dict | None:
    if team is None:
        return None
    members = [{"id": str(one.id), "name": one.name, "profession": one.profession} for one in team.members]
    return {"id": str(team.id), "unit": team.unit, "members": members}
