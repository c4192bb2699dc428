"""The second wall on real rows: nothing without a context, and under a release exactly what the release allows."""

from random import Random

import pytest
from django.db import DatabaseError, connection, transaction

from tandem.disclosure import Facts, issue
from tandem.domain.encounters.actions import start as start_contact
from tandem.domain.incidents.models import Incident, Involvement
from tandem.domain.people.models import Description, Person
from tandem.domain.referrals.models import Referral
from tandem.domain.referrals.tests.made_loop import loop
from tandem.domain.releases import opening, wall
from tandem.domain.releases.opening import open_list, open_release
from tandem.domain.releases.tests.conftest import on_a_call
from tandem.foundation import clock
from tandem.foundation.acts.act import guard
from tandem.foundation.audit.models import Entry
from tandem.foundation.database import reach, walls
from tandem.foundation.database.journey import send
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent
from tests import made
from tests.short import tries

pytestmark = pytest.mark.django_db
PURPOSES = (Purpose.SCENE, Purpose.TREATMENT, Purpose.DISPATCH, Purpose.OPERATIONS, Purpose.REFERRAL)


def visible():
    """How many rows each walled table shows now."""
    return {model._meta.label: model._base_manager.count() for model in walls.walled()}


def test_a5_without_a_context_there_are_no_rows(scene):
    assert sum(count > 0 for count in visible().values()) >= 6
    with reach.fresh():
        assert {label: count for label, count in visible().items() if count} == {}
    assert Person.objects.count() == 1


def test_a5_without_a_context_nothing_is_written_or_changed(scene):
    with reach.fresh():
        assert Person.objects.filter(pk=scene.person).select_for_update().first() is None
        # The guard of the acts stands before the wall and speaks first.
        with pytest.raises(DatabaseError, match="no act, no write|row-level security"), transaction.atomic():
            Person.objects.create(created_at=clock.now())


