"""What is sealed opens on its own row, column and table, under its own key, and nowhere else; SQL gets nothing."""

import os
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Count, F

from tandem.disclosure.release import NotReleased
from tandem.domain.encounters.models import Note
from tandem.domain.people import records
from tandem.domain.people.actions import describe
from tandem.domain.people.models import Description
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import guard
from tandem.foundation.acts.batch import batch
from tandem.foundation.keys import ring
from tandem.foundation.keys.fields import GONE, Sealed, SealedColumn
from tandem.foundation.keys.models import Key, PersonKey
from tandem.foundation.keys.owners import sealed_fields, sealed_models
from tandem.foundation.keys.ring import Unreadable
from tandem.foundation.keys.seal import key_of, seal, unseal
from tandem.foundation.keys.shred import shred_person
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db


def raw(model, pk, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE {model._meta.pk.column} = %s", [pk])
        return cursor.fetchone()[0]


def put(model, pk, column: str, value: bytes) -> None:
    with guard(uuid4()), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s", [value, pk])


@pytest.fixture
def clinician():
    return made.user_with_job(Role.CLINICIAN)


@pytest.fixture
def ballard(clinician):
    person = made.person(clinician, given_name="Theo", family_name="Ballard", birth_date=date(1990, 4, 30))
    return Description.objects.get(person_id=person)


def test_a_name_is_nowhere_in_the_row_and_opens_when_asked(ballard):
    stored = raw(Description, ballard.pk, "family_name")
    assert b"Ballard" not in stored and len(stored) > len("Ballard") + 40
    assert type(ballard.__dict__["family_name"]) is Sealed
    assert (ballard.family_name, ballard.given_name, ballard.birth_date) == ("Ballard", "Theo", date(1990, 4, 30))
    # Nothing said stays tellable from nothing known.
    assert (ballard.address, raw(Description, ballard.pk, "address")) == ("", b"")
    told = made.person(made.user_with_job(Role.CLINICIAN), given_name="No Day")
    assert Description.objects.get(person_id=told).birth_date is None


@pytest.mark.parametrize("to", ["given_name", "aliases"])
def test_a_value_moved_to_another_column_does_not_open(ballard, to):
    put(Description, ballard.pk, to, raw(Description, ballard.pk, "family_name"))
    with pytest.raises(Unreadable, match="changed or moved"):
        _ = getattr(Description.objects.get(pk=ballard.pk), to)


def test_a_value_moved_to_another_row_of_the_same_person_does_not_open(ballard, clinician):
    describe(actor=clinician, person_id=ballard.person_id, family_name="Ballard-Lee")
    other = made.row(Description, family_name="Ballard-Lee")
    put(Description, other.pk, "family_name", raw(Description, ballard.pk, "family_name"))
    with pytest.raises(Unreadable):
        _ = Description.objects.get(pk=other.pk).family_name


def test_a_changed_byte_or_another_key_does_not_open(ballard):
    stored = raw(Description, ballard.pk, "family_name")
    for place in (0, 5, 20, len(stored) - 1):
        wrong = bytearray(stored)
        wrong[place] ^= 1
        put(Description, ballard.pk, "family_name", bytes(wrong))
        ring.forget()
        with pytest.raises(Unreadable):
            _ = Description.objects.get(pk=ballard.pk).family_name


def test_sql_gets_nothing_of_a_sealed_column(ballard):
    """Quietly it would be nonsense: every use fails loudly."""
    every = Description.objects
    for query in (
        lambda: every.filter(family_name="Ballard"),
        lambda: every.exclude(family_name="Ballard"),
        lambda: every.filter(family_name__icontains="ball"),
        lambda: every.filter(family_name__in=["Ballard"]),
        lambda: every.filter(birth_date__year=1990),
        lambda: list(every.values("family_name")),
        lambda: list(every.values_list("family_name", flat=True)),
        lambda: list(every.order_by("family_name")),
        lambda: list(every.order_by("-birth_date")),
        lambda: list(every.order_by(F("family_name").desc())),
        lambda: every.aggregate(Count("family_name")),
        lambda: list(every.values("family_name").annotate(n=Count("id"))),
        lambda: every.update(family_name="Other"),
        lambda: list(Note.objects.order_by("encounter__person__descriptions__family_name")),
        lambda: str(every.annotate(name=F("family_name")).get().name),
    ):
        with pytest.raises(SealedColumn), transaction.atomic():
            query()
    assert every.filter(address="", family_name__isnull=False).exclude(family_name="").count() == 1
    assert every.only("family_name").get().family_name == "Ballard"
    assert every.defer("family_name").get().family_name == "Ballard"
    assert every.select_related("person").order_by("recorded_at").count() == 1


def test_a_row_that_is_saved_again_keeps_what_nobody_opened(ballard):
    before = raw(Description, ballard.pk, "family_name")
    with guard(uuid4()):
        again = Description.objects.get(pk=ballard.pk)
        again.given_name = "Teo"
        again.save()
    assert raw(Description, ballard.pk, "family_name") == before
    assert [(one.given_name, one.family_name) for one in Description.objects.all()] == [("Teo", "Ballard")]


def test_copied_rows_are_sealed_like_saved_ones(clinician):
    people = [made.person(clinician, given_name=f"N{number}") for number in range(3)]
    rows = [
        Description(person_id=one, organization_id=clinician.organization_id, call_source=False, family_name="Copied",
                    birth_date=date(1980, 1, 1), recorded_at=clock.now())
        for one in people
    ]  # fmt: skip
    with batch(Actor.system("test", Permission.INCIDENT_IMPORT), Permission.INCIDENT_IMPORT) as doing, doing.piece():
        doing.copy(Description, rows)
    found = [one for one in Description.objects.all() if one.family_name == "Copied"]
    assert len(found) == 3 and {one.birth_date for one in found} == {date(1980, 1, 1)}
    # One key a person and agency, whoever writes.
    assert PersonKey.objects.count() == 3


def test_a_key_of_a_transaction_that_was_undone_is_never_used(clinician):
    person = uuid4()
    with pytest.raises(RuntimeError), transaction.atomic():
        undone, _cipher = ring.person_key_in_use(person, clinician.organization_id)
        assert ring.person_key_in_use(person, clinician.organization_id)[0] == undone
        raise RuntimeError
    kept, _cipher = ring.person_key_in_use(person, clinician.organization_id)
    assert kept != undone and PersonKey.objects.filter(pk=kept).exists()
    assert not PersonKey.objects.filter(pk=undone).exists()


def test_many_keys_are_fetched_at_once(clinician, django_assert_num_queries):
    for number in range(20):
        made.person(clinician, given_name=f"N{number}")
    ring.forget()
    rows = list(Description.objects.all())
    assert len({one.given_name for one in rows}) == 20
    ring.forget()
    rows = list(Description.objects.all())
    # The persons' keys, the agency's key and nothing else.
    with django_assert_num_queries(2):
        assert len({one.given_name for one in rows}) == 20


def test_each_agency_and_person_has_keys_of_its_own(ballard):
    made.person(made.user_with_job(Role.CLINICIAN), family_name="Ballard")
    made.person()
    keys = [key_of(raw(Description, one.pk, "family_name") or raw(Description, one.pk, "appearance"))
            for one in Description.objects.all()]  # fmt: skip
    assert len(set(keys)) == 3
    assert Key.objects.filter(purpose="content").count() == 3
    assert all(b"kek" not in bytes(one.wrapped) for one in Key.objects.all())


def test_a_shredded_person_reads_as_destroyed_and_nobody_else_does(ballard, clinician):
    other = made.person(clinician, family_name="Lindqvist")
    assert shred_person(ballard.person_id) == 1 and shred_person(ballard.person_id) == 0
    row = Description.objects.get(pk=ballard.pk)
    assert (row.family_name, row.given_name, row.birth_date, row.address) == (GONE, GONE, None, "")
    ring.forget()
    assert Description.objects.get(pk=ballard.pk).family_name == GONE
    summary = records.summary(release=made.release(clinician, ballard.person_id, Category.DEMOGRAPHICS))
    assert (summary.family_name, summary.age) == (GONE, None)
    assert Description.objects.get(person_id=other).family_name == "Lindqvist"


def test_no_nonce_twice():
    owner, about = (uuid4(), None), b"t|1|c"
    key_id, _cipher = ring.person_key_in_use(*owner)
    many = int(os.environ.get("TANDEM_KEY_NONCES", "20000"))
    assert len({seal(b"same", owner, about)[17:29] for _ in range(many)}) == many
    under_agency = {seal(b"same", (None, None), about)[17:34] for _ in range(2_000)}
    assert len(under_agency) == 2_000
    assert unseal(seal(b"same", owner, about), about) == b"same" and key_of(seal(b"", owner, about))[1] == key_id


def test_every_sealed_model_says_to_whom_its_rows_belong():
    assert len(sealed_models()) > 15
    for model in sealed_models():
        person, organization = model.sealed_for
        for path in filter(None, (person, organization)):
            here = model
            for step in path.split("__")[:-1]:
                here = here._meta.get_field(step).related_model
            assert path.split("__")[-1] in {field.attname for field in here._meta.concrete_fields}, model
        assert sealed_fields(model) and (
            hasattr(model, "sealed_as") or model._meta.pk.default or model._meta.pk.is_relation
        )


def test_search_finds_by_the_beginnings_of_words_and_by_day(clinician, ballard):
    made.person(clinician, given_name="Ana", family_name="de la Peña", aliases="Anita", appearance="red jacket")
    release = made.list_release(clinician, "search", Category.DEMOGRAPHICS)

    def found(text):
        return sorted(one.family_name for one in records.find(text, release=release))

    assert found("ball") == found("BALLARD") == found("theo bal") == found("1990-04-30") == ["Ballard"]
    assert found("pena") == found("PEÑA") == found("anit") == found("red jac") == ["de la Peña"]
    assert found("allard") == found("1990-04-3") == found("") == found("--") == []


def test_the_blind_index_tells_no_word_and_another_agency_nothing(clinician, ballard):
    marks = raw(Description, ballard.pk, "marks")
    assert len(marks) == 6 + 3 + 1 and all(len(one) == 12 and b"all" not in one for one in marks)
    made.person(
        made.user_with_job(Role.CLINICIAN), given_name="Theo", family_name="Ballard", birth_date=date(1990, 4, 30)
    )
    other = Description.objects.exclude(pk=ballard.pk).get()
    assert not set(raw(Description, other.pk, "marks")) & set(marks)


def test_h8_a_day_of_birth_is_searched_only_where_demographics_are_open(clinician, ballard):
    """There are few days: whoever may not read demographics gets no answer from the index, not even that one exists."""
    assert records.find("1990-04-30", release=made.list_release(clinician, "search", Category.DEMOGRAPHICS))
    for category in (Category.CAD_FACTS, Category.SAFETY_FLAGS, Category.CLINICAL_NOTE):
        with pytest.raises(NotReleased):
            records.find("1990-04-30", release=made.list_release(clinician, "search", category))
    assert Category.DEMOGRAPHICS in Description.columns and "marks" in Description.columns["demographics"].split()


def test_the_key_file_is_for_this_account_only(settings, ballard):
    assert oct(settings.KEY_FILE.stat().st_mode)[-3:] == "600"
    assert oct(os.stat(settings.KEY_FILE.parent).st_mode)[-3:] == "700"
