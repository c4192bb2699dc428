"""The texts a person takes along by hand: composed from records under a release, category by category, and logged.

Into the own organization's other system it is a use, not a disclosure (45 CFR 160.103); to another organization it goes
through `disclose()`, on the person's agreement. What police may hold and what a provider holds never stand in one text.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import ListRelease, Package, Release
from tandem.disclosure.part2 import NEVER_FOR_PART2, PART2_CATEGORIES
from tandem.domain.consents.basis import bases
from tandem.domain.encounters.records import EncounterSummary
from tandem.domain.encounters.records import summary as encounter_summary
from tandem.domain.followups.records import of_person as followups_of
from tandem.domain.incidents.records import AssignmentSummary, call
from tandem.domain.referrals.records import of_person as referrals_of
from tandem.domain.releases.disclose import OnConsent, disclose, registered
from tandem.domain.releases.models import Copy
from tandem.domain.releases.timeline import of_incident
from tandem.domain.screenings.records import for_encounter
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import keeping_refusals, record
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.copying import COPY_CATEGORIES, COPY_LABELS, CopyKind, CopyWay
from tandem.vocabulary.law import CATEGORY_LABELS, Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.signing import ADDENDUM_LABELS
from tandem.vocabulary.terms import (
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    HANDOFF_LABELS,
    ORIGIN_LABELS,
    RESPONSE_LABELS,
    UNANSWERED_LABELS,
    UnitTime,
)
from tandem.vocabulary.timeline import Kind

TIMES = {
    UnitTime.DISPATCH: "dispatched",
    UnitTime.ARRIVAL: "arrived",
    UnitTime.ENGAGEMENT: "engagement",
    UnitTime.CLEAR: "clear",
}


@dataclass(frozen=True)
class Section:
    """One part of a text, of one category of law."""

    category: Category
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """What would be taken along, exactly. `left_out` says in words what is not in it and why."""

    kind: CopyKind
    title: str
    body: str
    categories: tuple[Category, ...]
    left_out: tuple[str, ...] = ()

    @property
    def holds(self) -> tuple[str, ...]:
        """The categories in words."""
        return tuple(CATEGORY_LABELS[one] for one in self.categories)


def compose(kind: CopyKind, sections: list[Section], release: Release | ListRelease, left_out=()) -> Text:
    """One text of sections. Raises ValueError for a category that never stands in it, NotReleased for a closed one."""
    for one in sections:
        if one.category not in COPY_CATEGORIES[kind]:
            raise ValueError(f"{one.category} never stands in the {kind} text")
        release.require(one.category)
    parts = ["\n".join([one.heading.upper(), *one.lines]) for one in sections if one.lines]
    categories = tuple(sorted({one.category for one in sections if one.lines}))
    return Text(kind, COPY_LABELS[kind], "\n\n".join(parts), categories, tuple(left_out))


def _clock(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def police_text(incident_id: UUID, *, release: ListRelease) -> Text:
    """Facts of the call only: what it was, when, who went, who led. Raises NotReleased, Absent.

    Nothing a provider entered: no contact outcome, disposition, hold, score or note (law.md, "Nouns → categories").
    """
    one = call(incident_id, release=release)
    answered = one.override.response if one.override else one.response
    facts = [
        ("Call", one.number),
        ("Received", _clock(one.received_at)),
        ("How it came", ORIGIN_LABELS.get(one.origin, "")),
        ("Type", one.call_type),
        ("Place", ", ".join(part for part in (one.place, one.area) if part)),
        ("Agency", one.agency),
        ("Response", RESPONSE_LABELS.get(answered, "")),
        ("Closed", _clock(one.closed_at)),
    ]
    sections = [Section(Category.CAD_FACTS, "Call", tuple(f"{name}: {value}" for name, value in facts if value))]
    sections += [_team(each) for each in one.assignments]
    sections.append(Section(Category.CAD_FACTS, "Who led", tuple(_leads(incident_id, release))))
    left_out = ("The caller's words, names and phone numbers: they are in dispatch's own record.",)
    return compose(CopyKind.POLICE, sections, release, left_out)


def _team(one: AssignmentSummary) -> Section:
    lines = [f"{words}: {_clock(one.times[which])}" for which, words in TIMES.items() if one.times[which]]
    if one.released_at:
        lines.append(f"released: {_clock(one.released_at)}")
    return Section(Category.CAD_FACTS, one.unit, tuple(line[:1].upper() + line[1:] for line in lines))


def _leads(incident_id: UUID, release: ListRelease) -> list[str]:
    lines = []
    for entry in reversed(of_incident(incident_id, release=release)):
        if entry.kind == Kind.LEAD_TAKEN:
            lines.append(f"{_clock(entry.at)} {entry.text}")
        elif entry.kind == Kind.LEAD_HANDED_OVER:
            why = f" ({entry.text})" if entry.text in HANDOFF_LABELS.values() else ""
            lines.append(f"{_clock(entry.at)} Lead from {entry.was} to {entry.now}{why}.")
    return lines


def clinical_text(encounter_id: UUID, *, release: Release) -> Text:
    """One contact for a clinical record: note, screening, how it ended, referrals, follow-up; as far as it is released.

    Raises NotReleased, Absent. Never holds police narrative. Unsigned words are left out, and that is said.
    """
    one = encounter_summary(encounter_id, release=release)
    sections, left_out = [contact_section(one), note_section(one)], []
    if any(part.signed_at is None for part in one.notes):
        left_out.append("Words that nobody signed yet.")
    if not one.notes:
        left_out.append("The note: none is written yet.")
    if release.allows(Category.SCREENING):
        sections += [
            screening_section(given) for given in for_encounter(encounter_id, release=release) if given.completed_at
        ]
    if release.allows(Category.REFERRAL_STATUS):
        sections.append(_referrals(one, release))
        sections.append(_followup(encounter_id, release))
    return compose(CopyKind.CLINICAL, sections, release, left_out)


def _rated(number: int | None, why: str) -> str:
    return f"{number} of 10" if number is not None else UNANSWERED_LABELS.get(why, "Not asked")


def contact_section(one: EncounterSummary) -> Section:
    """When, by whom, and how one contact ended."""
    until = f" to {timezone.localtime(one.closed_at):%H:%M}" if one.closed_at else ", not closed"
    lines = [f"When: {_clock(one.started_at)}{until}", f"By: {one.organization}{f', {one.unit}' if one.unit else ''}"]
    if one.contact_outcome:
        lines.append(f"Contact: {CONTACT_OUTCOME_LABELS[one.contact_outcome]}")
    if one.disposition:
        words = DISPOSITION_LABELS[one.disposition]
        lines.append(f"How it ended: {words}{f'. {one.disposition_detail}' if one.disposition_detail else ''}")
    lines.append(f"Distress before: {_rated(one.distress_before, one.distress_before_unanswered)}")
    lines.append(f"Distress after: {_rated(one.distress_after, one.distress_after_unanswered)}")
    return Section(Category.CLINICAL_NOTE, "Contact", tuple(lines))


def note_section(one: EncounterSummary) -> Section:
    """The signed words of one contact; unsigned ones are nobody's yet."""
    lines = []
    for part in one.notes:
        if part.signed_at is None:
            continue
        if part.addendum:
            lines.append(f"Addendum{f' ({ADDENDUM_LABELS[part.reason]})' if part.reason else ''}:")
        lines += [part.text, f"Signed by {part.by}, {_clock(part.signed_at)}."]
        if part.waiting:
            lines.append("Waiting for co-signature.")
        elif part.cosigned_by:
            lines.append(f"Co-signed by {part.cosigned_by}, {_clock(part.cosigned_at)}.")
    return Section(Category.CLINICAL_NOTE, "Note", tuple(lines))


