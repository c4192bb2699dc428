"""Spellings of an old file and the words of ours they may mean. Pure: it proposes, and a person decides.

A proposal has its reason: the same but for case and signs, a way it is commonly written, or close to one of these.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from tandem.measures.past.fields import FIELDS, NO, OPEN, YES, YES_NO

SAME, KNOWN, CLOSE = "same", "known", "close"
WHY = {
    SAME: "the same but for capitals and signs",
    KNOWN: "often written this way",
    CLOSE: "a letter or two apart",
}
ENOUGH = 0.84
_YES_NO = {
    YES: "y yes true t 1 x si sí checked",
    NO: "n no false f 0 none no unchecked",
}
# How records write our words, apart by commas; what they have in common in practice, from public data sets.
_KNOWN = {
    "contact_outcome": {
        "engaged": "contact, contact made, contacted, met, made contact, seen, served, assessed, evaluated, yes, engaged client",
        "declined": "refused, refused services, pt refused, patient refused, client refused, ref, declined services, refusal,"
        " client declined, pt declined, refused contact",
        "unable_to_locate": "utl, unable to locate, not found, could not locate, no contact, gone, unfounded, cant locate,"
        " unable to find, not located",
        "left_before_arrival": "goa, gone on arrival, left before arrival, left prior to arrival, gone upon arrival",
        "phone_only": "phone, phone only, telephone, by phone, phone contact, telehealth",
        "cancelled": "canceled, cancelled, cancel, cancelled en route, canceled enroute, cancelled enroute, cx",
        "unsafe": "unsafe, scene unsafe, not safe, scene not safe",
        "deceased": "deceased, doa, death, dead",
    },
    "disposition": {
        "resolved_on_scene": "resolved, resolved on scene, remained in community, treated in place, no transport, ros,"
        " stabilized on scene, de-escalated",
        "stays_with_support": "with family, left with family, stays with family, released to family, support person",
        "safety_plan": "safety plan, safety planned, safety plan completed",
        "warm_handoff": "warm handoff, warm hand off, handoff, linked, linked to services",
        "voluntary_transport": "voluntary transport, transported, transport, voluntary, vol transport, vol, voluntary hospital",
        "ems_medical": "ems, medical, ems transport, ambulance, medical transport",
        "involuntary_hold": "involuntary hold, hold, ip, m1 hold, m-1, 5150, 5585, baker act, ba52, pink slip, emergency hold,"
        " involuntary, eco, tdo, mental health hold, m1",
        "police_continued": "police, law enforcement, turned over to police, pd, le",
        "arrest": "arrested, arrest, jail, booked, custody, in custody",
        "citation": "cited, citation, summons, ticket",
        "no_service_needed": "no service, no services needed, none needed, unfounded, no action, nothing needed",
    },
    "transported_to": {
        "emergency_department": "ed, er, hospital, emergency room, emergency dept, emergency",
        "crisis_center": "csu, crisis, crisis stabilization, crisis stabilization unit, walk in center, wic",
        "psychiatric_hospital": "psych, psych hospital, inpatient, state hospital",
        "respite": "respite", "clinic": "clinic, outpatient", "shelter": "shelter", "home": "home, residence, house",
        "jail": "jail, detention, custody", "other": "other, elsewhere",
    },
    "origin": {
        "911": "911, 9-1-1, psap, dispatch, e911", "988": "988, hotline, crisis line, lifeline",
        "officer_request": "officer, officer request, pd request, police request, le request, law enforcement",
        "self_initiated": "self initiated, self-initiated, on view, onview, proactive, officer initiated",
        "walk_up": "walk up, walk-up, walk in, flag down", "cad": "cad",
        "family_asked": "family", "partner_asked": "partner, provider, agency, community partner",
        "person_asked": "self, client, self referral",
        "after_the_fact": "follow up, after the fact, referral",
    },
    "age_band": {
        "under_18": "<18, 0-17, minor, juvenile, youth, child", "18_24": "18-24", "25_34": "25-34", "35_44": "35-44",
        "45_54": "45-54", "55_64": "55-64", "65_on": "65+, 65 plus, senior",
    },
    "gender": {"woman": "f, female, w, woman, girl", "man": "m, male, man, boy", "nonbinary": "nb, x, non-binary, enby"},
    "race": {
        "native": "native american, american indian, ai/an, aian, alaska native", "asian": "a, asian american",
        "black": "b, black, african american, aa", "hispanic": "h, hispanic, latino, latina, latinx, hisp",
        "middle_eastern": "middle eastern, mena, arab", "pacific": "pacific islander, nhpi, native hawaiian",
        "white": "w, white, caucasian", "several": "multiracial, two or more, two or more races, biracial, mixed",
    },
    "language": {
        "en": "eng, english", "es": "spa, span, spanish, espanol, español", "ase": "asl, sign language",
        "zh": "mandarin, cantonese",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Spelling:
    """One way a column writes something: how often, in which rows first, and what it may mean.

    `term` is the code of ours that is proposed ("" for none), `why` the reason's code.
    """

    text: str
    count: int
    rows: tuple[int, ...]
    term: str = ""
    why: str = ""


def plain(text: str) -> str:
    """Letters and digits only, in small letters."""
    return re.sub(r"[\W_]+", "", text.casefold())


def one_line(text: str) -> str:
    """A cell as a spelling: spaces at the ends and doubled spaces say nothing."""
    return " ".join(text.split())


def _ways(field: str, terms: dict[str, str]) -> list[tuple[str, str, str]]:
    """(plain spelling, code, reason), the surest first."""
    found = [(plain(one), code, SAME) for code, label in terms.items() for one in (code, label)]
    known = _YES_NO if FIELDS[field].kind == YES_NO else _KNOWN.get(field, {})
    for code, written in known.items():
        ways = written.split() if FIELDS[field].kind == YES_NO else written.split(",")
        found += [(plain(one), code, KNOWN) for one in ways if code in terms]
    return found


class Proposing:
    """Proposes our word for a spelling of one field. `terms` are the field's, or those of an open field's own words."""

    def __init__(self, field: str, terms: dict[str, str]):
        self._ways, self._terms = _ways(field, terms), terms

    def term(self, text: str) -> tuple[str, str]:
        """(code, reason), or two empty words where nothing is close."""
        mine = plain(text)
        if not mine:
            return "", ""
        for way, code, why in self._ways:
            if way == mine:
                return code, why
        # A short word is a letter apart from too many others.
        if len(mine) < 4:
            return "", ""
        best = max(self._ways, key=lambda one: _alike(mine, one[0]), default=None)
        return (best[1], CLOSE) if best and _alike(mine, best[0]) >= ENOUGH else ("", "")

    def exact(self, text: str) -> bool:
        """Whether it stands in our own words already."""
        return text in self._terms or text in self._terms.values()


def _alike(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 4 or len(other) < 4:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def spellings(field: str, counted: dict[str, tuple[int, tuple[int, ...]]], terms: dict[str, str]) -> list[Spelling]:
    """Every spelling of a field with what it may mean, the most frequent first.

    An open field has no list of ours: a rare spelling is proposed as the most frequent one that is like it.
    """
    ordered = sorted(counted.items(), key=lambda one: (-one[1][0], one[0]))
    if FIELDS[field].kind != OPEN:
        propose = Proposing(field, terms)
        return [Spelling(text, n, rows, *propose.term(text)) for text, (n, rows) in ordered]
    found: list[Spelling] = []
    leaders: list[str] = []
    for text, (n, rows) in ordered:
        same = next((one for one in leaders if plain(one) == plain(text)), None)
        near = same or next(
            (one for one in leaders if len(plain(text)) > 4 and _alike(plain(text), plain(one)) >= ENOUGH), ""
        )
        why = SAME if same else CLOSE if near else ""
        if not near:
            leaders.append(text)
        found.append(Spelling(text, n, rows, near or text, why))
    return found
