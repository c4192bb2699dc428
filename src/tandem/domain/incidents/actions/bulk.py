"""Take many calls in at once, for imports: one batch act, pieces of 5,000, the same checks as one call."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tandem.domain.incidents.actions.receive import CHANGEABLE, Call, check, next_numbers
from tandem.domain.incidents.models import Incident
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.batch import batch, pieces
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


def copy_in(
    calls: Iterable[tuple[int, Call]],
    *,
    actor: Actor,
    refuse: Callable[[int, Refusal], None],
    progress: Callable[[Taken], None] = lambda taken: None,
) -> Taken:
    """Store calls that are over: (row number, call). Known (source, source id) pairs count as unchanged.

    `refuse` is told each bad row with its reasons. Imported calls are closed, carry no decision, and are marked as CAD
    records: a past call is replayed through criteria elsewhere, never put on the board. Memory stays bounded.
    """
    taken = Taken()
    with batch(actor, Permission.INCIDENT_IMPORT, kind="incident") as doing:
        for rows in pieces(calls):
            good = _checked(rows, refuse, taken)
            _store(good, doing, taken)
            progress(taken)
        doing.publish("incidents.imported", batch=doing.id)
    return taken


def _checked(rows: list[tuple[int, Call]], refuse, taken: Taken) -> list[Call]:
    good = []
    for row, call in rows:
        try:
            check(call)
        except Refusal as refusal:
            taken.refused += 1
            refuse(row, refusal)
        else:
            good.append(call)
    return good


def _store(calls: list[Call], doing, taken: Taken) -> None:
    if not calls:
        return
    ids = [call.source_id for call in calls]
    now = clock.now()
    with doing.piece():
        known = set(
            Incident.objects.filter(source=calls[0].source, source_id__in=ids).values_list("source_id", flat=True)
        )
        fresh: dict[str, Call] = {}
        for call in calls:
            if call.source_id in known or call.source_id in fresh:
                taken.unchanged += 1
            else:
                fresh[call.source_id] = call
        numbers = next_numbers(len(fresh), now.year)
        rows = []
        for number, call in zip(numbers, fresh.values(), strict=True):
            row = Incident(
                number=number,
                source=call.source,
                source_id=call.source_id,
                source_hash=call.fingerprint(),
                agency_id=call.agency_id,
                origin=call.origin,
                received_at=call.received_at,
                inputs=call.inputs,
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
