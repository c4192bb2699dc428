"""A referral from the doorway: pick a place, ask the person, send.

The law cares that nothing leaves before the person said yes to this very place, and that they are told what goes there
(45 CFR 164.508). A place that is no registered provider needs a signature; a spoken yes needs who heard it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.domain.consents.actions import agree
from tandem.domain.consents.records import AgreementSummary, agreements_of
from tandem.domain.consents.rules import LONGEST_SIGNATURE, SIGNED, SPOKEN, State
from tandem.domain.directory.records import ServiceRow, service, services
from tandem.domain.referrals.actions import create, not_sent
from tandem.domain.referrals.links import LinkSecret
from tandem.domain.referrals.records import of_person
from tandem.domain.referrals.rules import LINK_CATEGORIES, WHY_LIMIT, partner_name
from tandem.domain.releases.referring import send
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import WRITERS, Contact, contact, door, on_call, page
from tandem.surfaces.field.once import once, word
from tandem.vocabulary.directory import LANGUAGE_LABELS
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import NEED_LABELS, Need

# Long enough for the loop to close and the follow-up to hear of it; the person can take it back at any time.
AGREED_FOR = timedelta(days=90)
WHEN = (
    ("now", gettext_noop("We are going there now")),
    ("tomorrow", gettext_noop("Tomorrow morning")),
    ("later", gettext_noop("Not set yet")),
)


MILES = ("2", "5", "10", "25")


def _here(request: HttpRequest, one: Contact) -> tuple[float, float] | None:
    """Where the call is, for distances; None for a contact without a call, or a call whose place nobody measured."""
    if one.encounter.assignment_id is None:
        return None
    try:
        found = on_call(request.actor, one.encounter.assignment_id).call
    except Absent:
        return None
    return None if found.latitude is None else (found.latitude, found.longitude)


@require_GET
@door(*WRITERS)
def pick(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """The directory: fresh listings first, what is open first, then what is near the call in a straight line."""
    one = contact(request.actor, person_id, encounter_id, Purpose.REFERRAL)
    asked = request.GET
    need = asked.get("need") if asked.get("need") in list(Need) else None
    language = asked.get("language") if asked.get("language") in LANGUAGE_LABELS else ""
    words = asked.get("q", "")[:80]
    only_open = "open" in asked
    here = _here(request, one)
    within = asked.get("within") if here and asked.get("within") in MILES else ""
    own = request.actor.organization_id
    found = services(need, language=language, near=here, within_miles=float(within) if within else None)
    rows = [
        row
        for row in found
        if row.organization_id != own
        and (row.open_now or not only_open)
        and all(part in f"{row.name} {row.organization}".casefold() for part in words.casefold().split())
    ]
    return page(
        request,
        "pick",
        one=one,
        rows=rows,
        total=sum(1 for row in services() if row.organization_id != own),
        q=words,
        need=need or "",
        only_open=only_open,
        needs=[("", _("Any need")), *((code.value, label) for code, label in NEED_LABELS.items())],
        languages=[("", _("Any language")), *LANGUAGE_LABELS.items()],
        language=language,
        distances=[("", _("Any distance"))] + [(n, _("Within %(n)s miles") % {"n": n}) for n in MILES] if here else [],
        within=within,
        already=[each for each in of_person(one.release) if each.created_at >= one.encounter.started_at],
        back_url=reverse("field_disposition", args=one.key),
        now=clock.now(),
    )


def _standing(one: Contact, place: ServiceRow) -> AgreementSummary | None:
    """A yes to this place that still holds and names all that goes there: nobody is asked twice."""
    needed = {CATEGORY_LABELS[each] for each in LINK_CATEGORIES}
    for each in agreements_of(one.release):
        fits = each.recipient_id == place.organization_id and each.purpose == PURPOSE_LABELS[Purpose.REFERRAL]
        if fits and each.state == State.IN_FORCE and needed <= set(each.categories):
            return each
    return None


def _expected(said: str, now: datetime) -> datetime | None:
    if said == "now":
        return now + timedelta(minutes=30)
    if said == "tomorrow":
        tomorrow = timezone.localtime(now) + timedelta(days=1)
        return tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)
    return None


class Made:
    """What one tap made, so that the page after it can show the link, which is stored nowhere."""

    referral_id: UUID | None = None
    link: LinkSecret | None = None


@dataclass(frozen=True)
class Asked:
    """What the person answered, and what goes to the service. `at` is when they did."""

    need: str
    why: str
    when: str
    warm: bool
    answer: str
    signature: str
    at: datetime
    # What it was asked in; "" is the language of the page.
    language: str = ""


def refer(actor: Actor, one: Contact, place: ServiceRow, said: Asked, made: Made) -> None:
    """Make the referral as the person answered, and send it or keep it. Raises Refusal."""
    if said.answer not in ("spoken", "signed", "standing", "no"):
        raise Refusal(("answer", _("Ask the person, then say what they answered.")))
    made.referral_id = create(
        actor=actor,
        person_id=one.person.id,
        service_id=place.id,
        need=said.need,
        why=said.why,
        encounter_id=one.encounter.id,
        warm=said.warm,
        expected_at=_expected(said.when, said.at),
    )
    if said.answer in (SPOKEN, SIGNED):
        agree(
            actor=actor,
            person_id=one.person.id,
            recipient_id=place.organization_id,
            categories=sorted(LINK_CATEGORIES),
            purpose=Purpose.REFERRAL,
            until=clock.now() + AGREED_FOR,
            how=said.answer,
            heard_by=actor.name if said.answer == SPOKEN else "",
            signature=said.signature if said.answer == SIGNED else "",
            language=said.language or get_language() or "en",
            told_on=one.encounter.id,
        )
    if said.answer == "no":
        not_sent(made.referral_id, actor=actor)
    else:
        made.link = send(made.referral_id, actor=actor)


def _refer(request: HttpRequest, one: Contact, place: ServiceRow, need: str, made: Made) -> str:
    told = request.POST
    said = Asked(
        need=need,
        why=told.get("why", ""),
        when=told.get("when", ""),
        warm="warm" in told,
        answer=told.get("answer", ""),
        signature=told.get("signature", ""),
        at=clock.now(),
    )
    refer(request.actor, one, place, said, made)
    return reverse("field_referral", args=[*one.key, made.referral_id])


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def ask(request: HttpRequest, person_id: UUID, encounter_id: UUID, service_id: UUID) -> HttpResponse:
    """What they will get, and whether the person said yes. The answer makes the referral, and sends it or keeps it."""
    one = contact(request.actor, person_id, encounter_id, Purpose.REFERRAL)
    place = service(service_id)
    if place is None or not place.active or place.organization_id == request.actor.organization_id:
        raise Http404
    wanted = request.POST.get("need", request.GET.get("need", ""))
    need = wanted if wanted in place.needs else place.needs[0] if len(place.needs) == 1 else ""
    refused, made = None, Made()
    if request.method == "POST":
        try:
            address = once(request, lambda: _refer(request, one, place, need, made))
        except Refusal as error:
            refused = error
        else:
            if made.link is None:
                return redirect(address)
            # The link is stored nowhere, so that this answer itself shows it; a reload makes nothing twice.
            link = request.build_absolute_uri(reverse("partner", args=[made.link.token]))
            return referred(request, one, made.referral_id, link=link)
    return page(
        request,
        "ask",
        refused,
        one=one,
        place=place,
        need=need,
        needs=[(code, NEED_LABELS[Need(code)], "") for code in place.needs],
        name=partner_name(one.person.given_name, one.person.family_name, whole=False),
        standing=_standing(one, place),
        until=clock.now() + AGREED_FOR,
        signature=request.POST.get("signature", "")[:LONGEST_SIGNATURE],
        why=request.POST.get("why", ""),
        when=request.POST.get("when", ""),
        warm="warm" in request.POST,
        whens=WHEN,
        why_limit=WHY_LIMIT,
        once=word(),
        back_url=reverse("field_pick", args=one.key),
    )


def words_for_desk(agency: str, link: str) -> str:
    """What a text to the desk says. It names nobody: the desk reads who it is about behind the link."""
    return _("%(agency)s has a referral question for your desk: %(link)s") % {"agency": agency, "link": link}


def referred(request: HttpRequest, one: Contact, referral_id: UUID, link: str = "") -> HttpResponse:
    """Where a referral stands; with its link on the one page that can show it."""
    found = next((each for each in of_person(one.release) if each.id == referral_id), None)
    if found is None:
        raise Http404
    return page(
        request,
        "referral",
        one=one,
        sent=found,
        link=link,
        text=f"sms:{quote(found.phone)}?body={quote(words_for_desk(one.encounter.organization, link))}",
        back_url=reverse("field_pick", args=one.key),
    )


@require_GET
@door(*WRITERS)
def referral(request: HttpRequest, person_id: UUID, encounter_id: UUID, referral_id: UUID) -> HttpResponse:
    """One referral of this person, as it stands."""
    return referred(request, contact(request.actor, person_id, encounter_id, Purpose.REFERRAL), referral_id)
