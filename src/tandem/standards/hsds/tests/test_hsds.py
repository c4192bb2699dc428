"""HSDS 3.0 in and out: valid by the specification's schemas, equal there and back, and refused with its place."""

import json
from datetime import date
from io import StringIO
from uuid import UUID

import jsonschema_rs
import pytest
from django.core.management import CommandError, call_command

from tandem.domain.directory.actions import add, change, verify
from tandem.domain.directory.models import Change, Service
from tandem.domain.directory.records import service, services
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.foundation.strict_json import BadJSON
from tandem.standards.hsds import write
from tandem.standards.hsds.plan import CHANGED, NEW, REFUSED, SAME, carry_out, plan
from tandem.standards.hsds.read import read
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
KEEPER = Actor.system("test", Permission.DIRECTORY_WRITE)
ORGANIZATION = {"id": "3d1f9a52-0a51-4c0e-9a58-5c9ce1a0f101", "name": "Made-up House", "description": "A house."}
SMALL = {
    "id": "9b3a1f30-58e5-4f0c-8a39-3c1f5a9d0a01",
    "name": "Quiet Room",
    "status": "active",
    "organization": ORGANIZATION,
}
HOURS = {
    "words": "Mon to Fri 8 to 17",
    "spans": {"0": [["08:00", "12:00"], ["13:00", "17:00"]], "4": [["22:00", "06:00"]], "6": [["00:00", "24:00"]]},
    "exceptions": [
        {"on": "2026-12-24", "spans": [["08:00", "12:00"]], "words": "short day"},
        {"on": "2026-12-25", "spans": [], "words": "Christmas"},
    ],
    "by_appointment": True,
}


@pytest.fixture
def listed(db) -> UUID:
    """A listing with something in every field."""
    made.program()
    one = add(
        actor=KEEPER,
        organization_id=made.organization().pk,
        name="Harbor House",
        needs=["shelter", "peer_support"],
        hours=HOURS,
        description="A bed for a few nights.",
        website="https://harbor.example/",
        eligibility="Adults",
        minimum_age=18,
        maximum_age=64,
        insurance="None needed",
        documents="Photo ID if you have one",
        accessibility="Step-free",
        cost="Free",
        serves="Demo County",
        phone="555-0141",
        address="12 Larch St",
        area="Rivermont",
        latitude=39.7,
        longitude=-104.9,
        languages=["en", "es"],
        capacity="2 beds",
    )
    verify(one, actor=KEEPER, on=date(2026, 11, 20))
    return one


def take(document) -> tuple[int, list]:
    return carry_out(plan(json.dumps(document).encode(), today=TODAY), actor=KEEPER)


def held(service_id: UUID) -> dict:
    """What this directory holds of a listing, without its stamps."""
    row = Service.objects.get(pk=service_id)
    loose = {"kept", "changed_at", "capacity_said_at", "verified_by_name", "verified_how", "organization_id"}
    return {one.attname: getattr(row, one.attname) for one in Service._meta.concrete_fields if one.attname not in loose}


@pytest.fixture(scope="module")
def valid(shared):
    """The specification's own compiled schema of a service; it is not part of the project."""
    text = (shared / "data" / "hsds" / "schema" / "service.json").read_text()
    return jsonschema_rs.validator_for(json.loads(text), validate_formats=True)


@pytest.mark.shared
def test_what_goes_out_is_valid(listed: UUID, valid):
    whole = valid
    bare = add(actor=KEEPER, organization_id=made.organization().pk, name="Bare", needs=["food"])
    unknown = add(
        actor=KEEPER, organization_id=made.organization().pk, name="Ask", needs=["food"], hours={"words": "Call first"}
    )
    closed = add(actor=KEEPER, organization_id=made.organization().pk, name="Shut", needs=["food"], hours={"spans": {}})
    for one in (listed, bare, unknown, closed):
        found = [str(error) for error in whole.iter_errors(write.service(service(one), state="CO"))]
        assert found == [], found[:3]
    # A planted fault: an address without its street, a service without its name.
    broken = write.service(service(listed), state="CO")
    del broken["name"], broken["service_at_locations"][0]["location"]["addresses"][0]["address_1"]
    assert len(list(whole.iter_errors(broken))) == 2


