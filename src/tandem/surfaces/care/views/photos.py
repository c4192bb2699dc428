"""A photo of a contact: its page and its bytes, each look through a release of its own that is written down."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tandem.disclosure import Release
from tandem.domain.people import records as people
from tandem.domain.phones.records import photo
from tandem.foundation.attachments.doors import as_attachment
from tandem.surfaces.care.door import page, person_page


@require_safe
@person_page
def photo_page(request: HttpRequest, release: Release, encounter_id: UUID, photo_id: UUID) -> HttpResponse:
    """The photo on a page, with what it shows, by whom and when."""
    found = photo(photo_id, encounter_id, release=release)
    return page(request, "photo", about=people.summary(release=release), release=release, one=found)


@require_safe
@person_page
def photo_file(request: HttpRequest, release: Release, encounter_id: UUID, photo_id: UUID) -> HttpResponse:
    """The bytes, for the page above. The address is nothing by itself: the release is asked at each look."""
    return as_attachment(photo(photo_id, encounter_id, release=release).file, ours=True)
