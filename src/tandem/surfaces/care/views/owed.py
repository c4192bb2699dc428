"""Who owes what: overdue follow-ups by person and by team; giving one to a colleague; how a person wants to be reached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.disclosure import Release
from tandem.domain.followups import actions, records
from tandem.domain.people import records as people
from tandem.domain.releases.opening import open_list
from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.care.door import care_page, must, onward, page, person_page
from tandem.surfaces.care.views.worklist import one_followup, show_followup
from tandem.vocabulary.followups import MESSAGE_SAFE_LABELS, PART_OF_DAY_LABELS, WAY_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import Role

WISHES = ("way", "part_of_day", "message_safe", "wish")


@require_safe
@care_page
def owed(request: HttpRequest) -> HttpResponse:
    """Overdue by team, and by who owes it, most first. Both add up to the same number. For a supervisor."""
    if request.actor.role != Role.CLINICAL_SUPERVISOR:
        raise NotAllowed(Permission.FOLLOWUP_WRITE)
    found = records.overdue_by(open_list(request.actor, "care"))
    return page(request, "owed", found=found, nobody=UUID(int=0))


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def reassign(request: HttpRequest, release: Release, followup_id: UUID) -> HttpResponse:
    """Give a follow-up to a colleague who does such work."""
    must(request.actor, Permission.FOLLOWUP_WRITE)
    row, refused = one_followup(release, followup_id), None
    if request.method == "POST":
        try:
            try:
                to = UUID(request.POST.get("to", ""))
            except ValueError:
                raise Refusal(("to", _("Choose a colleague from the list."))) from None
            actions.reassign(followup_id, actor=request.actor, to=to)
        except Conflict as error:
            return show_followup(request, release, one_followup(release, followup_id), refused=error)
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("It is on their list now."))
            return onward(reverse("care_followup", args=[release.person_id, followup_id]))
    colleagues = records.caregivers(open_list(request.actor, "care"))
    return page(
        request,
        "reassign",
        refused,
        about=people.summary(release=release),
        release=release,
        row=row,
        colleagues=[("", _("Choose"))] + [(str(key), name) for key, name in colleagues if key != row.owner],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def wishes(request: HttpRequest, release: Release, followup_id: UUID) -> HttpResponse:
    """How the person wants to be reached, and whether a message may be left. Not asked is not a yes."""
    must(request.actor, Permission.FOLLOWUP_WRITE)
    row, refused = one_followup(release, followup_id), None
    if request.method == "POST":
        sent = {name: request.POST.get(name, "") for name in WISHES}
        try:
            actions.set_wishes(followup_id, actor=request.actor, **sent)
        except Conflict as error:
            return show_followup(request, release, one_followup(release, followup_id), refused=error)
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Kept. It goes along to the next follow-up."))
            return onward(reverse("care_followup", args=[release.person_id, followup_id]))
    return page(
        request,
        "wishes",
        refused,
        about=people.summary(release=release),
        release=release,
        row=row,
        told={name: request.POST.get(name, getattr(row, name)) for name in WISHES},
        ways=[(code.value, words) for code, words in WAY_LABELS.items()],
        parts=[(code.value, words) for code, words in PART_OF_DAY_LABELS.items()],
        safes=[(code.value, words) for code, words in MESSAGE_SAFE_LABELS.items()],
        unasked=[("", _("Not asked"))],
    )
