"""Studies as values: the list, one study with its editions, and a result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tandem.measures.evaluation.report import Report
from tandem.measures.studies.models import Study, StudyEdition, StudyResult
from tandem.measures.studies.plan import Plan
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.studies import STUDY_STATE_LABELS, StudyState


@dataclass(frozen=True)
class ResultRow:
    report: Report
    ran_at: datetime
    ran_by: str
    seen_at: datetime | None
    seen_by: str


@dataclass(frozen=True)
class EditionRow:
    """A stamped plan with its frozen data. `result` is None while it has not been run to its end."""

    id: UUID
    study: UUID
    number: int
    plan: Plan
    digest: str
    changes: tuple[str, ...]
    seen: bool
    spec: Mapping[str, Any]
    data_digest: str
    data_rows: int
    left_out: tuple[tuple[str, int], ...]
    filled_to: datetime | None
    stamped_at: datetime
    stamped_by: str
    result: ResultRow | None


@dataclass(frozen=True)
class StudyRow:
    """One study. `editions` are the newest first; `run` is its newest run's id."""

    id: UUID
    draft: Mapping[str, Any]
    step: str
    run: UUID | None
    begun_at: datetime
    begun_by: str
    changed_at: datetime
    changed_by: str
    editions: tuple[EditionRow, ...]

    @property
    def newest(self) -> EditionRow | None:
        return self.editions[0] if self.editions else None

    @property
    def question(self) -> str:
        return str(self.draft.get("question", "")).strip()

    @property
    def state(self) -> StudyState:
        if self.newest is None:
            return StudyState.DRAFT
        return StudyState.DONE if self.newest.result else StudyState.STAMPED

    @property
    def label(self) -> str:
        return STUDY_STATE_LABELS[self.state]


def studies() -> list[StudyRow]:
    """Every study, the one changed last first."""
    editions: dict[UUID, list[EditionRow]] = {}
    for row in StudyEdition.objects.select_related("result").order_by("-number"):
        editions.setdefault(row.study_id, []).append(_edition(row))
    return [_study(row, editions.get(row.pk, [])) for row in Study.objects.order_by("-changed_at", "id")]


def study(study_id: UUID) -> StudyRow:
    """One study. Raises Absent."""
    row = Study.objects.filter(pk=study_id).first()
    if row is None:
        raise Absent
    found = StudyEdition.objects.select_related("result").filter(study=row).order_by("-number")
    return _study(row, [_edition(one) for one in found])


def edition(edition_id: UUID) -> EditionRow:
    """One stamped plan. Raises Absent."""
    row = StudyEdition.objects.select_related("result").filter(pk=edition_id).first()
    if row is None:
        raise Absent
    return _edition(row)


def _study(row: Study, editions: list[EditionRow]) -> StudyRow:
    return StudyRow(
        row.pk, row.draft, row.step, row.run_id, row.begun_at, row.begun_by_name, row.changed_at, row.changed_by_name,
        tuple(editions),
    )  # fmt: skip


def _edition(row: StudyEdition) -> EditionRow:
    result: StudyResult | None = getattr(row, "result", None)
    return EditionRow(
        row.pk, row.study_id, row.number, Plan.from_json(row.plan), row.digest, tuple(row.changes), row.seen, row.spec,
        row.data_digest, row.data_rows, tuple((words, n) for words, n in row.left_out), row.filled_to, row.stamped_at,
        row.stamped_by_name,
        result and ResultRow(
            Report.from_json(result.report), result.ran_at, result.ran_by_name, result.seen_at, result.seen_by_name
        ),
    )  # fmt: skip