def test_a5_the_trail_is_never_changed():
    for statement in ("UPDATE audit_entry SET action = ''", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as sql:
            sql.execute(statement)


def test_a5_inside_an_act_rows_are_seen_and_afterwards_not(scene):
    with reach.fresh():
        with guard("planted"):
            assert Person.objects.count() == 1
        assert Person.objects.count() == 0


def test_work_is_seen_by_itself_only_and_ends_with_its_block(scene):
    with reach.fresh():
        with reach.work("a test"), reach.work("inside"):
            assert Person.objects.count() == 1
        assert Person.objects.count() == 0
        with pytest.raises(ZeroDivisionError), reach.work("a test"):
            raise ZeroDivisionError
        assert Person.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic(), reach.work("a test"), connection.cursor() as sql:
            sql.execute("SELECT 1 / 0")
        assert Person.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a5_what_was_open_is_gone_with_the_transaction():
    scene = on_a_call()
    actor = scene.actors["clinician on the team"]
    with reach.fresh():
        open_release(actor, scene.person, Purpose.TREATMENT)
        open_list(actor, "care")
        assert Person.objects.get().pk == scene.person
    with connection.cursor() as sql:
        sql.execute("SELECT current_setting(name, true) FROM unnest(%s::text[]) AS name", [walls.settings_names()[1:]])
        assert {found for (found,) in sql.fetchall()} <= {"", None}
    with reach.fresh():
        assert Person.objects.count() == 0


def test_a5_the_database_decides_for_itself(scene, monkeypatch):
    """A program that hands itself a yes gets nothing: the database is given the facts, never the answer."""
    actor = scene.actors["officer elsewhere"]
    real = opening.answers_for
    everything = made._answers(tuple(Category)[:13])
    monkeypatch.setattr(opening, "answers_for", lambda found, purpose: {**real(found, purpose), **everything})
    with reach.fresh():
        with pytest.raises(wall.WallsDiffer), transaction.atomic():
            open_release(actor, scene.person, Purpose.SCENE)
        assert Person.objects.count() == 0


def test_a_release_made_up_on_the_way_opens_nothing(scene):
    with reach.fresh():
        release = made.release(scene.actors["admin"], scene.person, Category.DEMOGRAPHICS)
        assert isinstance(release, issue.Release)
        assert Person.objects.filter(pk=release.person_id).count() == 0


def expected(model, releases):
    """The rows of `model` that these releases allow, by person and category, as Python says."""
    found = set()
    for row in model._base_manager.all():
        person = row.pk if model is Person else row.person_id
        release = releases.get(person)
        if release and any(release.allows(Category(one)) for one in walls.categories(model)):
            found.add(row.pk)
    return found


def about_a_person():
    """The walled tables whose rows are each about one person."""
    keyed = [
        model
        for model in walls.walled()
        if any(field.name == "person" and not field.null for field in model._meta.concrete_fields)
    ]
    return [Person, *keyed]


@pytest.mark.fuzz
def test_a5_rows_under_open_releases_are_those_the_releases_allow(scene):
    """Persons and readers at random: every row of every table about one person, compared with Python's own answer."""
    chance = Random(61)
    clinician = scene.actors["clinician on the team"]
    people = [scene.person]
    for number in range(8):
        people.append(made.person(chance.choice([clinician, None]), given_name=f"Robin{number}", family_name="Made"))
    for one in people[1:5]:
        made.call(one)
    start_contact(actor=clinician, person_id=scene.person, assignment_id=scene.assignment)
    loop(clinician)
    scene.put(is_staff=False)
    tables = about_a_person()
    assert {Description, Involvement, Referral} <= set(tables)
    readers = list(scene.actors.values())
    everybody = sorted(Person.objects.values_list("pk", flat=True))
    compared = opened = 0
    for _ in range(tries(80)):
        reader, purpose = chance.choice(readers), chance.choice(PURPOSES)
        asked = {scene.person, *chance.sample(everybody, chance.randint(1, 3))}
        with reach.fresh():
            releases = {}
            for one in asked:
                try:
                    releases[one] = open_release(reader, one, purpose)
                except Absent:
                    continue
            seen = {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables}
        for model in tables:
            assert seen[model] == expected(model, releases), (model, reader.role, purpose)
            compared += len(seen[model])
        opened += len(releases)
    # Who asks for whom is by chance: a twentieth opens at the least.
    assert opened >= tries(80) // 20
    assert compared > tries(80) // 20


def test_a5_a_call_is_open_with_a_person_who_was_on_it_and_no_other(scene):
    other = made.call(made.person(given_name="Ada", family_name="Else"))
    with reach.fresh():
        open_release(scene.actors["officer on the team"], scene.person, Purpose.SCENE)
        assert set(Incident.objects.values_list("pk", flat=True)) == {scene.incident}
    assert Incident.objects.filter(pk=other).exists()


def test_a5_a_list_opens_its_categories_only(scene):
    with reach.fresh():
        open_list(scene.actors["dispatcher"], "board")
        assert Incident.objects.count() == 1
        assert Person.objects.count() == Description.objects.count() == 0


def test_a5_what_a_request_opened_before_is_closed_in_the_next(scene):
    with reach.fresh():
        open_list(scene.actors["dispatcher"], "board")
        with reach.fresh():
            assert Incident.objects.count() == 0
        assert Incident.objects.count() == 1


def test_a_refusal_in_the_database_leaves_its_entry_with_the_person(scene):
    with pytest.raises(Absent):
        open_release(scene.actors["admin"], scene.person, Purpose.SCENE)
    assert Entry.objects.filter(outcome="refused", object_id=scene.person).count() == 1


def test_the_cost_of_the_question_is_one_journey(scene, django_assert_max_num_queries):
    relation = opening.relation(
        scene.actors["clinician on the team"], Person.objects.get(), Purpose.TREATMENT, clock.now()
    )
    with django_assert_max_num_queries(1):
        opening.open_as(scene.actors["clinician on the team"], scene.person, Purpose.TREATMENT, relation, clock.now())
    assert send([wall.opening_list("officer", "scene", False, frozenset(), Facts(), {Category.CAD_FACTS: {}})]) == [
        ([],)
    ]
