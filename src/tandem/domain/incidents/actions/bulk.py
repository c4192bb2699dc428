"""Take many calls in at once, for imports: one batch act, pieces of 5,000, the same checks as one call."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tandem.domain.incidents.actions.receive import CHANGEABLE, Call, check, next_numbers
from tandem.domain.incidents.models import Incident
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.batch import Batch, batch, pieces
from tandem.vocabulary.behavioral import behavioral_health
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import IncidentState
from tandem.vocabulary.timeline import Kind


@dataclass
class Taken:
    """What became of the rows so far."""

    accepted: int = 0
    unchanged: int = 0
    refused: int = 0


def copy_in[Row](
    calls: Iterable[tuple[Row, Call]],
    *,
    actor: Actor,
    refuse: Callable[[Row, Refusal], None],
    progress: Callable[[Taken], None] = lambda taken: None,
) -> Taken:
    """Store calls that are over: (row, call), where a row is whatever `refuse` wants back with the reasons.

    A call stored before counts as unchanged; one whose (source, source id) is known but that reads differently is
    refused, because an import is no way to change what somebody may have worked on. Imported calls are closed, carry
    no decision, and are marked as CAD records: a past call is replayed through criteria elsewhere, never put on the
    board. Memory stays bounded. Raises NotAllowed.
    """
    taken = Taken()
    with batch(actor, Permission.INCIDENT_IMPORT, kind="incident") as doing:
        # Said before the first piece: what an import that is stopped has taken in counts in measures too.
        doing.publish("incidents.imported", batch=doing.id)
        for rows in pieces(calls):
            good = _checked(rows, refuse, taken)
            different = _store(good, doing, taken)
            taken.refused += len(different)
            for row in different:
                refuse(row, Refusal(("id", "A call with this id is stored already and reads differently. It stays.")))
            progress(taken)
    return taken


def _checked[Row](rows: list[tuple[Row, Call]], refuse, taken: Taken) -> list[tuple[Row, Call]]:
    good = []
    for row, call in rows:
        try:
            check(call)
        except Refusal as refusal:
            taken.refused += 1
            refuse(row, refusal)
        else:
            good.append((row, call))
    return good


def _store[Row](calls: list[tuple[Row, Call]], doing: Batch, taken: Taken) -> list[Row]:
    """Put the new ones in, in one transaction, and return the rows of those known with other values."""
    if not calls:
        return []
    now = clock.now()
    different = []
    with doing.piece():
        stored = Incident.objects.filter(
            source__in={call.source for _, call in calls}, source_id__in=[call.source_id for _, call in calls]
        )
        known = {(source, id): said for source, id, said in stored.values_list("source", "source_id", "source_hash")}
        fresh: list[tuple[Call, str]] = []
        for row, call in calls:
            key, said = (call.source, call.source_id), call.fingerprint()
            if key not in known:
                known[key] = said
                fresh.append((call, said))
            elif known[key] == said:
                taken.unchanged += 1
            else:
                different.append(row)
        numbers = next_numbers(len(fresh), now.year)
        rows = []
        for number, (call, said) in zip(numbers, fresh, strict=True):
            row = Incident(
                number=number,
                source=call.source,
                source_id=call.source_id,
                source_hash=said,
                agency_id=call.agency_id,
                origin=call.origin,
                received_at=call.received_at,
                inputs=call.inputs,
                signs=call.signs,
                behavioral_health=behavioral_health(call.signs),
                state=IncidentState.CLOSED,
                closed_at=now,
                closed_reason="imported",
                created_at=now,
                changed_at=now,
                **{name: getattr(call, name) for name in CHANGEABLE},
            )
            rows.append(row)
            doing.log(Kind.INCIDENT_RECEIVED, row.pk, at=call.received_at, origin=call.origin)
        doing.copy(Incident, rows)
        taken.accepted += len(rows)
    return different
