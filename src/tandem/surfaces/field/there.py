"""At the receiving place, for everyone on the team: arrived, taken over, officer free, clinician free.

The times of a unit, as on the scene page, with the place and without the person, so that an officer may tap them too.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from tandem.domain.releases.timeline import of_incident
from tandem.domain.transfers import actions
from tandem.domain.transfers.records import stay_of
from tandem.domain.transfers.rules import CLOCK_SKEW, REASON_LIMIT, SAID_BY_LIMIT
from tandem.foundation import clock
from tandem.surfaces.field.door import TEAM, WRITERS, OnCall, door, on_call, page
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.timeline import Kind
from tandem.vocabulary.transfers import TRANSFER_TIME_LABELS, TransferTime

VERBS = {
    TransferTime.ARRIVED: gettext_noop("We arrived"),
    TransferTime.TOOK_OVER: gettext_noop("They took over"),
    TransferTime.OFFICER_FREE: gettext_noop("Officer free"),
    TransferTime.CLINICIAN_FREE: gettext_noop("Clinician free"),
}


def _corrected(one: OnCall, transfer_id: UUID) -> dict[str, str]:
    """Which of these times were put right, and what each said first."""
    first = {}
    for entry in of_incident(one.mine.incident_id, release=one.release):
        if entry.kind == Kind.TRANSFER_CORRECTED and transfer_id in entry.subjects:
            first[entry.name] = entry.was
    return first


def moment_of(text: str, *, near: datetime, not_before: datetime | None = None) -> datetime:
    """HH:MM on the wall as the moment (UTC) closest to `near` that is past, and not before `not_before` if one is given.

    Across midnight it lands on the right day; of the autumn hour that comes twice it takes the one that fits; an hour
    of spring that never was is refused. Where nothing fits it is the closest one, for the rules to refuse in words.
    """
    now = timezone.localtime(near)
    try:
        hour, minute = (int(part) for part in text.strip().split(":"))
        wall = now.replace(hour=hour, minute=minute, second=0, microsecond=0, fold=0)
    except ValueError:
        raise Refusal(("at", _("Write the time as 24-hour HH:MM, like 21:54."))) from None
    days = sorted((wall + timedelta(days=days) for days in (0, -1, 1)), key=lambda day: abs(day - now))
    moments = [day.replace(fold=fold).astimezone(UTC) for day in days for fold in (0, 1)]
    real = [one for one in moments if timezone.localtime(one).strftime("%H:%M") == wall.strftime("%H:%M")]
    if not set(real) & set(moments[:2]):
        raise Refusal(("at", _("The clocks went forward: this time did not exist that night.")))
    latest = clock.now() + CLOCK_SKEW
    fitting = [one for one in real if one <= latest and (not_before is None or one >= not_before)]
    return min(fitting or real, key=lambda moment: abs(moment - near))


@require_http_methods(["GET", "POST"])
@door(*TEAM)
def there(request: HttpRequest, assignment_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Stamp the next time with one tap. Who at the place took over is asked with that one."""
    one = on_call(request.actor, assignment_id)
    stay = stay_of(transfer_id, assignment_id, release=one.release)
    refused = None
    if request.method == "POST":
        which = request.POST.get("which")
        try:
            if which not in list(TransferTime):
                raise Refusal(("which", _("Choose which time this is.")))
            by = request.POST.get("said_by", "")
            actions.stamp(transfer_id, actor=request.actor, which=TransferTime(which), said_by=by)
            return redirect("field_there", assignment_id, transfer_id)
        except Refusal as error:
            refused = error
    was = _corrected(one, transfer_id)
    rows = [
        (which, _(label), _(VERBS[which]), stay.times[which], was.get(label, ""))
        for which, label in TRANSFER_TIME_LABELS.items()
    ]
    return page(
        request,
        "there",
        refused,
        one=one,
        stay=stay,
        rows=rows,
        said_by=request.POST.get("said_by", ""),
        said_by_limit=SAID_BY_LIMIT,
        may_write=request.actor.role in WRITERS,
        back_url=reverse("field_scene", args=[assignment_id]),
    )


@require_http_methods(["GET", "POST"])
@door(*TEAM)
def fix(request: HttpRequest, assignment_id: UUID, transfer_id: UUID, which: str) -> HttpResponse:
    """Put one time right, with a reason. The first one stays on the timeline."""
    one = on_call(request.actor, assignment_id)
    stay = stay_of(transfer_id, assignment_id, release=one.release)
    if which not in list(TransferTime) or stay.times[TransferTime(which)] is None:
        return redirect("field_there", assignment_id, transfer_id)
    stands = stay.times[TransferTime(which)]
    refused = None
    at, reason = request.POST.get("at", ""), request.POST.get("reason", "")
    if request.method == "POST":
        try:
            arrived = stay.times[TransferTime.ARRIVED] if which != TransferTime.ARRIVED else None
            moment = moment_of(at, near=stands, not_before=arrived)
            actions.correct_time(transfer_id, actor=request.actor, which=TransferTime(which), at=moment, reason=reason)
        except Refusal as error:
            fields = [("reason" if field == "reason" else "at", sentence) for field, sentence in error.errors]
            refused = Refusal(*fields)
        else:
            return redirect("field_there", assignment_id, transfer_id)
    return page(
        request,
        "fix",
        refused,
        one=one,
        label=_(TRANSFER_TIME_LABELS[TransferTime(which)]),
        stands=stands,
        at=at,
        reason=reason,
        limit=REASON_LIMIT,
        back_url=reverse("field_there", args=[assignment_id, transfer_id]),
    )
