"""Clinical text for the EHR: one contact as its clinical record reads it, copied or printed by whoever may read it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tandem.disclosure import Release
from tandem.domain.people import records as people
from tandem.domain.releases.copying import clinical_text
from tandem.surfaces.care.door import page, person_page
from tandem.surfaces.shared.take_along import taken


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def clinical_copy(request: HttpRequest, release: Release, encounter_id: UUID) -> HttpResponse:
    """The text, exactly; a post writes down that it is taken along."""
    text = clinical_text(encounter_id, release=release)
    answer, context, refused = taken(request, text, release=release, subject_id=encounter_id)
    return answer or page(
        request,
        "copy",
        refused,
        about=people.summary(release=release),
        release=release,
        encounter_id=encounter_id,
        **context,
    )
