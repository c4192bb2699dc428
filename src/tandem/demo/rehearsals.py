"""The training room of the demo city: the shipped scenarios on the shelf, and one rehearsal that was played to its end.

Played by the verbs that phones use, by a fixed seed, so that its debrief shows what a first team would have done: some
signs seen at once, some late, some not at all, and a lead that changes hands.
"""

from datetime import datetime, timedelta
from itertools import cycle

from tandem.demo.cast import Cast
from tandem.demo.debriefs import debrief
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.training.library.actions import adopt_shipped
from tandem.training.library.records import of_name
from tandem.training.sessions import actions, records
from tandem.training.sessions.records import PhoneView, Sitting
from tandem.vocabulary.terms import Role
from tandem.vocabulary.training import Happened

SCENARIO = "welfare-check"
SEED = 12
BEFORE_NOW = timedelta(hours=20)
STEP = timedelta(seconds=14)
LONGEST = 40
# How many seconds after a sign was shown who notes it; None does not see it.
NOTICES = {"dispatcher": (4, None), "officer": (9, None, 21), "clinician": (3, 6), "peer": (5, None, 8)}


def rehearse(company: Cast, end: datetime) -> None:
    """Adopt the scenarios, and play one room to its end. Inside the build."""
    trainer = company.in_role(Role.TRAINER)[0].actor()
    with clock.at(end - timedelta(days=30)):
        adopt_shipped(actor=trainer)
    _Evening(company, trainer, end - BEFORE_NOW).play()


class _Evening:
    """One room with four people, minute by minute."""

    def __init__(self, company: Cast, trainer: Actor, begins: datetime):
        self.trainer, self.now = trainer, begins
        roles = {"dispatcher": Role.DISPATCHER, "officer": Role.OFFICER, "clinician": Role.CLINICIAN, "peer": Role.PEER}
        self.people = {seat: company.in_role(role)[0].actor() for seat, role in roles.items()}
        self.waits = {seat: cycle(seconds) for seat, seconds in NOTICES.items()}
        self.read = 0

    def play(self) -> None:
        with clock.at(self.now):
            told = {"seed": SEED, "shift": "evening", "names": ["North"]}
            room = actions.open_room(of_name(SCENARIO).id, actor=self.trainer, **told)
            code = records.room(room).code
            phones = {seat: self._join(code, seat, actor) for seat, actor in self.people.items()}
            actions.start(room, actor=self.trainer)
        run = records.run_of(records.room(room)).id
        for number in range(LONGEST):
            self.now += STEP
            # Signs were noted since the last contact, at moments of their own: before the phones say that they are here.
            self._signs(run, phones)
            with clock.at(self.now):
                actions.instructor_here(room)
                for sitting in phones.values():
                    actions.here(sitting)
                self._lead(number, phones, run)
                if not self._choose(number, phones, run):
                    break
        with clock.at(self.now + STEP):
            actions.end(room, actor=self.trainer)
            debrief(records.run_of(records.room(room)), self.people, self.trainer)

    def _join(self, code: str, seat: str, actor: Actor) -> Sitting:
        return records.sitting(actions.join(code, name=actor.name, seat=seat, actor=actor))

    def _signs(self, run, phones: dict[str, Sitting]) -> None:
        rows = records.timeline(run)
        shown = [one for one in rows if one.number > self.read and one.kind == Happened.CUE_SHOWN]
        self.read = rows[-1].number
        for sign in shown:
            for seat in sign.detail["to"] or list(phones):
                seconds = next(self.waits[seat])
                if seconds is not None and seat in phones:
                    with clock.at(self.now - STEP + timedelta(seconds=seconds)):
                        number = actions.see_cue(phones[seat])
                        actions.name_kind(phones[seat], number, sign.detail["cue_kind"])

    def _lead(self, number: int, phones: dict[str, Sitting], run) -> None:
        view = records.for_phone(run, phones["officer"])
        if view.state != "running":
            return
        if view.lead is None:
            actions.take_lead(phones["officer"])
        elif view.leading and number == 4:
            # Said, and not answered: unclear.
            actions.offer_lead(phones["officer"], "clinician")
        elif view.leading and number >= 6 and view.ask is None:
            actions.offer_lead(phones["officer"], "clinician")
            actions.answer_lead(phones["clinician"], True)

    def _choose(self, number: int, phones: dict[str, Sitting], run) -> bool:
        """One choice of this step: the first seat that has one, in turn. False once it has ended."""
        for seat in ("dispatcher", "clinician", "peer", "officer"):
            view: PhoneView = records.for_phone(run, phones[seat])
            if view.state != "running":
                return False
            if view.choices:
                pick = view.choices[number % len(view.choices)]
                actions.choose(phones[seat], pick.id, turn=view.turn)
                return True
        actions.due(run)
        return True
