"""The calls of a shift: those one's team is on, and those of the last day that are not written up."""

from tandem.domain.incidents.records import AssignmentSummary, input_label
from tandem.domain.phones.pieces import versions_of
from tandem.domain.safety.records import question_for
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.call import corrected_times, known_of
from tandem.surfaces.field.door import OnCall
from tandem.surfaces.field.phone.carried.plain import at, e6
from tandem.surfaces.field.phone.verbs.report import standing
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import RESPONSE_LABELS


def drawn(actor: Actor, calls: list[OnCall], people: dict) -> list[dict]:
    """Each call as the phone holds it; `people` says which persons of it this reader may meet."""
    versions = versions_of(one.mine.id for one in calls)
    roll = question_for(actor.id)
    return [_call(actor, one, versions[one.mine.id], roll, people) for one in calls]


def _call(actor: Actor, one: OnCall, version: int, roll, people: dict) -> dict:
    call, mine = one.call, one.mine
    override = call.override
    advice = None if override else call.decision
    known, open_words = known_of(call)
    plan = advice.plan if advice else []
    return {
        "id": str(mine.id),
        "incident": str(mine.incident_id),
        "number": call.number,
        "place": one.place,
        "area": call.area,
        "unit": mine.unit,
        "active": one.on_it(actor),
        "lat_e6": e6(call.latitude),
        "lon_e6": e6(call.longitude),
        "version": version,
        "times": {str(which): at(moment) for which, moment in mine.times.items()},
        "corrected": {str(which): first for which, first in corrected_times(one).items()},
        "lead": _lead(mine),
        "tele": _tele(actor, one),
        "check_in_due": at(mine.checkin_due_at) if mine.active and not one.from_afar(actor) else None,
        "roll": {"id": str(roll)} if roll and mine.active else None,
        "response": call.response,
        "response_words": override.response_words if override else RESPONSE_LABELS.get(call.response, ""),
        "response_by": override.by if override else "",
        "advice": [{"icon": sign, "label": label, "text": text} for sign, label, text in plan],
        "staging": advice.staging if advice else "",
        "attire": advice.attire if advice else "",
        "exits": [words for label, words, _danger in known if label == input_label("exits")],
        "pathways": [_pathway(each) for each in (call.decision.pathways if call.decision else ())],
        "known": [{"label": label, "words": words, "danger": danger} for label, words, danger in known],
        "changed": [
            {"label": each.name, "was": each.was, "now": each.now, "at": at(each.at), "by": ""}
            for each in call.changes[:3]
        ],
        "open_words": open_words,
        "told_by": call.caller,
        "told": call.narrative,
        "contact_phone": call.callback,
        "people": [str(person_id) for person_id in call.everybody if person_id in people],
        "report": _report(actor, one),
        # Whom a report can be about: ids alone, since an officer may not know who it is.
        "report_people": [str(one) for one in call.person_ids] if actor.may(Permission.POLICE_REPORT) else [],
    }


def _pathway(each) -> dict:
    return {
        "name": each.name,
        "team": list(each.team),
        "bring": each.bring_words,
        "needs": each.needs_words,
        "look_for": each.look_for,
    }


def _lead(mine: AssignmentSummary) -> dict | None:
    if mine.lead is None:
        return None
    lead = mine.lead
    return {"id": str(lead.id), "name": lead.name, "profession": lead.profession, "since": at(mine.lead_since)}


def _tele(actor: Actor, one: OnCall) -> dict | None:
    """The clinician by phone: asked for since when, and who it is once one took it. `mine`: it is this reader, who learns
    who is `there`, to hand the lead back to."""
    tele = one.tele
    if tele is None:
        return None
    member, mine = tele.member, one.from_afar(actor)
    there = [{"id": str(each.id), "name": each.name, "profession": each.profession} for each in one.team.members]
    return {
        "asked_at": at(tele.asked_at),
        "taken_at": at(tele.taken_at),
        "id": str(member.id) if member else None,
        "name": member.name if member else "",
        "profession": member.profession if member else "",
        "phone": one.team.phone,
        "mine": mine,
        "there": there if mine else [],
    }


def _report(actor: Actor, one: OnCall) -> dict:
    """What this officer's agency told of the call so far, per person ("" for nobody), in the shapes the phone sends."""
    return standing(one) if actor.may(Permission.POLICE_REPORT) else {}
