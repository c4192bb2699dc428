"""What a person agreed to: ask for a new yes, and write down that they stopped.

The law cares that an agreement names what, to whom, for what, until when, and how it was given (45 CFR 164.508(c)),
and that taking it back works at once.
"""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from tandem.disclosure import Release
from tandem.domain.consents.actions import agree, revoke
from tandem.domain.consents.records import agreements_of
from tandem.domain.consents.rules import AGREEABLE, SPOKEN, State, opened_by_agreement
from tandem.domain.people import records as people
from tandem.foundation import clock
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

LASTS = (("30", "30 days"), ("90", "90 days"), ("365", "A year"))
PURPOSES = tuple((one.value, PURPOSE_LABELS[one]) for one in Purpose if opened_by_agreement(one))
CATEGORIES = tuple((one.value, CATEGORY_LABELS[one]) for one in CATEGORY_LABELS if one in AGREEABLE)
TOLD = (
    (gettext_noop("in person"), gettext_noop("In person")),
    (gettext_noop("by phone"), gettext_noop("By phone")),
    (gettext_noop("in writing"), gettext_noop("In writing")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def ask(request: HttpRequest, release: Release) -> HttpResponse:
    """Ask for a new yes."""
    must(request.actor, Permission.CONSENT_RECORD)
    refused = None
    if request.method == "POST":
        try:
            _agree(request, release)
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("The yes is written down and in force."))
            return onward(reverse("care_person", args=[release.person_id]))
    places = Organization.objects.exclude(pk=request.actor.organization_id).order_by("name")
    return page(
        request,
        "agreement",
        refused,
        about=people.summary(release=release),
        release=release,
        places=[("", _("Choose a place")), *((str(one.pk), one.name) for one in places)],
        purposes=[("", _("Choose")), *PURPOSES],
        categories=CATEGORIES,
        chosen=request.POST.getlist("categories"),
        lasts=LASTS,
        hows=(("spoken", _("Said aloud, I heard it")), ("signed", _("Signed on this screen"))),
    )


def _agree(request: HttpRequest, release: Release) -> None:
    sent, actor = request.POST, request.actor
    try:
        recipient = UUID(sent.get("recipient", ""))
    except ValueError:
        raise Refusal(("recipient", _("Choose who it goes to."))) from None
    days = sent.get("until", "")
    if days not in dict(LASTS):
        raise Refusal(("until", _("Choose how long it holds.")))
    how = sent.get("how", "")
    agree(
        actor=actor,
        person_id=release.person_id,
        recipient_id=recipient,
        categories=sent.getlist("categories"),
        purpose=sent.get("purpose", ""),
        until=clock.now() + timedelta(days=int(days)),
        how=how,
        heard_by=actor.name if how == SPOKEN else "",
        signature="" if how == SPOKEN else sent.get("signature", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def stop(request: HttpRequest, release: Release, agreement_id: UUID) -> HttpResponse:
    """Write down that the person stopped sharing: one confirm in plain words, and it works at once."""
    must(request.actor, Permission.CONSENT_RECORD)
    found = next((one for one in agreements_of(release) if one.id == agreement_id), None)
    if found is None:
        raise Absent
    refused = None
    if request.method == "POST":
        told = request.POST.get("how", "")
        try:
            if told not in dict(TOLD):
                raise Refusal(("how", _("Say how they told you.")))
            revoke(agreement_id, actor=request.actor, how=f"told {request.actor.name} {told}"[:120])
        except Refusal as error:
            refused = error
        else:
            messages.success(
                request,
                (
                    _("Stopped. From now on nothing goes to %(recipient)s on this agreement.")
                    % {"recipient": found.recipient}
                ),
            )
            return onward(reverse("care_person", args=[release.person_id]))
    return page(
        request,
        "stop",
        refused,
        about=people.summary(release=release),
        release=release,
        one=found,
        in_force=found.state == State.IN_FORCE,
        tolds=TOLD,
    )
