"""What the pages of a study share: who may come in, and a study or one of its editions found or absent."""

from uuid import UUID

from django.http import Http404, HttpRequest

from tandem.measures.evaluation.refusals import NotInstalled, need_libraries
from tandem.measures.studies import records
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role

ROLES = (Role.EVALUATOR, Role.CLINICAL_SUPERVISOR)


def found(study_id: UUID) -> records.StudyRow:
    try:
        return records.study(study_id)
    except Absent:
        raise Http404 from None


def edition(study_id: UUID, number: int) -> records.EditionRow:
    for one in found(study_id).editions:
        if one.number == number:
            return one
    raise Http404


def to_install() -> str:
    """What to install before anything can be evaluated, as a sentence; "" where it can be."""
    try:
        need_libraries()
    except NotInstalled as missing:
        return str(missing)
    return ""


def small_hidden(request: HttpRequest) -> bool:
    """Whether this reader is shown no count under eleven."""
    return request.actor.role == Role.EVALUATOR
