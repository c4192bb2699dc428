"""What is done with a brought past: begin, choose, bring in, take out. Each is an act; rows come in batches.

The rows of an import count from one moment on, all of them, and stop counting at one moment, all of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act, allow
from tandem.foundation.acts.batch import batch, pieces
from tandem.foundation.attachments.store import Kept
from tandem.foundation.jobs.asking import ask
from tandem.measures.past.mapping import Past, Plan
from tandem.measures.past.models import PastFinding, PastImport, PastRow
from tandem.measures.past.sifting import Sifted, groups, held, place, yes_or_no
from tandem.measures.past.tally import Tally
from tandem.vocabulary.past import Became
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.runs import OVER

KIND = "past.import"
LEFT = timedelta(days=1)
MAY = Permission.PAST_BRING
ENDINGS = ("contact_outcome", "disposition", "held", "arrested", "ed", "transported_to")
CONTACT = frozenset({*ENDINGS, "person", "distress_before", "distress_after", "engaged"})
Key = Callable[[str, object], str]


def begin(kept: Kept, form, *, actor: Actor) -> UUID:
    """Note a file that was sent. `form` says how it is read. Returns the import's id; raises NotAllowed, Refusal."""
    again = PastImport.objects.filter(in_at__isnull=False, out_at=None, file__sha256=kept.sha256).first()
    if again:
        raise Refusal(("file", f"This very file is in already ({again.name}). Take that import out first."))
    with act(actor, MAY, kind="past") as doing:
        row = PastImport.objects.create(
            name=kept.name[:120], file_id=kept.id, made_by=actor.id, made_at=doing.at, form=asdict(form)
        )
        doing.about("past", row.pk)
    return row.pk


def read_as(import_id: UUID, form, *, actor: Actor) -> None:
    """Read the file in another form; what its columns mean is asked again. Raises Refusal, Absent."""
    row = unstarted(import_id, actor)
    with act(actor, MAY, kind="past", subject=row.pk):
        row.form, row.mapping, row.edition = asdict(form), None, ""
        row.save(update_fields=["form", "mapping", "edition"])


def choose(import_id: UUID, mapping: Past, *, actor: Actor, edition: str = "") -> None:
    """Keep what was said of the file so far. `edition` names the saved mapping it is. Raises Refusal, Absent."""
    row = unstarted(import_id, actor)
    with act(actor, MAY, kind="past", subject=row.pk):
        row.mapping, row.edition = mapping.as_json(), edition
        row.save(update_fields=["mapping", "edition"])


def forget(import_id: UUID, *, actor: Actor) -> None:
    """Leave an import that was never started: nothing of it stays. Its file is the caller's to discard. Raises Absent."""
    row = unstarted(import_id, actor)
    with act(actor, MAY, kind="past", subject=row.pk):
        row.delete()


def start(import_id: UUID, total: int | None, *, actor: Actor) -> UUID:
    """Have the file taken in by the worker. Returns the run's id; started twice it is one run. Raises Absent."""
    with act(actor, MAY, kind="past", subject=import_id):
        row = PastImport.objects.select_for_update().filter(pk=import_id, made_by=actor.id).first()
        if row is None:
            raise Absent
        if row.run_id is None:
            row.run_id = ask(KIND, actor=actor, total=total, past=str(import_id))
            row.save(update_fields=["run"])
    return row.run_id


def bring(
    import_id: UUID, rows: Iterable[Sifted], plan: Plan, key: Key, *, actor: Actor, say=lambda done: None
) -> Tally:
    """Store what is kept of each row, then have all of it count at once. Raises NotAllowed.

    Ended half-way by an error or by who asked, nothing of it stays. `say` is told the number of rows between pieces.
    """
    allow(actor, MAY, kind="past", subject=import_id)
    row = PastImport.objects.get(pk=import_id)
    tally = Tally()
    _clear(row, actor)
    try:
        with batch(actor, MAY, kind="past", subject=row.pk) as doing:
            for some in pieces(_kept(rows, tally, row, plan, key)):
                with doing.piece():
                    doing.copy(PastRow, some)
                say(tally.rows)
            say(tally.rows)
        _count_from_now(row, tally, actor)
    except BaseException:
        _clear(row, actor)
        raise
    return tally


