"""What was told on scene in the demo: each form through the real check, by whoever was there, as often as they would."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tandem.demo import calibration as k
from tandem.demo.cast import Worker
from tandem.demo.dice import Dice
from tandem.demo.store import Store
from tandem.domain.encounters.forms import ENDING, FORCE_REPORT, checked, form_named
from tandem.domain.encounters.models import Encounter, PoliceEnding, PoliceForm, SceneForm
from tandem.domain.encounters.state_law import edition
from tandem.vocabulary.circumstances import Helps, Protective, RiskFactor, There
from tandem.vocabulary.scene import Cue, DeEscalation, Supply
from tandem.vocabulary.terms import Disposition
from tandem.vocabulary.timeline import Kind

# The demo county lies in Colorado; `demo-city.md` says that its people, not its law, are made up.
LAW = "co/1"
_FACTS = (
    "Said that they can't go on and would not agree to any other step.",
    "Stood at the edge of the bridge and would not come down.",
    "Has not eaten for days and could not say where they live.",
)
_GAVE = (Supply.WATER, Supply.FOOD, Supply.BLANKET, Supply.INFORMATION, Supply.BUS_PASS, Supply.HYGIENE, Supply.CHARGER)
_CUES = (Cue.PACING, Cue.CRYING, Cue.AFRAID, Cue.FAST_SPEECH, Cue.SHOUTING, Cue.SILENT, Cue.CONFUSED)
_USED = (
    DeEscalation.LISTENED,
    DeEscalation.LOW_VOICE,
    DeEscalation.TIME,
    DeEscalation.ONE_VOICE,
    DeEscalation.CHOICES,
    DeEscalation.DISTANCE,
    DeEscalation.LESS_NOISE,
)


def told(
    encounter: Encounter, call_type: str, about: tuple, writer: Worker, officer: Worker | None, dice: Dice, store: Store
) -> dict:
    """Tell the forms of one contact that was met; what the hold page says, for the close."""
    drawn = {"force": _force(dice)} if dice.happens(k.FORCE_TOLD) else {}
    for name, share, make in (
        ("cues", k.CUES_TOLD, _cues),
        ("risk", k.RISK_TOLD.get(call_type, k.RISK_TOLD["other"]), _risk),
        ("access", k.ACCESS_TOLD, _access),
        ("family", k.FAMILY_TOLD, _family),
        ("supplies", k.SUPPLIES_TOLD, _supplies),
    ):
        if dice.happens(share):
            drawn[name] = make(dice)
    if encounter.disposition == Disposition.INVOLUNTARY_HOLD:
        drawn["hold"] = _hold(encounter, writer, officer, dice)
    hold = {}
    for name, said in drawn.items():
        law = edition(LAW) if name == "hold" else None
        answers = checked(form_named(name, law), said, _near(encounter.started_at))
        store.add(
            SceneForm(
                encounter_id=encounter.pk,
                form=name,
                answers=answers,
                edition=LAW if name == "hold" else "",
                written_at=encounter.outcome_at,
                written_by=writer.user_id,
                written_by_name=writer.name,
            )
        )
        store.log(Kind.SCENE_TOLD, encounter.outcome_at, writer, *about, form=name, again=False)
        hold = answers if name == "hold" else hold
    if officer and dice.happens(k.OFFICER_TOLD):
        _police(encounter, drawn.get("force") or _force(dice), officer, dice, store)
    return hold


def _near(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo("America/Denver"))


def _force(dice: Dice) -> dict:
    force = dice.weighted(k.FORCE_SHARE)
    hurt = dice.weighted(k.HURT_SHARE)
    said = {"force": [force], "hurt": [hurt]}
    if hurt == "person":
        said |= {"person_injury": ["minor"], "treated": ["on_scene"], "cause": ["before_we_came"]}
    elif hurt != "nobody":
        said |= {"other_injury": ["minor"], "treated": ["on_scene"], "cause": ["accident"]}
    return said


def _cues(dice: Dice) -> dict:
    worked = dice.weighted(k.WORKED_SHARE)
    return {"cues": dice.some(_CUES, dice.whole(1, 3)), "used": dice.some(_USED, dice.whole(2, 4)), "worked": [worked]}


def _risk(dice: Dice) -> dict:
    return {
        "risk": dice.some(list(RiskFactor), dice.whole(1, 3)),
        "protective": dice.some(list(Protective), dice.whole(1, 3)),
        "firearm": [dice.weighted(k.FIREARM_SHARE)],
    }


def _access(dice: Dice) -> dict:
    return {"interpreter": [dice.weighted(k.INTERPRETER_SHARE)], "helps": dice.some(list(Helps), 2), "needs": ["none"]}


def _family(dice: Dice) -> dict:
    children = dice.happens(k.CHILDREN_THERE)
    said = {
        "there": [dice.one([one for one in There if one != There.NOBODY])],
        "children": ["yes" if children else "no"],
    }
    return said | ({"children_safe": ["yes"], "report": ["not_needed"]} if children else {})


def _supplies(dice: Dice) -> dict:
    return {f"left.{one}": ["1"] for one in dice.some(_GAVE, dice.whole(1, 3))}


def _hold(encounter: Encounter, writer: Worker, officer: Worker | None, dice: Dice) -> dict:
    by_officer = officer is not None and dice.happens(k.HOLD_BY_OFFICER)
    signer = officer if by_officer else writer
    rights = dice.weighted(k.RIGHTS_SHARE)
    said = {
        "basis": ["peace_officer" if by_officer else "intervening_professional"],
        "signer": [signer.name],
        "signer_as": ["peace_officer" if by_officer else "lcsw"],
        "criteria": [dice.one(("danger_self", "danger_self", "danger_self", "danger_others", "gravely_disabled"))],
        "words": [dice.one(_FACTS)],
        "rights": [rights],
        "facility": ["Cedar Hollow Hospital"],
        "signed_at": [_near(encounter.outcome_at).strftime("%H:%M")],
    }
    return said | ({"rights_why": ["Could not be heard over the noise"]} if rights == "not_possible" else {})


def _police(encounter: Encounter, force: dict, officer: Worker, dice: Dice, store: Store) -> None:
    ends = encounter.disposition
    ending = {
        "arrest": ["yes" if ends == Disposition.ARREST else "no"],
        "citation": ["yes" if ends == Disposition.CITATION else "no"],
        "transport": ["yes" if encounter.transported_by == "police" else "no"],
    }
    charged = ends in (Disposition.ARREST, Disposition.CITATION)
    report = force | {"charges": ["filed" if charged else "none"]}
    for table, form, said in ((PoliceEnding, ENDING, ending), (PoliceForm, FORCE_REPORT, report)):
        store.add(
            table(
                assignment_id=encounter.assignment_id,
                person_id=encounter.person_id,
                organization_id=officer.organization_id,
                answers=checked(form, said, _near(encounter.started_at)),
                written_at=encounter.outcome_at,
                written_by=officer.user_id,
                written_by_name=officer.name,
            )
        )
        kind = Kind.POLICE_ENDED if table is PoliceEnding else Kind.POLICE_TOLD
        store.log(kind, encounter.outcome_at, officer, encounter.incident_id, again=False)
