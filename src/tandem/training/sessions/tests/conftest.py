"""A small scenario of its own, so that these tests know every line of it, and people who play it."""

from uuid import UUID

import pytest

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions import actions as editions
from tandem.foundation.editions.records import forget
from tandem.training.library import records as library
from tandem.training.library.compiling import compiled
from tandem.training.sessions import actions, records
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made

STORY = """
# title: A small call
# person: Jonah Pell
# seats: officer clinician peer
# minutes: 5
# languages: en es
# risk: low
# pov: view
VAR arousal = 60
VAR trust = 30
VAR danger = 20
-> door
=== door ===
Jonah is at the door. # scene: place=kitchen posture=stand door=ajar
The latch is up. # to: officer # cue: environment 2 latch
He looks at his sister. # to: peer # cue: behavior 3 sister
+ [Step back #by: officer #sensible]
  -> calm
+ [Say his name #by: clinician #sensible]
  -> calm
+ [Say nothing #by: officer clinician]
  -> calm
+ [He waits #after: 20s]
  ~ arousal += 5
  -> calm
=== calm ===
Jonah: “Who are you?” # by: Jonah # lead: right clinician
Five words at most. # to: clinician
+ [Tell him who you are #by: clinician #sensible]
  He sits down beside his sister. # ends: good sits
  -> END
+ [Move closer #by: officer]
  He goes out on the balcony. # ends: poor balcony
  -> END
=== view ===
They talk so fast.
-> DONE
"""
SPANISH = {
    "Jonah is at the door.": "Jonah está en la puerta.",
    "Step back": "Dar un paso atrás",
    "A small call": "Una llamada",
}


@pytest.fixture(scope="session")
def story() -> str:
    return compiled(STORY)


class Table:
    """A room with its instructor, and phones that sit in it."""

    def __init__(self, trainer: Actor, edition: UUID, **how):
        self.trainer, self.edition = trainer, edition
        self.room = actions.open_room(self.edition, actor=self.trainer, seed=4, **how)
        self.code = records.room(self.room).code

    def sit(self, seat: str, name: str = "", team: str = "A", **how) -> records.Sitting:
        """Somebody with an account takes this seat."""
        actor = how.pop("actor", None) or made.user_with_job(Role.CLINICIAN)
        secret = actions.join(self.code, name=name or f"Robin {seat}", seat=seat, team=team, actor=actor, **how)
        return records.sitting(secret)

    def run(self, team: str = "A"):
        return records.run_of(records.room(self.room), team).id

    def view(self, sitting: records.Sitting) -> records.PhoneView:
        return records.for_phone(self.run(sitting.team), sitting)

    def start(self) -> None:
        actions.start(self.room, actor=self.trainer)

    def choose(self, sitting: records.Sitting, words: str) -> None:
        """Take the choice of this phone that says these words."""
        view = self.view(sitting)
        [option] = [one.id for one in view.choices if one.text == words]
        actions.choose(sitting, option, turn=view.turn)

    def kinds(self, team: str = "A") -> list[str]:
        return [one.kind for one in records.timeline(self.run(team))]


@pytest.fixture(scope="module")
def table(file_db, story):
    """A room for the small scenario: `table()`, with what `open_room` takes."""
    made.program()
    library.forget()
    trainer = made.user_with_job(Role.TRAINER)
    content = {"source": STORY, "compiled": story, "languages": {"es": SPANISH}, "notes": ""}
    held = {"actor": trainer, "side_by_side": True, "permission": Permission.SCENARIO_WRITE}
    edition = editions.adopt("scenario", "small-call", 1, content, **held)
    forget()
    yield lambda **how: Table(trainer, edition, **how)
    library.forget()
    forget()
