"""What a phone says every few seconds. Most of the time nothing has changed: then it is one statement, and no act.

Sixty phones say fifteen times a second that they are there, while choices have to be on all screens at once.
"""

from django.db import models

from tandem.foundation import clock
from tandem.foundation.database.journey import Statement, send
from tandem.training.sessions.actions.play import Standing, due_as
from tandem.training.sessions.actions.presence import INSTRUCTOR_GONE, LOST, here
from tandem.training.sessions.models import Presence, Run, SeatHold
from tandem.training.sessions.records.sitting import Sitting
from tandem.training.sessions.rules import BACKWARD, JUMP


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'


# Calm: the clock can be believed, this phone was heard and not missed, nobody else is missed just now, and neither is an
# instructor whose page was open. Only then the phone's time is set here; everything else has to be told.
_SAID = f"""
WITH calm AS (
  SELECT coalesce(max(at) BETWEEN %s AND %s, false)
     AND count(*) FILTER (WHERE who = %s AND NOT lost) = 1
     AND count(*) FILTER (WHERE who = room_id AND at < %s) = 0
     AND count(*) FILTER (WHERE who NOT IN (room_id, %s) AND NOT lost AND at < %s) = 0 AS calm
  FROM {_table(Presence)} WHERE room_id = %s
), said AS (
  UPDATE {_table(Presence)} SET at = %s FROM calm WHERE calm AND who = %s
)
SELECT calm, run.* FROM calm LEFT JOIN LATERAL (
  SELECT id, state, elapsed_ms, running_since, last_number, ARRAY(
    SELECT seat::text FROM {_table(SeatHold)} AS held
    WHERE held.room_id = of.room_id AND held.team = of.team AND left_at IS NULL AND scripted ORDER BY seat)
  FROM {_table(Run)} AS of WHERE room_id = %s AND team = %s ORDER BY number DESC LIMIT 1
) AS run ON true
"""


def stay(sitting: Sitting) -> None:
    """This phone is there, and whatever is due by its run's clock happens. Who dropped or came back is told."""
    now, me, room = clock.now(), sitting.hold_id, sitting.room_id
    # Nobody leads a room in which one person plays alone, so that no instructor can be missed.
    missed = now - INSTRUCTOR_GONE if not sitting.solo else now - JUMP * 100
    limits = [now - JUMP, now - BACKWARD, me, missed, me, now - LOST, room, now, me, room, sitting.team]
    ((calm, *standing),) = send([Statement(_SAID, limits)])
    if not sitting.over and standing[0]:
        due_as(Standing(*standing))
    if not calm:
        here(sitting)
