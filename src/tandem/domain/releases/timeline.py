"""The person's one timeline: the act log read through the kinds, cut to what the release opens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tandem.disclosure import ListRelease, Release
from tandem.disclosure.views import WHOLE
from tandem.domain.encounters.forms import form_named
from tandem.domain.encounters.models import Encounter
from tandem.domain.incidents.criteria import BY_NAME
from tandem.domain.incidents.models import Involvement
from tandem.foundation.acts.models import Log
from tandem.foundation.database import reach
from tandem.foundation.organizations.times import here
from tandem.vocabulary import safety
from tandem.vocabulary.asking import REQUEST_STATE_LABELS, RequestState
from tandem.vocabulary.behavioral import SAID_BY_SHORT, SIGN_LABELS, SaidBy, Sign
from tandem.vocabulary.criteria import UNSERVED_LABELS
from tandem.vocabulary.feedback import DESCRIBED_LABELS, Described
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.scene import TRANSPORT_BY_LABELS, TRANSPORT_TO_LABELS
from tandem.vocabulary.terms import (
    ATTEMPT_LABELS,
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    HANDOFF_LABELS,
    ORIGIN_LABELS,
    REFERRAL_LABELS,
    RESPONSE_LABELS,
    Unanswered,
)
from tandem.vocabulary.timeline import KINDS, STAFF_SAFETY, Kind
from tandem.vocabulary.transfers import TRANSFER_LABELS, TRANSFER_TIME_LABELS
from tandem.vocabulary.trials import ARM_LABELS, OTHERWISE_LABELS, Arm, Otherwise

# What is written on one person's contact, and follows the encounter when it is moved to the right person.
CONTACT = (
    Category.CLINICAL_NOTE,
    Category.SCREENING,
    Category.REFERRAL_STATUS,
    Category.PART2_RECORD,
    Category.SUD_COUNSELING_NOTE,
    Category.PSYCHOTHERAPY_NOTE,
)

# Call facts that say who else was on the call: on the call's own timeline, never on another person's.
NAMES_A_PERSON = (Kind.PERSON_ADDED, Kind.PERSON_REMOVED)


@dataclass(frozen=True)
class Entry:
    """One line of a timeline. `was` and `now` are set for a change; `text` is the rest in words."""

    kind: str
    label: str
    shape: str
    category: Category
    at: datetime
    recorded_at: datetime
    text: str
    was: str = ""
    now: str = ""
    name: str = ""
    subjects: tuple[UUID, ...] = ()


def of_person(*, release: Release, limit: int = 300) -> list[Entry]:
    """Everything on the person's timeline this release opens, newest first."""
    on = Involvement.objects.filter(person_id=release.person_id, removed_at=None)
    calls = {one for ids in on.values_list("incident_id", "incident__primary_id") for one in ids if one}
    rows = _rows([release.person_id, *(calls if release.allows(Category.CAD_FACTS) else ())], release, limit)
    own = [row for row in rows if release.person_id in row.subjects or category_of(row) == Category.CAD_FACTS]
    others = _of_somebody_else(own, release.person_id)
    return [
        entry(row)
        for row in own
        if row.kind not in STAFF_SAFETY
        and not others.intersection(row.subjects)
        and (row.kind not in NAMES_A_PERSON or release.person_id in row.subjects)
    ]


@reach.work("which contacts were moved to somebody else, so that their lines are left out")
def _of_somebody_else(rows: list[Log], person_id: UUID) -> set[UUID]:
    """Encounters first written on this person by mistake and moved since: their rows are the other person's now."""
    ids = {subject for row in rows if category_of(row) in CONTACT for subject in row.subjects}
    return set(Encounter.objects.filter(pk__in=ids).exclude(person_id=person_id).values_list("pk", flat=True))


def of_incident(incident_id: UUID, *, release: Release | ListRelease, limit: int = 300) -> list[Entry]:
    """The call's own timeline, newest first: only what is a call fact. Raises NotReleased, Absent."""
    release.require(Category.CAD_FACTS)
    if isinstance(release, Release):
        on_it = Q(incident_id=incident_id) | Q(incident__primary_id=incident_id)
        if not Involvement.objects.filter(on_it, person_id=release.person_id, removed_at=None).exists():
            raise Absent
    return [entry(row) for row in _rows([incident_id], release, limit) if category_of(row) == Category.CAD_FACTS]


