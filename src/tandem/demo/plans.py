"""Safety plans, preference cards and one call with a clinician by phone, through the real actions.

The first person's plan, which stands on their own page too, was changed by two people at once and waits to be settled,
so that a newcomer sees what that looks like; the second person's words are Spanish.
"""

from datetime import datetime, timedelta
from uuid import UUID

from tandem.demo import cast, papers
from tandem.demo.cast import Cast, Worker
from tandem.demo.papers import Contact
from tandem.domain.consents.actions import agree
from tandem.domain.encounters import actions as encounters
from tandem.domain.incidents import actions as incidents
from tandem.domain.incidents.models import Involvement
from tandem.domain.people.actions import describe, write_card
from tandem.domain.people.models import Person
from tandem.domain.releases.opening import open_release
from tandem.domain.safety_plans.actions import write_plan
from tandem.domain.staffing import actions as staffing
from tandem.domain.staffing.models import TeamMember
from tandem.foundation import clock
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.own_page import Comes
from tandem.vocabulary.plans import Made, Written
from tandem.vocabulary.terms import ContactOutcome, Disposition, HandoffReason, Origin, Profession, Role, UnitTime

ENGLISH = {
    "warning_signs": ["I stop answering the phone", "I sleep on the couch with the light on"],
    "by_myself": ["Walk to the river and back", "The radio station with old songs"],
    "elsewhere": ["The library on Mill Street, upstairs", "My sister's kitchen"],
    "ask_for_help": ["Carla, 555-0163. She knows", "My neighbor two doors down"],
    "professionals": ["My clinician at the program, weekdays"],
    "safer_home": ["My brother keeps the box with my pills until spring"],
    "living_for": ["My granddaughter's school play"],
}
SPANISH = {
    "warning_signs": ["No contesto el teléfono", "Dejo de cocinar"],
    "by_myself": ["Regar las plantas", "Rezar en voz baja"],
    "elsewhere": ["El mercado de los sábados", "La casa de mi comadre"],
    "ask_for_help": ["Mi hijo Beto, 555-0164", "La señora de la tienda"],
    "safer_home": ["Mi hijo guarda las llaves del cuarto de herramientas"],
    "living_for": ["Mis nietos"],
}
CARDS = (
    {
        "comes": [Comes.CLINICIAN_FIRST],
        "comes_words": "The same two as in the summer",
        "helps": "Sit down first. Talk about the dog.",
        "avoid": "Don't stand in the doorway. Don't touch my bag.",
        "language": "",
        "words": "I hear better on the left side.",
    },
    {
        "comes": [Comes.WOMAN, Comes.NO_UNIFORM],
        "comes_words": "",
        "helps": "Hablar despacio",
        "avoid": "Luces y sirenas delante de la casa",
        "language": "Spanish",
        "words": "",
    },
)
SIGNED = "M10 30 C40 5 60 60 95 25 S140 50 150 20"


def make_plans() -> None:
    """Two plans, two cards that police and dispatch may read, and one call with a clinician by phone."""
    company, now = cast.read(), clock.now()
    met = [one for one in papers.contacts(company, now) if _held(one, company)][:3]
    for one, told, language in zip(met, (ENGLISH, SPANISH), Written, strict=False):
        _plan(one, told, language, now)
    # The first person said on their own page who should come.
    for one, card in zip(met[1:], CARDS, strict=False):
        _card(one, card, company, now)
    _by_phone(company, now)


def _held(of: Contact, company: Cast) -> bool:
    return Person.objects.filter(pk=of.person_id, organization_id=company.provider.pk).exists()


def _write(by: Worker, of: Contact, base: int, told: dict, language: Written) -> None:
    release = open_release(by.actor(), of.person_id, Purpose.TREATMENT)
    write_plan(actor=by.actor(), release=release, base=base, sections=told, language=language, made=Made.TOGETHER)


def _plan(of: Contact, told: dict, language: Written, now: datetime) -> None:
    """Made at the contact, changed a while later; the English one by two at once."""
    made_at = min(now, of.encounter.closed_at + timedelta(minutes=20))
    first = {name: lines for name, lines in told.items() if name != "safer_home"}
    with clock.at(made_at):
        _write(of.writer, of, 0, first, language)
    with clock.at(made_at + (now - made_at) * 0.5):
        _write(of.writer, of, 1, {"safer_home": told["safer_home"]}, language)
    if language == Written.ENGLISH:
        with clock.at(made_at + (now - made_at) * 0.7):
            _write(of.writer, of, 2, {"by_myself": [*told["by_myself"], "Call the warmline before midnight"]}, language)
        with clock.at(made_at + (now - made_at) * 0.8):
            _write(
                of.writer, of, 2, {"by_myself": ["Walk to the river and back", "Draw at the kitchen table"]}, language
            )


