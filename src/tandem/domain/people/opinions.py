"""What people answered to the two questions, in groups of eleven or more (the view "k11" of the rule table). About nobody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.domain.people.models import Opinion
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import allow
from tandem.foundation.audit.record import record
from tandem.vocabulary.own_page import HELPED_LABELS, TREATED_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role

LEAST = 11
READ_WORDS = (Role.EVALUATOR, Role.CLINICAL_SUPERVISOR)


@dataclass(frozen=True)
class Group:
    """Some months in a row with at least eleven answers. A number under eleven is None, and no sum is told beside it."""

    first: date
    last: date
    treated: tuple[tuple[str, int | None], ...]
    helped: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Opinions:
    """`words` only for who may read them, and only once eleven people wrote some; in no order that says when."""

    groups: tuple[Group, ...]
    words: tuple[str, ...]


def opinions(actor: Actor) -> Opinions:
    """What people answered about the actor's organization. Raises NotAllowed. That it was read is audited."""
    allow(actor, Permission.MEASURE_READ, kind="opinion")
    record(actor, "opinion.read", object_kind="opinion")
    rows = list(Opinion.objects.filter(organization_id=actor.organization_id).order_by("month", "id"))
    written = [one.words for one in sorted(rows, key=_by_id) if one.words]
    may = actor.role in READ_WORDS and len(written) >= LEAST
    return Opinions(tuple(_groups(rows)), tuple(written) if may else ())


def _by_id(one: Opinion) -> UUID:
    return one.pk


def _groups(rows: list[Opinion]) -> list[Group]:
    """Whole months, added up until eleven answers are together; what is left over waits for the next."""
    found, waiting = [], []
    for month in sorted({one.month for one in rows}):
        waiting += [one for one in rows if one.month == month]
        if len(waiting) >= LEAST:
            found.append(_group(waiting))
            waiting = []
    return found


def _group(rows: list[Opinion]) -> Group:
    treated = Counter(one.treated for one in rows)
    helped = Counter(each for one in rows for each in one.helped)
    return Group(
        first=rows[0].month,
        last=rows[-1].month,
        treated=tuple((words, _told(treated[code])) for code, words in TREATED_LABELS.items()),
        helped=tuple((words, _told(helped[code])) for code, words in HELPED_LABELS.items()),
    )


def _told(count: int) -> int | None:
    return count if count >= LEAST else None
