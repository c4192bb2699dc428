"""What is done with a study: begin it, note a step, stamp the plan with its data, run it, open its result. Acts all."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act, allow
from tandem.foundation.editions.rules import hash_of
from tandem.foundation.jobs.asking import ask
from tandem.foundation.marts import Mart
from tandem.measures import evaluation
from tandem.measures.studies import carrying, framing, plan, snapshot
from tandem.measures.studies.framed import Framed, Source
from tandem.measures.studies.models import Study, StudyEdition, StudyResult
from tandem.measures.studies.plan import Plan
from tandem.measures.studies.records import EditionRow, StudyRow, study
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal

MAY = Permission.STUDY_WRITE
RUN = "studies.run"


def begin(*, actor: Actor, typed: Mapping[str, Any], step: str = plan.CHANGED) -> UUID:
    """Begin a study with what was typed into its first step. Returns its id. Raises Refusal, NotAllowed."""
    kept = plan.tidy(typed)
    with act(actor, MAY, kind="study") as doing:
        row = Study.objects.create(
            draft=kept, step=step, begun_at=doing.at, begun_by_name=actor.name, changed_at=doing.at,
            changed_by_name=actor.name,
        )  # fmt: skip
        doing.about("study", row.pk)
    return row.pk


def note(study_id: UUID, step: str, typed: Mapping[str, Any], *, actor: Actor) -> None:
    """Keep what was typed into a step, right or wrong; `step` is where the draft will be taken up again.

    Fields of other steps stay. Raises Refusal for what can't be stored at all, Absent, NotAllowed.
    """
    kept = plan.tidy(typed)
    with act(actor, MAY, kind="study", subject=study_id) as doing:
        row = Study.objects.select_for_update().filter(pk=study_id).first()
        if row is None:
            raise Absent
        row.draft, row.step = {**row.draft, **kept}, step
        row.changed_at, row.changed_by_name = doing.at, actor.name
        row.save(update_fields=["draft", "step", "changed_at", "changed_by_name"])


def leave(study_id: UUID, *, actor: Actor) -> None:
    """Throw a draft away that was never stamped. Raises Absent where there is none such."""
    with act(actor, MAY, kind="study", subject=study_id):
        row = Study.objects.select_for_update().filter(pk=study_id).first()
        if row is None or StudyEdition.objects.filter(study=row).exists():
            raise Absent
        row.delete()


def stamp(study_id: UUID, *, actor: Actor, mart: Mart, zone: str, now: datetime) -> UUID:
    """Put the plan under its stamp and freeze its data. Returns the edition's id.

    Raises Refusal where the plan is not whole or the data can't carry its design, Absent, NotAllowed, NotInstalled.
    """
    allow(actor, MAY, kind="study", subject=study_id)
    held = study(study_id)
    wanted = plan.read(held.draft)
    made = _carried(wanted, mart, zone, now)
    edition_id = uuid.uuid4()
    kept = snapshot.keep(mart.folder, edition_id, made.table)
    try:
        with act(actor, MAY, kind="study", subject=study_id) as doing:
            _still(held)
            before = held.newest
            StudyEdition.objects.create(
                id=edition_id, study_id=study_id, number=before.number + 1 if before else 1, plan=wanted.to_json(),
                digest=hash_of(wanted.to_json()), changes=_changes(before, wanted), seen=_seen(held), spec=made.spec,
                data_digest=kept.digest, data_rows=kept.rows, left_out=[list(one) for one in made.left_out],
                filled_to=made.filled_to, stamped_at=doing.at, stamped_by_name=actor.name,
            )  # fmt: skip
            Study.objects.filter(pk=study_id).update(step=plan.CHECK, changed_at=doing.at, changed_by_name=actor.name)
    except BaseException:
        snapshot.discard(mart.folder, edition_id)
        raise
    return edition_id


def _carried(wanted: Plan, mart: Mart, zone: str, now: datetime) -> Framed:
    """The table and spec of a plan that its data can carry. Raises Refusal."""
    source = Source(wanted, mart, zone=zone, now=now)
    found = carrying.offer(wanted.design, source) if wanted.design in carrying.OFFERED else None
    if found is None or not found.open:
        reasons = " ".join(found.reasons) if found else "Choose one of the designs of the list."
        raise Refusal(("design", reasons))
    return framing.framed(wanted.design, source)


def _still(held: StudyRow) -> None:
    row = Study.objects.select_for_update().filter(pk=held.id).first()
    if row is None:
        raise Absent
    if row.draft != held.draft or StudyEdition.objects.filter(study=row).count() != len(held.editions):
        raise Conflict(("design", f"{row.changed_by_name} changed this study meanwhile. Look at it, then stamp again."))


def _changes(before: EditionRow | None, wanted: Plan) -> list[str]:
    if before is None:
        return []
    return plan.changes(before.plan, wanted) or ["Nothing of the plan; the data were frozen anew."]


def _seen(held: StudyRow) -> bool:
    return any(one.result and one.result.seen_at for one in held.editions)


def start(study_id: UUID, *, actor: Actor) -> UUID:
    """Have the newest edition run by the worker. Returns the run's id. Raises Absent, Refusal where it has a result."""
    with act(actor, MAY, kind="study", subject=study_id):
        row = Study.objects.select_for_update().filter(pk=study_id).first()
        newest = StudyEdition.objects.filter(study=row).order_by("-number").first() if row else None
        if newest is None:
            raise Absent
        if StudyResult.objects.filter(edition=newest).exists():
            raise Refusal(("design", "This edition has its result. Another run would be another edition."))
        row.run_id = ask(RUN, actor=actor, edition=str(newest.pk))
        row.save(update_fields=["run"])
    return row.run_id


def run(held: EditionRow, *, actor: Actor, mart: Path, progress: Callable[[int, int], None]) -> None:
    """Run a stamped plan on its frozen data and on nothing else, and keep the result. Doing it twice changes nothing.

    Raises snapshot.Altered, SpecError, NotInstalled, NotAllowed, and what `progress` raises.
    """
    if held.result:
        return
    table = snapshot.opened(mart, held.id, held.data_digest)
    report = evaluation.run(held.plan.design, table, held.spec, progress=progress)
    with act(actor, MAY, kind="study", subject=held.study) as doing:
        StudyResult.objects.get_or_create(
            edition_id=held.id,
            defaults={"report": report.to_json(), "ran_at": doing.at, "ran_by_name": actor.name},
        )


def saw(held: EditionRow, *, actor: Actor) -> None:
    """Note who first opened a result: a plan changed after that says so."""
    if held.result is None or held.result.seen_at:
        return
    with act(actor, Permission.MEASURE_READ, kind="study", subject=held.study):
        StudyResult.objects.filter(edition_id=held.id, seen_at=None).update(
            seen_at=clock.now(), seen_by_name=actor.name
        )
