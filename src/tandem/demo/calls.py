"""Calls as they come in: when, where, about what, what was answered, and the words of the call-taker."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tandem.demo import calibration as k
from tandem.demo import words
from tandem.demo.dice import Dice
from tandem.demo.names import AREAS, PLACES, STREET_KINDS, STREETS, phone
from tandem.vocabulary.terms import Origin, Unanswered

_AREA_SHARE = {name: share for name, (share, _, _) in AREAS.items()}
_HOURS = {hour: float(weight) for hour, weight in enumerate(k.HOUR_WEIGHT)}
_CALLERS = {
    Origin.CALL_911: {"self": 0.25, "family": 0.33, "friend": 0.14, "bystander": 0.18, "facility_staff": 0.10},
    Origin.OFFICER_REQUEST: {"officer": 1.0},
    Origin.SELF_INITIATED: {"officer": 0.6, "other": 0.4},
    Origin.TRANSFER_988: {"provider_988": 1.0},
    Origin.WALK_UP: {"self": 0.7, "friend": 0.3},
    Origin.AFTER_THE_FACT: {"officer": 0.7, "facility_staff": 0.3},
}
# Assumed, all of them: what is answered when a question is put, by kind of call where that matters.
_ANSWERS = {
    "weapon": {"none": 0.83, "somewhere": 0.08, "in_reach": 0.06, "in_hand": 0.025, "used": 0.005},
    "violence": {"none": 0.84, "threat": 0.11, "hurt": 0.02, "happening_now": 0.03},
    "suicide": {"none": 0.74, "thoughts": 0.21, "plan": 0.04, "acted": 0.01},
    "intoxication": {"none": 0.66, "alcohol": 0.19, "drugs": 0.14, "overdose_possible": 0.01},
    "medical": {"none": 0.955, "trouble_breathing": 0.01, "hard_to_wake": 0.01, "bleeding": 0.015, "chest_pain": 0.01},
    "crime_complaint": {"none": 0.84, "minor": 0.13, "serious": 0.03},
    "location": {
        "home": 0.56,
        "public": 0.22,
        "school": 0.03,
        "workplace": 0.03,
        "shelter": 0.05,
        "care_facility": 0.05,
        "vehicle": 0.03,
        "roadway": 0.02,
        "edge": 0.01,
    },
    "access": {"open": 0.3, "someone_opens": 0.6, "locked": 0.1},
    "minors_or_vulnerable": {"no_one": 0.62, "children": 0.17, "older_adult": 0.12, "pets": 0.09},
    "will_talk": {"yes": 0.72, "no": 0.28},
    "contact_wanted": {"phone": 0.24, "someone_comes": 0.76},
    "language": {"english": 0.87, "spanish": k.SPANISH, "sign": 0.004, "other": 0.006},
}
_BY_TYPE = {
    ("Suicide threat", "suicide"): {"none": 0.03, "thoughts": 0.62, "plan": 0.27, "acted": 0.08},
    ("Suicide threat", "weapon"): {"none": 0.76, "somewhere": 0.13, "in_reach": 0.08, "in_hand": 0.025, "used": 0.005},
    ("Possible overdose", "intoxication"): {"none": 0.05, "alcohol": 0.2, "drugs": 0.35, "overdose_possible": 0.4},
    ("Possible overdose", "medical"): {"none": 0.72, "trouble_breathing": 0.08, "hard_to_wake": 0.2},
    ("Trespass, person in crisis", "crime_complaint"): {"none": 0.15, "minor": 0.82, "serious": 0.03},
    ("Family disturbance", "violence"): {"none": 0.66, "threat": 0.25, "hurt": 0.03, "happening_now": 0.06},
}
_ABOUT = {
    "military": {"served": 0.8, "serving": 0.05, "no": 0.15},
    "age_group": {"child": 0.05, "teen": 0.2, "young_adult": 0.2, "adult": 0.3, "older_adult": 0.25},
    "developmental": {"yes": 0.8, "no": 0.2},
    "perinatal": {"pregnant": 0.45, "baby": 0.45, "no": 0.1},
}
_QUESTIONS = sorted(k.ASKED)


@dataclass
class Drawn:
    """One call before anybody was sent. `later` is what the caller says while the team is on its way."""

    received_at: datetime
    area: str
    origin: Origin
    call_type: str
    place: str
    latitude: float
    longitude: float
    narrative: str
    callback: str
    answers: dict[str, str] = field(default_factory=dict)
    later: dict[str, str] = field(default_factory=dict)


def days(start: date, end: date, dice: Dice, per_day: float) -> Iterator[tuple[date, int]]:
    """Each local day from `start` to before `end`, with its number of calls: growth, season and weekday."""
    whole = (end - start).days
    for number in range(whole):
        day = start + timedelta(days=number)
        grown = 1 + (k.GROWTH_OVER_PERIOD - 1) * (number / whole - 0.5)
        season = 1 + k.SEASON_SWING * math.cos(2 * math.pi * (day.timetuple().tm_yday - k.SEASON_PEAK_DAY) / 365.25)
        yield day, dice.count(per_day * grown * season * 7 * k.WEEKDAY_SHARE[day.weekday()])


def gap_months(last: date) -> frozenset[tuple[int, int]]:
    """(year, month) of the two missing months: the latest February and March that are both over."""
    year = last.year if last.month > k.GAP_MONTHS[-1] else last.year - 1
    return frozenset((year, month) for month in k.GAP_MONTHS)


def draw(day: date, dice: Dice, zone: ZoneInfo) -> Drawn:
    """One call of `day`."""
    wall = time(dice.weighted(_HOURS), dice.whole(0, 59), dice.whole(1, 59))
    area = dice.weighted(_AREA_SHARE)
    origin = dice.weighted(k.ORIGIN_SHARE)
    call_type = dice.weighted(k.CALL_TYPE_SHARE)
    answers = _answered(call_type, origin, dice)
    _, latitude, longitude = AREAS[area]
    drawn = Drawn(
        received_at=datetime.combine(day, wall, zone),
        area=area,
        origin=origin,
        call_type=call_type,
        place=place(dice, answers.get("location", "home")),
        latitude=round(latitude + dice.normal(0, 0.012), 5),
        longitude=round(longitude + dice.normal(0, 0.012), 5),
        narrative=words.narrative(dice, call_type, answers),
        callback=phone(dice.whole(0, 99)) if dice.happens(0.7) else "",
        answers=answers,
    )
    if answers:
        drawn.answers |= _about_the_person(drawn)
    if answers and dice.happens(k.ANSWER_CHANGES):
        drawn.later = {"weapon": dice.one(("none", "somewhere", "in_reach"))}
        if drawn.later["weapon"] == answers.get("weapon"):
            drawn.later = {}
    return drawn


def _about_the_person(drawn: Drawn) -> dict[str, str]:
    """What somebody happens to say about the person, on some calls. Its own chance, from the call itself."""
    own = Dice(int(drawn.received_at.timestamp()))
    return {name: own.weighted(words) for name, words in _ABOUT.items() if own.happens(k.ABOUT_SAID[name])}


def place(dice: Dice, location: str) -> str:
    """An invented address or a public place, as dispatch writes it."""
    street = f"{dice.one(STREETS)} {dice.one(STREET_KINDS)}"
    if location in ("public", "roadway", "vehicle", "edge"):
        return dice.one(PLACES).format(street=street)
    return f"{dice.whole(101, 2999)} {street}"


def _answered(call_type: str, origin: Origin, dice: Dice) -> dict[str, str]:
    if dice.happens(k.LINE_LOST):
        return {}
    found = {}
    thorough = dice.happens(k.THOROUGH)
    for name in _QUESTIONS:
        if not dice.happens(k.ASKED_WHEN_THOROUGH if thorough else k.ASKED[name]):
            continue
        if name == "caller":
            found[name] = dice.weighted(_CALLERS[origin])
        elif dice.happens(k.UNKNOWN_WHEN_ASKED):
            found[name] = Unanswered.UNKNOWN.value
        else:
            found[name] = dice.weighted(_BY_TYPE.get((call_type, name)) or _ANSWERS[name])
    return found
