"""Two reports of one incident: "Is it the same?", and back. The verbs of linking, beside the others."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.domain.incidents import actions, records
from tandem.domain.incidents.records import BoardCall
from tandem.surfaces.board.verbs import Data, Scene, Verb
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

# A second report may come late; the hint on the board asks sooner.
LATELY = timedelta(hours=6)
THIS, OTHER = "this", "other"


def _near(scene: Scene) -> list[BoardCall]:
    return records.nearby(scene.call.id, release=scene.release, within=LATELY)


def _team(found: BoardCall) -> bool:
    return any(one.active for one in found.assignments)


def _parts(scene: Scene) -> list[dict]:
    near = _near(scene)
    pick = [
        {
            "value": one.id,
            "word": f"{one.number}: {one.place}",
            "small": one.summary,
            "chip": _("Has a team") if _team(one) else "",
            "chip_kind": "info",
        }
        for one in near
    ]
    only = near[0] if len(near) == 1 else None
    # Whoever has a team leads; else the call that came first.
    here_first = bool(scene.active) or not (only and (_team(only) or only.received_at < scene.call.received_at))
    parts = [{"name": "twin", "label": _("Which call is it?"), "pick": pick, "value": only.id if only else None}]
    return [
        *(parts if pick else []),
        {
            "name": "number",
            "label": _("Or its number") if pick else _("The other call's number"),
            "hint": _("Like 26-000417. The whole number."),
            "maxlength": 40,
        },
        {
            "name": "leads",
            "label": _("Which one is dispatched?"),
            "seg": [(THIS, scene.call.number), (OTHER, _("The other one"))],
            "value": THIS if here_first else OTHER,
            "hint": _("The other report stands on it, whole, with its own caller."),
        },
    ]


def _twin(scene: Scene, data: Data) -> UUID:
    typed = data.get("number", "").strip()
    if typed:
        found = [one for one in records.find(typed, release=scene.release) if one.number == typed]
        if not found:
            raise Refusal(("number", _("There is no call with this number. Check it.")))
        return found[0].id
    try:
        return UUID(data.get("twin", ""))
    except ValueError:
        raise Refusal(("number", _("Choose the other call, or write its number."))) from None


def _link(scene: Scene, data: Data) -> None:
    twin, leads = _twin(scene, data), data.get("leads", "")
    if leads not in (THIS, OTHER):
        raise Refusal(("leads", _("Choose which of the two is dispatched.")))
    report, primary = (twin, scene.call.id) if leads == THIS else (scene.call.id, twin)
    try:
        actions.link(report, actor=scene.actor, primary_id=primary)
    except Refusal as refusal:
        refusal.errors = [("leads", sentence) for _field, sentence in refusal.errors]
        raise


def _unlink(scene: Scene, data: Data) -> None:
    actions.unlink(scene.call.id, actor=scene.actor)


VERBS: dict[str, Verb] = {
    "same": Verb(
        Permission.INCIDENT_LINK,
        lambda scene: _("Is it the same as another call?"),
        lambda scene: _("Both stay as they are. One leaves the list and stands on the other. You can take it back."),
        _parts,
        _link,
        lambda scene: _("It is the same"),
        back=gettext_noop("Go back"),
    ),
    "not-the-same": Verb(
        Permission.INCIDENT_LINK,
        lambda scene: _("%(number)s is not the same after all?") % {"number": scene.call.number},
        lambda scene: _("It goes back on the board as it stood, and needs its own team."),
        lambda scene: [],
        _unlink,
        lambda scene: _("Unlink it"),
        back=gettext_noop("Leave it linked"),
    ),
}