def screening_section(given) -> Section:
    """One screening with its answers, edition and licence."""
    lines = [f"Result: {given.label}"] + [f"{each.prefix} {each.text} {each.answer}".strip() for each in given.answers]
    lines.append(f"{_clock(given.completed_at)}. Edition {given.edition}. {given.licence}")
    return Section(Category.SCREENING, given.title, tuple(lines))


def _referrals(one: EncounterSummary, release: Release) -> Section:
    return referral_section([each for each in referrals_of(release) if each.created_at >= one.started_at])


def referral_section(made: list) -> Section:
    """These referrals, one a line."""
    lines = tuple(
        f"{each.service}, for {each.need_label.lower()}. {each.label}, {_clock(each.state_at)}." for each in made
    )
    return Section(Category.REFERRAL_STATUS, "Referrals", lines)


def _followup(encounter_id: UUID, release: Release) -> Section:
    owed = [each for each in followups_of(release) if each.encounter_id == encounter_id]
    lines = tuple(
        f"Due {_clock(each.due_from)} to {_clock(each.due_by)}{', done' if each.closed_at else ''}." for each in owed
    )
    return Section(Category.REFERRAL_STATUS, "Follow-up", lines)


def destinations(text: Text, *, actor: Actor, release: Release | ListRelease) -> list[tuple[UUID, str, bool]]:
    """Where this text may go: (organization, name, whether it leaves). The own one first; others by agreement only."""
    own = Organization.objects.get(pk=actor.organization_id)
    found = [(own.pk, own.name, False)]
    if isinstance(release, Release):
        others = Organization.objects.exclude(pk=own.pk).order_by("name")
        found += [(each.pk, each.name, True) for each in others if _agreed(text, release, each.pk)]
    return found


