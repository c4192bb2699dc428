"""The phone of a rehearsal is whole in Spanish, the words of the phone as well as those of the scenario."""

from tandem.surfaces.rehearse.tests.conftest import signed_in
from tandem.vocabulary.rehearsing import WATCHED_ANSWERS, WATCHED_LABELS
from tandem.vocabulary.terms import Role
from tests import languages, made

PAGES = ("phone", "_phone", "_sheets", "_before", "_over", "_watch", "_words")


def test_every_word_of_the_phone_is_in_spanish():
    room = languages.SURFACES / "rehearse"
    said = set().union(*(languages.of_template(room / f"templates/rehearse/{one}.html") for one in PAGES))
    said |= languages.of_python(room / "words.py") | languages.of_python(room / "phone.py")
    said |= {(one,) for one in WATCHED_LABELS.values()}
    said |= {(one,) for answers in WATCHED_ANSWERS.values() for one in answers.values()}
    known = set()
    for catalogue in ("rehearse", "shared"):
        for message in languages.read_catalogue(languages.folder_of(catalogue) / "django.po"):
            known |= {message.id if isinstance(message.id, str) else message.id[0]} if message.string else set()
    assert {words[0] for words in said} - known == set()


def test_a_phone_changes_its_language_and_keeps_what_was_entered(table):
    at = table()
    phone = signed_in(made.user_with_job(Role.OFFICER))
    phone.post("/rehearse/join/", {"code": at.code, "seat": "A officer"})
    at.start()
    act = f"/rehearse/r/{at.code}/do/"
    phone.post(act, {"verb": "sign 0"})
    assert phone.post(act, {"verb": "language es"}).status_code == 302
    page = phone.get(f"/rehearse/r/{at.code}/").content.decode()
    for words in ('lang="es"', "Jonah está en la puerta.", "Dar un paso atrás", "¿Qué tipo de señal?", "Policía"):
        assert words in page
    assert "What do you do?" not in page
