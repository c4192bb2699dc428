"""Police-safe text for the RMS: facts of the call, the same for everyone on its team, officer or clinician."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tandem.domain.releases.copying import police_text
from tandem.surfaces.field.door import TEAM, door, on_call, page
from tandem.surfaces.shared.take_along import taken


@require_http_methods(["GET", "HEAD", "POST"])
@door(*TEAM)
def police_copy(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """The text, exactly; a post writes down that it is taken along. Until a day after the team was clear."""
    one = on_call(request.actor, assignment_id)
    text = police_text(one.mine.incident_id, release=one.release)
    answer, context, refused = taken(request, text, release=one.release, subject_id=one.mine.incident_id)
    back = reverse("field_scene", args=[assignment_id])
    return answer or page(request, "copy", refused, one=one, back_url=back, **context)
