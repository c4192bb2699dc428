"""What became of drawn calls that only their addresses tell: another call within thirty days. Looked for after the end."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from tandem.domain.incidents.models import Incident, Involvement
from tandem.domain.trials.models import Allocation, Followed, TrialStep
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import IncidentState
from tandem.vocabulary.trials import LAST_STEPS

WITHIN = timedelta(days=30)
AT_ONCE = 1_000


def follow(*, actor: Actor) -> int:
    """Write down of each drawn call of a closed trial whether another followed, once that is known; returns how many.

    It is known of both arms alike, whoever was sent. Safe to repeat.
    """
    closed = TrialStep.objects.filter(step__in=LAST_STEPS).values("trial_id")
    waiting = Allocation.objects.filter(trial_id__in=closed, followed=None).select_related("incident").order_by("id")
    now, found = clock.now(), []
    for one in waiting[:AT_ONCE]:
        known = _known(one, now)
        if known:
            found.append(Followed(allocation=one, again=known[0], known_at=known[1]))
    if found:
        with act(actor, Permission.TRIAL_FOLLOW, kind="trial") as doing:
            Followed.objects.bulk_create(found, ignore_conflicts=True)
            for trial in {one.allocation.trial_id for one in found}:
                doing.publish("trial.changed", trial=trial)
    return len(found)


def _known(one: Allocation, now: datetime) -> tuple[bool, datetime] | None:
    first = _later(one).order_by("received_at").values_list("received_at", flat=True).first()
    if first:
        return True, first
    return (False, one.at + WITHIN) if now >= one.at + WITHIN else None


def _later(one: Allocation) -> QuerySet[Incident]:
    call = one.incident
    people = Involvement.objects.filter(incident=call, removed_at=None, person__sealed_at=None).values("person_id")
    theirs = Involvement.objects.filter(person_id__in=people, removed_at=None).values("incident_id")
    same = Q(pk__in=theirs)
    if call.place.strip():
        same |= Q(place__iexact=call.place)
    within = {"received_at__gt": one.at, "received_at__lte": one.at + WITHIN}
    # Another report of one call is no second call.
    return Incident.objects.filter(same, **within).exclude(pk=call.pk).exclude(state=IncidentState.LINKED)
