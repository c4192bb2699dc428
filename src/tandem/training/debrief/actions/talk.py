"""Answer, agree, uncover. Saying something again replaces what the same person said before: nobody is held to it."""

from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.training.debrief.models import Agreed, Debrief, Heard, NextTime, Recall, Reply
from tandem.training.debrief.questions import answers_of, newest
from tandem.training.debrief.told import Understood
from tandem.training.debrief.visible import Reader
from tandem.training.sessions.actions import TOPIC
from tandem.training.sessions.models import Run
from tandem.training.sessions.rules import State, team_id
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

WORDS = 400
SENTENCE = 200
CHANGED_SINCE = "Somebody changed the sentence meanwhile. Read it again, then agree."


def open_debrief(run_id: UUID, *, actor: Actor) -> UUID:
    """The debrief of a run that is over; the first who looks opens it. Raises Absent before the run's end."""
    found = Debrief.objects.filter(run_id=run_id).values_list("pk", flat=True).first()
    if found:
        return found
    with act(actor, Permission.TRAINING_PLAY, kind="debrief", subject=run_id) as doing:
        run = Run.objects.select_for_update(of=("self",)).select_related("room").filter(pk=run_id).first()
        if run is None or run.state != State.ENDED or run.started_at is None:
            raise Absent
        told = {"organization_id": run.room.organization_id, "opened_at": doing.at}
        return Debrief.objects.get_or_create(run=run, defaults=told)[0].pk


def _debrief(run_id: UUID) -> Debrief:
    """The debrief, held until the verb ends, so that two thumbs at once do not cross. Raises Absent."""
    found = Debrief.objects.select_for_update(of=("self",)).select_related("run").filter(run_id=run_id).first()
    if found is None:
        raise Absent
    return found


def _hold(reader: Reader) -> UUID:
    if reader.member is None:
        raise Refusal(("seat", "Those who were in the call answer this."))
    return reader.member.hold


def _tell(doing: Act, held: Debrief) -> None:
    doing.tell(TOPIC, held.run.room_id, team_id(held.run.room_id, held.run.team))


def recall(
    run_id: UUID,
    number: int,
    *,
    reader: Reader,
    actor: Actor,
    changed: str = "",
    seen: str = "",
    declined: bool = False,
) -> None:
    """What changed at the moment `number`, and when this person saw it; `declined` is an answer too. Raises Refusal."""
    hold = _hold(reader)
    if not declined:
        _all_clean(("changed", changed, WORDS, True), ("seen", seen, WORDS, True))
    with act(actor, Permission.TRAINING_PLAY, kind="debrief", subject=run_id) as doing:
        held = _debrief(run_id)
        told = {"changed": "", "seen": ""} if declined else {"changed": changed, "seen": seen}
        _put(Recall, held, hold, doing, {"declined": declined, **told}, number=number)
        _tell(doing, held)


def heard(run_id: UUID, said: dict[int, tuple[str, str]], *, reader: Reader, actor: Actor) -> None:
    """What this person understood of the dispatcher's lines: {line: (same, other or not_known; own words)}.

    Raises Refusal naming the line; nothing is then stored.
    """
    hold = _hold(reader)
    if any(understood not in set(Understood) for understood, _words in said.values()):
        wrong = [number for number, (understood, _words) in said.items() if understood not in set(Understood)]
        raise Refusal(*[(f"heard_{number}", "Choose one of the three answers.") for number in wrong])
    words = [(f"words_{n}", text, SENTENCE, what == Understood.OTHER) for n, (what, text) in said.items()]
    _all_clean(*words)
    with act(actor, Permission.TRAINING_PLAY, kind="debrief", subject=run_id) as doing:
        held = _debrief(run_id)
        for number, (understood, text) in said.items():
            own = text if understood == Understood.OTHER else ""
            _put(Heard, held, hold, doing, {"understood": understood, "words": own}, number=number)
        _tell(doing, held)


def _all_clean(*fields: tuple[str, str, int, bool]) -> None:
    """Every (field, text, limit, required) is text that fits. Raises Refusal naming each that is not."""
    problems = []
    for field, text, limit, required in fields:
        try:
            clean(field, text, limit, required=required)
        except Refusal as refusal:
            problems += refusal.errors
    if problems:
        raise Refusal(*problems)


def reply(run_id: UUID, said: dict[str, str], *, reader: Reader, actor: Actor, language: str = "en") -> None:
    """Answers to the questions, {question: words or code}; an empty one is no answer. Raises Refusal by question."""
    hold = _hold(reader)
    instrument = newest()
    answers = dict(answers_of(instrument, said))
    with act(actor, Permission.TRAINING_PLAY, kind="debrief", subject=run_id) as doing:
        held = _debrief(run_id)
        asked = {"edition": f"{instrument.id}/{instrument.edition}", "definition_hash": instrument.hash}
        _put(Reply, held, hold, doing, {**asked, "language": language, "answers": answers})
        _tell(doing, held)


def _put(table, held: Debrief, hold: UUID, doing: Act, values: dict, **which) -> None:
    """This person's word about one thing, in place of what they said of it before."""
    row = table.objects.filter(debrief=held, hold_id=hold, **which).first()
    row = row or table(debrief=held, hold_id=hold, organization_id=held.organization_id, **which)
    for name, value in {**values, "at": doing.at}.items():
        setattr(row, name, value)
    row.save()


def propose(run_id: UUID, words: str, *, reader: Reader, actor: Actor) -> None:
    """ "Next time we will …": one sentence, in place of the one before; whoever wrote it agrees. Raises Refusal."""
    clean("words", words, SENTENCE, required=True)
    hold = reader.member.hold if reader.member else None
    with act(actor, Permission.TRAINING_PLAY, kind="debrief", subject=run_id) as doing:
        held = _debrief(run_id)
        stands = NextTime.objects.filter(debrief=held, replaced_at=None).first()
        if stands is None or stands.words != words.strip():
            NextTime.objects.filter(debrief=held, replaced_at=None).update(replaced_at=doing.at)
            stands = NextTime(debrief=held, hold_id=hold, organization_id=held.organization_id)
            stands.words, stands.by_name, stands.at = words.strip(), reader.name[:120], doing.at
            stands.save()
        if hold:
            Agreed.objects.get_or_create(next_time=stands, hold_id=hold, defaults={"at": doing.at})
        _tell(doing, held)


def agree(run_id: UUID, sentence: UUID, *, reader: Reader, actor: Actor) -> None:
    """This seat agrees with the sentence it read. Raises Conflict where it was changed meanwhile."""
    hold = _hold(reader)
    with act(actor, Permission.TRAINING_PLAY, kind="debrief", subject=run_id) as doing:
        held = _debrief(run_id)
        found = NextTime.objects.filter(debrief=held, replaced_at=None, pk=sentence).first()
        if found is None:
            raise Conflict(("words", CHANGED_SINCE))
        Agreed.objects.get_or_create(next_time=found, hold_id=hold, defaults={"at": doing.at})
        _tell(doing, held)


def uncover(run_id: UUID, *, reader: Reader, actor: Actor) -> None:
    """The instructor shows everybody everything, though not all have answered. Raises Absent for anybody else."""
    if not reader.instructor:
        raise Absent
    with act(actor, Permission.TRAINING_LEAD, kind="debrief", subject=run_id) as doing:
        held = _debrief(run_id)
        if held.uncovered_at is None:
            held.uncovered_at = doing.at
            held.save(update_fields=["uncovered_at"])
        _tell(doing, held)
