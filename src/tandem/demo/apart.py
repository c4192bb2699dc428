"""What is kept apart in the demo city: a few recent contacts of the provider that tell of alcohol or drugs.

The provider is a Part 2 program here, so that the wall around these rows can be seen working. Shares are invented; no
row is anybody's.
"""

from datetime import timedelta

from tandem.demo.cast import Cast
from tandem.demo.dice import Dice
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import MET
from tandem.domain.part2.instruments import to_give
from tandem.domain.part2.models import ApartNote, SubstanceScreening, SubstanceTask, SubstanceUse
from tandem.domain.screenings.rules import kept, words
from tandem.foundation.acts.batch import Batch
from tandem.foundation.acts.models import Log
from tandem.foundation.questionnaires.flow import next_item
from tandem.foundation.questionnaires.score import score
from tandem.vocabulary.timeline import Kind

SEED, CONTACTS = 42, 12
INSTRUMENT = "audit-c"
TOLD = (
    {
        "substances": ["alcohol"],
        "last_use": "today",
        "withdrawal": ["shaking", "sweating"],
        "overdose": ["none"],
        "done": ["brief_talk", "treatment_offered"],
        "goals": "To sleep at home again",
        "next_steps": "Ask the clinic for a date on Monday",
        "supports": "His brother",
        "words": "Drinks since spring. Says the evenings are the worst.",
    },
    {
        "substances": ["opioids"],
        "last_use": "hours",
        "amount": "Two pills, bought",
        "overdose": ["slow_breath", "pinpoint"],
        "naloxone": {"doses": 2},
        "naloxone_by": "team",
        "medicines": ["none"],
        "overdose_before": "yes",
        "done": ["ems", "naloxone_left", "safer_use"],
        "goals": "Not to be alone when using",
        "supports": "Her neighbor, who keeps the naloxone",
    },
    {
        "substances": ["stimulants", "cannabis"],
        "last_use": "days",
        "medicines": ["declined"],
        "done": ["brief_talk"],
        "goals": "To work again",
        "next_steps": "Peer calls on Thursday",
    },
)
NOTE = "He told of his drinking since his job ended, and of two days without it. He wants to see the clinic."


def keep_apart(doing: Batch, cast: Cast) -> None:
    """A page of taps on each of the newest contacts where the two met, AUDIT-C on every second, a note on the last."""
    with doing.piece():
        for model, found in _rows(doing, cast).items():
            if found:
                doing.copy(model, found, counted=model is not Log)


def _rows(doing: Batch, cast: Cast) -> dict[type, list]:
    dice = Dice(SEED)
    met = Encounter.objects.filter(contact_outcome__in=MET).exclude(closed_at=None).exclude(started_by=None)
    names = {one.user_id: one for one in cast.workers}
    rows: dict[type, list] = {one: [] for one in (SubstanceUse, SubstanceScreening, SubstanceTask, ApartNote, Log)}
    for place, one in enumerate(met.order_by("-closed_at", "id")[:CONTACTS]):
        at, who = one.closed_at - timedelta(minutes=4), names[one.started_by]
        of = {"encounter_id": one.pk, "person_id": one.person_id, "organization_id": one.organization_id}
        by = {"written_at": at, "written_by": who.user_id, "written_by_name": who.name}
        rows[SubstanceUse].append(SubstanceUse(**of, **by, answers=TOLD[place % len(TOLD)]))
        kinds = [(Kind.APART_TOLD, {"again": False})]
        if place % 2 == 0:
            _screened(one, at, who, dice, rows)
            kinds.append((Kind.APART_SCREENED, {"instrument": INSTRUMENT}))
        if place == CONTACTS - 1:
            rows[ApartNote].append(ApartNote(**of, **by, text=NOTE, signed_at=one.closed_at))
            kinds.append((Kind.APART_WRITTEN, {"signed": True}))
        rows[Log] += [
            Log(
                act_id=doing.id,
                kind=kind,
                subjects=[one.person_id, one.pk],
                actor_kind="user",
                actor_id=who.user_id,
                actor_role=who.role,
                organization_id=who.organization_id,
                occurred_at=at,
                recorded_at=at,
                detail=detail,
            )
            for kind, detail in kinds
        ]
    return rows


def _screened(one: Encounter, at, who, dice: Dice, rows: dict[type, list]) -> None:
    given, answers = to_give(INSTRUMENT), {}
    while (item := next_item(given, answers)) is not None:
        answers[item.link_id] = dice.one([option.code for option in item.options])
    result = score(given, answers)
    row = SubstanceScreening(
        id=dice.id(),
        encounter_id=one.pk,
        person_id=one.person_id,
        organization_id=one.organization_id,
        instrument=given.id,
        edition=given.edition,
        definition_hash=given.hash,
        answers=answers,
        started_at=at - timedelta(minutes=2),
        completed_at=at,
        tier=result.tier,
        score=kept(result),
        given_by=who.user_id,
    )
    rows[SubstanceScreening].append(row)
    rows[SubstanceTask] += [
        SubstanceTask(
            id=dice.id(),
            screening_id=row.pk,
            person_id=one.person_id,
            code=task.code,
            words=words(task),
            created_at=at,
        )
        for task in result.tasks
    ]
