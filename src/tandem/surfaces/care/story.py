"""One person's timeline as a page tells it: each contact, referral, follow-up and call once, with its steps beneath.

The steps are the act log as the release opens it; what stands above them comes from the records under the same release.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.disclosure import Release
from tandem.domain.encounters.records import EncounterSummary
from tandem.domain.followups.records import FollowUpRow
from tandem.domain.followups.rules import CLOSE_LABELS
from tandem.domain.referrals.records import ReferralSummary
from tandem.domain.releases.timeline import Entry, of_person
from tandem.domain.screenings.records import ScreeningSummary
from tandem.foundation.organizations.times import here
from tandem.surfaces.care.words import chip
from tandem.vocabulary.law import Category
from tandem.vocabulary.scene import TRANSPORT_TO_LABELS
from tandem.vocabulary.terms import (
    ATTEMPT_LABELS,
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    UNANSWERED_LABELS,
    ContactOutcome,
)
from tandem.vocabulary.timeline import Kind

FILTERS = {
    "all": gettext_noop("All"),
    "encounters": gettext_noop("Encounters"),
    "referrals": gettext_noop("Referrals"),
    "followups": "Follow-ups",
}


@dataclass
class Step:
    at: datetime
    words: str
    was: str = ""
    now: str = ""


@dataclass
class Item:
    """One line of the timeline. `kind` is the filter it answers to; `at` places it, the future on top."""

    kind: str
    shape: str
    icon: str
    title: str
    at: datetime
    chip: str = ""
    chip_kind: str = ""
    chip_icon: str = ""
    text: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    href: str = ""
    link: str = ""
    steps: list[Step] = field(default_factory=list)


def story(
    release: Release,
    *,
    encounters: list[EncounterSummary],
    screenings: list[ScreeningSummary],
    referrals: list[ReferralSummary],
    followups: list[FollowUpRow],
    show: str = "all",
) -> list[Item]:
    """The timeline, newest first. `show` is a key of `FILTERS`; another word shows everything."""
    items: dict[UUID, Item] = {}
    for one in encounters:
        items[one.id] = _encounter(one, [given for given in screenings if given.encounter_id == one.id])
    for one in referrals:
        items[one.id] = _referral(one)
    for one in followups:
        items[one.id] = _followup(one)
    placed = list(items.values())
    for entry in of_person(release=release):
        # A referral's row names its encounter too: the newest record named is the one it is about.
        about = next((items[one] for one in _own(entry, release) if one in items), None)
        if about is None and entry.category == Category.CAD_FACTS:
            about = items[entry.subjects[0]] = _call(entry)
            placed.append(about)
        elif about is None:
            placed.append(_single(entry))
            continue
        about.steps.append(Step(entry.at, _words(entry), entry.was, entry.now))
        if about.kind == "calls":
            about.at = min(about.at, entry.at)
            if entry.kind == Kind.INCIDENT_RECEIVED:
                about.text = entry.text
    wanted = placed if show not in FILTERS or show == "all" else [one for one in placed if one.kind == show]
    return sorted(wanted, key=lambda one: one.at, reverse=True)


def _own(entry: Entry, release: Release) -> list[UUID]:
    if entry.category == Category.CAD_FACTS:
        return list(entry.subjects[:1])
    order = [one for one in entry.subjects if one != release.person_id]
    if entry.kind.startswith(("referral.", "followup.")):
        return order[:1]
    return order[::-1]


def _words(entry: Entry) -> str:
    if entry.name:
        return entry.name
    return f"{entry.label}. {entry.text}" if entry.text else entry.label


def _call(entry: Entry) -> Item:
    return Item("calls", "diamond", "phone", _("Call"), entry.at)


def _single(entry: Entry) -> Item:
    kind = "referrals" if entry.category == Category.REFERRAL_STATUS else "other"
    icons = {"square": "arrow", "diamond": "phone"}
    return Item(kind, entry.shape, icons.get(entry.shape, "user"), entry.label, entry.at, text=entry.text)


def _distress(before: int | None, after: int | None, unanswered: str) -> str:
    if before is not None and after is not None:
        return f"{before} to {after}"
    if before is not None:
        return _("%(before)s before, after unknown") % {"before": before}
    return UNANSWERED_LABELS[unanswered].lower() if unanswered else _("not asked")


def _encounter(one: EncounterSummary, given: list[ScreeningSummary]) -> Item:
    met = one.contact_outcome == ContactOutcome.ENGAGED
    facts = [(each.title, each.label or _("under way")) for each in given]
    if met:
        facts.append(("Distress", _distress(one.distress_before, one.distress_after, one.distress_before_unanswered)))
    if one.disposition:
        facts.append(("Next", DISPOSITION_LABELS[one.disposition].lower()))
    if one.transported_to:
        facts.append(("Taken to", TRANSPORT_TO_LABELS.get(one.transported_to, "unknown").lower()))
    until = f" to {here(one.closed_at)}" if one.closed_at else _(", not closed")
    return Item(
        "encounters",
        "circle",
        "people",
        f"Encounter, {one.unit or one.organization}",
        one.started_at,
        chip=CONTACT_OUTCOME_LABELS[one.contact_outcome] if one.contact_outcome else _("Not written yet"),
        chip_kind="ok" if met else "" if one.contact_outcome else "unknown",
        chip_icon="check" if met else "",
        text=(_("From %(here)s%(until)s.") % {"here": here(one.started_at), "until": until}),
        facts=facts,
        href=reverse("care_encounter", args=[one.person_id, one.id]),
        link=_("Read the note") if one.notes else _("Open"),
    )


def _referral(one: ReferralSummary) -> Item:
    kind, icon = chip(one.state)
    words = [f"{one.need_label}."]
    if one.expected_at:
        words.append(f"Expected {here(one.expected_at, '%b %-d, %H:%M')}.")
    if one.history and one.history[-1].reason:
        words.append(f"“{one.history[-1].reason}”")
    return Item(
        "referrals",
        "square",
        "arrow",
        (_("Referral to %(service)s") % {"service": one.service}),
        one.state_at,
        chip=one.label,
        chip_kind=kind,
        chip_icon=icon,
        text=" ".join(words),
        href=reverse("care_referral", args=[one.person_id, one.id]),
        link=_("Open the referral"),
    )


def _followup(one: FollowUpRow) -> Item:
    last = one.tries[-1] if one.tries else None
    words = [f"{one.span_label} after {timezone.localtime(one.after):%b %-d}."]
    if one.wish:
        words.append(f"Wish: {one.wish}.")
    if one.missed_at:
        words.append("The window passed with nobody reached.")
    if last:
        words.append(f"{last.label}, {timezone.localtime(last.at):%b %-d}. {last.note}".strip())
    ended = ATTEMPT_LABELS.get(one.closed_result) or CLOSE_LABELS.get(one.closed_result) or _("Ended")
    reached = one.closed_at is not None and one.closed_result == "reached"
    return Item(
        "followups",
        "circle",
        "check" if one.closed_at else "clock",
        "Follow-up" if one.closed_at else _("Follow-up due"),
        one.closed_at or one.due_from,
        chip=ended if one.closed_at else one.window,
        chip_kind="ok" if reached else "danger" if one.overdue else "" if one.closed_at else "warn",
        chip_icon="check" if reached else "",
        text=" ".join(words),
        href="" if one.closed_at else reverse("care_followup", args=[one.person_id, one.id]),
        link="" if one.closed_at else _("Log a try"),
    )