def test_there_and_back_is_equal(listed: UUID):
    before, sent = held(listed), write.service(service(listed), state="CO")
    change(
        listed,
        actor=KEEPER,
        hours={},
        name="Other",
        needs=["food"],
        minimum_age=None,
        insurance="",
        address="",
        languages=[],
        capacity="Full",
        active=False,
    )
    assert take(sent) == (1, [])
    assert held(listed) == before
    again = write.service(service(listed), state="CO")
    loose = ("last_modified", "attributes")
    assert {k: v for k, v in again.items() if k not in loose} == {k: v for k, v in sent.items() if k not in loose}
    assert take(sent) == (0, [])


def test_the_same_file_twice_changes_nothing_and_another_one_says_what_it_would_change(db):
    made.program()
    assert take({"contents": [SMALL]}) == (1, [])
    assert take({"contents": [SMALL]}) == (0, [])
    row = Service.objects.get()
    assert str(row.pk) == SMALL["id"] and row.organization.name == "Made-up House" and not row.organization.in_program
    # Nobody said what it is for yet, so that nobody is referred there.
    assert not row.active and services() == []
    changed = plan(json.dumps([{**SMALL, "name": "Quieter Room", "fees": "none"}]).encode(), today=TODAY)
    assert changed.steps[0].kind == CHANGED and changed.steps[0].changes == (("name", "Quiet Room", "Quieter Room"),)
    assert changed.steps[0].entry.named == ["fees"]
    assert Service.objects.get().name == "Quiet Room"
    carry_out(changed, actor=KEEPER)
    assert Change.objects.latest("id").fields == {"name": ["Quiet Room", "Quieter Room"]}
    change(row.pk, actor=KEEPER, needs=["peer_support"], active=True)
    # Another directory's file says nothing of our needs: what was chosen here stays.
    take([{**SMALL, "fees": "none"}])
    assert Service.objects.get().needs == ["peer_support"] and Service.objects.get().active
    take([{**SMALL, "status": "defunct"}])
    assert not Service.objects.get().active


