"""The person's own page through HTTP: the code, what stands there, stopping, and every link that opens nothing."""

import re
from copy import copy
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tandem.domain.consents.models import Agreement
from tandem.domain.people import own_page as keys
from tandem.domain.people.models import Person
from tandem.domain.referrals.tests.made_loop import loop
from tandem.domain.releases.models import Opening
from tandem.domain.releases.referring import send
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role
from tests import made
from tests.languages import left_in_english, missing
from tests.signed_in import again

pytestmark = pytest.mark.django_db


class Theirs:
    """A person with a sent referral, the key to their page, and their phone, which has never been here."""

    def __init__(self, language: str = "en"):
        self.loop = loop()
        send(self.loop.referral, actor=self.loop.sender)
        self.person = self.loop.row().person_id
        self.key = keys.give(self.person, actor=self.loop.sender, language=language)
        self.phone = Client(enforce_csrf_checks=True)
        self.path = f"/me/{self.key.token}/"

    def anew(self):
        """The same page on the same phone, as a test finds it."""
        found = copy(self)
        found.phone = again(self.phone)
        return found

    def get(self, query: str = ""):
        return self.phone.get(self.path + query)

    def enter(self, code: str | None = None):
        return self.phone.post(self.path, {"code": code or self.key.code})


def words(response) -> str:
    return response.content.decode()


def still(response) -> bytes:
    return re.sub(rb'data-now="[^"]*"', b"", response.content)


@pytest.fixture(scope="module")
def once(file_db):
    return Theirs()


@pytest.fixture
def theirs(once):
    return once.anew()


def test_help_comes_before_the_code_and_nothing_else_does(theirs):
    asked = theirs.get()
    assert asked.status_code == 200 and "tel:988" in words(asked)
    assert "Theo" not in words(asked) and "Lakeside" not in words(asked)
    assert asked["Cache-Control"] == "no-store" and asked["Referrer-Policy"] == "no-referrer"
    assert not Opening.objects.filter(role="person_served").exists()


def test_the_code_opens_what_is_theirs(theirs):
    assert theirs.enter().status_code == 303
    page = words(theirs.get())
    assert "Theo" in page and "We asked them. No answer yet." in page and "tel:988" in page
    assert "Theo" not in re.search(r"<title>(.*?)</title>", page)[1]
    assert Opening.objects.filter(role="person_served", person_id=theirs.person, purpose="own_access").count() == 1


def test_they_see_who_looked_and_what_left(theirs):
    theirs.enter()
    page = words(theirs.get())
    assert theirs.loop.sender.name in page and "For a referral you said yes to." in page
    assert "It was sent to them." in page
    # Their own looks are not news to them.
    again = words(theirs.get())
    assert "Person served" not in again and page.count("<li>") == again.count("<li>")


def test_stopping_works_at_once_and_asks_first(theirs):
    theirs.enter()
    agreement = Agreement.objects.get()
    assert "Stop sharing with" in words(theirs.get(f"?stop={agreement.pk}"))
    assert theirs.phone.post(theirs.path, {"agreement": str(agreement.pk)}).status_code == 303
    assert Agreement.objects.get().revocation.how == "on their own page"
    assert "Nothing goes there since." in words(theirs.get())
    assert Entry.objects.filter(actor_kind="person", action="consent:take_back").exists()


def test_another_persons_agreement_is_absent(theirs):
    other = Theirs()
    theirs.enter()
    agreement = Agreement.objects.get(person_id=other.person)
    for wanted in (str(agreement.pk), "x", ""):
        assert theirs.phone.post(theirs.path, {"agreement": wanted}).status_code == 404
    assert not hasattr(Agreement.objects.get(pk=agreement.pk), "revocation")


def test_without_the_code_nothing_is_stopped(theirs):
    agreement = Agreement.objects.get()
    theirs.phone.post(theirs.path, {"agreement": str(agreement.pk)})
    assert not hasattr(Agreement.objects.get(), "revocation")


def test_five_wrong_codes_stop_the_link(theirs):
    for _ in range(4):
        assert theirs.enter("12 34").status_code == 422
    assert theirs.enter("x" * 5_000).status_code == 404
    assert theirs.enter().status_code == 404
    # A right code in between starts the count again.
    other = keys.give(theirs.person, actor=theirs.loop.sender, language="en")
    for code in ["000000x"] * 4 + [other.code] + ["000000x"] * 4:
        theirs.phone.cookies.clear()
        answer = theirs.phone.post(f"/me/{other.token}/", {"code": code})
        assert answer.status_code == (303 if code == other.code else 422)
    assert theirs.phone.get(f"/me/{other.token}/").status_code == 200


def test_a_second_tap_on_open_opens(theirs):
    assert [theirs.enter().status_code for _ in range(2)] == [303, 303]


def test_one_answer_for_every_link_that_opens_nothing(theirs):
    gone = still(theirs.phone.get("/me/nothing/"))
    assert b"988" in gone
    flipped = theirs.path[:-2] + ("a" if theirs.path[-2] != "a" else "b") + "/"
    assert still(theirs.phone.get(flipped)) == gone
    theirs.enter()
    with clock.at(clock.now() + keys.LASTS + timedelta(seconds=1)):
        assert still(theirs.get()) == gone
    newer = keys.give(theirs.person, actor=theirs.loop.sender, language="en")
    assert still(theirs.get()) == gone and theirs.get().status_code == 404
    # The cookie of the older key opens nothing behind the newer.
    assert "six numbers" in words(theirs.phone.get(f"/me/{newer.token}/"))
    keys.stop(theirs.person, actor=theirs.loop.sender)
    assert theirs.phone.get(f"/me/{newer.token}/").status_code == 404


def test_a_sealed_record_has_no_page(theirs):
    theirs.enter()
    with act(Actor.system("test", Permission.PERSON_DESCRIBE), Permission.PERSON_DESCRIBE):
        Person.objects.filter(pk=theirs.person).update(sealed_at=timezone.now())
    assert theirs.get().status_code == 404


def test_hiding_forgets_the_code(theirs):
    theirs.enter()
    assert "Theo" in words(theirs.get())
    away = theirs.phone.get("/me/hide/")
    assert away.status_code == 302 and away["Location"] == "https://www.weather.gov/"
    assert "Theo" not in words(theirs.get())


def test_only_who_holds_the_record_gives_its_page(theirs):
    mine = theirs
    stranger = made.user_with_job(Role.CLINICIAN)
    for verb in (
        lambda: keys.give(mine.person, actor=stranger, language="en"),
        lambda: keys.stop(mine.person, actor=stranger),
    ):
        with pytest.raises(Absent):
            verb()
    assert mine.get().status_code == 200


def test_the_spanish_page_is_whole():
    theirs = Theirs("es")
    assert missing("person") == set()
    pages = [theirs.get(), theirs.phone.get("/me/nothing/?lang=es"), theirs.enter("12")]
    theirs.enter()
    agreement = Agreement.objects.get(person_id=theirs.person)
    pages += [theirs.get(), theirs.get(f"?stop={agreement.pk}")]
    theirs.phone.post(theirs.path, {"agreement": str(agreement.pk)})
    pages.append(theirs.get())
    for page in pages:
        assert '<html lang="es"' in words(page)
        assert left_in_english(words(page)) == []
    assert "Hola, Theo. Esto es suyo." in words(pages[-1])
    # The other language is one tap away and keeps no trace.
    assert left_in_english(words(theirs.get("?lang=en"))) != []
