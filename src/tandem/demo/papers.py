"""What people signed, asked and said in the demo city: written consents, one taken back, and one person's own page.

One person has everything, so that a newcomer reads it from both sides: on the care page, and behind the link that the
start prints. Made-up people only; whoever signs here signs with the same line.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from tandem.demo import cast, keys
from tandem.demo.cast import Cast, Worker
from tandem.domain.consents import forms, minors
from tandem.domain.consents.actions import Draft, confirm_read, record_notice, record_written, restrict, take_back
from tandem.domain.consents.written import TPO_CLASS
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import MET
from tandem.domain.part2.models import SubstanceUse
from tandem.domain.people import own_page
from tandem.domain.people.actions import opinion, wish
from tandem.domain.people.models import Person
from tandem.domain.releases import asking
from tandem.domain.releases.apart_text import part2_text
from tandem.domain.releases.cases import actions as cases
from tandem.domain.releases.copying import take_along
from tandem.domain.releases.opening import open_release
from tandem.foundation import clock
from tandem.vocabulary.copying import CopyWay
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.minors import Decides
from tandem.vocabulary.own_page import Comes, Helped, Treated
from tandem.vocabulary.terms import Role

SIGNED = "M12 60 C30 10 42 92 58 48 S90 20 110 56 L150 50"
NEXT, LEAVER, BED = "Riverbend", "Plainsong", "Harbor Respite"
ANSWERS, MONTHS_AGO = 12, timedelta(days=62)
TREATED = (Treated.WELL, Treated.WELL, Treated.MIXED, Treated.WELL)
HELPED = (Helped.LISTEN, Helped.SOONER, Helped.AFTER, Helped.NOTHING)
SAID = ("They took their shoes off.", "Nobody shouted.", "I waited a long time.", "")


@dataclass(frozen=True)
class Contact:
    """A contact that is over, and who wrote it."""

    encounter: Encounter
    writer: Worker

    @property
    def person_id(self) -> UUID:
        return self.encounter.person_id


def sign_papers() -> None:
    """Consents of four people, the own page of the first, a limit somebody asked for, and a dozen answers."""
    company, now = cast.read(), clock.now()
    met = contacts(company, now)
    if len(met) < 4:
        return
    first, second, third, fourth = met[:4]
    _everything(first, company, now)
    with clock.at(now - timedelta(days=1)):
        _sign(
            second,
            Basis.PART2_NAMED,
            company.organizations[NEXT].pk,
            language="es",
            part="Todo lo que se escribió desde septiembre",
            purpose_words="Para mi tratamiento",
            until=None,
            until_event="Cuando termine mi tratamiento en Riverbend",
        )
        _sign(third, Basis.COUNSELING_CONSENT, company.provider.pk, purposes=(Purpose.TREATMENT,))
        record_notice(actor=second.writer.actor(), person_id=second.person_id, language="es", declined=False)
        _limit(fourth, company)
    _answers(met[1 : ANSWERS + 1], now - MONTHS_AGO)


def contacts(company: Cast, now: datetime) -> list[Contact]:
    """One a person, newest first: those of whom something is kept apart, then others. The newcomer's own come first."""
    writers = {
        one.user_id: one for one in company.in_role(Role.CLINICIAN) if one.organization_id == company.provider.pk
    }
    met = Encounter.objects.filter(
        organization_id=company.provider.pk,
        started_by__in=writers,
        contact_outcome__in=MET,
        person__sealed_at=None,
        person__is_staff=False,
    )
    rows = list(met.exclude(closed_at=None).order_by("-closed_at", "id")[:60])
    told = set(SubstanceUse.objects.filter(encounter__in=rows).values_list("encounter_id", flat=True))
    mine = company.named("clinician").user_id
    rows.sort(key=lambda one: (one.pk not in told, one.started_by != mine))
    found = {one.person_id: Contact(one, writers[one.started_by]) for one in reversed(rows)}
    return [
        one
        for one in reversed(found.values())
        if minors.who_decides(one.person_id, minors.care_for(Basis.TPO), now) is not Decides.WITH_GUARDIAN
    ]