def _card(of: Contact, card: dict, company: Cast, now: datetime) -> None:
    """Written with the person, who signs that police on their call read it, and dispatch one line of it."""
    actor = of.writer.actor()
    with clock.at(min(now, of.encounter.closed_at + timedelta(minutes=30))):
        release = open_release(actor, of.person_id, Purpose.TREATMENT)
        write_card(actor=actor, release=release, made=Made.TOGETHER, **card)
        police = company.named("officer").organization_id
        for recipient, purpose in ((police, Purpose.SCENE), (company.dispatch.pk, Purpose.DISPATCH)):
            agree(
                actor=actor,
                person_id=of.person_id,
                recipient_id=recipient,
                categories=[Category.SAFETY_PLAN],
                purpose=purpose,
                until=now + timedelta(days=150),
                how="signed",
                signature=SIGNED,
            )


def _free(workers: list[Worker], taken: set[UUID]) -> Worker | None:
    """Somebody of these who is on no team that stands; the newcomers' own sign-ins stay free for newcomers."""
    return next((one for one in reversed(workers) if one.user_id not in taken and "." in one.username), None)


def _by_phone(company: Cast, now: datetime) -> None:
    """Last night an officer was alone with somebody, and a clinician was there by phone within four minutes."""
    taken = set(TeamMember.objects.filter(team__signed_off_at=None).values_list("user_id", flat=True))
    officer = _free(company.in_role(Role.OFFICER), taken)
    own = [one for one in company.in_role(Role.CLINICIAN) if one.organization_id == company.provider.pk]
    of_provider = [one for one in own if one.profession == Profession.CLINICIAN]
    clinician = _free(of_provider, taken)
    if officer is None or clinician is None:
        return
    there, afar = officer.actor(), clinician.actor()
    start = now - timedelta(hours=20)
    with clock.at(start):
        teams = [
            staffing.sign_on(
                actor=one.actor(),
                unit=unit,
                member_ids=[one.membership_id],
                until=start + timedelta(hours=8),
                phone=phone,
                by_phone=True,
            )
            for one, unit, phone in ((officer, "Patrol 41", "555-0171"), (clinician, "Phone desk", "555-0172"))
        ]
        call = _night_call(company, officer, start)
        person = Involvement.objects.filter(incident_id=call).values_list("person_id", flat=True).first()
        assignment = incidents.assign(call, actor=company.in_role(Role.DISPATCHER)[-1].actor(), team_id=teams[0])

    def after(minutes: int):
        return clock.at(start + timedelta(minutes=minutes))

    with after(11):
        incidents.stamp(assignment, actor=there, which=UnitTime.ARRIVAL)
    with after(14):
        tele = incidents.ask_tele(assignment, actor=there)
    with after(18):
        incidents.take_tele(tele, actor=afar)
        incidents.stamp(assignment, actor=there, which=UnitTime.ENGAGEMENT)
        contact = encounters.start(actor=afar, person_id=person, assignment_id=assignment)
    with after(20):
        incidents.hand_over(assignment, actor=there, member_id=tele, reason=HandoffReason.CALMER)
    with after(52):
        encounters.set_outcome(contact, actor=afar, outcome=ContactOutcome.ENGAGED)
        encounters.set_disposition(contact, actor=afar, disposition=Disposition.STAYS_WITH_SUPPORT)
        encounters.write_note(contact, actor=afar, text="By phone. She talked, her aunt came and stays.", sign=True)
        encounters.close(contact, actor=afar)
        incidents.stamp(assignment, actor=there, which=UnitTime.CLEAR)
    with after(60):
        for team, one in zip(teams, (there, afar), strict=True):
            staffing.sign_off(team, actor=one)


def _night_call(company: Cast, officer: Worker, at: datetime) -> UUID:
    """A call that dispatch took: a woman on a bench, known by what she wears."""
    desk = company.in_role(Role.DISPATCHER)[-1].actor()
    received = incidents.receive(
        incidents.Call(
            source="Demo desk",
            source_id=f"by-phone-{at:%Y%m%d}",
            agency_id=officer.organization_id,
            origin=Origin.CALL_911,
            received_at=at,
            call_type="Welfare check",
            place="Bench at Alder Park, north gate",
            narrative="A woman cries on a bench and says she doesn't want to go home.",
        ),
        actor=desk,
    )
    person = describe(actor=desk, told_on=received.id, appearance="Woman, about 50, green scarf")
    incidents.add_person(received.id, actor=desk, person_id=person)
    return received.id
