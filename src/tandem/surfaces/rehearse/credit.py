"""For the agency's own learning system: xAPI statements of who completed a rehearsal, and a cmi5 package to assign."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.act import act
from tandem.standards.xapi.package import Unit, package
from tandem.standards.xapi.statements import Attempt, statements
from tandem.surfaces.shared.session import sign_in_required
from tandem.training.library import records as library
from tandem.training.teaching import records
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role

KEPT_DAYS = 366


def _address() -> str:
    return settings.PUBLIC_URL.rstrip("/")


@require_POST
@sign_in_required(Role.TRAINER)
def statements_file(request: HttpRequest) -> HttpResponse:
    """A year of statements about this agency's own people, as a list of JSON. Handing it out is on the audit trail."""
    until = clock.now()
    try:
        with act(request.actor, Permission.TRAINING_LEAD, kind="credit") as doing:
            found = list(
                records.credits(request.actor.organization_id, since=until - timedelta(days=KEPT_DAYS), until=until)
            )
            doing.about("credit", request.actor.organization_id)
            doing.detail = {"runs": len({one.run for one in found}), "learners": len({one.account for one in found})}
    except NotAllowed:
        raise Http404 from None
    told = statements(
        (
            Attempt(
                run=one.run,
                account=one.account,
                scenario=one.scenario,
                title=library.load(one.edition_id).title,
                edition=f"{one.scenario}/{library.load(one.edition_id).number}",
                began_at=one.began_at,
                left_at=one.left_at,
                completed_at=one.completed_at,
            )
            for one in found
        ),
        address=_address(),
    )
    answer = JsonResponse(told, safe=False)
    answer["Content-Disposition"] = 'attachment; filename="tandem-xapi.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@sign_in_required(Role.TRAINER)
def package_file(request: HttpRequest) -> HttpResponse:
    """The scenarios in force as a cmi5 package; each opens here, by the learner's own sign-in."""
    units = []
    for one in library.in_force():
        found = library.load(one.id)
        titles = {language: found.said(found.title, language) for language in one.languages}
        units.append(Unit(one.name, titles, {"en": _("About %(n)d minutes, then the debrief.") % {"n": one.minutes}}))
    if not units:
        raise Http404
    held = package(units, address=_address(), title=_("Rehearsals"), at=clock.now())
    answer = HttpResponse(held, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="tandem-cmi5.zip"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
