"""What the person takes along or takes back: papers of every kind, what is kept apart, and their record in one file."""

import json

import pytest

from tandem.domain.consents.models import NotesAuthorizationEnd, Part2ConsentEnd
from tandem.domain.consents.tests.made_consent import consent
from tandem.domain.encounters import actions as encounters
from tandem.domain.part2 import actions as apart
from tandem.domain.releases.models import Opening
from tandem.foundation.audit.models import Entry
from tandem.surfaces.person.tests.test_own_page import Theirs, words
from tandem.vocabulary.law import Basis
from tests.languages import left_in_english

pytestmark = pytest.mark.django_db
USED = "New pills from the bus stop"


class Apart(Theirs):
    """A person who told about drugs and signed papers of two kinds."""

    def __init__(self, language: str = "en"):
        super().__init__(language)
        me = self.loop.sender
        met = encounters.start(actor=me, person_id=self.person)
        apart.tell(met, actor=me, told={"substances": ["opioids"], "words": [USED]})
        self.named = consent(me, self.person, self.loop.clinic.pk)
        self.therapist = consent(me, self.person, self.loop.clinic.pk, Basis.PSY_AUTHORIZATION)


@pytest.fixture(scope="module")
def once(file_db):
    found = Apart()
    found.enter()
    return found


@pytest.fixture
def theirs(once):
    return once.anew()


def test_r70_what_is_told_about_drugs_waits_behind_one_more_tap(theirs):
    page = words(theirs.get())
    assert "Show what is written about alcohol or drugs" in page and "Notes of a therapist" in page
    assert USED not in page and "Opioids" not in page and str(theirs.named) not in page
    shown = words(theirs.get("?apart=1"))
    assert USED in shown and str(theirs.named) in shown and "Hide it again" in shown


def test_the_tap_is_there_for_everybody():
    plain = Theirs()
    plain.enter()
    assert "Show what is written about alcohol or drugs" in words(plain.get())
    assert "Nothing is written about it." in words(plain.get("?apart=1"))


def test_p9_every_paper_is_stopped_from_the_page(theirs):
    for wanted, model in ((theirs.named, Part2ConsentEnd), (theirs.therapist, NotesAuthorizationEnd)):
        assert "Stop this, for" in words(theirs.get(f"?apart=1&stop={wanted}"))
        assert not model.objects.exists()
        assert theirs.phone.post(theirs.path + "?apart=1", {"agreement": str(wanted)}).status_code == 303
        assert model.objects.get().how == "on their own page"
    assert words(theirs.get("?apart=1")).count("Nothing goes there since.") == 2


def test_a_copy_of_what_was_signed(theirs):
    assert "The assessment of this month" in words(theirs.get(f"consent/{theirs.therapist}/"))
    # One about drugs needs the tap; another person's is absent.
    assert theirs.get(f"consent/{theirs.named}/").status_code == 404
    assert "The assessment of this month" in words(theirs.get(f"consent/{theirs.named}/?apart=1"))
    other = Apart()
    assert theirs.get(f"consent/{other.therapist}/").status_code == 404
    assert theirs.phone.post(theirs.path, {"agreement": str(other.named)}).status_code == 404


def test_r71_the_record_in_one_file(theirs):
    before = Opening.objects.filter(role="person_served").count()
    page, data = theirs.get("save/page/"), theirs.get("save/data/")
    for answer, ending in ((page, "html"), (data, "json")):
        assert answer["Content-Disposition"] == f'attachment; filename="my-record.{ending}"'
        assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"
        assert "Theo" in words(answer) and theirs.loop.sender.name in words(answer) and USED not in words(answer)
        assert "Alcohol and drugs</h2>" not in words(answer)
    told = json.loads(data.content)
    assert told["alcohol_and_drugs_in_it"] is False
    assert {"demographics", "clinical_note", "referral_status", "access_log"} <= {
        one["category"] for one in told["parts"]
    }
    assert Opening.objects.filter(role="person_served").count() == before + 2
    assert Entry.objects.filter(actor_kind="person", action="own_page.save").count() == 2
    whole = theirs.get("save/page/?apart=1")
    assert USED in words(whole)
    assert theirs.get("save/else/").status_code == 404


def test_without_the_code_nothing_is_saved_or_read(theirs):
    theirs.phone.cookies.clear()
    for after in ("save/page/", "save/data/?apart=1", f"consent/{theirs.therapist}/"):
        answer = theirs.get(after)
        assert answer.status_code == 303 and answer["Location"].startswith(theirs.path)
        assert theirs.phone.get(f"/me/nothing/{after}").status_code == 404


def test_the_spanish_pages_are_whole():
    theirs = Apart("es")
    theirs.enter()
    queries = ("?apart=1", f"?apart=1&stop={theirs.named}", f"consent/{theirs.therapist}/")
    for page in (theirs.get(one) for one in queries):
        assert page.status_code == 200 and left_in_english(words(page)) == []
    saved = theirs.get("save/page/")
    assert saved["Content-Disposition"] == 'attachment; filename="mi-expediente.html"'
    assert "Mi expediente" in words(saved)