def _agreed(text: Text, release: Release, recipient_id: UUID) -> bool:
    named = (release.person_id, release.organization_id, recipient_id)
    now = clock.now()
    for category in text.categories:
        held = set(bases(*named, category, release.purpose, now))
        # A general yes is no basis for what Part 2 protects (42 CFR 2.31).
        if not (held - NEVER_FOR_PART2 if category in PART2_CATEGORIES else held):
            return False
    return True


@dataclass(frozen=True)
class Taken:
    """A text that may be taken along now. `body` holds what must travel inside it, `id` is the entry's."""

    id: UUID
    body: str


def take_along(
    text: Text, *, actor: Actor, release: Release | ListRelease, subject_id: UUID, way: str, recipient_id: UUID
) -> Taken:
    """Write down that this text is taken along, before it is. Returns the text as it may leave.

    The notice and the consent copy of a Part 2 text stand inside it (42 CFR 2.32). `subject_id` is the call or the
    contact. To another organization it is a disclosure on the person's agreement, with its entry in the accounting.
    Raises Refusal, NoAgreement, NotToThem, Absent for a text without anything in it.
    """
    if way not in (CopyWay.COPIED, CopyWay.PRINTED):
        raise Refusal(("way", "Choose whether it is copied or printed."))
    if not text.categories or actor.organization_id is None:
        raise Absent
    rules = sorted({rule for one in text.categories for rule in release.require(one).rules})
    person_id = release.person_id if isinstance(release, Release) else None
    with keeping_refusals():
        package = None
        if recipient_id != actor.organization_id:
            package = _leaves(text, actor, release, subject_id, way, recipient_id)
        entry = Copy.objects.create(
            opening_id=release.id,
            kind=text.kind,
            way=way,
            actor_id=actor.id,
            actor_name=actor.name,
            role=release.role,
            organization_id=actor.organization_id,
            person_id=person_id,
            subject_id=subject_id,
            recipient_id=recipient_id,
            recipient_name=Organization.objects.get(pk=recipient_id).name,
            disclosure_id=package.id if package else None,
            categories=list(text.categories),
            purpose=release.purpose,
            rules=rules,
            at=clock.now(),
        )
        record(
            actor,
            f"copy.{way}",
            object_kind="person" if person_id else "incident",
            object_id=person_id or subject_id,
            detail={"copy": str(entry.pk), "kind": text.kind, "recipient": str(recipient_id)},
        )
    inside = package.inside if package else ""
    return Taken(entry.pk, f"{text.body}\n\n{inside}" if inside else text.body)


def _leaves(text: Text, actor: Actor, release, subject_id: UUID, way: str, recipient_id: UUID) -> Package:
    if not isinstance(release, Release) or not Organization.objects.filter(pk=recipient_id).exists():
        raise Refusal(("recipient", "This text stays in your own organization. Choose it."))
    return disclose(
        actor=actor,
        release=release,
        to=registered(recipient_id),
        on=OnConsent(),
        categories=text.categories,
        fields=text.holds,
        body={"text": text.body},
        medium="print" if way == CopyWay.PRINTED else "copy",
        subject_id=subject_id,
    )


def copies(*, release: Release) -> list[Copy]:
    """Texts about this person that were taken along, newest first. For readers of the access log only."""
    release.require(Category.ACCESS_LOG)
    return list(Copy.objects.filter(person_id=release.person_id).order_by("-at"))
