"""An import by the page: a file comes in, gets its mapping, and is taken in by the worker."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tandem.domain.incidents.actions import copy_in
from tandem.domain.incidents.actions.bulk import Taken
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act, allow
from tandem.foundation.attachments import store
from tandem.foundation.jobs.asking import RunView, ask, run_of
from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.foundation.organizations.program import program
from tandem.standards.tabular import saved
from tandem.standards.tabular.mapping import Mapping, Plan
from tandem.standards.tabular.models import Import
from tandem.standards.tabular.read import calls
from tandem.standards.tabular.refusals import Refusals, Refused, listed
from tandem.standards.tabular.table import Form, Look, look, reading, shown
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

KIND = "calls.import"
# The file itself is of use for a second try; the report of refused rows as long as somebody may still mend them.
FILE_DAYS, REFUSED_DAYS = 7, 30
# What the page takes; the command line takes what the program's setting allows.
LARGEST_UPLOAD = 64 * 1_048_576
MOST_LISTED = 200
MOST_SCANNED = 20_000
MOST_DISTINCT = 40


@dataclass(frozen=True)
class ImportView:
    """One import: its file, how it is read, its mapping so far, and its run. Counts are of the report."""

    id: UUID
    file: store.Kept
    form: Form
    mapping: Mapping | None
    edition: str
    run: RunView | None
    made_at: datetime
    accepted: int
    unchanged: int
    refused: int
    refused_file: UUID | None


def limit() -> int:
    """How many bytes a file of the page may have."""
    found = program()
    return min(LARGEST_UPLOAD, found.import_limit_bytes) if found else 0


def begin(parts, name: str, *, actor: Actor) -> UUID:
    """Take a file in, look at it, and return the id of its import. Raises Refusal for field `file`, NotAllowed."""
    allow(actor, Permission.INCIDENT_IMPORT, kind="import")
    kept = store.keep(
        parts,
        name,
        category=Category.CAD_FACTS,
        owner_id=actor.id,
        limit=limit(),
        expires_at=clock.now() + timedelta(days=FILE_DAYS),
    )
    try:
        found = look(kept.path, limit())
        with act(actor, Permission.INCIDENT_IMPORT, kind="import") as doing:
            row = Import.objects.create(file_id=kept.id, made_by=actor.id, made_at=clock.now(), form=asdict(found.form))
            doing.about("import", row.pk)
    except BaseException:
        store.discard(kept.id)
        raise
    return row.pk


def import_of(import_id: UUID, *, actor: Actor) -> ImportView:
    """An import that `actor` began. Raises Absent for anybody else's."""
    return _view(_mine(import_id, actor), actor)


def imports_of(actor: Actor, most: int = 10) -> list[ImportView]:
    """The newest imports that `actor` began and started."""
    rows = Import.objects.select_related("file").filter(made_by=actor.id, run__isnull=False).order_by("-made_at")
    return [_view(row, actor) for row in rows[:most]]


def look_at(found: ImportView) -> Look:
    """What the file looks like. Raises Absent when it is gone, Refusal when it can't be read."""
    if not found.file.there or not found.file.path.exists():
        raise Absent
    seen = look(found.file.path, limit(), found.form)
    header = found.mapping.header if found.mapping else seen.header
    return Look(seen.form, seen.rows, seen.sheets, seen.total, header, seen.notes)


def words_in(found: ImportView, seen: Look, column: str) -> list[tuple[str, int]]:
    """The words of a column in the first rows with how often each stands there, most frequent first."""
    place, counted = seen.names().index(column), Counter()
    with reading(found.file.path, found.form, 0, limit()) as rows:
        for number, (_line, cells, _first) in enumerate(rows):
            if number == MOST_SCANNED:
                break
            if isinstance(cells, Refusal) or (number == 0 and seen.header) or place >= len(cells):
                continue
            word = shown(cells[place])
            if word and len(word) <= 200 and (word in counted or len(counted) < 2_000):
                counted[word] += 1
    return counted.most_common(MOST_DISTINCT)


def read_as(import_id: UUID, form: Form, *, actor: Actor) -> None:
    """Read the file in another form: sign, encoding or sheet. Raises Refusal, Absent."""
    row = _unstarted(import_id, actor)
    look(store.kept(row.file_id).path, limit(), form)
    Import.objects.filter(pk=row.pk).update(form=asdict(form), mapping=None, edition="")


def choose(import_id: UUID, mapping: Mapping, *, actor: Actor, save_as: str = "") -> None:
    """Say what the columns mean; `save_as` keeps that under a name. Raises Refusal naming every field, Absent."""
    row = _unstarted(import_id, actor)
    row.mapping = mapping.as_json()
    seen = look_at(_view(row, actor))
    mapping.plan(seen.names(), seen.width)
    edition = saved.save(save_as, mapping, actor=actor).words if save_as else ""
    Import.objects.filter(pk=row.pk).update(mapping=mapping.as_json(), edition=edition)


