"""Transfers of care under way, for the desk: who waits where, what the place said, and since when."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tandem.disclosure import ListRelease
from tandem.domain.people import records as people
from tandem.domain.releases.opening import open_list, shown
from tandem.domain.transfers.records import transfers_under_way
from tandem.surfaces.care.door import care_page, page
from tandem.vocabulary.law import Category
from tandem.vocabulary.transfers import TRANSFER_TIME_LABELS, TransferTime

SINCE = {
    "waiting": TransferTime.ARRIVED,
    "handed_over": TransferTime.TOOK_OVER,
    "free": TransferTime.CLINICIAN_FREE,
}


def going(release: ListRelease) -> int:
    """How many are under way, for the worklist; none for a reader who may not know of clinical notes."""
    return len(transfers_under_way(release=release)) if release.allows(Category.CLINICAL_NOTE) else 0


@require_safe
@care_page
def transfers_page(request: HttpRequest) -> HttpResponse:
    """The longest wait first. A name stands here under the list's release, and each row is one access entry."""
    release = open_list(request.actor, "care")
    under_way = transfers_under_way(release=release)
    ids = [one.person_id for one in under_way]
    names = people.names(ids, release=release)
    shown(request.actor, release, ids)
    rows = [
        {
            "one": one.transfer,
            "person_id": one.person_id,
            "name": names[one.person_id].title if one.person_id in names else "",
            "unit": one.unit,
            "since": one.transfer.times[SINCE[one.transfer.standing]] if one.transfer.standing in SINCE else None,
            "times": [(TRANSFER_TIME_LABELS[which], at) for which, at in one.transfer.times.items()],
        }
        for one in under_way
    ]
    rows.sort(key=lambda row: (row["one"].standing != "waiting", row["since"] or row["one"].created_at))
    return page(request, "transfers", rows=rows)