def _rows(subjects: list[UUID], release: Release | ListRelease, limit: int) -> list[Log]:
    rows = Log.objects.filter(subjects__overlap=subjects).order_by("-occurred_at", "-id")[:limit]
    return [row for row in rows if _shows(release, Kind(row.kind))]


def _shows(release: Release | ListRelease, kind: Kind) -> bool:
    """Whether the release opens this kind. A narrower view of the substance use record shows that its page was told."""
    category = KINDS[kind].category
    if category != Category.PART2_RECORD:
        return release.allows(category)
    return release.view(category) == WHOLE or (release.allows(category) and kind == Kind.APART_TOLD)


def category_of(row: Log) -> Category:
    """The category of law a reader needs to be shown this row."""
    return KINDS[Kind(row.kind)].category


def entry(row: Log) -> Entry:
    """One log row in words."""
    kind = Kind(row.kind)
    info = KINDS[kind]
    was, now, name, text = _words(kind, row.detail | row.words)
    return Entry(
        kind=kind,
        label=info.label,
        shape=info.shape,
        category=info.category,
        at=row.occurred_at,
        recorded_at=row.recorded_at,
        text=text,
        was=was,
        now=now,
        name=name,
        subjects=tuple(row.subjects),
    )


def _plain(word: object) -> str:
    return str(word).replace("_", " ")


def _unserved(detail: dict) -> str:
    return f"No team went: {UNSERVED_LABELS[detail['unserved']].lower()}." if detail.get("unserved") else ""


