"""A2: everybody walks through every address; no word planted in a record is in any byte they may not have.

A word of its own stands in each category's fields. What each reader may meet is written here by hand, as a privacy
officer would say it, and not taken from the rule table. Some addresses for each reader in `bin/test`, all of them in
`bin/test --long canaries`.
"""

import dataclasses
import logging
import re
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, get_resolver

from tandem.domain.encounters import actions as encounters
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Basis, Category
from tandem.vocabulary.terms import Role
from tests.matrix.world import (
    AUTHORS,
    COLLEAGUE,
    ELSEWHERE,
    NEAR,
    VISITOR,
    WRITTEN,
    Reader,
    Record,
    World,
    build,
    canary,
)
from tests.short import LONG

C = Category
CARE = {C.CAD_FACTS, C.SAFETY_FLAGS, C.DEMOGRAPHICS, C.SAFETY_PLAN, C.REFERRAL_STATUS}
CLINICAL = {*CARE, C.CLINICAL_NOTE, C.PART2_RECORD}
# Who may meet what of this person, in any way; whoever is not here meets nothing. The clinician told the name and the
# caution, and the person agreed to nobody, so that police and dispatch know neither.
MAY_MEET = {
    (NEAR, Role.CLINICIAN): {*CLINICAL, *AUTHORS},
    (NEAR, Role.OFFICER): {C.CAD_FACTS, C.LE_NARRATIVE},
    (NEAR, Role.PEER): CARE,
    (COLLEAGUE, Role.CLINICIAN): CLINICAL,
    (COLLEAGUE, Role.CLINICAL_SUPERVISOR): CLINICAL,
    (COLLEAGUE, Role.PEER): CARE,
    (COLLEAGUE, Role.OFFICER): {C.CAD_FACTS, C.LE_NARRATIVE},
    (COLLEAGUE, Role.DISPATCHER): {C.CAD_FACTS},
    (ELSEWHERE, Role.DISPATCHER): {C.CAD_FACTS},
}
SLUGS = {
    "instrument": "c-ssrs-screener", "kind": "counseling", "which": "arrival", "code": "hold", "measure_id": "hold_share",
    "form": "data", "rule": "1", "name": "person",
}  # fmt: skip
# A key in an address is of whoever holds it; what it opens is asked in the matrix.
KEYS = ("token", "reference", "code", "session_id")
# Where a walk would only sign out or away, and the engine of numbers, which has tests of its own.
NOT_WALKED = ("/sign-out/", "/sso/", "/me/", "/r/", "/h/", *(() if LONG else ("/measures/",)))
SWAPPED = (Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.OFFICER)
# Absent, or refused before anything is looked up: the wrong method, or nothing of the form.
ABSENT = (404, 405, 400)
EACH = 1 if LONG else 120


def every_address(ids: dict[str, UUID]) -> list[str]:
    """Each address of the program, with these ids where it takes some."""
    found = []
    for pattern, before in _patterns(get_resolver().url_patterns, ""):
        address = before + str(pattern.pattern)
        parts = re.findall(r"<(?:(\w+):)?(\w+)>", address)
        if any(name in KEYS and kind != "slug" for kind, name in parts):
            continue
        for kind, name in parts:
            told = {"uuid": ids.get(name, ids["person_id"]), "int": 1, "path": "demo-county/1"}
            word = SLUGS.get(name, "x") if kind in ("slug", "str", "") else told.get(kind, "x")
            address = re.sub(rf"<(?:\w+:)?{name}>", str(word), address)
        found.append("/" + address.replace("\\Z", "").lstrip("^"))
    return [one for one in found if not one.startswith(NOT_WALKED)]


def ids_of(record: Record) -> dict[str, UUID]:
    return {
        "person_id": record.person,
        "incident_id": record.incident,
        "assignment_id": record.assignment,
        "encounter_id": record.encounter,
        "referral_id": record.referral,
    }


def _patterns(some, before: str):
    for one in some:
        if isinstance(one, URLPattern):
            yield one, before
        else:
            yield from _patterns(one.url_patterns, before + str(one.pattern))