def plan_of(found: ImportView, seen: Look) -> Plan:
    """The mapping on this file. Raises Refusal."""
    if found.mapping is None:
        raise Refusal(("columns", "Say first what the columns mean."))
    return found.mapping.plan(seen.names(), seen.width)


def start(import_id: UUID, *, actor: Actor) -> UUID:
    """Have the file taken in by the worker. Returns the run's id. Raises Refusal, Absent, NotAllowed."""
    allow(actor, Permission.INCIDENT_IMPORT, kind="import", subject=import_id)
    found = import_of(import_id, actor=actor)
    if found.run:
        return found.run.id
    seen = look_at(found)
    plan_of(found, seen)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=import_id)
        if row.run_id is None:
            row.run_id = ask(KIND, actor=actor, total=seen.total, **{"import": str(import_id)})
            row.save(update_fields=["run"])
    return row.run_id


def take_in(doing: Doing) -> dict:
    """The work of a run: take the file in, piece by piece. Safe to do again: what is in already counts as unchanged."""
    row = Import.objects.select_related("file").get(pk=doing.arguments["import"])
    found = _view(row, None)
    seen = look_at(found)
    plan, taken = plan_of(found, seen), Taken()
    expires = clock.now() + timedelta(days=REFUSED_DAYS)
    name = f"refused-{found.file.name.rpartition('.')[0] or found.file.name}.csv"
    told = {"category": Category.CAD_FACTS, "owner_id": row.made_by, "expires_at": expires}
    stopped: BaseException | None = None
    with store.writing(name, **told) as file:
        refusals = Refusals(file)

        def progress(now: Taken) -> None:
            nonlocal taken
            taken = now
            _note(row, now, refusals.count)
            doing.say(now.accepted + now.unchanged + refusals.count, words=in_words(now, refusals.count))

        try:
            copy_in(
                _good(calls(found.file.path, found.form, plan, limit()), refusals),
                actor=doing.actor,
                refuse=refusals.refuse,
                progress=progress,
            )
        except Exception as error:
            # What was taken in stays, so its report is kept as well.
            stopped = error
    Import.objects.filter(pk=row.pk).update(refused_file=file.kept.id if refusals.count else None)
    if not refusals.count:
        store.discard(file.kept.id)
    results = _note(row, taken, refusals.count)
    if isinstance(stopped, Refusal):
        doing.hold(**results)
        stays = f" {taken.accepted} calls before that were taken in and stay." if taken.accepted else ""
        raise CannotFinish(" ".join(sentence for _field, sentence in stopped.errors) + stays)
    if stopped:
        doing.hold(**results)
        raise stopped
    return results


def in_words(taken: Taken, refused: int) -> str:
    """How far an import is, as a sentence."""
    return f"{taken.accepted:,} taken in, {taken.unchanged:,} unchanged, {refused:,} refused so far"


def refused_rows(found: ImportView) -> list[Refused]:
    """The first refused rows of an import, each reason a line. Raises Absent once the report is gone."""
    if found.refused_file is None:
        return []
    _kept, file = store.opened(found.refused_file)
    return list(listed(file, MOST_LISTED))


def _good(found, refusals: Refusals):
    for line, call, cells in found:
        if isinstance(call, Refusal):
            refusals.refuse((line, cells), call)
        else:
            yield (line, cells), call


def _note(row: Import, taken: Taken, refused: int) -> dict:
    counts = {"accepted": taken.accepted, "unchanged": taken.unchanged, "refused": refused}
    Import.objects.filter(pk=row.pk).update(**counts)
    return counts


def _mine(import_id: UUID, actor: Actor) -> Import:
    row = Import.objects.select_related("file").filter(pk=import_id, made_by=actor.id).first()
    if row is None or not actor.may(Permission.INCIDENT_IMPORT):
        raise Absent
    return row


def _unstarted(import_id: UUID, actor: Actor) -> Import:
    row = _mine(import_id, actor)
    if row.run_id:
        raise Refusal(("columns", "This import has been started. Send the file again to read it in another way."))
    return row


def _view(row: Import, actor: Actor | None) -> ImportView:
    return ImportView(
        id=row.pk,
        file=store.kept(row.file_id),
        form=Form(**row.form),
        mapping=Mapping.from_json(row.mapping) if row.mapping else None,
        edition=row.edition,
        run=run_of(row.run_id, actor=actor) if row.run_id and actor else None,
        made_at=row.made_at,
        accepted=row.accepted,
        unchanged=row.unchanged,
        refused=row.refused,
        refused_file=row.refused_file_id,
    )
