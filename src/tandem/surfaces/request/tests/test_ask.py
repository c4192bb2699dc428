"""The public form: open or absent, kept as typed, counted, and leaving no trace but what was asked."""

import json
import logging
import re
from uuid import uuid4

import pytest
from django.test import Client

from tandem.domain.requests.models import Request
from tandem.foundation import rate
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.surfaces.request import views
from tests import made
from tests.languages import left_in_english, missing
from tests.short import few

pytestmark = pytest.mark.django_db
ASKED = {"asker": "family", "worry": "He has not eaten for days.", "asker_phone": "555-0142", "person_name": "Theo"}


@pytest.fixture
def desk():
    rate.forget()
    made.program()
    Program.objects.update(requests_open=True)
    forget()
    return Client(raise_request_exception=False)


def send(desk, lang="en", **values):
    told = {"form_key": str(uuid4()), **ASKED, **values}
    return desk.post(f"/ask/?lang={lang}", told, REMOTE_ADDR="192.0.2.77")


def test_switched_off_it_does_not_exist(desk):
    Program.objects.update(requests_open=False)
    forget()
    for answer in (desk.get("/ask/"), send(desk), desk.get("/ask/sent/ACD-EFG/")):
        assert answer.status_code == 404
    assert not Request.objects.exists()


def test_it_begins_with_911_and_988_and_presets_nothing(desk):
    page = desk.get("/ask/")
    shown = page.content.decode()
    assert shown.index("call 911") < shown.index("<h1") < shown.index("What worries you?")
    assert "988" in shown and " checked" not in shown
    assert page["Cache-Control"] == "no-store" and not page.cookies


def test_asked_and_told_what_happens_next(desk):
    answer = send(desk)
    assert answer.status_code == 303 and not answer.cookies
    row = Request.objects.get()
    assert answer["Location"] == f"/ask/sent/{row.reference}/?lang=en"
    assert (row.worry, row.person_name, row.language, row.made_by) == (ASKED["worry"], "Theo", "en", None)
    shown = desk.get(answer["Location"]).content.decode()
    assert row.reference in shown and "What happens next" in shown
    assert "Theo" not in shown and "eaten" not in shown
    # The page opens nothing: any other number of the kind reads the same.
    other = desk.get("/ask/sent/ACD-EFG/").content.decode()
    assert _timeless(other) == _timeless(shown.replace(row.reference, "ACD-EFG"))
    for wrong in ("ACD-EF", "<b>-xyz", "AAA-AA0", "A" * 300):
        assert desk.get(f"/ask/sent/{wrong}/").status_code == 404


def _timeless(page):
    return re.sub(r'data-now="[^"]+"', "", page)


def test_sent_twice_it_is_one_request(desk):
    key = str(uuid4())
    assert len({send(desk, form_key=key)["Location"] for _ in range(3)}) == 1
    assert Request.objects.count() == 1


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("values", "field"),
    few(
        [
            ({"asker": ""}, "asker"),
            ({"asker": "officer"}, "asker"),
            ({"worry": ""}, "worry"),
            ({"worry": "x" * 4001}, "worry"),
            ({"asker_phone": ""}, "asker_phone"),
            ({"asker_email": "nobody"}, "asker_email"),
            ({"place": "x" * 301}, "place"),
            ({"person_name": "Theo\0"}, "person_name"),
            ({"how_soon": "now"}, "how_soon"),
        ],
        every=3,
    ),
)
def test_a_bad_field_is_named_and_what_was_typed_is_kept(desk, values, field):
    answer = send(desk, **values)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in shown
    if field != "worry":
        assert ASKED["worry"] in shown
    assert not Request.objects.exists()


def test_a_form_without_its_key_comes_back_with_a_fresh_one(desk):
    shown = send(desk, form_key="x").content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', shown)[1]
    assert send(desk, form_key=key).status_code == 303


def test_what_fills_in_every_field_is_thanked_and_stored_nowhere(desk):
    answer = send(desk, website="https://example.com")
    assert answer.status_code == 303 and "/ask/sent/" in answer["Location"]
    assert not Request.objects.exists()


def test_too_often_from_one_address(desk, caplog):
    with caplog.at_level(logging.DEBUG):
        answers = [send(desk) for _ in range(views.MOST + 1)]
    assert [one.status_code for one in answers] == [303] * views.MOST + [429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= views.EVERY
    assert "Please wait a little" in answers[-1].content.decode()
    assert Request.objects.count() == views.MOST
    other = desk.post("/ask/", {"form_key": str(uuid4()), **ASKED}, REMOTE_ADDR="192.0.2.78")
    assert other.status_code == 303
    # No address and no word of it stands in a log, the audit trail, or the counter.
    kept = caplog.text + str(list(Entry.objects.values())) + str(rate._counts)
    for told in ("192.0.2.77", "eaten", "Theo", "555-0142"):
        assert told not in kept


@pytest.mark.shared
@pytest.mark.fuzz
def test_naughty_strings_come_through_whole_or_are_refused(desk, shared):
    for text in few(json.loads((shared / "data/hostile/blns.json").read_text(encoding="utf-8")), every=42):
        rate.forget()
        answer = send(desk, worry=text, person_name=text)
        assert answer.status_code in (303, 422), text
        if answer.status_code == 303:
            row = Request.objects.get()
            assert row.worry.replace("\r\n", "\n") == text.replace("\r\n", "\n")
            row_id = row.pk
            assert "Traceback" not in desk.get(answer["Location"]).content.decode()
            _forget_row(row_id)


def _forget_row(row_id):
    from tandem.foundation.acts.act import guard

    with guard("test"):
        Request.objects.filter(pk=row_id).delete()


def test_the_spanish_pages_are_whole(desk):
    assert missing("request") == set()
    pages = [desk.get("/ask/?lang=es"), send(desk, "es", worry=""), send(desk, "es", asker="", form_key="x")]
    sent = send(desk, "es")
    assert sent["Location"].endswith("?lang=es")
    pages.append(desk.get(sent["Location"]))
    pages += [send(desk, "es") for _ in range(views.MOST)][-1:]
    assert pages[-1].status_code == 429
    for page in pages:
        shown = page.content.decode()
        assert '<html lang="es"' in shown
        assert left_in_english(shown) == []
    assert "llame al 911" in pages[0].content.decode()
    assert Request.objects.filter(language="es").exists()


def test_the_browsers_language_is_the_first_guess(desk):
    assert "¿Qué le preocupa?" in desk.get("/ask/", headers={"Accept-Language": "es-MX,es"}).content.decode()