def said(client: Client, address: str) -> str:
    """Every byte of the answer: headers, cookies, body."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code < 500, address
    return f"{answer.headers}{answer.cookies}{body.decode(errors='replace')}".lower()


def walk(reader: Reader, addresses: list[str]) -> list[str]:
    """These addresses, and in the long form each one that their pages lead to. Returns "category on address" met."""
    met, todo, seen = [], list(addresses), set(addresses)
    words = {one: canary(reader.record.state, one).lower() for one in WRITTEN}
    while todo:
        address = todo.pop()
        body = said(reader.client, address)
        met += [f"{one} on {address}" for one, word in words.items() if word in body]
        if LONG:
            here = re.findall(r'href="(/[^"#]*)"', body)
            led = [one for one in dict.fromkeys(here) if one not in seen and not one.startswith(NOT_WALKED)]
            seen.update(led)
            todo += led
    return met


@pytest.fixture(scope="module")
def once(file_db) -> World:
    return build((Basis.NONE,))


@pytest.fixture
def world(once) -> World:
    """Its readers anew: a browser that signed in in one test is nobody's in the next."""
    return dataclasses.replace(once, readers=[dataclasses.replace(one) for one in once.readers])


def test_a2_no_planted_word_is_in_a_byte_of_whoever_may_not_have_it(world, caplog):
    caplog.set_level(logging.INFO)
    readers = [one for one in world.readers if one.actor or one.how == VISITOR]
    met, asked = set(), 0
    for place, reader in enumerate(readers):
        addresses = every_address(ids_of(reader.record))[place % EACH :: EACH]
        may = MAY_MEET.get((reader.how, reader.actor.role), set()) if reader.actor else set()
        found = walk(reader, addresses)
        asked += len(addresses)
        forbidden = [one for one in found if one.split(" on ")[0] not in may]
        assert not forbidden, f"{reader}: " + "\n".join(forbidden)
        met |= {one.split(" on ")[0] for one in found}
    print(
        f"{len(readers)} readers, {asked:,} addresses and where they lead; categories met by those who may: {sorted(met)}"
    )
    if LONG:
        assert met == set(WRITTEN)
    outside = (caplog.text + "".join(f"{one.subject}{one.body}" for one in mail.outbox)).lower()
    assert not [one for one in WRITTEN if canary(Basis.NONE, one).lower() in outside], "nor in a log or a message"


def test_a2_the_walk_finds_what_stands_where_it_should_not(world):
    """The officer writes a word of the clinician's note into the police report: it stands where it must not."""
    officer = next(one for one in world.readers if one.how == NEAR and one.actor.role == Role.OFFICER)
    address = f"/field/call/{officer.record.assignment}/report/"
    assert f"{C.CLINICAL_NOTE} on {address}" not in walk(officer, [address])
    encounters.report(
        officer.record.assignment,
        actor=officer.actor,
        person_id=officer.record.person,
        told={"force": ["hands"], "words": [canary(Basis.NONE, C.CLINICAL_NOTE)]},
    )
    assert f"{C.CLINICAL_NOTE} on {address}" in walk(officer, [address])


def of_a_record(there: str, nowhere: str) -> bool:
    """Whether the address takes an id of a record. An account is one's own; safety is of the program's whole staff."""
    return there != nowhere and not there.startswith(("/account/", "/safety/"))


def test_a6_another_agencys_ids_are_nobodys_at_every_address(world):
    """Read and sent: the same answer as for ids that were never given out, and nothing of it changes."""
    ids = ids_of(world.records[Basis.NONE])
    theirs, nobodys = every_address(ids), every_address({name: uuid4() for name in ids})
    some = [pair for pair in zip(theirs, nobodys, strict=True) if of_a_record(*pair)]
    before = Log.objects.count()
    for place, role in enumerate(SWAPPED):
        client = next(one for one in world.readers if one.how == ELSEWHERE and one.actor.role == role).client
        for there, nowhere in some if LONG else some[place::40]:
            for ask in (client.get, client.post):
                one, other = ask(there), ask(nowhere)
                onward = one.get("Location"), other.get("Location")
                assert one.status_code == other.status_code and onward[0] == onward[1], f"{role}: {there}"
                assert one.status_code in ABSENT or onward[0] == "/care/", f"{role}: {there}"
    assert Log.objects.count() == before
    print(f"{len(some)} addresses take an id of a record")