def take_out(import_id: UUID, *, actor: Actor) -> None:
    """Take the rows of an import out whole: no measure counts them any more. Its report stays. Raises Absent."""
    with act(actor, MAY, kind="past", subject=import_id) as doing:
        row = PastImport.objects.select_for_update().filter(pk=import_id, in_at__isnull=False).first()
        if row is None:
            raise Absent
        if row.out_at:
            return
        PastRow.objects.filter(brought=row).delete()
        row.out_at, row.out_by = doing.at, actor.id
        row.save(update_fields=["out_at", "out_by"])
        doing.publish("past.changed", past=row.pk)


def sweep(*, actor: Actor) -> None:
    """Forget imports that were begun over a day ago and never got in: their file is gone, and so is what was said of it."""
    left = PastImport.objects.filter(in_at=None, made_at__lt=clock.now() - LEFT)
    left = left.filter(Q(run=None) | Q(run__state__in=OVER))
    for row in left:
        with act(actor, MAY, kind="past", subject=row.pk):
            row.delete()


def unstarted(import_id: UUID, actor: Actor) -> PastImport:
    """An import that `actor` began and has not started. Raises Absent, Refusal."""
    row = PastImport.objects.filter(pk=import_id, made_by=actor.id).first()
    if row is None or not actor.may(MAY):
        raise Absent
    if row.run_id:
        raise Refusal(("columns", "This import has been started. Send the file again to read it in another way."))
    return row


def _kept(rows: Iterable[Sifted], tally: Tally, brought: PastImport, plan: Plan, key: Key):
    contact = any(name in plan.places for name in CONTACT)
    for one in rows:
        tally.add(one)
        if one.values is not None:
            yield _row(one, brought, plan, contact, key)


def keyed(key: Key, name: str, plan: Plan, id: str) -> str:
    """The mart's key of a call's or a person's id: the same id of the same source is the same key, in every file."""
    return key(f"past {name}", f"{plan.mapping.source.strip().casefold()}\0{id}")


def _row(one: Sifted, brought: PastImport, plan: Plan, contact: bool, key: Key) -> PastRow:
    told = one.values
    ids = {name: keyed(key, name, plan, told[name]) if told.get(name) else "" for name in ("call", "person")}
    words = {name: told.get(name) or "" for name in ("agency", "area", "origin", "contact_outcome", "disposition")}
    return PastRow(
        brought=brought,
        number=one.number,
        first=told.get("first", True),
        contact=contact,
        received_at=told["received"],
        **{f"{name}_at": told.get(name) for name in ("dispatched", "arrived", "engaged", "cleared")},
        **ids,
        **words,
        more=groups(told, plan.zone),
        transported_to=place(told) or "",
        held=held(told),
        arrested=yes_or_no(told.get("arrested")),
        distress_before=told.get("distress_before"),
        distress_after=told.get("distress_after"),
    )


def _count_from_now(row: PastImport, tally: Tally, actor: Actor) -> None:
    with act(actor, MAY, kind="past", subject=row.pk) as doing:
        PastFinding.objects.bulk_create(
            PastFinding(
                brought=row, became=became, field=name, reason=reason, rows=rows,
                examples=tally.examples.get((became, name, reason), []),
            )
            for (became, name, reason), rows in sorted(tally.found.items())
        )  # fmt: skip
        row.tally = counts(tally)
        row.mapping = Past.from_json(row.mapping).known_words_only().as_json()
        row.months, row.in_at = sorted(tally.months), clock.now()
        row.save(update_fields=["tally", "months", "in_at", "mapping"])
        doing.publish("past.changed", past=row.pk)


def counts(tally: Tally) -> dict[str, int]:
    """The numbers of rows: all, kept, kept as they stood, and those where something became each of the four."""
    stood = {"as_they_stood": tally.as_they_stood}
    return {"rows": tally.rows, "kept": tally.kept} | stood | {str(one): tally.count(one) for one in Became}


def _clear(row: PastImport, actor: Actor) -> None:
    with transaction.atomic(), act(actor, MAY, kind="past", subject=row.pk):
        PastRow.objects.filter(brought=row).delete()
        PastFinding.objects.filter(brought=row).delete()
