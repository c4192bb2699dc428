"""Invented words for the gallery: people, places and numbers that exist nowhere. Phones are 555-01xx."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone


class SpecimenForm(forms.Form):
    """A form with each kind of control, to show labels, hints and errors."""

    place = forms.CharField(label="Where is the person?", help_text="Street and number, or a landmark.")
    caller = forms.ChoiceField(label="Who is calling?", choices=[("", "Unknown"), ("family", "Family: sister")])
    words = forms.CharField(label="What is happening?", widget=forms.Textarea, help_text="The caller's own words")
    reason = forms.CharField(
        label="Reason", error_messages={"required": "Reason is empty. Write at least a few words."}
    )


def _long(word: str, on: bool) -> str:
    return f"{word}, and then considerably more words than anyone had planned to write in this place" if on else word


def specimens(start: datetime, *, long: bool) -> dict:
    """Context of the gallery pages. `start` is when the invented call came; `long` stretches the free words."""

    def at(minutes: int) -> datetime:
        return start + timedelta(minutes=minutes)

    five = [at(0), at(2), at(13), at(15), None]
    form = SpecimenForm({"place": "412 Orchard St, Apt 3", "caller": "family", "words": "He is scared."})
    form.is_valid()
    return {
        "signed_in_as": "R. Okafor, dispatcher",
        "installation": {"kind": "demo"},
        "form": form,
        "long": long,
        "five": five,
        "soon": timezone.now() + timedelta(minutes=3, seconds=38),
        "later": timezone.now() + timedelta(minutes=14),
        "past": timezone.now() - timedelta(seconds=42),
        "rows": _rows(at, long),
        "units": _units(at, five, long),
        "rec": {
            "answer": _long("Co-responder team, police staged out of sight", long),
            "why": "A knife is within reach, not in hand, and no one has been threatened. "
            "Bring police close, keep them out of view.",
            "changed_at": at(4),
            "plan": [
                {"icon": "pin", "label": "Stage", "text": "Orchard and 5th, behind the bakery."},
                {"icon": "shirt", "label": "Attire", "text": "Soft uniform for the team officer."},
                {"icon": "car", "label": "Car", "text": "Unmarked, no lights on Orchard."},
            ],
            "acts": [
                {
                    "word": "Assign Team 3 (6 min)",
                    "kind": "go",
                    "href": "#assign",
                    "dialog": "#assign",
                    "key": "a",
                    "key_words": "assign",
                },
                {"word": "Other team", "href": "#assign", "dialog": "#assign"},
                {"word": "Other response", "kind": "plain", "href": "#assign", "key": "o"},
            ],
        },
        "caution": {
            "text": _long("Startles at loud knocks. Call through the door first.", long),
            "reviewed": at(-14400).date(),
            "expires": at(96000).date(),
        },
        "facts": [
            ("Weapon", _long("Knife, in reach", long)),
            ("Violence now", "None seen"),
            ("Suicide risk", None),
            ("Medical", "No red flags"),
            ("Taken anything", None, "Not asked"),
            ("Children there", "No"),
            ("Will he talk", "Yes, to sister"),
            ("Language", None, "Didn't want to answer"),
        ],
        "timeline": [
            {
                "shape": "square",
                "icon": "arrow",
                "title": "Referral",
                "chip": "Accepted",
                "chip_kind": "info",
                "at": at(24),
                "text": _long("Lakeside Walk-in Crisis Center", long),
                "lines": ["Square: something sent."],
            },
            {
                "shape": "circle",
                "icon": "people",
                "title": "Encounter",
                "chip": "Engaged",
                "chip_kind": "ok",
                "at": at(15),
                "text": "Circle: people met.",
            },
            {"shape": "diamond", "icon": "phone", "title": "911 call", "at": at(0), "text": "Diamond: a call."},
        ],
        "weapon": [("none", "None"), ("home", "Somewhere in the home"), ("reach", "In reach"), ("hand", "In hand")],
        "signs": [("breath", "Trouble breathing"), ("wake", "Hard to wake"), ("none", "None of these")],
        "chosen_signs": ["none"],
        "unknowns": [("unknown", "Unknown"), ("not_asked", "Not asked")],
        "unknown_rows": [("not_asked", "Not asked", "")],
        "outcomes": [
            ("engaged", "Engaged", ""),
            ("declined", "Declined", ""),
            ("phone_only", "By phone only", ""),
            ("stays", "Stays with a support person", _long("Sister, tonight", long)),
        ],
        "keys": [("J", "next call"), ("K", "previous call"), ("A", "assign"), ("O", "choose another response")],
        "funnel": [
            {"name": "Eligible", "hint": "calls that met criteria", "n": "1,240", "share": 100},
            {
                "name": "Served",
                "hint": "a team went",
                "n": "868",
                "share": 70,
                "of_before": "70 % of eligible",
                "loss": "372 had no team free or were cancelled.",
            },
            {
                "name": "Engaged",
                "n": "612",
                "share": 49,
                "of_before": "71 % of served",
                "loss": "256 declined, left or were not found.",
            },
        ],
        "errors": [("id_reason", "Reason is empty"), ("id_words", "Say what is happening")],
    }


def _rows(at, long: bool) -> list[dict]:
    return [
        {
            "id": "call-1",
            "href": "#call-1",
            "number": 1,
            "mark": "warn",
            "place": "412 Orchard St, Apt 3",
            "since": at(23),
            "late_after": 20,
            "current": True,
            "sort": 1,
            "summary": _long("Man shouting in the stairwell. Sister is calling.", long),
            "changed": {"name": "Weapon", "was": None, "now": _long("knife in reach", long), "at": at(27)},
            "response": "Team, police staged",
            "chip": "Changed",
            "chip_kind": "warn",
        },
        {
            "id": "call-2",
            "href": "#call-2",
            "number": 2,
            "place": _long("Alder Heights Transit Center", long),
            "since": at(18),
            "late_after": 20,
            "sort": 2,
            "summary": "Woman crying on a bench. Agrees to talk.",
            "response": "Team alone",
            "chip": "2 questions open",
            "chip_kind": "unknown",
        },
        {
            "id": "call-3",
            "href": "#call-3",
            "number": 3,
            "mark": "late",
            "place": "27 Larkspur Ct",
            "since": at(5),
            "late_after": 20,
            "sort": 3,
            "summary": "Welfare check. No answer at the door.",
            "response": "Team alone",
            "chip": "Over 20 min goal",
            "chip_kind": "danger",
            "chip_icon": "clock",
        },
    ]


def _units(at, five: list, long: bool) -> list[dict]:
    now = timezone.now()
    return [
        {
            "id": "team-1",
            "name": "Team 1",
            "shape": "full",
            "status": "On scene",
            "status_kind": "ok",
            "sort": 1,
            "members": _long("Vega (clinician), Whitlock (officer)", long),
            "lead": "Clinician leads",
            "lead_since": at(15),
            "times": five,
            "check_in_until": now + timedelta(seconds=218),
        },
        {
            "id": "team-2",
            "name": "Team 2",
            "shape": "half",
            "status": "On the way, 4 min",
            "status_kind": "info",
            "members": "Brooks (peer), Adeyemi (paramedic)",
            "times": [at(20), at(22), None, None, None],
            "sort": 2,
        },
        {
            "id": "team-3",
            "name": "Team 3",
            "shape": "empty",
            "status": "Free, 6 min away",
            "sort": 3,
            "members": "Castellan (clinician), Duarte (officer)",
        },
        {"id": "team-4", "name": "Tele-clinician", "shape": "cross", "status": "Busy to about 22:00", "sort": 4},
    ]
