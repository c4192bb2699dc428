"""What both walls and the trail cost: `python -m tests.performance.walls`.

The same pages by the same session, in turns: as Tandem runs, and with the walls taken out. "Without" has no row-level
security, decides nothing (an answer kept from before is handed out), writes no access log and no audit entry, and asks
for none of the facts a decision needs. Prints reads and writes a second in both forms, their cost, and the speed of
`decide`. Aim: at most 25 % of the read rate and 35 % of the write rate; a decision in 20 µs.
"""

import contextlib
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from unittest import mock

from tests.signed_in import sit

ROUNDS = 7
SECONDS = 0.8
CALLS = 40


def main() -> None:
    from tandem.foundation.database.access import opened

    folder = Path(tempfile.mkdtemp(prefix="tandem-walls-"))
    folder.chmod(0o755)
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.settings"
    with opened(folder) as environment:
        os.environ.update(environment | {"TANDEM_POOL": "0"})
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from tandem.foundation.database import reach

        call_command("migrate_all", verbosity=0)
        # What is made here is made as a command makes it; the pages below begin with nothing open, as they do.
        reach.standing("benchmark")
        pages = _pages()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        try:
            _compare(pages)
        finally:
            connection.close()
    _decide()


def _pages() -> dict[str, Callable[[], None]]:
    from django.test import Client

    from tandem.domain.encounters import actions as encounters
    from tandem.vocabulary.terms import ContactOutcome, OrganizationKind, Role
    from tests import made

    made.program()
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    provider = made.organization(in_program=True)
    clinician = made.user_with_job(Role.CLINICIAN, of=provider)
    dispatcher = made.user_with_job(Role.DISPATCHER)
    person = made.person(clinician, given_name="Theo", family_name="Ballard", phone="555-0117")
    for number in range(CALLS):
        made.call(made.person(clinician, given_name=f"Robin{number}", family_name="Made"), agency=police)
    incident = made.call(person, agency=police, narrative="Crying on a bench, agrees to talk.")
    assignment = made.sent(incident, made.team(clinician, made.user_with_job(Role.OFFICER, of=police)))
    contact = encounters.start(actor=clinician, person_id=person, assignment_id=assignment)
    encounters.set_outcome(contact, actor=clinician, outcome=ContactOutcome.ENGAGED)

    def client(actor) -> Client:
        one = Client(SERVER_NAME="localhost")
        sit(one, actor)
        return one

    of_clinician, of_dispatcher = client(clinician), client(dispatcher)
    turns = iter(range(10**9))

    def get(who: Client, path: str) -> None:
        answer = who.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    def write() -> None:
        told = {"distress_before": str(next(turns) % 10), "distress_after": "3"}
        answer = of_clinician.post(f"/field/contact/{person}/{contact}/distress/", told)
        assert answer.status_code == 302, answer.status_code

    return {
        "read: person page": lambda: get(of_clinician, f"/people/{person}/"),
        "read: board page": lambda: get(of_dispatcher, "/board/"),
        "write: field form": write,
    }


@contextlib.contextmanager
def _without() -> Iterator[None]:
    """No row security, no decision, no facts for one, no access log, no audit."""
    from tandem.domain.releases import opening
    from tandem.foundation.acts import act
    from tandem.foundation.audit import record

    kept: dict = {}
    relation, answers = opening.relation, opening.answers_for
    release_list = opening.open_list

    def same_relation(actor, person, purpose, now, referral=None):
        key = (actor.id, person.pk, purpose)
        return kept.get(key) or kept.setdefault(key, relation(actor, person, purpose, now, referral))

    def same_answers(found, purpose):
        key = (id(found), purpose)
        return kept.get(key) or kept.setdefault(key, answers(found, purpose))

    def same_list(actor, kind):
        key = (actor.id, kind)
        return kept.get(key) or kept.setdefault(key, release_list(actor, kind))

    import sys

    holders = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("tandem.") and getattr(module, "open_list", None) is release_list
    ]
    _row_security("DISABLE")
    with contextlib.ExitStack() as stack:
        put = stack.enter_context
        put(mock.patch.object(opening, "relation", same_relation))
        put(mock.patch.object(opening, "answers_for", same_answers))
        for module in holders:
            put(mock.patch.object(module, "open_list", same_list))
        put(mock.patch.object(opening, "_log", lambda *args, **more: []))
        put(mock.patch.object(opening, "opening_person", lambda *args: None))
        put(mock.patch.object(opening, "same", lambda *args: None))
        put(mock.patch.object(act, "inserting", lambda entry: []))
        put(mock.patch.object(record, "record", lambda *args, **more: None))
        try:
            yield
        finally:
            _row_security("ENABLE")


def _row_security(word: str) -> None:
    from django.db import connections

    from tandem.foundation.database import walls

    owner = connections["owner"]
    with owner.cursor() as cursor:
        for model in walls.walled():
            cursor.execute(f"ALTER TABLE {model._meta.db_table} {word} ROW LEVEL SECURITY")


def _rate(work: Callable[[], None]) -> float:
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        work()
        done += 1
    return done / (time.perf_counter() - began)


def _compare(pages: dict[str, Callable[[], None]]) -> None:
    whole: dict[str, list[float]] = {name: [] for name in pages}
    bare: dict[str, list[float]] = {name: [] for name in pages}
    for work in pages.values():
        _rate(work)
    for _ in range(ROUNDS):
        for name, work in pages.items():
            whole[name].append(_rate(work))
        with _without():
            for name, work in pages.items():
                work()
                bare[name].append(_rate(work))
    for name in pages:
        ours, other = statistics.median(whole[name]), statistics.median(bare[name])
        aim = 35 if name.startswith("write") else 25
        print(
            f"{name:20} {ours:6.0f}/s with, {other:6.0f}/s without: costs {100 * (1 - ours / other):.0f} % (aim {aim})"
        )


def _decide() -> None:
    from tandem.disclosure import decide
    from tandem.disclosure.tests.asking import question

    chance = Random(5)
    asked = [question(chance) for _ in range(10_000)]
    times = []
    for _ in range(3):
        # The processor's own time: others who use the machine don't make a decision dearer.
        began = time.process_time()
        for one in asked:
            decide(one)
        times.append((time.process_time() - began) / len(asked) * 1e6)
    print(f"decide: {min(times):.1f} µs a question, dense where rules open (aim 20)")


if __name__ == "__main__":
    main()
