"""How the acts that keep a team safe read on a call's timeline."""

from tandem.vocabulary.timeline import Kind

BY = {"radio": "by radio", "phone": "on the phone", "themselves": "by whoever pressed it", "dispatch": "by dispatch"}
STEPS = {"board": "The board was told.", "supervisor": "The supervisor was told."}


def words(kind: Kind, detail: dict) -> str:
    """One act in words, from its small codes: "Team 3, by radio." Empty for a kind that is no act of safety."""
    unit = detail.get("unit", "")
    match kind:
        case Kind.CHECKED_IN | Kind.ROLL_ANSWERED:
            who = " ".join(part for part in (unit, str(detail.get("profession", "")).replace("_", " ")) if part)
            return f"{who}, {BY[detail['how']]}."
        case Kind.CHECK_IN_CHANGED:
            return f"{unit}: every {detail['old']} to every {detail['new']} min. Why: {detail['reason']}"
        case Kind.CHECK_IN_LATE:
            return f"{unit}. {STEPS[detail['step']]}"
        case Kind.ROLL_CALLED:
            return f"{detail['members']} people were asked."
        case Kind.ROLL_ENDED:
            return f"{detail['missing']} had not answered." if detail["missing"] else "Everybody answered."
        case Kind.SOS_RAISED:
            who = " ".join(part for part in (unit, str(detail["profession"]).replace("_", " ")) if part)
            return f"{who or 'Not on shift'}. {'Last place sent.' if detail['place'] else 'No place was shared.'}"
        case Kind.SOS_STOOD_DOWN:
            return f"{unit} {BY[detail['by']]}. Why: {detail['reason']}".strip()
        case _:
            return f"{unit}." if unit else ""
