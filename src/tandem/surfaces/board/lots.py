"""A call in a trial, on the board: draw it, see what is to be sent, send otherwise for somebody's safety."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.domain.trials import actions
from tandem.domain.trials.records import OnCall, on_call
from tandem.surfaces.board.verbs import Data, Scene, Verb
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.trials import BAR_LABELS, OTHERWISE_LABELS, Arm, Bar

# Said on the board only where it helps: a call that never was one of the trial's is not spoken of.
TOLD = (Bar.NOT_KNOWN, Bar.NO_TEAM, Bar.OTHER_CRITERIA)


@dataclass(frozen=True)
class Shown:
    """What the panel shows: `sentence` first. `may_draw` has the one filled button of the panel."""

    sentence: str
    words: str
    title: str
    may_draw: bool
    drawn: OnCall | None

    @property
    def usual(self) -> bool:
        """The usual response is to be sent, and nobody has said otherwise."""
        return self.drawn is not None and self.drawn.arm is Arm.USUAL and not self.drawn.otherwise


def shown(incident_id, *, live: bool, release) -> Shown | None:
    """What to show of this call; None where no trial concerns it."""
    found = on_call(incident_id, release=release)
    if found is None:
        return None
    if found.arm is None:
        if not live or (found.bar is not None and found.bar not in TOLD):
            return None
        if found.bar is None:
            sentence = _("This call is one for the trial. Draw what to send.")
        else:
            sentence = _("Not for the trial now: %(why)s.") % {"why": _(BAR_LABELS[found.bar])}
        return Shown(sentence, "", found.title, found.bar is None, None)
    if found.arm is Arm.TEAM:
        sentence = _("This call is in the trial: send the team.")
    else:
        sentence = _("This call is in the trial: send the usual response.")
    return Shown(sentence, found.words, found.title, False, found)


def _draw(scene: Scene, data: Data) -> None:
    actions.draw(scene.call.id, actor=scene.actor)


def _otherwise_parts(scene: Scene) -> list[dict]:
    return [
        {
            "name": "why",
            "label": _("Why? One tap says it."),
            "buttons": [(one.value, _(words)) for one, words in OTHERWISE_LABELS.items()],
        }
    ]


def _otherwise(scene: Scene, data: Data) -> None:
    actions.send_otherwise(scene.call.id, actor=scene.actor, why=data.get("why", ""))


_P = Permission
VERBS: dict[str, Verb] = {
    "draw": Verb(
        _P.TRIAL_DRAW,
        lambda scene: _("Draw what to send"),
        lambda scene: _("The lot decides once, and stands. Nobody knows it before you draw."),
        lambda scene: [],
        _draw,
        lambda scene: _("Draw"),
        back=gettext_noop("Not now"),
    ),
    "otherwise": Verb(
        _P.TRIAL_DRAW,
        lambda scene: _("Send otherwise than drawn"),
        lambda scene: _("Safety comes first: send whom you would send. The call stays in the trial as it was drawn."),
        _otherwise_parts,
        _otherwise,
        lambda scene: "",
        back=gettext_noop("Keep to the draw"),
    ),
}
