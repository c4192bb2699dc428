"""What the team of the demo city said after its rehearsal, so that a newcomer sees a debrief that people have talked in."""

from tandem.foundation.accounts.actor import Actor
from tandem.training.debrief import actions, records
from tandem.training.debrief.visible import Reader
from tandem.training.sessions.records import RunRow

CHANGED = {
    "dispatcher": ("His sister went quiet on the phone.", "At once, on the line. I did not pass it on."),
    "officer": ("He stepped back from us.", "Later. I was looking at the door."),
    "clinician": ("He stopped answering in whole sentences.", "At the radio, before anybody spoke."),
    "peer": ("He kept checking his sister.", "Then. I had no way to tell you."),
}
ANSWERS = {
    "officer": {"2": "I thought she would keep kneeling, so I filled the silence.", "4": "no"},
    "clinician": {"2": "I thought he had taken over for safety, so I stopped.", "4": "mostly"},
    "peer": {"3": "He looks to his sister before each answer. I waited for a gap to say it."},
}
SENTENCE = "say “you take the lead” out loud before anyone new speaks to the person."


def debrief(run: RunRow, people: dict[str, Actor], trainer: Actor) -> None:
    """Everybody answers; all but one agree. Inside the build."""
    actions.open_debrief(run.id, actor=trainer)
    everybody = {one.seat: one for one in records.members(run.room_id, run.team)}
    readers = {seat: Reader(one.name, one, one.organization_id) for seat, one in everybody.items()}
    moments = records.debrief(run, run.team, Reader(trainer.name, None, trainer.organization_id)).reading.replays
    for seat, (changed, seen) in CHANGED.items():
        for one in moments:
            told = {"changed": changed, "seen": seen}
            actions.recall(run.id, one.number, reader=readers[seat], actor=people[seat], **told)
    for seat, answers in ANSWERS.items():
        actions.reply(run.id, answers, reader=readers[seat], actor=people[seat])
    actions.propose(run.id, SENTENCE, reader=readers["clinician"], actor=people["clinician"])
    sentence = records.debrief(run, run.team, readers["clinician"]).sentence
    for seat in ("dispatcher", "officer"):
        actions.agree(run.id, sentence.id, reader=readers[seat], actor=people[seat])
