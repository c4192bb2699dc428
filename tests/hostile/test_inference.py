"""A3: no page, count, filter, sort, error, status or number of queries tells whether a hidden record exists."""

import difflib
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.domain.consents import basis
from tandem.domain.consents.actions import agree
from tandem.domain.consents.tests.made_consent import consent
from tandem.domain.encounters import actions as encounters
from tandem.domain.people.actions import publish_caution
from tandem.domain.protections.actions import seal
from tandem.domain.referrals.actions import create
from tandem.domain.releases import opening
from tandem.domain.releases.relations import NOBODYS
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.care.tests.conftest import Known, browser, known, place
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.terms import Role
from tests import made
from tests.hostile.test_kept_apart import without_clocks
from tests.short import LONG

__all__ = ["known"]

PAGES = (
    "", "why/", "caution/", "consent/", "emergency/", "in-need/", "encounters/{encounter}/copy/",
    "encounters/{encounter}/own-notes/counseling/", "followups/{followup}/",
)  # fmt: skip
VERBS = {
    "caution/": {"words": "Has a dog", "days": "30"},
    "encounters/{encounter}/add/": {"text": "More"},
    "own-page/": {"language": "en"},
}
TRIES = 3 if LONG else 2
STRANGERS = (
    (Role.CLINICIAN, "on a call"),
    (Role.CLINICIAN, "at a desk"),
    (Role.CLINICAL_SUPERVISOR, "on a call"),
    (Role.OFFICER, "on a call"),
)


def asked(ask, tries: int = 1) -> tuple[int, str, int]:
    """The status, the body without its clock, and how many queries it took: the fewest of some tries, because a page
    asks now and then, whoever looks at what, how the installation is and who is late."""
    counts = []
    for _try in range(tries):
        with CaptureQueriesContext(connection) as seen:
            answer = ask()
        counts.append(len(seen))
    return answer.status_code, without_clocks(answer).decode(), min(counts)


def in_one(ask, other) -> tuple[tuple[int, str, int], tuple[int, str, int]]:
    """Both answers, asked again where they differ."""
    both = asked(ask), asked(other)
    return both if both[0] == both[1] else (asked(ask, TRIES), asked(other, TRIES))


def share[One](all_of_them: Sequence[One], place: int, of: int) -> Sequence[One]:
    """What this one of so many readers asks for in `bin/test`; all of it in the long form."""
    return all_of_them if LONG else all_of_them[place::of]