def _words(kind: Kind, detail: dict) -> tuple[str, str, str, str]:
    """(was, now, name of what changed, the rest), from small codes only."""
    reason = f"Why: {detail['reason']}" if detail.get("reason") else ""
    match kind:
        case Kind.INCIDENT_ANSWERED:
            asked = BY_NAME.get(detail["input"])
            labels = asked.labels if asked else {}
            return (
                labels.get(detail["old"], "not asked"),
                labels.get(detail["new"], detail["new"]),
                (asked.label if asked else _plain(detail["input"])),
                "",
            )
        case Kind.INCIDENT_CHANGED:
            old, new = detail.get("old"), detail.get("new")
            if detail["field"] == "received_at" and old and new:
                old, new = (here(datetime.fromisoformat(one), "%b %-d, %H:%M") for one in (old, new))
            return str(old or ""), str(new or "changed"), _plain(detail["field"]), reason
        case Kind.INCIDENT_DECIDED:
            was = RESPONSE_LABELS.get(detail.get("old") or "", "")
            return (
                was,
                RESPONSE_LABELS[detail["response"]],
                "Response",
                f"{detail['rule']}. {detail['open']} questions open.",
            )
        case Kind.INCIDENT_OVERRIDDEN:
            why = _unserved(detail)
            return RESPONSE_LABELS.get(detail["recommended"], ""), RESPONSE_LABELS[detail["response"]], "Response", why
        case Kind.INCIDENT_RECEIVED:
            return "", "", "", f"{ORIGIN_LABELS.get(detail.get('origin'), 'By a caller')}."
        case Kind.INCIDENT_FLAGGED:
            sign, by = SIGN_LABELS[Sign(detail["sign"])], SAID_BY_SHORT[SaidBy(detail["said_by"])]
            return "", "", "", f"{sign}, taken back." if detail["taken_back"] else f"{sign}, {by}."
        case Kind.INCIDENT_LINKED | Kind.INCIDENT_UNLINKED:
            return "", "", "", f"{detail['report']} and {detail['primary']}."
        case Kind.INCIDENT_TOLD_BACK:
            return "", "", "", f"{DESCRIBED_LABELS[Described(detail['described'])]}."
        case Kind.TRIAL_DRAWN:
            return "", "", "", f"{ARM_LABELS[Arm(detail['arm'])]}."
        case Kind.TRIAL_OTHERWISE:
            return "", "", "", f"{OTHERWISE_LABELS[Otherwise(detail['why'])]}."
        case Kind.REQUEST_SETTLED:
            return "", REQUEST_STATE_LABELS[RequestState(detail["state"])], "Request", ""
        case Kind.TEAM_ASSIGNED | Kind.TEAM_RELEASED:
            return "", "", "", " ".join(part for part in (detail.get("unit", ""), reason) if part)
        case Kind.TIME_STAMPED:
            return "", "", "", f"{detail.get('unit', '')} {_plain(detail['which'])}".strip()
        case Kind.TRANSFER_TIMED:
            return "", "", "", f"{TRANSFER_TIME_LABELS[detail['which']]}: {detail['place']}."
        case Kind.TRANSFER_CORRECTED:
            return _clock(detail["old"]), _clock(detail["new"]), TRANSFER_TIME_LABELS[detail["which"]], reason
        case Kind.TRANSFER_ANSWERED:
            return "", "", "", f"{TRANSFER_LABELS[detail['said']]}."
        case Kind.TIME_CORRECTED:
            return _clock(detail["old"]), _clock(detail["new"]), _plain(detail["which"]), reason
        case Kind.LEAD_TAKEN:
            return "", "", "", f"{_plain(detail['profession']).capitalize()} leads."
        case Kind.LEAD_HANDED_OVER:
            new = f"{_plain(detail['new'])}{', by phone' if detail.get('by_phone') else ''}"
            return _plain(detail["old"]), new, "Lead", HANDOFF_LABELS.get(detail["reason"], "")
        case Kind.TELE_ASKED | Kind.TELE_TAKEN | Kind.TELE_ENDED:
            return "", "", "", f"{detail.get('unit', '')}."
        case Kind.CONTACT_OUTCOME:
            new = detail.get("new") or detail.get("outcome") or ""
            return (
                CONTACT_OUTCOME_LABELS.get(detail.get("old"), ""),
                CONTACT_OUTCOME_LABELS.get(new, _plain(new)),
                "",
                "",
            )
        case Kind.DISPOSITION_SET:
            new = detail.get("new") or detail.get("disposition") or ""
            return DISPOSITION_LABELS.get(detail.get("old"), ""), DISPOSITION_LABELS.get(new, _plain(new)), "", ""
        case Kind.TRANSPORTED:
            where = TRANSPORT_TO_LABELS | {Unanswered.UNKNOWN.value: "Unknown", "": "Not said"}
            by = TRANSPORT_BY_LABELS.get(detail["by"], "")
            return TRANSPORT_TO_LABELS.get(detail["old"], ""), where[detail["new"]], "Taken to", by
        case Kind.SCENE_TOLD:
            form = form_named(detail["form"])
            changed = ", changed" if detail["again"] else ""
            return "", "", "", f"{form.title if form else _plain(detail['form'])}{changed}"
        case Kind.POLICE_ENDED | Kind.POLICE_TOLD:
            return "", "", "", "Changed." if detail["again"] else ""
        case Kind.REFERRAL_MOVED:
            old, new = detail.get("before"), detail.get("after")
            return REFERRAL_LABELS.get(old, ""), REFERRAL_LABELS.get(new, _plain(new)), "", ""
        case Kind.DISTRESS_RATED:
            return _plain(detail.get("old") or ""), _plain(detail.get("new")), f"Distress {detail.get('which', '')}", ""
        case Kind.FOLLOWUP_ATTEMPTED:
            return "", "", "", ATTEMPT_LABELS.get(detail.get("result"), "")
        case kind if kind in STAFF_SAFETY:
            return "", "", "", safety.words(kind, detail)
        case Kind.INCIDENT_CLOSED | Kind.INCIDENT_CANCELLED:
            return "", "", "", " ".join(part for part in (reason, _unserved(detail)) if part)
        case _:
            return "", "", "", reason


def _clock(text: str) -> str:
    return here(datetime.fromisoformat(text))