def test_what_a_file_does_not_name_stays(listed: UUID):
    found = plan(json.dumps([SMALL]).encode(), today=TODAY)
    assert (found.count(NEW), found.untouched) == (1, 1)
    carry_out(found, actor=KEEPER)
    assert Service.objects.get(pk=listed).active


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "services_in_it"),
    [
        ("service_full.json", 1),
        ("service_list.json", 1),
        ("organization_full.json", 1),
        ("service_at_location_full.json", 1),
        ("service_at_location_list.json", 1),
        *((name, 0) for name in ("base.json", "location.json", "organization_list.json", "tabular.json")),
        *(
            (name, 0)
            for name in ("taxonomy.json", "taxonomy_list.json", "taxonomy_term.json", "taxonomy_term_list.json")
        ),
    ],
)
def test_the_official_examples_come_in_twice_or_are_refused_in_words(db, shared, valid, name, services_in_it):
    made.program()
    body = (shared / "data" / "hsds" / "examples" / name).read_bytes()
    if not services_in_it:
        with pytest.raises(Refusal, match="HSDS"):
            plan(body, today=TODAY)
        return
    found = plan(body, today=TODAY)
    assert [(one.kind, one.entry.refused) for one in found.steps] == [(NEW, [])] * services_in_it
    assert found.steps[0].entry.named
    assert carry_out(found, actor=KEEPER) == (services_in_it, [])
    assert plan(body, today=TODAY).count(SAME) == services_in_it
    assert carry_out(plan(body, today=TODAY), actor=KEEPER) == (0, [])
    # What this directory has no place for goes out again as it came.
    row = service(found.steps[0].entry.brought.id)
    sent = write.service(row)
    loose = {"attributes", "last_modified"}
    given = found.steps[0].entry.brought.kept
    lost = [key for key in given if key not in loose and key not in sent]
    assert lost == []
    assert list(valid.iter_errors(sent)) == []


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        ({"id": "seven"}, "/id"),
        ({"id": 7}, "/id"),
        ({"name": ""}, "/name"),
        ({"name": ["x"]}, "/name"),
        ({"name": "x" * 121}, "/name"),
        ({"status": "open"}, "/status"),
        ({"organization": None}, "/organization"),
        ({"organization": {"id": "x", "name": "y"}}, "/organization/id"),
        ({"organization": []}, "/organization"),
        ({"url": "javascript:alert(1)"}, "/website"),
        ({"minimum_age": "12"}, "/minimum_age"),
        ({"minimum_age": 12.5}, "/minimum_age"),
        ({"minimum_age": 300}, "/minimum_age"),
        ({"assured_date": "2099-01-01"}, "/assured_date"),
        ({"assured_date": 7}, "/assured_date"),
        ({"phones": {"number": "1"}}, "/phones"),
        ({"phones": [{"number": "1" * 41}]}, "/phones/0/number"),
        ({"languages": [{"code": "English please"}]}, "/languages/0/code"),
        ({"schedules": [{"freq": "WEEKLY", "byday": 7}]}, "/schedules/0/byday"),
        ({"schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "8am", "closes_at": "5pm"}]}, "/hours"),
        ({"service_at_locations": [{"location": {"latitude": "north"}}]}, "/service_at_locations/0/location/latitude"),
        ({"service_at_locations": [{"location": 7}]}, "/service_at_locations/0/location"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_nothing_of_it_stored(db, bad, place):
    made.program()
    (entry, good) = read(json.dumps([{**SMALL, **bad}, {**SMALL, "id": str(UUID(int=5))}]).encode(), today=TODAY)
    assert f"/0{place}" in [where for where, _ in entry.refused] and entry.brought is None and good.brought
    assert take([{**SMALL, **bad}])[0] == 0 and not Service.objects.exists() and not Organization.objects.exists()


def test_a_listing_twice_or_of_another_organization_is_refused(db):
    made.program()
    first, second = read(json.dumps([SMALL, SMALL]).encode(), today=TODAY)
    assert first.brought and second.refused == [("/1/id", "This id stands in the document twice.")]
    take([SMALL])
    other = {**ORGANIZATION, "id": str(UUID(int=9)), "name": "Somebody else"}
    assert take([{**SMALL, "organization": other}])[1] == [
        ("/0/organization", "This id belongs to another organization's listing here.")
    ]
    # Nothing is registered for a listing that was refused.
    assert not Organization.objects.filter(name="Somebody else").exists()


@pytest.mark.parametrize(
    "body", [b"", b"<hsds/>", b"[1, 2", b'{"id": NaN}', b'{"a": 1, "a": 2}', b"[" * 100 + b"]" * 100]
)
def test_what_is_no_document_is_refused(body):
    with pytest.raises(BadJSON):
        read(body, today=TODAY)


@pytest.mark.parametrize("document", [7, "x", None, [], {}, {"contents": []}, {"a": "b"}])
def test_a_document_without_a_service(document):
    if document in (7, "x", None):
        (entry,) = read(json.dumps(document).encode(), today=TODAY)
        assert entry.refused
    else:
        with pytest.raises(Refusal, match="no HSDS service"):
            read(json.dumps(document).encode(), today=TODAY)


@pytest.mark.shared
@pytest.mark.fuzz
def test_naughty_strings_are_kept_as_given_or_refused(db, shared):
    made.program()
    words = few(json.loads((shared / "data" / "hostile" / "blns.json").read_text()), every=12)
    many = [{**SMALL, "id": str(UUID(int=n)), "eligibility_description": text} for n, text in enumerate(words, start=9)]
    _changed, refused = take(many)
    stored = dict(Service.objects.values_list("id", "eligibility"))
    places = {place.split("/")[1] for place, _ in refused}
    for n, text in enumerate(words):
        assert stored.get(UUID(int=n + 9)) == text or str(n) in places


def test_the_command_exports_previews_and_imports(listed: UUID, tmp_path):
    file, out = tmp_path / "all.json", StringIO()
    call_command("hsds", "export", str(file), stdout=out)
    assert "1 services written" in out.getvalue() and json.loads(file.read_text())["total_items"] == 1
    change(listed, actor=KEEPER, cost="5 dollars")
    call_command("hsds", "import", str(file), "--preview", stdout=out)
    assert "cost from '5 dollars' to 'Free'" in out.getvalue() and service(listed).cost == "5 dollars"
    call_command("hsds", "import", str(file), stdout=out)
    assert service(listed).cost == "Free"
    file.write_text("[1,")
    for bad in (str(file), str(tmp_path / "none.json")):
        with pytest.raises(CommandError):
            call_command("hsds", "import", bad, stdout=out)
    assert REFUSED in out.getvalue()
