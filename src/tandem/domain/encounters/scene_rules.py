"""What the forms of one contact say as facts: codes only, None where nobody told it. Pure."""

from collections.abc import Iterable, Mapping

from tandem.domain.encounters.forms.field import Answers
from tandem.vocabulary.scene import DeEscalation, Force, Injury

# By whom force and injuries are told: the clinician's form and the officer's.
ACCOUNTS = ("force", "police")
_WAYS = {one.value for one in DeEscalation}
_FORCE, _INJURY = [one.value for one in Force], ["none", *(one.value for one in Injury)]


def scene_fact(told: Mapping[str, Answers]) -> dict[str, object]:
    """The columns of `EncounterFact` that come from forms; `told` is the newest answers by form."""
    accounts = [told[code] for code in ACCOUNTS if told.get(code)]
    ending, family = told.get("ending", {}), told.get("family", {})
    left = told.get("supplies", {}).get("left")
    return {
        "force": _highest((kind for one in accounts for kind in one.get("force", ())), _FORCE),
        "person_injury": _highest((_level(one, "person_injury", {"person"}) for one in accounts), _INJURY),
        "other_injury": _highest(
            (_level(one, "other_injury", {"officer", "clinician", "responder", "bystander"}) for one in accounts),
            _INJURY,
        ),
        "arrested": _yes(ending.get("arrest")),
        "cited": _yes(ending.get("citation")),
        "rights": told.get("hold", {}).get("rights"),
        "interpreter": _known(told.get("access", {}).get("interpreter")),
        "children": _yes(family.get("children")),
        "items_left": sum(left.values()) if left else None,
        "calmed": len(ways_of(told)) if told.get("cues", {}).get("used") else None,
        "worked": _known(told.get("cues", {}).get("worked")),
    }


def ways_of(told: Mapping[str, Answers]) -> list[str]:
    """The ways of calming things that were used (`DeEscalation`); none for nothing used and for nothing said."""
    return [one for one in told.get("cues", {}).get("used", ()) if one in _WAYS]


def _highest(said: Iterable[str | None], order: list[str]) -> str | None:
    known = [one for one in said if one in order]
    return max(known, key=order.index, default=None)


def _level(account: Answers, field: str, who: set[str]) -> str | None:
    """The level told; hurt without a level counts as minor, and who is not among the hurt is unhurt."""
    hurt = account.get("hurt")
    level = _known(account.get(field))
    if level:
        return level
    if not hurt or "unknown" in hurt:
        return None
    return Injury.MINOR.value if who & set(hurt) else "none"


def _known(code: object) -> str | None:
    return code if code and code != "unknown" else None


def _yes(code: object) -> bool | None:
    return {"yes": True, "no": False}.get(code)