def _sign(of: Contact, kind: Basis, recipient_id: UUID | None, **changes) -> UUID:
    """The person signs a consent of this kind on the writer's phone now."""
    language = changes.get("language", "en")
    words = forms.words(kind, language)
    counseling = kind == Basis.COUNSELING_CONSENT
    told = {
        "categories": (Category.SUD_COUNSELING_NOTE if counseling else Category.PART2_RECORD,),
        "part": "What was written since September",
        "purposes": (Purpose.TREATMENT,),
        "purpose_words": "My care",
        "until": clock.now() + timedelta(days=180),
    } | changes
    draft = Draft(
        kind=kind,
        person_id=of.person_id,
        recipient_id=recipient_id,
        recipient_class="" if recipient_id else TPO_CLASS,
        signature=SIGNED,
        edition=forms.edition(),
        right_to_revoke=words["right_to_revoke"],
        redisclosure=words["redisclosure"],
        refusing=words["refusing"],
        told_on=of.encounter.pk,
        **told,
    )
    return record_written(draft, actor=of.writer.actor())


def _everything(of: Contact, company: Cast, now: datetime) -> None:
    """Three consents of one person, what left on one, and what they said, asked and were answered on their own page."""
    actor, places = of.writer.actor(), company.organizations
    closed = of.encounter.closed_at
    since = min(now, closed + timedelta(minutes=30))
    with clock.at(since):
        record_notice(actor=actor, person_id=of.person_id, language="en", declined=False)
        _sign(of, Basis.PART2_NAMED, places[NEXT].pk, purposes=(Purpose.TREATMENT, Purpose.REFERRAL))
        _sign(of, Basis.TPO, None)
        stopped = _sign(of, Basis.PART2_NAMED, places[LEAVER].pk)
        given = own_page.give(of.person_id, actor=actor, language="en")
        release = open_release(actor, of.person_id, Purpose.TREATMENT)
        if SubstanceUse.objects.filter(encounter=of.encounter).exists():
            take_along(
                part2_text(of.encounter.pk, release=release),
                actor=actor,
                release=release,
                subject_id=of.encounter.pk,
                way=CopyWay.PRINTED,
                recipient_id=places[NEXT].pk,
            )
    self = own_page.actor_of(own_page.find(given.token, since))
    officer = company.named("privacy").actor()
    with clock.at(since + (now - since) * 0.4):
        take_back(stopped, actor=self, how="on their own page")
        wish(
            actor=self,
            comes=[Comes.NO_UNIFORM, Comes.SAME],
            language="",
            helps="Call from the car first. Ring once.",
            words="My neighbor must not know.",
        )
        case = asking.ask(
            actor=self,
            kind="amendment",
            words="It says that I live alone. My daughter moved in this summer.",
            way="555-0142, after five",
        )
    with clock.at(since + (now - since) * 0.8):
        cases.close(
            case,
            actor=officer,
            outcome="answered",
            reason="You are right. It now says that your daughter lives with you.",
        )
        asking.ask(
            actor=self, kind="access", words="Everything of this autumn, on paper.", way="By mail, 12 Elm Street"
        )
    keys.keep_person(settings.PUBLIC_URL + reverse("own_page", args=[given.token]), given.code)


def _limit(of: Contact, company: Cast) -> None:
    """A limit somebody asked for; their own team has read it already."""
    person = Person.objects.get(pk=of.person_id)
    if person.organization_id != company.provider.pk:
        return
    made = restrict(
        actor=company.named("privacy").actor(),
        person_id=person.pk,
        categories=[Category.CLINICAL_NOTE],
        words="Nothing to the health plan of my husband.",
    )
    confirm_read(made, actor=company.named("privacy").actor())


def _answers(met: list[Contact], at: datetime) -> None:
    """A dozen people of an earlier month answered the two questions: enough to be told as numbers."""
    with clock.at(at):
        for one, treated, helped, said in zip(met, cycle(TREATED), cycle(HELPED), cycle(SAID), strict=False):
            given = own_page.give(one.person_id, actor=one.writer.actor(), language="en")
            opinion(key_id=own_page.find(given.token).key_id, treated=treated, helped=[helped], words=said)
            own_page.stop(one.person_id, actor=one.writer.actor())
