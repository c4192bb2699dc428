"""Who comes through this door, and what a page of it opens: one list release for the call, one release a person.

The law cares that forbidden looks exactly like absent: every "may not" of the rooms below becomes the same 404 here.
"""

from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tandem.disclosure import ListRelease, NotReleased, Release
from tandem.domain.encounters.records import EncounterSummary
from tandem.domain.encounters.records import summary as encounter_summary
from tandem.domain.incidents.records import AssignmentSummary, CallDetail, TeleSummary, assignment, call
from tandem.domain.people.records import PersonSummary
from tandem.domain.people.records import summary as person_summary
from tandem.domain.releases.opening import open_list, open_release, shown
from tandem.domain.staffing.records import MemberOnShift, TeamOnShift
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.surfaces.field.watching import draw_card
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

TEAM = (Role.CLINICIAN, Role.OFFICER, Role.PEER, Role.CLINICAL_SUPERVISOR)
WRITERS = (Role.CLINICIAN, Role.CLINICAL_SUPERVISOR)


def door(*roles: Role):
    """Only for these roles. What a room below calls absent, not allowed or not released has no page here."""

    def decorate(view):
        @sign_in_required(*roles)
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (Absent, NotAllowed, NotReleased) as no:
                raise Http404 from no

        return guarded

    return decorate


@dataclass(frozen=True)
class OnCall:
    """One call as this human's team has it. `team` is on shift or was, when the call was theirs."""

    mine: AssignmentSummary
    team: TeamOnShift
    call: CallDetail
    release: ListRelease

    @property
    def tele(self) -> TeleSummary | None:
        """Who was asked to be there by phone, while somebody is or is waited for."""
        return self.mine.tele if self.mine.tele and not self.mine.tele.over else None

    @property
    def members(self) -> tuple[MemberOnShift, ...]:
        """Everybody who may lead: the team, and the clinician on the phone."""
        afar = (self.tele.member,) if self.tele and self.tele.member else ()
        return (*self.team.members, *afar)

    def from_afar(self, actor: Actor) -> bool:
        """Whether this reader is or was on the call by phone, so that times and check-in are not theirs."""
        return all(one.user_id != actor.id for one in self.team.members)

    def on_it(self, actor: Actor) -> bool:
        """Whether the call goes on for this reader: for who was there by phone it ends with that."""
        there = self.tele.member if self.tele else None
        afar = there is not None and there.user_id == actor.id
        return self.mine.active and (afar or not self.from_afar(actor))

    @property
    def place(self) -> str:
        return self.call.place or self.call.area or _("Place unknown")


def on_call(actor: Actor, assignment_id: UUID) -> OnCall:
    """The call of this assignment for somebody on its team, until a day after it was clear. Raises Absent."""
    release = open_list(actor, "my_call")
    mine, team = assignment(assignment_id, user_id=actor.id, release=release)
    found = call(mine.incident_id, release=release)
    shown(actor, release, [mine.incident_id])
    return OnCall(mine, team, found, release)


def own_part(actor: Actor, assignment_id: UUID) -> AssignmentSummary:
    """The team's own part in a call, its times, without the call: for somebody on it, as long as `on_call`. Raises Absent."""
    release = open_list(actor, "my_call")
    mine, _team = assignment(assignment_id, user_id=actor.id, release=release)
    shown(actor, release, [mine.incident_id])
    return mine


def person_of_call(actor: Actor, person_id: UUID) -> Release | None:
    """A release of a person on the call, for the scene; None where no rule opens one: the page then says nothing."""
    try:
        release = open_release(actor, person_id, Purpose.SCENE)
    except Absent:
        return None
    return release if release.allows(Category.DEMOGRAPHICS) else None


@dataclass(frozen=True)
class Contact:
    """One contact being written down, with the release it is read under."""

    encounter: EncounterSummary
    person: PersonSummary
    release: Release

    @property
    def key(self) -> tuple[UUID, UUID]:
        """What the address of every page of this contact names: person, encounter."""
        return self.encounter.person_id, self.encounter.id


def contact(actor: Actor, person_id: UUID, encounter_id: UUID, purpose: Purpose = Purpose.TREATMENT) -> Contact:
    """The contact, read for `purpose`. Raises Absent, NotReleased."""
    release = open_release(actor, person_id, purpose)
    return Contact(encounter_summary(encounter_id, release=release), person_summary(release=release), release)


def page(request: HttpRequest, template: str, refused: Refusal | None = None, **context) -> HttpResponse:
    """A page of this door. With a refusal: the same page, status 422, each sentence tied to its field by `error`."""
    errors = refused.errors if refused else []
    context["errors"] = [(f"id_{field}", sentence) for field, sentence in errors]
    context["error"] = dict(reversed(errors))
    # Wherever a hand is, the check-in and the SOS are there too.
    context["safety_card"] = mark_safe(draw_card(request.actor))
    context["safety_url"], context["sos_url"] = reverse("field_safety"), reverse("field_sos")
    return render(request, f"field/{template}.html", context, status=422 if errors else 200)