@pytest.mark.fuzz
@pytest.mark.parametrize("place", range(0, len(STRANGERS), 1 if LONG else 2))
def test_a3_a_hidden_person_and_nobody_have_one_answer_in_as_many_queries(known: Known, place):
    """In `bin/test` two strangers share the addresses between them."""
    role, met = STRANGERS[place]
    if met == "on a call":
        made.sent(made.call(known.person), made.team(known.clinician, made.user_with_job(Role.OFFICER)))
    stranger = browser(made.user_with_job(role))
    hidden = {"encounter": known.encounter, "followup": known.followup}
    nothing = {"encounter": uuid4(), "followup": uuid4()}
    # The first page of a client finds its session and job, which the next ones share.
    stranger.get(f"/people/{uuid4()}/")
    for path in share(PAGES, place // 2, of=2):
        there, absent = f"/people/{known.person}/{path.format(**hidden)}", f"/people/{uuid4()}/{path.format(**nothing)}"
        found, nobody = in_one(lambda: stranger.get(there), lambda: stranger.get(absent))  # noqa: B023
        assert found == nobody and found[0] == 404, path
    for path, told in share([*VERBS.items()], place // 2, of=2):
        there, absent = f"/people/{known.person}/{path.format(**hidden)}", f"/people/{uuid4()}/{path.format(**nothing)}"
        found, nobody = in_one(lambda: stranger.post(there, told), lambda: stranger.post(absent, told))  # noqa: B023
        assert found == nobody and found[0] == 404, f"POST {path}"


def test_a3_a_consent_to_a_class_costs_who_does_not_treat_no_look_more(known: Known, monkeypatch):
    consent(known.clinician, known.person, None, Basis.TPO)
    stranger = browser(made.user_with_job(Role.CLINICIAN))
    stranger.get("/care/")
    there, absent = f"/people/{known.person}/", f"/people/{uuid4()}/"
    assert look(stranger, there, TRIES) == look(stranger, absent, TRIES)
    # The planted fault: whoever asks is taken for somebody who treats.
    whole = basis._on_file
    monkeypatch.setattr(basis, "_on_file", lambda *ids, treats: whole(*ids, treats=True))
    assert look(stranger, there, TRIES)[2] > look(stranger, absent, TRIES)[2]


def test_a3_a_person_who_is_asked_about_only_where_they_exist_is_caught(known: Known, monkeypatch):
    """The planted fault: nothing is looked up for an id that is nobody's, so that a no comes sooner."""
    whole = opening.relation
    lazy = lambda actor, person, *rest: None if person.organization_id == NOBODYS else whole(actor, person, *rest)  # noqa: E731
    monkeypatch.setattr(opening, "relation", lazy)
    stranger = browser(made.user_with_job(Role.CLINICIAN))
    stranger.get("/care/")
    found = look(stranger, f"/people/{known.person}/", TRIES)
    nobody = look(stranger, f"/people/{uuid4()}/", TRIES)
    assert found[:2] == nobody[:2] and found[2] > nobody[2]


def hidden_record(clinician: Actor, service: UUID, house: Organization) -> UUID:
    """A whole record without a call, referred to `service`, read by `house`; its name is that of somebody known."""
    person = made.person(clinician, given_name="Theo", family_name="Brand", phone="555-0123")
    met = encounters.start(actor=clinician, person_id=person)
    encounters.set_outcome(met, actor=clinician, outcome="engaged")
    encounters.set_disposition(met, actor=clinician, disposition="stays_with_support")
    encounters.write_note(met, actor=clinician, text="Waits for a signature.", sign=True)
    until = clock.now() + made.timedelta(days=10)
    publish_caution(actor=clinician, person_id=person, words="Dog at the gate", expires_at=until)
    told = {"need": "food", "why": "Nothing in the house.", "encounter_id": met}
    create(actor=clinician, person_id=person, service_id=service, **told)
    agree(
        actor=clinician,
        person_id=person,
        recipient_id=house.pk,
        categories=[Category.DEMOGRAPHICS],
        purpose=Purpose.TREATMENT,
        until=until,
        how="signed",
        signature="M10 10L40 40",
    )
    return person


ASKED = {
    Role.CLINICIAN: ("/care/", "/care/?whose=mine", "/care/overdue/?owner=&unit=", "/search/?q=Brand", "/search/?q=555-0123",
                     "/search/?q=Theo", "/care/transfers/", "/field/"),
    Role.CLINICAL_SUPERVISOR: ("/care/owed/", "/care/export/", "/signing/", "/signing/?state=signed", "/cautions/",
                               "/care/notices/", "/care/restrictions/", "/care/in-need/"),
    Role.PEER: ("/care/", "/care/overdue/?page=2"),
    Role.DISPATCHER: ("/board/", "/board/rows/", "/board/closed/", "/search/?q=Brand", "/cautions/", "/safety/rows/"),
    Role.OFFICER: ("/field/", "/board/taken/"),
    Role.ADMIN: ("/program/", "/program/access/", "/program/people/"),
    # Not the page of oversight: it counts refusals, and the looks of this test are among them.
    Role.PRIVACY_OFFICER: ("/program/cases/", "/program/cases/lists/", "/program/oversight/orders/"),
}  # fmt: skip


def look(client: Client, url: str, tries: int = 1) -> tuple[int, str, int]:
    return asked(lambda: client.get(url), tries)


@pytest.mark.fuzz
@pytest.mark.parametrize("whose", ["another provider's", "sealed"])
def test_a3_no_list_search_count_filter_or_sort_changes_with_what_is_hidden(known: Known, whose):
    """Before and after: the same bytes in the same number of queries, for colleagues where a court sealed it too."""
    house = Organization.objects.get(pk=known.clinician.organization_id)
    employers = {role: None if role in (Role.OFFICER, Role.DISPATCHER) else house for role in ASKED}
    actors = {role: made.user_with_job(role, of=of) for role, of in employers.items()}
    readers = {role: browser(actor) for role, actor in actors.items()}
    pages = share([(role, url) for role, urls in ASKED.items() for url in urls], 3 * (whose == "sealed"), of=7)
    officer = actors[Role.PRIVACY_OFFICER]
    if whose == "sealed":
        # Who seals a record has it on their own list of orders.
        pages = [one for one in pages if one[0] not in (Role.PRIVACY_OFFICER, Role.ADMIN)]
    other = made.user_with_job(Role.CLINICIAN, of=made.organization(in_program=True))
    # Their agency has met somebody before: its key is there on both sides of the comparison.
    made.person(other, given_name="Noor", family_name="Elsewhere")
    about = place("Harbor", "food"), made.organization()
    with clock.at(clock.now()):
        before = {(role, url): look(readers[role], url, TRIES) for role, url in pages}
        if whose == "sealed":
            person = hidden_record(known.clinician, *about)
            seal(person, actor=officer, order_number="26-CV-7", reason="The court sealed it.")
        else:
            hidden_record(other, *about)
        for role, url in pages:
            after = look(readers[role], url)
            if after != before[role, url]:
                after = look(readers[role], url, TRIES)
            told, was = after[1].split("<"), before[role, url][1].split("<")
            assert after == before[role, url], f"{role} {url}: {list(difflib.unified_diff(was, told, n=0))}"
